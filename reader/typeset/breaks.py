"""Where a text may be broken into rows: the pieces between two opportunities.

The classes are a working subset of UAX #14 (Unicode line breaking) with the kinsoku rules of JIS X 4051
and JLREQ for what may not begin or end a row, and what French, German and English typesetters keep
together around marks and dashes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import IntEnum
from itertools import pairwise
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
_IDEOGRAPHIC = re.compile(f"[{_ID}]")
_SOUTH_ASIAN = re.compile(f"[{_SA}]")
_DENSE = re.compile(f"[{_ID}{_SA}]")
_SPECIAL = re.compile(f"[-\u2010\u2013\u2014/\u2026\u00ad\u200b{_ID}{_SA}]")
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

_NO_START = frozenset(
    ")]}〕〉》」』】〙〗〟’”»›｠‐゠–〜～?!‼⁇⁈⁉・､、｡。，．：；！？:;,.)］｝）」ー々〻ヽヾゝゞ…‥％%‰℃"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
)
_NO_END = frozenset("([{〔〈《「『【〘〖〝‘“«‹｟（［｛$£¥￥＄#＃")
_FOLLOWING_VOWELS = frozenset("\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46\u0eb0\u0eb2\u0eb3\u0ec6")
_LEADING_VOWELS = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4")

_CLINGING = frozenset("!?;:»›%‰–—…")
_CLINGS = re.compile(f"[!?;:»›%‰–—…]+[.,)\\]]?(?:[{SPACES}]|$)")
"""Marks that stand apart by an ordinary space and yet must not begin a row: « mot ! », 5 %, a dash."""


def pieces(text: str, start: int, end: int, width: int, divide: Divide | None = None) -> list[Piece]:
    """The pieces of `text[start:end]`, with offsets on `text`.

    Args:
        text: The article's text, or any other.
        start: Where to begin.
        end: Where to end.
        width: The widest that a piece may be, in cells, at least 4; longer ones are taken apart.
        divide: How to divide words; None leaves them whole.

    Returns:
        Pieces in order. What lies between two of them, and after the last, is white space, newlines,
        soft hyphens and zero-width spaces.
    """
    source = text[start:end]
    special = _SPECIAL.search(source) is not None
    found: list[Piece] = []
    at = 0
    while at <= len(source):
        stop = source.find("\n", at)
        if stop < 0:
            stop = len(source)
        first = len(found)
        for piece in _words(source, at, stop):
            if special and _SPECIAL.search(source, piece.start, piece.end):
                found.extend(_taken_apart(source, piece, divide))
            elif divide is not None:
                found.extend(_divided(source, piece, divide))
            else:
                found.append(piece)
        if stop < len(source) or len(found) == first:
            if len(found) == first:
                if stop == len(source) and at > 0:
                    break
                found.append(Piece(at, at, 0, 0, Break.HARD))
            else:
                found[-1] = found[-1]._replace(kind=Break.HARD, gap=0)
        at = stop + 1
    return [
        Piece(piece.start + start, piece.end + start, piece.cells, piece.gap, piece.kind)
        for whole in found
        for piece in ((whole,) if _fits(whole, width) else _chopped(source, whole, width))
    ]


def _words(source: str, start: int, end: int) -> Iterator[Piece]:
    """Words with the white space after them; leading white space belongs to the first word."""
    begins = -1
    previous = 0
    for match in _WORD.finditer(source, start, end):
        word, stop = match.span()
        if begins < 0:
            begins = start
        elif not _clings(source, previous, word, end):
            gap = word - previous
            yield Piece(
                begins,
                previous,
                cell_len(source[begins:previous]),
                1 if gap == 1 and source[previous] == " " else cell_len(source[previous:word]),
                Break.SPACE,
            )
            begins = word
        previous = stop
    if begins >= 0:
        yield Piece(
            begins, previous, cell_len(source[begins:previous]), cell_len(source[previous:end]), Break.SPACE
        )


def _clings(source: str, before: int, after: int, end: int) -> bool:
    """Whether the white space between two words must not be broken."""
    if source[after] in _CLINGING and _CLINGS.match(source, after, end):
        return True
    return source[before - 1] in "«‹" and (before < 2 or source[before - 2] in " («‹\n")


def _taken_apart(source: str, piece: Piece, divide: Divide | None) -> Iterator[Piece]:
    """A word with hyphens, slashes, ideographs and the like, at every place where it may be broken."""
    word = source[piece.start : piece.end]
    cuts: dict[int, Break] = {}
    if _ADDRESS.search(word):
        cuts.update((match.start(), Break.OPEN) for match in _IN_ADDRESS.finditer(word))
    else:
        cuts.update(
            (match.start(), Break.COMPOUND if word[match.start() - 1] in "-\u2010" else Break.OPEN)
            for match in _INNER.finditer(word)
        )
        if divide is not None and not cuts:
            yield from _divided(source, piece, divide)
            return
    if _DENSE.search(word):
        cuts.update(_dense_cuts(word))
    yield from _split(source, piece, cuts)


def _dense_cuts(word: str) -> Iterator[tuple[int, Break]]:
    """The breaks of scripts that write without spaces."""
    parts = clusters(word)
    for (before, _, _), (after, _, _) in pairwise(parts):
        left, right = word[before], word[after]
        if (
            right in _NO_START
            or left in _NO_END
            or left in "\u2060\ufeff\u00a0\u202f"
            or right in "\u2060\ufeff\u00a0\u202f"
        ):
            continue
        if _IDEOGRAPHIC.match(left) or _IDEOGRAPHIC.match(right):
            yield after, Break.OPEN
        elif (
            _SOUTH_ASIAN.match(left)
            and _SOUTH_ASIAN.match(right)
            and left not in _LEADING_VOWELS
            and right not in _FOLLOWING_VOWELS
        ):
            yield after, Break.FORCED


def _divided(source: str, piece: Piece, divide: Divide) -> Iterator[Piece]:
    """A word at the places where it may be divided with a hyphen."""
    cuts = {
        match.start() + offset - piece.start: Break.HYPHEN
        for match in _LETTERS.finditer(source, piece.start, piece.end)
        for offset in divide(match.group())
    }
    if cuts:
        yield from _split(source, piece, cuts)
    else:
        yield piece


def _split(source: str, piece: Piece, cuts: dict[int, Break]) -> Iterator[Piece]:
    at = piece.start
    for offset in sorted(cuts):
        cut = piece.start + offset
        if cut <= at or cut >= piece.end:
            continue
        kind, stop = cuts[offset], cut
        while stop > at and source[stop - 1] in "\u00ad\u200b":
            stop -= 1
            if source[stop] == SOFT_HYPHEN:
                kind = Break.HYPHEN
        if stop == at or inside_cluster(source, cut):
            continue
        yield Piece(at, stop, _width(source[at:stop]), 0, kind)
        at = cut
    yield Piece(at, piece.end, _width(source[at : piece.end]), piece.gap, piece.kind)


def _width(text: str) -> int:
    """The cells of what is shown of `text`; a soft hyphen that is not at a row's end is not."""
    return sum(map(cell_len, text.split(SOFT_HYPHEN)))


def _fits(piece: Piece, width: int) -> bool:
    return piece.cells < width if piece.kind is Break.HYPHEN else piece.cells <= width


def _chopped(source: str, piece: Piece, width: int) -> Iterator[Piece]:
    """A piece too wide for any row, in pieces that are not; a hyphen that finds no room is left out."""
    if piece.cells <= width:
        yield piece._replace(kind=Break.FORCED)
        return
    at, used = piece.start, 0
    for start, _, width_of in clusters(source[piece.start : piece.end]):
        cells = width_of - (source[piece.start + start] == SOFT_HYPHEN)
        if used + cells > width and used:
            yield Piece(at, piece.start + start, used, 0, Break.FORCED)
            at, used = piece.start + start, 0
        used += cells
    kind = Break.FORCED if piece.kind is Break.HYPHEN and used >= width else piece.kind
    yield Piece(at, piece.end, used, piece.gap, kind)
