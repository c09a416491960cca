from __future__ import annotations

import pytest

from reader.terminal.cells import Cell, Row, Typecase
from reader.terminal.scroll import Shift, find_shift

TEXTS = [
    f"{word} stands in a row of its own"
    for word in ("barley", "rye", "wheat", "oats", "millet", "spelt", "maize", "rice", "teff", "sorghum")
]


@pytest.fixture
def cells() -> Typecase:
    return Typecase()


def rows_of(cells: Typecase, texts: list[str], unknown: int = 0) -> list[Row]:
    """Rows that show these texts, the last `unknown` places of each never drawn."""
    pen = cells.pen("", "", 0, "")
    width = max(map(len, TEXTS)) + unknown
    drawn = [text.ljust(width - unknown) for text in texts]
    return [tuple(cells.cell(character, pen, 1) for character in text) + (None,) * unknown for text in drawn]


def test_rows_that_moved_up_are_seen_to_have_moved(cells: Typecase) -> None:
    old, new = rows_of(cells, TEXTS), rows_of(cells, [*TEXTS[1:], "buckwheat is no grass"])
    assert find_shift(old, new) == Shift(0, 9, 1)


def test_rows_of_which_a_part_was_never_drawn_are_not_scrolled(cells: Typecase) -> None:
    old, new = rows_of(cells, TEXTS, 5), rows_of(cells, [*TEXTS[1:], "buckwheat is no grass"], 5)
    assert find_shift(old, new) is None
    assert isinstance(new[0][0], Cell)
