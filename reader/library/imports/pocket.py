"""Pocket: its table of addresses, the archive of such tables, or the older page of links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

from reader.library.imports import Saved
from reader.library.imports.tables import moment, rows, several
from reader.loaders import LoadError, Source
from reader.loaders.archive import Archive
from reader.loaders.decode import decode


def saved(source: Source) -> Iterator[Saved]:
    """The articles in an export of Pocket.

    Raises:
        LoadError: It is neither table, archive nor page of links.
    """
    if source.data.startswith(b"PK"):
        archive = Archive(source, "export")
        tables = [name for name in archive if name.lower().endswith(".csv") and "annotations" not in name]
        if not tables:
            raise LoadError(f"{source.name} has no table of articles in it; is it another program's?")
        for name in tables:
            yield from _of_table(replace(source, name=f"{source.name}, {name}", data=archive.read(name)))
    elif source.data.lstrip().startswith(b"<"):
        yield from _of_page(source)
    else:
        yield from _of_table(source)


def _of_table(source: Source) -> Iterator[Saved]:
    for row in rows(source, "url"):
        status = row.get("status", "")
        yield Saved(
            title=row.get("title", ""),
            url=row["url"],
            added=moment(row.get("time_added", "")),
            read=status == "archive",
            archived=status == "archive",
            tags=several(row.get("tags", "")),
        )


def _of_page(source: Source) -> Iterator[Saved]:
    page = _Links()
    page.feed(decode(source.data, override=source.encoding))
    page.close()
    if not page.links:
        raise LoadError(f"{source.name} has no saved articles in it; is it another program's?")
    yield from page.links


class _Links(HTMLParser):
    """The links of the page, below its headings "Unread" and "Read Archive"."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[Saved] = []
        self._open: Saved | None = None
        self._heading = False
        self._put_away = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._heading = tag == "h1"
        if tag == "a" and "href" in given:
            self._open = Saved(
                url=given["href"],
                added=moment(given.get("time_added", "")),
                tags=several(given.get("tags", "")),
                read=self._put_away,
                archived=self._put_away,
            )

    def handle_data(self, data: str) -> None:
        if self._heading and data.strip():
            self._put_away = "archive" in data.casefold()
        if self._open is not None:
            self._open = replace(self._open, title=self._open.title + data)

    def handle_endtag(self, tag: str) -> None:
        self._heading = False
        if tag == "a" and self._open is not None:
            self.links.append(self._open)
            self._open = None
