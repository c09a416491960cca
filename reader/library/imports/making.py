"""An article made of what another program saved of it."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from reader.domain.article import Article, Kind
from reader.domain.builder import ArticleBuilder
from reader.library.imports import Saved
from reader.loaders import LoadError
from reader.loaders.clean import clean, clean_line
from reader.loaders.notices import ADDRESS_ONLY, SUMMARY_ONLY

_WEB = ("http://", "https://")


def article_of(saved: Saved) -> Article:
    """An article with the text that was saved; else one that stands for its page, or holds its passages.

    Raises:
        LoadError: There is neither a text nor a web address nor a passage.
    """
    from reader.loaders import feed
    from reader.loaders.html.when import iso

    url = clean_line(saved.url)
    url = url if url.lower().startswith(_WEB) and " " not in url else ""
    title = clean_line(saved.title) or url.partition("://")[2].rstrip("/")
    if not (url or saved.html.strip() or saved.passages):
        name = title or clean_line(saved.url) or "an entry without a title"
        raise LoadError(f"{name}: it has neither a text nor a web address, and was left out")
    article = feed.article_of(
        feed.Entry(
            title=escape(title),
            url=url or None,
            full=saved.html,
            summary=escape(saved.standfirst),
            authors=saved.authors,
            published=iso(saved.published),
            tags=saved.tags,
            language=clean_line(saved.language)[:35].replace("_", "-"),
        ),
        clean_line(saved.site),
    )
    if SUMMARY_ONLY in article.notices:
        return replace(article, notices=(ADDRESS_ONLY,))
    if any(block.kind is not Kind.HEADLINE for block in article.blocks):
        return article
    return _of_passages(article, saved)


def _of_passages(article: Article, saved: Saved) -> Article:
    """An article of the passages that were marked in a text which is not at hand."""
    builder = ArticleBuilder()
    builder.add(Kind.HEADLINE, article.meta.title)
    builder.add(Kind.BYLINE, ", ".join(article.meta.authors))
    for passage in saved.passages:
        builder.add(Kind.PARAGRAPH, " ".join(clean(passage.quote).split()))
    return builder.article(article.meta)
