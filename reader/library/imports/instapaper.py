"""Instapaper: its table of addresses, with folders, and the passages that were selected."""

from __future__ import annotations

from collections.abc import Iterator

from reader.library.imports import Quoted, Saved
from reader.library.imports.tables import moment, rows, several
from reader.loaders import Source

_OWN = frozenset({"unread", "archive", "starred"})
"""The folders that everybody has; all others are a reader's own."""


def saved(source: Source) -> Iterator[Saved]:
    """The articles in an export of Instapaper.

    Raises:
        LoadError: It is no such table.
    """
    for row in rows(source, "url", "folder"):
        folder = row.get("folder", "").strip()
        own = () if folder.casefold() in _OWN else (folder,)
        selected = row.get("selection", "").strip()
        yield Saved(
            title=row.get("title", ""),
            url=row["url"],
            added=moment(row.get("timestamp", "")),
            read=folder.casefold() == "archive",
            archived=folder.casefold() == "archive",
            starred=folder.casefold() == "starred",
            tags=tuple(dict.fromkeys((*own, *several(row.get("tags", "").strip("[]").replace('"', ""))))),
            passages=(Quoted(selected),) if selected else (),
        )
