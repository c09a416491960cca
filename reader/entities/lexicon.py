"""What is known of words and phrases before an article is read: countries, cities, names, cue words.

The file holds no words, only sorted CRC-32 keys of them and sixteen flags each, so that it loads in about
a millisecond and is searched by bisection. `training/build_lexicon.py` makes it.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from zlib import crc32

COUNTRY = 1
CAPITAL = 2
REGION = 4
CITY = 8
TOWN = 16
GROUP = 32
GIVEN = 64
SURNAME = 128
ORGANISATION = 256
ORGANISATION_WORD = 512
PLACE_WORD = 1024
TITLE = 2048
ROLE = 4096
SAYING = 8192
COMMON = 16384
PREFIX = 32768
"""One or more further words may make a longer entry."""

PLACES = COUNTRY | CAPITAL | REGION | CITY | TOWN
ENTRIES = PLACES | GROUP | ORGANISATION
"""What whole phrases are looked up for."""

DATA = os.path.join(os.path.dirname(__file__), "data")  # noqa: PTH118, PTH120 - pathlib costs more than all else here
"""Where this package's data files lie."""

MAGIC = b"BLX1"
LONGEST = 6
"""Words of the longest phrase looked up."""


class DamagedFile(Exception):
    """A data file of this package that is absent, cut short or of another version."""


def unaccented(word: str) -> str:
    """The word without the accents on its letters."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


class Lexicon:
    """Flags by word or phrase.

    Args:
        data: A file's content.

    Raises:
        DamagedFile: It is not a whole lexicon.
    """

    def __init__(self, data: bytes) -> None:
        count = int.from_bytes(data[4:8], "little")
        if (
            data[:4] != MAGIC
            or len(data) != 12 + 6 * count
            or crc32(data[12:]) != int.from_bytes(data[8:12], "little")
        ):
            raise DamagedFile("the word list is damaged")
        self._keys = array("I", data[12 : 12 + 4 * count])
        self._flags = array("H", data[12 + 4 * count :])
        if sys.byteorder == "big":
            self._keys.byteswap()
            self._flags.byteswap()
        self._known: dict[str, int] = {}
        self.version = data[8:12].hex()

    @classmethod
    def empty(cls) -> Lexicon:
        """One that knows nothing."""
        return cls(MAGIC + bytes(8))

    def flags(self, words: str) -> int:
        """What is known of a word, or of words with one space between them; 0 for nothing."""
        known = self._known.get(words)
        if known is None:
            key = crc32(unaccented(words).encode("utf-8", "surrogatepass"))
            at = bisect_left(self._keys, key)
            known = self._flags[at] if at < len(self._keys) and self._keys[at] == key else 0
            if len(self._known) > 100_000:
                self._known.clear()
            self._known[words] = known
        return known

    def longest(self, words: Sequence[str], at: int) -> tuple[int, int]:
        """The longest phrase from `at` that names a place, a group or an organisation.

        Returns:
            How many words it has, and its flags; 0 and 0 where there is none.
        """
        phrase = words[at]
        flags = self.flags(phrase)
        best = (1, flags) if flags & ENTRIES else (0, 0)
        for length in range(2, LONGEST + 1):
            if not flags & PREFIX or at + length > len(words):
                break
            phrase += " " + words[at + length - 1]
            flags = self.flags(phrase)
            if flags & ENTRIES:
                best = (length, flags)
        return best


def read(name: str) -> bytes:
    """The content of one of this package's data files; raises OSError."""
    with open(f"{DATA}/{name}", "rb") as file:  # noqa: PTH123
        return file.read()


@cache
def lexicon() -> Lexicon:
    """The one that is shipped.

    Raises:
        DamagedFile: It cannot be read.
    """
    try:
        data = read("lexicon.bin")
    except OSError as error:
        raise DamagedFile(f"the word list cannot be read: {error.strerror}") from None
    return Lexicon(data)
