"""A part of the desk is made once, whoever asks for it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

from reader.desk.once import once


class Desk:
    """Has a part whose making waits a moment for a second thread to make it, too."""

    def __init__(self) -> None:
        self.made: list[object] = []
        self._meeting = Barrier(2)

    @once
    def part(self) -> object:
        """It."""
        with suppress(BrokenBarrierError):
            self._meeting.wait(0.05)
        self.made.append(object())
        return self.made[-1]


def test_threads_that_ask_at_once_get_the_same_part() -> None:
    desk, start = Desk(), Barrier(4)

    def ask(_: int) -> object:
        start.wait()
        return desk.part

    with ThreadPoolExecutor(4) as pool:
        parts = {*pool.map(ask, range(4))}
    assert [*parts] == desk.made
    assert Desk.part.__doc__ == "It."
