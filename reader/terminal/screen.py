"""The model of the screen: what the program wants shown, what the terminal shows, and the way between."""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

from reader.terminal.cells import Cell, Pen, Row
from reader.terminal.nib import Held
from reader.terminal.painter import Painter
from reader.terminal.rows import (
    Clearing,
    changed_columns,
    find_clearing,
    paint_clearing,
    paint_row,
    split_wide,
)
from reader.terminal.scroll import Shift, find_shift, paint_shift, scroll_all, shifted
from reader.terminal.sgr import change
from reader.terminal.stream import Frame

_WORTH_CLEARING: Final = 512
"""Bytes from which on erasing first may be the shorter way."""

_WHOLE: Final = 2
"""How many times over a limit what is wanted may go: half of it would leave a torn screen."""


class Screen:
    """Two screens of cells: the wanted one and the shown one.

    Args:
        cols: Width in cells.
        rows: Height in rows.
        bce: Whether the terminal erases with the background of the pen.
    """

    def __init__(self, cols: int, rows: int, *, bce: bool) -> None:
        self.bce = bce
        self.cursor_shown = True
        """Whether the terminal shows its cursor; where it does not, the corner means nowhere."""
        self._usual: Pen | None = None
        """The pen that most rows end with, and most frames begin with."""
        self.tabs_moved = False
        """Whether the terminal's tab stops are no longer where they were."""
        self.resize(cols, rows)

    def resize(self, cols: int, rows: int) -> None:
        """Begin again at another size: nothing is wanted yet, and nothing known."""
        self.cols = cols
        self.rows = rows
        self.want_nothing()
        self.forget()

    def want_nothing(self) -> None:
        """Forget what the program wants: it wrote something that is no cell."""
        self.wanted: list[Row] = [(None,) * self.cols] * self.rows
        self.wanted_cursor: tuple[int, int] | None = None
        self.dirty = False

    def forget(self) -> None:
        """Forget what the terminal shows: all that is wanted is to be sent again."""
        self.shown: list[Row] = [(None,) * self.cols] * self.rows
        self.pen: Pen | None = None
        self.tab = -1
        self.region: tuple[int, int] | None = None
        self.cursor = (-1, -1)
        self._stopped_at = -1
        self.dirty = True

    def want(self, frame: Frame) -> None:
        """Take a frame of the program into what is wanted."""
        for y, x, cells in frame.writes:
            if y < self.rows and x < self.cols:
                self._write(y, x, cells)
        if frame.cursor is not None:
            row, column = frame.cursor
            self.wanted_cursor = (min(row, self.rows - 1), min(column, self.cols - 1))
        self.dirty = True

    def _write(self, y: int, x: int, cells: tuple[Cell, ...]) -> None:
        if not x and len(cells) == self.cols:
            self.wanted[y] = cells
            return
        row = self.wanted[y]
        written = cells[: self.cols - x]
        after = row[x + len(written) :]
        whole = row[:x] + written + after
        # Within the old cells and within the new ones wide characters are whole: only a seam can cut one.
        before, last = row[x - 1] if x else None, written[-1] if written else None
        cut = any(cell is not None and cell.width == 2 for cell in (before, last))
        if cut or (after and after[0] is not None and not after[0].width):
            whole = split_wide(whole)
        self.wanted[y] = whole

    def patch(self, limit: int | None = None) -> str:
        """The text that takes the terminal from what it shows to what is wanted; it counts as sent.

        The screen stays dirty if the limit was reached before the end. What is left is gone on with at the
        row where it stopped, so that also a text that moves on and on comes to be shown from top to bottom.

        Args:
            limit: Bytes after which to stop at the end of a row, the rest being left for later, unless all
                takes less than twice as much.
        """
        if self.region is None and not any(map(any, self.wanted)):
            # Nobody has drawn anything yet, and a sequence now would only get between what others write.
            self.dirty = False
            return ""
        ends = Counter(row[-1].pen for row in self.wanted if row[-1] is not None)
        self._usual = max(ends, key=ends.__getitem__, default=None)
        best = self._cheapest()
        if limit is not None and best.painter.size > _WHOLE * limit:
            best = self._part(best.way, limit)
        self._stopped_at = best.stopped_at
        self.shown = best.shown
        self.pen = best.painter.pen
        self.tab = best.painter.tab
        self.region = best.painter.region
        self.tabs_moved = self.tabs_moved or self.tab >= 0
        self.cursor = (best.painter.row, best.painter.column)
        self.dirty = best.stopped_at >= 0
        return "".join(best.painter.parts)

    def free(self) -> str:
        """The text that has the whole screen scroll again, for what is written by others."""
        painter = Painter(self.cols, self.rows, Held(*self.cursor), bce=self.bce)
        scroll_all(painter)
        self.region = painter.region
        if self.wanted_cursor is not None:
            painter.move(*self.wanted_cursor)
            self.cursor = self.wanted_cursor
        return "".join(painter.parts)

    def _cheapest(self) -> _Attempt:
        """All the way to what is wanted, by the shortest of the ways that are worth trying."""
        best = self._shifted_or_not()
        found = best.painter.better()
        better = best.way if found is None else best.way._replace(put_off=found.put_off, tab=found.tab)
        if found is not None:
            best = min(best, self._attempt(better), key=_cost)
        if best.painter.size >= _WORTH_CLEARING:
            clearing = find_clearing(self.shown, self.wanted)
            if clearing is not None and best.painter.can_erase(clearing.blank.pen):
                best = min(best, self._attempt(better._replace(shift=None, clearing=clearing)), key=_cost)
        return best

    def _shifted_or_not(self) -> _Attempt:
        shift = find_shift(self.shown, self.wanted)
        if shift is None:
            return self._attempt(Way())
        scrolled = self._attempt(Way(shift))
        # A changed cell costs a byte at least: if scrolling beats that, the other way need not be tried.
        changed = 0
        for old, new in zip(self.shown, self.wanted, strict=True):
            changed += len(changed_columns(old, new))
            if scrolled.painter.size < changed:
                return scrolled
        return min(scrolled, self._attempt(Way()), key=_cost)

    def _part(self, way: Way, limit: int) -> _Attempt:
        """As much of the way as a slow line takes now, going on from where it last stopped."""
        # What is not cleared stands until its own row is written: a slow line empties no screen. Nor does it
        # scroll what stands still: before that was repaired, the next frame would have it scrolled again.
        shift = way.shift
        if shift is not None and self._disturbs(shift):
            shift = None
        return self._attempt(way._replace(shift=shift, clearing=None), limit)

    def _disturbs(self, shift: Shift) -> bool:
        """Whether a shift leaves more rows to be written than come into view by it."""
        band = slice(shift.top, shift.bottom + 1)
        moved = zip(shifted(self.shown, shift)[band], self.wanted[band], strict=True)
        return sum(1 for old, new in moved if changed_columns(old, new)) > abs(shift.up)

    def _attempt(self, way: Way, limit: int | None = None) -> _Attempt:
        held = Held(*self.cursor, self.pen, self.tab)
        painter = Painter(self.cols, self.rows, held, bce=self.bce, usual=self._usual)
        painter.put_off, painter.tab_wanted = way.put_off, way.tab
        if self.region is None:
            scroll_all(painter)
        else:
            painter.region = self.region
        shown = list(self.shown)
        if way.shift is not None:
            paint_shift(painter, way.shift)
            shown = shifted(shown, way.shift)
        if way.clearing is not None:
            shown[way.clearing.top : way.clearing.bottom + 1] = paint_clearing(painter, way.clearing)
        stopped_at = -1
        first = 0 if limit is None or way.shift is not None else max(self._stopped_at, 0)
        for y in (*range(first, self.rows), *range(first)):
            new = self.wanted[y]
            if new is shown[y]:
                continue
            if limit is not None and painter.size + painter.owed >= limit:
                stopped_at = y
                break
            paint_row(painter, y, shown[y], new)
            shown[y] = _laid_over(shown[y], new)
        painter.write_rest()
        back = 0 if self._usual in (None, painter.pen) else len(change(painter.pen, self._usual))
        if (
            stopped_at < 0
            and self.wanted_cursor is not None
            and (self.cursor_shown or any(self.wanted_cursor))
        ):
            painter.move(*self.wanted_cursor)
        return _Attempt(way, painter, shown, stopped_at, painter.size + back)


class Way(NamedTuple):
    """How to go about it.

    Attributes:
        shift: What to scroll first.
        clearing: What to erase first.
        put_off: Pens whose cells are written at the end.
        tab: Column at which to put the tab stop; -1 to leave it where it is.
    """

    shift: Shift | None = None
    clearing: Clearing | None = None
    put_off: frozenset[Pen] = frozenset()
    tab: int = -1


class _Attempt(NamedTuple):
    """One way towards what is wanted, and where it leaves the terminal.

    Attributes:
        way: The way.
        painter: What went it.
        shown: What the terminal shows then.
        stopped_at: The row before which it came to the limit; -1 if that is all that is wanted.
        cost: Its bytes, and those that it takes to come back to the pen that the next frame begins with.
    """

    way: Way
    painter: Painter
    shown: list[Row]
    stopped_at: int
    cost: int


def _cost(attempt: _Attempt) -> int:
    return attempt.cost


def _laid_over(old: Row, new: Row) -> Row:
    """What a row shows after ``new`` was written where it says something."""
    if None not in new:
        return new
    return split_wide(tuple(before if cell is None else cell for before, cell in zip(old, new, strict=True)))
