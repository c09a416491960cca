"""What the list shows of an article, and what scripts are told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reader.domain.article import WORDS_A_MINUTE, Article, Kind
from reader.library.articlestate import ArticleState

SNIPPET = 200
"""How many characters of the first paragraph an entry carries, at most."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in the list, without its text.

    Attributes:
        id: See `reader.library.identity`.
        title: The headline; the file's name or the address where there is none.
        standfirst: As in the article.
        authors: As in the article.
        site: As in the article.
        published: ISO 8601, as in the article.
        updated: Likewise.
        added: When it was kept, or when its file was last changed; ISO 8601 in UTC.
        words: How many it has; of a big file that was read in part, an estimate.
        path: Where it lies; None for standard input and for what is not on this machine.
        member: Its number in a file that holds several.
        url: Where it was published.
        language: A BCP 47 tag.
        tags: What its source files it under; the reader's own are part of its state.
        snippet: How its first paragraph begins.
        size: Of its file, in bytes.
        changed: When its file was last changed, in seconds since the epoch.
        partial: Whether only the beginning was read.
    """

    id: str
    title: str
    standfirst: str = ""
    authors: tuple[str, ...] = ()
    site: str | None = None
    published: str | None = None
    updated: str | None = None
    added: str = ""
    words: int = 0
    path: Path | None = None
    member: int = 0
    url: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    snippet: str = ""
    size: int = 0
    changed: float = 0.0
    partial: bool = False

    @property
    def minutes(self) -> int:
        """How long it takes to read, in whole minutes, at least one."""
        return max(1, round(self.words / WORDS_A_MINUTE))

    @property
    def date(self) -> str:
        """The day that it is sorted by, "2026-11-23": published, else added; empty where neither is known."""
        return (self.published or self.added or "")[:10]


def entry_of(
    article_id: str,
    article: Article,
    *,
    name: str = "",
    path: Path | None = None,
    member: int = 0,
    url: str | None = None,
    added: str = "",
    size: int = 0,
    changed: float = 0.0,
    partial: bool = False,
) -> Entry:
    """An article's entry.

    Args:
        article_id: Its id.
        article: All of it, or its beginning.
        name: What to call it where it has no headline.
        path: Where it lies.
        member: Its number in its file.
        url: Where it was fetched from; its own address goes before.
        added: When it was kept; by default when its file was changed.
        size: Of its file, in bytes.
        changed: When its file was last changed, in seconds since the epoch.
        partial: Whether `article` is a beginning; then the words of the rest are estimated by its size.
    """
    meta, words = article.meta, article.words
    if partial and article.text:
        words = round(words * max(1.0, size / len(article.text.encode("utf-8", "replace"))))
    return Entry(
        id=article_id,
        title=meta.title or name or "untitled",
        standfirst=meta.standfirst,
        authors=meta.authors,
        site=meta.site,
        published=meta.published,
        updated=meta.updated,
        added=added or (iso(changed) if changed else ""),
        words=words,
        path=path,
        member=member,
        url=meta.url or url,
        language=meta.language,
        tags=meta.tags,
        snippet=_snippet(article),
        size=size,
        changed=changed,
        partial=partial,
    )


def iso(seconds: float) -> str:
    """A time since the epoch as ISO 8601 in UTC, to the second."""
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return ""


def _snippet(article: Article) -> str:
    for block in article.blocks:
        if block.kind in {Kind.PARAGRAPH, Kind.QUOTE, Kind.LIST_ITEM}:
            return " ".join(article.text[block.start : min(block.end, block.start + SNIPPET)].split())
    return ""


def as_json(entry: Entry, state: ArticleState) -> dict[str, Any]:
    """What `broadsheet list --json` prints of an article; scripts rely on these fields.

    Returns:
        id, title, standfirst, authors, site, published, updated, added, url, path, language, words,
        minutes, snippet, and tags (the source's and the reader's together); then of the reader's state:
        read, starred, archived, progress (0 to 1), position (characters) and opened. What is not known is
        null or empty.
    """
    return {
        "id": entry.id,
        "title": entry.title,
        "standfirst": entry.standfirst,
        "authors": list(entry.authors),
        "site": entry.site,
        "published": entry.published,
        "updated": entry.updated,
        "added": entry.added or None,
        "url": entry.url,
        "path": str(entry.path) if entry.path else None,
        "language": entry.language,
        "words": entry.words,
        "minutes": entry.minutes,
        "snippet": entry.snippet,
        "tags": list(dict.fromkeys((*entry.tags, *state.tags))),
        "read": state.read,
        "starred": state.starred,
        "archived": state.archived,
        "progress": round(state.progress, 4),
        "position": state.position,
        "opened": state.opened,
    }
