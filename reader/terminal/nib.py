"""The nib: what a terminal is sent for a move, a pen and some text, and where that leaves cursor and pen."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from reader.terminal.cells import Cell, Pen
from reader.terminal.sgr import change
from reader.terminal.ways import way

SET_TAB: Final = "\x1b[3g\x1bH"
"""Clears all tab stops and puts one where the cursor is."""
BY_TAB: Final = 3
"""Bytes to the tab stop in the next row: return, line feed, tab."""

_LONG_BLANK: Final = re.compile(" {11,}")
_UNKNOWN: Final = (-1, -1)

text_of = attrgetter("text")
_is_sure = attrgetter("sure")


class Held(NamedTuple):
    """What a terminal holds before it is written to.

    Attributes:
        row: Row of the cursor, from 0; -1 if that is not known.
        column: Column of the cursor, likewise.
        pen: The pen, if known.
        tab: The column of the only tab stop; -1 if it is not known to have just one.
    """

    row: int = -1
    column: int = -1
    pen: Pen | None = None
    tab: int = -1


class Nib:
    """What is being written to a terminal, and where that leaves it.

    Of a terminal it asks what a VT102 can do, and colours. Line feeds are written as VT, which moves down in
    the same column on every terminal and which no line discipline turns into two bytes.

    Args:
        cols: Width of the screen in cells.
        rows: Height of the screen in rows.
        bce: Whether erasing gives cells the background of the pen.
        held: Where cursor, pen and tab stop are.
    """

    def __init__(self, cols: int, rows: int, held: Held, *, bce: bool) -> None:
        self.cols = cols
        self.rows = rows
        self.bce = bce
        self.row, self.column, self.pen, self.tab = held
        self.tab_wanted = -1
        """Column at which to put the tab stop on coming there; -1 for none."""
        self.pens: Counter[Pen] = Counter()
        """How often which pen was taken."""
        self.columns: Counter[int] = Counter()
        """Bytes that a tab stop at which column would have saved."""
        self.region = (0, rows - 1)
        """First and last row of the scrolling region: no relative move crosses its edges."""
        self.parts: list[str] = []
        self.size = 0

    def put(self, text: str, size: int | None = None) -> None:
        """Write as is.

        Args:
            text: What to write.
            size: Its length in bytes, where that is not its length.
        """
        self.parts.append(text)
        self.size += len(text) if size is None else size

    def lose_cursor(self) -> None:
        """Forget where the cursor is."""
        self.row, self.column = _UNKNOWN

    def move(self, row: int, column: int) -> None:
        """Move the cursor by the shortest way."""
        if (row, column) != (self.row, self.column):
            sequence = way(self.row, self.column, row, column, self.region, self.tab)
            self.put(sequence)
            if row != self.row and len(sequence) > BY_TAB:
                self.columns[column] += len(sequence) - BY_TAB
            self.row, self.column = row, column
            if column == self.tab_wanted != self.tab:
                self.put(SET_TAB)
                self.tab = column

    def take(self, pen: Pen) -> None:
        """Take a pen."""
        if pen is not self.pen:
            sequence = change(self.pen, pen)
            self.put(sequence, len(sequence.encode()))
            self.pen = pen
            self.pens[pen] += 1

    def write_cells(self, row: int, column: int, pen: Pen, batch: list[Cell]) -> None:
        """Write cells of one pen from a place on; none is unknown or the odd half of a wide character."""
        self.move(row, column)
        self.take(pen)
        text = "".join(map(text_of, batch))
        if text.isascii() or all(map(_is_sure, batch)):
            self._write_run(text, len(batch), pen)
        else:
            for sure, part in groupby(batch, key=_is_sure):
                self._write_part(list(part), sure, pen)

    def _write_part(self, cells: list[Cell], sure: bool, pen: Pen) -> None:
        if sure:
            self._write_run("".join(map(text_of, cells)), len(cells), pen)
        else:
            for cell in cells:
                self._write_doubtful(cell)

    def _write_run(self, text: str, width: int, pen: Pen) -> None:
        if width >= 11 and "           " in text and self.can_erase(pen):
            self._write_around_blanks(text)
            return
        self.put(text, len(text) if text.isascii() else len(text.encode()))
        self._advance(width)

    def _write_around_blanks(self, text: str) -> None:
        """Write a text whose long blanks are erased and stepped over instead of written."""
        at = 0
        for blank in _LONG_BLANK.finditer(text):
            length = blank.end() - blank.start()
            step = f"\x1b[{length}X\x1b[{length}C"
            # A step to the very edge would leave the cursor where terminals disagree on what comes next.
            if len(step) >= length or self.column + cells_of(text[at : blank.end()]) >= self.cols:
                continue
            self.write_text(text[at : blank.start()])
            self.put(step)
            self.column += length
            at = blank.end()
        self.write_text(text[at:])

    def write_text(self, text: str) -> None:
        """Write a text of sure width where the cursor is, in the pen that is held."""
        if text:
            self.put(text, len(text.encode()))
            self._advance(cells_of(text))

    def _write_doubtful(self, cell: Cell) -> None:
        """Write a character on whose width terminals disagree, so that all around it stays in place."""
        if not cell.width:
            return
        row, column = self.row, self.column
        self.put(" " * cell.width)
        self._advance(cell.width)
        self.move(row, column)
        self.put(cell.text, len(cell.text.encode()))
        self.column = -1
        if column + cell.width < self.cols:
            self.move(row, column + cell.width)

    def _advance(self, width: int) -> None:
        self.column += width
        if self.column >= self.cols:
            # Past the last column terminals differ on where the cursor is.
            self.column = -1

    def can_erase(self, pen: Pen) -> bool:
        """Whether cells erased while holding ``pen`` look as if written with it."""
        return pen.erases and (self.bce or not pen.bg)

    def erase_to_end(self, row: int, column: int, pen: Pen) -> None:
        """Erase from a place to the end of the row."""
        self.move(row, column)
        self.take(pen)
        self.put("\x1b[K")


@lru_cache(maxsize=2048)
def cells_of(text: str) -> int:
    """Cells that a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
