from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.widgets.labels import fitted, title_lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("A short one", 20, ["A short one"]),
        ("Harbour town votes to move its clock", 20, ["Harbour town votes", "to move its clock"]),
        (
            "Harbour town votes to move its clock back by minutes",
            20,
            ["Harbour town votes", "to move its clock…"],
        ),
        ("Donaudampfschifffahrt heute", 12, ["Donaudampfsc", "hifffahrt…"]),
        ("日本語のとても長い題名", 10, ["日本語のと", "ても長い…"]),
        ("", 10, [""]),
        ("  spaces   are one ", 30, ["spaces are one"]),
    ],
)
def test_titles_wrap_to_two_lines_and_end_in_an_ellipsis(text: str, width: int, lines: list[str]) -> None:
    assert title_lines(text, width) == lines


@given(st.text(), st.integers(2, 40), st.integers(1, 4))
def test_no_line_is_wider_than_there_is_room(text: str, width: int, most: int) -> None:
    lines = title_lines(text, width, most)
    assert 1 <= len(lines) <= most
    assert all(cell_len(line) <= width for line in lines)


@given(st.text(), st.integers(0, 40))
def test_a_fitted_text_fits_and_says_that_it_was_cut(text: str, width: int) -> None:
    line = fitted(text, width)
    assert cell_len(line) <= width
    assert line == text or line.endswith("…") or width == 0
