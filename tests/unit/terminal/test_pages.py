"""Pages of text with marked words: the shortest ways of drawing them, and that they draw the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reader.terminal.lifecycle import RESTORE
from reader.terminal.options import Options
from tests.pty.emulator import Emulator
from tests.unit.terminal.conftest import Bench
from tests.unit.terminal.test_same_screen import assert_same

COLS, ROWS = 100, 24
PAPER = "\x1b[38;5;252;48;5;234m"
MARKS = ["\x1b[38;5;115;48;5;234m", "\x1b[38;5;218;48;5;234m", "\x1b[4;38;5;252;48;5;234m", "\x1b[48;5;60m"]
WORDS = ["harbour", "a", "of", "Sandholm", "the", "海", "tide", "e\u0301t\u00e9", "minister", "x\u200b"]
USUAL_TABS = set(range(8, COLS, 8))

words = st.tuples(st.sampled_from(WORDS), st.sampled_from([PAPER, PAPER, PAPER, *MARKS]))


def row(indent: int, marked: list[tuple[str, str]]) -> str:
    """A row on the page's colour: words in their pens after an indent, blanks to the edge."""
    from rich.cells import cell_len

    text, width = PAPER + " " * indent, indent
    for word, pen in marked:
        if width + cell_len(word) + 1 > COLS:
            break
        text += f"\x1b[0m{pen}{word}\x1b[0m{PAPER} "
        width += cell_len(word) + 1
    return text + " " * (COLS - width) + "\x1b[0m"


def screen(rows: list[str]) -> str:
    return "\n".join(f"\x1b[{y};1H{text}" for y, text in enumerate(rows, 1)) + "\x1b[1;1H"


def news(seed: int) -> str:
    """A page that is like no other: every fourth word is marked, every sixth row is empty."""
    rows = []
    for y in range(ROWS):
        spelt = "".join(chr(97 + (seed * 17 + y * 5 + at * at * (seed + y + 3)) % 26) for at in range(50))
        marked = [
            (spelt[at : at + 5], MARKS[(at + y) % 2] if (at + y) % 4 == 0 else PAPER)
            for at in range(0, 50, 5)
        ]
        rows.append(row(20, marked if (y + seed) % 6 else []))
    return screen(rows)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from([20, 20, 21, 24, 0]), st.lists(words, max_size=16)),
            min_size=ROWS,
            max_size=ROWS,
        ),
        min_size=2,
        max_size=4,
    ),
    st.booleans(),
)
def test_pages_of_marked_text_show_what_was_drawn(
    pages: list[list[tuple[int, list[tuple[str, str]]]]], bce: bool
) -> None:
    bench = Bench(COLS, ROWS, Options(bce=bce, gate=True))
    stock = Emulator(COLS, ROWS)
    stock.feed(b"\x1b[?7l")
    for page in pages:
        frame = screen([row(*made) for made in page])
        stock.feed(frame.replace("\n", "\r\n").encode())
        bench.draw(frame)
        assert_same(stock, bench.emulator)


def test_a_page_costs_little_more_than_its_text(bench: Callable[..., Bench]) -> None:
    made = bench(COLS, ROWS)
    made.draw(news(0))
    marked = sum(text.count(pen) for text in [news(1)] for pen in MARKS)
    letters = len(made.emulator.text().replace(" ", "").replace("\n", ""))
    size = len(made.draw(news(1)))
    # A row is begun in three bytes, a marked word is stepped over and come back to in twelve at most.
    assert size < letters * 6 / 5 + 3 * ROWS + 12 * marked + 80, size


def test_a_page_in_parts_costs_little_more_than_as_one(bench: Callable[..., Bench]) -> None:
    made, parted = bench(COLS, ROWS), bench(COLS, ROWS)
    for one in (made, parted):
        one.draw(news(0))
    whole = len(made.draw(news(1)))
    parted.sender.write(news(1))
    parts = []
    while parted.sender.screen.dirty:
        parts.append(parted.sender.screen.patch(600))
        parted.emulator.feed(parts[-1].encode())
    assert_same(made.emulator, parted.emulator)
    assert 2 <= len(parts) <= 5
    assert len(parts[0]) < 800
    assert max(map(len, parts)) <= 2 * 600
    assert sum(map(len, parts)) < whole * 1.25


def test_the_cursor_is_left_where_it_is_while_nobody_sees_it(bench: Callable[..., Bench]) -> None:
    made = bench(COLS, ROWS)
    made.sender.write("\x1b[?25l")
    made.draw(news(0))
    assert made.emulator.cursor != (0, 0)
    made.sender.write("\x1b[?25h")
    made.draw(news(1))
    assert made.emulator.cursor == (0, 0)


@pytest.mark.parametrize("how", ["leave", "restore"])
def test_tab_stops_are_put_back(bench: Callable[..., Bench], how: str) -> None:
    made = bench(COLS, ROWS)
    made.draw(news(0), news(1))
    assert made.emulator.screen.tabstops == {20}
    start = len(made.line.taken)
    if how == "leave":
        made.sender.leave()
    made.emulator.feed(bytes(made.line.taken[start:]) if how == "leave" else RESTORE.encode())
    assert made.emulator.screen.tabstops - {COLS - 1} == USUAL_TABS
    if how == "leave":
        made.sender.enter(made.line, (COLS, ROWS))
        made.emulator.feed(bytes(made.line.taken[start:]))
        made.draw(news(2))
        stock = Emulator(COLS, ROWS)
        stock.feed(news(2).replace("\n", "\r\n").encode())
        assert_same(stock, made.emulator)
