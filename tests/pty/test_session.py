"""The command itself in a real pseudo-terminal: opened, read, written in, left and opened again."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pilot.conftest import HOSTILE, NEWS
from tests.pty.tty import Tty

READER = [sys.executable, "-m", "reader"]
Factory = Callable[..., Tty]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ferry.txt").write_text(NEWS, encoding="utf-8")
    (folder / "hostile.md").write_text(HOSTILE, encoding="utf-8")
    return folder


def notes_in(home: Path) -> list[Path]:
    return sorted((home / ".local/share/broadsheet/notes").rglob("*.md"))


def test_a_whole_session_and_the_next_one(tty_factory: Factory, articles: Path, home: Path) -> None:
    argv = [*READER, str(articles / "ferry.txt")]
    tty = tty_factory(argv, cols=100, rows=16)
    tty.wait_for("Ferry company to halve")
    tty.key("G")
    tty.wait_for("the end")
    tty.key("g", "g", "/")
    tty.wait_for("regular expression")
    tty.send("600 names")
    tty.wait_for("1/1")
    tty.key("enter")
    tty.wait_for("600 names 1/1")
    tty.key("v")
    tty.wait_for("SELECT")
    tty.key("a")
    tty.wait_for("save and close")
    tty.send("Ask him for the list.")
    tty.wait_for("Ask him for the list")
    tty.key("ctrl+s")
    tty.wait_for("✎")
    place = tty.text().splitlines()[2].split("│")[-1]
    tty.key("Q")
    assert tty.wait_exit() == 0

    [file] = notes_in(home)
    text = file.read_text(encoding="utf-8")
    assert "> Berg said that he had collected 600 names against the plan." in text
    assert "Ask him for the list." in text

    again = tty_factory(argv, cols=100, rows=16)
    again.wait_for("✎")
    assert again.text().splitlines()[2].split("│")[-1] == place
    again.key("q", "q", "q")
    assert again.wait_exit() == 0


def test_the_terminal_is_left_as_it_was_found(tty_factory: Factory, articles: Path) -> None:
    tty = tty_factory([*READER, str(articles)], cols=100, rows=24)
    before = tty.attributes()
    tty.wait_for("Ferry")
    tty.settle()
    tty.key("Q")
    tty.wait_exit()
    raw = bytes(tty.raw)
    for on, off in (
        (b"\x1b[?1049h", b"\x1b[?1049l"),
        (b"\x1b[?25l", b"\x1b[?25h"),
        (b"\x1b[?1000h", b"\x1b[?1000l"),
    ):
        if on in raw:
            assert raw.rfind(off) > raw.rfind(on)
    assert before is not None


@pytest.mark.parametrize(("cols", "rows"), [(20, 5), (60, 20), (160, 45)])
def test_it_opens_and_quits_at_any_size(tty_factory: Factory, articles: Path, cols: int, rows: int) -> None:
    tty = tty_factory([*READER, str(articles / "ferry.txt")], cols=cols, rows=rows)
    tty.wait_for("Ferry")
    tty.resize(100, 30)
    tty.wait_for("winter crossings")
    tty.key("Q")
    assert tty.wait_exit() == 0


def test_standard_input_is_read_and_keys_come_from_the_terminal(tty_factory: Factory, articles: Path) -> None:
    command = f"cat '{articles / 'ferry.txt'}' | '{sys.executable}' -m reader -"
    tty = tty_factory(["sh", "-c", command], cols=100, rows=20)
    tty.wait_for("Ferry company")
    tty.key("space")
    tty.wait_for("the council for help")
    tty.key("Q")
    assert tty.wait_exit() == 0


def test_no_markup_or_escape_of_an_article_does_anything(tty_factory: Factory, articles: Path) -> None:
    (articles / "escape.txt").write_bytes(
        b"A title with \x1b]52;c;cHduZWQ=\x07 an escape\n\n"
        b"A paragraph \x1b[31mred\x1b[0m and \xc2\x9b31m and \x1b]0;pwn\x07.\n" * 3
    )
    tty = tty_factory([*READER, str(articles)], cols=120, rows=30)
    tty.wait_for("A title with an escape|A title with")
    for key in ("J", "J", "J", "e", "esc", "A", "esc", "S"):
        tty.key(key)
        tty.settle(0.1)
    tty.send("[red]")
    tty.settle()
    tty.key("esc")
    tty.settle()
    tty.key("Q")
    assert tty.wait_exit() == 0
    raw = bytes(tty.raw)
    assert b"]52;c" not in raw
    assert b"pwn" not in raw
    assert not re.search(rb"[\x80-\x9f](?![\x80-\xbf])31m", raw)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_the_place_survives_a_signal(tty_factory: Factory, articles: Path, number: signal.Signals) -> None:
    argv = [*READER, str(articles / "ferry.txt")]
    tty = tty_factory(argv, cols=80, rows=12)
    tty.wait_for("Ferry")
    tty.key("space", "space")
    tty.wait_for("1 · 1 unread.*Shopkeepers")
    tty.settle()
    first = tty.text().splitlines()[0]
    tty.signal(number)
    tty.wait_exit()
    again = tty_factory(argv, cols=80, rows=12)
    again.wait_for("1 · 1 unread.*Shopkeepers")
    again.settle()
    assert again.text().splitlines()[0] == first


BAD: list[tuple[str, bytes | None, str]] = [
    ("missing.txt", None, "no such file"),
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\n", "no text"),
    ("binary.bin", bytes(range(256)) * 40, "binary"),
]


@pytest.mark.parametrize(("name", "data", "words"), BAD)
def test_what_cannot_be_read_is_one_line_and_status_one(
    tty_factory: Factory, tmp_path: Path, name: str, data: bytes | None, words: str
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    tty = tty_factory([*READER, str(path)], cols=200, rows=10)
    assert tty.wait_exit() == 1
    lines = tty.text().strip().splitlines()
    assert len(lines) == 1
    assert name in lines[0]
    assert words in lines[0]


def test_a_folder_without_articles_is_told(tty_factory: Factory, tmp_path: Path) -> None:
    tty = tty_factory([*READER, str(tmp_path)], cols=120, rows=10)
    assert tty.wait_exit() == 1
    assert "no article" in tty.text()


def test_a_bad_file_among_good_ones_is_named_and_the_rest_opens(tty_factory: Factory, articles: Path) -> None:
    tty = tty_factory([*READER, str(articles / "ferry.txt"), str(articles / "gone.txt")], cols=120, rows=24)
    tty.wait_for("Ferry company")
    tty.wait_for("gone.txt")
    tty.key("Q")
    assert tty.wait_exit() == 0


def test_bad_settings_are_named_with_their_line(tty_factory: Factory, articles: Path, home: Path) -> None:
    config = home / ".config/broadsheet"
    config.mkdir(parents=True)
    (config / "config.toml").write_text('theme = "evening"\nmeasure = "wide"\n', encoding="utf-8")
    tty = tty_factory([*READER, str(articles / "ferry.txt")], cols=140, rows=24)
    tty.wait_for(r"config.toml:2")
    tty.key("Q")
    assert tty.wait_exit() == 0


def test_a_crash_leaves_one_line_and_a_report(tty_factory: Factory, articles: Path, home: Path) -> None:
    code = (
        "import sys; from reader.screens.moving import Moving; "
        "Moving.action_end = lambda self: 1 / 0; "
        "from reader.cli.main import run; sys.exit(run(sys.argv[1:]))"
    )
    tty = tty_factory([sys.executable, "-c", code, str(articles / "ferry.txt")], cols=160, rows=24)
    tty.wait_for("Ferry company")
    tty.key("G")
    assert tty.wait_exit() == 1
    assert "fault of Broadsheet: ZeroDivisionError" in tty.text()
    assert "Traceback" not in tty.text()
    assert b"\x1b[?1049l" in bytes(tty.raw)
    [report] = (home / ".cache/broadsheet").glob("crash-*.txt")
    assert "ZeroDivisionError" in report.read_text(encoding="utf-8")
