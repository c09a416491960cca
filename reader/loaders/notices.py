"""Notices that more of the program than the loaders must know again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.domain.article import Article

SUMMARY_ONLY = "The feed has only a summary of this; the page itself is fetched when it is opened."
"""Of an article from a feed that does not hold its text: to read it, fetch the address in its metadata."""


def is_summary(article: Article) -> bool:
    """Whether a feed has only a summary of an article, and says where all of it is."""
    return SUMMARY_ONLY in article.notices and bool(article.meta.url)
