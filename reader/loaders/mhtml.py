"""MHTML: a page saved with all its parts in one file, as browsers do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.loaders.clean import clean_line
from reader.loaders.errors import LoadError
from reader.loaders.html.page import load_page
from reader.loaders.mail import charset_of, message_of, payload_of

if TYPE_CHECKING:
    from email.message import EmailMessage

    from reader.domain.article import Article
    from reader.loaders.source import Source


def load(source: Source) -> tuple[Article, ...]:
    """The page.

    Raises:
        LoadError: It is damaged, holds no page, or the page no text.
    """
    message = message_of(source)
    page = _page_of(message, source)
    stated = message.get("snapshot-content-location") or page.get("content-location")
    url = clean_line(str(stated)) if stated else None
    if url is not None and not url.lower().startswith(("http://", "https://")):
        url = None
    data = payload_of(page)
    if not data:
        raise LoadError(f"{source.name}: the page saved in it is empty")
    found = replace(
        source, data=data, url=source.url or url, charset=charset_of(page), media_type="text/html"
    )
    return (load_page(found),)


def _page_of(message: EmailMessage, source: Source) -> EmailMessage:
    """The part that is the page: the one named as the start, else the first that is HTML."""
    start = message.get_param("start")
    try:
        pages = [
            part
            for part in message.walk()
            if part.get_content_type() in {"text/html", "application/xhtml+xml"}
        ]
    except RecursionError:
        pages = []
    if not pages:
        raise LoadError(f"{source.name} holds no page; save it again as a single file, or as HTML")
    named = [part for part in pages if isinstance(start, str) and str(part.get("content-id")) == start]
    return (named or pages)[0]
