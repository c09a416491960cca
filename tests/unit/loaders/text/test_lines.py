"""Lines joined to paragraphs, or left apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.loaders.text.lines import joined, lines_of, page_of

WRAPPED = """\
The clock on the tower of St Olaf's had been nineteen minutes fast for
as long as anybody in Sandholm could remember, and nobody had ever been
early for anything.
The keeper wound it every morning, and every morning he looked at his
own watch, shook his head, and went down the hundred and twelve steps.
It was not his clock.
"""


def pieces(text: str) -> list[str]:
    lines = lines_of(text)
    return [piece.text for piece in joined(lines, page_of(lines), text)]


def test_wrapped_lines_without_blank_lines_end_at_the_short_ones() -> None:
    found = pieces(WRAPPED)
    assert [text[:10] for text in found] == ["The clock ", "The keeper", "It was not"] or len(found) == 2
    assert found[0].endswith("early for anything.")
    assert "fast for as long" in found[0]


def test_indented_dumps_are_joined_too() -> None:
    indented = "".join(f"   {line}\n" for line in WRAPPED.splitlines())
    assert pieces(indented) == pieces(WRAPPED)


def test_one_paragraph_a_line_stays_so() -> None:
    text = "\n".join(
        f"Paragraph {number} tells of a day in the harbour, and how it ended." for number in range(9)
    )
    assert pieces(text) == text.split("\n")
    assert page_of(lines_of(text)).width == 0


def test_a_menu_is_not_joined() -> None:
    menu = "News\nSports\nOpinion\nObituaries\nLandscapes\nPublications"
    assert pieces(menu) == menu.split("\n")


def test_a_list_of_wrapped_links_is_not_one_paragraph() -> None:
    text = (
        WRAPPED.replace("\nThe keeper", "\n\nThe keeper").replace("\nIt was", "\n\nIt was")
        + "\nHarbour bridge is shut for good after a crack was found in a pillar\n"
        + "Ferry fares to rise\nLighthouse is a hundred years old\n"
        + "Town votes to move its clock back by nineteen minutes on Sunday, and\n"
        + "nobody knows why\nCollie swims home\n"
    )
    found = pieces(text)
    assert "Ferry fares to rise" in found
    assert "Town votes to move its clock back by nineteen minutes on Sunday, and nobody knows why" in found


def test_items_of_a_list_that_were_wrapped_without_an_indent_are_joined() -> None:
    found = pieces(
        WRAPPED.replace("\nThe keeper", "\n\nThe keeper").replace("\nIt was", "\n\nIt was")
        + "\nHow to get there\n"
        + "\u2022 By the ferry from Hallen, at eight, or with the mail boat of Captain\nLind\n"
        + "\u2022 On foot\n"
        + "\u2022 By the road over the hill, which is shut from November to the end of\nMarch\n"
        + "\u2022 Not at all\n"
    )
    assert found[-4:] == [
        "By the ferry from Hallen, at eight, or with the mail boat of Captain Lind",
        "On foot",
        "By the road over the hill, which is shut from November to the end of March",
        "Not at all",
    ]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("the self-", "made man", "the self-made man"),
        ("the govern-", "ment of the isle", "the government of the isle"),
        ("die Haupt-", "und Nebensache", "die Haupt- und Nebensache"),
        ("a 55-", "kilometre zone", "a 55-kilometre zone"),
    ],
)
def test_a_hyphen_at_the_end(first: str, second: str, whole: str) -> None:
    lines = lines_of(f"{first}\n{second}\n")
    page = page_of(lines)
    forced = type(page)(width=len(first), spaced=True)
    (piece,) = joined(lines, forced, "our government")
    assert piece.text == whole


def test_ideographs_are_joined_without_a_space() -> None:
    lines = lines_of("港口大桥因为桥墩出现裂缝\n今天已经关闭\n")
    forced = type(page_of(lines))(width=24, spaced=True)
    assert [piece.text for piece in joined(lines, forced)] == ["港口大桥因为桥墩出现裂缝今天已经关闭"]


def test_items_keep_their_hanging_lines() -> None:
    text = "* one thing that is long enough to be\n  wrapped\n* another\n"
    assert pieces(text) == ["one thing that is long enough to be wrapped", "another"]


@pytest.mark.parametrize(
    ("line", "marker", "text"),
    [
        ("  * milk", "*", "milk"),
        ("3. eggs", "3.", "eggs"),
        ("• rope", "•", "rope"),
        ("15. Mai 2021, 05:28 Uhr", "", "15. Mai 2021, 05:28 Uhr"),
        ("— Ada Field", "", "— Ada Field"),
        ("a plain line", "", "a plain line"),
    ],
)
def test_marks_of_items(line: str, marker: str, text: str) -> None:
    (found,) = lines_of(line)
    assert (found.marker, found.text) == (marker, text)


@given(st.text(alphabet="ab -.\n*>1", max_size=400))
def test_no_word_is_lost(text: str) -> None:
    lines = lines_of(text)
    joint = joined(lines, page_of(lines), text)
    assert [line.number for piece in joint for line in piece.lines] == [line.number for line in lines]
    letters = "".join(char for piece in joint for char in piece.text if char.isalpha())
    assert letters == "".join(char for char in text if char.isalpha())
