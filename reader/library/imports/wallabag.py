"""wallabag: its list of entries in JSON, with their texts and annotations."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from reader.library.imports import Quoted, Saved
from reader.library.imports.tables import iso_of, moment
from reader.loaders import LoadError, Source
from reader.loaders.decode import decode


def saved(source: Source) -> Iterator[Saved]:
    """The articles in an export of wallabag.

    Raises:
        LoadError: It is no such list.
    """
    for entry in entries(source):
        marked = entry.get("annotations")
        yield Saved(
            title=text(entry, "title"),
            url=text(entry, "url") or text(entry, "given_url"),
            html=text(entry, "content"),
            authors=texts(entry, "published_by"),
            published=text(entry, "published_at"),
            site=text(entry, "domain_name"),
            language=text(entry, "language"),
            added=moment(text(entry, "created_at")),
            read=truth(entry, "is_archived"),
            archived=truth(entry, "is_archived"),
            starred=truth(entry, "is_starred"),
            tags=texts(entry, "tags"),
            passages=tuple(
                Quoted(text(one, "quote"), text(one, "text"), iso_of(text(one, "created_at")))
                for one in (marked if isinstance(marked, list) else ())
                if isinstance(one, Mapping) and text(one, "quote").strip()
            ),
        )


def entries(source: Source) -> Iterator[Mapping[str, Any]]:
    """The objects in a list in JSON, whatever else stands in it.

    Raises:
        LoadError: It is no list.
    """
    try:
        listed = json.loads(decode(source.data, override=source.encoding or "utf-8"))
    except (ValueError, RecursionError) as error:
        raise LoadError(f"{source.name} is no JSON ({error}); export it again") from error
    if not isinstance(listed, list):
        raise LoadError(f"{source.name} has no list of articles in it; is it another program's?")
    for entry in listed:
        if isinstance(entry, Mapping):
            yield entry


def text(entry: Mapping[str, Any], name: str) -> str:
    """A field that is a text or a number; "" where it is neither."""
    value = entry.get(name)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def texts(entry: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """A field that is a list of texts, or of objects with a name or a label."""
    value = entry.get(name)
    found: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        called = (one.get("name") or one.get("label")) if isinstance(one, Mapping) else one
        if isinstance(called, str) and called.strip():
            found.append(called)
    return tuple(found)


def truth(entry: Mapping[str, Any], name: str) -> bool:
    """A field that says yes; 1 does, too."""
    return entry.get(name) in (True, 1, "1")
