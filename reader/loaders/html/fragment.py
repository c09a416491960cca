"""HTML that is an article already, not a page around one: of a feed, a letter, a book."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.domain.article import Kind
from reader.loaders import credits
from reader.loaders.clean import clean, clean_line
from reader.loaders.html.body import MOST_TAGS
from reader.loaders.html.convert import convert
from reader.loaders.html.flat import flat_pieces
from reader.loaders.html.furniture import is_furniture
from reader.loaders.html.marks import inline_of
from reader.loaders.html.parse import parse
from reader.loaders.html.wash import wash_line
from reader.loaders.pieces import Piece

if TYPE_CHECKING:
    from reader.loaders.pieces import Inline

LARGEST = 8_000_000
"""So many characters of a fragment are read at most."""

_PARAGRAPHS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_MARKUP = re.compile(r"<[a-zA-Z/!]|&[a-zA-Z#]")


def pieces_of(html: str, base: str | None = None) -> list[Piece]:
    """The pieces of a fragment, or of all of a page.

    Args:
        html: Its text, tags and all, not yet cleaned.
        base: The address from which its links count.
    """
    html = html[:LARGEST]
    if not html.strip():
        return []
    if html.count("<") > MOST_TAGS:
        return flat_pieces(html)
    root, whole = parse(html)
    if root is None or not whole:
        return flat_pieces(html)
    return [piece for piece in _grouped(convert(root, base)) if not is_furniture(piece.text) or piece.rows]


def plain_pieces(text: str) -> list[Piece]:
    """The paragraphs of a plain text, which blank lines part; lines within one are joined."""
    paragraphs = (clean_line(part) for part in _PARAGRAPHS.split(clean(text[:LARGEST])))
    return [Piece(Kind.PARAGRAPH, paragraph) for paragraph in paragraphs if paragraph]


def line_of(html: str) -> str:
    """A title that may hold tags and entities, as one clean line."""
    if not _MARKUP.search(html):
        return clean_line(html)
    root, whole = parse(html[:10_000])
    text: Inline = inline_of(root, None) if root is not None and whole else (html, ())
    return wash_line(text[0])


def _grouped(pieces: list[Piece]) -> list[Piece]:
    """The pieces with each caption after its image and with its credit after it."""
    grouped: list[Piece] = []
    for index, piece in enumerate(pieces):
        if piece.kind is not Kind.CAPTION:
            if piece.kind is Kind.IMAGE and _comes_late(pieces, index):
                at = next(i for i in range(len(grouped) - 1, -1, -1) if grouped[i].kind is Kind.CAPTION)
                grouped.insert(at, piece)
                continue
            grouped.append(piece)
            continue
        caption, credit = credits.split(piece.text)
        if caption and credit and piece.text.startswith(caption):
            piece.text = caption
            piece.marks = tuple(mark for mark in piece.marks if mark.end <= len(caption))
            grouped += [piece, Piece(Kind.CREDIT, credit, quoted=piece.quoted)]
        else:
            grouped.append(piece)
    return grouped


def _comes_late(pieces: list[Piece], index: int) -> bool:
    """Whether an image stands right after a caption that has no other image before it."""
    return (
        index > 0
        and pieces[index - 1].kind is Kind.CAPTION
        and (index == 1 or pieces[index - 2].kind is not Kind.IMAGE)
    )
