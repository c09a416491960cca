"""Letters for what is on the screen."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from reader.domain.hints import LETTERS, labels


@given(st.integers(0, 900))
def test_labels_are_short_and_none_begins_another(count: int) -> None:
    made = labels(count)
    assert len(made) == len(set(made)) == count
    assert [len(label) for label in made] == sorted(len(label) for label in made)
    assert all(len(label) <= (1 if count <= len(LETTERS) else 2 if count <= 500 else 3) for label in made)
    if count < 60:
        assert not any(one.startswith(other) for one, other in permutations(made, 2))
    assert not set("oy") & set("".join(made))
