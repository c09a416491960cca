"""Which formats there are, and which of them a source is in: by what it holds first, by its name second.

A new format is one module with `load`, and one line here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from reader.loaders import sniff
from reader.loaders.errors import LoadError

if TYPE_CHECKING:
    from reader.domain.article import Article
    from reader.loaders.source import Source

BIG = 256 * 1024
"""From how many bytes on the beginning of an article is worth showing before the rest is read."""

HEAD = 32_768
"""How many characters of a big article are read first."""

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_UNSAID = ("", ".txt", ".text")
"""Endings that say nothing of a text's format, so that what it holds may."""

_FRONT_MATTER = re.compile(
    rb"\s*(?:---[ \t]*\r?\n(?:[^\n]*\n){0,60}?[ \t]*(?:title|headline|author|date):[^\n]*\n"
    rb"(?:[^\n]*\n){0,200}?---"
    rb"|\+\+\+[ \t]*\r?\n(?:[^\n]*\n){0,60}?[ \t]*title[ \t]*=[^\n]*\n(?:[^\n]*\n){0,200}?\+\+\+)[ \t]*\r?\n"
)
_TITLE = re.compile(rb"\s*# [^\n]*\n[ \t]*\r?\n")
_SIGN = re.compile(
    rb"^(?:#{2,6} \S|```|~~~|> \S|\|[ \t]*:?-{3}|\[[^\]\n]{1,80}\]: \S)"
    rb"|\[[^\]\n]{1,200}\]\(\S{1,500}\)|\*\*\S[^*\n]{0,200}\*\*",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read.

    Attributes:
        name: What it is called in messages.
        module: What reads it: `load(source)`, which gives a tuple of articles, and perhaps
            `head(source, size)`, which gives the beginning of the first; imported when first met.
        endings: Of names, in lower case with the dot: which files in a folder are taken for articles.
        sniff: Whether a source is in this format.
    """

    name: str
    module: str
    endings: tuple[str, ...]
    sniff: Callable[[Source], bool]


def is_markdown(source: Source) -> bool:
    """Whether it is called Markdown, or is called nothing and is Markdown beyond a doubt.

    Beyond a doubt is front matter, or a first line that is a heading with a blank line below it and at
    least one more sign of Markdown further on.
    """
    if source.ending in _MARKDOWN or source.media_type in {"text/markdown", "text/x-markdown"}:
        return True
    if source.ending not in _UNSAID or source.media_type not in {None, "text/plain"}:
        return False
    start = source.data[:16_384].removeprefix(b"\xef\xbb\xbf")
    if _FRONT_MATTER.match(start):
        return True
    title = _TITLE.match(start)
    return title is not None and _SIGN.search(start, title.end()) is not None


def is_anything(source: Source) -> bool:
    """Whether it may be plain text, which is tried last: always; decoding refuses what is none."""
    return True


FORMATS: tuple[Format, ...] = (
    Format("gzip", "reader.loaders.gzip", (".gz",), sniff.is_gzip),
    Format("EPUB", "reader.loaders.epub", (".epub",), sniff.is_epub),
    Format("PDF", "reader.loaders.pdf", (), sniff.is_pdf),
    Format("web archive", "reader.loaders.webarchive", (".webarchive",), sniff.is_webarchive),
    Format("feed", "reader.loaders.feed", (".rss", ".atom"), sniff.is_feed),
    Format("HTML", "reader.loaders.html", (".html", ".htm", ".xhtml"), sniff.is_html),
    Format("MHTML", "reader.loaders.mhtml", (".mhtml", ".mht"), sniff.is_mhtml),
    Format("e-mail", "reader.loaders.mail", (".eml",), sniff.is_mail),
    Format("Markdown", "reader.loaders.markdown", _MARKDOWN, is_markdown),
    Format("plain text", "reader.loaders.text", (".txt", ".text"), is_anything),
)
"""In the order in which they are tried."""


def endings() -> frozenset[str]:
    """The endings of names that some format claims."""
    return frozenset(ending for known in FORMATS for ending in known.endings)


def format_of(source: Source) -> Format:
    """The first format that claims a source."""
    return next(known for known in FORMATS if known.sniff(source))


def load(source: Source) -> tuple[Article, ...]:
    """Every article in a source, in its order.

    Raises:
        LoadError: It cannot be read, or there is no text in it.
    """
    known = format_of(source)
    articles: tuple[Article, ...] = import_module(known.module).load(source)
    if not any(article.blocks for article in articles):
        raise LoadError(f"{source.name} holds no text")
    return articles


def head(source: Source, size: int = HEAD) -> Article | None:
    """The beginning of the first article in a big source, to be shown while the rest is read.

    Args:
        source: What to read.
        size: About how many characters to read.

    Returns:
        An article whose text is a prefix of that of the first article that `load` gives, with the same
        blocks and marks as far as it reaches; None where the source is not big or its format cannot do this.

    Raises:
        LoadError: As `load`, as far as the beginning shows it.
    """
    if len(source.data) < BIG:
        return None
    beginning = getattr(import_module(format_of(source).module), "head", None)
    article: Article | None = beginning(source, size) if beginning is not None else None
    return article if article is not None and article.blocks else None
