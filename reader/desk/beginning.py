"""What the first screen needs, and nothing else; worked out in a process of its own if need be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.domain.article import Article
from reader.loaders.notices import is_summary

if TYPE_CHECKING:
    from reader.library.articlestate import ArticleState
    from reader.library.entry import Entry
    from reader.library.glance import Glance
    from reader.library.scope import Scope
    from reader.library.shelf import Shelf

ROWS = 60
"""So many rows of the list go with the first screen; no terminal shows more."""

LOOKED_AT = 300
"""Among so many rows of the index those are looked for, and among so many articles the one opened last."""


class Opened(NamedTuple):
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
        named: The files and folders that are laid out; None for the library.
        first: The article on the first screen; None where none can be read.
        entry: What the list shows of it.
        state: Where the reader was in it.
        rows: The first rows of the list, with what was done to each, as the index has them.
        failures: A line on each file that was tried and cannot be read.
    """

    named: tuple[Path, ...] | None = ()
    first: Opened | None = None
    entry: Entry | None = None
    state: ArticleState | None = None
    rows: tuple[tuple[Entry, ArticleState], ...] = ()
    failures: dict[Path, str] = field(default_factory=dict)


def begin(paths: Sequence[Path] | None, encoding: str | None = None) -> Beginning:
    """Lay out files and folders, or with None the library, and read the article to begin with.

    That is the one opened last among them, else the first of the list, else the first that can be read.

    Args:
        paths: Files and folders.
        encoding: How they are encoded, where the reader orders that.
    """
    from reader.library.paths import config_file, index_file, machine, state_dir, tables_dir
    from reader.library.settings import load
    from reader.library.shelf import Shelf
    from reader.library.state import StateLog
    from reader.library.where import index_path

    shelf = Shelf(StateLog(state_dir(), machine(), tables_dir()), encoding=encoding)
    named = None if paths is None else tuple(path.absolute() for path in paths)
    place = index_path(index_file())[0] if encoding is None else None
    rows: tuple[tuple[Entry, ArticleState], ...] = ()
    if place is not None and place.is_file():
        from reader.library.glance import glance

        index = glance(place)
        shelf.known = lambda: index
        if index is not None:
            rows = _first_rows(index, shelf, named, load(config_file())[0].list_sort)
    return _open_first(shelf, named, rows)


def library_scope(shelf: Shelf) -> Scope:
    """The library: what was kept or opened before; before anything was, the samples."""
    from reader.library.scope import Scope
    from reader.resources import seeds_dir

    opened = tuple(shelf.opened_before())
    if opened or (shelf.folder.is_dir() and any(shelf.folder.iterdir())):
        return Scope((shelf.folder,), opened, most=True)
    return Scope((seeds_dir(),))


def library_files(shelf: Shelf) -> tuple[Path, ...]:
    """The files of the library."""
    from reader.loaders import find_files

    return tuple(path for path in find_files(library_scope(shelf).named) if path != shelf.folder)


def _first_rows(
    index: Glance, shelf: Shelf, named: tuple[Path, ...] | None, sort: str
) -> tuple[tuple[Entry, ArticleState], ...]:
    """The first rows of the list, as far as they are among the first of the index."""
    from reader.library.scope import scope_of

    if sort == "progress":
        return ()
    scope = None if named is None else scope_of(named)

    def is_laid_out(entry: Entry, state: ArticleState) -> bool:
        if entry.path is None or state.deleted or state.archived:
            return False
        if scope is not None:
            return scope.holds(entry.path)
        return entry.path.parent == shelf.folder or state.opened is not None

    rows = ((entry, shelf.state.get(entry.id)) for entry in index.first(sort, LOOKED_AT))
    return tuple(islice((row for row in rows if is_laid_out(*row)), ROWS))


def _open_first(
    shelf: Shelf, named: tuple[Path, ...] | None, rows: Sequence[tuple[Entry, ArticleState]]
) -> Beginning:
    """Read the article to begin with."""
    from reader.loaders.errors import LoadError

    failures: dict[Path, str] = {}
    tried: set[Path] = set()
    for path in _candidates(shelf, named, [entry for entry, _ in rows]):
        if path in tried:
            continue
        tried.add(path)
        try:
            opened = shelf.open(path, whole=False)
        except LoadError as error:
            failures[path] = str(error)
            continue
        there = [one for one in opened if named is not None or not shelf.state.get(one.entry.id).deleted]
        if there:
            one = max(there, key=lambda one: shelf.state.get(one.entry.id).opened or "")
            whole = not one.entry.partial and not is_summary(one.article)
            first = Opened(one.entry.id, one.article, whole)
            return Beginning(named, first, one.entry, shelf.state.get(one.entry.id), tuple(rows), failures)
    return Beginning(named, rows=tuple(rows), failures=failures)


def _candidates(shelf: Shelf, named: tuple[Path, ...] | None, top: Iterable[Entry]) -> Iterator[Path]:
    """The files to try, one after another; what comes later is not even looked for before it is needed."""
    from reader.library.identity import file_of
    from reader.library.scope import scope_of
    from reader.loaders import find_files

    scope = None if named is None else scope_of(named)
    if scope is None or scope.folders or len(scope.files) > 1:
        for article_id in shelf.state.opened_last(LOOKED_AT):
            if shelf.state.get(article_id).deleted:
                continue
            places = map(file_of, shelf.identity.places(article_id))
            here = [path for path in places if (scope is None or scope.holds(path)) and path.is_file()]
            if here:
                yield min(here, key=lambda path: path.parent != shelf.folder)
                break
    if named is None:
        yield from (entry.path for entry in top if entry.path is not None)
    yield from find_files(library_scope(shelf).named if named is None else named)
