"""Reading the beginning of a text, or all of a short one, for what an editor would point at in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from reader.domain.article import Metadata
from reader.domain.builder import ArticleBuilder
from reader.loaders.text import cues, weights
from reader.loaders.text.building import build
from reader.loaders.text.centring import uncentred
from reader.loaders.text.context import signals_of
from reader.loaders.text.dumps import dialect_of, undone, unfolded
from reader.loaders.text.evidence import Evidence, Label
from reader.loaders.text.facts import Facts, facts_of, held_by
from reader.loaders.text.judging import Sort, sort_of
from reader.loaders.text.language import day_first, language_of
from reader.loaders.text.lines import Line, Page, Piece, joined, page_of
from reader.loaders.text.plain import PlainWriter
from reader.loaders.text.reading import Read, read

_DOUBLED = re.compile(r"(?<=\S)[ \u00a0]{2,3}(?=\S)")
_COLUMNS = re.compile(r"\S[ \u00a0]{4}")
_LONE = re.compile(r"(?:by|von|par|por|di|da|door)\s?:?$", re.IGNORECASE)

LEAST = 300
"""Where fewer characters than these, and little of it all, are left of a page, it was none."""

Told = Callable[[Evidence], object]


def structured(
    builder: ArticleBuilder, lines: Sequence[Line], text: str, *, may_drop: bool, tell: Told | None = None
) -> tuple[Metadata, PlainWriter]:
    """Add the blocks of a text to an article.

    Args:
        builder: Takes the blocks.
        lines: Those of the text.
        text: The text itself, cleaned.
        may_drop: Whether a page's furniture may be left out.
        tell: Is told what each piece was taken for.

    Returns:
        What is known of the article, and what takes the lines that follow, if there are more.
    """
    lines = uncentred(lines)
    page = page_of(lines)
    writer = PlainWriter(builder, page, text, tell)
    dialect = dialect_of(text, lines)
    language = language_of(text)
    joints = joined(unfolded(text), Page(0, True), text) if dialect.markdown else joined(lines, page, text)
    marked = [undone(joint, dialect) for joint in _with_lone_cues(joints)]
    pieces = [_evenly_spaced(piece) for piece, _ in marked if piece.text]
    facts = _facts(pieces, day_first(language))
    for seen, level in zip(facts, (level for piece, level in marked if piece.text), strict=True):
        seen.level, seen.reference = level, 0 < dialect.references <= seen.first.number
    first = next((seen for seen in facts if seen.prose), None)
    if first is not None and not first.dateline and (place := cues.PLACE_COLON.match(first.text)):
        first.dateline = place.end()
    sort = sort_of(facts)
    if sort is Sort.PLAIN:
        return Metadata(title=writer.begin(lines), language=language), writer
    signals = signals_of(facts)
    drop = may_drop and sort is Sort.PAGE
    readings = read(signals, drop=drop)
    if drop and (kept := _said(facts, readings)) < LEAST and kept * 5 < len(text):
        return Metadata(title=writer.begin(lines), language=language), writer
    if tell is not None:
        for piece, one in zip(pieces, readings, strict=True):
            said = weights.reasons(one.signals, one.label)
            tell(Evidence(piece.first.number, piece.last.number, piece.text, one.label, one.score, said))
    return build(builder, facts, readings, language=language, drop=drop), writer


def _facts(pieces: Sequence[Piece], day_first: bool | None) -> list[Facts]:
    """What can be seen in each piece by itself."""
    small = "\n".join([piece.text for piece in pieces]).casefold()
    held = held_by(small)
    return [
        facts_of(piece, its_small, held, day_first)
        for piece, its_small in zip(pieces, small.split("\n"), strict=bool(pieces))
    ]


def _evenly_spaced(piece: Piece) -> Piece:
    """The piece with one space between words, so that its signs are found; wider gaps part columns."""
    if "  " not in piece.text and "\u00a0" not in piece.text:
        return piece
    return piece if _COLUMNS.search(piece.text) else piece._replace(text=_DOUBLED.sub(" ", piece.text))


def _said(facts: Sequence[Facts], readings: Sequence[Read]) -> int:
    """How many characters of running text are not left out."""
    return sum(
        seen.size
        for seen, one in zip(facts, readings, strict=True)
        if seen.prose and one.label is Label.PARAGRAPH
    )


def _with_lone_cues(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, but a "By" that stands alone joined to the name on the next line."""
    cue: Piece | None = None
    for piece in pieces:
        if cue is not None and len(piece.text) < 100:
            yield Piece(f"{cue.text} {piece.text}", cue.lines + piece.lines)
            cue = None
            continue
        if cue is not None:
            yield cue
        cue = piece if _LONE.match(piece.text) else None
        if cue is None:
            yield piece
    if cue is not None:
        yield cue
