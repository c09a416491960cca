"""Choosing among the breaks of a paragraph over the whole of it at once.

The method is that of D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines", Software: Practice
and Experience 11 (1981), with whole cells in place of stretchable glue: the cost of a row is that of its
empty cells, and the cheapest chain of rows is found by dynamic programming.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from reader.typeset.breaks import Break, Piece

WIDEST_GAP = 2
"""How many cells may stand between two words of a filled row."""

_HYPHEN = 18
_STUB = 20
_COMPOUND = 8
_HYPHEN_AGAIN = 90
_FORCED = 400
_RAGGED = 150
_ROW = 12
_LONE_WORD = 60
_STRANDED_LETTER = 10
_FILLING = 60
_LOOSEST = 18
"""By how many cells a row may miss the measure where a fuller one is possible."""

_DASHED = frozenset({Break.HYPHEN, Break.COMPOUND})


class Shape(NamedTuple):
    """The room that a paragraph has, and what is asked of its rows.

    Attributes:
        width: The width of a row, in cells.
        indent: By how many cells the first row is shorter.
        justify: Whether rows are to be filled.
        balance: Whether the last row, too, should be about as long as the others (headlines).
    """

    width: int
    indent: int = 0
    justify: bool = False
    balance: bool = False


def fit(pieces: Sequence[Piece], shape: Shape, hangs: Sequence[int] = ()) -> list[int]:
    """Break a paragraph so that its rows are as even as can be.

    Args:
        pieces: In order, none wider than a row.
        shape: The room.
        hangs: For each piece, how many of its cells stand in the margin if it begins a row; empty for none.

    Returns:
        For each row, the index after its last piece.
    """
    ends: list[int] = []
    begin = 0
    for index, piece in enumerate(pieces):
        if piece.kind is Break.HARD or index + 1 == len(pieces):
            stop = index + 1
            line, hanging = pieces[begin:stop], hangs[begin:stop]
            ends += [begin + end for end in _fit_line(line, shape, hanging, 0 if begin else shape.indent)]
            begin = stop
    return ends


def _fit_line(pieces: Sequence[Piece], shape: Shape, hangs: Sequence[int], indent: int) -> list[int]:
    """The ends of the rows of what stands between two hard breaks."""
    size, width = len(pieces), shape.width
    starts, edges, gaps = _measures(pieces, hangs, indent)
    if edges[-1] - starts[0] <= width:
        return [size]
    shortest = 0 if shape.balance else width - min(_LOOSEST, width // 2)
    costs: list[float] = [0.0]
    came = [0]
    for end in range(1, size + 1):
        piece, edge = pieces[end - 1], edges[end]
        final = end == size
        divided = not final and piece.kind is Break.HYPHEN
        dashed = divided or (not final and piece.kind is Break.COMPOUND)
        low = bisect_left(starts, edge + divided - width, 0, end)
        high = end if final else bisect_right(starts, edge - shortest, low, end)
        if low >= high:
            low, high = min(low, end - 1), end
        best, chosen = float("inf"), low
        for begin in range(low, high):
            cost = costs[begin]
            room = width - edge - divided + starts[begin]
            alone = final and begin + 1 == end
            if begin and (dashed or alone) and pieces[begin - 1].kind in _DASHED:
                cost += _HYPHEN_AGAIN
            if final and not shape.balance:
                cost += _LONE_WORD if alone else 0
            elif not shape.justify:
                cost += room * room
            elif room:
                inner = gaps[end - 1] - gaps[begin]
                if room <= inner * (WIDEST_GAP - 1):
                    cost += _FILLING * room * room / (inner * inner)
                else:
                    cost += _RAGGED + 2 * room * room
            if cost < best:
                best, chosen = cost, begin
        costs.append(best + (0 if final else _toll(piece)))
        came.append(chosen)
    ends: list[int] = []
    while size:
        ends.append(size)
        size = came[size]
    return ends[::-1]


def _measures(
    pieces: Sequence[Piece], hangs: Sequence[int], indent: int
) -> tuple[list[int], list[int], list[int]]:
    """Where a row would begin and end at each piece, in cells, and how many gaps lie before each.

    A row from piece `a` to before piece `b` takes `edges[b] - starts[a]` cells and holds
    `gaps[b - 1] - gaps[a]` gaps that can be widened.
    """
    starts, edges, gaps = [-indent], [0], [0]
    at = count = 0
    for piece in pieces:
        edges.append(at + piece.cells)
        at += piece.cells + piece.gap
        count += piece.gap == 1
        starts.append(at)
        gaps.append(count)
    starts.pop()
    for index, hang in enumerate(hangs):
        starts[index] += hang
    return starts, edges, gaps


def _toll(piece: Piece) -> int:
    """What it costs to end a row with a piece, whatever the row's length."""
    if piece.kind is Break.HYPHEN:
        return _ROW + _HYPHEN + (_STUB if piece.end - piece.start <= 2 else 0)
    if piece.kind is Break.COMPOUND:
        return _ROW + _COMPOUND
    if piece.kind is Break.FORCED:
        return _ROW + _FORCED
    return _ROW + (_STRANDED_LETTER if piece.end - piece.start == 1 else 0)
