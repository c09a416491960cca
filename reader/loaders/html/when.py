"""When a page was published and last changed: by its metadata, by its `time` elements, by htmldate."""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from itertools import islice
from threading import Thread
from typing import TYPE_CHECKING

from reader.loaders import dates
from reader.loaders.html.marks import UNSEEN
from reader.loaders.html.wash import wash_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from reader.loaders.html.metadata import Head
    from reader.loaders.html.outline import Outline, Spot

SMALL = 100_000
"""A page of fewer characters may be searched through and through for a date; htmldate is slow at it."""

PATIENCE = 1.0
"""So many seconds a thorough search may take."""

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dcterms.created",
    "dcterms.issued",
    "dcterms.date",
    "dc.date.issued",
    "dc.date",
    "citation_publication_date",
    "citation_date",
    "publish_date",
    "publish-date",
    "publishdate",
    "published_time",
    "publication_date",
    "pubdate",
    "article_date_original",
    "originalpublicationdate",
    "ptime",
    "rnews:datepublished",
    "analyticsattributes.articledate",
    "og:published_time",
    "date.release",
    "date",
)
_UPDATED = (
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "article:modified",
    "dcterms.modified",
    "lastmod",
    "last-modified",
    "utime",
)
_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]\s?(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d{1,9})?\s?"
    r"(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?:[/-]|$)")
_OLDEST = 1990
_LINES = 12
"""So many texts below a headline are looked at for its date."""

_LINE = 160
"""A longer one (characters) is the article's first paragraph."""

_LEVELS = 4


def iso(text: str) -> str | None:
    """A time as pages and feeds write it, in ISO 8601; None where it is no time of the Web's age.

    Args:
        text: ISO 8601 in any of its forms, the form of e-mail, or a date in words with its year.
    """
    text = wash_line(text)
    if not text or len(text) > 120:
        return None
    if found := _ISO.match(text):
        return _checked(found.group(1, 2, 3), found.group(4, 5, 6), found.group(7))
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        moment = None
    if moment is not None and _is_possible(moment.date()):
        return moment.isoformat(timespec="seconds")
    spoken = dates.find(text)
    return spoken[0].iso if spoken and spoken[0].iso[:4] >= str(_OLDEST) else None


def times(
    head: Head,
    outline: Outline,
    root: _Element,
    *,
    first: int,
    headline: _Element | None,
    url: str | None,
    size: int,
) -> tuple[str | None, str | None]:
    """When the article was published and when it was last changed; None for what is not known.

    Args:
        head: What the page says about itself.
        outline: What it shows.
        root: Its tree.
        first: Where the article begins on the outline's stream.
        headline: The element of its headline, where the page shows it.
        url: Its address.
        size: Its length in characters.
    """
    shown = _shown(outline, first)
    published = _first(head.says("datePublished"), *head.all(*_PUBLISHED), head.says("dateCreated"))
    updated = _first(head.says("dateModified"), *head.all(*_UPDATED))
    if published is None:
        published = _marked(shown) or (shown[0][1] if shown else None)
    if published is None and headline is not None:
        published = _below(headline)
    if published is None:
        published = _searched(root, url, size)
    else:
        published = _local(published, [found for _, found in shown], url)
    return published, updated if updated != published and not _is_before(updated, published) else None


def _first(*texts: str) -> str | None:
    return next((found for text in texts if (found := iso(text))), None)


def _shown(outline: Outline, first: int) -> list[tuple[Spot, str]]:
    """The `time` elements near the beginning of the article, with the time each gives."""
    found = []
    for spot in outline.spots.get("time", ()):
        if not first - 600 <= spot.start <= first + 1500:
            continue
        moment = iso(spot.element.get("datetime") or "") or iso("".join(spot.element.itertext()))
        if moment:
            found.append((spot, moment))
    return found


def _below(headline: _Element) -> str | None:
    """The date that stands among the short lines right below a headline."""
    for text in islice(_texts_after(headline), _LINES):
        if len(text) > _LINE:
            return None
        if dated := dates.published(text):
            return dated.published if dated.published[:4] >= str(_OLDEST) else None
    return None


def _texts_after(element: _Element) -> Iterator[str]:
    """The texts of a page that follow an element, as far as they stand in what holds it closely."""
    node: _Element | None = element
    for _ in range(_LEVELS):
        if node is None or node.tag == "body":
            return
        for sibling in node.itersiblings():
            if isinstance(sibling.tag, str) and sibling.tag not in UNSEEN:
                for text in (*sibling.itertext(), sibling.tail or ""):
                    if line := wash_line(text):
                        yield line
        node = node.getparent()


