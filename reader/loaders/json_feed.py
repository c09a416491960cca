"""JSON Feed, version 1 and 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reader.loaders.decode import decode
from reader.loaders.errors import LoadError
from reader.loaders.feed import MOST, Entry, Feed, made_of
from reader.loaders.html.fragment import line_of
from reader.loaders.html.links import link_target, page_address
from reader.loaders.html.when import iso

if TYPE_CHECKING:
    from reader.loaders.source import Source


def read_json(source: Source) -> Feed:
    """A JSON feed; what is not of the type that the format says is taken as not there.

    Raises:
        LoadError: It is no JSON, or no JSON Feed.
    """
    text = decode(source.data, source.charset, source.encoding, source.name)
    try:
        found = json.loads(text.removeprefix("\ufeff"), strict=False)
    except (ValueError, RecursionError) as error:
        raise LoadError(f"{source.name}: the JSON feed is damaged and cannot be read") from error
    if not isinstance(found, dict) or "jsonfeed.org/version" not in _text(found.get("version")):
        raise LoadError(f"{source.name}: this is JSON, but no JSON Feed")
    items = found.get("items")
    entries = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    authors = _names(found)
    home = link_target(_text(found.get("home_page_url")), None)
    language = _text(found.get("language"))
    return made_of(
        line_of(_text(found.get("title"))),
        home or None,
        (_entry(item, authors, language) for item in entries[:MOST]),
    )


def _entry(item: dict[str, Any], authors: tuple[str, ...], language: str) -> Entry:
    html, plain = _text(item.get("content_html")), _text(item.get("content_text"))
    tags = item.get("tags")
    return Entry(
        title=_text(item.get("title")),
        url=page_address(_text(item.get("url")) or _text(item.get("external_url"))),
        full=html or plain,
        summary=_text(item.get("summary")),
        html=bool(html),
        authors=_names(item) or authors,
        published=iso(_text(item.get("date_published"))),
        updated=iso(_text(item.get("date_modified"))),
        tags=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        language=_text(item.get("language")) or language,
    )


def _names(item: dict[str, Any]) -> tuple[str, ...]:
    """The authors, by version 1.1 ("authors") or 1 ("author")."""
    people = item.get("authors")
    people = people if isinstance(people, list) else [item.get("author")]
    return tuple(name for one in people if isinstance(one, dict) and (name := _text(one.get("name"))))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
