"""The painter: puts cells on a terminal in the order, and with the changes of pen, that take fewest bytes."""

from __future__ import annotations

from collections.abc import Container
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Final, NamedTuple, cast

from reader.terminal.cells import Cell, Pen, Row
from reader.terminal.nib import BY_TAB, SET_TAB, Held, Nib, text_of
from reader.terminal.sgr import change

_PUTTING_OFF: Final = 10
"""Bytes that it takes, more or less, to step over a word and to come back to it later."""
_KEEP: Final = "\x1b7"
_BACK: Final = "\x1b8"
"""Back to the place and the pen that were kept, in two bytes where the pen alone may take eleven (VT100)."""
_SHORT_WORD: Final = 4
"""Bytes that it takes at least to step over some cells."""

_pen_of = attrgetter("pen")


class Better(NamedTuple):
    """What makes a painter's work shorter.

    Attributes:
        put_off: Pens whose cells are written at the end, pen by pen.
        tab: Column for the tab stop; -1 to leave it where it is.
    """

    put_off: frozenset[Pen]
    tab: int


class Painter(Nib):
    """A nib that looks for the cheapest order of writing, and knows how to come back to the usual pen.

    Args:
        cols: Width of the screen in cells.
        rows: Height of the screen in rows.
        held: Where cursor, pen and tab stop are.
        bce: Whether erasing gives cells the background of the pen.
        usual: The pen that most rows begin and end with, if there is one.
    """

    def __init__(self, cols: int, rows: int, held: Held, *, bce: bool, usual: Pen | None = None) -> None:
        super().__init__(cols, rows, held, bce=bce)
        self.usual = usual
        self.put_off: frozenset[Pen] = frozenset()
        """Pens whose cells :meth:`write` leaves for :meth:`write_rest`: changing to and fro costs more."""
        self.rest: list[tuple[Pen, int, int, list[Cell]]] = []
        self.owed = 0
        """Bytes that the rest will take, more or less."""

    def fork(self) -> Painter:
        """A painter in the same state that has written nothing, for trying something out."""
        held = Held(self.row, self.column, self.pen, self.tab)
        other = Painter(self.cols, self.rows, held, bce=self.bce, usual=self.usual)
        other.region, other.tab_wanted, other.put_off = self.region, self.tab_wanted, self.put_off
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
                    self.write_cells(row, column, pen, batch)
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
                self.write_cells(row, column, pen, batch)
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
        self.write_cells(row, column, pen, batch)
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
        self.write_text("".join(map(text_of, batch)))
        return True

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
                self.columns[column + step] * (BY_TAB - abs(step)) // BY_TAB
                for step in range(1 - BY_TAB, BY_TAB)
            )
            for column in self.columns
        }
        column, saved = max(savings.items(), key=itemgetter(1), default=(-1, 0))
        tab = column if saved > len(SET_TAB) else -1
        return Better(frozenset(put_off), tab) if put_off or tab > 0 else None


def _is_short(batch: list[Cell]) -> bool:
    """Whether writing some cells takes no more than stepping over them."""
    text = "".join(map(text_of, batch))
    return len(text) <= _SHORT_WORD and text.isascii()
