"""Feeds: RSS, Atom and JSON Feed; each entry an article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reader.domain.article import Kind, Metadata
from reader.domain.builder import ArticleBuilder
from reader.loaders.clean import clean_line
from reader.loaders.errors import LoadError
from reader.loaders.html.fragment import line_of, pieces_of, plain_pieces
from reader.loaders.html.links import link_target, page_address
from reader.loaders.html.people import names_in
from reader.loaders.html.when import iso
from reader.loaders.notices import SUMMARY_ONLY
from reader.loaders.pieces import Piece, build, size
from reader.loaders.wordlists import letters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.domain.article import Article
    from reader.loaders.source import Source

LARGEST = 16 * 1024 * 1024
"""A feed of more bytes is refused."""

MOST = 1000
"""So many entries are read, from the first on."""

_FULL = 1500
"""A summary of so many characters is the article itself."""

_LONGEST_STANDFIRST = 600
_ENTITY = re.compile(
    rb"<!ENTITY\s{1,20}(?:%|[\w.:-]{1,100}\s{1,20}(?:SYSTEM|PUBLIC|\"[^\"&]{0,200}&[^#]|'[^'&]{0,200}&[^#]|[\"'][^\"'&]{200}))"
)
"""An entity that is made of others, comes from a file, or is long; a plain one for a space is no danger."""

_READ_MORE = re.compile(
    r"(?<!\s)(?:\s*(?:\[?…\]?|\[?\.{3}\]?|\(more…\)|(?:continue reading|read more)\W{0,3})){1,4}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed holds.

    Attributes:
        title: Its name; "" where it gives none.
        home: The address of the site it belongs to; None where it gives none.
        articles: One an entry, in its order; those that hold a summary alone carry the notice `SUMMARY_ONLY`.
    """

    title: str
    home: str | None
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry, from whichever kind of feed; every text as it stands there."""

    title: str = ""
    url: str | None = None
    full: str = ""
    summary: str = ""
    html: bool = True
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    tags: tuple[str, ...] = ()
    language: str = ""


def load(source: Source) -> tuple[Article, ...]:
    """The articles of a feed.

    Raises:
        LoadError: As `read`; or it has no entries.
    """
    feed = read(source)
    if not feed.articles:
        raise LoadError(f"{source.name}: the feed has no items with any text")
    return feed.articles


def read(source: Source) -> Feed:
    """A feed with all its entries, even if it has none.

    Raises:
        LoadError: It is no feed, is larger than `LARGEST`, or defines entities by others or by files.
    """
    if len(source.data) > LARGEST:
        raise LoadError(f"{source.name}: the feed has more than {LARGEST >> 20} MB, the most that is read")
    if source.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        from reader.loaders.json_feed import read_json

        return read_json(source)
    if _ENTITY.search(source.data):
        raise LoadError(f"{source.name}: the feed defines entities that expand; it is refused as unsafe")
    return _read_xml(source)


def made_of(title: str, home: str | None, entries: Iterable[Entry]) -> Feed:
    """A feed of entries; those without any text are left out."""
    articles = (article_of(entry, title) for entry in entries)
    return Feed(title, home, tuple(article for article in articles if article.blocks))


def _read_xml(source: Source) -> Feed:
    from io import BytesIO

    import feedparser

    data, headers = source.data, {}
    if source.encoding:
        from reader.loaders.decode import decode

        text = decode(data, None, source.encoding, source.name)
        data = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text, count=1).encode("utf-8", "replace")
        headers["content-type"] = "application/xml; charset=utf-8"
    elif source.charset:
        headers["content-type"] = f"{source.media_type or 'application/xml'}; charset={source.charset}"
    if source.url:
        headers["content-location"] = source.url
    try:
        found = feedparser.parse(BytesIO(data), response_headers=headers)
    except (
        ValueError,
        TypeError,
        AttributeError,
        KeyError,
        IndexError,
        RecursionError,
        AssertionError,
    ) as error:
        raise LoadError(f"{source.name}: the feed is too damaged to be read") from error
    if not found.get("version") and not found.get("entries"):
        raise LoadError(f"{source.name}: this is XML, but neither RSS nor Atom")
    about = found.get("feed", {})
    title = line_of(_text(about.get("title")))
    language = clean_line(_text(about.get("language")))
    entries = (_of_xml(entry, language) for entry in found.get("entries", [])[:MOST])
    return made_of(title, link_target(_text(about.get("link")), None) or None, entries)


def _of_xml(entry: Any, language: str) -> Entry:
    contents = [part for part in entry.get("content") or [] if _text(part.get("value")).strip()]
    best = max(
        contents, key=lambda part: ("html" in _text(part.get("type")), len(part["value"])), default=None
    )
    authors = [_text(author.get("name")) for author in entry.get("authors") or [] if isinstance(author, dict)]
    return Entry(
        title=_text(entry.get("title")),
        url=page_address(_text(entry.get("link"))),
        full=_text(best.get("value")) if best else "",
        summary=_text(entry.get("summary")),
        html=not best or _text(best.get("type")) != "text/plain",
        authors=tuple(filter(None, authors)) or tuple(filter(None, [_text(entry.get("author"))])),
        published=iso(_text(entry.get("published"))),
        updated=iso(_text(dict.get(entry, "updated"))),  # its own `get` would make one up from "published"
        tags=tuple(_text(tag.get("term")) for tag in entry.get("tags") or [] if isinstance(tag, dict)),
        language=clean_line(_text((best or {}).get("language"))) or language,
    )


def article_of(entry: Entry, site: str) -> Article:
    """The article that an entry holds; one of a summary alone carries the notice `SUMMARY_ONLY`.

    Args:
        entry: It.
        site: The publication's name; "" for none.
    """
    read = pieces_of if entry.html else _plain
    body, summary = read(entry.full, entry.url), pieces_of(entry.summary, entry.url)
    standfirst, notices = "", []
    if not body:
        body = summary
        if entry.url and size(body) < _FULL:
            notices.append(SUMMARY_ONLY)
    else:
        standfirst = _standfirst(summary, body)
    title = line_of(entry.title)
    body = [piece for index, piece in enumerate(body) if index or piece.key != letters(title)]
    authors = names_in(entry.authors, site)
    builder = ArticleBuilder()
    builder.add(Kind.HEADLINE, title)
    builder.add(Kind.STANDFIRST, standfirst)
    builder.add(Kind.BYLINE, ", ".join(authors))
    builder.add(Kind.PUBLISHED, (entry.published or entry.updated or "").replace("T", " ")[:16])
    build(body, builder)
    tags = tuple(dict.fromkeys(tag for term in entry.tags if (tag := clean_line(term)) and len(tag) <= 60))
    meta = Metadata(
        title=title,
        standfirst=standfirst,
        authors=authors,
        published=entry.published or entry.updated,
        updated=entry.updated if entry.published and entry.updated != entry.published else None,
        site=site or None,
        url=entry.url,
        language=entry.language or None,
        tags=tags[:20],
    )
    return builder.article(meta, notices)


def _plain(text: str, base: str | None) -> list[Piece]:
    return plain_pieces(text)


def _standfirst(summary: list[Piece], body: list[Piece]) -> str:
    """The summary, if it is one: short, and not the beginning of the body."""
    text = " ".join(piece.text.replace("\n", " ") for piece in summary if piece.kind is Kind.PARAGRAPH)
    key = letters(_READ_MORE.sub("", text))
    whole = "".join(piece.key for piece in body[:12])
    if not key or len(text) > _LONGEST_STANDFIRST or key[:60] in whole or _READ_MORE.search(text):
        return ""
    return text


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
