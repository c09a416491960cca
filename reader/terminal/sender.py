"""The sender: from what a program writes to what goes over the line, at the pace of the line."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from typing import Final, Protocol

from reader.terminal.cells import Typecase
from reader.terminal.lifecycle import usual_tabs
from reader.terminal.options import Options
from reader.terminal.pacing import QUESTION, Pacer
from reader.terminal.screen import Screen
from reader.terminal.stream import (
    SYNC_END,
    SYNC_START,
    Reader,
    is_control,
    is_frame,
    sets_title,
    switches_screen,
)

SANE: Final = "\x1b[r\x1b(B\x0f\x1b[?7l\x1b[?6l"
"""No scrolling region, plain characters, no wrapping, places counted from the corner."""

_SMALL: Final = 4096
"""Bytes that a terminal reads at once anyway: brackets of synchronised output around them would be waste."""

_PUSH_TITLE: Final = "\x1b[22;0t"
_POP_TITLE: Final = "\x1b[23;0t"

_CURSOR_MODE: Final = re.compile(r"\x1b\[\?25([hl])")


class Line(Protocol):
    """What a sender writes to: an :class:`~reader.terminal.outlet.Outlet`, or a test's own."""

    @property
    def blocked(self) -> bool:
        """Whether something that was written is still left."""

    def write(self, data: bytes) -> None:
        """Write after what is left."""


class Timers(Protocol):
    """How a sender asks to be called again; both may be asked from any thread."""

    def later(self, seconds: float) -> None:
        """Call :meth:`Sender.send` after some seconds."""

    def when_writable(self) -> None:
        """Call :meth:`Sender.writable` once the line takes bytes again."""


class Sender:
    """Takes what a Textual program writes and sends the difference.

    Controls are sent in order and all of them. Frames are only wanted states of the screen: one that was not
    sent before the next came is never sent.

    Args:
        line: Where to write.
        size: Columns and rows of the terminal.
        options: What the terminal can do and what the program wishes.
        timers: How to be called again.
        clock: Seconds, monotonic.
    """

    def __init__(
        self,
        line: Line,
        size: tuple[int, int],
        options: Options,
        timers: Timers,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.line = line
        self.options = options
        self.pacer = Pacer()
        self.screen = Screen(*size, bce=options.bce)
        self._timers = timers
        self._clock = clock
        self._lock = threading.RLock()
        self._queue: list[str] = []
        self._synchronised = False
        self._showing = True
        self._title: str | None = None
        self._waiting = False
        self._new_typecase()

    def _new_typecase(self) -> None:
        self._typecase = Typecase(self.options.restyle, self.options.respell)
        self._reader = Reader(self._typecase, drop=self.options.drop_foreign)

    def write(self, data: str) -> None:
        """Take what the program writes; a frame goes out at the next :meth:`send`, anything else at once."""
        with self._lock:
            if data in (SYNC_START, SYNC_END):
                self._synchronised = True
            elif is_control(data):
                self._control(data)
            elif is_frame(data) or not self.options.drop_foreign:
                self._frame(data)

    def _control(self, data: str) -> None:
        if switches_screen(data):
            self.screen.forget()
        if sets_title(data):
            if self._title is None:
                self._queue.append(_PUSH_TITLE)
            self._title = data
        for mode in _CURSOR_MODE.findall(data):
            self.screen.cursor_shown = mode == "h"
        self._queue.append(data)
        self.send()

    def _frame(self, data: str) -> None:
        if self._typecase.full:
            self._new_typecase()
            self.screen.want_nothing()
            self.screen.forget()
        frame = self._reader.read(data, self.screen.wanted_cursor)
        if frame is not None:
            self.screen.want(frame)
            self.pacer.wanted(self._clock())
            return
        # Whatever this is, it draws on what came before it, and nobody knows what it leaves behind.
        if self.screen.dirty and self._showing:
            self._queue.append(self._bracketed(self.screen.patch()))
        self._queue += [self.screen.free(), data]
        self.screen.want_nothing()
        self.screen.forget()
        self.send()

    def send(self) -> None:
        """Send what there is to send, as far as the line takes it."""
        with self._lock:
            while not self.line.blocked:
                if self._queue:
                    data, self._queue = "".join(self._queue), []
                elif self.screen.dirty and self._showing:
                    now = self._clock()
                    allowance = self.pacer.allowance(now)
                    if allowance == 0:
                        self._timers.later(self.pacer.retry_after(now))
                        return
                    data = self._bracketed(self.screen.patch(allowance))
                    if data and self.pacer.sent(len(data), now):
                        data += QUESTION
                else:
                    return
                self._put(data)
            if not self._waiting:
                self._waiting = True
                self._timers.when_writable()

    def _bracketed(self, text: str) -> str:
        if self._synchronised and len(text) > _SMALL:
            return f"{SYNC_START}{text}{SYNC_END}"
        return text

    def _put(self, data: str) -> None:
        if self.options.gate:
            from reader.terminal import gate

            gate.check(data)
        if data:
            self.line.write(data.encode(self.options.encoding, "replace"))

    def writable(self) -> bool:
        """Go on after the line was full.

        Returns:
            Whether it is full no more.
        """
        with self._lock:
            self.line.write(b"")
            if self.line.blocked:
                return False
            self._waiting = False
            self.send()
            return True

    def answered(self) -> None:
        """Take note of the terminal's answer to a question, and go on sending."""
        with self._lock:
            self.pacer.answered(self._clock())
            self.send()

    def typed(self, keys: int) -> None:
        """Take note of keys that came."""
        with self._lock:
            self.pacer.typed(keys, self._clock())

    def expects_answer(self) -> bool:
        """Whether an answer may still come."""
        return self.pacer.waiting(self._clock())

    def resize(self, cols: int, rows: int) -> None:
        """Begin again on a terminal of another size, or show all again on one that was resized and back.

        In the second case Textual has nothing to draw anew: what it drew last, sent or not, stays wanted.
        """
        with self._lock:
            if (cols, rows) == (self.screen.cols, self.screen.rows):
                self.screen.forget()
            else:
                self.screen.resize(cols, rows)

    def repaint(self) -> None:
        """Bring the terminal to its senses and send the whole screen again."""
        with self._lock:
            self._queue.append(SANE)
            self.screen.forget()
            self.send()

    def enter(self, line: Line, size: tuple[int, int], *, showing: bool = True) -> None:
        """Show frames from now on, or from :meth:`show` on, on a screen of which nothing is known."""
        with self._lock:
            self.line = line
            self._showing = showing
            self._waiting = False
            self.resize(*size)
            if self._title is not None:
                self._queue += [_PUSH_TITLE, self._title]

    def show(self) -> None:
        """Show frames from now on: the terminal's answers are no longer echoed on its screen."""
        with self._lock:
            self._showing = True
            self.send()

    def leave(self) -> None:
        """Show no more frames, and give back pen, title, tab stops and scrolling region.

        What is left to show is dropped.
        """
        with self._lock:
            self._showing = False
            self._queue.append("\x1b[0m\x1b]8;;\x1b\\\x1b[r")
            if self.screen.tabs_moved:
                self.screen.tabs_moved = False
                self._queue.append(usual_tabs(self.screen.cols))
            if self._title is not None:
                self._queue.append(_POP_TITLE)
            self.send()
