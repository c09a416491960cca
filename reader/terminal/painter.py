"""The painter: puts cells on a terminal in the fewest bytes it can, keeping count of cursor and pen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container
from functools import lru_cache
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Final, NamedTuple, cast

from reader.terminal.cells import Cell, Pen, Row
from reader.terminal.sgr import change
from reader.terminal.ways import way

_LONG_BLANK: Final = re.compile(" {11,}")
_UNKNOWN: Final = (-1, -1)
_SET_TAB: Final = "\x1b[3g\x1bH"
"""Clears all tab stops and puts one where the cursor is."""
_BY_TAB: Final = 3
"""Bytes to the tab stop in the next row: return, line feed, tab."""
_PUTTING_OFF: Final = 10
"""Bytes that it takes, more or less, to step over a word and to come back to it later."""
_KEEP: Final = "\x1b7"
_BACK: Final = "\x1b8"
"""Back to the place and the pen that were kept, in two bytes where the pen alone may take eleven (VT100)."""
_SHORT_WORD: Final = 4
"""Bytes that it takes at least to step over some cells."""

_pen_of = attrgetter("pen")
_text_of = attrgetter("text")
_is_sure = attrgetter("sure")


class Better(NamedTuple):
    """What makes a painter's work shorter.

    Attributes:
        put_off: Pens whose cells are written at the end, pen by pen.
        tab: Column for the tab stop; -1 to leave it where it is.
    """

    put_off: frozenset[Pen]
    tab: int


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
        tab: The column of the terminal's only tab stop; -1 if it is not known to have just one.
        usual: The pen that most rows begin and end with, if there is one.
    """

    def __init__(
        self,
        cols: int,
        rows: int,
        *,
        bce: bool,
        row: int = -1,
        column: int = -1,
        pen: Pen | None = None,
        tab: int = -1,
        usual: Pen | None = None,
    ) -> None:
        self.cols = cols
        self.rows = rows
        self.bce = bce
        self.row = row
        self.column = column
        self.pen = pen
        self.tab = tab
        self.usual = usual
        self.tab_wanted = -1
        """Column at which to put the tab stop on coming there; -1 for none."""
        self.put_off: frozenset[Pen] = frozenset()
        """Pens whose cells :meth:`write` leaves for :meth:`write_rest`: changing to and fro costs more."""
        self.rest: list[tuple[Pen, int, int, list[Cell]]] = []
        self.owed = 0
        """Bytes that the rest will take, more or less."""
        self.pens: Counter[Pen] = Counter()
        """How often which pen was taken."""
        self.columns: Counter[int] = Counter()
        """Bytes that a tab stop at which column would have saved."""
        self.region = (0, rows - 1)
        """First and last row of the scrolling region: no relative move crosses its edges."""
        self.parts: list[str] = []
        self.size = 0

    def fork(self) -> Painter:
        """A painter in the same state that has written nothing, for trying something out."""
        other = Painter(self.cols, self.rows, bce=self.bce, usual=self.usual)
        other.row, other.column, other.pen, other.region = self.row, self.column, self.pen, self.region
        other.tab, other.tab_wanted, other.put_off = self.tab, self.tab_wanted, self.put_off
        return other

    def join(self, other: Painter) -> None:
        """Take over what a fork of this painter wrote, and its state."""
        self.parts += other.parts
        self.size += other.size
        self.row, self.column, self.pen, self.region = other.row, other.column, other.pen, other.region
        self.tab = other.tab
        self.rest += other.rest
        self.owed += other.owed
        self.pens += other.pens
        self.columns += other.columns

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
            if row != self.row and len(sequence) > _BY_TAB:
                self.columns[column] += len(sequence) - _BY_TAB
            self.row, self.column = row, column
            if column == self.tab_wanted != self.tab:
                self.put(_SET_TAB)
                self.tab = column

    def take(self, pen: Pen) -> None:
        """Take a pen."""
        if pen is not self.pen:
            sequence = change(self.pen, pen)
            self.put(sequence, len(sequence.encode()))
            self.pen = pen
            self.pens[pen] += 1

    def write(self, row: int, column: int, cells: Row, changed: Container[int]) -> None:
        """Write cells from a place on; none is unknown or the odd half of a wide character.

        Args:
            row: Row of the first cell.
            column: Its column.
            cells: What to write.
            changed: The columns that do not show it already.
        """
        groups = [(pen, list(group)) for pen, group in groupby(cast("tuple[Cell, ...]", cells), key=_pen_of)]
        skipped = False
        for at, (pen, batch) in enumerate(groups):
            after = column + len(batch)
            following = groups[at + 1] if at + 1 < len(groups) else None
            if pen in self.put_off:
                self.rest.append((pen, row, column, batch))
                self.owed += len(batch) + _PUTTING_OFF
                skipped = following is None or not self._pass_over(row, column, batch)
            else:
                # Next to a word that is stepped over, a blank that is there already is stepped over with it.
                while skipped and batch and batch[0].text == " " and column not in changed:
                    del batch[0]
                    column += 1
                while (
                    following is not None
                    and following[0] in self.put_off
                    and (at + 2 == len(groups) or not _is_short(following[1]))
                    and batch
                    and batch[-1].text == " "
                    and column + len(batch) - 1 not in changed
                ):
                    del batch[-1]
                after_it = following[0] if following else self.usual
                skipped = bool(batch) and self._comes_back(pen, after_it, row, batch)
                if skipped:
                    self._write_aside(row, column, pen, batch)
                elif batch:
                    self._write_batch(row, column, pen, batch)
            column = after

    def write_rest(self) -> None:
        """Write what was put off, pen by pen."""
        by_pen: dict[Pen, list[tuple[int, int, list[Cell]]]] = {}
        for pen, row, column, batch in self.rest:
            by_pen.setdefault(pen, []).append((row, column, batch))
        self.rest, self.owed = [], 0
        aside = bool(by_pen) and self.pen is self.usual and self._can_keep(self.row) and self.column >= 0
        if aside:
            self.put(_KEEP)
            before = self.pen, self.row, self.column
        for pen, batches in by_pen.items():
            for row, column, batch in batches:
                self._write_batch(row, column, pen, batch)
        if aside:
            self.put(_BACK)
            self.pen, self.row, self.column = before

    def _can_keep(self, row: int) -> bool:
        """Whether a place in a row can be kept: some terminals come back into the scrolling region only."""
        return self.region[0] <= row <= self.region[1] and self.pen is not None and not self.pen.link

    def _comes_back(self, pen: Pen, after: Pen | None, row: int, batch: list[Cell]) -> bool:
        """Whether keeping place and pen, writing some cells and stepping over them is the shorter way."""
        if after is None or after is not self.pen or pen is after or pen.link or not self._can_keep(row):
            return False
        return len(_KEEP + _BACK) + len(f"\x1b[{len(batch)}C") < len(change(pen, after))

    def _write_aside(self, row: int, column: int, pen: Pen, batch: list[Cell]) -> None:
        """Write with another pen, and come back to this one and to the place where it began."""
        self.move(row, column)
        kept = self.pen
        self.put(_KEEP)
        self._write_batch(row, column, pen, batch)
        self.put(_BACK)
        self.pen, self.row, self.column = kept, row, column
        if kept is not None:
            self.pens[kept] += 1

    def _pass_over(self, row: int, column: int, batch: list[Cell]) -> bool:
        """Write the text of cells that come later already, where that is the shortest way over them.

        Returns:
            Whether it was; if not, they are left out.
        """
        if not _is_short(batch) or (self.row, self.column) != (row, column):
            return False
        self._write_plain("".join(map(_text_of, batch)))
        return True

    def _write_batch(self, row: int, column: int, pen: Pen, batch: list[Cell]) -> None:
        self.move(row, column)
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

    def better(self) -> Better | None:
        """What would have made this painter's work shorter; ``None`` if nothing would."""
        put_off: set[Pen] = set()
        if len(self.pens) > 1:
            # The usual one was often taken before the first row and is held again after the last.
            base = max(self.pens, key=lambda pen: self.pens[pen] + 2 * (pen is self.usual))
            for pen, count in self.pens.items():
                there, back = len(change(base, pen)), len(change(pen, base))
                if pen is not base and count * (there + back - _PUTTING_OFF) > there:
                    put_off.add(pen)
        savings = {
            column: sum(
                self.columns[column + step] * (_BY_TAB - abs(step)) // _BY_TAB
                for step in range(1 - _BY_TAB, _BY_TAB)
            )
            for column in self.columns
        }
        column, saved = max(savings.items(), key=itemgetter(1), default=(-1, 0))
        tab = column if saved > len(_SET_TAB) else -1
        return Better(frozenset(put_off), tab) if put_off or tab > 0 else None

    def erase_to_end(self, row: int, column: int, pen: Pen) -> None:
        """Erase from a place to the end of the row."""
        self.move(row, column)
        self.take(pen)
        self.put("\x1b[K")


def _is_short(batch: list[Cell]) -> bool:
    """Whether writing some cells takes no more than stepping over them."""
    text = "".join(map(_text_of, batch))
    return len(text) <= _SHORT_WORD and text.isascii()


@lru_cache(maxsize=2048)
def cells_of(text: str) -> int:
    """Cells that a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
