"""Signals, crashes and lost lines: what was read is saved, and where a terminal is left it is clean."""

from __future__ import annotations

import os
import signal
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pty.tty import Tty

Factory = Callable[..., Tty]
ROOT = Path(__file__).parents[2]
LEFT_ON = (1000, 1003, 1006, 1015, 1049, 2004, 1004, 2048)


@pytest.fixture
def start(tty_factory: Factory, tmp_path: Path) -> Callable[..., tuple[Tty, Path]]:
    """Starts the program; gives its terminal, and the file in which it saves."""

    def run(*flags: str, shell: bool = False) -> tuple[Tty, Path]:
        saves = tmp_path / "saved"
        argv = [sys.executable, "-m", "tests.pty.lean_app", "--saves", str(saves), *flags]
        started = ["bash", "--norc", "--noediting", "-i"] if shell else argv
        tty = tty_factory(started, 80, 24, {"TEXTUAL_ANIMATIONS": "none", "PS1": "$ "}, cwd=str(ROOT))
        if shell:
            tty.wait_for(r"\$ $")
            tty.send(" ".join(argv) + "\r")
        tty.wait_for("line 0")
        tty.settle(0.3)
        return tty, saves

    return run


def clean(tty: Tty) -> None:
    """No mode left on, cursor shown, lines wrapped, pen plain, the whole screen scrolling."""
    modes = tty.emulator.modes
    assert [mode for mode in LEFT_ON if modes.get(mode)] == []
    assert modes[25] and modes[7]
    screen = tty.emulator.screen
    assert screen.margins is None
    assert screen.cursor.attrs == screen.default_char
    assert tty.raw.count(b"\x1b[>") == tty.raw.count(b"\x1b[<u"), "the kitty keyboard is still on"


def children(pid: int) -> bytes:
    """The command lines of a process's children."""
    numbers = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return b"".join(Path(f"/proc/{number}/cmdline").read_bytes() for number in numbers)


def wait_until(what: Callable[[], bool], limit: float = 10.0) -> None:
    end = time.monotonic() + limit
    while not what():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.01)


def local_flags(tty: Tty) -> int:
    flags = tty.attributes()[3]
    assert isinstance(flags, int)
    return flags


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_ended_by_a_signal(start: Callable[..., tuple[Tty, Path]], number: signal.Signals) -> None:
    tty, saves = start()
    assert not local_flags(tty) & termios.ICANON
    begin = time.monotonic()
    tty.signal(number)
    assert tty.wait_exit() == -number
    assert time.monotonic() - begin < 3
    assert saves.read_text() == "saved"
    clean(tty)
    assert local_flags(tty) & termios.ICANON and local_flags(tty) & termios.ECHO
    assert b"Traceback" not in tty.raw


def test_the_line_is_closed(start: Callable[..., tuple[Tty, Path]]) -> None:
    tty, saves = start()
    tty.hang_up()
    assert tty.wait_exit() == -signal.SIGHUP
    assert saves.read_text() == "saved"


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="there is no /proc that tells of children")
@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGKILL])
def test_the_guard_gives_back_what_the_program_cannot(
    start: Callable[..., tuple[Tty, Path]], number: signal.Signals
) -> None:
    tty, saves = start()
    wait_until(lambda: b"guard" in children(tty.pid))
    tty.signal(number)
    assert tty.wait_exit() == -number
    wait_until(lambda: not tty.pump(0.05) and tty.emulator.modes.get(1049) is False)
    clean(tty)
    assert local_flags(tty) & termios.ICANON and local_flags(tty) & termios.ECHO
    if number == signal.SIGHUP:
        assert saves.read_text() == "saved"


