"""What the argument ARTICLE names: a path, a web address, "-", or the start of an id."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.session import is_address
from reader.domain.article import Article
from reader.loaders import LoadError, Source, read_path, read_stdin

if TYPE_CHECKING:
    from reader.library.shelf import Shelf

IN_VAIN = 8.0
"""After so many seconds lost on pages that do not come, no more are asked for."""

_ID = re.compile(r"[0-9a-f]{1,16}")


def source_named(name: str, encoding: str | None = None) -> Source:
    """The bytes of a path, a web address, or standard input ("-").

    Raises:
        LoadError: They cannot be had.
    """
    if name == "-":
        return read_stdin(encoding)
    if is_address(name):
        from reader.loaders.fetch import fetch

        return replace(fetch(name), encoding=encoding)
    return read_path(name, encoding)


def whole_articles(name: str, encoding: str | None = None) -> Iterator[tuple[str, Article]]:
    """The articles that ARTICLE names, with the pages of those of which a feed has only a summary.

    Where a page cannot be had, the summary comes with a notice that says why.

    Raises:
        LoadError: There is none, or it cannot be read.
    """
    from reader.loaders.notices import is_summary

    lost = 0.0
    for article_id, article in named_articles(name, encoding):
        if not is_summary(article):
            yield article_id, article
            continue
        from reader.desk.pages import page_at_hand, whole_or_summary, without_page

        if lost < IN_VAIN:
            begun = time.monotonic()
            found = whole_or_summary(article_id, article, IN_VAIN)
            if found.text == article.text:
                lost += time.monotonic() - begun
        else:
            why = "only what is at hand is shown: too many pages did not come; try again later"
            found = page_at_hand(article_id, article) or without_page(article, why)
        yield article_id, found


def named_articles(name: str, encoding: str | None = None) -> list[tuple[str, Article]]:
    """The articles that ARTICLE names, each with its id.

    Raises:
        LoadError: There is none, or it cannot be read.
    """
    if _ID.fullmatch(name.lower()) and not Path(name).exists():
        found = _by_id(name.lower())
        if found is not None:
            return [found]
    return [(one.entry.id, one.article) for one in _shelf().put(source_named(name, encoding))]


def _shelf() -> Shelf:
    from reader.library.paths import machine, state_dir, tables_dir
    from reader.library.shelf import Shelf
    from reader.library.state import StateLog

    return Shelf(StateLog(state_dir(), machine(), tables_dir()))


def _by_id(start: str) -> tuple[str, Article] | None:
    """The article whose id begins so: one that was kept or opened, or stands in the list; else None.

    Raises:
        LoadError: Several begin so, or the one cannot be read.
    """
    from reader.desk.beginning import library_files
    from reader.library.identity import file_of
    from reader.library.keep import kept_id

    shelf = _shelf()
    kept = {
        kept_id(path, shelf.folder): path for path in sorted(shelf.folder.glob(f"*-{start}*"), reverse=True)
    }
    files = {article_id: [path] for article_id, path in kept.items() if article_id is not None}
    for article_id in shelf.state.ids():
        if article_id.startswith(start):
            files.setdefault(article_id, []).extend(map(file_of, shelf.identity.places(article_id)))
    if not files:
        for entry in shelf.fill(library_files(shelf)):
            if (article_id := getattr(entry, "id", "")).startswith(start) and article_id:
                files.setdefault(article_id, []).append(entry.path or Path())
    found = {article_id: paths for article_id, paths in files.items() if article_id.startswith(start)}
    if len(found) > 1:
        raise LoadError(f"{start}: {len(found)} ids begin so; give more of it")
    for article_id, paths in found.items():
        for path in paths:
            for opened in shelf.open(path) if path.is_file() else ():
                if opened.entry.id == article_id:
                    return article_id, opened.article
        address = shelf.state.values(article_id).get("url")
        raise LoadError(
            f"{article_id}: it was read from {address}; give that address"
            if address
            else f"{article_id}: its file is no longer where it was"
        )
    return None
