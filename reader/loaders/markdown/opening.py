"""The head of an article: headline, standfirst, byline and date, from front matter or the first lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, islice

from reader.domain.article import Kind, MarkKind, Metadata
from reader.loaders.markdown.news import datelined, signed_off
from reader.loaders.pieces import Piece
from reader.loaders.wordlists import letters

REACH = 8
"""Among how many of the first blocks the headline and what belongs to it are looked for."""

_LONGEST_STANDFIRST = 600
_LONGEST_BYLINE = 160
_LONGEST_DATE = 80

_BEFORE_A_HEADLINE = {Kind.IMAGE, Kind.CAPTION, Kind.CREDIT, Kind.RULE, Kind.PUBLISHED}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(slots=True)
class Opening:
    """What is known about an article, as it grows while its first blocks are read.

    Attributes:
        meta: At first, what the front matter says.
    """

    meta: Metadata

    @property
    def is_news(self) -> bool:
        """Whether it is known as something published, so that it may have a dateline and name agencies."""
        return bool(self.meta.title and (self.meta.authors or self.meta.published or self.meta.site))


def opened(pieces: Iterable[Piece], opening: Opening) -> Iterator[Piece]:
    """The pieces, beginning with the headline and what belongs to it.

    The headline is that of the front matter, else the heading that the document begins with, else a heading
    of the first level close below. Below it, words that are all emphasis are the standfirst, and short lines
    that name authors or a day are byline and date, where the front matter does not say so already. What is
    known as something published may have a dateline and an agency line too.

    Args:
        pieces: The whole document's.
        opening: Its `meta` is completed before the first piece is given.
    """
    rest = iter(pieces)
    first = list(islice(rest, REACH))
    headline = _headline(first, opening)
    top = _Top(opening.meta)
    if headline is not None:
        while first and top.takes(first[0]):
            del first[0]
    opening.meta = top.meta
    yield from top.pieces(headline)
    if not opening.is_news:
        yield from chain(first, rest)
        return
    body = signed_off(chain(first, rest))
    yield from (part for piece in islice(body, 1) for part in datelined(piece))
    yield from body


def readable(iso: str) -> str:
    """A day and time for people: "2 March 2026, 09:30".

    Args:
        iso: ISO 8601; an offset is shown as it is given, midnight to the second is taken for no time.
    """
    at = datetime.fromisoformat(iso)
    day = f"{at.day} {_MONTHS[at.month - 1]} {at.year}"
    if "T" not in iso or (at.hour, at.minute, at.second) == (0, 0, 0):
        return day
    offset = "" if at.tzinfo is None else f" {iso[-6:]}".replace(" +00:00", " UTC")
    return f"{day}, {at:%H:%M}{offset}"


class _Top:
    """Gathers what belongs to the headline, and what is known from elsewhere."""

    def __init__(self, meta: Metadata) -> None:
        self.meta = meta
        self._found: dict[Kind, Piece] = {}

    def takes(self, piece: Piece) -> bool:
        """Whether the piece belongs to the head of the article, and so is not part of its body."""
        if piece.depth or piece.quoted or piece.kind not in {Kind.PARAGRAPH, Kind.HEADING}:
            return False
        if self.meta.standfirst and letters(piece.text) == letters(self.meta.standfirst):
            return self._keep(Kind.STANDFIRST, piece)
        if piece.kind is Kind.HEADING:
            return False
        return self._takes_byline(piece) or self._takes_date(piece) or self._takes_standfirst(piece)

    def pieces(self, headline: Piece | None) -> Iterator[Piece]:
        """Headline, standfirst, byline and date, as far as they are known."""
        meta = self.meta
        if headline is not None:
            yield headline
        for kind, text in (
            (Kind.STANDFIRST, meta.standfirst),
            (Kind.BYLINE, f"By {_listed(meta.authors)}" if meta.authors else ""),
            (Kind.PUBLISHED, readable(meta.published) if meta.published else ""),
        ):
            if kind in self._found:
                yield self._found[kind]
            elif text and not (kind is Kind.PUBLISHED and self._dated_byline()):
                yield Piece(kind, text)

    def _keep(self, kind: Kind, piece: Piece) -> bool:
        if kind in self._found:
            return False
        marks = tuple(mark for mark in piece.marks if (mark.start, mark.end) != (0, len(piece.text)))
        self._found[kind] = replace(piece, kind=kind, marks=marks, level=0)
        return True

    def _dated_byline(self) -> bool:
        if Kind.BYLINE not in self._found:
            return False
        from reader.loaders import dates

        return bool(dates.find(self._found[Kind.BYLINE].text))

    def _takes_byline(self, piece: Piece) -> bool:
        if len(piece.text) > _LONGEST_BYLINE or piece.text.endswith((".", "!", "?")):
            return False
        from reader.loaders import bylines, dates  # a good part of the time to the first screen

        authors = bylines.authors(piece.text) if bylines.has_cue(piece.text) else ()
        if not authors or not self._keep(Kind.BYLINE, piece):
            return False
        found = dates.find(piece.text)
        self.meta = replace(
            self.meta,
            authors=self.meta.authors or authors,
            published=self.meta.published or (found[0].iso if found else None),
        )
        return True

    def _takes_date(self, piece: Piece) -> bool:
        if len(piece.text) > _LONGEST_DATE:
            return False
        from reader.loaders import dates

        dated = dates.published(piece.text)
        if dated is None or not self._keep(Kind.PUBLISHED, piece):
            return False
        self.meta = replace(self.meta, published=self.meta.published or dated.published)
        return True

    def _takes_standfirst(self, piece: Piece) -> bool:
        if self.meta.standfirst or self._found or len(piece.text) > _LONGEST_STANDFIRST:
            return False
        emphasised = any(
            mark.kind in {MarkKind.EMPHASIS, MarkKind.STRONG}
            and (mark.start, mark.end) == (0, len(piece.text))
            for mark in piece.marks
        )
        if not emphasised:
            return False
        self.meta = replace(self.meta, standfirst=" ".join(piece.text.split()))
        return self._keep(Kind.STANDFIRST, piece)


def _headline(first: list[Piece], opening: Opening) -> Piece | None:
    """The headline, taken out of the first pieces if it stands there."""
    title = opening.meta.title
    leading = next((at for at, piece in enumerate(first) if piece.kind not in _BEFORE_A_HEADLINE), 0)
    for at, piece in enumerate(first):
        if piece.kind is not Kind.HEADING or piece.quoted or piece.depth:
            continue
        fits = letters(piece.text) == letters(title) if title else piece.level == 1 or at == leading
        if fits:
            del first[at]
            opening.meta = replace(opening.meta, title=" ".join(piece.text.split()))
            return replace(piece, kind=Kind.HEADLINE, level=0)
    return Piece(Kind.HEADLINE, title) if title else None


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
