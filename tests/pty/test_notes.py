"""Notes in a real pseudo-terminal: three keys, a crash in the middle of one, and `$EDITOR`."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pilot.conftest import NEWS
from tests.pty.tty import Tty

READER = [sys.executable, "-m", "reader"]
PATIENCE = 60.0
Factory = Callable[..., Tty]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(NEWS, encoding="utf-8")
    return path


@pytest.fixture
def editor(tmp_path: Path) -> Path:
    """An editor that shows what it is given, waits for Enter, and adds a line."""
    script = tmp_path / "editor"
    script.write_text(
        '#!/bin/sh\nprintf "EDITING: "; cat "$1"\nread answer\nprintf "\\n%s\\n" "$answer" >> "$1"\n'
    )
    script.chmod(0o755)
    return script


def until(holds: Callable[[], bool], meanwhile: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it never came"
        meanwhile()


def notes(home: Path) -> str:
    files = (home / ".local/share/broadsheet/notes").rglob("*.md")
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def drafts(home: Path) -> list[str]:
    files = (home / ".local/share/broadsheet").rglob("*.draft")
    return [json.loads(path.read_bytes())["text"] for path in files]


def test_three_keys_and_what_was_typed_when_it_was_killed(
    tty_factory: Factory, article: Path, home: Path
) -> None:
    tty = tty_factory([*READER, str(article)], cols=100, rows=20)
    tty.wait_for("Ferry company to halve")
    tty.key("v", "2", "enter")
    until(lambda: '"color": "green"' in notes(home), tty.pump)
    tty.key("G", "v", "a")
    tty.wait_for("save and close")
    words = "A long thought about the boats, "
    for number in range(4):
        tty.send(f"{words}part {number}. ")
    tty.wait_for("part 3")
    until(lambda: any("part 3" in draft for draft in drafts(home)), tty.pump)
    tty.signal(signal.SIGKILL)
    tty.wait_exit()
    assert "part 3" not in notes(home)

    again = tty_factory([*READER, str(article)], cols=100, rows=20)
    again.wait_for("was being written when the reader stopped")
    again.wait_for("part 3")
    again.send("\x1b[200~pasted:\rq\r\nQ\n\x1b\x13ZZ\x1b[201~")
    again.wait_for("ZZ")
    assert "part 3" not in notes(home), "nothing that is pasted is a key"
    again.key("ctrl+s")
    until(lambda: words + "part 3. pasted:\nq\nQ\nZZ" in notes(home), again.pump)
    until(lambda: not drafts(home), again.pump)
    again.key("Q")
    assert again.wait_exit() == 0


def test_the_editor_of_the_readers_choice(
    tty_factory: Factory, article: Path, home: Path, editor: Path
) -> None:
    tty = tty_factory([*READER, str(article)], cols=100, rows=20, env={"EDITOR": str(editor), "VISUAL": None})
    tty.wait_for("Ferry company to halve")
    tty.key("v", "a")
    tty.wait_for("save and close")
    tty.send("from here")
    tty.wait_for("from here")
    tty.key("ctrl+e")
    tty.wait_for("EDITING: from here")
    tty.send("and from there\r")
    until(lambda: "from here\nand from there" in notes(home), tty.pump)
    tty.wait_for("SELECT|find")
    tty.wait_for("Ferry company to halve")
    tty.key("Q")
    assert tty.wait_exit() == 0
    assert not drafts(home)


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_the_editor_in_tmux(article: Path, home: Path, editor: Path, tmp_path: Path) -> None:
    variables = {**os.environ, "EDITOR": str(editor), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
    variables.pop("TMUX", None)
    variables.pop("VISUAL", None)
    server = ["tmux", "-S", str(tmp_path / "tmux"), "-f", "/dev/null"]

    def tmux(*words: str) -> str:
        done = subprocess.run([*server, *words], env=variables, capture_output=True, text=True, check=False)
        return done.stdout

    def wait_for(words: str) -> None:
        until(lambda: words in tmux("capture-pane", "-p"), lambda: time.sleep(0.02))

    tmux("new-session", "-d", "-x", "100", "-y", "24", *READER, str(article))
    try:
        wait_for("Ferry company to halve")
        tmux("send-keys", "v", "a")
        wait_for("save and close")
        tmux("send-keys", "-l", "in tmux")
        wait_for("in tmux")
        tmux("send-keys", "C-e")
        wait_for("EDITING: in tmux")
        tmux("send-keys", "-l", "twice")
        tmux("send-keys", "Enter")
        until(lambda: "in tmux\ntwice" in notes(home), lambda: time.sleep(0.02))
        wait_for("Ferry company to halve")
        tmux("send-keys", "Q")
        until(
            lambda: "ferry" not in tmux("list-panes", "-F", "#{pane_start_command}"), lambda: time.sleep(0.02)
        )
    finally:
        tmux("kill-server")
