"""Rows: the cheapest way from what a row shows to what it shall show."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress, pairwise
from operator import is_not
from typing import Final, NamedTuple

from reader.terminal.cells import Cell, Row
from reader.terminal.painter import Painter

_MANY_BLANKS: Final = 16
"""Changed cells to be blank from which on erasing the row first may be the cheaper way."""

_SHORT_GAP: Final = 8
"""Unchanged cells that may be worth writing again; a longer gap is always cheaper to step over."""


class Clearing(NamedTuple):
    """The rows that are erased before anything is written: from the top of the screen, or to its end.

    Attributes:
        top: The first of them.
        bottom: The last of them.
        blank: What they hold then.
    """

    top: int
    bottom: int
    blank: Cell


def find_clearing(old: Sequence[Row], new: Sequence[Row]) -> Clearing | None:
    """The rows that may be worth erasing: all that change, if the last one ends as most of them do.

    Otherwise all from the top down to the last that does so.
    """
    changed = [y for y, row in enumerate(new) if row is not old[y] and changed_columns(old[y], row)]
    ends = Counter(new[y][-1] for y in changed)
    blank = max(ends, key=ends.__getitem__, default=None)
    if blank is None or blank.text != " ":
        return None
    bottom = max(y for y in changed if new[y][-1] is blank)
    top = min(changed) if bottom == len(new) - 1 else 0
    # Some emulators, pyte among them, erase with a colour those cells only that were written before.
    if any(None in row for row in (*old[top : bottom + 1], *new[top : bottom + 1])):
        return None
    return Clearing(top, bottom, blank)


def paint_clearing(painter: Painter, clearing: Clearing) -> list[Row]:
    """Erase the rows, and give what they hold then."""
    if clearing.bottom == painter.rows - 1:
        painter.move(clearing.top, 0)
        painter.take(clearing.blank.pen)
        painter.put("\x1b[J")
    else:
        if painter.row != clearing.bottom or painter.column < 0:
            painter.move(clearing.bottom, 0)
        painter.take(clearing.blank.pen)
        painter.put("\x1b[1J\x1b[K")
    return [(clearing.blank,) * painter.cols] * (clearing.bottom + 1 - clearing.top)


def changed_columns(old: Row, new: Row) -> list[int]:
    """The columns in which a row must change."""
    changed = list(compress(range(len(new)), map(is_not, old, new)))
    return [x for x in changed if new[x] is not None] if None in new else changed


def paint_row(painter: Painter, y: int, old: Row, new: Row) -> bool:
    """Bring one row up to date.

    Args:
        painter: What writes.
        y: The row, from 0.
        old: What it shows.
        new: What it shall show; what is ``None`` there stays as it is.

    Returns:
        Whether there was anything to write.
    """
    changed = changed_columns(old, new)
    if not changed:
        return False
    blank = new[-1]
    if (
        len(changed) > _MANY_BLANKS
        and [new[x] for x in changed].count(blank) > _MANY_BLANKS
        and blank is not None
        and blank.text == " "
        and painter.can_erase(blank.pen)
        and None not in new
    ):
        direct, erased = painter.fork(), painter.fork()
        _paint(direct, y, new, changed)
        erased.erase_to_end(y, 0, blank.pen)
        _paint(erased, y, new, [x for x in range(len(new)) if new[x] is not blank])
        painter.join(min(direct, erased, key=_size))
    else:
        _paint(painter, y, new, changed)
    return True


def _size(painter: Painter) -> int:
    return painter.size


def _paint(painter: Painter, y: int, new: Row, changed: list[int]) -> None:
    """Write the changed columns of a row, in runs, and erase its uniform end where that is shorter."""
    if not changed:
        return
    end = uniform_from(new)
    cut = bisect_left(changed, end)
    tail = changed[cut:]
    blank = new[-1]
    erase = len(tail) > 3 and blank is not None and blank.text == " " and painter.can_erase(blank.pen)
    if erase:
        changed = changed[:cut]
    fresh = frozenset(changed)
    for start, stop in runs(new, changed) if changed else ():
        begin = _from_tab(painter, new, start)
        painter.write(y, begin, new[begin:stop], fresh)
    if erase and blank is not None:
        # The cursor often stands at the beginning of the blank end already.
        here = painter.column if painter.row == y and end <= painter.column <= tail[0] else tail[0]
        painter.erase_to_end(y, here, blank.pen)


@lru_cache(maxsize=4096)
def uniform_from(row: Row) -> int:
    """The column from which on a row holds one and the same cell."""
    last = row[-1]
    at = len(row)
    while at and row[at - 1] is last:
        at -= 1
    return at


def runs(new: Row, changed: list[int]) -> list[tuple[int, int]]:
    """Changed columns as runs to write; short gaps are written again, and no wide character is cut.

    There has to be a changed column.
    """
    found: list[tuple[int, int]] = []
    breaks = [at for at, (x, after) in enumerate(pairwise(changed), 1) if after - x > 1]
    for first, end in zip([0, *breaks], [*breaks, len(changed)], strict=True):
        start, stop = changed[first], changed[end - 1] + 1
        head, last = new[start], new[stop - 1]
        if head is not None and not head.width and start and new[start - 1] is not None:
            start -= 1
        if last is not None and last.width == 2 and stop < len(new):
            stop += 1
        if found and (start <= found[-1][1] or _worth_writing(new, found[-1][1], start)):
            found[-1] = (found[-1][0], stop)
        else:
            found.append((start, stop))
    return found


def _from_tab(painter: Painter, new: Row, start: int) -> int:
    """Where to begin writing: at the tab stop if that is a cell or two before, as coming there costs less."""
    tab = painter.tab if painter.tab_wanted < 0 else painter.tab_wanted
    if tab < 0 or not 0 <= start - tab <= 2 or painter.column == start:
        return start
    between = new[tab : start + 1]
    first = between[0]
    if first is None or any(
        cell is None or cell.pen is not first.pen or cell.width != 1 or not cell.text.isascii()
        for cell in between
    ):
        return start
    return tab


def _worth_writing(new: Row, start: int, stop: int) -> bool:
    """Whether writing a gap again costs no more than stepping over it."""
    length = stop - start
    if length > _SHORT_GAP:
        return False
    before, after = new[start - 1], new[stop]
    if before is None or after is None:
        return False
    pen, cost = before.pen, 0
    for cell in new[start:stop]:
        if cell is None or not cell.sure:
            return False
        if cell.pen is not pen:
            # The pen that comes next has to be taken anyway.
            pen = after.pen
            if cell.pen is not pen:
                return False
        cost += 1 if cell.text.isascii() else len(cell.text.encode())
    return cost <= (3 if length == 1 else 4)


def split_wide(row: Row) -> Row:
    """A row in which halves of wide characters that lost their other half are nobody's."""
    if all(cell is None or cell.width == 1 for cell in row):
        return row
    cells: list[Cell | None] = list(row)
    for x, cell in enumerate(row):
        if cell is None or cell.width == 1:
            continue
        if cell.width == 2 and (x + 1 == len(row) or not _is_second_half(row[x + 1])):
            cells[x] = None
        if cell.width == 0:
            before = row[x - 1] if x else None
            if before is None or before.width != 2:
                cells[x] = None
    return tuple(cells)


def _is_second_half(cell: Cell | None) -> bool:
    return cell is not None and not cell.width
