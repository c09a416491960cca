"""The last resort for a page: all its text, by its tags alone, without a tree."""

from __future__ import annotations

import re
from html import unescape

from reader.domain.article import Kind
from reader.loaders.clean import clean
from reader.loaders.pieces import Piece
from reader.loaders.wordlists import words

LARGEST = 16 * 1024 * 1024
"""So many characters of a page are read at most."""

_TOKEN = re.compile(r"<!--|<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})[^<>]{0,20000}>?|<[!?/][^<>]{0,20000}>?")
_RAW = frozenset(
    {"script", "style", "noscript", "template", "svg", "textarea", "select", "iframe", "head", "object"}
)
_WITHIN_LINE = words(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small "
    "span strike strong sub sup time tt u var wbr"
)
_HEADING = re.compile(r"h[1-6]")
_BLANK = re.compile(r"[\s\u200b]+")


def flat_pieces(page: str) -> list[Piece]:
    """The paragraphs and headings of a page, in its order, menus and all.

    Every tag that is not one of running text ends a paragraph. It takes one pass, however deep the page is.
    """
    pieces: list[Piece] = []
    parts: list[str] = []
    heading = 0

    def flush() -> None:
        text = _BLANK.sub(" ", clean(unescape("".join(parts)))).strip()
        parts.clear()
        if text:
            pieces.append(Piece(Kind.HEADING if heading else Kind.PARAGRAPH, text, level=heading))

    at = 0
    page = page[:LARGEST]
    while tag := _TOKEN.search(page, at):
        parts.append(page[at : tag.start()])
        at = tag.end()
        if tag.group() == "<!--":
            end = page.find("-->", at)
            at = end + 3 if end >= 0 else len(page)
            continue
        name = (tag.group(2) or "").lower()
        if name in _RAW and not tag.group(1):
            at = _after(page, name, at)
        if name in _WITHIN_LINE:
            continue
        flush()
        if _HEADING.fullmatch(name):
            heading = 0 if tag.group(1) else int(name[1])
        elif heading and name in {"p", "div", "body", "section", "article"}:
            heading = 0
    parts.append(page[at:])
    flush()
    return pieces


def _after(page: str, name: str, at: int) -> int:
    """The place after the end tag of an element whose content is not read."""
    found = re.compile(rf"</{name}\b[^<>]{{0,200}}>", re.IGNORECASE).search(page, at)
    return found.end() if found else (len(page) if name in {"script", "style"} else at)
