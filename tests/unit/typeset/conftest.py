"""What the tests of typesetting share."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from reader.domain.article import Article, Kind, Mark, Metadata
from reader.domain.builder import ArticleBuilder
from reader.typeset.layout import Layout
from reader.typeset.options import Options

Piece = tuple[Kind, str] | tuple[Kind, str, dict[str, str | int]]
"""A block: its kind, its text and its other fields."""

MakeArticle = Callable[..., Article]
MakeLayout = Callable[..., Layout]


@pytest.fixture
def make_article() -> MakeArticle:
    """Make an article of (kind, text, fields) pieces; `marks` go on the first."""

    def make(*pieces: Piece, marks: Iterable[Mark] = (), language: str | None = None) -> Article:
        builder = ArticleBuilder()
        for number, piece in enumerate(pieces):
            fields = piece[2] if len(piece) == 3 else {}
            builder.add(piece[0], piece[1], marks if number == 0 else (), **fields)
        return builder.article(Metadata(language=language))

    return make


@pytest.fixture
def make_layout(make_article: MakeArticle) -> MakeLayout:
    """Lay out such pieces at a measure, with options."""

    def make(measure: int, *pieces: Piece, language: str | None = None, **options: bool | str) -> Layout:
        return Layout(make_article(*pieces, language=language), measure, Options(**options))  # type: ignore[arg-type]

    return make


@pytest.fixture
def shown() -> Callable[[Layout], list[str]]:
    """The rows of a layout as text."""

    def show(layout: Layout) -> list[str]:
        return [row.text.rstrip() for row in layout.window(layout.first, 1000)]

    return show
