"""Everything in the README's tour, by keys only, in one session on 80 columns and 24 rows."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from reader.resources import seeds_dir
from tests.pty.tty import Tty

Factory = Callable[..., Tty]


def test_the_tour_by_keys_alone(tty_factory: Factory, home: Path) -> None:
    tty = tty_factory([sys.executable, "-m", "reader", str(seeds_dir())], cols=80, rows=24)

    def press(*keys: str, shows: str) -> None:
        tty.key(*keys)
        tty.wait_for(shows)

    def leave(shows: str = "/ find") -> None:
        # Waited for: with a key right behind it, Escape is Alt and that key.
        press("esc", shows=shows)

    # Reading and moving
    tty.wait_for("How to read here")
    tty.wait_for("9 · 9 unread")
    press("space", shows="Getting about")
    press("b", "j", "k", shows="Ten minutes")
    press("5", shows="j down")
    leave()
    press("g", shows="to the start")
    press("g", "m", shows="mark this place")
    press("a", shows="Mark a set")
    press("]", "]", shows="There is a key for every stride")
    press("ctrl+o", shows="Ten minutes")
    press("G", shows="the end")
    press("'", "a", shows="Ten minutes")
    press("c", shows="Making yourself comfortable")
    leave()
    press(":", shows="Do or go to")
    press("harbour town", shows="article")
    press("enter", shows="The council says the tide table was right")

    # Finding, in the text and everywhere
    press("/", shows="regular expression")
    press("tower", shows=r"1/\d")
    press("enter", "n", shows=r"tower 2/\d")
    press("N", shows=r"tower 1/\d")
    leave()
    press("S", shows="Search all articles")
    press("sexton", shows="found")
    leave()

    # Who is in it
    press("e", shows="People")
    press("lunde", shows="Peder Lunde")
    press("enter", shows="Enter page")
    press("n", "enter", shows="1 mention in 1 article")
    leave("Enter page")
    leave()

    # Selecting, highlighting, writing
    press("v", shows="SELECT")
    press(")", "enter", shows="/ find")
    press("v", "a", shows="save and close")
    press("Ask for the letter.", "ctrl+s", shows="✎")
    press("A", shows="Notes and highlights.*Ask for the letter")
    leave()
    press("U", shows="Undone")

    # The list, and how it looks
    press("tab", shows="Enter open")
    press("s", shows="Starred")
    press("t", shows="spaces between")
    press("coast", "enter", shows="Enter open")
    press("t", shows=r"between\W+coast")
    leave("Enter open")
    press("r", shows="[Rr]ead")
    press("tab", "T", shows="High contrast")
    press("sepia", "enter", shows="/ find")
    press("z", "z", shows="/ find")
    press("f", shows="in the browser")
    leave()
    press(",", shows="Settings")
    press("justify", "enter", shows="justify.*on")
    leave()
    press("?", shows="What the keys do")
    press("percent", shows="To a part of the text")
    leave()
    press(":", shows="Do or go to")
    press("smells", shows="Interview: a cartographer of smells +article")
    press("enter", shows="Liv Anker walks through cities")
    press("backspace", shows="Harbour town votes")
    tty.key("Q")
    assert tty.wait_exit() == 0

    # Where one was, and what was chosen
    config = (home / ".config/broadsheet/config.toml").read_text(encoding="utf-8")
    assert 'theme = "sepia"' in config
    assert "justify = true" in config
    again = tty_factory([sys.executable, "-m", "reader", str(seeds_dir())], cols=80, rows=24)
    again.wait_for("★")
    again.key("Q")
    assert again.wait_exit() == 0
