"""The clipboard of the terminal at the far end, by OSC 52, the only one that works over SSH.

The terminal says nothing back: what is known is that something was sent, and that is all that is claimed.
"""

from __future__ import annotations

import base64
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

LIMIT: Final = 74_994
"""Bytes of base64 that xterm and some others still take; what is longer they drop in silence."""

_SCREEN_STRING: Final = 512
"""Bytes in one string that GNU screen hands on; it takes 768 at most."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The text was sent to the terminal's clipboard. Whether it arrived there nobody knows.

    Attributes:
        size: Bytes of the text in UTF-8.
    """

    size: int

    def __str__(self) -> str:
        return f"sent to the terminal's clipboard ({self.size:,} bytes)"


@dataclass(frozen=True, slots=True)
class TooLong:
    """The text is longer than terminals take, and was written to a file instead.

    Attributes:
        size: Bytes of the text in UTF-8.
        path: The file.
    """

    size: int
    path: Path

    def __str__(self) -> str:
        return f"too long for a terminal's clipboard ({self.size:,} bytes): written to {self.path}"


@dataclass(frozen=True, slots=True)
class NotWritten:
    """The text is longer than terminals take, and the file could not be written either.

    Attributes:
        size: Bytes of the text in UTF-8.
        folder: Where the file should have been.
        reason: Why it is not.
    """

    size: int
    folder: Path
    reason: str

    def __str__(self) -> str:
        return (
            f"too long for a terminal's clipboard ({self.size:,} bytes), and no file could be written "
            f"to {self.folder}: {self.reason}"
        )


Outcome: TypeAlias = Sent | TooLong | NotWritten


def copy(text: str, write: Callable[[str], object], environ: Mapping[str, str], folder: Path) -> Outcome:
    """Send a text to the terminal's clipboard, or write it to a file if it is too long for that.

    Args:
        text: The text.
        write: Writes to the terminal; the driver's ``write``.
        environ: The environment's variables, which tell of tmux and screen.
        folder: Where to write a text that is too long; made if it is not there.
    """
    data = text.encode("utf-8", "replace")
    encoded = base64.b64encode(data).decode("ascii")
    if len(encoded) <= LIMIT:
        write(sequence(encoded, environ))
        return Sent(len(data))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix="clipboard-", suffix=".txt", dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    except OSError as error:
        return NotWritten(len(data), folder, error.strerror or str(error))
    return TooLong(len(data), Path(name))


def sequence(encoded: str, environ: Mapping[str, str]) -> str:
    """The sequence that puts base64 into the clipboard, wrapped for what lies between.

    Within tmux it goes both ways: plain, which tmux takes if its ``set-clipboard`` is on, and wrapped, which
    it hands on if its ``allow-passthrough`` is. A version of tmux that does neither drops both.
    """
    plain = f"\x1b]52;c;{encoded}\x07"
    if "TMUX" in environ or environ.get("TERM", "").startswith("tmux"):
        doubled = plain.replace("\x1b", "\x1b\x1b")
        return f"{plain}\x1bPtmux;{doubled}\x1b\\"
    if "STY" in environ:
        pieces = [plain[at : at + _SCREEN_STRING] for at in range(0, len(plain), _SCREEN_STRING)]
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return plain
