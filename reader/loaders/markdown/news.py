"""What a news report has and Markdown has no sign for: the dateline at its start, the agencies at its end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reader.domain.article import Kind
from reader.loaders.pieces import Piece

SHORTEST = 60
"""How many characters a paragraph with a dateline has at least."""

LONGEST_AGENCY = 400

_MAYBE_DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ]{2}|[(（【]|[^\n]{0,60}[(月])(?=[^\n]{0,120}?(?:[-–—:.]\s|[】)）电讯電訊]))"
)
"""A quick look, which spares most documents the patterns of the plain-text loader."""


def datelined(piece: Piece) -> list[Piece]:
    """The piece; where it is a report's first paragraph with a dateline, that and the rest of it."""
    if (
        piece.kind is not Kind.PARAGRAPH
        or len(piece.text) < SHORTEST
        or not _MAYBE_DATELINE.match(piece.text)
    ):
        return [piece]
    from reader.loaders.text import cues

    found = cues.DATELINE.match(piece.text[:120])
    if found is None:
        return [piece]
    end = found.end()
    marks = tuple(
        replace(mark, start=max(0, mark.start - end), end=mark.end - end)
        for mark in piece.marks
        if mark.end > end
    )
    line = Piece(Kind.DATELINE, found.group().strip())
    return [line, replace(piece, text=piece.text[end:], marks=marks)]


def signed_off(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces; the last, if it says who else worked on the report, as an agency line."""
    last: Piece | None = None
    for piece in pieces:
        if last is not None:
            yield last
        last = piece
    if last is None:
        return
    if last.kind is Kind.PARAGRAPH and len(last.text) <= LONGEST_AGENCY:
        from reader.loaders.text import cues

        if cues.says_who_reported(last.text):
            last = replace(last, kind=Kind.AGENCY)
    yield last
