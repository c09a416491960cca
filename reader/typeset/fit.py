"""Choosing among the breaks of a paragraph: row by row, or over the whole paragraph at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from reader.typeset.breaks import Break, Piece

WIDEST_GAP = 2
"""How many cells may stand between two words of a filled row."""

_HYPHEN_COST = 18
_SECOND_HYPHEN_COST = 90
_FORCED_COST = 400
_RAGGED_COST = 150
_ROW_COST = 12
_LONE_WORD_COST = 60
_STRANDED_COST = 10
_TIGHTEST = 0.55


def greedy(pieces: Sequence[Piece], first: int, rest: int) -> list[int]:
    """Fill every row as far as it goes.

    Args:
        pieces: In order, none wider than a row.
        first: The width of the first row, in cells.
        rest: The width of the others.

    Returns:
        For each row, the index after its last piece.
    """
    ends: list[int] = []
    width, used, begin, index, good, count = first, 0, 0, 0, -1, len(pieces)
    while index < count:
        piece = pieces[index]
        over = used + piece.cells
        if over > width and index > begin:
            index = good if good > begin else index
            ends.append(index)
            begin, used, width, good = index, 0, rest, -1
            continue
        index += 1
        kind = piece.kind
        if kind is Break.HARD:
            ends.append(index)
            begin, used, width, good = index, 0, rest, -1
            continue
        if kind is not Break.HYPHEN or over < width:
            good = index
        used = over + piece.gap
    if begin < count:
        ends.append(count)
    return ends
