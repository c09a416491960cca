"""Where a note file lies and what it is called."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

from reader.domain.article import Article
from reader.notes import frontmatter
from reader.notes.document import Document
from reader.notes.markdown_file import parse
from reader.notes.quoting import escaped

_LONGEST = 100
"""How many bytes of a name the title may take; the longest name is 255 in all file systems in use."""

_APART = re.compile(r"[\W_]+")


def slug(title: str) -> str:
    """A title as part of a file name: lower case, letters and digits of any script, hyphens."""
    plain = unicodedata.normalize("NFKD", title).replace("'", "").replace("’", "")
    bare = "".join(sign for sign in plain if not ("\u0300" <= sign <= "\u036f"))
    words = _APART.sub("-", unicodedata.normalize("NFC", bare).casefold()).strip("-")
    if len(words.encode()) > _LONGEST:
        words = words.encode()[:_LONGEST].decode("utf-8", "ignore")
        words = words.rpartition("-")[0] or words
    return words or "article"


def short_id(article_id: str, length: int = 8) -> str:
    """The part of an article's id that stands in the name of its note file."""
    return re.sub(r"[^A-Za-z0-9]", "", article_id)[:length].lower() or text_sha(article_id)[:length]


def file_path(folder: Path, article_id: str, article: Article, now: datetime) -> Path:
    """A free path for a new note file: by the year of the article, else this one's, and its title.

    Args:
        folder: The notes' folder.
        article_id: Whose notes they are.
        article: For its title and date.
        now: The time.
    """
    published = article.meta.published or ""
    year = published[:4] if re.match(r"[12]\d{3}(?:-|\Z)", published) else f"{now:%Y}"
    name = slug(article.meta.title)
    candidates = [f"{name}-{short_id(article_id, length)}.md" for length in (8, 12, 64)]
    candidates.append(f"{name}-{text_sha(article_id)}.md")
    paths = [folder / year / candidate for candidate in candidates]
    return next((path for path in paths if not path.exists()), paths[-1])


def text_sha(text: str) -> str:
    """A short hash of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def new_document(article_id: str, article: Article) -> Document:
    """A note file with nothing in it yet but what the article is."""
    meta = article.meta
    title = meta.title or "Untitled"
    head = frontmatter.written(
        {
            "id": article_id,
            "title": title,
            "url": meta.url or "",
            "author": meta.authors,
            "published": meta.published or "",
            "tags": meta.tags,
            "text_sha": text_sha(article.text),
            "format": frontmatter.FORMAT,
        }
    )
    return parse(f"{head}\n# {escaped(title)}\n")


def utc(now: datetime) -> str:
    """A time as it is kept: ISO 8601 in UTC, to the second."""
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
