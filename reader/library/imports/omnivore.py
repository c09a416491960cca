"""Omnivore: an archive of lists in JSON, with a page and a file of highlights for each article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from reader.library.imports import Quoted, Saved
from reader.library.imports.tables import moment
from reader.library.imports.wallabag import entries, text, texts
from reader.loaders import LoadError, Source
from reader.loaders.archive import Archive
from reader.loaders.decode import decode

_QUOTE = re.compile(r"(?m)^>[ ]?(.*)$")


def saved(source: Source) -> Iterator[Saved]:
    """The articles in an export of Omnivore.

    Raises:
        LoadError: It is no such archive.
    """
    archive = Archive(source, "export")
    lists = [name for name in archive if re.search(r"(?:^|/)metadata_[^/]*\.json$", name)]
    if not lists:
        raise LoadError(f"{source.name} has no list of articles in it; is it another program's?")
    for name in lists:
        folder = name.rpartition("/")[0]
        for entry in entries(replace(source, name=f"{source.name}, {name}", data=archive.read(name))):
            yield _article(archive, f"{folder}/" if folder else "", entry)


def _article(archive: Archive, folder: str, entry: Mapping[str, Any]) -> Saved:
    slug = text(entry, "slug")
    put_away = text(entry, "state").casefold() == "archived"
    try:
        progress = float(text(entry, "readingProgress") or 0) / 100
    except ValueError:
        progress = 0.0
    return Saved(
        title=text(entry, "title"),
        url=text(entry, "url"),
        html=_member(archive, f"{folder}content/{slug}.html"),
        standfirst=text(entry, "description"),
        authors=texts(entry, "author"),
        published=text(entry, "publishedAt"),
        added=moment(text(entry, "savedAt")),
        read=put_away,
        archived=put_away,
        tags=texts(entry, "labels"),
        progress=min(1.0, max(0.0, progress)),
        passages=tuple(_passages(_member(archive, f"{folder}highlights/{slug}.md"))),
    )


def _member(archive: Archive, name: str) -> str:
    return decode(archive.read(name)) if name in archive else ""


def _passages(written: str) -> Iterator[Quoted]:
    """The quotes in a file of highlights; what stands below one is what was written on it."""
    lines: list[str] = []
    note: list[str] = []
    for line in [*written.splitlines(), "> "]:
        quoted = _QUOTE.match(line)
        if quoted and note:
            if lines:
                yield Quoted("\n".join(lines).strip(), "\n".join(note).strip())
            lines, note = [], []
        if quoted:
            lines.append(quoted[1])
        elif lines:
            note.append(line)
