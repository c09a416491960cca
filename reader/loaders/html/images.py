"""Pictures: their address, their description, and which of them are mere furniture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from reader.loaders.html.links import image_source
from reader.loaders.html.wash import wash_line

if TYPE_CHECKING:
    from lxml.etree import _Element

LONGEST_ALT = 600
"""The most characters of a description."""

_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-src-medium", "data-hi-res-src", "src")
_SETS = ("data-srcset", "srcset")
_FURNITURE = re.compile(
    r"(?:^|[/_\-.])(?:spacer|pixel|blank|transparent|placeholder|loading|spinner|sprite|icons?|logo|avatar|"
    r"emoji|smil(?:ey|ies)|share|arrow|bullet|divider|separator|tracking|beacon|1x1)(?:[/_\-.]|\d|$)",
    re.IGNORECASE,
)
_EMPTY_ALT = frozenset({"", "image", "img", "photo", "picture", "line", "logo", "icon", "null", "undefined"})
_SMALL = 48
"""A picture of fewer pixels than this on a side is an ornament."""

_FILE = re.compile(r"([^/?#]+)(?:#.*)?$")
_LETTER = re.compile(r"[^\W\d_]")


class Picture(NamedTuple):
    """An image of a page.

    Attributes:
        source: Its address; "" where it has none that can be kept.
        alt: What stands for it in text; never empty.
        described: Whether `alt` is its author's own description.
    """

    source: str
    alt: str
    described: bool


def picture(element: _Element, base: str | None) -> Picture | None:
    """The picture of an `img` element (or trafilatura's `graphic`); None if it is an ornament.

    Args:
        element: The element.
        base: The page's address.
    """
    if any(_is_small(element.get(side)) for side in ("width", "height")):
        return None
    alt = wash_line(element.get("alt") or "")[:LONGEST_ALT]
    described = alt.lower() not in _EMPTY_ALT
    source = _source(element, base)
    if not described and (not source or _FURNITURE.search(source)):
        return None
    if not described:
        alt = file_name(source) or "image"
    return Picture(source, alt, described)


def file_name(source: str) -> str:
    """The last part of an address, for want of a better description."""
    found = _FILE.search(source.partition("?")[0])
    name = wash_line(unquote(found.group(1)))[:80] if found else ""
    return name if _LETTER.search(name) else ""


def _source(element: _Element, base: str | None) -> str:
    for name in _SOURCES:
        if source := image_source(element.get(name), base):
            return source
    for name in _SETS:
        first = (element.get(name) or "").strip().split(" ", 1)[0].rstrip(",")
        if source := image_source(first, base):
            return source
    return ""


def _is_small(length: str | None) -> bool:
    digits = (length or "").strip().removesuffix("px")
    return digits.isascii() and digits.isdigit() and int(digits[:6]) < _SMALL
