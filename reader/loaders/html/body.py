"""The body of a page: by trafilatura, else by readability, else all its text."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from typing import TYPE_CHECKING

from reader.loaders.html.convert import convert
from reader.loaders.html.flat import flat_pieces
from reader.loaders.pieces import size

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from reader.loaders.pieces import Piece

ENOUGH = 250
"""A body of fewer characters calls for a second opinion."""

WHOLE_PAGE = "The article could not be told from the rest of the page; this is all its text."
TOO_DEEP = "The page is nested too deeply to tell the article from the rest; this is all its text."
TOO_MUCH = "The page is too large to tell the article from the rest; this is all its text."

LARGEST = 8_000_000
"""A page of more characters is not searched for its article."""

MOST_TAGS = 120_000
"""Nor is one of more tags: a heavy page has twenty thousand."""

_ADVICE = re.compile(
    r"java\s?script\b[^.]{0,60}\b(?:enable|disable|require|need|activ|turn|support|run)"
    r"|(?:enable|activ|require|need|turn on|support|run)\w*[^.]{0,60}\bjava\s?script\b",
    re.IGNORECASE,
)

for _name in ("trafilatura", "readability", "htmldate", "justext"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def body_of(
    root: HtmlElement | None, page: str, whole: bool, base: str | None
) -> tuple[list[Piece], str | None]:
    """The pieces of a page's article, and a notice where they may hold more than that.

    There are none where the page has nothing but the advice to switch JavaScript on.

    Args:
        root: The page's tree.
        page: Its text, tags and all.
        whole: Whether the tree holds all of it.
        base: Its address.
    """
    if len(page) > LARGEST or page.count("<") > MOST_TAGS:
        return flat_pieces(page), TOO_MUCH
    if root is None or not whole:
        return flat_pieces(page), TOO_DEEP
    pieces = _by_trafilatura(root, base)
    length = size(pieces)
    if length >= ENOUGH:
        return pieces, None
    second = _by_readability(root, base)
    if size(second) > 2 * length:
        pieces, length = second, size(second)
    everything = convert(root, base)
    total = size(everything)
    if length < ENOUGH and total >= length:
        if total <= 2 * length or total < ENOUGH:
            pieces = everything
        elif total > 4 * length:
            return everything, WHOLE_PAGE
    text = " ".join(piece.text for piece in pieces)
    return ([] if len(text) < ENOUGH and _ADVICE.search(text) else pieces), None


def _by_trafilatura(root: HtmlElement, base: str | None) -> list[Piece]:
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            root,
            output_format="xml",
            include_comments=False,
            include_tables=True,
            include_images=True,
            include_links=True,
            include_formatting=True,
            with_metadata=False,
        )
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError):
        return []
    body = getattr(found, "body", None)
    return convert(body, base) if body is not None else []


def _by_readability(root: HtmlElement, base: str | None) -> list[Piece]:
    from lxml.html import document_fromstring, tostring
    from readability import Document
    from readability.readability import Unparseable

    try:
        summary = Document(tostring(deepcopy(root), encoding="unicode")).summary()
        return convert(document_fromstring(summary), base)
    except (Unparseable, ValueError, TypeError, AttributeError, RecursionError):
        return []
