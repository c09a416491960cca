"""What the style of news agencies gives a report: the dateline that opens it, the line that closes it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.domain.article import Kind
from reader.loaders.pieces import Piece

if TYPE_CHECKING:
    from reader.domain.article import Mark

_OPENING = 3
"""Among so many paragraphs at the top a dateline is looked for."""

_CLOSING = 4
"""Among so many pieces at the end the line of an agency is looked for."""

_LONGEST_AGENCY = 400
_LEAST = 40
"""A dateline is followed by at least so many characters."""


def with_wire_parts(pieces: list[Piece]) -> list[Piece]:
    """The pieces with the dateline parted from its paragraph, and the closing line named what it is.

    Args:
        pieces: Of the article, in order.
    """
    from reader.loaders.text import cues

    paragraphs = [piece for piece in pieces if piece.kind is Kind.PARAGRAPH and not piece.depth]
    for piece in pieces[-_CLOSING:]:
        if (
            piece.kind is Kind.PARAGRAPH
            and len(piece.text) <= _LONGEST_AGENCY
            and piece not in paragraphs[:1]
            and cues.says_who_reported(piece.text)
        ):
            piece.kind = Kind.AGENCY
    for piece in paragraphs[:_OPENING]:
        found = cues.DATELINE.match(piece.text[:120])
        if found and piece.kind is Kind.PARAGRAPH and len(piece.text) > found.end() + _LEAST:
            index = next(at for at, other in enumerate(pieces) if other is piece)
            return [*pieces[:index], *_parted(piece, found.end()), *pieces[index + 1 :]]
    return pieces


def _parted(piece: Piece, end: int) -> list[Piece]:
    while end < len(piece.text) and piece.text[end] == " ":
        end += 1
    line = piece.text[:end].rstrip()
    before = tuple(_cut(mark, 0, len(line)) for mark in piece.marks if mark.start < len(line))
    after = tuple(_cut(mark, end, len(piece.text)) for mark in piece.marks if mark.end > end)
    return [
        Piece(Kind.DATELINE, line, before, at=piece.at),
        Piece(Kind.PARAGRAPH, piece.text[end:], after, at=piece.at),
    ]


def _cut(mark: Mark, start: int, end: int) -> Mark:
    """The part of a mark that lies between two places, counted from the first."""
    return replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)
