"""Where notes stand in a margin: each beside its passage as nearly as can be, none over another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from reader.widgets.labels import ELLIPSIS, title_lines

MOST_ROWS = 8
"""A note takes no more rows of the margin than this, unless it is the one at hand."""

LONGEST = 60
"""No note is broken into more rows than this."""


class Wanted(NamedTuple):
    """What a note would take of the margin.

    Attributes:
        row: The row of its passage, from the top; those above the screen count as the first.
        rows: How many rows its text takes.
    """

    row: int
    rows: int


class Slot(NamedTuple):
    """What a note is given.

    Attributes:
        top: Its first row.
        rows: How many rows; 0 where there is no room for it at all.
    """

    top: int
    rows: int


def slots(notes: Sequence[Wanted], height: int, at_hand: int | None = None) -> list[Slot]:
    """The rows that each note gets.

    They keep their order and never overlap; a row is left free between two as long as there is room for all.
    The one at hand stands beside its passage if that can be; the others are shortened before it is. Where
    there are more notes than rows, those farthest from the one at hand get none.

    Args:
        notes: In reading order.
        height: Of the margin, in rows.
        at_hand: Which one the reader is at, if any.

    Returns:
        A slot for each note.
    """
    if not notes or height <= 0:
        return [Slot(0, 0)] * len(notes)
    centre = at_hand if at_hand is not None else 0
    if len(notes) > height:
        first = max(0, min(centre - height // 2, len(notes) - height))
        kept = slots(notes[first : first + height], height, centre - first)
        return [Slot(0, 0)] * first + kept + [Slot(0, 0)] * (len(notes) - first - height)
    gap = 1 if 2 * len(notes) - 1 <= height else 0
    rows = _shortened(notes, height - gap * (len(notes) - 1), at_hand)
    before = sum(rows[:centre]) + gap * centre
    after = sum(rows[centre + 1 :]) + gap * (len(notes) - 1 - centre)
    top = max(before, min(max(0, notes[centre].row), height - after - rows[centre]))
    tops = [
        *_set(notes[:centre], rows[:centre], 0, top - gap, gap),
        top,
        *_set(notes[centre + 1 :], rows[centre + 1 :], top + rows[centre] + gap, height, gap),
    ]
    return [Slot(*slot) for slot in zip(tops, rows, strict=True)]


def _shortened(notes: Sequence[Wanted], room: int, at_hand: int | None) -> list[int]:
    """How many rows each note gets of `room` rows, not fewer than there are notes: the longest are cut."""
    wanted = [max(1, note.rows) for note in notes]
    if at_hand is not None:
        wanted[at_hand] = min(wanted[at_hand], room - len(notes) + 1)
    for limit in range(MOST_ROWS, 0, -1):
        rows = [row if index == at_hand else min(row, limit) for index, row in enumerate(wanted)]
        if sum(rows) <= room:
            break
    return rows


def _set(notes: Sequence[Wanted], rows: Sequence[int], start: int, end: int, gap: int) -> list[int]:
    """The first rows of notes that are to stand between two rows, for which there is room enough."""
    tops: list[int] = []
    free = start
    for note, height in zip(notes, rows, strict=True):
        tops.append(max(note.row, free))
        free = tops[-1] + height + gap
    limit = end
    for index in range(len(tops) - 1, -1, -1):
        tops[index] = min(tops[index], limit - rows[index])
        limit = tops[index] - gap
    return tops


@lru_cache(maxsize=512)
def note_lines(note: str, width: int) -> tuple[str, ...]:
    """A note broken into rows of `width` cells; blank lines are left out."""
    lines: list[str] = []
    for paragraph in note.splitlines():
        if paragraph.strip():
            lines += title_lines(paragraph, width, LONGEST)
        if len(lines) >= LONGEST:
            break
    return tuple(lines[:LONGEST])


def cut(lines: Sequence[str], rows: int, width: int) -> Sequence[str]:
    """The first rows of a note, the last of them ended by an ellipsis where there are more."""
    if len(lines) <= rows:
        return lines
    kept = list(lines[:rows])
    if kept and not kept[-1].endswith(ELLIPSIS):
        last = kept[-1].rstrip(" .,;:")
        kept[-1] = (last if cell_len(last) < width else set_cell_size(last, width - 1).rstrip()) + ELLIPSIS
    return kept
