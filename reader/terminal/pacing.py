"""Pacing: how much may be on its way to a terminal, judged by how soon it answers.

Between a program and a terminal at the far end of a line lie buffers of many seconds' worth of bytes, of
which the program sees nothing: writing succeeds at once. What it can see is when a terminal answers the
question that every terminal since the VT100 answers, the status report ``ESC [ 5 n``: all that was sent
before the question has then been shown. While frames follow each other closely, one question at a time is
on its way, and beyond it at most a window of bytes. The window opens as long as answers come quickly. Where
they come slowly, two answers tell whether it is the line's delay or its narrowness: the delay is the same
for few bytes and for many, narrowness is not. On a narrow line the window is what the line carries in its
delay and a little more, so that little lies in buffers when a key is let go. (TCP Vegas, by Brakmo and
Peterson, 1995, likewise sees the queue in the delay, before anything is lost.)

Nothing waits for an answer at the start. A terminal that has never answered is held, and only while keys
repeat, to what a line of 19,200 baud carries.

A frame is sent in pieces only as long as the next may make them needless. Once neither a key nor a frame has
come for a moment, the last frame goes out whole, which takes fewer bytes.
"""

from __future__ import annotations

from collections import deque
from typing import Final, NamedTuple

QUESTION: Final = "\x1b[5n"
ANSWER: Final = "\x1b[0n"

_QUICK: Final = 0.15
"""Seconds of delay that nobody minds, and that bytes may wait in a narrow line's buffers."""
_FIRST_WINDOW: Final = 2048.0
_LEAST_WINDOW: Final = 256.0
_MOST_WINDOW: Final = 65536.0
_SAMPLES: Final = 8
_SPREAD: Final = 1.5
"""Bytes under way at one answer over those at another from which on the two are worth comparing."""
_JITTER: Final = 0.1
"""Seconds by which two answers may differ without meaning anything."""
_CLOSE: Final = 0.1
"""Seconds within which one frame follows another closely enough to ask."""
_BIG: Final = 1024
"""Bytes in one frame that are worth a question by themselves."""
_PATIENCE: Final = 3.0
"""Seconds after which a question counts as lost, as long as no answer has shown the line's delay."""
_SLOW_LINE: Final = 960.0
"""Bytes a second of a line of 9,600 baud."""
_LOST_TO_MUTE: Final = 3
_GRACE: Final = 1.0
"""Seconds that a terminal gets for its very first answer before it is taken for one that never answers."""

_MUTE_RATE: Final = 1920.0
_MUTE_WINDOW: Final = 320
_MUTE_LEFT: Final = 64
"""Bytes that may be under way to a terminal that never answers when the next are sent."""
_REPEATING: Final = (4, 0.3)
"""Keys or frames, and the seconds they come in, that a held key makes and a pressed one does not."""
_REST: Final = 0.15
"""Seconds without a key or a frame after which no more are expected."""
_MUTE_PATIENCE: Final = 1.0
"""Seconds that a frame is held back at most for a terminal that never answers."""


class _Asked(NamedTuple):
    """A question: all bytes sent before it, those of them that were under way, and when it was sent."""

    sent: int
    under_way: int
    at: float


class _Sample(NamedTuple):
    """An answer: the bytes that were under way when it was asked for, and the seconds that it took."""

    under_way: int
    delay: float


