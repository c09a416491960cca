"""The last gate: tells control sequences that the driver itself writes from any others."""

from __future__ import annotations

import re
from typing import Final

from reader.terminal.stream import CONTROL

_OURS: Final = re.compile(
    r"\x1b\[(?:\d+(?:;\d+)?)?H"  # to a place
    r"|\x1b\[\d*[ABCDGJKMLX]"  # by some places, erasing, lines in and out
    r"|\x1b\[(?:\d+;\d+)?r"  # the scrolling region
    r"|\x1b\[[\d;]*m"  # the pen
    r"|\x1b\]8;[a-z0-9=:]*;[!-~]*\x1b\\"  # links, in printable ASCII
    r"|\x1b[78M]|\x1b\(B|\x0f"  # keeping a place, up a line, and back to plain characters
    r"|\x1b\[3g|\x1bH"  # tab stops
    r"|[\r\n\b\t\x0b]"
    r"|" + CONTROL
)
_ESCAPING: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class ForeignSequence(AssertionError):
    """Something that is not the driver's own was about to reach the terminal."""


def foreign(data: str) -> str | None:
    """The first control character in outgoing data that belongs to none of the driver's sequences.

    Args:
        data: What is about to be sent.

    Returns:
        That character with what follows it, at most 20 characters; ``None`` if there is none.
    """
    at = 0
    for found in [*_OURS.finditer(data), None]:
        end = found.start() if found else len(data)
        stray = _ESCAPING.search(data, at, end)
        if stray:
            return data[stray.start() : stray.start() + 20]
        at = found.end() if found else end
    return None


def check(data: str) -> None:
    """Let data pass, or stop it.

    Raises:
        ForeignSequence: It holds a control character that is not the driver's own.
    """
    stray = foreign(data)
    if stray is not None:
        raise ForeignSequence(f"not a sequence of the driver's: {stray!r}")
