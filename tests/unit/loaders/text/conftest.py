"""What the tests of the plain-text loader share: an article from a text, and its blocks at a glance."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.domain.article import Article, faults
from reader.loaders.source import Source
from reader.loaders.text import load


@pytest.fixture
def article() -> Callable[[str], Article]:
    """Loads a text and checks that the article is sound."""

    def made(text: str) -> Article:
        (found,) = load(Source("test.txt", text.encode()))
        assert faults(found) == []
        return found

    return made


@pytest.fixture
def blocks(article: Callable[[str], Article]) -> Callable[[str], list[tuple[str, str]]]:
    """Kind and text of each block of the article in a text."""

    def shown(text: str) -> list[tuple[str, str]]:
        found = article(text)
        return [(block.kind.value, found.of(block)) for block in found.blocks]

    return shown
