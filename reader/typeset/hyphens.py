"""Dividing words by the rules of their language: F. M. Liang's method on the patterns that pyphen ships.

pyphen reads all patterns of a language before the first word, which takes the better part of a second for
German or Hungarian; here they are only told apart, and each is read when a word first meets it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Protocol

from reader.typeset.breaks import Divide

BEFORE = 2
"""How many letters stay, at the least, before a hyphen."""

AFTER = 3
"""How many letters go, at the least, to the next row."""

_LONGEST_WORD = 64
"""More letters than this are no word, and are not looked up."""

_RESPELT = 0.25
"""What is added to the odd values of a pattern that divides a word by spelling it otherwise."""

_ENCODINGS = {"microsoft-cp1251": "cp1251"}
_HEX = re.compile(r"\^\^([0-9a-f]{2})")
_VALUES = re.compile(r"(\d?)(\D?)")


@lru_cache(maxsize=8)
def divider(language: str) -> Divide | None:
    """What divides words of a language.

    Names are left whole: a word that begins with a capital is divided only in German, where all nouns do.
    Divisions that would change a word's spelling (as in Hungarian "asszony") are passed over.

    Args:
        language: A BCP 47 tag, "en" or "de-AT".

    Returns:
        A function from a word to the offsets that may begin a row; None where the language is unknown.
    """
    import pyphen  # type: ignore[import-untyped]

    known = pyphen.language_fallback(language.replace("-", "_")) if language else None
    if known is None:
        return None
    patterns = Patterns(pyphen.LANGUAGES[known])
    capitals_too = known.startswith("de")

    @lru_cache(maxsize=8192)
    def divide(word: str) -> tuple[int, ...]:
        if word.isupper() or (word[0].isupper() and not capitals_too):
            return ()
        return patterns.positions(word)

    return divide


class _Readable(Protocol):
    def read_bytes(self) -> bytes: ...


class Patterns:
    """The patterns of one language.

    Args:
        source: A hyphenation dictionary in the form of LibreOffice: its encoding on the first line, then a
            pattern a line.
    """

    def __init__(self, source: _Readable) -> None:
        first, _, rest = source.read_bytes().partition(b"\n")
        encoding = first.decode("ascii").strip().lower()
        text = rest.decode(_ENCODINGS.get(encoding, encoding)).replace("\r", "")
        if "^^" in text:
            text = _HEX.sub(lambda match: chr(int(match[1], 16)), text)
        letters = text
        for digit in "0123456789":
            letters = letters.replace(digit, "")
        keys = letters.split("\n")
        if "/" in letters:
            keys = [key.partition("/")[0] for key in keys]
        self._lines = dict(zip(keys, text.split("\n"), strict=True))
        self._longest = max(map(len, self._lines))
        self._read: dict[str, tuple[float, ...]] = {}

    def positions(self, word: str) -> tuple[int, ...]:
        """Where a word may be divided: the offsets that may begin a row."""
        framed = f".{word.lower()}."
        size = len(framed)
        if size != len(word) + 2 or len(word) > _LONGEST_WORD:
            return ()
        weights = [0.0] * (size + 1)
        for start in range(size - 1):
            for end in range(start + 1, min(start + self._longest, size) + 1):
                key = framed[start:end]
                if key in self._lines:
                    for index, value in enumerate(self._values(key), start):
                        weights[index] = max(weights[index], value)
        return tuple(index - 1 for index in range(BEFORE + 1, size - AFTER) if weights[index] % 2 == 1)

    def _values(self, key: str) -> tuple[float, ...]:
        """The weight before each letter of a pattern and after the last; odd ones allow a division."""
        values = self._read.get(key)
        if values is None:
            pattern, respelt, _ = self._lines[key].partition("/")
            numbers = [int(digit or "0") for digit, _ in _VALUES.findall(pattern)]
            values = tuple(number + (_RESPELT if respelt and number % 2 else 0) for number in numbers)
            self._read[key] = values
        return values
