from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.entities.builtin import spans, with_groups
from reader.entities.lexicon import lexicon
from reader.entities.people import linked
from reader.entities.weights import Weights, packed

LABELS = ["B-LOC", "B-PER", "I-PER", "O"]


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=8),
        st.dictionaries(st.sampled_from(LABELS), st.floats(-5, 5), min_size=1),
        min_size=1,
        max_size=60,
    )
)
@settings(max_examples=60, deadline=None)
def test_weights_survive_packing(rows: dict[str, dict[str, float]]) -> None:
    made = Weights(packed(LABELS, {("O", "B-PER"): 1.5, ("B-PER", "I-PER"): -2.0}, rows))
    assert made.labels == tuple(LABELS)
    assert made.transitions[3][1] * made.scale == pytest.approx(1.5, abs=made.scale)
    for feature, weights in rows.items():
        row = made.row(feature)
        assert row is not None
        for label, unit in zip(LABELS, row, strict=True):
            assert unit * made.scale == pytest.approx(weights.get(label, 0.0), abs=made.scale)
    assert made.row("no such feature, ever") is None


def test_the_same_model_packs_to_the_same_file() -> None:
    rows = {"a": {"O": 1.0}, "b": {"B-PER": -1.0, "O": 0.25}}
    assert packed(LABELS, {}, rows) == packed(LABELS, {}, dict(reversed(rows.items())))


def test_more_labels_than_bits_are_refused() -> None:
    with pytest.raises(ValueError, match="labels"):
        packed([f"B-{n}" for n in range(17)], {}, {})


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("B-PER I-PER O B-LOC", [(0, 2, "PER"), (3, 4, "LOC")]),
        ("B-PER B-PER", [(0, 1, "PER"), (1, 2, "PER")]),
        ("O I-LOC", [(1, 2, "LOC")]),
        ("B-PER I-LOC", [(0, 1, "PER"), (1, 2, "LOC")]),
    ],
)
def test_spans_of_labels(tags: str, expected: list[tuple[int, int, str]]) -> None:
    assert spans(tags.split()) == expected


def test_peoples_of_the_word_list_are_whole() -> None:
    words = ["the", "South", "Korean", "and", "Muslims"]
    assert with_groups(words, ["O", "O", "B-NORP", "O", "O"], lexicon()) == [
        "O",
        "B-NORP",
        "I-NORP",
        "O",
        "B-NORP",
    ]
    assert with_groups(words, ["O", "B-ORG", "I-ORG", "O", "O"], lexicon())[1:3] == ["B-ORG", "I-ORG"]


@pytest.mark.parametrize(
    ("forms", "one", "other", "same"),
    [
        (["maria lopez", "mario lopez"], "maria lopez", "mario lopez", False),
        (["ann lund", "lund"], "ann lund", "lund", True),
        (["ann lund", "per lund", "lund"], "ann lund", "lund", False),
        (["josephine marlow quist", "josephine quist"], "josephine marlow quist", "josephine quist", True),
        (["vahan petrosyan", "vahan petrosyn"], "vahan petrosyan", "vahan petrosyn", True),
        (["li guowei", "li"], "li guowei", "li", True),
        (["khalid bin harb", "bin harb"], "khalid bin harb", "bin harb", True),
    ],
)
def test_forms_of_people(forms: list[str], one: str, other: str, same: bool) -> None:
    chief = linked(forms)
    assert (chief[one] == chief[other]) is same
