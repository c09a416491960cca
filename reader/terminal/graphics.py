"""By which means a terminal shows pictures, as far as the environment tells; it is not asked."""

from __future__ import annotations

import fcntl
import re
import struct
import sys
import termios
from collections.abc import Mapping
from typing import Final

KITTY, SIXEL, BLOCKS, LETTERS = "kitty", "sixel", "blocks", "letters"

_KITTY_TERMS: Final = re.compile(r"xterm-kitty|(?:xterm-)?ghostty")
_KITTY_PROGRAMS: Final = ("ghostty", "WezTerm")
_SIXEL_TERMS: Final = re.compile(r"foot|mlterm|contour|yaft")
_SIXEL_PROGRAMS: Final = ("mintty",)


def graphics_of(environ: Mapping[str, str], *, colours: bool = True) -> str:
    """Kitty's protocol, Sixel, half blocks, or letters where there are no colours.

    Args:
        environ: The environment's variables.
        colours: Whether the terminal shows any.
    """
    if not colours:
        return LETTERS
    term, program = environ.get("TERM", ""), environ.get("TERM_PROGRAM", "")
    if "TMUX" in environ or "STY" in environ or term.startswith(("screen", "tmux")):
        return BLOCKS  # what is told of the outer terminal says nothing of what lies between
    if _KITTY_TERMS.match(term) or "KITTY_WINDOW_ID" in environ or program in _KITTY_PROGRAMS:
        return KITTY
    if _SIXEL_TERMS.match(term) or program in _SIXEL_PROGRAMS:
        return SIXEL
    return BLOCKS


def cell_size() -> tuple[int, int] | None:
    """Width and height of a cell in pixels, as the kernel knows them; None where it does not."""
    try:
        answer = fcntl.ioctl(sys.__stdout__.fileno() if sys.__stdout__ else 1, termios.TIOCGWINSZ, b"\0" * 8)
    except (OSError, ValueError):
        return None
    rows, columns, width, height = struct.unpack("HHHH", answer)
    return (width // columns, height // rows) if rows and columns and width and height else None
