"""What is found by a part of its name, and in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.ranking import BESIDE, EXACT, OPENING, STARTS, WITHIN, Name, folded, rank


@pytest.mark.parametrize(
    ("typed", "name", "beside", "how"),
    [
        ("theme", "Theme", "", EXACT),
        ("the", "Theme", "", OPENING),
        ("next para", "Next paragraph", "", OPENING),
        ("para n", "Next paragraph", "", STARTS),
        ("graph", "Next paragraph", "", WITHIN),
        ("munch", "München und die Isar", "", OPENING),
        ("isar", "München und die Isar", "", STARTS),
        ("scroll", "Line down", "Scroll a line down.", BESIDE),
        ("line scroll", "Line down", "Scroll a line down.", BESIDE),
        ("croll", "Line down", "Scroll a line down.", None),
        ("zebra", "Line down", "Scroll a line down.", None),
        ("list.so", "list.sort", "", OPENING),
    ],
)
def test_what_fits_better_stands_earlier(typed: str, name: str, beside: str, how: int | None) -> None:
    assert rank(folded(typed).split(), Name.of(name, beside)) == how


@given(st.text(max_size=30), st.integers(0, 30), st.text(max_size=10))
def test_any_beginning_of_a_name_finds_it_first(name: str, end: int, beside: str) -> None:
    typed = folded(name[:end]).split()
    how = rank(typed, Name.of(name, beside))
    if " ".join(typed) == folded(name[:end]):
        assert how in {EXACT, OPENING}
    else:
        assert how is not None
