"""Pens on terminals with fewer colours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.terminal.capabilities import Colours
from reader.terminal.cells import BOLD, DIM, REVERSE
from reader.terminal.colours import (
    RGB,
    Restyler,
    colour_of_256,
    contrast,
    nearest_of_16,
    nearest_of_256,
    read_colour,
)

colours = st.tuples(*[st.integers(0, 255)] * 3)


def pen(fg: RGB | None, bg: RGB | None, attributes: int = 0) -> tuple[str, str, int, str]:
    front = "38;2;{};{};{}".format(*fg) if fg else ""
    back = "48;2;{};{};{}".format(*bg) if bg else ""
    return front, back, attributes, ""


@pytest.mark.parametrize(
    ("rgb", "number"),
    [
        ((0, 0, 0), 0),
        ((18, 18, 18), 0),
        ((120, 120, 120), 8),
        ((200, 200, 200), 7),
        ((255, 255, 255), 15),
        ((180, 30, 30), 1),
        ((255, 80, 80), 9),
        ((30, 140, 40), 2),
        ((200, 170, 40), 3),
        ((10, 20, 180), 4),
        ((80, 200, 220), 14),
    ],
)
def test_sixteen_colours_keep_the_hue(rgb: RGB, number: int) -> None:
    assert nearest_of_16(rgb) == number


@given(st.integers(16, 255))
def test_a_colour_of_the_palette_is_nearest_to_itself(number: int) -> None:
    assert colour_of_256(nearest_of_256(colour_of_256(number))) == colour_of_256(number)


@given(colours, colours)
@pytest.mark.parametrize("depth", [Colours.SIXTEEN, Colours.MANY])
def test_text_that_could_be_read_still_can(depth: Colours, fg: RGB, bg: RGB) -> None:
    shown_fg, shown_bg, _, _ = Restyler(depth)(pen(fg, bg))
    was, is_now = contrast(fg, bg), contrast(read_colour(shown_fg), read_colour(shown_bg))
    assert is_now >= min(was * 0.6, 4.5) - 0.01


@given(colours, colours)
def test_only_what_the_terminal_has_is_used(fg: RGB, bg: RGB) -> None:
    sixteen = Restyler(Colours.SIXTEEN)(pen(fg, bg))
    assert int(sixteen[0]) in [*range(30, 38), *range(90, 98)]
    assert int(sixteen[1]) in [*range(40, 48), *range(100, 108)]
    many = Restyler(Colours.MANY)(pen(fg, bg))
    assert many[0].startswith("38;5;") and many[1].startswith("48;5;")
    assert Restyler(Colours.NONE)(pen(fg, bg))[:2] == ("", "")


@pytest.mark.parametrize(
    ("fg", "bg", "before", "after"),
    [
        ((224, 224, 224), (18, 18, 18), BOLD, BOLD),
        ((110, 110, 110), (18, 18, 18), 0, DIM),
        ((255, 255, 255), (1, 120, 212), 0, REVERSE),
        ((20, 20, 20), (240, 240, 240), 0, 0),
        ((255, 255, 255), (20, 20, 90), REVERSE, REVERSE),
        (None, (18, 18, 18), 0, REVERSE),
    ],
)
def test_without_colour_attributes_say_it(fg: RGB | None, bg: RGB, before: int, after: int) -> None:
    assert Restyler(Colours.NONE)(pen(fg, bg, before)) == ("", "", after, "")


def test_the_common_background_does_not_stand_out() -> None:
    blank = pen(None, (18, 18, 18))
    assert Restyler(Colours.NONE, background=(18, 18, 18))(blank) == ("", "", 0, "")


def test_true_colour_changes_nothing() -> None:
    key = ("38;2;1;2;3", "48;2;4;5;6", BOLD, "https://example.org")
    assert Restyler(Colours.TRUE)(key) == key


def test_a_terminals_own_colours_stay_its_own() -> None:
    assert Restyler(Colours.SIXTEEN)(("31", "", 0, "")) == ("31", "", 0, "")
    assert Restyler(Colours.MANY)(("38;5;9", "44", 0, ""))[0] == "38;5;9"
