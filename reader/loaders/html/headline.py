"""The headline of a page: the `h1` that its own metadata speaks of, else what the metadata says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.loaders.html.marks import inline_of
from reader.loaders.html.wash import wash_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from reader.loaders.html.outline import Outline, Spot

LONGEST = 400
"""A headline of more characters is a paragraph that was marked up as one."""

_LONGEST_KICKER = 60
_TELLING = 3
"""A second-level heading is believed to be the headline if that has at least so many words."""

_SUFFIX = re.compile(r"^(.{12,}?)\s+(?:[|·•—–»]|-|::?)\s+[^|·•—–»]{2,60}$|^(.{12,}?)\s*[|»]\s*[^|»]{2,60}$")
_WORD = re.compile(r"\w+")


def headline(outline: Outline, titles: Iterable[str], site: str) -> tuple[str, Spot | None]:
    """The headline, and the element in which it stands if it stands in the page.

    Of the first-level headings the one is taken that shares the most words with the titles in the
    metadata, and a second-level one if it says all that they say; where none shares as much as a third, the
    first of the titles without the site's name.

    Args:
        outline: The page.
        titles: What its metadata calls it, the most trusted first.
        site: The publication's name, "" where it is not known.
    """
    known = [text for title in titles if (text := wash_line(title))]
    wanted = {word for title in known for word in _words(title)}
    least = min((len(_words(without_site(title, site))) for title in known), default=0)
    best: tuple[float, str, Spot] | None = None
    for spot in outline.spots.get("heading", ()):
        level = spot.element.tag
        if level not in ("h1", "h2"):
            continue
        text = _text(spot.element)
        if not text or len(text) > LONGEST:
            continue
        words = _words(text)
        shared = len(words & wanted)
        if level == "h2" and (shared < least * 0.8 or shared < len(words) * 0.7 or least < _TELLING):
            continue
        score = shared / max(1, len(words)) + shared / 100 if wanted else 0.0
        if level == "h2":
            score *= 0.9
        if best is None or score > best[0]:
            best = (score, text, spot)
    if best is not None and (not known or best[0] >= 1 / 3):
        return best[1], best[2]
    for title in known:
        if text := without_site(title, site):
            return text, None
    return (best[1], best[2]) if best is not None else ("", None)


def kicker(outline: Outline, headline: Spot, site: str) -> str:
    """The line over a headline that says what it is about, where the page has it as a heading; else "".

    Args:
        outline: The page.
        headline: Where the headline stands.
        site: The publication's name, which is no kicker.
    """
    for spot in outline.spots.get("heading", ()):
        element = spot.element
        if spot.end != headline.start or element.getparent() is not headline.element.getparent():
            continue
        text = _text(element)
        led_away = next(element.iter("a"), None) is not None
        if 0 < len(text) <= _LONGEST_KICKER and not led_away and text.casefold() != site.casefold():
            return text
    return ""


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}


def without_site(title: str, site: str) -> str:
    """A title without the publication's name at either end of it."""
    title = wash_line(title)
    if site:
        name = re.escape(site)
        cut = re.sub(
            rf"\s*(?:[|·•—–»:]|\s-)\s*{name}$|^{name}\s*(?:[|·•—–»:]|-\s)\s*", "", title, flags=re.IGNORECASE
        )
        if cut and cut != title:
            return cut
    found = _SUFFIX.match(title)
    return (found.group(1) or found.group(2)).strip() if found else title


def _text(element: _Element) -> str:
    return inline_of(element, None)[0].replace("\n", " ")
