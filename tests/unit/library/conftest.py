"""What the tests of the library share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.domain.article import Article, Kind, Metadata
from reader.domain.builder import ArticleBuilder
from reader.library.document import Document
from reader.library.entry import Entry


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, so that no test sees the user's own."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(variable, raising=False)
    return folder


def _made(
    article_id: str, title: str = "A headline", text: str = "", published: str | None = None, **fields: Any
) -> Document:
    """A document for an index.

    Args:
        article_id: Its id.
        title: Its headline, with which its text begins.
        text: The rest.
        published: ISO 8601.
        fields: Others, of the document or of its entry.
    """
    of_entry = {
        name: fields.pop(name)
        for name in list(fields)
        if name in Entry.__dataclass_fields__ and name != "tags"
    }
    entry = Entry(article_id, title, published=published, **of_entry)
    return Document(entry, f"{title}\n\n{text}" if text else title, **fields)


def _article_of(text: str, **meta: Any) -> Article:
    """An article of paragraphs that stand apart by empty lines; the first is the headline."""
    builder = ArticleBuilder()
    title, *rest = text.split("\n\n")
    builder.add(Kind.HEADLINE, title)
    for paragraph in rest:
        builder.add(Kind.PARAGRAPH, paragraph)
    return builder.article(Metadata(title=title, **meta))


@pytest.fixture(scope="session")
def made() -> Callable[..., Document]:
    """Makes a document for an index."""
    return _made


@pytest.fixture(scope="session")
def article_of() -> Callable[..., Article]:
    """Makes an article of a headline and paragraphs."""
    return _article_of
