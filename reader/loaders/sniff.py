"""Telling the formats of the Web and of containers by their first bytes; nothing is parsed here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.loaders.source import Source

SAMPLE = 4096
"""So many bytes at the beginning tell what a source is."""

_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\b[^>]{0,200}\?>\s*)?(?:<!--(?:[^-]|-(?!->)){0,2000}-->\s*)*"
)
_HTML = re.compile(rb"<!doctype\s+html|<(?:html|head)\b", re.IGNORECASE)
_TAGS = re.compile(
    rb"<(?:body|title|meta|link|script|style|article|section|main|header|div|table|center|font|h[1-6]|p)\b",
    re.IGNORECASE,
)
_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
"""Markdown may begin with tags of HTML, and often does."""

_FEED = re.compile(rb"<(?:[a-z]{1,10}:)?(?:rss|feed|rdf)\b", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!doctype\s+(?:[a-z]{1,10}:)?(\w{1,20})", re.IGNORECASE)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/')
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]*[^\r\n]{0,2000}\r?\n")
_MAIL_HEADERS = frozenset(
    {
        b"from",
        b"to",
        b"subject",
        b"date",
        b"message-id",
        b"received",
        b"return-path",
        b"mime-version",
        b"delivered-to",
    }
)
_WEBARCHIVE = (b"WebMainResource", b"WebResourceData")

_XHTML = frozenset({"text/html", "application/xhtml+xml"})
_FEEDS = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"}
)


def is_html(source: Source) -> bool:
    """Whether it is a page: its server says so, or it begins as one, or is called one and holds a tag."""
    if source.media_type in _XHTML:
        return True
    start = _start(source)
    if _HTML.match(start):
        return True
    if source.ending in _MARKDOWN:
        return False
    if _TAGS.match(start):
        return True
    return source.ending in {".html", ".htm", ".xhtml"} and b"<" in source.data[:SAMPLE]


def is_feed(source: Source) -> bool:
    """Whether it is RSS, Atom or JSON Feed."""
    if source.media_type in _FEEDS:
        return True
    start = _start(source)
    if start.startswith(b"{"):
        return bool(_JSON_FEED.search(source.data[:SAMPLE]))
    if declared := _DOCTYPE.match(start):
        return declared.group(1).lower() in {b"rss", b"feed", b"rdf"} or (
            declared.group(1).lower() != b"html" and bool(_FEED.search(source.data[:SAMPLE]))
        )
    return bool(_FEED.match(start))


def is_gzip(source: Source) -> bool:
    """Whether it is compressed by gzip."""
    return source.data.startswith(b"\x1f\x8b\x08")


def is_epub(source: Source) -> bool:
    """Whether it is an e-book: a ZIP archive whose first member says so, or one that is called an EPUB."""
    if not source.data.startswith(b"PK\x03\x04"):
        return False
    named = source.ending == ".epub" or source.media_type == "application/epub+zip"
    return named or b"mimetypeapplication/epub+zip" in source.data[:200]


def is_pdf(source: Source) -> bool:
    """Whether it is a PDF; a few bytes of rubbish may stand before its sign."""
    return b"%PDF-" in source.data[:1024] and not _start(source).startswith(b"<")


def is_mail(source: Source) -> bool:
    """Whether it begins with the headers of a letter, not with those of a web archive."""
    names = _headers(source)
    return len(names & _MAIL_HEADERS) >= 3 and not is_mhtml(source)


def is_mhtml(source: Source) -> bool:
    """Whether it is a page saved with all its parts in the form of a letter."""
    names = _headers(source)
    if b"mime-version" not in names and b"content-type" not in names:
        return False
    start = source.data[:SAMPLE].lower()
    return b"multipart/related" in start and (
        source.ending in {".mhtml", ".mht"}
        or b"snapshot-content-location" in start
        or b"from: <saved by" in start
    )


def is_webarchive(source: Source) -> bool:
    """Whether it is a page as Safari saves it: a property list with a main resource."""
    if source.data.startswith(b"bplist00"):
        return all(name in source.data for name in _WEBARCHIVE)
    return b"<plist" in source.data[:1000] and all(name in source.data for name in _WEBARCHIVE)


def _start(source: Source) -> bytes:
    """The beginning without byte order mark, XML declaration and comments."""
    found = _OPENING.match(source.data[:SAMPLE])
    return source.data[found.end() if found else 0 : SAMPLE]


def _headers(source: Source) -> frozenset[bytes]:
    """The names of the headers at the very beginning, in lower case."""
    names, at = set(), 0
    start = source.data[: SAMPLE * 4].removeprefix(b"\xef\xbb\xbf")
    if start.startswith(b"From "):
        at = start.find(b"\n") + 1
    while found := _HEADER.match(start, at):
        names.add(found.group(1).lower())
        at = found.end()
        while start[at : at + 1] in (b" ", b"\t"):
            end = start.find(b"\n", at)
            at = end + 1 if end >= 0 else len(start)
    return frozenset(names)
