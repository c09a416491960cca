from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.widgets.timeline import Timeline, timeline


@pytest.mark.parametrize(
    ("dated", "cells", "expected"),
    [
        ([("2026-01-03", 1), ("2026-03-09T10:00", 2)], 40, Timeline("Jan 2026", "▄·█", "Mar 2026", "month")),
        ([("2025-12-31", 8), ("2026-01-01", 1)], 40, Timeline("Dec 2025", "█▁", "Jan 2026", "month")),
        ([("2019-05-01", 1), ("2026-05-01", 1)], 40, Timeline("2019", "█······█", "2026", "year")),
        ([("1900-05-01", 3), ("1999-05-01", 3)], 10, Timeline("1900", "█········█", "1999", "10 years")),
    ],
)
def test_bars_stand_for_months_or_years(dated: list[tuple[str, int]], cells: int, expected: Timeline) -> None:
    assert timeline(dated, cells) == expected


@pytest.mark.parametrize(
    ("dated", "cells"),
    [
        ([], 40),
        ([("2026-01-03", 1), ("2026-01-30", 2)], 40),
        ([("", 1), ("soon", 2), ("2026-13-01", 1), ("2026-02-01", 1)], 40),
        ([("2019-05-01", 1), ("2026-05-01", 1)], 1),
    ],
)
def test_without_two_moments_or_room_there_is_none(dated: list[tuple[str, int]], cells: int) -> None:
    assert timeline(dated, cells) is None


def test_it_can_be_drawn_in_ascii() -> None:
    drawn = timeline([("2026-01-03", 1), ("2026-04-03", 9)], 40, ascii=True)
    assert drawn is not None
    assert drawn.bars == ".  @"


@given(
    st.lists(st.tuples(st.dates().map(str), st.integers(1, 10_000)), min_size=2, max_size=30),
    st.integers(2, 120),
)
def test_it_fits_and_shows_every_moment(dated: list[tuple[str, int]], cells: int) -> None:
    drawn = timeline(dated, cells)
    if drawn is not None:
        assert 2 <= len(drawn.bars) <= cells or drawn.each != "month"
        assert len(drawn.bars) <= cells
        assert drawn.bars[0] != "·"
        assert drawn.bars[-1] != "·"
        assert "█" in drawn.bars
