from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.notes.words import Words, folded, words_of

TEXTS = st.text(st.sampled_from("ab “’–.\n \u00a0漢"), max_size=60)


@given(TEXTS)
def test_every_character_that_is_no_blank_is_found_again(text: str) -> None:
    words = Words(text)
    assert words.folded == folded(text)
    for offset, sign in enumerate(text):
        inward = words.inward(offset)
        if not sign.isspace():
            assert words.folded[inward] == folded(sign)
            assert words.outward(inward, inward + 1) == (offset, offset + 1)


@given(TEXTS, st.integers(0, 60), st.integers(1, 60))
def test_a_stretch_comes_out_as_the_words_it_holds(text: str, start: int, length: int) -> None:
    words = Words(text)
    end = min(len(words.folded), start + length)
    if start < end:
        out = words.outward(start, end)
        assert folded(text[slice(*out)]).strip() == words.folded[start:end].strip()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nine, ten.", ["Nine", ",", "ten", "."]),
        ("日本語 text", ["日", "本", "語", "text"]),
        ("ภาษา", ["ภ", "า", "ษ", "า"]),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_words_between_two_places_include_those_cut_by_them() -> None:
    words = Words("alpha beta gamma")
    assert words.between(2, 7) == [(0, 5), (6, 10)]
    assert words.between(5, 11) == [(6, 10)]
    assert words.between(5, 6) == []


def test_no_more_occurrences_than_asked_for() -> None:
    assert Words("aaaa").occurrences("a", 2) == [0, 1]
    assert Words("aaaa").occurrences("", 2) == []
