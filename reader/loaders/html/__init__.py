"""Web pages: the article in them, with the captions, code and tables that extractors lose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.loaders.html.page import load_page

if TYPE_CHECKING:
    from reader.domain.article import Article
    from reader.loaders.source import Source

__all__ = ["load"]


def load(source: Source) -> tuple[Article, ...]:
    """The article of a page.

    Raises:
        LoadError: It holds no readable text, as a page that a script would fill.
    """
    return (load_page(source),)
