"""Filling rows one by one, for paragraphs so long that their breaks are not weighed (`fit`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.typeset.breaks import Break, Piece
from reader.typeset.fit import Shape

_NOT_NARROW = re.compile("[^\n -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027]")
"""What may take no cell, or two, or forbid a break."""


def is_narrow(text: str, start: int, end: int) -> bool:
    """Whether each character of `text[start:end]` takes one cell, and rows may end at every space."""
    return _NOT_NARROW.search(text, start, end) is None


def filled(text: str, start: int, end: int, width: int, indent: int) -> list[Piece]:
    """A narrow text in pieces of a row each: each ends at the last space that fits, else where it is full.

    Args:
        text: The article's text, or any other.
        start: Where to begin.
        end: Where to end.
        width: Of a row, in cells.
        indent: By how many cells the first row is shorter.
    """
    found: list[Piece] = []
    room = width - indent
    while start < end:
        newline = text.find("\n", start, start + room + 1)
        stop = end if newline < 0 else newline
        if stop - start > room:
            space = text.rfind(" ", start + 1, start + room + 1)
            stop = space if space > 0 else start + room
        after = stop
        while after < end and text[after] == " ":
            after += 1
        hard = after < end and text[after] == "\n"
        while stop > start and text[stop - 1] == " ":
            stop -= 1
        kind = Break.HARD if hard else Break.SPACE
        found.append(Piece(start, stop, stop - start, 0 if hard else after - stop, kind))
        start, room = after + hard, width
    return found


def first_fit(pieces: Sequence[Piece], shape: Shape, hangs: Sequence[int] = ()) -> list[int]:
    """Break a paragraph so that each row takes as many pieces as it can.

    Args: as of `fit`.

    Returns:
        For each row, the index after its last piece.
    """
    ends: list[int] = []
    begin = used = room = 0
    for index, piece in enumerate(pieces):
        if index > begin and used + piece.cells + (piece.kind is Break.HYPHEN) > room:
            ends.append(index)
            begin = index
        if index == begin:
            used = -hangs[index] if hangs else 0
            room = shape.width - (0 if index else shape.indent)
        used += piece.cells + piece.gap
        if piece.kind is Break.HARD:
            begin = index + 1
            ends.append(begin)
    return ends if begin == len(pieces) else [*ends, len(pieces)]