def test_the_line_is_closed_under_a_program_that_ignores_hangups(
    tty_factory: Factory, tmp_path: Path
) -> None:
    saves = tmp_path / "saved"
    argv = [sys.executable, "-m", "tests.pty.lean_app", "--saves", str(saves)]
    tty = tty_factory(["sh", "-c", f"trap '' HUP; exec {' '.join(argv)}"], 80, 24, cwd=str(ROOT))
    tty.wait_for("line 0")
    tty.hang_up()
    tty.wait_exit()
    assert saves.read_text() == "saved"


def test_a_crash(start: Callable[..., tuple[Tty, Path]]) -> None:
    tty, _ = start()
    tty.key("ctrl+x")
    assert tty.wait_exit() != 0
    assert "a crash for the tests" in tty.raw.decode()
    clean(tty)


def test_quitting(start: Callable[..., tuple[Tty, Path]]) -> None:
    tty, _ = start()
    begin = time.monotonic()
    tty.key("q")
    assert tty.wait_exit() == 0
    assert time.monotonic() - begin < 3
    clean(tty)


def test_a_terminal_that_never_answers_is_not_waited_for(tty_factory: Factory) -> None:
    argv = [sys.executable, "-m", "tests.pty.lean_app"]
    tty = tty_factory(argv, 80, 24, {"TEXTUAL_ANIMATIONS": "none"}, cwd=str(ROOT), answers=False)
    tty.wait_for("line 0")
    tty.key("j", "space")
    tty.wait_for("line 23")
    tty.key("q")
    assert tty.wait_exit() == 0
    clean(tty)


def test_quitting_while_a_key_repeats_leaves_no_answer_behind(start: Callable[..., tuple[Tty, Path]]) -> None:
    tty, _ = start(shell=True)
    for _ in range(20):
        tty.key("j")
        tty.pump(0.01)
    tty.key("q")
    tty.wait_for(r"\$ $")
    tty.settle(0.3)
    assert "0n" not in tty.text()
    clean(tty)


def test_resized_two_hundred_times(start: Callable[..., tuple[Tty, Path]]) -> None:
    tty, _ = start()
    for number in range(200):
        tty.resize(60 + number % 37, 15 + number % 11)
        tty.pump(0.005)
    tty.resize(70, 20)
    tty.settle(0.5)
    tty.key("j")
    tty.wait_for("line 1")
    tty.settle(0.3)
    lines = tty.text().splitlines()
    assert len(lines) == 20
    assert lines[0].split()[0] == "1"
    assert "line 1" in lines[19]
    assert "line " not in "".join(lines[:19])
    tty.emulator.feed(b"\x1b[H\x1b[2J")
    tty.signal(signal.SIGWINCH)
    tty.wait_for("line 1")


def test_stopped_and_continued_from_the_shell(start: Callable[..., tuple[Tty, Path]]) -> None:
    tty, _ = start(shell=True)
    tty.key("j")
    tty.wait_for("line 1")
    tty.settle(0.2)
    shown = tty.emulator.cells()
    tty.key("ctrl+z")
    tty.wait_for(r"\$ $")
    clean(tty)
    tty.send("fg\r")
    tty.wait_for("line 1")
    tty.settle(0.3)
    assert tty.emulator.cells() == shown
    assert tty.emulator.modes[1049] and tty.emulator.modes[2004] and not tty.emulator.modes[25]
    tty.key("j")
    tty.wait_for("line 2")
    tty.key("q")
    tty.wait_for(r"\$ $")
    clean(tty)


def test_stopped_behind_its_back(start: Callable[..., tuple[Tty, Path]]) -> None:
    tty, _ = start()
    tty.signal(signal.SIGSTOP)
    os.waitpid(tty.pid, os.WUNTRACED)
    tty.emulator.feed(b"\x1b[2J\x1b[Hanother program was here")
    tty.signal(signal.SIGCONT)
    tty.wait_for("line 0")
    tty.key("j")
    tty.wait_for("line 1")
    assert "another program" not in tty.text()
    tty.key("q")
    assert tty.wait_exit() == 0
    clean(tty)
