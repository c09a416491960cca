from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.widgets.beside import MOST_ROWS, Slot, Wanted, cut, note_lines, slots

NOTES = st.lists(st.builds(Wanted, st.integers(-3, 60), st.integers(1, 20)), max_size=70).map(
    lambda notes: sorted(notes, key=lambda note: note.row)
)


@pytest.mark.parametrize(
    ("notes", "height", "at_hand", "tops", "rows"),
    [
        ([(3, 1), (9, 2)], 30, None, [3, 9], [1, 2]),
        ([(3, 2), (3, 1)], 30, None, [3, 6], [2, 1]),
        ([(3, 2), (3, 1)], 30, 1, [0, 3], [2, 1]),
        ([(28, 4)], 30, 0, [26], [4]),
        ([(2, 20), (3, 1)], 30, 1, [0, 9], [8, 1]),
        ([(2, 20), (3, 1)], 30, 0, [2, 23], [20, 1]),
        ([(0, 5), (1, 5)], 4, 1, [0, 2], [1, 2]),
        ([(0, 1)] * 5, 3, 4, [0, 0, 0, 1, 2], [0, 0, 1, 1, 1]),
    ],
)
def test_where_notes_stand(
    notes: list[tuple[int, int]], height: int, at_hand: int | None, tops: list[int], rows: list[int]
) -> None:
    found = slots([Wanted(*note) for note in notes], height, at_hand)
    assert found == [Slot(top, row) for top, row in zip(tops, rows, strict=True)]


@given(NOTES, st.integers(1, 50), st.data())
def test_notes_never_overlap_keep_their_order_and_all_that_can_be_shown_are(
    notes: list[Wanted], height: int, data: st.DataObject
) -> None:
    at_hand = data.draw(st.none() | st.integers(0, len(notes) - 1)) if notes else None
    found = slots(notes, height, at_hand)
    shown = [slot for slot in found if slot.rows]
    assert len(shown) == min(len(notes), height)
    assert all(slot.top >= 0 and slot.top + slot.rows <= height for slot in shown)
    assert all(one.top + one.rows <= other.top for one, other in pairwise(shown))
    for index, (note, slot) in enumerate(zip(notes, found, strict=True)):
        assert slot.rows <= (note.rows if index == at_hand else min(note.rows, MOST_ROWS))
    if at_hand is not None:
        assert found[at_hand].rows
        room = height - sum(note.rows for note in notes) - len(notes)
        if room >= 0 and sum(min(n.rows, MOST_ROWS) + 1 for n in notes[:at_hand]) <= notes[at_hand].row:
            after = sum(min(note.rows, MOST_ROWS) + 1 for note in notes[at_hand + 1 :])
            assert found[at_hand].top == min(notes[at_hand].row, height - after - found[at_hand].rows)


@given(st.text(), st.integers(2, 30), st.integers(1, 5))
def test_a_note_is_cut_with_an_ellipsis(note: str, width: int, rows: int) -> None:
    lines = note_lines(note, width)
    kept = cut(lines, rows, width)
    assert len(kept) == min(rows, len(lines))
    assert all(cell_len(line) <= width for line in kept)
    if len(lines) > rows:
        assert kept[-1].endswith("…")
