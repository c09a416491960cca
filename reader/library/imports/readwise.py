"""Readwise: the Reader's table of articles, or Readwise's table of highlights."""

from __future__ import annotations

from collections.abc import Iterator

from reader.library.imports import Quoted, Saved
from reader.library.imports.tables import Row, iso_of, moment, rows, several, share
from reader.loaders import Source


def saved(source: Source) -> Iterator[Saved]:
    """The articles in an export of Readwise; of a table of highlights, each text with its passages.

    Raises:
        LoadError: It is neither table.
    """
    marked: dict[tuple[str, str], list[Row]] = {}
    for row in rows(source, "url|highlight"):
        if "highlight" in row:
            marked.setdefault((row.get("book title", ""), row.get("book author", "")), []).append(row)
        else:
            yield _article(row)
    for (title, author), highlights in marked.items():
        yield Saved(
            title=title,
            authors=(author,) if author.strip() else (),
            tags=tuple(
                dict.fromkeys(tag for row in highlights for tag in several(row.get("document tags", "")))
            ),
            passages=tuple(_passage(row) for row in highlights if row["highlight"].strip()),
        )


def _article(row: Row) -> Saved:
    put_away = row.get("location", "").strip().casefold() == "archive"
    return Saved(
        title=row.get("title", ""),
        url=row.get("url", ""),
        added=moment(row.get("saved date", "")),
        read=put_away,
        archived=put_away,
        tags=several(row.get("document tags", "").strip("[]").replace("'", "")),
        progress=share(row.get("reading progress", "")),
    )


def _passage(row: Row) -> Quoted:
    return Quoted(
        row["highlight"],
        row.get("note", ""),
        iso_of(row.get("highlighted at", "")),
        row.get("color", ""),
        several(row.get("tags", "")),
    )
