"""Where a text may be broken into rows: the pieces between two opportunities.

The classes are a working subset of UAX #14 (Unicode line breaking) with the kinsoku rules of JIS X 4051
and JLREQ for what may not begin or end a row, and what French, German and English typesetters keep
together around marks and dashes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from reader.typeset.cells import cell_len, clusters, inside_cluster


class Break(IntEnum):
    """What a break after a piece is, from the most natural to the last resort."""

    HARD = 0
    SPACE = 1
    OPEN = 2
    COMPOUND = 3
    HYPHEN = 4
    FORCED = 5


class Piece(NamedTuple):
    """A stretch of text that stays on one row.

    Attributes:
        start: Its first character.
        end: The character after its last.
        cells: Its width.
        gap: The width of the white space after it, which a break swallows.
        kind: What a break after it is; COMPOUND comes after a hyphen of the text,
            HYPHEN shows one that is not in it.
    """

    start: int
    end: int
    cells: int
    gap: int
    kind: Break


Divide = Callable[[str], tuple[int, ...]]
"""Where a word may be divided: offsets of the letters that may begin a row."""

SPACES = " \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
SOFT_HYPHEN = "\u00ad"

_WORD = re.compile(f"[^{SPACES}]+")
_LETTERS = re.compile(r"[^\W\d_]{5,}")
_ID = (
    "\u2e80-\u303e\u3041-\u312f\u3190-\u4dbf\u4e00-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffee"
    "\U0001f000-\U0003ffff\u2600-\u27bf"
)
_SA = "\u0e01-\u0e5b\u0e81-\u0edf\u1000-\u109f\u1780-\u17ff"
_SIGNS = frozenset("-\u2010\u2013\u2014/\u2026\u00ad\u200b")
"""What a word may hold that it can be broken at, besides letters of scripts without spaces."""

_ADDRESS = re.compile(r"://|^www\.")
_INNER = re.compile(
    r"(?<=[^\W\d_]{2}[-\u2010])(?=[^\W\d_]{2})"  # after the hyphen of a compound, not of "e-mail" or a date
    r"|(?<=\w\u2013)(?=[^\W\d])"  # after an en dash between words
    r"|(?<=[\u2014\u2026])(?=\w)"  # after an em dash or an ellipsis
    r"|(?<=\w\w/)(?=[^\W\d_]{2})"  # after a slash between words
    r"|(?<=\u200b)(?!\u200b)"
    r"|(?<=\u00ad)(?!\u00ad)"
)
_IN_ADDRESS = re.compile(r"(?<=\w/)(?=[^/])|(?<=\w)(?=[?&=#~_.%-]\w)|(?<=://)(?=\w)")

_NO_START = (
    ")]}〕〉》」』】〙〗〟’”»›｠‐゠–〜～?!‼⁇⁈⁉・､、｡。，．：；！？:;,.）］｝ー々〻ヽヾゝゞ…‥％%‰℃"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ\u2060\ufeff\u00a0\u202f"
)
_NO_END = "([{〔〈《「『【〘〖〝‘“«‹｟（［｛$£¥￥＄#＃\u2060\ufeff\u00a0\u202f"
_FOLLOWING_VOWELS = "\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46\u0eb0\u0eb2\u0eb3\u0ec6"
_LEADING_VOWELS = "\u0e40-\u0e44\u0ec0-\u0ec4"

_CLINGING = frozenset("!?;:»›%‰–—…")
_CLINGS = re.compile(f"[!?;:»›%‰–—…]+[.,)\\]]?(?:[{SPACES}]|$)")
"""Marks that stand apart by an ordinary space and yet must not begin a row: « mot ! », 5 %, a dash."""


def _is_special(text: str) -> bool:
    """Whether there may be a break within a word of `text`.

    Told by the set of its characters: a pattern with wide ranges takes longer to compile than the whole first
    screen to be set.
    """
    return any(
        character in _SIGNS or (character >= "\u0e00" and not "\u2000" <= character <= "\u206f")
        for character in set(text)
    )


@lru_cache(maxsize=1)
def _dense() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What tells a script without spaces, and its breaks: South Asian, ideographic; compiled when met."""
    return (
        re.compile(f"[{_ID}{_SA}]"),
        re.compile(f"(?<=[{_SA}])(?<![{_LEADING_VOWELS}])(?=[{_SA}])(?![{_FOLLOWING_VOWELS}])"),
        re.compile(
            f"(?<![{re.escape(_NO_END)}])(?:(?<=[{_ID}])(?=[^{re.escape(_NO_START)}])"
            f"|(?=[{_ID}])(?=[^{re.escape(_NO_START)}]))"
        ),
    )


