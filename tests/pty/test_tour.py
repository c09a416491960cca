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
    press("c", shows="Contents .* Try it now")
    leave()
    press(":", shows="Do or go to")
    press("harbour town", shows="article")
    press("enter", shows="The council says the tide table was right")

    # Finding, in the text and everywhere; the first article was seen to its end, and may count as read
    press("q", shows="Enter open")
    press("enter", shows="/ find")
    press("/", shows="regular expression")
    press("re:to[uw]er", shows=r"1/\d")
    press("enter", "n", shows=r"tower 2/\d|\] ?er 2/\d")
    press("N", shows=r"1/\d")
    leave()
    press("/", shows="regular expression")
    press("Grandmother", shows="nothing|not found|0/0|no match")
    leave()
    press("S", shows="Search all articles")
    press("is:unr", shows="Tab unread")
    press("tab", "sexton", shows="is:unread sexton .* [12] found")
    press("f1", shows="in the byline")
    press("esc", shows="[12] found")
    press("ctrl+s", shows="Save this search as")
    press("Sextons", "enter", shows="The parish, rather than ask")
    press("enter", shows="sexton 1/2")
    press("S", shows="is:unread sexton")
    press("ctrl+u", shows="Search all articles")
    press("ctrl+p", shows="is:unread sexton .* [12] found")
    leave("sexton 1/2")
    leave()
    press("g", "r", shows="Related articles")
    leave()

    # Who is in it
    press("e", shows="People")
    press("lunde", shows="Peder Lunde")
    press("enter", shows="Enter page")
    press("n", "enter", shows="1 mention in 1 article")
    leave("Enter page")
    leave()
    press("E", shows="Names are marked")
    press("E", shows="No entity is marked")
    press("E", shows="All entities are marked")
    press("e", shows="People")
    press("havbris", shows="L 1 Havbris")
    press("ctrl+t", shows="Havbris is one of the")
    press("enter", shows="P 1 Havbris")
    leave()

    # Selecting, highlighting, writing
    press("g", "g", "v", shows="SELECT")
    press("3", shows="SELECT 3")
    press("w", ")", "}", "right", "left", "2", "enter", shows="/ find")
    press("}", "}", "v", "t", shows="Tags of the highlight")
    press("town", "enter", shows="/ find")
    press("}", "v", "a", shows="save and close")
    press("Ask for the letter.", "ctrl+s", shows="✎")
    press("}", "a", shows="save and close")
    press("On the paragraph.", "ctrl+s", shows="/ find")
    press("A", shows="Notes and highlights.*Ask for the letter")
    leave()
    press("g", "a", shows="All notes and highlights .* 3 in all")
    leave()
    press("enter", shows="HIGHLIGHT")
    press("3", "D", shows="/ find")
    press("g", "a", shows="2 in all")
    leave()
    press("U", shows="Undone")
    press("g", "a", shows="3 in all")
    leave()

    # The list, links, contents and pictures
    press("tab", shows="Enter open")
    press("s", shows="Starred")
    press("t", shows="spaces between")
    press("coast", "enter", shows="Enter open")
    press("t", shows=r"between\W+coast")
    leave("Enter open")
    press("r", shows="[Rr]ead")
    press("v", "v", shows="2 selected")
    leave("Enter open")
    press("O", shows="Longest first")
    leave("Enter open")
    press("/", "eel", shows=r"1 · 1 unread")
    leave("9 · [78] unread")
    press("tab", "f", shows="in the browser")
    leave()
    press("c", shows="Contents")
    leave()
    press("i", shows="Esc close|no picture|No picture")
    leave()

    # How it looks
    press("T", shows="High contrast")
    press("sepia", "enter", shows="/ find")
    press("-", shows="cells a line")
    press("+", shows="cells a line")
    press("g", "h", shows="Words are divided")
    press("g", "j", shows="Both edges are straight")
    press("R", "p", shows="words a minute")
    press("p", shows="/ find")
    press("z", "z", shows="/ find")
    press(",", shows="Settings")
    press("hang", "enter", shows="hang.*off")
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
    chosen = (
        'theme = "sepia"',
        'ruler = "line"',
        "measure = ",
        "hyphenate = true",
        "justify = true",
        "hang = false",
    )
    assert all(line in config for line in chosen), config
    again = tty_factory([sys.executable, "-m", "reader", str(seeds_dir())], cols=80, rows=24)
    again.wait_for("★")
    again.key("Q")
    assert again.wait_exit() == 0
