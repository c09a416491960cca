"""How well a name fits what is being typed: itself first, then beginnings, then all that has it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

_WORD = re.compile(r"[^\W_]+")

EXACT, OPENING, STARTS, WITHIN, BESIDE = range(5)
"""The name itself; how it begins; each word begins one of its; they stand in it; in what is said of it."""


def folded(text: str) -> str:
    """The text without case and accents."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text.casefold()).translate(_marks())


@cache
def _marks() -> dict[int, None]:
    """Every combining mark; the last one of Unicode 17 is U+1E94A."""
    return dict.fromkeys(code for code in range(0x300, 0x1E94B) if unicodedata.combining(chr(code)))


@dataclass(frozen=True, slots=True)
class Name:
    """A name made ready for ranking.

    Attributes:
        name: Without case and accents.
        words: Its words.
        beside: The words that may be typed for it as well, likewise, with a space before each.
    """

    name: str
    words: tuple[str, ...]
    beside: str = ""

    @classmethod
    def of(cls, name: str, beside: str = "") -> Name:
        """A name, with what else may be typed for it."""
        plain = folded(name)
        more = "".join(f" {word}" for word in _WORD.findall(folded(beside)))
        return cls(plain, tuple(_WORD.findall(plain)), more)


def rank(wanted: Sequence[str], name: Name) -> int | None:
    """How well a name fits: `EXACT`, `OPENING`, `STARTS`, `WITHIN` or `BESIDE`; None where it does not.

    Args:
        wanted: The words typed so far, without case and accents; each must be found.
        name: It.
    """
    typed = " ".join(wanted)
    if name.name == typed:
        return EXACT
    if name.name.startswith(typed):
        return OPENING
    if all(any(word.startswith(part) for word in name.words) for part in wanted):
        return STARTS
    if all(part in name.name for part in wanted):
        return WITHIN
    return BESIDE if all(part in name.name or f" {part}" in name.beside for part in wanted) else None
