"""Rows that are wider than the page, and what is seen of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.typeset.cells import cell_len, cut_left, prefix_end
from reader.typeset.compose import space, width_of
from reader.typeset.rows import Row, Run

ENDLESS = 1 << 40
"""How many cells are seen of a row that is to stand in full."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Which cells of wide rows are seen.

    Attributes:
        width: How many.
        shift: How many are scrolled out at the left.
        sign: What stands, in one cell, where something is left out.
    """

    width: int
    shift: int
    sign: Run

    def row(
        self,
        block: int,
        prefix: Sequence[Run],
        runs: Sequence[Run],
        span: tuple[int, int],
        more: bool = False,
    ) -> Row:
        """What is seen of a row.

        Args:
            block: The block that it belongs to.
            prefix: What stands before it and does not scroll.
            runs: The whole row, or as much of it as can be seen.
            span: What it stands for in the text.
            more: Whether it goes on beyond `runs`.
        """
        total = width_of(runs)
        more = more or total > self.shift + self.width
        cut = more or (self.shift > 0 and total > 0)
        shown = (*prefix, *(self._seen(runs, more) if cut else runs))
        return Row(shown, block, *span, width_of(shown), cut=cut, more=more)

    def _seen(self, runs: Sequence[Run], more: bool) -> list[Run]:
        left = self.shift + 1 if self.shift else 0
        right = self.shift + self.width - more
        seen = [self.sign] if self.shift else []
        at = 0
        for run in runs:
            cells = cell_len(run.text)
            if at + cells > left and at < right:
                seen += _slice(run, max(0, left - at), right - at)
            at += cells
        return [*seen, *space(self.width - 1 - width_of(seen)), self.sign] if more else seen


def _slice(run: Run, left: int, right: int) -> list[Run]:
    """The cells `left` to `right` of a run; half of a wide character becomes a space."""
    skipped, cells = cut_left(run.text, left)
    size, _ = prefix_end(run.text[skipped:], right - cells)
    shown = run.text[skipped : skipped + size]
    start = run.start + skipped if run.start >= 0 else -1
    return [*space(cells - left), *([Run(shown, run.role, start, run.marks)] if shown else [])]
