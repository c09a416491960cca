"""The reader itself at the end of a line that drops: nothing is lost, and nothing is waited for."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.terminal.gate import foreign
from tests.pty.test_terminal_life import clean, wait_until
from tests.pty.tty import Tty

Factory = Callable[..., Tty]
ROOT = Path(__file__).parents[2]
LINES = 400


@pytest.fixture
def start(tty_factory: Factory, tmp_path: Path) -> Callable[..., Tty]:
    """Starts the reader on a text whose every paragraph is one numbered line, without a mouse."""
    text = tmp_path / "numbered.md"
    text.write_text(
        "# Numbers\n\n" + "\n\n".join(f"Line {n} of many." for n in range(LINES)), encoding="utf-8"
    )
    (tmp_path / "config" / "broadsheet").mkdir(parents=True)
    (tmp_path / "config" / "broadsheet" / "config.toml").write_text("mouse = false\n", encoding="utf-8")
    env = {f"XDG_{name.upper()}_HOME": str(tmp_path / name) for name in ("config", "data", "cache", "state")}

    def run(**how: object) -> Tty:
        tty = tty_factory([sys.executable, "-m", "reader", str(text)], 100, 30, env, cwd=str(ROOT), **how)
        tty.wait_for(r"Line \d+ of many")
        return tty

    return run


def shown(tty: Tty) -> list[int]:
    """The numbers of the lines on the screen."""
    words = [line.split() for line in tty.text().splitlines()]
    return [int(found[at + 1]) for found in words for at, word in enumerate(found[:-1]) if word == "Line"]


@pytest.mark.parametrize("end", ["hang up", "kill"])
def test_after_a_broken_line_it_opens_where_it_was(start: Callable[..., Tty], end: str) -> None:
    # A terminal that never answers, as one at the far end of a long line has not answered yet.
    tty = start(answers=False)
    tty.key("space", "space", "j")
    wait_until(lambda: not tty.pump(0.2) and min(shown(tty)) > 15)
    place = shown(tty)
    if end == "hang up":
        tty.hang_up()
        assert tty.wait_exit() == -signal.SIGHUP
    else:
        tty.signal(signal.SIGKILL)
        tty.wait_exit()
    again = start()
    wait_until(lambda: not again.pump(0.2) and bool(shown(again)))
    assert (shown(again) == place) or end == "kill"
    again.key("q")
    again.key("q")
    again.wait_exit()
    clean(again)


def test_a_session_of_pastes_resizes_and_stops(start: Callable[..., Tty]) -> None:
    tty = start()
    tty.settle(0.3)
    tty.key("/")
    tty.settle(0.3)
    tty.send("\x1b[200~Line 17\x1b]0;title\x07Qq\x1b[201~")
    tty.wait_for("Line 17]0;titleQq")
    tty.key("esc")
    tty.wait_for("/ find")
    tty.key(":")
    tty.wait_for("a command, article")
    tty.send("\x1b[200~Qqj\rlook\x1b[201~")
    tty.wait_for("Qqj")
    tty.key("esc")
    tty.wait_for("/ find")
    for number in range(200):
        tty.resize(60 + number % 50, 15 + number % 20)
        tty.pump(0.002)
    tty.resize(100, 30)
    tty.settle(0.5)
    tty.signal(signal.SIGSTOP)
    tty.signal(signal.SIGCONT)
    tty.key("j")
    wait_until(lambda: (not tty.pump(0.3) and shown(tty)[:3] == [1, 2, 3]) or shown(tty)[:1] == [0])
    tty.signal(signal.SIGTERM)
    assert tty.wait_exit() == -signal.SIGTERM
    clean(tty)
    assert b"\x1b[?1000h" not in tty.raw
    assert foreign(tty.raw.decode("utf-8", "replace").partition("\x1b[?1049l")[0]) is None


@pytest.mark.parametrize(
    ("answers", "keys"), [(True, "z"), (False, "")], ids=["answers", "mute, beside list"]
)
def test_letting_go_of_a_key_at_two_kilobytes_a_second(
    start: Callable[..., Tty], answers: bool, keys: str
) -> None:
    tty = start(answers=answers)
    tty.key(*keys)
    tty.settle(0.5)
    tty.rate = 2000
    begin, typed = time.monotonic(), 0
    while (now := time.monotonic() - begin) < 3:
        while typed < now * 30:
            tty.key("j")
            typed += 1
        tty.pump(0.01)
    let_go = len(tty.raw)
    top = (typed - 2) // 2
    wait_until(lambda: not tty.pump(0.3) and top - 1 <= min(shown(tty)) <= top + 2)
    # Counted in bytes, as the machine may have other things to do than to keep the time.
    assert (len(tty.raw) - let_go) / tty.rate < 1.5
    numbers = shown(tty)
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def test_what_is_printed_to_a_pager_has_its_width_and_colours(tty_factory: Factory, tmp_path: Path) -> None:
    text = tmp_path / "long.md"
    text.write_text("# A headline\n\n" + "Some words that go on. " * 30, encoding="utf-8")
    shown = f"{sys.executable} -m reader show {text} --format ansi | cat; echo done"
    tty = tty_factory(["sh", "-c", shown], 40, 40, cwd=str(ROOT))
    tty.wait_for("done")
    lines = tty.text().splitlines()
    assert "Some words that go on. Some words that" in lines
    assert tty.emulator.cells()[0][2].fg != "default"
