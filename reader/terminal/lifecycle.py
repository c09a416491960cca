"""The life of a session: signals, and a terminal left as it was found."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import termios
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any, Final

FINAL_SIGNALS: Final = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)

_WIDEST: Final = 320
_TAB_STEP: Final = 8
"""Columns between two tab stops, on every terminal and in every program that counts on them."""


def usual_tabs(cols: int) -> str:
    """The sequence that puts the tab stops of a terminal so many columns wide where they usually are."""
    return "\r\x1b[3g" + f"\x1b[{_TAB_STEP}C\x1bH" * ((cols - 1) // _TAB_STEP) + "\r"


RESTORE: Final = (
    "\x1b[?2026l\x1b[0m\x1b]8;;\x1b\\\x1b[r"
    "\x1b[?2004l\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    + usual_tabs(_WIDEST)
    + "\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""What undoes each thing that a Textual program sets in a terminal, whether or not it was set."""

_LIMIT: Final = 3.0
"""Seconds that a program gets to come back to its event loop before it is ended where it stands."""

_log = logging.getLogger(__name__)


class Lifecycle:
    """What happens on the signals that end, stop and continue a process.

    Endings are handled in the event loop, where the program's state is whole: first ``save``, then ``leave``,
    then the signal's own effect, so that whoever waits for the process sees what ended it. If the loop does
    not come round, or the signal comes twice, they are handled where the process stands.

    Args:
        loop: The program's event loop.
        save: Called once before an ending.
        leave: Gives the terminal back; called with whether there still is one.
        restore: Gives the terminal back at once from any thread, when nothing else works any more.
        active: Whether the program has the terminal at present.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        *,
        save: Callable[[], None] | None,
        leave: Callable[[bool], None],
        restore: Callable[[], None],
        active: Callable[[], bool],
    ) -> None:
        self._loop = loop
        self._save = save
        self._leave = leave
        self._restore = restore
        self._active = active
        self._ending = False
        self._saved = False

    def install(self) -> None:
        """Handle the signals that end a process from now on."""
        for number in FINAL_SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._on_final)

    def _on_final(self, number: int, _frame: FrameType | None) -> None:
        if not self._active():
            # Another program has the terminal, and an interrupt from its keyboard is meant for that one.
            if number != signal.SIGINT:
                self.end(number)
            return
        if self._ending:
            self._end_here(number)
            return
        self._ending = True
        timer = threading.Timer(_LIMIT, self._end_here, [number])
        timer.daemon = True
        timer.start()
        self._loop.call_soon_threadsafe(self.end, number)

    def end(self, number: int) -> None:
        """Save, leave the terminal and die by a signal; SIGHUP for a terminal that is gone."""
        self._ending = True
        self._save_once()
        with contextlib.suppress(Exception):
            self._leave(number != signal.SIGHUP)
        self._die(number)

    def _end_here(self, number: int) -> None:
        if number != signal.SIGHUP:
            self._restore()
        self._save_once()
        self._die(number)

    def _save_once(self) -> None:
        if self._saved or self._save is None:
            return
        self._saved = True
        try:
            self._save()
        except Exception:
            _log.exception("saving before the end failed")

    @staticmethod
    def _die(number: int) -> None:
        if threading.current_thread() is threading.main_thread():
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
        os._exit(128 + number)


def in_background(fd: int) -> bool:
    """Whether another job has the terminal, so that touching it would stop this one."""
    try:
        return os.tcgetpgrp(fd) != os.getpgrp()
    except OSError:
        return False


def pass_tabs_on(fd: int) -> None:
    """Have the kernel pass tabs on to the terminal instead of writing spaces for them."""
    with contextlib.suppress(OSError, termios.error):
        attributes = termios.tcgetattr(fd)
        expanding = getattr(termios, "TAB3", 0)
        if expanding and attributes[1] & expanding == expanding:
            attributes[1] &= ~expanding
            termios.tcsetattr(fd, termios.TCSANOW, attributes)


def restore_terminal(fd: int, attributes: list[Any] | None) -> None:
    """Give a terminal back by the shortest way, waiting for nothing.

    Args:
        fd: A descriptor of the terminal.
        attributes: Its line settings as they were, if known.
    """
    with contextlib.suppress(OSError, termios.error):
        os.write(fd, RESTORE.encode())
    if attributes is not None:
        with contextlib.suppress(OSError, termios.error):
            termios.tcsetattr(fd, termios.TCSANOW, attributes)