class Pacer:
    """Says how many bytes may be sent now. All times are seconds of one monotonic clock."""

    def __init__(self) -> None:
        self.window = _FIRST_WINDOW
        """Bytes that may be under way to a terminal that answers."""
        self.answers = False
        """Whether the terminal answers."""
        self._sent = 0
        self._arrived = 0
        self._last_sent = float("-inf")
        self._asked: _Asked | None = None
        self._first_asked = float("inf")
        self._lost = 0
        self._samples: deque[_Sample] = deque(maxlen=_SAMPLES)
        self._narrow = False
        self._drawn: deque[float] = deque(maxlen=_REPEATING[0])
        self._typed: deque[float] = deque(maxlen=_REPEATING[0])
        self._held_until = float("-inf")
        self._debt = 0.0

    def waiting(self, now: float) -> bool:
        """Whether an answer may still come."""
        return self._asked is not None and now - self._asked.at < self._patience(self._asked)

    @property
    def delay(self) -> float:
        """Seconds that the last answers took at least; 0 if there were none."""
        return min((sample.delay for sample in self._samples), default=0.0)

    def wanted(self, now: float) -> None:
        """Take note that the program drew a frame."""
        self._came(self._drawn, now)

    def typed(self, keys: int, now: float) -> None:
        """Take note of keys that came: a program that is slow to draw is known by them to be held to it."""
        for _ in range(min(keys, _REPEATING[0])):
            self._came(self._typed, now)

    def _came(self, times: deque[float], now: float) -> None:
        times.append(now)
        often, seconds = _REPEATING
        if now <= self._held_until or (len(times) == often and now - times[0] <= seconds):
            self._held_until = now + seconds

    def _repeats(self, now: float) -> bool:
        """Whether a key is being held, or what it had the program draw is still coming."""
        return now <= self._held_until

    def _rests_at(self) -> float:
        """The time from which on no other frame is expected to follow the last one."""
        return max((*self._drawn, *self._typed), default=float("-inf")) + _REST

    def sent(self, size: int, now: float) -> bool:
        """Take note that a patch of ``size`` bytes is being sent.

        Returns:
            Whether to send the question after it.
        """
        self._sent += size
        self._debt = self._debt_at(now) + size
        worth_it = now - self._last_sent < _CLOSE or size >= _BIG or self.window < _FIRST_WINDOW
        self._last_sent = now
        if not worth_it or self._pending(now):
            return False
        self._asked = _Asked(self._sent, self._sent - self._arrived, now)
        self._first_asked = min(self._first_asked, now)
        return True

    def answered(self, now: float) -> None:
        """Take note of an answer."""
        self.answers = True
        self._lost = 0
        asked, self._asked = self._asked, None
        if asked is None:
            return
        self._arrived = asked.sent
        self._samples.append(_Sample(asked.under_way, now - asked.at))
        if now - asked.at <= _QUICK:
            # A few bytes that went through at once say nothing of many.
            if 2 * asked.under_way >= self.window:
                self.window = min(self.window * 2, _MOST_WINDOW)
            self._narrow = False
            return
        wide = self._window_for_line()
        # One answer alone does not tell why it took its time: fewer bytes under way will.
        self.window = max(_LEAST_WINDOW, min(self.window / 2 if wide is None else wide, _MOST_WINDOW))

    def _window_for_line(self) -> float | None:
        """The window that the last answers speak for; ``None`` if they do not tell."""
        last = self._samples[-1]
        # Where fewer bytes take longer than more did, the line was another one then.
        for sample in [one for one in self._samples if one.under_way >= last.under_way]:
            if last.delay - sample.delay >= _JITTER:
                self._samples.remove(sample)
        few = min(self._samples, key=lambda sample: sample.under_way)
        many = max(self._samples, key=lambda sample: sample.under_way)
        if many.under_way < _SPREAD * few.under_way:
            return None
        longer = many.delay - few.delay
        if longer < -_JITTER:
            # The line was another one when the older of these was taken.
            self._samples.remove(min(few, many, key=self._samples.index))
            return None
        self._narrow = longer >= _JITTER
        if not self._narrow:
            return self.window * 2
        rate = (many.under_way - few.under_way) / longer
        return rate * (max(0.0, few.delay - few.under_way / rate) + _QUICK)

    def allowance(self, now: float) -> int | None:
        """Bytes that may be sent now; 0 for none yet, ``None`` for no limit."""
        if not self.answers:
            if not self._repeats(now) or now - self._first_asked < _GRACE:
                return None
            if self._mute_wait(now) > 0:
                return 0
            return None if now >= self._rests_at() else _MUTE_WINDOW
        pending = self._pending(now)
        under_way = self._sent - self._arrived
        if now >= self._rests_at() and under_way <= self.window:
            return None
        if not pending:
            return int(self.window) if self._narrow or self._repeats(now) else None
        left = self.window - under_way
        # Less than half a window is better waited for than sent in crumbs.
        return int(left) if left >= self.window / 2 else 0

    def retry_after(self, now: float) -> float:
        """Seconds after which :meth:`allowance` is worth asking again, if no answer comes before."""
        if not self.answers or self._asked is None:
            return self._mute_wait(now)
        lost = self._asked.at + self._patience(self._asked) - now
        rest = self._rests_at() - now
        return max(0.0, min(lost, rest) if rest > 0 and self._sent - self._arrived <= self.window else lost)

    def _patience(self, asked: _Asked) -> float:
        """Seconds after which a question counts as lost.

        An answer that comes after that would be taken for a quick one to the question after it, and open the
        window where it ought to close: what is under way gets the time that a narrow line takes for it.
        """
        if not self.answers:
            return _PATIENCE
        return max(1.0, 4 * self.delay, min(_PATIENCE, asked.under_way / _SLOW_LINE))

    def _pending(self, now: float) -> bool:
        """Whether a question is on its way; one that was not answered in time counts as lost."""
        if self._asked is None or self.waiting(now):
            return self._asked is not None
        self._asked = None
        self._arrived = self._sent
        self._lost += 1
        if self._lost >= _LOST_TO_MUTE:
            self.answers = False
            self.window = _FIRST_WINDOW
        return False

    def _debt_at(self, now: float) -> float:
        return max(0.0, self._debt - (now - self._last_sent) * _MUTE_RATE) if self._debt else 0.0

    def _mute_wait(self, now: float) -> float:
        """Seconds to hold back a frame for a terminal that has never answered, while a key repeats."""
        owed = (self._debt_at(now) - _MUTE_LEFT) / _MUTE_RATE
        return max(0.0, min(owed, self._last_sent + _MUTE_PATIENCE - now))
