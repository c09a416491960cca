"""Words are divided as pyphen divides them, only sooner."""

from __future__ import annotations

import re
from pathlib import Path

import pyphen  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.typeset.hyphens import AFTER, BEFORE, Patterns, divider

WORDS = {
    "en_GB": "harbour timetable considerable embarrassment neighbouring municipality schoolteacher",
    "en_US": "harbor timetable considerable embarrassment neighboring municipality schoolteacher",
    "de_DE": "geschwindigkeitsüberschreitung wasserschutzpolizei jubiläumsbrötchen handelskammer straßenbahn",
    "fr": "institutrice considérable boulangerie davantage représenterait aujourd",
    "es": "instrucciones ayuntamiento puntualmente diferencia desgraciadamente",
    "it_IT": "istruzioni puntualmente diciannove comunale precipitevolissimevolmente",
    "sv": "anteckningsbok tidvattentabell vattenståndet kommunfullmäktige lärarinna",
    "nl_NL": "havenmeester gemeenteraad onderwijzeres negentien verschrikkelijk",
    "pl_PL": "nauczycielka dziewiętnaście rozporządzenie",
    "ru_RU": "учительница девятнадцать расписание",
    "hr_HR": "učiteljica devetnaest",
    "hu_HU": "tanítónő tizenkilenc menetrend",
}


@pytest.mark.parametrize("language", list(WORDS))
def test_the_same_as_pyphen(language: str) -> None:
    patterns = Patterns(pyphen.LANGUAGES[language])
    theirs = pyphen.Pyphen(lang=language, left=BEFORE, right=AFTER)
    for word in WORDS[language].split():
        assert patterns.positions(word) == tuple(map(int, theirs.positions(word))), word


@given(st.text("abcdefghijklmnopqrstuvwxyzéïœ", min_size=1, max_size=25))
def test_the_same_as_pyphen_on_what_is_no_word(word: str) -> None:
    theirs = pyphen.Pyphen(lang="fr", left=BEFORE, right=AFTER)
    assert Patterns(pyphen.LANGUAGES["fr"]).positions(word) == tuple(map(int, theirs.positions(word)))


def test_a_division_that_respells_is_passed_over(tmp_path: Path) -> None:
    source = tmp_path / "hyph.dic"
    source.write_bytes(b"UTF-8\r\n% a comment\r\na1b\r\nc1ss/z=,2,1\r\n^^64o1p\r\n")
    patterns = Patterns(source)
    assert patterns.positions("xaabxx") == (3,)
    assert patterns.positions("xaacssxx") == ()
    assert patterns.positions("xdopqrs") == (3,)


@pytest.mark.parametrize(
    ("language", "word", "divided"),
    [
        ("en", "considerable", True),
        ("en-GB", "considerable", True),
        ("en_AU", "considerable", True),
        ("de-CH", "Handelskammer", True),
        ("en", "Considerable", False),
        ("de", "HANDELSKAMMER", False),
        ("en", "x", False),
        ("en", "considerable" * 50, False),
        ("tr", "i\u0307stanbul", False),
        ("en", "İnconsiderable", False),
    ],
)
def test_what_is_divided(language: str, word: str, divided: bool) -> None:
    divide = divider(language)
    assert bool(divide and divide(word)) is divided


@pytest.mark.parametrize("language", ["", "tlh", "x-klingon"])
def test_unknown_languages(language: str) -> None:
    assert divider(language) is None


def test_every_language_can_be_read() -> None:
    for path in set(pyphen.LANGUAGES.values()):
        found = Patterns(path).positions("abcdefghij")
        assert all(re.fullmatch(r"\d+", str(at)) for at in found)
