"""The painter: puts cells on a terminal in the fewest bytes it can, keeping count of cursor and pen."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Final, cast

from reader.terminal.cells import Cell, Pen, Row
from reader.terminal.sgr import change

_LONG_BLANK: Final = re.compile(" {11,}")
_UNKNOWN: Final = (-1, -1)

_pen_of = attrgetter("pen")
_text_of = attrgetter("text")
_is_sure = attrgetter("sure")


class Painter:
    """What is being written to a terminal, and where that leaves it.

    Of a terminal it asks what a VT102 can do, and colours. Line feeds are written as VT, which moves down in
    the same column on every terminal and which no line discipline turns into two bytes.

    Args:
        cols: Width of the screen in cells.
        rows: Height of the screen in rows.
        bce: Whether erasing gives cells the background of the pen.
        row: Row of the cursor, from 0; -1 if that is not known.
        column: Column of the cursor, likewise.
        pen: The pen that the terminal holds, if known.
    """

    def __init__(
        self, cols: int, rows: int, *, bce: bool, row: int = -1, column: int = -1, pen: Pen | None = None
    ) -> None:
        self.cols = cols
        self.rows = rows
        self.bce = bce
        self.row = row
        self.column = column
        self.pen = pen
        self.region = (0, rows - 1)
        """First and last row of the scrolling region: no relative move crosses its edges."""
        self.parts: list[str] = []
        self.size = 0

    def fork(self) -> Painter:
        """A painter in the same state that has written nothing, for trying something out."""
        other = Painter(self.cols, self.rows, bce=self.bce, row=self.row, column=self.column, pen=self.pen)
        other.region = self.region
        return other

    def join(self, other: Painter) -> None:
        """Take over what a fork of this painter wrote, and its state."""
        self.parts += other.parts
        self.size += other.size
        self.row, self.column, self.pen, self.region = other.row, other.column, other.pen, other.region

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
            self.put(way(self.row, self.column, row, column, self.region))
            self.row, self.column = row, column

    def take(self, pen: Pen) -> None:
        """Take a pen."""
        if pen is not self.pen:
            sequence = change(self.pen, pen)
            self.put(sequence, len(sequence.encode()))
            self.pen = pen

    def write(self, row: int, column: int, cells: Row) -> None:
        """Write cells from a place on; none is unknown or the odd half of a wide character."""
        self.move(row, column)
        for pen, group in groupby(cast("tuple[Cell, ...]", cells), key=_pen_of):
            batch = list(group)
            self.take(pen)
            text = "".join(map(_text_of, batch))
            if text.isascii() or all(map(_is_sure, batch)):
                self._write_text(text, len(batch), pen)
            else:
                for sure, part in groupby(batch, key=_is_sure):
                    self._write_part(list(part), sure, pen)

    def _write_part(self, cells: list[Cell], sure: bool, pen: Pen) -> None:
        if sure:
            self._write_text("".join(map(_text_of, cells)), len(cells), pen)
        else:
            for cell in cells:
                self._write_doubtful(cell)

    def _write_text(self, text: str, width: int, pen: Pen) -> None:
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
            self._write_plain(text[at : blank.start()])
            self.put(step)
            self.column += length
            at = blank.end()
        self._write_plain(text[at:])

    def _write_plain(self, text: str) -> None:
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


@lru_cache(maxsize=32768)
def way(row: int, column: int, to_row: int, to_column: int, region: tuple[int, int]) -> str:
    """The shortest way from one place to another.

    Args:
        row: Where the cursor is, from 0; -1 if that is not known.
        column: Its column; -1 if only that is not known.
        to_row: Where it shall go.
        to_column: Its column there.
        region: First and last row of the scrolling region.
    """
    if not to_column:
        ways = [f"\x1b[{to_row + 1}H" if to_row else "\x1b[H"]
    else:
        ways = [f"\x1b[{to_row + 1};{to_column + 1}H"]
    if row == to_row or (region[0] <= row <= region[1] and region[0] <= to_row <= region[1]):
        rise = _rise(to_row - row)
        ways += [rise + along for along in _along(column, to_column)]
    return min(ways, key=len)


def _rise(count: int) -> str:
    if count < 0:
        return f"\x1b[{-count if count < -1 else ''}A"
    return "\x0b" * count if count <= 3 else f"\x1b[{count}B"


def _along(column: int, to_column: int) -> list[str]:
    ways = [f"\x1b[{to_column + 1}G" if to_column else "\r"]
    if column < 0:
        return ways
    count = to_column - column
    if count == 0:
        ways.append("")
    elif count > 0:
        ways.append(f"\x1b[{count if count > 1 else ''}C")
    else:
        ways.append("\b" * -count if count >= -3 else f"\x1b[{-count}D")
    if 0 < to_column <= 2:
        ways.append("\r" + f"\x1b[{to_column if to_column > 1 else ''}C")
    return ways
