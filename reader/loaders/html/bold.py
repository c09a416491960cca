"""Headings that a page sets as paragraphs in bold, as many systems for publishing let their writers do."""

from __future__ import annotations

from itertools import pairwise

from reader.domain.article import Kind, MarkKind
from reader.loaders.pieces import Piece

LONGEST = 90
"""A heading set in bold has at most so many characters."""

FEWEST = 2
"""One line in bold may be anything; of a page that sets its headings so there are more."""

_BELOW = 100
"""So many characters the paragraph below has at least."""

_NO_HEADING = (".", ",", ";", ":", "…", "-", "–", "—")


def with_bold_headings(pieces: list[Piece]) -> list[Piece]:
    """The pieces with paragraphs that are bold as a whole made headings, where the page has no others.

    Args:
        pieces: Of the article; they are changed.
    """
    if any(piece.kind is Kind.HEADING for piece in pieces):
        return pieces
    written = [piece for piece in pieces if piece.kind not in {Kind.IMAGE, Kind.CAPTION, Kind.CREDIT}]
    found = [above for above, below in pairwise(written) if _heads(above, below)]
    if len(found) >= FEWEST:
        for piece in found:
            piece.kind, piece.level = Kind.HEADING, 2
            piece.marks = tuple(mark for mark in piece.marks if mark.kind is not MarkKind.STRONG)
    return pieces


def _heads(above: Piece, below: Piece) -> bool:
    if below.kind is not Kind.PARAGRAPH or len(below.text) < _BELOW or _is_bold(below):
        return False
    text = above.text
    return (
        above.kind is Kind.PARAGRAPH
        and len(text) <= LONGEST
        and "\n" not in text
        and not text.endswith(_NO_HEADING)
        and _is_bold(above)
        and not any(mark.kind is MarkKind.LINK for mark in above.marks)
    )


def _is_bold(piece: Piece) -> bool:
    return sum(mark.end - mark.start for mark in piece.marks if mark.kind is MarkKind.STRONG) >= len(
        piece.text
    )
