"""The pages of articles that are at hand as a summary or an address only: fetched when they are opened.

They are kept in the cache. Nothing is fetched but what a reader opens: neither list nor index asks for any.
"""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.loaders.errors import LoadError
from reader.loaders.notices import TO_BE_FETCHED

if TYPE_CHECKING:
    from reader.domain.article import Article, Metadata
    from reader.loaders.source import Source

MOST = 400
"""So many pages are kept in the cache: some hundred megabytes at most."""

PATIENCE = 15.0
"""So many seconds a page may take; the summary is there to be read meanwhile."""


def page_at_hand(article_id: str, summary: Article) -> Article | None:
    """The page that was fetched before, from the cache; None where there is none that can be read."""
    from reader.loaders import read_path

    for path in sorted(_folder().glob(f"*-{article_id}.*")):
        try:
            return _page(read_path(path), summary)
        except LoadError:
            path.unlink(missing_ok=True)  # it is a cache: what cannot be read is fetched again
    return None


def fetched_page(article_id: str, summary: Article, patience: float = PATIENCE) -> Article:
    """Fetch the page that a summary is of.

    Args:
        article_id: The article's id.
        summary: What the feed has of it; see `reader.loaders.notices.is_summary`.
        patience: How many seconds it may take.

    Raises:
        LoadError: It cannot be fetched, or holds less than the summary.
    """
    from contextlib import suppress

    from reader.library.keep import KeptFiles, keep
    from reader.loaders.fetch import fetch

    source = fetch(summary.meta.url or "", patience=patience)
    page = _page(source, summary)
    with suppress(OSError):
        keep(KeptFiles(_folder()), article_id, page, source)
        _prune(_folder())
    return page


def whole_or_summary(article_id: str, summary: Article, patience: float = PATIENCE) -> Article:
    """The page that a summary is of, from the cache or else fetched; failing both, the summary.

    The notice of a summary that stands for its page says why it does.
    """
    page = page_at_hand(article_id, summary)
    if page is not None:
        return page
    try:
        return fetched_page(article_id, summary, patience)
    except LoadError as error:
        return without_page(summary, f"only what is at hand can be shown: {error}")


def without_page(summary: Article, why: str) -> Article:
    """A summary that stays one, with a notice that says why."""
    notices = tuple(why if notice in TO_BE_FETCHED else notice for notice in summary.notices)
    return replace(summary, notices=notices)


def _page(source: Source, summary: Article) -> Article:
    """The one article of a page, with what only the feed knows about it."""
    from reader.loaders import load

    found = load(source)
    if len(found) != 1:
        raise LoadError(f"{source.name} is not the page of one article")
    if found[0].words < summary.words:
        raise LoadError(f"{source.name} shows less of it than the feed")
    return replace(found[0], meta=_completed(found[0].meta, summary.meta))


def _completed(meta: Metadata, by: Metadata) -> Metadata:
    missing = {field.name: getattr(by, field.name) for field in fields(meta) if not getattr(meta, field.name)}
    return replace(meta, **missing)


def _prune(folder: Path) -> None:
    """Take the pages that were fetched longest ago out of the cache, where it holds too many.

    Raises:
        OSError: The folder cannot be read.
    """
    aged = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in aged[MOST:]:
        path.unlink(missing_ok=True)


def _folder() -> Path:
    from reader.library.paths import cache_dir

    return cache_dir() / "pages"
