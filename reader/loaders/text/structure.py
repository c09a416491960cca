"""Reading the beginning of a text, or all of a short one, for what an editor would point at in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.domain.article import Metadata
from reader.domain.builder import ArticleBuilder
from reader.loaders.text import weights
from reader.loaders.text.building import build
from reader.loaders.text.context import signals_of
from reader.loaders.text.dumps import dialect_of, undone
from reader.loaders.text.evidence import Evidence
from reader.loaders.text.facts import facts_of
from reader.loaders.text.judging import Sort, sort_of
from reader.loaders.text.language import day_first, language_of
from reader.loaders.text.lines import Line, joined, page_of
from reader.loaders.text.plain import PlainWriter
from reader.loaders.text.reading import read

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
    page = page_of(lines)
    writer = PlainWriter(builder, page, text, tell)
    dialect = dialect_of(text, lines)
    language = language_of(text)
    pieces, facts = [], []
    for joint in joined(lines, page, text):
        piece, level = undone(joint, dialect)
        if piece.text:
            pieces.append(piece)
            seen = facts_of(piece, day_first(language))
            seen.level, seen.reference = level, 0 < dialect.references <= piece.first.number
            facts.append(seen)
    sort = sort_of(facts)
    if sort is Sort.PLAIN:
        return Metadata(title=writer.begin(lines), language=language), writer
    signals = signals_of(facts)
    drop = may_drop and sort is Sort.PAGE
    readings = read(signals, drop=drop)
    if tell is not None:
        for piece, one in zip(pieces, readings, strict=True):
            said = weights.reasons(one.signals, one.label)
            tell(Evidence(piece.first.number, piece.last.number, piece.text, one.label, one.score, said))
    return build(builder, facts, readings, language=language, drop=drop), writer
