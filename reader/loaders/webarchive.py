"""Web archives: pages as Safari saves them, a property list with the page as its main resource."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.loaders.clean import clean_line
from reader.loaders.errors import LoadError
from reader.loaders.html.page import load_page

if TYPE_CHECKING:
    from reader.domain.article import Article
    from reader.loaders.source import Source


def load(source: Source) -> tuple[Article, ...]:
    """The page.

    Raises:
        LoadError: It is damaged, holds no page, or the page no text.
    """
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        found = plistlib.loads(source.data)
    except (
        plistlib.InvalidFileException,
        ExpatError,
        ValueError,
        TypeError,
        RecursionError,
        IndexError,
        OverflowError,
        KeyError,
        AttributeError,
    ) as error:
        raise LoadError(f"{source.name} is a damaged web archive") from error
    main = found.get("WebMainResource") if isinstance(found, dict) else None
    data = main.get("WebResourceData") if isinstance(main, dict) else None
    if not isinstance(main, dict) or not isinstance(data, bytes) or not data:
        raise LoadError(f"{source.name} is a web archive without a page in it")
    url, charset = main.get("WebResourceURL"), main.get("WebResourceTextEncodingName")
    url = (
        clean_line(url) if isinstance(url, str) and url.lower().startswith(("http://", "https://")) else None
    )
    page = replace(
        source,
        data=data,
        url=source.url or url,
        charset=charset if isinstance(charset, str) else None,
        media_type="text/html",
    )
    return (load_page(page),)
