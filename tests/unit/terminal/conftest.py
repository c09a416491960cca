"""A sender with a terminal emulator at the end of its line, and a clock that only moves when told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.terminal.options import Options
from reader.terminal.sender import Sender
from tests.pty.emulator import Emulator


class FakeLine:
    """A line that takes all there is, or nothing, and remembers it."""

    def __init__(self) -> None:
        self.taken = bytearray()
        self.left = b""
        self.full = False

    @property
    def blocked(self) -> bool:
        return bool(self.left)

    def write(self, data: bytes) -> None:
        self.left += data
        if not self.full:
            self.taken += self.left
            self.left = b""


class FakeTimers:
    """Remembers what a sender asked for."""

    def __init__(self) -> None:
        self.later_calls: list[float] = []
        self.watching = 0

    def later(self, seconds: float) -> None:
        self.later_calls.append(seconds)

    def when_writable(self) -> None:
        self.watching += 1


class Bench:
    """A sender, its line, its clock, and the screen at the far end."""

    def __init__(self, cols: int, rows: int, options: Options) -> None:
        self.line = FakeLine()
        self.timers = FakeTimers()
        self.now = 0.0
        self.sender = Sender(self.line, (cols, rows), options, self.timers, lambda: self.now)
        self.emulator = Emulator(cols, rows, bce=options.bce)
        self.emulator.feed(b"\x1b[?7l")

    def draw(self, *frames: str) -> bytes:
        """Draw frames as Textual does, one flush each, a second apart; what was sent for them."""
        start = len(self.line.taken)
        for frame in frames:
            self.now += 1
            self.sender.write(frame)
            self.sender.send()
        sent = bytes(self.line.taken[start:])
        self.emulator.feed(sent)
        return sent

    def resize(self, cols: int, rows: int) -> None:
        self.emulator.resize(cols, rows)
        self.sender.resize(cols, rows)


@pytest.fixture
def bench() -> Callable[..., Bench]:
    """Makes benches: ``bench(cols, rows, **options)``."""

    def make(cols: int = 40, rows: int = 10, **options: object) -> Bench:
        return Bench(cols, rows, Options(**options))  # type: ignore[arg-type]

    return make
