"""Bytes: the shortest way, pen and erasure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.terminal.cells import BOLD, DIM, ITALIC, REVERSE, UNDERLINE, Typecase, is_sure
from reader.terminal.rows import runs
from reader.terminal.sgr import change, read_sgr
from reader.terminal.ways import way
from tests.pty.emulator import Emulator

WHOLE = (0, 23)
places = st.tuples(st.integers(0, 23), st.integers(0, 79))
pens = st.tuples(
    st.sampled_from(["", "31", "97", "38;5;214", "38;2;1;2;3"]),
    st.sampled_from(["", "40", "103", "48;5;17", "48;2;9;9;9"]),
    st.sets(st.sampled_from([1, 2, 3, 4, 5, 7, 9, 21, 53])).map(
        lambda codes: sum(1 << code for code in codes)
    ),
    st.sampled_from(["", "https://example.org/"]),
)


@pytest.mark.parametrize(
    ("start", "goal", "sequence"),
    [
        ((0, 0), (0, 0), ""),
        ((5, 5), (0, 0), "\x1b[H"),
        ((5, 5), (6, 5), "\x0b"),
        ((5, 40), (6, 0), "\x0b\r"),
        ((5, 5), (5, 6), "\x1b[C"),
        ((5, 5), (5, 4), "\b"),
        ((5, -1), (5, 30), "\x1b[31G"),
        ((-1, -1), (5, 30), "\x1b[6;31H"),
        ((-1, -1), (5, 0), "\x1b[6H"),
    ],
)
def test_the_shortest_way(start: tuple[int, int], goal: tuple[int, int], sequence: str) -> None:
    assert way(*start, *goal, WHOLE) == sequence


def test_what_hangs_left_of_the_tab_stop_is_reached_by_it() -> None:
    assert way(4, 60, 5, 22, WHOLE, 23) == "\x0b\r\t\b"


@given(places, places, st.sampled_from([WHOLE, (0, 22), (3, 20)]), st.sampled_from([-1, 24]))
def test_every_way_leads_there(
    start: tuple[int, int], goal: tuple[int, int], region: tuple[int, int], tab: int
) -> None:
    emulator = Emulator(80, 24)
    emulator.feed(f"\x1b[3g\x1b[{tab + 1}G\x1bH".encode())
    emulator.feed(f"\x1b[{region[0] + 1};{region[1] + 1}r\x1b[1;1Htop\x1b[24;1Hbottom".encode())
    before = emulator.text()
    emulator.feed(f"\x1b[{start[0] + 1};{start[1] + 1}H{way(*start, *goal, region, tab)}".encode())
    assert emulator.cursor == goal[::-1]
    assert emulator.text() == before


@given(pens, pens)
def test_changing_pens_is_as_beginning_anew(
    old: tuple[str, str, int, str], new: tuple[str, str, int, str]
) -> None:
    case = Typecase()
    changed, fresh = Emulator(4, 1), Emulator(4, 1)
    changed.feed((change(None, case.pen(*old)) + change(case.pen(*old), case.pen(*new)) + "x").encode())
    fresh.feed((change(None, case.pen(*new)) + "x").encode())
    assert changed.cells() == fresh.cells()


def test_only_what_changes_in_a_pen_is_sent() -> None:
    case = Typecase()
    text = case.pen("38;5;250", "48;5;233", 0, "")
    assert change(text, text) == ""
    assert change(text, case.pen("38;5;250", "48;5;233", BOLD, "")) == "\x1b[1m"
    assert change(text, case.pen("", "48;5;233", 0, "")) == "\x1b[39m"
    assert change(text, case.plain) == "\x1b[m"
    both = case.pen("", "", BOLD | DIM, "")
    assert change(both, case.pen("", "", DIM, "")) == "\x1b[0;2m"


@pytest.mark.parametrize(
    ("parameters", "pen"),
    [
        ("", ("", "", 0, "")),
        ("1;38;2;1;2;3;48;5;7", ("38;2;1;2;3", "48;5;7", 1 << 1 | 1 << 3, "")),
        ("39;49;23", ("", "", 0, "")),
        ("0;4", ("", "", UNDERLINE, "")),
        ("38;2;1", None),
        ("38;7;1", None),
        ("999", None),
    ],
)
def test_reading_pens(parameters: str, pen: tuple[str, str, int, str] | None) -> None:
    assert read_sgr(("35", "", ITALIC, ""), parameters) == (
        None if pen is None else (pen[0], pen[1], pen[2], pen[3])
    )


@pytest.mark.parametrize(
    ("attributes", "bg", "erases"),
    [(0, "", True), (BOLD, "48;5;1", True), (REVERSE, "", False), (UNDERLINE, "", False)],
)
def test_which_pens_erase(attributes: int, bg: str, erases: bool) -> None:
    case = Typecase()
    assert case.pen("", bg, attributes, "").erases is erases
    assert not case.pen("", bg, attributes, "https://example.org").erases


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("a", True),
        ("é", True),
        ("e\u0301", True),
        ("海", True),
        ("❤\ufe0f", False),
        ("👩\u200d👧", False),
        ("\ue000", False),
    ],
)
def test_widths_that_terminals_agree_on(text: str, sure: bool) -> None:
    assert is_sure(text) is sure


def test_runs_join_short_gaps_and_cut_no_wide_character() -> None:
    case = Typecase()
    cells, _ = case.set("abcdef海ghijklmnop", case.plain)
    row = tuple(cells)
    assert runs(row, [0, 1, 4]) == [(0, 5)]
    assert runs(row, [0, 15]) == [(0, 1), (15, 16)]
    assert runs(row, [7]) == [(6, 8)]
    assert runs(row, [6, 7, 8]) == [(6, 9)]


def test_a_typecase_gives_the_same_cell_each_time() -> None:
    case = Typecase()
    first, riding = case.set("a海e\u0301", case.plain)
    again, _ = case.set("a海e\u0301", case.plain)
    assert all(one is other for one, other in zip(first, again, strict=True))
    assert [cell.text for cell in first] == ["a", "海", "", "e\u0301"]
    assert riding == ""
    assert case.set("\u0301x", case.plain)[1] == "\u0301"
