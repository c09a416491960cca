"""The helper that all tests in a pseudo-terminal lean on, tried on programs of a line."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable

import pytest

from tests.pty.emulator import Emulator
from tests.pty.tty import Tty

Factory = Callable[..., Tty]


def test_keys_reach_the_program_and_its_text_the_screen(tty_factory: Factory) -> None:
    tty = tty_factory(["sh", "-c", "stty -echo; echo ready; read word; echo got $word"], cols=40, rows=5)
    tty.wait_for("ready")
    tty.key("s", "o", "enter")
    tty.wait_for("got so")
    assert tty.wait_exit() == 0


def test_the_size_is_there_from_the_start_and_follows(tty_factory: Factory) -> None:
    tty = tty_factory(["sh", "-c", "stty size; trap 'stty size' WINCH; read x; stty size"], cols=40, rows=5)
    tty.wait_for("5 40")
    tty.resize(50, 6)
    tty.key("enter")
    tty.wait_for("6 50")


def test_a_signal_is_the_exit_status(tty_factory: Factory) -> None:
    tty = tty_factory(["sleep", "30"])
    tty.signal(signal.SIGTERM)
    assert tty.wait_exit() == -signal.SIGTERM


def test_a_slow_line_carries_what_it_carries(tty_factory: Factory) -> None:
    tty = tty_factory([sys.executable, "-c", "print('x' * 1500); print('end')"], rate=3000)
    start = time.monotonic()
    tty.wait_for("end")
    assert 0.3 < time.monotonic() - start < 5


def test_a_query_cut_in_two_is_answered(tty_factory: Factory) -> None:
    tty = tty_factory(["sh", "-c", r"stty raw -echo; printf '\033['; printf '5n'; head -c 4 | tail -c 2"])
    tty.wait_for("0n")


@pytest.mark.parametrize(
    ("stream", "shown"),
    [
        (b"a\x1b[2mb", (False, ("dim", ""))),
        (b"a\x1b]8;id=1;https://example.org\x1b\\b\x1b]8;;\x1b\\", (False, ("https://example.org",))),
        (b"\x1b[53ma\x1b[55mb", (("overline", ""), False)),
        (b"\x1b[2ma\x1b[0mb", (("dim", ""), False)),
    ],
)
def test_the_emulator_sees_what_pyte_does_not(stream: bytes, shown: tuple[object, object]) -> None:
    whole, bit_by_bit = Emulator(4, 1), Emulator(4, 1)
    whole.feed(stream)
    for byte in stream:
        bit_by_bit.feed(bytes([byte]))
    assert tuple(cell.blink for cell in whole.cells()[0][:2]) == shown
    assert whole.cells() == bit_by_bit.cells()


def test_the_other_screen_comes_back() -> None:
    emulator = Emulator(10, 2)
    emulator.feed(b"shell\x1b[?1049h\x1b[Hreader")
    assert emulator.text().startswith("reader")
    emulator.feed(b"\x1b[?1049l")
    assert emulator.text().startswith("shell")
    assert emulator.modes == {1049: False}


@pytest.mark.parametrize(
    ("stream", "text"),
    [
        (b"a\r\nb\r\nc\x1b[2;3r\x1b[S", "a\nc\n"),
        (b"a\r\nb\r\nc\x1b[1;2r\x1b[T", "\na\nc"),
        (b"ab\x1b[3b", "abbbb\n\n"),
    ],
)
def test_the_emulator_does_what_pyte_does_not(stream: bytes, text: str) -> None:
    emulator = Emulator(6, 3)
    emulator.feed(stream)
    assert emulator.text() == text
