"""Scrolling: finding that rows of the new screen are rows of the old one, further up or down."""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

from reader.terminal.cells import Row
from reader.terminal.painter import Painter
from reader.terminal.rows import changed_columns

_FEWEST_ROWS: Final = 3


class Shift(NamedTuple):
    """A band of rows that moves.

    Attributes:
        top: First row of the band.
        bottom: Last row of the band.
        up: Rows by which it moves up; negative for down.
    """

    top: int
    bottom: int
    up: int


def find_shift(old: list[Row], new: list[Row]) -> Shift | None:
    """Find the shift after which most rows are right, or ``None``.

    Rows are compared in the columns where the changing rows change, so that a list that stands still
    beside a moving text does not hide the movement.
    """
    spans: dict[int, tuple[int, int]] = {}
    for y, row in enumerate(new):
        if row is not old[y] and (changed := changed_columns(old[y], row)):
            spans[y] = (changed[0], changed[-1] + 1)
    if len(spans) < _FEWEST_ROWS:
        return None
    left = sorted(start for start, _ in spans.values())[len(spans) // 2]
    right = sorted(stop for _, stop in spans.values())[len(spans) // 2]
    if right - left < 4:
        return None
    before = [row[left:right] for row in old]
    after = [row[left:right] for row in new]
    places: dict[Row, int] = {}
    for y, row in enumerate(before):
        places[row] = -1 if row in places else y
    votes = Counter(
        places[after[y]] - y for y in spans if places.get(after[y], -1) >= 0 and len(set(after[y])) > 1
    )
    up, count = votes.most_common(1)[0] if votes else (0, 0)
    if not up or count < 2:
        return None
    matching = [
        y
        for y in range(len(new))
        if 0 <= y + up < len(old) and after[y] == before[y + up] and None not in new[y]
    ]
    if not matching:
        # Right after a resize, every row that fits may still hold cells that nobody has drawn.
        return None
    first, last = _longest(matching, spans)
    band = Shift(min(first, first + up), max(last, last + up), up)
    if any(None in new[y] for y in range(band.top, band.bottom + 1)):
        return None
    return band


def _longest(matching: list[int], spans: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """First and last of the matching rows, without those at either end that do not change anyway."""
    first, last = 0, len(matching) - 1
    while first < last and matching[first] not in spans:
        first += 1
    while last > first and matching[last] not in spans:
        last -= 1
    return matching[first], matching[last]


def shifted(rows: list[Row], shift: Shift) -> list[Row]:
    """The screen after a shift; what comes into view is not known, as terminals differ on it."""
    unknown: Row = (None,) * len(rows[0])
    band = rows[shift.top : shift.bottom + 1]
    gap = [unknown] * min(abs(shift.up), len(band))
    band = band[shift.up :] + gap if shift.up > 0 else gap + band[: shift.up]
    return rows[: shift.top] + band + rows[shift.bottom + 1 :]


def paint_shift(painter: Painter, shift: Shift) -> None:
    """Set the scrolling region and scroll it; the region stays, as the next shift is often the same."""
    if (shift.top, shift.bottom) != painter.region:
        painter.put(f"\x1b[{shift.top + 1};{shift.bottom + 1}r")
        painter.region = (shift.top, shift.bottom)
        painter.lose_cursor()
    count = abs(shift.up)
    if shift.up > 0:
        if count <= 3:
            painter.move(shift.bottom, painter.column if painter.row == shift.bottom else 0)
            painter.put("\x0b" * count)
        else:
            painter.move(shift.top, 0)
            painter.put(f"\x1b[{count}M")
    else:
        painter.move(shift.top, 0)
        painter.put("\x1bM" if count == 1 else f"\x1b[{count}L")


def scroll_all(painter: Painter) -> None:
    """Give the whole screen to scrolling."""
    painter.put("\x1b[r")
    painter.region = (0, painter.rows - 1)
    painter.lose_cursor()
