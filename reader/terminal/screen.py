"""The model of the screen: what the program wants shown, what the terminal shows, and the way between."""

from __future__ import annotations

from typing import NamedTuple

from reader.terminal.cells import Cell, Pen, Row
from reader.terminal.painter import Painter
from reader.terminal.rows import changed_columns, paint_row, split_wide
from reader.terminal.scroll import Shift, end_shift, find_shift, paint_shift, shifted
from reader.terminal.stream import Frame


class Screen:
    """Two screens of cells: the wanted one and the shown one.

    Args:
        cols: Width in cells.
        rows: Height in rows.
        bce: Whether the terminal erases with the background of the pen.
    """

    def __init__(self, cols: int, rows: int, *, bce: bool) -> None:
        self.bce = bce
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
        self.cursor = (-1, -1)
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
        self.wanted[y] = split_wide(row[:x] + written + row[x + len(written) :])

    def patch(self, limit: int | None = None) -> str:
        """The text that takes the terminal from what it shows to what is wanted; it counts as sent.

        The screen stays dirty if the limit was reached before the end.

        Args:
            limit: Bytes after which to stop at the end of a row, the rest being left for later.
        """
        best = self._cheapest()
        if limit is not None and best.painter.size > limit:
            best = self._attempt(best.shift, limit)
        self.shown = best.shown
        self.pen = best.painter.pen
        self.cursor = (best.painter.row, best.painter.column)
        self.dirty = not best.whole
        return "".join(best.painter.parts)

    def _cheapest(self) -> _Attempt:
        """All the way to what is wanted, by scrolling or without it."""
        shift = find_shift(self.shown, self.wanted)
        if shift is None:
            return self._attempt(None)
        scrolled = self._attempt(shift)
        # A changed cell costs a byte at least: if scrolling beats that, the other way need not be tried.
        changed = sum(
            len(changed_columns(old, new)) for old, new in zip(self.shown, self.wanted, strict=True)
        )
        if scrolled.painter.size < changed:
            return scrolled
        return min(scrolled, self._attempt(None), key=_size)

    def _attempt(self, shift: Shift | None, limit: int | None = None) -> _Attempt:
        row, column = self.cursor
        painter = Painter(self.cols, self.rows, bce=self.bce, row=row, column=column, pen=self.pen)
        shown = list(self.shown)
        if shift is not None:
            paint_shift(painter, shift)
            shown = shifted(shown, shift)
        whole = True
        for y, new in enumerate(self.wanted):
            if new is shown[y]:
                continue
            if limit is not None and painter.size >= limit:
                whole = False
                break
            paint_row(painter, y, shown[y], new)
            shown[y] = _laid_over(shown[y], new)
        end_shift(painter)
        if whole and self.wanted_cursor is not None:
            painter.move(*self.wanted_cursor)
        return _Attempt(shift, painter, shown, whole)


class _Attempt(NamedTuple):
    """One way towards what is wanted, and where it leaves the terminal."""

    shift: Shift | None
    painter: Painter
    shown: list[Row]
    whole: bool


def _size(attempt: _Attempt) -> int:
    return attempt.painter.size


def _laid_over(old: Row, new: Row) -> Row:
    """What a row shows after ``new`` was written where it says something."""
    if None not in new:
        return new
    return split_wide(tuple(before if cell is None else cell for before, cell in zip(old, new, strict=True)))
