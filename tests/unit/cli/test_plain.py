"""Plain mode: an article and all that can be done with it, one line after another."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.cli.main import run
from tests.unit.cli.conftest import Run

Say = Callable[..., str]


class _Terminal(io.StringIO):
    """What is printed, on something that passes for a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True

    def reconfigure(self, **_: object) -> None:
        """As of a terminal's file."""


@pytest.fixture
def said_to(home: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """Runs plain mode on a file with commands, and gives what it printed."""

    def say(path: Path, commands: str, *options: str) -> str:
        out = _Terminal()
        monkeypatch.setattr("sys.stdout", out)
        monkeypatch.setattr("sys.stdin", io.StringIO(commands))
        for name, value in {"TERM": "dumb", "COLUMNS": "60", "LINES": "12", "LC_ALL": "C.UTF-8"}.items():
            monkeypatch.setenv(name, value)
        assert run([*options, str(path)]) == 0
        return out.getvalue()

    return say


WALK = """Plain mode: Enter reads on, ? lists the commands, q quits.
The long walk

By Ada Lind · 27 February 2026

Some words and a link.


Second part

  • one
:   • two

  print("walk")

a  b
1  2
(end of the article)
: This is the end; J opens the next article, l lists them, q quits.
: The long walk

By Ada Lind · 27 February 2026

Some words and a link.


Second part

  • one
: This is the beginning.
: Noted on “one”.
: 1. on “one”: why here?
: Undone: a note
: There are no notes; a WORDS writes one on the paragraph printed last.
: From the beginning again:
Some words and a link.


Second part

  • one
  • two

  print("walk")
: “nowhere” is not in this article.
: There is no such command; ? lists them.
: There is no number 7; l lists the articles.
: """


def test_a_session_by_the_line(said_to: Say, walk: Path) -> None:
    commands = "\n\nb\nb\na why here?\nA\nU\nA\n/WORDS and\n/nowhere\nnonsense\n7\nq\n"
    assert said_to(walk, commands) == WALK


def test_the_place_is_kept_and_the_list_tells(said_to: Say, news: Path) -> None:
    said_to(news, "\n")
    said = said_to(news, "w\nl\ne\ns\nr\nw\nG\ngg\nS sandholm\n1\n?\n")
    assert "Lighthouse to be moved" not in said.split(": ")[1]
    for part in ("1. Lighthouse to be moved", "Ilse Varga (", "starred", "read on", "(end of the"):
        assert part in said, part
    assert "\x1b" not in said


def test_what_is_no_terminal_gets_everything_at_once(broadsheet: Run, news: Path, walk: Path) -> None:
    said = broadsheet("--plain", news, walk.parent / "none.txt", walk)
    assert said.status == 1
    assert said.out.startswith("Lighthouse to be moved")
    assert "The long walk" in said.out
    assert "none.txt" in said.err
    assert "read here" in broadsheet().out


def test_a_wide_line_of_code_is_printed_whole_and_counts_as_the_rows_it_takes(
    said_to: Say, tmp_path: Path
) -> None:
    path = tmp_path / "code.md"
    line = "tide = [" + ", ".join(str(hour) for hour in range(90)) + "]"
    path.write_text(f"# Tides\n\n```\n{line}\n{line}\n{line}\n```\n")
    said = said_to(path, "\n" * 4 + "q\n")
    assert said.count(line) == 3
    assert all(": " in between for between in said.split(line)[1:-1])  # each on a screenful of its own
