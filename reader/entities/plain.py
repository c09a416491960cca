"""A text's twin for matching: as long as the text itself, with plain quotes, spaces and hyphens."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

MEASURES = range(40, 121)
"""How long, in characters, the longest line of a hard-wrapped paragraph is; a shorter one is a list or
verse, and where lines are longer each is a paragraph."""

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‛′ʼ´`", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\t\r\x0b\x0c\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u205f\u3000", " "),
        "\u2015": "—",
    }
)
_GAP = re.compile(r"(?<! )[ ]{2,3}(?! )")
_PARAGRAPH = re.compile(r"\n[ \n]*\n")
_WORD = re.compile(r"\S{1,40}")


def plain(text: str) -> str:
    """`text` with one look for each sign, character for character.

    Quotes become straight, hyphens "-", spaces " ". A newline stays where it ends a paragraph and becomes
    a space where it only wraps a line.
    """
    folded = text.translate(_ALIKE)
    if "\n" not in folded:
        return folded
    parts, at = [], 0
    for gap in _PARAGRAPH.finditer(folded):
        parts += [_unwrapped(folded[at : gap.start()]), gap.group().replace(" ", "\n")]
        at = gap.end()
    parts.append(_unwrapped(folded[at:]))
    return "".join(parts)


def squeezed(flat: str) -> tuple[str, Sequence[int]]:
    """A `plain` text with one space where words are two or three apart, and where each of its characters was.

    Wider gaps part columns and stay. The second item has one more, for the end of the text.
    """
    if "  " not in flat:
        return flat, range(len(flat) + 1)
    places: list[int] = []
    at = 0
    for gap in _GAP.finditer(flat):
        places += range(at, gap.start() + 1)
        at = gap.end()
    places += range(at, len(flat) + 1)
    return _GAP.sub(" ", flat), places


def _unwrapped(paragraph: str) -> str:
    """The paragraph with those newlines made spaces that only wrap a line.

    A newline wraps where the next line's first word would not have fitted on the line before it.
    """
    lines = paragraph.split("\n")
    if len(lines) == 1:
        return paragraph
    measure = max(len(line.rstrip()) for line in lines)
    if measure not in MEASURES:
        return paragraph
    parts = [lines[0]]
    for before, line in itertools.pairwise(lines):
        word = _WORD.search(line)
        full = word is not None and len(before.rstrip()) + 1 + len(word.group()) > measure
        parts += [" " if full else "\n", line]
    return "".join(parts)
