"""Captions and their credits."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.loaders import credits


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        (
            "The quay. (photo credit: COAST GUARD/HANDOUT VIA REUTERS)",
            "The quay.",
            "COAST GUARD/HANDOUT VIA REUTERS",
        ),
        (
            "The quay at low water, Monday. (AP Photo/Ada Field)",
            "The quay at low water, Monday.",
            "AP Photo/Ada Field",
        ),
        ("A gull (ADA FIELD/SCIENCE PHOTO LIBRARY)", "A gull", "ADA FIELD/SCIENCE PHOTO LIBRARY"),
        (
            "The lander as drawn by its makers [MoonCo via Nasa]",
            "The lander as drawn by its makers",
            "MoonCo via Nasa",
        ),
        ("The quay has been closed (Image: GETTY )", "The quay has been closed", "GETTY"),
        ("Der Hafen (Foto: Ada Feld/dpa)", "Der Hafen", "Ada Feld/dpa"),
        ("(Foto: Ada Feld/dpa)", "", "Ada Feld/dpa"),
        ("The quay, police said. | Photo Credit: Ada Field", "The quay, police said.", "Ada Field"),
        ("Nurses prepare the treatmentCredit: EPA", "Nurses prepare the treatment", "EPA"),
        (
            "The quay in Sandholm, Norway.Ada Field / Reuters file",
            "The quay in Sandholm, Norway.",
            "Ada Field / Reuters file",
        ),
        ("The quay on Monday. Photograph: AFP via Getty", "The quay on Monday.", "AFP via Getty"),
        ("The quay on Monday. REUTERS/Ada Field", "The quay on Monday.", "REUTERS/Ada Field"),
        (
            "FILE PHOTO: The quay, May 3, 2021. REUTERS/Ada Field",
            "FILE PHOTO: The quay, May 3, 2021.",
            "REUTERS/Ada Field",
        ),
        ("The quay. Credit: 20th Century Boats", "The quay.", "20th Century Boats"),
        ("The quay. (Ada Field)", "The quay.", "Ada Field"),
        ("Ada Field, Associated Press", "", "Ada Field, Associated Press"),
        ("Ada Field, ASSOCIATED PRESS", "", "Ada Field, ASSOCIATED PRESS"),
        ("Photograph by Ada Field", "", "Ada Field"),
        ("Photo: Ada Field, AP", "", "Ada Field, AP"),
        ("(Sandholm Boat Co.)", "", "Sandholm Boat Co."),
        ("Ada Field | Bloomberg | Getty Images", "", "Ada Field | Bloomberg | Getty Images"),
        ("© Ada Field", "", "Ada Field"),
        ("Getty Images", "", "Getty Images"),
        ("Image copyright Getty Images", "", "Getty Images"),
        ("Image copyright EPA Image caption The quay was closed", "The quay was closed", "EPA"),
        ("Image caption The quay was closed", "The quay was closed", ""),
        ("1of4The quay at dawn.Photo: Ada Field / Staff", "The quay at dawn.", "Ada Field / Staff"),
        ("ImageThe quay.Credit...Ada Field for The Times", "The quay.", "Ada Field for The Times"),
        ("Photo: Ada Field (Getty Images)", "", "Ada Field (Getty Images)"),
        ("Die leere Brücke. (Quelle: dpa/Ada Feld)", "Die leere Brücke.", "dpa/Ada Feld"),
        ("El muelle de Sandholm, este lunes EFE", "El muelle de Sandholm, este lunes", "EFE"),
        ("码头现场。新华社记者 王小 摄", "码头现场。", "新华社记者 王小 摄"),
        (
            "Enlarge this image toggle caption Ada Field /AFP/Getty Images Ada Field /AFP/Getty Images",
            "",
            "Ada Field /AFP/Getty Images",
        ),
    ],
)
def test_split(text: str, caption: str, credit: str) -> None:
    assert credits.split(text) == (caption, credit)


@pytest.mark.parametrize(
    "text",
    [
        "A plain caption of a boat in the harbour.",
        "The boat (left) and the tower (right)",
        "The member for the coast, Ada Field (D-Minn.)",
        "He paid 20 euros (about 22 dollars).",
        "“So it is,” he told the Associated Press.",
        "The sign reads: photo: no entry.",
        "The picture is said to be by Reuters",
        "Source: Ministry of Tides, October 25, 2019",
        "Facebook",
        "",
    ],
)
def test_no_credit(text: str) -> None:
    assert credits.split(text) == (text, "")


def test_a_line_that_is_all_credit() -> None:
    assert credits.is_credit("(Foto: Ada Feld/dpa)")
    assert not credits.is_credit("Der Hafen (Foto: Ada Feld/dpa)")


@pytest.mark.parametrize(
    "text",
    ["(" * 200_000 + ")", "Photo: " * 50_000, "A. B " * 80_000, "image copyright " * 20_000, "a/" * 200_000],
)
def test_hostile_lines_take_no_time(text: str) -> None:
    begun = time.process_time()
    credits.split(text)
    assert time.process_time() - begun < 0.3


@given(st.text(alphabet="ABab .,:()[]/|©") | st.text())
def test_nothing_is_made_up(text: str) -> None:
    caption, credit = credits.split(text)
    line = " ".join(text.split())
    assert caption in line
    assert credit in line
