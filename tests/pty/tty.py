"""A program in a real pseudo-terminal, driven as a person would: keys in, a screen out.

Nothing here sleeps for a fixed time: every wait ends with what it waits for, or fails at its limit.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

from tests.pty.emulator import Emulator

KEYS: dict[str, bytes] = {
    "enter": b"\r",
    "esc": b"\x1b",
    "tab": b"\t",
    "space": b" ",
    "backspace": b"\x7f",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
    "shift+tab": b"\x1b[Z",
    "delete": b"\x1b[3~",
    "f1": b"\x1bOP",
    **{f"ctrl+{letter}": bytes([ord(letter) - 96]) for letter in "abcdefghijklmnopqrstuvwxyz"},
}

_QUERIES = re.compile(rb"\x1b\[c|\x1b\[5n|\x1b\[6n|\x1b\[\?2026\$p")
_REPLIES = {
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[5n": b"\x1b[0n",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
}


class Tty:
    """A program on a pseudo-terminal of its own, in a session of its own.

    Args:
        argv: The program and its arguments.
        cols: Width in cells.
        rows: Height in rows.
        env: Variables to set over the present environment; a value of ``None`` removes one.
        cwd: The directory to start in.
        answers: Whether the terminal answers queries, as terminals do.
        rate: Bytes per second that the line carries towards the terminal; ``None`` for all there is.

    Attributes:
        raw: All that the program has sent and the line has carried so far.
        emulator: The screen that shows it.
        pid: The process.
    """

    def __init__(
        self,
        argv: Sequence[str],
        cols: int = 120,
        rows: int = 40,
        env: Mapping[str, str | None] | None = None,
        *,
        cwd: str | None = None,
        answers: bool = True,
        rate: float | None = None,
    ) -> None:
        self.raw = bytearray()
        self.emulator = Emulator(cols, rows)
        self.rate = rate
        self._answers = answers
        self._asked = b""
        self._paid_until = time.monotonic()
        self._closed = False
        self._status: int | None = None
        variables: dict[str, str] = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        for name in ("NO_COLOR", "COLORTERM", "TEXTUAL_COLOR_SYSTEM", "TMUX", "STY", "COLUMNS", "LINES"):
            variables.pop(name, None)
        for name, value in (env or {}).items():
            if value is None:
                variables.pop(name, None)
            else:
                variables[name] = value
        size = struct.pack("HHHH", rows, cols, 0, 0)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                # Whoever runs the tests in the background may have it ignore these, and its children with it.
                for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
                    signal.signal(number, signal.SIG_DFL)
                fcntl.ioctl(0, termios.TIOCSWINSZ, size)
                if cwd:
                    os.chdir(cwd)
                os.execvpe(argv[0], list(argv), variables)
            finally:
                os._exit(127)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, size)

    def pump(self, timeout: float = 0.05) -> bool:
        """Read what comes within ``timeout`` seconds, show it, answer it.

        Returns:
            Whether anything came.
        """
        if self._closed:
            return False
        size = 1 << 16
        if self.rate:
            now = time.monotonic()
            self._paid_until = max(self._paid_until, now - 0.25)
            wait = self._paid_until - now
            if wait > 0:
                select.select([], [], [], min(wait, timeout))
                if wait > timeout:
                    return False
            size = max(1, int(self.rate * 0.05))
        if not select.select([self.fd], [], [], timeout)[0]:
            return False
        try:
            data = os.read(self.fd, size)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            data = b""
        if not data:
            self._closed = True
            return False
        if self.rate:
            self._paid_until += len(data) / self.rate
        self.raw += data
        self.emulator.feed(data)
        if self._answers:
            self._answer(data)
        return True

    def _answer(self, data: bytes) -> None:
        # A query may be cut between two reads: the last bytes that a query could begin with are kept.
        asked = self._asked + data
        end = 0
        for found in _QUERIES.finditer(asked):
            with contextlib.suppress(OSError):
                os.write(self.fd, _REPLIES[found[0]])
            end = found.end()
        self._asked = asked[end:][-8:]

    def send(self, data: bytes | str) -> None:
        """Send bytes as if typed, all of them."""
        left = data.encode() if isinstance(data, str) else data
        while left:
            left = left[os.write(self.fd, left) :]

    def key(self, *names: str) -> None:
        """Press keys by name (``enter``, ``ctrl+l``, ``j``); what is no name is typed as it stands."""
        for name in names:
            self.send(KEYS.get(name, name.encode()))

    def wait_for(self, pattern: str, limit: float = 20.0) -> float:
        """Wait until the screen shows a regular expression, blanks and line ends counting as one blank.

        Returns:
            The seconds that it took.

        Raises:
            AssertionError: It did not come within ``limit`` seconds.
        """
        wanted = re.compile(pattern)
        start = time.monotonic()
        while True:
            text = self.text()
            if wanted.search(text) or wanted.search(re.sub(r"\s+", " ", text)):
                return time.monotonic() - start
            if time.monotonic() - start > limit or (self._closed and not self.pump(0)):
                raise AssertionError(f"no {pattern!r} on the screen after {limit} s:\n{text}")
            self.pump()

    def settle(self, quiet: float = 0.15, limit: float = 10.0) -> float:
        """Read until nothing comes for ``quiet`` seconds.

        Returns:
            Seconds from the call to the last byte that came; 0 if none did.
        """
        start = time.monotonic()
        last = start
        while (
            time.monotonic() - max(start, last) < quiet
            and time.monotonic() - start < limit
            and not self._closed
        ):
            if self.pump(quiet):
                last = time.monotonic()
        return last - start

    def text(self) -> str:
        """The screen as text."""
        return self.emulator.text()

    def resize(self, cols: int, rows: int) -> None:
        """Give the terminal another size; the kernel tells the program."""
        self.emulator.resize(cols, rows)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    def attributes(self) -> list[object]:
        """The terminal's line settings, as ``termios.tcgetattr`` gives them."""
        return list(termios.tcgetattr(self.fd))

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def alive(self) -> bool:
        """Whether the program still runs."""
        if self._status is None:
            with contextlib.suppress(ChildProcessError):
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                if pid:
                    self._status = os.waitstatus_to_exitcode(status)
        return self._status is None

    def wait_exit(self, limit: float = 10.0) -> int:
        """Wait for the program's end and read what is left.

        Returns:
            Its exit status; the negative number of the signal that ended it.

        Raises:
            AssertionError: It still ran after ``limit`` seconds.
        """
        end = time.monotonic() + limit
        while self.alive():
            if time.monotonic() > end:
                raise AssertionError(f"still running after {limit} s:\n{self.text()}")
            if not self.pump(0.02) and self._closed:
                select.select([], [], [], 0.01)
        while self.pump(0.02):
            pass
        assert self._status is not None
        return self._status

    def hang_up(self) -> None:
        """Close the line, as when a connection drops: the terminal is gone, the program gets SIGHUP."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1
        self._closed = True

    def close(self) -> None:
        """End the program if it still runs, and close the line."""
        if self.alive():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGCONT)
                os.kill(self.pid, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self.pid, 0)
        self.hang_up()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
