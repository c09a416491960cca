from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.entities.plain import plain, spelt, squeezed
from reader.entities.tokens import sentences


@given(st.text(max_size=500))
def test_every_character_keeps_its_place(text: str) -> None:
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the “Mill’s” gate", 'the "Mill\'s" gate'),
        ("no\u00a0break\u2011here", "no break-here"),
        ("By A Lund\n2 May 2020", "By A Lund\n2 May 2020"),
        (
            "The harbour council of Sandholm met on Monday and\nvoted to keep the old crane where it"
            " has stood\nfor years.",
            "The harbour council of Sandholm met on Monday and voted to keep the old crane where it"
            " has stood for years.",
        ),
    ],
)
def test_signs_and_wraps(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("two  spaces    or columns", "two spaces    or columns"),
        (
            "the harbour council of the town of Baden-\nLund met on a day",
            "the harbour council of the town of Baden-Lund met on a day",
        ),
        (
            "the harbours of the sound and of the inner-\r\n  and outer towns",
            "the harbours of the sound and of the inner- and outer towns",
        ),
        ("Sandholm | 06:41 | Clear", "Sandholm \n 06:41 \n Clear"),
        ("Open daily • Lund Market", "Open daily \n Lund Market"),
        (
            "When the whole sea at\nSandholm was frozen, the\nboats of the Store\nRand-Havn were home.",
            "When the whole sea at Sandholm was frozen, the boats of the Store Rand-Havn were home.",
        ),
        (
            "When the sea froze\nRand stayed.\nAnd so did we",
            "When the sea froze\nRand stayed.\nAnd so did we",
        ),
    ],
)
def test_what_is_read_and_where_it_stood(text: str, read: str) -> None:
    flat, places = squeezed(plain(text))
    assert flat == read
    assert len(places) == len(flat) + 1
    assert all(text[place] == sign for sign, place in zip(flat, places, strict=False) if sign.isalnum())


def test_a_name_is_spelt_on_one_line() -> None:
    assert [spelt(form) for form in ("Al-\r\nAssad", "Jong\u2011un", "New\n York", "post- war")] == [
        "Al-Assad", "Jong-un", "New York", "post- war",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sandholm's mayor", ["Sandholm", "mayor"]),
        ("Sandholm's Harbour Board", ["Sandholm", "'s", "Harbour", "Board"]),
        ("Israeli-made drones", ["Israeli", "-", "made", "drones"]),
        ("pro-Morales unions", ["pro", "-", "Morales", "unions"]),
        ("Nagorno-Karabakh and al-Qaida", ["Nagorno-Karabakh", "and", "al-Qaida"]),
        ("Kim Jong-un of the U.S. Army", ["Kim", "Jong-un", "of", "the", "U.S.", "Army"]),
        ("Dr. O'Neil paid AT&T.", ["Dr.", "O'Neil", "paid", "AT&T", "."]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [word for sentence in sentences(text) for word in sentence.words] == words


def test_sentences_end_at_points_but_not_at_abbreviations() -> None:
    text = 'Mr. Lund met J. Okoro. "Nothing came of it." The U.S. Army left. Then it rained'
    assert [text[s.starts[0] : s.ends[-1]] for s in sentences(text)] == [
        "Mr. Lund met J. Okoro.",
        '"Nothing came of it."',
        "The U.S. Army left.",
        "Then it rained",
    ]


@given(st.text(max_size=300))
def test_words_stand_where_they_say(text: str) -> None:
    flat = plain(text)
    at = 0
    for sentence in sentences(flat):
        for word, start, end in zip(sentence.words, sentence.starts, sentence.ends, strict=True):
            assert flat[start:end] == word
            assert at <= start < end
            at = end
