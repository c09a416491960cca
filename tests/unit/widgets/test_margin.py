from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.widgets.margin import Beside, placed_rows


def test_a_note_stands_beside_its_passage() -> None:
    rows = placed_rows([Beside(3, "one", "r"), Beside(9, "two", "r")], 20, 30)
    assert {row: line for row, (line, _, _) in rows.items()} == {3: "one", 9: "two"}


def test_notes_on_one_passage_stand_below_one_another() -> None:
    rows = placed_rows([Beside(3, "one", "r"), Beside(3, "two", "r")], 20, 30)
    assert {row: line for row, (line, _, _) in rows.items()} == {3: "one", 5: "two"}


@given(
    st.lists(st.tuples(st.integers(0, 40), st.text(min_size=1)), max_size=8).map(sorted),
    st.integers(4, 30),
    st.integers(1, 40),
)
def test_notes_never_overlap_and_keep_their_order(
    notes: list[tuple[int, str]], width: int, height: int
) -> None:
    given_notes = [Beside(row, text, "r") for row, text in notes]
    rows = placed_rows(given_notes, width, height)
    assert all(0 <= row < height for row in rows)
    assert all(cell_len(line) <= width for line, _, _ in rows.values())
    order = [given_notes.index(note) for _, (_, note, _) in sorted(rows.items())]
    assert order == sorted(order)
