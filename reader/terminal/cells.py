"""Cells: what one place on a terminal's screen holds, and the pen that wrote it.

Pens and cells are made once each and shared, so that two places look alike exactly when they hold the same
object: comparing two screens is then comparing two tuples of references, which Python does in C.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from rich.cells import get_character_cell_size, split_graphemes

BOLD: Final = 1 << 1
DIM: Final = 1 << 2
ITALIC: Final = 1 << 3
UNDERLINE: Final = 1 << 4
REVERSE: Final = 1 << 7
CONCEAL: Final = 1 << 8

INVISIBLE_ON_BLANKS: Final = BOLD | DIM | ITALIC | CONCEAL
"""Attributes that a terminal keeps in a cell it erases, or that show on none."""

MOST_CELLS: Final = 200_000
"""Distinct cells after which a typecase counts as full (some 30 MB); a screen has a few hundred."""


@dataclass(frozen=True, slots=True, eq=False)
class Pen:
    """A style of writing: two colours, attributes and a hyperlink.

    Attributes:
        fg: Foreground as the parameters of an SGR sequence (``38;5;12``), empty for the default.
        bg: Background, likewise (``48;2;0;0;0``).
        attributes: One bit for each attribute that is on; the bit's number is its SGR code.
        link: Target of the hyperlink, empty for none.
    """

    fg: str
    bg: str
    attributes: int
    link: str

    @property
    def erases(self) -> bool:
        """Whether a cell erased with this pen looks like a space written with it."""
        return not self.link and not self.attributes & ~INVISIBLE_ON_BLANKS


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """One place of the screen, or both places of a wide character's first half.

    Attributes:
        text: The character with all that rides on it; empty in the second half of a wide one.
        pen: What wrote it.
        width: Cells that the text takes: 1 or 2; 0 in the second half of a wide one.
        sure: Whether terminals agree on that width.
    """

    text: str
    pen: Pen
    width: int
    sure: bool


Row: TypeAlias = tuple[Cell | None, ...]
"""A row of the screen; ``None`` where nobody has said, or nobody knows, what is there."""

PenKey: TypeAlias = tuple[str, str, int, str]


class _NotNarrow(Exception):
    """The character is not one that takes one cell and stands alone."""


class _Narrow(dict[str, Cell]):
    """The cells of one pen by character, for the characters that take one cell each."""

    def __init__(self, pen: Pen) -> None:
        super().__init__()
        self.pen = pen

    def __missing__(self, character: str) -> Cell:
        if not _stands_alone(character):
            raise _NotNarrow
        cell = self[character] = Cell(character, self.pen, 1, True)
        return cell


class Typecase:
    """Where pens and cells are kept: asking twice for the same gives the same object.

    Args:
        restyle: Maps the colours and attributes of a pen to what the terminal can show.
        respell: Maps the text of a cell to what the terminal can show in as many cells.
    """

    def __init__(
        self,
        restyle: Callable[[PenKey], PenKey] | None = None,
        respell: Callable[[str, int], str] | None = None,
    ) -> None:
        self._restyle = restyle
        self._respell = respell
        self._pens: dict[PenKey, Pen] = {}
        self._shown: dict[PenKey, Pen] = {}
        self._narrow: dict[Pen, _Narrow] = {}
        self._clusters: dict[tuple[str, Pen, int], Cell] = {}
        self.plain = self.pen("", "", 0, "")

    def pen(self, fg: str, bg: str, attributes: int, link: str) -> Pen:
        """The pen with just these colours, attributes and link."""
        key = (fg, bg, attributes, link)
        found = self._pens.get(key)
        if found is None:
            found = self._pens[key] = Pen(fg, bg, attributes, link)
        return found

    def ink(self, key: PenKey) -> Pen:
        """The pen that stands for ``key`` on this terminal."""
        found = self._shown.get(key)
        if found is None:
            found = self._shown[key] = self.pen(*(self._restyle(key) if self._restyle else key))
        return found

    def set(self, text: str, pen: Pen) -> tuple[list[Cell], str]:
        """Set a text without control characters in cells.

        Returns:
            The cells, and what of the text rides on whatever stands before it.
        """
        narrow = self._narrow.get(pen)
        if narrow is None:
            narrow = self._narrow[pen] = _Narrow(pen)
        if self._respell is None or text.isascii():
            try:
                return list(map(narrow.__getitem__, text)), ""
            except _NotNarrow:
                pass
        cells: list[Cell] = []
        riding = ""
        for start, end, width in split_graphemes(text)[0]:
            cluster = text[start:end]
            if width:
                cells.append(self.cell(cluster, pen, width))
                if width == 2:
                    cells.append(self.cell("", pen, 0))
            elif not cells:
                riding += cluster
        return cells, riding

    def cell(self, text: str, pen: Pen, width: int) -> Cell:
        """The cell that holds a text; the second half of a wide one if ``width`` is 0."""
        key = (text, pen, width)
        found = self._clusters.get(key)
        if found is None:
            shown = self._respell(text, width) if self._respell and text else text
            found = Cell(shown, pen, width, is_sure(shown))
            if width == 1 and shown == text and _stands_alone(text):
                narrow = self._narrow.setdefault(pen, _Narrow(pen))
                found = narrow.setdefault(text, found)
            self._clusters[key] = found
        return found

    @property
    def full(self) -> bool:
        """Whether so many cells were made that starting again is better than keeping them."""
        return len(self._clusters) + sum(map(len, self._narrow.values())) > MOST_CELLS


@lru_cache(maxsize=4096)
def _stands_alone(character: str) -> bool:
    """Whether a string is one character that takes one cell, on all terminals."""
    return len(character) == 1 and get_character_cell_size(character) == 1 and is_sure(character)


@lru_cache(maxsize=4096)
def is_sure(text: str) -> bool:
    """Whether terminals agree on how many cells a character and what rides on it take.

    They do on letters with combining marks. They do not on what is joined or selected by invisible
    characters (families, flags, skin tones, hearts in colour), on formatting and private characters,
    nor on marks that take a place of their own.
    """
    if text.isascii():
        return True
    if len(text) == 1:
        return unicodedata.category(text) not in ("Mc", "Cf", "Co", "Cn")
    return is_sure(text[0]) and all(map(unicodedata.combining, text[1:]))
