"""Several readers at once on one home, and a home whose index is damaged: nothing is lost, nobody waits."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.library.paths import index_file, machine, state_dir
from reader.library.state import StateLog
from tests.pty.tty import Tty

READER = [sys.executable, "-m", "reader"]
Factory = Callable[..., Tty]
NAMES = ("Anchors", "Barley", "Cranes")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        head = f"---\ntitle: {name}\ndate: 2026-03-0{9 - number}\n---\n\n# {name}\n\n"
        (folder / f"{name}.md").write_text(head + f"{name} and nothing else. " * 400, encoding="utf-8")
    return folder


def states() -> dict[str, tuple[bool, bool, tuple[str, ...]]]:
    """What was done to each article, by its title."""
    log = StateLog(state_dir(), machine())
    found = {str(log.values(one).get("title")): log.get(one) for one in log.ids()}
    return {title: (state.starred, state.read, state.tags) for title, state in found.items()}


def test_two_readers_end_with_what_both_did(tty_factory: Factory, articles: Path) -> None:
    one, two = (tty_factory([*READER, str(articles)], cols=150, rows=24) for _ in range(2))
    for tty in (one, two):
        tty.wait_for(r"Articles +3 · \d unread")
        tty.key("tab")
    one.key("g", "g", "s")
    two.wait_for("★ Anchors")
    two.key("g", "g", "j", "s", "j", "r")
    one.wait_for("★ Barley")
    one.wait_for(r"3 · 2 unread")
    for tty, tag in ((one, "sea"), (two, "dry")):
        tty.key("g", "g", "t")
        tty.wait_for("spaces between")
        tty.key("end")
        tty.send(f" {tag}")
        tty.key("enter")
        tty.wait_for(f"#{tag}")
    one.wait_for("#dry")
    two.wait_for("#sea")
    for tty in (one, two):
        tty.key("Q")
        assert tty.wait_exit() == 0
    done = states()
    assert (done["Anchors"][0], done["Anchors"][2]) == (True, ("dry", "sea"))
    assert done["Barley"][0]
    assert done["Cranes"][1]


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def noise(path: Path) -> None:
    path.write_bytes(bytes(range(7, 250)) * 900)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "gone": (Path.unlink, ""),
    "cut": (cut, "anew"),
    "noise": (noise, "anew"),
    "folder": (folder, "until"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_index_hinders_nobody(tty_factory: Factory, articles: Path, name: str) -> None:
    damage, said = DAMAGES[name]
    argv = [*READER, str(articles)]
    tty = tty_factory(argv, cols=120, rows=24)
    tty.wait_for(r"Articles +3 · \d unread")
    tty.key("tab", "s", "Q")
    assert tty.wait_exit() == 0
    for file in index_file().parent.glob("index.db-*"):
        file.unlink()
    damage(index_file())
    again = tty_factory(argv, cols=120, rows=24)
    again.wait_for(r"Articles +3 · \d unread")
    again.wait_for("★ Anchors")
    again.wait_for(said)  # one line tells what was wrong
    again.key("S")
    again.wait_for("F1 help")
    again.send("cranes")
    again.wait_for("1 found")
    again.key("esc")
    again.wait_for("e entities")
    again.key("Q")
    assert again.wait_exit() == 0
