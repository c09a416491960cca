"""A text's twin for matching: as long as the text itself, with plain quotes, spaces and hyphens."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

MEASURES = range(40, 121)
"""How long, in characters, the longest line of a hard-wrapped paragraph is; a shorter one is a list or
verse, and where lines are longer each is a paragraph."""

NARROW = range(24, 40)
"""The same of a column: it needs three lines of which each but the last is full, or it is verse."""

NOTHING = "\u2060"
"""The word joiner: stands for a line end within a word, behind its hyphen, and for wrapped lines' indents."""

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‛′ʼ´`", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\t\r\x0b\x0c\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u205f\u3000", " "),
        "\u2015": "—",
    }
)
_GAP = re.compile(rf"(?<! )[ ]{{2,3}}(?! )|{NOTHING}+")
_PARTING = re.compile(r"[•◦▪▫‣●○■□▸►◆]|(?<=[ \n])\|(?=[ \n])")
_HYPHENATED = re.compile(r"[^\W_]-$")
_SUSPENDED = re.compile(r"(?:and|or|to|nor|but|&)\b")
_CUT = re.compile(r"(?<=[^\W_])-[ ]*\r?\n[ ]*(?=[^\W_])")
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011", "-"))
_PARAGRAPH = re.compile(r"\n[ \n]*\n")
_WORD = re.compile(r"\S{1,40}")


def plain(text: str) -> str:
    """`text` with one look for each sign, character for character.

    Quotes become straight, hyphens "-", spaces " ". A newline stays where it ends a paragraph and becomes
    a space where it only wraps a line, `NOTHING` where that is within a word.
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
    """A `plain` text as it is read, and where each of its characters was.

    One space stands where words are two or three apart (wider gaps part columns and stay), nothing after the
    hyphen of a word that a line's end cuts, and a newline for a bullet or for the bar between two cells: no
    name goes on there. The second item has one more, for the end of the text.
    """
    if "|" in flat or not flat.isascii():
        flat = _PARTING.sub("\n", flat)
    if "  " not in flat and NOTHING not in flat:
        return flat, range(len(flat) + 1)
    places: list[int] = []
    parts: list[str] = []
    at = 0
    for gap in _GAP.finditer(flat):
        space = "" if NOTHING in gap.group() else " "
        places += range(at, gap.start() + len(space))
        parts += (flat[at : gap.start()], space)
        at = gap.end()
    places += range(at, len(flat) + 1)
    parts.append(flat[at:])
    return "".join(parts), places


def spelt(form: str) -> str:
    """A name as it stands in a text, on one line, with plain hyphens, and whole where one ended a line."""
    words = _CUT.sub("-", form.translate(_HYPHENS)).split()
    return " ".join(words)


def _unwrapped(paragraph: str) -> str:
    """The paragraph with those newlines made spaces, or after a word's hyphen nothing, that only wrap a line.

    A newline wraps where the next line's first word would not have fitted on the line before it.
    """
    lines = paragraph.split("\n")
    if len(lines) == 1:
        return paragraph
    measure = max(len(line.rstrip()) for line in lines)
    if measure not in MEASURES and measure not in NARROW:
        return paragraph
    seams = [_seam(before, line, measure) for before, line in itertools.pairwise(lines)]
    if measure in NARROW and ("\n" in seams or len(seams) < 2):
        return paragraph
    parts = [lines[0]]
    for seam, line in zip(seams, lines[1:], strict=True):
        if seam == "\n":
            parts += [seam, line]
            continue
        before, after = parts.pop(), line.lstrip()
        text = before.rstrip()
        parts += [text, seam.ljust(len(before) - len(text) + 1 + len(line) - len(after), NOTHING), after]
    return "".join(parts)


def _seam(before: str, line: str, measure: int) -> str:
    """What stands for the newline between two lines of a paragraph that is so wide; itself where it parts."""
    before = before.rstrip()
    word = _WORD.search(line)
    if word is None or len(before) + 1 + len(word.group()) <= measure:
        return "\n"
    cut = _HYPHENATED.search(before[-2:]) and word.group()[0].isalnum() and not _SUSPENDED.match(word.group())
    return NOTHING if cut else " "
