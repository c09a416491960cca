"""The window on rows of different heights, against all their lines laid out one under another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.widgets.window import Window

heights = st.lists(st.integers(1, 6), min_size=1, max_size=30)


def window(heights: list[int], lines: int) -> Window:
    made = Window(lambda row: heights[row])
    made.count, made.lines = len(heights), lines
    return made


def laid_out(heights: list[int]) -> list[tuple[int, int]]:
    return [(row, line) for row, height in enumerate(heights) for line in range(height)]


@given(heights, st.integers(1, 12), st.lists(st.integers(-20, 20), max_size=8))
def test_scrolling_shows_lines_that_follow_each_other_and_stops_at_the_ends(
    heights: list[int], lines: int, moves: list[int]
) -> None:
    there, whole = window(heights, lines), laid_out(heights)
    top = 0
    for move in moves:
        there.begin(*there.moved(move))
        top = max(0, min(top + move, len(whole) - lines))
        assert there.place == whole[top]
        assert there.shown() == whole[top : top + lines]


@given(heights, st.integers(1, 12), st.data())
def test_a_row_that_is_to_be_shown_is_and_nothing_moves_if_it_was(
    heights: list[int], lines: int, data: st.DataObject
) -> None:
    there = window(heights, lines)
    there.begin(*data.draw(st.sampled_from(laid_out(heights))))
    row = data.draw(st.integers(0, len(heights) - 1))
    before = there.shown()
    there.show_rows(row, row)
    wanted = [(row, line) for line in range(heights[row])]
    if set(wanted) <= set(before):
        assert there.shown() == before
    else:
        # Of a row that is higher than the screen there are as many lines as have room.
        assert len(set(wanted) & set(there.shown())) == min(lines, heights[row])


@given(heights, st.integers(1, 12), st.floats(0, 1))
def test_what_is_measured_adds_up(heights: list[int], lines: int, part: float) -> None:
    there, whole = window(heights, lines), laid_out(heights)
    there.begin(*there.part(part))
    seen, above = there.measured()
    at = whole.index(there.place)
    assert abs(above - sum(1 / heights[row] for row, _ in whole[:at])) < 1e-9
    assert abs(seen - sum(1 / heights[row] for row, _ in whole[at : at + lines])) < 1e-9


def test_without_rows_there_is_nowhere_to_go() -> None:
    there = window([], 5)
    assert there.shown() == []
    assert there.moved(3) == there.part(1.0) == (0, 0)