def pieces(text: str, start: int, end: int, width: int, divide: Divide | None = None) -> list[Piece]:
    """The pieces of `text[start:end]`, with offsets on `text`.

    Args:
        text: The article's text, or any other.
        start: Where to begin.
        end: Where to end.
        width: The widest that a piece may be, in cells, at least 4; longer ones are taken apart.
        divide: How to divide words; None leaves them whole.

    Returns:
        Pieces in order, at least one. What lies between two of them, and after the last, is white space,
        newlines, soft hyphens and zero-width spaces.
    """
    special = _is_special(text[start:end])
    found: list[Piece] = []
    at = start
    while at <= end:
        stop = text.find("\n", at, end)
        if stop < 0:
            stop = end
        first = len(found)
        for piece in _words(text, at, stop):
            if special and _is_special(text[piece.start : piece.end]):
                parts = _taken_apart(text, piece, divide)
            elif divide is not None:
                parts = _divided(text, piece, divide)
            else:
                parts = [piece]
            for part in parts:
                if part.cells < width or (part.cells == width and part.kind is not Break.HYPHEN):
                    found.append(part)
                else:
                    found += _chopped(text, part, width)
        if len(found) > first:
            if stop < end:
                found[-1] = found[-1]._replace(kind=Break.HARD, gap=0)
        elif stop < end or at == start:
            found.append(Piece(at, at, 0, 0, Break.HARD))
        at = stop + 1
    return found


def _words(text: str, start: int, end: int) -> Iterator[Piece]:
    """Words with the white space after them; leading white space belongs to the first word."""
    begins = -1
    previous = start
    for match in _WORD.finditer(text, start, end):
        word, stop = match.span()
        if begins < 0:
            begins = start
        elif not _clings(text, previous, word, end):
            gap = 1 if word - previous == 1 and text[previous] == " " else cell_len(text[previous:word])
            yield Piece(begins, previous, cell_len(text[begins:previous]), gap, Break.SPACE)
            begins = word
        previous = stop
    if begins >= 0:
        gap = cell_len(text[previous:end])
        yield Piece(begins, previous, cell_len(text[begins:previous]), gap, Break.SPACE)


def _clings(text: str, before: int, after: int, end: int) -> bool:
    """Whether the white space between two words must not be broken."""
    if text[after] in _CLINGING and _CLINGS.match(text, after, end):
        return True
    return text[before - 1] in "«‹" and (before < 2 or text[before - 2] in " («‹\n")


def _taken_apart(text: str, piece: Piece, divide: Divide | None) -> Iterable[Piece]:
    """A word with hyphens, slashes, ideographs and the like, at every place where it may be broken."""
    word = text[piece.start : piece.end]
    if _ADDRESS.search(word):
        cuts = {match.start(): Break.OPEN for match in _IN_ADDRESS.finditer(word)}
    else:
        cuts = {
            match.start(): Break.COMPOUND if word[match.start() - 1] in "-\u2010" else Break.OPEN
            for match in _INNER.finditer(word)
        }
    if max(word) > "\u0e00" and (dense := _dense())[0].search(word):
        _, south_asian, ideographic = dense
        cuts.update((match.start(), Break.FORCED) for match in south_asian.finditer(word))
        cuts.update((match.start(), Break.OPEN) for match in ideographic.finditer(word))
    elif divide is not None and not cuts:
        return _divided(text, piece, divide)
    return _split(text, piece, cuts)


def _divided(text: str, piece: Piece, divide: Divide) -> Iterable[Piece]:
    """A word at the places where it may be divided with a hyphen."""
    cuts = {
        match.start() + offset - piece.start: Break.HYPHEN
        for match in _LETTERS.finditer(text, piece.start, piece.end)
        for offset in divide(match.group())
    }
    return _split(text, piece, cuts) if cuts else (piece,)


def _split(text: str, piece: Piece, cuts: dict[int, Break]) -> Iterator[Piece]:
    """A piece taken apart at `cuts`, which count from its start."""
    at = piece.start
    for offset in sorted(cuts):
        cut = piece.start + offset
        if cut <= at or cut >= piece.end:
            continue
        kind, stop = cuts[offset], cut
        while stop > at and text[stop - 1] in "\u00ad\u200b":
            stop -= 1
            if text[stop] == SOFT_HYPHEN:
                kind = Break.HYPHEN
        if stop == at or inside_cluster(text, cut):
            continue
        yield Piece(at, stop, _width(text[at:stop]), 0, kind)
        at = cut
    yield Piece(at, piece.end, _width(text[at : piece.end]), piece.gap, piece.kind)


def _width(text: str) -> int:
    """The cells of what is shown of `text`; a soft hyphen that is not at a row's end is not."""
    return sum(map(cell_len, text.split(SOFT_HYPHEN))) if SOFT_HYPHEN in text else cell_len(text)


def _chopped(text: str, piece: Piece, width: int) -> Iterator[Piece]:
    """A piece too wide for any row, in pieces that are not; a hyphen that finds no room is left out."""
    at, used = piece.start, 0
    word = text[piece.start : piece.end]
    if word.isascii():
        for at in range(piece.start, piece.end - width, width):
            yield Piece(at, at + width, width, 0, Break.FORCED)
        at = piece.start + (len(word) - 1) // width * width
        used = piece.end - at
    else:
        for start, _, width_of in clusters(word):
            cells = width_of - (word[start] == SOFT_HYPHEN)
            if used + cells > width and used:
                yield Piece(at, piece.start + start, used, 0, Break.FORCED)
                at, used = piece.start + start, 0
            used += cells
    kind = Break.FORCED if piece.kind is Break.HYPHEN and used >= width else piece.kind
    yield Piece(at, piece.end, used, piece.gap, kind)
