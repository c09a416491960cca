"""Filling a row to the measure: which of its gaps become wider."""

from __future__ import annotations

from collections.abc import Sequence

from reader.typeset.breaks import Piece
from reader.typeset.fit import WIDEST_GAP
from reader.typeset.rows import Run

LONGEST_RIVER = 3
"""Over how many rows wider gaps may stand one below the other."""


class Filler:
    """Fills the rows of one paragraph, from the first to the last.

    The wider gaps of a row are spread evenly; of all the ways to do that, the one is chosen which puts
    the fewest below wider gaps of the rows above. A row that could only be filled by leading a river on
    stays ragged, which ends it.
    """

    def __init__(self) -> None:
        self._rivers: dict[int, int] = {}

    def fill(self, runs: list[Run], pieces: Sequence[Piece], room: int, *, last_row: bool) -> list[Run]:
        """The runs with spaces added.

        Args:
            runs: What the row shows.
            pieces: The pieces that it is made of.
            room: How many cells are to be filled.
            last_row: Whether it ends a paragraph and so stays as it is.
        """
        gaps = [index for index, piece in enumerate(pieces[:-1]) if piece.gap == 1]
        if last_row or room <= 0 or room > len(gaps) * (WIDEST_GAP - 1):
            self._rivers = {}
            return runs
        columns = []
        at = 0
        for piece in pieces:
            columns.append(at + piece.cells)
            at += piece.cells + piece.gap
        wide = self._choose([columns[index] for index in gaps], room)
        return _widened(runs, {pieces[gaps[number] + 1].start for number in wide})

    def _choose(self, columns: list[int], room: int) -> list[int]:
        """Which of the gaps, by number, become wider; none where that would lead a river on for too long."""
        best: tuple[tuple[int, int], list[int], dict[int, int]] | None = None
        count = len(columns)
        middle = count // (2 * room)
        for turn in sorted(range(count if room < count else 1), key=lambda turn: abs(turn - middle)):
            chosen = sorted((number * count // room + turn) % count for number in range(room))
            rivers: dict[int, int] = {}
            for added, number in enumerate(chosen):
                column = columns[number] + added
                length = 1 + max(self._rivers.get(column, 0), self._rivers.get(column + 1, 0))
                rivers[column] = rivers[column + 1] = length
            score = (max(rivers.values()), sum(rivers.values()))
            if best is None or score < best[0]:
                best = (score, chosen, rivers)
        assert best is not None
        (longest, _), chosen, rivers = best
        self._rivers = rivers if longest <= LONGEST_RIVER else {}
        return chosen if longest <= LONGEST_RIVER else []


def _widened(runs: list[Run], offsets: set[int]) -> list[Run]:
    """The runs with one space more before each of `offsets` of the text."""
    made: list[Run] = []
    for run in runs:
        inside = (
            sorted(offset for offset in offsets if run.start < offset <= run.end) if run.start >= 0 else []
        )
        at = run.start
        for offset in inside:
            made += [
                Run(run.text[at - run.start : offset - run.start], run.role, at, run.marks),
                Run(" ", "space", -1, run.marks),
            ]
            at = offset
        if at < run.end or run.start < 0:
            made.append(
                Run(run.text[at - run.start :] if run.start >= 0 else run.text, run.role, at, run.marks)
            )
    return made
