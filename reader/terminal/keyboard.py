"""The keyboard: reads what comes from a terminal, and takes the terminal's answers out of it."""

from __future__ import annotations

import codecs
import errno
import os
import select
import time
from collections.abc import Callable, Iterator
from typing import Final

from reader.terminal.pacing import ANSWER
from reader.terminal.paste import PasteFilter

_TICK: Final = 0.02


class HungUp(Exception):
    """Nothing will ever come from this terminal again."""


class AnswerFilter:
    """Takes the answers to status questions out of what was typed, also where a read cuts one in two."""

    def __init__(self) -> None:
        self._held = ""

    def feed(self, text: str) -> tuple[str, int]:
        """Filter a text.

        Returns:
            The text without answers, and how many there were.
        """
        text = self._held + text
        self._held = ""
        count = text.count(ANSWER)
        if count:
            text = text.replace(ANSWER, "")
        for length in range(len(ANSWER) - 1, 0, -1):
            if text.endswith(ANSWER[:length]):
                self._held = text[-length:]
                return text[:-length], count
        return text, count

    def release(self) -> str:
        """What was held back as the possible beginning of an answer, when no more came."""
        held, self._held = self._held, ""
        return held


class Keyboard:
    """Reads a terminal until it is told to stop.

    Args:
        fd: Descriptor of the terminal.
        awaiting: Says whether an answer is expected, so that a lone escape is not held back otherwise.
        answered: Called with each answer.
        typed: Called with the number of keys that came together, more or less.
        encoding: Encoding of the terminal.
    """

    def __init__(
        self,
        fd: int,
        awaiting: Callable[[], bool],
        answered: Callable[[], None],
        typed: Callable[[int], None],
        encoding: str = "utf-8",
    ) -> None:
        self._fd = fd
        self._encoding = encoding
        self._awaiting = awaiting
        self._answered = answered
        self._typed = typed
        self._wake_read, self._wake_write = os.pipe()
        self._stopped = False

    def stop(self) -> None:
        """Make :meth:`texts` end soon, after what has come by then; safe from any thread."""
        self._stopped = True
        os.write(self._wake_write, b"x")

    def close(self) -> None:
        """Give back what :meth:`stop` needs; once nobody iterates over :meth:`texts` any more."""
        os.close(self._wake_read)
        os.close(self._wake_write)

    def texts(self, patience: float) -> Iterator[str]:
        """What is typed, as it comes.

        Args:
            patience: Seconds after the last text during which the caller wants to be called every now and
                then with an empty one, to tell an escape key from the beginning of a sequence.

        Raises:
            HungUp: The terminal is gone.
        """
        decode = codecs.getincrementaldecoder(self._encoding)("replace").decode
        answers, pastes = AnswerFilter(), PasteFilter()
        restless_until = 0.0
        while not self._stopped:
            tick = _TICK if time.monotonic() < restless_until else None
            if self._fd not in select.select([self._fd, self._wake_read], [], [], tick)[0]:
                released = pastes.feed(answers.release())
                yield released
                if released:
                    restless_until = time.monotonic() + patience
                continue
            text = decode(self._read())
            if self._awaiting():
                text, count = answers.feed(text)
                for _ in range(count):
                    self._answered()
            else:
                text = answers.release() + text.replace(ANSWER, "")
            text = pastes.feed(text)
            if text:
                self._typed(text.count("\x1b") or len(text))
                yield text
            # Not from the read on: where the machine is busy the caller may be long in taking the text.
            restless_until = time.monotonic() + patience

    def _read(self) -> bytes:
        try:
            data = os.read(self._fd, 4096)
        except OSError as error:
            if error.errno in (errno.EAGAIN, errno.EINTR):
                return b""
            raise HungUp from error
        if not data:
            raise HungUp
        return data
