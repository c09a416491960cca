"""Markdown to an article, in pieces, so that a book costs little memory and its beginning no time."""

from __future__ import annotations

import time
from collections.abc import Iterator

from reader.domain.article import Article
from reader.domain.builder import ArticleBuilder
from reader.loaders.markdown.blocks import Blocks
from reader.loaders.markdown.document import Document
from reader.loaders.markdown.front_matter import metadata
from reader.loaders.markdown.opening import Opening, opened
from reader.loaders.markdown.pictures import grouped
from reader.loaders.pieces import Piece, build
from reader.loaders.source import Source

__all__ = ["head", "load"]


def load(source: Source) -> tuple[Article, ...]:
    """The article in a Markdown file.

    CommonMark with tables, strikethrough, task lists and footnotes, and front matter in YAML or TOML. Raw
    HTML is reduced to what it shows. `> [!pull]` opens a pull quote. A picture alone in its paragraph is
    an image; its title, or emphasised words right below it, are its caption.

    Raises:
        LoadError: It is not text.
    """
    reading = _Reading(source)
    builder = ArticleBuilder()
    build(reading.pieces(), builder)
    return (builder.article(reading.opening.meta, reading.notices),)


def head(source: Source, size: int) -> Article | None:
    """The article's beginning: of about `size` characters, a prefix of what `load` gives.

    Raises:
        LoadError: It is not text.
    """
    reading = _Reading(source)
    builder = ArticleBuilder()
    enough = size * 3 // 4  # the first chunk has a little less text than it has characters of source
    length = 0
    for piece in reading.pieces(notes=False):
        build([piece], builder)
        length += len(piece.text)
        if length >= enough:
            break
    return builder.article(reading.opening.meta, reading.notices)


class _Reading:
    """One pass over a document; the same steps whether it is read whole or left early."""

    def __init__(self, source: Source) -> None:
        self._document = Document(source)
        meta, self._front_notices = metadata(self._document.front_matter, self._document.syntax)
        self.opening = Opening(meta)
        self._blocks = Blocks(self._document)

    @property
    def notices(self) -> list[str]:
        return [*self._front_notices, *self._blocks.notices]

    def pieces(self, notes: bool = True) -> Iterator[Piece]:
        """Every block to be, in order; the footnotes last."""
        yield from opened(grouped(self._body()), self.opening)
        if notes:
            yield from self._blocks.notes()

    def _body(self) -> Iterator[Piece]:
        for chunk in self._document.chunks():
            yield from self._blocks.of(chunk)
            time.sleep(0)  # lets whoever draws the screen have the interpreter
