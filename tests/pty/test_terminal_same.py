"""A small program with the lean driver and with Textual's own: the screens must be the same."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pyte.screens import Char

from reader.terminal.gate import foreign
from tests.pty.tty import Tty

Factory = Callable[..., Tty]
Env = Mapping[str, str | None] | None
ROOT = Path(__file__).parents[2]
QUIET = {"TEXTUAL_ANIMATIONS": "none"}
TOUR = [
    *("j", "j", "j", "k", "space", "j", "b", "s", "j", "space", "k"),
    *("ctrl+l", "s", "space", "/", "x", "y", "ctrl+t"),
]


def command(*flags: str) -> list[str]:
    return [sys.executable, "-m", "tests.pty.lean_app", *flags]


def start(factory: Factory, *flags: str, cols: int = 100, rows: int = 30, env: Env = None) -> Tty:
    tty = factory(command(*flags), cols, rows, {**QUIET, **(env or {})}, cwd=str(ROOT))
    tty.wait_for("line 0")
    tty.settle(0.3)
    return tty


@pytest.mark.parametrize(("size", "colours"), [((100, 30), {"COLORTERM": "truecolor"}), ((40, 12), {})])
def test_a_tour_shows_the_same(
    tty_factory: Factory, size: tuple[int, int], colours: dict[str, str | None]
) -> None:
    lean = start(tty_factory, "--odd", "--drop", cols=size[0], rows=size[1], env=colours)
    stock = start(tty_factory, "--odd", "--stock", cols=size[0], rows=size[1], env=colours)
    for number, key in enumerate(TOUR):
        if number == 8:
            lean.resize(size[0] + 7, size[1] - 3)
            stock.resize(size[0] + 7, size[1] - 3)
        for tty in (lean, stock):
            tty.key(key)
            tty.settle(0.1)
        same_soon(lean, stock, key)
    assert len(lean.raw) < len(stock.raw) / 4
    assert foreign(lean.raw.decode()) is None


def exact(cells: list[list[Char]]) -> list[list[Char]]:
    """The cells as they are."""
    return cells


def visible(cells: list[list[Char]]) -> list[list[Char]]:
    """The cells as a person sees them: of a blank only the background, which is all that tmux keeps of it."""
    return [
        [
            Char(" ", bg=cell.bg)
            if cell.data == " " and not (cell.underscore or cell.reverse or cell.strikethrough)
            else cell
            for cell in row
        ]
        for row in cells
    ]


def same_soon(
    lean: Tty,
    stock: Tty,
    after: str,
    look: Callable[[list[list[Char]]], list[list[Char]]] = exact,
) -> None:
    """Wait until both screens show the same; output that is still on its way is no difference.

    Args:
        lean: A screen that the lean driver wrote.
        stock: One that Textual's own wrote.
        after: What was done, for the message.
        look: What of the cells is compared.
    """
    end = time.monotonic() + 30
    while True:
        for tty in (lean, stock):
            tty.settle(0.1)
        left, right = look(lean.emulator.cells()), look(stock.emulator.cells())
        if left == right:
            break
        others = [
            f"{y}:{x} {a} {b}"
            for y, (one, two) in enumerate(zip(left, right, strict=True))
            for x, (a, b) in enumerate(zip(one, two, strict=True))
            if a != b
        ]
        assert time.monotonic() < end, (
            f"after {after}:\n{lean.text()}\n--- and not\n{stock.text()}\n{others[:9]}"
        )
    assert lean.emulator.cursor == stock.emulator.cursor


def test_letting_go_of_a_key_on_a_slow_line(tty_factory: Factory) -> None:
    tty = start(tty_factory, cols=120, rows=40)
    tty.rate = 2000
    begin = time.monotonic()
    typed = 0
    while (now := time.monotonic() - begin) < 3:
        while typed < now * 30:
            tty.send("j")
            typed += 1
        tty.pump(0.01)
    let_go = len(tty.raw)
    tty.wait_for(rf"line {typed}\b", limit=5)
    tty.settle(0.3)
    # Counted in bytes, as the machine may have other things to do than to keep the time.
    assert (len(tty.raw) - let_go) / tty.rate < 1.5, "still moving long after the key was let go"
    numbers = [int(line.split()[0]) for line in tty.text().splitlines()[:-1] if line.strip()]
    assert numbers == [number for number in range(typed, typed + 39) if number % 7 != 6]


def test_keys_typed_ahead_all_arrive_in_order(tty_factory: Factory) -> None:
    tty = start(tty_factory, cols=80, rows=24)
    tty.rate = 4000
    typed = "".join("abcdefghij"[number % 10] for number in range(60))
    tty.key("/")
    tty.wait_for("find")
    tty.settle(0.3)
    tty.key(*typed)
    tty.wait_for(typed[-20:])
    tty.key("home")
    tty.wait_for(typed[:20])


def test_other_programs_get_the_terminal_and_give_it_back(tty_factory: Factory) -> None:
    tty = start(tty_factory)
    tty.key("j", "j")
    tty.wait_for("line 2")
    tty.settle(0.3)
    shown = tty.emulator.cells()
    tty.key("ctrl+r")
    tty.wait_for("other program")
    assert tty.emulator.modes[1049] is False
    tty.send("hello\r")
    tty.wait_for("line 2")
    tty.settle(0.5)
    assert tty.emulator.cells() == shown
    tty.key("j")
    tty.wait_for("line 3")


def test_the_mouse_can_be_left_alone(tty_factory: Factory) -> None:
    with_mouse, without = start(tty_factory), start(tty_factory, "--no-mouse")
    assert b"\x1b[?1000h" in with_mouse.raw
    assert not re.search(rb"\x1b\[\?10(?:00|03|06|15)", without.raw)


def test_pasted_text_is_text(tty_factory: Factory) -> None:
    tty = start(tty_factory)
    assert tty.emulator.modes[2004] is True
    tty.key("/")
    tty.settle(0.2)
    tty.send("\x1b[200~qsj pasted\x1b[201~")
    tty.wait_for("qsj pasted")
    assert tty.alive()


def test_keys_come_from_the_terminal_when_input_is_a_pipe(tty_factory: Factory) -> None:
    script = f"echo text | {' '.join(command())}"
    tty = tty_factory(["sh", "-c", script], 80, 24, QUIET, cwd=str(ROOT))
    tty.wait_for("line 0")
    tty.key("j")
    tty.wait_for("line 1")
    tty.key("q")
    assert tty.wait_exit() == 0


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_inside_tmux(tty_factory: Factory, tmp_path: Path) -> None:
    # The name of a socket has a short limit, which a test's own folder can pass.
    tmux = ["tmux", "-L", f"lean-{tmp_path.name}-{os.getpid()}", "-f", "/dev/null"]

    def text(window: str) -> str:
        capture = [*tmux, "capture-pane", "-p", "-t", window]
        return subprocess.run(capture, check=False, capture_output=True, text=True).stdout

    def attached(window: str, *flags: str) -> Tty:
        """A client of tmux, in whose window the program runs."""
        line = "TEXTUAL_ANIMATIONS=none LC_ALL=C.UTF-8 exec " + " ".join(command("--odd", "--list", *flags))
        begin = [*tmux, "new-session", "-s", window, "-c", str(ROOT), line, ";", "set", "status", "off"]
        tty = tty_factory(begin, 90, 25)
        tty.wait_for("line 0")
        return tty

    try:
        lean, stock = attached("lean"), attached("stock", "--stock")
        for key in ["j", "space", "k", "s", "ctrl+t"]:
            for tty in (lean, stock):
                tty.key(key)
                tty.settle(0.2)
            same_soon(lean, stock, key, visible)
            assert text("lean") == text("stock")
        assert "A toast" in text("lean")
    finally:
        subprocess.run([*tmux, "kill-server"], check=False, capture_output=True)


@pytest.mark.skipif(shutil.which("screen") is None, reason="GNU screen is not installed")
def test_inside_screen(tty_factory: Factory, tmp_path: Path) -> None:
    sockets = tmp_path / "s"
    sockets.mkdir(mode=0o700)
    env = {"SCREENDIR": str(sockets), "SYSSCREENRC": "/dev/null", "TEXTUAL_ANIMATIONS": "none"}

    def attached(*flags: str) -> Tty:
        """A client of screen, in whose only window the program runs."""
        tty = tty_factory(
            ["screen", "-U", "-c", "/dev/null", "-T", "screen-256color", *command("--list", *flags)],
            90,
            25,
            env,
            cwd=str(ROOT),
        )
        tty.wait_for("line 0")
        return tty

    lean, stock = attached(), attached("--stock")
    steps = [("j", 1), ("space", 24), ("k", 23), ("s", 23), ("space", 46)]
    for key, shown in [*((key, f"line {line}$") for key, line in steps), ("ctrl+t", "A toast")]:
        for tty in (lean, stock):
            tty.key(key)
            tty.wait_for(shown)
        same_soon(lean, stock, key, visible)
    for tty in (lean, stock):
        tty.key("q")
        tty.wait_exit()
