"""The authors of a page: by JSON-LD, by its `meta` elements, by the byline that it shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reader.domain.article import Kind
from reader.loaders import bylines
from reader.loaders.html.furniture import is_junk
from reader.loaders.html.marks import inline_of
from reader.loaders.html.wash import wash_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.loaders.html.metadata import Head
    from reader.loaders.html.outline import Outline, Spot
    from reader.loaders.pieces import Piece

MOST = 20
"""So many authors are kept at most."""

_LONGEST_SIGNATURE = 80
"""A byline at the foot of an article has no more characters than this."""

_META = (
    "author",
    "article:author",
    "article:author_name",
    "og:article:author",
    "sailthru.author",
    "parsely-author",
    "dcterms.creator",
    "dc.creator",
    "dc.creator.personalname",
    "citation_author",
    "byl",
    "cxenseparse:author",
    "analyticsattributes.author",
    "shareaholic:article_author_name",
    "rbauthors",
)
_ADDRESS = re.compile(r"https?:|www\.|^/|^@|\.(?:com|org|net)\b", re.IGNORECASE)
_NO_NAME = re.compile(
    r"^(?:admin(?:istrator)?|editor|staff|guest|unknown|none|null|undefined|n/?a|anonymous|"
    r"super user|webmaster|"
    r"author|authors?|by|home|redaktion|redaction|rédaction|redacción|news desk|web ?desk|online)$",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:gmbh|inc|llc|ltd|plc|corp|ag|kg|s\.?a|b\.?v|media|news|newsroom|press|online|redaktion|redaktionsteam|team|"
    r"network|magazine|zeitung|zeitschrift|times|post|agency|agencies|agence|agencia|reuters|afp|dpa|associated|tribune|"
    r"herald|gazette|journal|desk|bureau|office|institute|university|foundation|editors?|editorial|"
    r"writers?|reporters?|staff|correspondents?|contributors?|agentur)\b|\.\w{2,4}\b",
    re.IGNORECASE,
)
"""Words of a company's name and of no person's."""

_INITIALS = re.compile(r"[A-Z]{2,6}$|The\s")
"""What agencies and papers are called, and people are not."""

_BY = re.compile(r"^(?:by|von|par|por|di|da|door|av|text|words)\b\s*:?\s+", re.IGNORECASE)
_ROLE = re.compile(
    r"(?<!\s)\s*(?:[|/•·(]|,\s+(?:the\s)?[\w.&'’ -]{3,60}$|\s[-–—]\s|\bfor\s(?:the|cnn|bbc)\b|@).*$",
    re.IGNORECASE,
)
_AND = re.compile(r"(?<!\s)(?:\s*;\s*|\s+(?:and|und|et|y|&|with)\s+|\s*,\s+(?:and\s+)?)", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w.'’\- ]{1,60}$")


def authors(head: Head, outline: Outline, within: tuple[int, int], bulk: int, site: str) -> tuple[str, ...]:
    """The names of a page's authors, in its order; none where it names none.

    Args:
        head: What the page says about itself.
        outline: What it shows.
        within: Where the article begins on the outline's stream, its headline included, and where it ends.
        bulk: How many characters it has.
        site: The publication, which is not an author of its own articles.
    """
    for found in (
        _of_linked(head.linked.get("author"), site),
        names_in(head.all(*_META), site),
        _of_bylines(outline, within, bulk, site),
        _of_linked(head.linked.get("creator"), site),
    ):
        if found:
            return found
    # A page that names nobody but says outright that its paper is the author is taken at its word.
    stated = [line for line in head.all(*_META[:4]) if _is_name(line) and not _ADDRESS.search(line)]
    return tuple(dict.fromkeys(stated))[:1]


def signed(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """The names in a byline that stands as the last line of an article: "-- By Jane Roe"."""
    last = pieces[-1].text.strip("-–— ") if pieces and pieces[-1].kind is Kind.PARAGRAPH else ""
    return persons_in(last) if len(last) <= _LONGEST_SIGNATURE and _BY.match(last) else ()


def _of_linked(value: Any, site: str) -> tuple[str, ...]:
    people: list[str] = []
    values = value if isinstance(value, list) else [value]
    for one in values[: MOST * 2]:
        if isinstance(one, dict) and "organi" in str(one.get("@type", "")).lower():
            continue
        named = one.get("name") if isinstance(one, dict) else one
        people += [name for name in (named if isinstance(named, list) else [named]) if isinstance(name, str)]
    return names_in(people, site)


def persons_in(line: str) -> tuple[str, ...]:
    """The people whom a line names; nobody where it names a paper or a company."""
    return tuple(name for name in bylines.authors(line) if not _COMPANY.search(name))


def names_in(texts: Iterable[str], site: str) -> tuple[str, ...]:
    """Names from fields that hold nothing but names, one each or several with commas.

    Args:
        texts: The fields.
        site: The publication, which is no author.
    """
    found: list[str] = []
    for text in texts:
        line = _BY.sub("", wash_line(text))
        if not line or len(line) > 300 or _ADDRESS.search(line):
            continue
        if bylines.authors(line):
            found += persons_in(line)
        elif len(parts := [part for part in _AND.split(line) if part]) <= MOST:
            found += [
                name for part in parts if (name := _ROLE.sub("", part).strip(" .")) and _is_person(name)
            ]
    house = _plain(site)
    return tuple(dict.fromkeys(name for name in found if not _NO_NAME.match(name) and _plain(name) != house))[
        :MOST
    ]


def _of_bylines(outline: Outline, within: tuple[int, int], bulk: int, site: str) -> tuple[str, ...]:
    """Names from what the page shows as its byline, near the headline before anywhere else."""
    first, last = within
    spots = [
        spot
        for spot in outline.spots.get("byline", ())
        if spot.start < spot.end <= spot.start + 300 and first - 300 <= spot.start <= last + 400
    ]
    spots.sort(key=lambda spot: (abs(spot.start - first) > 800, spot.end - spot.start))
    for spot in spots:
        if is_junk(spot.element, bulk):
            continue
        line = shown(spot)
        link = spot.element.get("rel") == "author" or spot.element.get("itemprop") is not None
        if found := bylines.authors(line):
            beside = _beside(spot, spots)
            return tuple(dict.fromkeys([*found, *beside]))[:MOST]
        if link and _is_name(line) and (names := names_in([line], site)):
            return names
    return ()


def _beside(spot: Spot, spots: list[Spot]) -> list[str]:
    """Further authors in elements of the same make right after one."""
    named = spot.element.get("class"), spot.element.tag
    names: list[str] = []
    for other in sorted(spots, key=lambda one: one.start):
        if other is spot or (other.element.get("class"), other.element.tag) != named:
            continue
        if abs(other.start - spot.end) < 60 and other.element.getparent() is spot.element.getparent():
            names += bylines.authors(shown(other))
    return names


def shown(spot: Spot) -> str:
    """The text of an element on one line."""
    return inline_of(spot.element, None)[0].replace("\n", " ")


def _is_person(text: str) -> bool:
    return _is_name(text) and not _COMPANY.search(text) and not _INITIALS.match(text)


def _is_name(text: str) -> bool:
    return bool(_NAME.match(text)) and len(text.split()) <= 6 and not _NO_NAME.match(text)


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
