"""Putting back into an article what the extractor dropped: captions, code, whole tables, headings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.domain.article import Kind, Mark, MarkKind
from reader.loaders.html.captions import CLOSE, Group, groups
from reader.loaders.html.convert import language_of, verbatim
from reader.loaders.html.furniture import is_junk, junk_around
from reader.loaders.html.images import file_name, picture
from reader.loaders.html.marks import inline_of
from reader.loaders.html.tables import is_data, rows_of
from reader.loaders.pieces import Inline, Piece, size
from reader.loaders.wordlists import letters

if TYPE_CHECKING:
    from reader.loaders.html.outline import Outline, Spot

_LEAST_OVERLAP = 4
"""A shorter text may be part of a caption by chance."""

_GAP = 24
"""So many letters may stand between a heading and what it heads: a number, a name, an anchor."""

_LONGEST_HEADING = 200

_TELLING = 20
"""So many letters in the same order are not the same by chance."""


def graft(
    pieces: list[Piece], outline: Outline, first: int, base: str | None, teasers: bool = False
) -> list[Piece]:
    """The pieces with captions, code, tables and headings of the page among them.

    Args:
        pieces: Of the body, each with its place on the stream where it has one.
        outline: The page.
        first: Where the article begins on the stream: its headline, or its first piece.
        base: The page's address.
        teasers: Whether headings that lead to other stories belong to it, as on a page that lists stories.
    """
    last = max((piece.at + len(piece.key) for piece in pieces if piece.at >= 0), default=first)
    _place_images(pieces, outline, base)
    bulk = size(pieces)
    pieces = _with_whole(pieces, outline, base)
    found = groups(outline, first, last, bulk, base)
    headings = _headings(pieces, outline, bulk, base, teasers)
    parts = _Parts(found)
    # Those that the extractor left are among the groups, or were judged not to belong to the article.
    boxed = set() if teasers else _heads_of_boxes(pieces, outline, bulk)
    kept = [
        piece
        for piece in pieces
        if piece.kind is not Kind.CAPTION and id(piece) not in boxed and not parts.hold(piece)
    ]
    added = [(piece.at, [piece]) for piece in headings] + [(group.start, group.pieces()) for group in found]
    return _merged(kept, sorted(added, key=lambda one: one[0]))


def _place_images(pieces: list[Piece], outline: Outline, base: str | None) -> None:
    images = [piece for piece in pieces if piece.kind is Kind.IMAGE]
    if not images:
        return
    shown: dict[str, int] = {}
    for spot in outline.spots.get("image", ()):
        if found := picture(spot.element, base):
            shown.setdefault(found.source or found.alt, spot.start)
    for piece in images:
        piece.at = shown.get(piece.source or piece.text, -1)


def _with_whole(pieces: list[Piece], outline: Outline, base: str | None) -> list[Piece]:
    """The pieces with each table and each block of code as the page has it, not as the extractor left it."""
    spots = [*outline.spots.get("code", ()), *outline.spots.get("table", ())]
    if not spots:
        return pieces
    located = sorted(
        (piece.at, index)
        for index, piece in enumerate(pieces)
        if piece.at >= 0 and piece.kind is not Kind.IMAGE
    )
    instead: dict[int, Piece] = {}
    dropped: set[int] = set()
    for spot in spots:
        low, high = bisect_left(located, (spot.start, -1)), bisect_left(located, (spot.end, -1))
        where = sorted(index for _, index in located[low:high] if index not in dropped)
        if where and (whole := _whole(spot, [pieces[index] for index in where], base)):
            instead[where[0]] = whole
            dropped.update(where)
    return [
        instead.get(index, piece)
        for index, piece in enumerate(pieces)
        if index not in dropped or index in instead
    ]


def _whole(spot: Spot, old: list[Piece], base: str | None) -> Piece | None:
    depth, quoted = old[0].depth, old[0].quoted
    if spot.element.tag == "pre":
        text = verbatim(spot.element)
        language = language_of(spot.element)
        made = Piece(Kind.CODE, text, language=language, depth=depth, quoted=quoted, at=spot.start)
        return made if text.strip() else None
    if not is_data(spot.element):
        return None
    rows, header = rows_of(spot.element, base)
    have = sum(_filled(piece.rows) for piece in old)
    if not rows or _filled(rows) < have:
        return None
    return Piece(Kind.TABLE, rows=rows, header=header, depth=depth, quoted=quoted, at=spot.start)


def _filled(rows: Sequence[Sequence[Inline]]) -> int:
    return sum(1 for row in rows for text, _ in row if text)


def _headings(
    pieces: list[Piece], outline: Outline, bulk: int, base: str | None, teasers: bool
) -> list[Piece]:
    """The headings right above one of the pieces that are not among them; those that are become headings.

    Of a page that lists stories all headings between its first words and its last belong to it.
    """
    starts = {piece.at: piece for piece in pieces if piece.at >= 0 and piece.kind is not Kind.IMAGE}
    covered = sorted((at, at + len(piece.key)) for at, piece in starts.items())
    top, bottom = min(starts, default=0), covered[-1][1] if covered else 0
    below, found = -1, []
    for spot in reversed(outline.spots.get("heading", ())):
        if spot.start == spot.end or spot.element.tag == "h1":
            continue
        listed = teasers and top - CLOSE <= spot.start < bottom
        if spot.start < top and not listed and not _is_sister(spot, outline, top):
            continue
        same = starts.get(spot.start)
        if same is not None and len(same.key) <= spot.end - spot.start:
            if same.kind in {Kind.PARAGRAPH, Kind.QUOTE}:
                same.kind, same.level = Kind.HEADING, int(spot.element.tag[1])
            below = spot.start
            continue
        follows = spot.end == below or any(spot.end + gap in starts for gap in range(_GAP))
        before = bisect_right(covered, (spot.start, len(outline.stream))) - 1
        if not (follows or listed) or (before >= 0 and spot.start < covered[before][1]):
            continue
        text, marks = inline_of(spot.element, base)
        wanted = (teasers and follows) or not (
            is_junk(spot.element, bulk) or (_is_teaser(text, marks) and not teasers)
        )
        if wanted and 0 < len(text) <= _LONGEST_HEADING:
            found.append(Piece(Kind.HEADING, text, marks, int(spot.element.tag[1]), at=spot.start))
            below = spot.start
    return found


def _heads_of_boxes(pieces: list[Piece], outline: Outline, bulk: int) -> set[int]:
    """The headings, by identity, that the extractor left of a box of other things, and nothing else of it."""
    spots = {spot.start: spot for spot in outline.spots.get("heading", ())}
    found = set()
    for index, piece in enumerate(pieces):
        if piece.kind is not Kind.HEADING or (spot := spots.get(piece.at)) is None:
            continue
        box = junk_around(spot.element, bulk)
        if box is None:
            continue
        below = next((other for other in pieces[index + 1 :] if other.kind in _RUNNING), None)
        if below is None or below.key[:_TELLING] not in letters("".join(box.itertext())):
            found.add(id(piece))
    return found


_RUNNING = frozenset({Kind.PARAGRAPH, Kind.QUOTE, Kind.LIST_ITEM})


def _is_sister(spot: Spot, outline: Outline, top: int) -> bool:
    """Whether a heading above the body's first piece is the sister of that piece, not one of the page's."""
    parent = spot.element.getparent()
    if parent is None or spot.end > top or spot.end + _GAP < top:
        return False
    return outline.stream[top : top + _TELLING] in letters("".join(parent.itertext())[:2000])


def _is_teaser(text: str, marks: tuple[Mark, ...]) -> bool:
    """Whether a heading is a link as a whole, to another story."""
    return any(mark.kind is MarkKind.LINK and mark.end - mark.start >= len(text) - 2 for mark in marks)


def _merged(pieces: list[Piece], added: list[tuple[int, list[Piece]]]) -> list[Piece]:
    """The pieces with others among them: each goes before the first piece that stands after it."""
    places, highest = [], -1
    for piece in pieces:
        highest = max(highest, piece.at)
        places.append(highest)
    before: dict[int, list[Piece]] = {}
    for at, new in added:
        before.setdefault(bisect_right(places, at), []).extend(new)
    merged: list[Piece] = []
    for index, piece in enumerate(pieces):
        merged += before.get(index, [])
        merged.append(piece)
    return merged + before.get(len(pieces), [])


class _Parts:
    """Tells whether a piece of the body is the picture, the caption or the credit of one of the groups."""

    def __init__(self, found: list[Group]) -> None:
        self._captions = [
            (letters(group.caption[0]), letters(group.credit), group) for group in found if group.caption[0]
        ]
        self._covers = sorted(cover for group in found for cover in group.covers)
        pictures = [group.picture for group in found if group.picture is not None]
        self._sources = {shown.source for shown in pictures} | {file_name(shown.source) for shown in pictures}
        self._alts = {shown.alt for shown in pictures if shown.described}

    def hold(self, piece: Piece) -> bool:
        """Whether the piece is part of a group."""
        if piece.kind is Kind.IMAGE:
            return piece.text in self._alts or bool(
                piece.source and {piece.source, file_name(piece.source)} & self._sources
            )
        if piece.kind in {Kind.CODE, Kind.TABLE, Kind.HEADING} or not self._covers:
            return False
        key = piece.key
        around = bisect_right(self._covers, (piece.at, 1 << 60)) - 1
        if around >= 0 and len(key) >= _LEAST_OVERLAP and piece.at < self._covers[around][1]:
            return len(key) <= self._covers[around][1] - self._covers[around][0]
        return any(_is_doubled(key, caption, credit) for caption, credit, _ in self._captions)


def _is_doubled(key: str, caption: str, credit: str) -> bool:
    """Whether a text is a caption told again, perhaps twice and cut short."""
    if len(caption) < _TELLING or caption[:_TELLING] not in key:
        return False
    rest = key.replace(caption, "").replace(credit, "")
    return len(rest) <= len(caption) // 3 or caption.startswith(rest[: len(rest) - _TELLING])
