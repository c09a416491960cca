"""How much may be on its way, on lines made up of a rate and a delay."""

from __future__ import annotations

import pytest

from reader.terminal.pacing import Pacer

PAGE = 2400


class MadeUpLine:
    """A line that carries so many bytes a second, each after so many seconds, and a terminal that answers."""

    def __init__(self, rate: float, delay: float, *, answers: bool = True) -> None:
        self.rate = rate
        self.delay = delay
        self.answers = answers
        self.pacer = Pacer()
        self.now = 0.0
        self.free_at = 0.0
        self.sent = 0
        self.answers_at: list[float] = []

    def send(self, size: int) -> None:
        self.sent += size
        asked = self.pacer.sent(size, self.now)
        self.free_at = max(self.free_at, self.now) + size / self.rate
        if asked and self.answers:
            self.answers_at.append(self.free_at + self.delay)

    def step(self) -> None:
        self.now += 0.002
        while self.answers_at and self.answers_at[0] <= self.now:
            self.pacer.answered(self.answers_at.pop(0))

    def hold_key(self, seconds: float, bytes_a_line: int, frames: int = 30) -> float:
        """Hold a key that scrolls, 30 times a second; seconds from its release until all has arrived.

        The program draws so many frames a second.
        """
        start = self.now
        typed = drawn = missing = 0
        while True:
            if self.now < start + seconds and self.now >= start + typed / 30:
                typed += 1
                self.pacer.typed(1, self.now)
            if self.now < start + seconds and self.now >= start + drawn / frames:
                drawn += 1
                missing = min(missing + bytes_a_line * 30 // frames, PAGE)
                self.pacer.wanted(self.now)
            while missing:
                allowed = self.pacer.allowance(self.now)
                if allowed == 0:
                    break
                size = missing if allowed is None else min(missing, allowed)
                missing -= size
                self.send(size)
            if self.now > start + seconds and not missing and self.free_at <= self.now:
                return self.free_at - (start + seconds)
            assert self.now < start + seconds + 30, "never sent"
            self.step()

    def idle(self, seconds: float) -> None:
        end = self.now + seconds
        while self.now < end:
            self.step()


@pytest.mark.parametrize("bytes_a_line", [80, 130, 900])
@pytest.mark.parametrize("answers", [True, False])
@pytest.mark.parametrize("frames", [30, 4])
def test_letting_go_stops_soon_on_a_slow_line(bytes_a_line: int, answers: bool, frames: int) -> None:
    line = MadeUpLine(2000, 0.01, answers=answers)
    line.send(2900)
    line.idle(5)
    assert line.hold_key(3, bytes_a_line, frames) < PAGE / 2000 + 0.2


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.3, 0.6])
def test_a_long_line_that_is_wide_is_used(delay: float) -> None:
    line = MadeUpLine(1_000_000, delay)
    line.send(2900)
    line.idle(3)
    line.hold_key(3, 130)
    before = line.sent
    assert line.hold_key(3, 130) < 0.4
    assert line.sent - before > 0.8 * 90 * 130


def test_one_key_after_another_waits_for_nothing() -> None:
    line = MadeUpLine(2000, 0.5)
    for _ in range(20):
        line.pacer.wanted(line.now)
        assert line.pacer.allowance(line.now) is None
        line.send(130)
        line.idle(0.4)


def test_single_keys_are_not_asked_after() -> None:
    pacer = Pacer()
    assert not any(pacer.sent(130, second) for second in range(10))
    assert pacer.sent(130, 9.03)


def test_nothing_waits_before_the_first_answer() -> None:
    pacer = Pacer()
    assert pacer.allowance(0.0) is None
    assert pacer.sent(5000, 0.0)
    for frame in range(20):
        pacer.wanted(frame / 60)
        assert pacer.allowance(frame / 60) is None
        pacer.sent(3000, frame / 60)


def test_an_answer_that_is_lost_holds_nothing_up_for_long() -> None:
    line = MadeUpLine(2000, 0.01)
    line.send(2900)
    line.idle(3)
    line.hold_key(2, 130)
    line.answers = False
    assert line.hold_key(2, 130) < 4


def test_a_line_that_grows_wide_is_noticed() -> None:
    line = MadeUpLine(2000, 0.05)
    line.send(2900)
    line.idle(3)
    line.hold_key(3, 130)
    line.rate = 1_000_000
    line.hold_key(3, 900)
    assert line.pacer.window > 2048


def test_a_line_that_grows_narrow_is_noticed_whatever_little_went_through_at_once() -> None:
    line = MadeUpLine(1_000_000, 0.01)
    line.send(2900)
    line.hold_key(3, 60)
    line.rate = 2000
    assert line.hold_key(3, 370) < PAGE / 2000 + 0.2


def test_once_the_key_is_let_go_a_mute_terminal_gets_all_there_is() -> None:
    pacer = Pacer()
    for frame in range(90):
        pacer.wanted(frame / 30)
        pacer.sent(400, frame / 30)
    assert pacer.allowance(90 / 30) is not None
    assert pacer.allowance(90 / 30 + 0.4) is None
