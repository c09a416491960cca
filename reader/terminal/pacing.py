"""Pacing: how much may be on its way to a terminal, judged by how soon it answers.

Between a program and a terminal at the far end of a line lie buffers of many seconds' worth of bytes, of
which the program sees nothing: writing succeeds at once. What it can see is when a terminal answers the
question that every terminal since the VT100 answers, the status report ``ESC [ 5 n``: all that was sent
before the question has then been shown. While frames follow each other closely, one question at a time is
on its way. If an answer takes longer than the line's own delay, bytes are queueing, and no more may be
under way than the line carries in that delay and a little more. The idea is that of TCP Vegas (Brakmo and
Peterson, 1995): the queue is seen in the delay, before anything is lost.

Nothing waits for an answer at the start. A terminal that has never answered is held, and only while keys
repeat, to what a line of 19,200 baud carries.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Final

QUESTION: Final = "\x1b[5n"
ANSWER: Final = "\x1b[0n"

_QUEUE: Final = 0.15
"""Seconds that bytes may wait in the line's buffers before the window shrinks."""
_LEAST_WINDOW: Final = 256.0
_MOST_WINDOW: Final = 65536.0
_CLOSE: Final = 0.1
"""Seconds within which one frame follows another closely enough to ask."""
_BIG: Final = 1024
"""Bytes in one frame that are worth a question by themselves."""
_PATIENCE: Final = 3.0
"""Seconds after which a question counts as lost, as long as no answer has shown the line's delay."""
_LOST_TO_MUTE: Final = 3

_MUTE_RATE: Final = 1920.0
_MUTE_BURST: Final = 500.0
_MUTE_WAIT: Final = 0.3
_MUTE_STREAK: Final = 6
_MUTE_REPEAT: Final = 0.06


@dataclass(frozen=True, slots=True)
class _Asked:
    sent: int
    at: float
    since: float


class Pacer:
    """Says how many bytes may be sent now. All times are seconds of one monotonic clock."""

    def __init__(self) -> None:
        self.window = float("inf")
        """Bytes that may be under way."""
        self.answers = False
        """Whether the terminal answers."""
        self._sent = 0
        self._arrived = 0
        self._busy_since = 0.0
        self._last_sent = float("-inf")
        self._asked: _Asked | None = None
        self._lost = 0
        self._delays: deque[float] = deque(maxlen=12)
        self._last_wanted = float("-inf")
        self._streak = 0
        self._debt = 0.0

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._asked is not None

    @property
    def delay(self) -> float:
        """Seconds that the line itself takes there and back, as far as known; 0 if it is not."""
        return min(self._delays, default=0.0)

    def wanted(self, now: float) -> None:
        """Take note that the program drew a frame."""
        self._streak = self._streak + 1 if now - self._last_wanted < _MUTE_REPEAT else 0
        self._last_wanted = now

    def sent(self, size: int, now: float) -> bool:
        """Take note that a patch of ``size`` bytes is being sent.

        Returns:
            Whether to send the question after it.
        """
        if self._sent == self._arrived:
            self._busy_since = now
        self._sent += size
        self._debt = self._debt_at(now) + size
        worth_it = now - self._last_sent < _CLOSE or size >= _BIG or self.window < _MOST_WINDOW
        self._last_sent = now
        if not worth_it or self._pending(now):
            return False
        self._asked = _Asked(self._sent, now, self._busy_since)
        return True

    def answered(self, now: float) -> None:
        """Take note of an answer."""
        self.answers = True
        self._lost = 0
        asked, self._asked = self._asked, None
        if asked is None:
            return
        delay = now - asked.at
        self._delays.append(delay)
        queued = delay - self.delay
        arrived = asked.sent - self._arrived
        if queued > _QUEUE:
            rate = arrived / (now - asked.since)
            self.window = max(_LEAST_WINDOW, rate * (self.delay + _QUEUE))
        elif queued < _QUEUE / 2 and self.window < _MOST_WINDOW:
            self.window *= 1.5
        self._arrived = asked.sent
        self._busy_since = now

    def allowance(self, now: float) -> int | None:
        """Bytes that may be sent now; 0 for none yet, ``None`` for no limit."""
        if not self.answers:
            return 0 if self._mute_wait(now) > 0 else None
        if self.window >= _MOST_WINDOW:
            return None
        if not self._pending(now):
            return int(self.window)
        left = self.window - (self._sent - self._arrived)
        # Less than half a window is better waited for than sent in crumbs.
        return int(left) if left >= self.window / 2 else 0

    def retry_after(self, now: float) -> float:
        """Seconds after which :meth:`allowance` is worth asking again, if no answer comes before."""
        if not self.answers or self._asked is None:
            return self._mute_wait(now)
        return max(0.0, self._asked.at + self._patience() - now)

    def _patience(self) -> float:
        return max(1.0, 4 * self.delay) if self.answers else _PATIENCE

    def _pending(self, now: float) -> bool:
        """Whether a question is on its way and may still be answered."""
        if self._asked is None:
            return False
        if now - self._asked.at < self._patience():
            return True
        self._asked = None
        self._arrived = self._sent
        self._lost += 1
        if self._lost >= _LOST_TO_MUTE:
            self.answers = False
            self.window = float("inf")
        return False

    def _debt_at(self, now: float) -> float:
        return max(0.0, self._debt - (now - self._last_sent) * _MUTE_RATE) if self._debt else 0.0

    def _mute_wait(self, now: float) -> float:
        """Seconds to hold back a frame for a terminal that has never answered."""
        if self._streak < _MUTE_STREAK:
            return 0.0
        owed = (self._debt_at(now) - _MUTE_BURST) / _MUTE_RATE
        return max(0.0, min(owed, self._last_sent + _MUTE_WAIT - now))
