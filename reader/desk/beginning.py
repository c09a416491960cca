"""What the first screen needs, and nothing else; worked out in a process of its own if need be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reader.domain.article import Article
from reader.loaders.notices import is_summary

if TYPE_CHECKING:
    from reader.library.articlestate import ArticleState
    from reader.library.entry import Entry
    from reader.library.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Opened:
    """An article that stands ready to be shown.

    Attributes:
        id: Its identity.
        article: All of it, or its beginning.
        whole: Which of the two.
    """

    id: str
    article: Article
    whole: bool


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a session begins with; it can be pickled.

    Attributes:
        files: Everything that is to be read, in the order of the list.
        first: The article on the first screen; None where none can be read.
        entry: What the list shows of it.
        state: Where the reader was in it.
        failures: A line on each file that was tried and cannot be read.
    """

    files: tuple[Path, ...] = ()
    first: Opened | None = None
    entry: Entry | None = None
    state: ArticleState | None = None
    failures: dict[Path, str] = field(default_factory=dict)


def begin(paths: Sequence[Path] | None, encoding: str | None = None) -> Beginning:
    """Lay out files and folders, or with None the library, and read the article to begin with.

    That is the one opened last among them, else the first that can be read.

    Args:
        paths: Files and folders.
        encoding: How they are encoded, where the reader orders that.
    """
    from reader.library.paths import machine, state_dir
    from reader.library.shelf import Shelf
    from reader.library.state import StateLog
    from reader.loaders import find_files

    shelf = Shelf(StateLog(state_dir(), machine()), encoding=encoding)
    files = library_files(shelf) if paths is None else tuple(find_files(paths))
    return open_first(shelf, files)


def library_files(shelf: Shelf) -> tuple[Path, ...]:
    """The files of the library: what was kept or opened before; before anything was, the samples."""
    from reader.library.identity import file_of
    from reader.library.paths import articles_dir
    from reader.loaders import find_files
    from reader.resources import seeds_dir

    places = {place for one in shelf.state.ids() for place in shelf.identity.places(one)}
    opened = sorted({path for path in map(file_of, places) if path.is_file()})
    kept = tuple(find_files([articles_dir()])) if articles_dir().is_dir() else ()
    files = (*kept, *(path for path in opened if path not in kept))
    return files or tuple(find_files([seeds_dir()]))


def open_first(shelf: Shelf, files: Sequence[Path]) -> Beginning:
    """Put the article to begin with on the shelf.

    Args:
        shelf: Where it is put.
        files: What is to be read.
    """
    from reader.loaders.errors import LoadError

    last = _last_opened(shelf, files)
    failures: dict[Path, str] = {}
    for path in (*([last] if last else ()), *(path for path in files if path != last)):
        try:
            opened = shelf.open(path, whole=False)
        except LoadError as error:
            failures[path] = str(error)
            continue
        if opened:
            one = max(opened, key=lambda one: shelf.state.get(one.entry.id).opened or "")
            whole = not one.entry.partial and not is_summary(one.article)
            first = Opened(one.entry.id, one.article, whole)
            return Beginning(tuple(files), first, one.entry, shelf.state.get(one.entry.id), failures)
    return Beginning(tuple(files), failures=failures)


def _last_opened(shelf: Shelf, files: Sequence[Path]) -> Path | None:
    from reader.library.identity import file_of

    wanted = {path.absolute(): path for path in files}
    best: tuple[str, Path | None] = ("", None)
    for article_id in shelf.state.ids():
        when = shelf.state.get(article_id).opened or ""
        if when > best[0]:
            here = next((p for p in map(file_of, shelf.identity.places(article_id)) if p in wanted), None)
            best = (when, wanted[here]) if here is not None else best
    return best[1]
