"""The blocks of a Markdown document before they become those of an article."""

from __future__ import annotations

from dataclasses import dataclass

from reader.domain.article import Align, Kind, Mark
from reader.domain.builder import ArticleBuilder

Inline = tuple[str, tuple[Mark, ...]]
"""A text and the marks on it, their offsets counted from its start."""


@dataclass(slots=True)
class MarkdownPiece:
    """A block to be.

    Attributes:
        kind: What it is.
        text: Its text; of a table, empty.
        marks: On `text`.
        level: Of a heading.
        depth: How many lists it stands in.
        quoted: How many block quotes it stands in.
        marker: Of a list item or a footnote.
        language: Of code.
        source: Of an image.
        title: Of an image, the words that its author gave it as a title.
        rows: Of a table, its cells.
        header: Of a table, how many of its first rows are headings.
        align: Of a table, how its columns are set.
    """

    kind: Kind
    text: str = ""
    marks: tuple[Mark, ...] = ()
    level: int = 0
    depth: int = 0
    quoted: int = 0
    marker: str = ""
    language: str = ""
    source: str = ""
    title: str = ""
    rows: tuple[tuple[Inline, ...], ...] = ()
    header: int = 0
    align: tuple[Align, ...] = ()


def build(piece: MarkdownPiece, builder: ArticleBuilder) -> None:
    """Append the piece to an article."""
    if piece.kind is Kind.TABLE:
        builder.table(piece.rows, piece.header, piece.align, depth=piece.depth, quoted=piece.quoted)
        return
    builder.add(
        piece.kind,
        piece.text,
        piece.marks,
        level=piece.level,
        depth=piece.depth,
        quoted=piece.quoted,
        marker=piece.marker,
        language=piece.language,
        source=piece.source,
    )
