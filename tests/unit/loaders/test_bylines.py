"""The authors whom a byline names."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.loaders import bylines


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By ADA FIELD  ", ["Ada Field"]),
        ("by Ada Field", ["Ada Field"]),
        ("By Ada Field and Bo Lind", ["Ada Field", "Bo Lind"]),
        ("By ADA FIELD, BO ANN LIND and CY O'DALE", ["Ada Field", "Bo Ann Lind", "Cy O'Dale"]),
        ("By Ada Field, Bo Lind, and Cy Dale", ["Ada Field", "Bo Lind", "Cy Dale"]),
        ("By Ada Field | Special to the Coast Gazette", ["Ada Field"]),
        ("By Ada Field - 11/18/19 11:04 PM EST", ["Ada Field"]),
        ("By Ada Field 8 January 2020, 3:51 pm 11 Edit", ["Ada Field"]),
        ("By Ada Field, Staff Writer", ["Ada Field"]),
        ("By Ada Field, New York", ["Ada Field"]),
        ("By Ada Field for The Gazette", ["Ada Field"]),
        ("By Dr. Ada Field, PhD", ["Ada Field"]),
        ("By Ada FieldCOASTBusiness", ["Ada Field"]),
        ("ADA FIELD, GAZETTE", ["Ada Field"]),
        ("Ada Field@AdaField", ["Ada Field"]),
        ("11/19/2019 by Ada Field", ["Ada Field"]),
        ("Ada Field and Bo J. Lind Lake Falls Argus Leader", ["Ada Field", "Bo J. Lind"]),
        ("Ada Field, BBC diplomatic correspondent", ["Ada Field"]),
        ("By BO MCDALE", ["Bo McDale"]),
        ("By JO VAN DER LIND JR.", ["Jo van der Lind Jr"]),
        ("Von Ada Feld, Berlin", ["Ada Feld"]),
        ("Von Ada Feld und Bo Lind, Berlin, und Cy Tal", ["Ada Feld", "Bo Lind", "Cy Tal"]),
        ("Par Jean-Luc de La Tour et Ève Durand", ["Jean-Luc de La Tour", "Ève Durand"]),
        ("Por María José García", ["María José García"]),
        ("Di Marco Rossi", ["Marco Rossi"]),
        ("Door Jan de Vries", ["Jan de Vries"]),
        ("记者 张三丰", ["张三丰"]),
        ("文／山田太郎", ["山田太郎"]),
        ("김철수 기자", ["김철수"]),
    ],
)
def test_names(line: str, names: list[str]) -> None:
    assert list(bylines.authors(line)) == names


@pytest.mark.parametrize(
    "line",
    [
        "By Reuters",
        "By Associated Press",
        "By our own reporter",
        "By the time the clock struck nine the town was asleep.",
        "By Staff Writer",
        "Von der Leyen warnt vor Streit",
        "Da Vinci drawing sells again",
        "Political Editor",
        "Sports",
        "",
        "By",
        "By Ada Field " * 100,
    ],
)
def test_nobody(line: str) -> None:
    assert bylines.authors(line) == ()


@pytest.mark.parametrize(
    ("line", "cued"),
    [
        ("By Ada Field", True),
        ("By", True),
        ("Von Ada Feld", True),
        ("3/13/2021 by Ada Field", True),
        ("Ada Field", False),
        ("By the sea lies a town", False),
        ("A town by the sea", False),
    ],
)
def test_cue(line: str, cued: bool) -> None:
    assert bylines.has_cue(line) is cued


@pytest.mark.parametrize("line", ["by " * 100_000, "A. " * 99, "By " + "A" * 290, "and," * 70])
def test_hostile_lines_take_no_time(line: str) -> None:
    begun = time.process_time()
    bylines.authors(line)
    bylines.has_cue(line)
    assert time.process_time() - begun < 0.2


@given(st.text(alphabet="ABab .,'-|@/&1") | st.text())
def test_names_are_words_of_the_line(line: str) -> None:
    for name in bylines.authors(line):
        assert name == " ".join(name.split())
        assert name
