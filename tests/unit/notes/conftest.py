"""An article to make notes on, and a store for them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.domain.article import Article, Kind, Metadata
from reader.domain.builder import ArticleBuilder
from reader.domain.span import Span
from reader.notes.store import NoteStore

ID = "01J8ABCDEFGHIJKMNPQRST"

SENTENCES = (
    "The town council of Sandholm voted on Monday to set the clock nineteen minutes back.",
    "Nobody at the harbour office could say who had asked for it.",
    "The tide table, printed in the year of the great ice, was right all along.",
    "Shopkeepers are less sure: bread, they say, is sold by the bell.",
    "“We shall see,” said Ines Rask – and went back to her nets.",
    "A second vote is planned for the spring, when the pilots are home.",
)


@pytest.fixture
def article() -> Article:
    """Three paragraphs of two sentences each below a headline."""
    builder = ArticleBuilder()
    builder.add(Kind.HEADLINE, "Harbour *clock*: a tale")
    for index in range(0, len(SENTENCES), 2):
        builder.add(Kind.PARAGRAPH, " ".join(SENTENCES[index : index + 2]))
    meta = Metadata(
        title="Harbour *clock*: a tale",
        authors=("A. Person",),
        published="2026-11-20",
        url="https://example.org/clock",
        tags=("tides", "no"),
    )
    return builder.article(meta)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the notes go."""
    return tmp_path / "notes"


@pytest.fixture
def store(folder: Path) -> NoteStore:
    """A store whose clock stands still."""
    return NoteStore(folder, now=noon)


def noon() -> datetime:
    """A moment."""
    return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def third(article: Article) -> Span:
    """The third sentence."""
    start = article.text.index(SENTENCES[2])
    return Span(start, start + len(SENTENCES[2]))