def _is_before(updated: str | None, published: str | None) -> bool:
    """Whether an article would have been changed before it was published: then nothing is known of it."""
    if updated is None or published is None:
        return False
    one, other = datetime.fromisoformat(updated), datetime.fromisoformat(published)
    if len(updated) == 10 or len(published) == 10 or (one.tzinfo is None) is not (other.tzinfo is None):
        return one.date() < other.date()
    return one < other


def _marked(shown: list[tuple[Spot, str]]) -> str | None:
    """The `time` that its element says to be that of publication."""
    for spot, moment in shown:
        element = spot.element
        named = f"{element.get('itemprop', '')} {element.get('class', '')}".lower()
        if "publi" in named or element.get("pubdate") is not None:
            return moment
    return None


def _local(published: str, shown: list[str], url: str | None) -> str:
    """The time by the clock of the place where it was published, if the page shows that.

    Metadata often give UTC, by which an evening in America is the next day. Where the page itself shows a
    time, or its address a day, that is the day before or after, and it can be the same moment, it is taken.
    """
    if len(published) == 10 or not published.endswith(("Z", "+00:00")):
        return published
    moment = datetime.fromisoformat(published)
    for other in shown:
        if len(other) == 10 or other[:10] == published[:10]:
            continue
        there = datetime.fromisoformat(other)
        naive = moment.replace(tzinfo=None)
        offset = there.replace(tzinfo=None) - naive
        quarter = timedelta(minutes=15)
        off = abs(offset) <= timedelta(hours=14) and offset % quarter <= timedelta(minutes=1)
        if there.tzinfo is None and off:
            return _with_offset(there, offset)
        if there.tzinfo is not None and there == moment:
            return other
    if found := _ADDRESS.search(url or ""):
        day = _checked(found.group(1, 2, 3))
        if day and abs(date.fromisoformat(day) - moment.date()) == timedelta(days=1):
            return day
    return published


def _with_offset(there: datetime, offset: timedelta) -> str:
    """A local time with its offset from UTC, rounded to the quarter of an hour."""
    quarters = round(offset / timedelta(minutes=15))
    return there.replace(tzinfo=timezone(quarters * timedelta(minutes=15))).isoformat(timespec="seconds")


def _searched(root: _Element, url: str | None, size: int) -> str | None:
    """The date that htmldate finds in the page's addresses and texts."""
    found = _find_date(root, url, False)
    if found is None and size < SMALL:
        # A thorough search cannot be stopped, and takes seconds on odd pages; its answer is not waited for.
        answers: list[str | None] = []
        copy = deepcopy(root)
        search = Thread(target=lambda: answers.append(_find_date(copy, url, True)), daemon=True)
        search.start()
        search.join(PATIENCE)
        found = answers[0] if answers else None
    if found is None or found[:4] < str(_OLDEST) or (found.endswith("-01-01") and not _says(root, found[:4])):
        return None
    return found


def _says(root: _Element, year: str) -> bool:
    """Whether a page speaks of the first of January; where it only names a year, htmldate gives that day."""
    from lxml.etree import tostring

    first = r"(?<!\d)0?1"
    month = r"(?:jan|jän|ene|gen|янв)\w*\.?"
    ways = (
        rf"{year}\D?0?1\D?0?1(?!\d)",
        rf"{first}\D0?1\D{year}",
        rf"{month}\s1(?:st)?,?\s{year}",
        rf"{first}(?:\.|st|er)?\s(?:de\s)?{month},?\s(?:de\s)?{year}",
    )
    return re.search("|".join(ways), tostring(root, encoding="unicode"), re.IGNORECASE) is not None


def _find_date(root: _Element, url: str | None, thorough: bool) -> str | None:
    from htmldate import find_date

    try:
        found = find_date(root, extensive_search=thorough, original_date=True, url=url)
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return None
    return found if isinstance(found, str) else None


def _checked(day: Sequence[str], clock: Sequence[str | None] = (), zone: str | None = None) -> str | None:
    """A day, with a time of day where its hour is given, in ISO 8601; None where there is no such time."""
    try:
        moment = datetime(*map(int, day), *(int(part or 0) for part in clock))  # type: ignore[arg-type]
    except ValueError:
        return None
    if not _is_possible(moment.date()):
        return None
    if not clock or clock[0] is None:
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds") + _offset(zone)


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    if zone[0] not in "+-":
        return "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}" if int(digits[:2]) <= 14 and int(digits[2:]) < 60 else ""


def _is_possible(day: date) -> bool:
    return _OLDEST <= day.year <= date.today().year + 1
