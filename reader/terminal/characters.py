"""Characters: text on a terminal whose encoding lacks some of it, each in as many cells as it was."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_GROUPS: Final = {
    "-": "─━═╌╍┄┅┈┉╴╶╸╺╼╾–—―‒‐‑−⁃",
    "|": "│┃║╎╏┆┇┊┋╵╷╹╻╽╿▏▎▍▌▐▕",
    "+": "✓✔☑➕",
    "#": "█▉▊▋▅▆▇▓■▪◼▖▗▘▙▚▛▜▝▞▟",
    ":": "▒░",
    "_": "▁▂▃▄",
    "=": "▬▀▔",
    "*": "●•∙★✦✱⁎◆◉",
    ".": "·…☆⋅",
    ">": "▸▶►▹▷→⇒➜❯›»",
    "<": "◂◀◄◃◁←⇐❮‹«",
    "^": "▲△▴▵↑",
    "v": "▼▽▾▿↓",
    "'": "‘’‚‛′´",
    '"': "“”„‟″",
    "x": "×✗✘✕✖☒",
    " ": "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u2800",
    "a": "æ",
    "A": "Æ",
    "s": "ß",
    "O": "ØŒ",
    "d": "ðđ",
    "D": "ÐĐ",
    "l": "ł",
    "L": "Ł£",
    "p": "þ",
    "P": "Þ¶",
    "E": "€",
    "c": "©¢",
    "R": "®",
    "S": "§",
    "i": "ı",
    "o": "○◦◯°▫□◻øœ",
}
_SPELLINGS: Final = {character: plain for plain, characters in _GROUPS.items() for character in characters}


class Respeller:
    """Spells text in what an encoding has: lines and symbols by look, letters without their marks.

    Args:
        encoding: Python's name of the encoding.
        ascii_only: Whether to keep boxes and symbols to ASCII also where the encoding has them; letters stay.
    """

    def __init__(self, encoding: str, *, ascii_only: bool = True) -> None:
        self._encoding = encoding
        self._ascii_only = ascii_only

    def __call__(self, text: str, width: int) -> str:
        """The text, or what stands for it in ``width`` cells."""
        if text.isascii():
            return text
        if self._encodable(text) and not (self._ascii_only and text in _SPELLINGS and not text.isalpha()):
            return text
        plain = spell_plainly(text)
        return plain if len(plain) == width else (plain or "?").ljust(width, "?")[:width]

    def _encodable(self, text: str) -> bool:
        try:
            text.encode(self._encoding)
        except UnicodeEncodeError:
            return False
        return True


@lru_cache(maxsize=4096)
def spell_plainly(text: str) -> str:
    """A character in ASCII by its look; empty if nothing in ASCII looks like it."""
    if text in _SPELLINGS:
        return _SPELLINGS[text]
    if "\u2500" <= text <= "\u257f":
        return "+"
    if "\u2801" <= text <= "\u28ff":
        return "*"
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(character for character in decomposed if character.isascii())
