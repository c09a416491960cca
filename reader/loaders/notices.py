"""Notices that more of the program than the loaders must know again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.domain.article import Article

SUMMARY_ONLY = "The feed has only a summary of this; the page itself is fetched when it is opened."
"""Of an article from a feed that does not hold its text: to read it, fetch the address in its metadata."""


ADDRESS_ONLY = "Only the address of this was saved; the page itself is fetched when it is opened."
"""Of an article that another program knew by its address; likewise."""

WHEN_OPENED = "when opened"
"""What `fetch` says in the front matter of a file that holds no more of its article than the address."""

TO_BE_FETCHED = frozenset({SUMMARY_ONLY, ADDRESS_ONLY})
"""The notices of articles that stand for a page."""


def is_summary(article: Article) -> bool:
    """Whether only a summary of an article is at hand, or less, with the address where all of it is."""
    return bool(article.meta.url) and not TO_BE_FETCHED.isdisjoint(article.notices)
