"""The pieces that a page or a document is taken apart into, before they become the blocks of an article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.domain.article import Align, Kind, Mark
from reader.domain.builder import ArticleBuilder
from reader.loaders.wordlists import letters

Inline = tuple[str, tuple[Mark, ...]]
"""A text and the marks on it, their offsets counted from its start."""


@dataclass(slots=True)
class Piece:
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
        at: Where its text begins in a page's stream of letters; -1 where that is not known.
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
    rows: Sequence[Sequence[Inline]] = ()
    header: int = 0
    align: tuple[Align, ...] = ()
    at: int = -1
    _key: str | None = None

    @property
    def key(self) -> str:
        """Its letters, for comparison; its text must not change after they were asked for."""
        if self._key is None:
            whole = "".join(text for row in self.rows for text, _ in row) if self.rows else self.text
            self._key = letters(whole)
        return self._key


def size(pieces: Iterable[Piece]) -> int:
    """How many characters of text there are."""
    return sum(len(piece.text) + sum(len(text) for row in piece.rows for text, _ in row) for piece in pieces)


def without_title(pieces: list[Piece], title: str) -> list[Piece]:
    """The pieces without the one at their top that only says the title again."""
    key = letters(title)
    for piece in pieces[:3]:
        if key and piece.kind in {Kind.HEADING, Kind.PARAGRAPH} and piece.key == key:
            return [other for other in pieces if other is not piece]
    return pieces


def build(pieces: Iterable[Piece], builder: ArticleBuilder) -> None:
    """Append the pieces to an article."""
    for piece in pieces:
        if piece.kind is Kind.TABLE:
            builder.table(piece.rows, piece.header, piece.align, depth=piece.depth, quoted=piece.quoted)
            continue
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
