"""A text made ready for finding passages in it: white space squeezed, punctuation folded, cut into words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate

_FOLDED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ′`´", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
"""Typographic variants of one sign, which one loader keeps and another replaces; one character for one."""

_LONGEST_WORD = 100

_BLANK = re.compile(r"\s+")
_BLANKS = re.compile(r"\s{2,}")
_WORD = re.compile(
    # Scripts that put no spaces between words (kana, Han, Thai, Lao, Khmer, Burmese) go by the character.
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
    r"|[^\w\s]"
)


def folded(text: str) -> str:
    """The text with each run of white space as one space, and the variants of quotes and dashes as one."""
    return _BLANK.sub(" ", text).translate(_FOLDED)


def words_of(text: str) -> list[str]:
    """The words and the punctuation marks of a text, in order; every CJK character is a word."""
    return _WORD.findall(text)


class Words:
    """A text, folded, with the way back from its characters to those of the text itself.

    Attributes:
        text: The text as it was given.
        folded: The same for finding in; not longer.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = folded(text)
        runs = list(_BLANKS.finditer(text))
        self._lost = [0, *accumulate(run.end() - run.start() - 1 for run in runs)]
        self._ends = [run.end() for run in runs]
        self._folded_ends = [end - lost for end, lost in zip(self._ends, self._lost[1:], strict=True)]

    def inward(self, offset: int) -> int:
        """Where the character at `offset` of the text stands in the folded text."""
        passed = bisect_right(self._ends, offset)
        at = offset - self._lost[passed]
        if passed < len(self._ends):  # within a run of blanks every character is the one blank
            at = min(at, self._folded_ends[passed] - 1)
        return max(0, min(at, len(self.folded)))

    def outward(self, start: int, end: int) -> tuple[int, int]:
        """Where `start` to `end` of the folded text stand in the text itself."""
        first = bisect_right(self._folded_ends, start)
        last = bisect_left(self._folded_ends, end)
        return start + self._lost[first], end + self._lost[last]

    def between(self, start: int, end: int) -> list[tuple[int, int]]:
        """The words of the folded text that lie between two of its places or cross one, as start and end."""
        if start >= end:
            return []
        first = max(self.folded.rfind(" ", max(0, start - _LONGEST_WORD), start), start - _LONGEST_WORD, 0)
        last = self.folded.find(" ", end, end + _LONGEST_WORD)
        found = _WORD.finditer(self.folded, first, last if last >= 0 else end + _LONGEST_WORD)
        return [match.span() for match in found if match.end() > start and match.start() < end]

    def occurrences(self, folded_quote: str, most: int) -> list[int]:
        """Where a folded quote stands in the folded text; not more than `most` places, none for no quote."""
        found: list[int] = []
        at = self.folded.find(folded_quote) if folded_quote else -1
        while at >= 0 and len(found) < most:
            found.append(at)
            at = self.folded.find(folded_quote, at + 1)
        return found


@lru_cache(maxsize=2)
def words_in(text: str) -> Words:
    """The text made ready, kept for the next passage to be found in it."""
    return Words(text)
