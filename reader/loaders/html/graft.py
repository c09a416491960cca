"""Putting back into an article what the extractor dropped: captions, verbatim code, whole tables."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reader.domain.article import Kind, Mark, MarkKind
from reader.loaders.html.captions import Group, groups
from reader.loaders.html.convert import language_of, verbatim
from reader.loaders.html.furniture import is_junk
from reader.loaders.html.images import file_name, picture
from reader.loaders.html.marks import inline_of
from reader.loaders.html.pieces import Piece, letters, size
from reader.loaders.html.tables import is_data, rows_of

if TYPE_CHECKING:
    from reader.loaders.html.outline import Outline, Spot

_LEAST_OVERLAP = 4
"""A shorter text may be part of a caption by chance."""

_GAP = 24
"""So many letters may stand between a heading and what it heads: a number, a name, an anchor."""

_LONGEST_HEADING = 200

_TELLING = 20
"""So many letters in the same order are not the same by chance."""


def graft(pieces: list[Piece], outline: Outline, first: int, base: str | None, teasers: bool = False) -> list[Piece]:
    """The pieces with captions, code and tables of the page among them.

    Args:
        pieces: Of the body, each with its place on the stream where it has one.
        outline: The page.
        first: Where the article begins on the stream: its headline, or its first piece.
        base: The page's address.
        teasers: Whether headings that lead to other stories belong to it, as on a page that lists stories.
    """
    _place_images(pieces, outline, base)
    last = max((piece.at + len(piece.key) for piece in pieces if piece.at >= 0), default=first)
    pieces = _with_code(pieces, outline)
    pieces = _with_tables(pieces, outline, base)
    pieces = _with_headings(pieces, outline, base, teasers)
    return _with_captions(pieces, groups(outline, first, last, size(pieces), base))


def _place_images(pieces: list[Piece], outline: Outline, base: str | None) -> None:
    shown: dict[str, int] = {}
    for spot in outline.spots.get("image", ()):
        if found := picture(spot.element, base):
            shown.setdefault(found.source or found.alt, spot.start)
    for piece in pieces:
        if piece.kind is Kind.IMAGE:
            piece.at = shown.get(piece.source or piece.text, -1)


def _within(pieces: list[Piece], spot: Spot) -> list[int]:
    return [
        index
        for index, piece in enumerate(pieces)
        if spot.start <= piece.at < spot.end and piece.kind is not Kind.IMAGE
    ]


def _replace(pieces: list[Piece], where: list[int], new: Piece) -> list[Piece]:
    dropped = set(where)
    kept = [piece for index, piece in enumerate(pieces) if index not in dropped or index == where[0]]
    kept[kept.index(pieces[where[0]])] = new
    return kept


def _with_code(pieces: list[Piece], outline: Outline) -> list[Piece]:
    for spot in outline.spots.get("code", ()):
        where = _within(pieces, spot)
        if where and (text := verbatim(spot.element)).strip():
            old = pieces[where[0]]
            new = Piece(
                Kind.CODE,
                text,
                language=language_of(spot.element),
                depth=old.depth,
                quoted=old.quoted,
                at=spot.start,
            )
            pieces = _replace(pieces, where, new)
    return pieces


def _with_tables(pieces: list[Piece], outline: Outline, base: str | None) -> list[Piece]:
    for spot in outline.spots.get("table", ()):
        where = _within(pieces, spot)
        if not where or not is_data(spot.element):
            continue
        rows, header = rows_of(spot.element, base)
        have = sum(sum(1 for text, _ in row if text) for index in where for row in pieces[index].rows)
        if rows and sum(sum(1 for text, _ in row if text) for row in rows) >= have:
            old = pieces[where[0]]
            new = Piece(
                Kind.TABLE, rows=rows, header=header, depth=old.depth, quoted=old.quoted, at=spot.start
            )
            pieces = _replace(pieces, where, new)
    return pieces


def _with_headings(pieces: list[Piece], outline: Outline, base: str | None, teasers: bool) -> list[Piece]:
    """The pieces with the headings that stand right above one of them, and those that came as paragraphs."""
    bulk = size(pieces)
    starts = {piece.at: index for index, piece in enumerate(pieces) if piece.at >= 0}
    merged = list(pieces)
    below, top = -1, min(starts, default=0)
    for spot in reversed(outline.spots.get("heading", ())):
        if spot.start == spot.end or spot.element.tag == "h1":
            continue
        if spot.start < top and not _holds_next(spot, outline, top):
            continue
        level = int(spot.element.tag[1])
        index = starts.get(spot.start, -1)
        if index >= 0 and len(pieces[index].key) <= spot.end - spot.start:
            if pieces[index].kind in {Kind.PARAGRAPH, Kind.QUOTE}:
                pieces[index].kind, pieces[index].level = Kind.HEADING, level
            below = spot.start
            continue
        follows = spot.end == below or any(spot.end + gap in starts for gap in range(_GAP))
        if not follows or any(piece.at <= spot.start < piece.at + len(piece.key) for piece in pieces):
            continue
        text, marks = inline_of(spot.element, base)
        wanted = teasers or not (is_junk(spot.element, bulk) or _is_teaser(text, marks))
        if wanted and 0 < len(text) <= _LONGEST_HEADING:
            heading = Piece(Kind.HEADING, text.replace("\n", " "), marks, level, at=spot.start)
            merged.insert(bisect_right(_places(merged), spot.start), heading)
            below = spot.start
    return merged


def _holds_next(spot: Spot, outline: Outline, top: int) -> bool:
    """Whether a heading above the body's first piece is the sister of that piece, not one of the page's."""
    parent = spot.element.getparent()
    if parent is None or spot.end > top or spot.end + _GAP < top:
        return False
    return outline.stream[top : top + _TELLING] in letters("".join(parent.itertext())[:2000])


def _is_teaser(text: str, marks: tuple[Mark, ...]) -> bool:
    """Whether a heading is a link as a whole, to another story."""
    return any(mark.kind is MarkKind.LINK and mark.end - mark.start >= len(text) - 2 for mark in marks)


def _with_captions(pieces: list[Piece], found: list[Group]) -> list[Piece]:
    pieces = [piece for piece in pieces if not any(_is_part(piece, group) for group in found)]
    places = _places(pieces)
    inserted: dict[int, list[Piece]] = {}
    for group in found:
        inserted.setdefault(bisect_right(places, group.start), []).extend(group.pieces())
    merged: list[Piece] = []
    for index, piece in enumerate(pieces):
        merged += inserted.get(index, [])
        merged.append(piece)
    return merged + inserted.get(len(pieces), [])


def _places(pieces: list[Piece]) -> list[int]:
    """Where each piece stands, never decreasing; one without a place stands where the one before it does."""
    places, highest = [], -1
    for piece in pieces:
        highest = max(highest, piece.at)
        places.append(highest)
    return places


def _is_part(piece: Piece, group: Group) -> bool:
    """Whether a piece of the body is a group's picture, or (part of) its caption or credit."""
    if piece.kind is Kind.IMAGE:
        return group.picture is not None and _same_picture(piece, group)
    if piece.kind in {Kind.CODE, Kind.TABLE, Kind.HEADING}:
        return False
    key, caption = piece.key, letters(group.caption[0])
    for start, end in group.covers:
        if len(key) >= _LEAST_OVERLAP and start <= piece.at < end:
            return len(key) <= end - start
    if len(caption) < _TELLING or caption[:_TELLING] not in key:
        return False
    rest = key.replace(caption, "").replace(letters(group.credit), "")
    return len(rest) <= len(caption) // 3 or caption.startswith(rest[: len(rest) - _TELLING])


def _same_picture(piece: Piece, group: Group) -> bool:
    shown = group.picture
    if shown is None:
        return False
    if piece.source and piece.source == shown.source:
        return True
    if piece.text and shown.described and piece.text == shown.alt:
        return True
    return bool(piece.source) and file_name(piece.source) == file_name(shown.source)
