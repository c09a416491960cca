"""Bringing the index up to date with the files, in the background; it can be broken off anywhere."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from reader.domain.article import Article
from reader.library.database import DAMAGE, IndexUnavailable, is_damage
from reader.library.document import Document, document_of
from reader.library.entry import Entry
from reader.library.index import Index
from reader.library.indexwrite import Seen, path_key
from reader.library.reading import Reading
from reader.library.scope import Scope
from reader.library.shelf import Shelf
from reader.loaders import LoadError, find_files

BATCH_SECONDS = 0.5
"""How long articles are gathered before they are written together; so much work a kill costs."""

_LARGEST_BATCH = 500

Describe = Callable[[Entry, Article], Document]
"""Makes of an article what is indexed of it: adds its entities, and the reader's notes and tags."""

Progress = Callable[[int, int], None]
"""Is told how many files are done, and of how many."""


@dataclass(slots=True)
class Report:
    """What an indexing did.

    Attributes:
        added: How many articles were put in, new or changed.
        removed: How many were taken out, as their files are gone.
        paths: The files that were read.
        failures: A line for each file that could not be read.
        notice: One line on why it ended early, or None.
    """

    added: int = 0
    removed: int = 0
    paths: list[Path] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    notice: str | None = None


def bring_up_to_date(
    index: Index,
    shelf: Shelf,
    named: Iterable[str | Path],
    *,
    describe: Describe | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    scope: Scope | None = None,
) -> Report:
    """Index what is new or changed among some files, and forget what is gone.

    Files are told apart by size and time of change, so that only those are read that need it. Each batch is
    one transaction: whatever ends the program, the next call goes on where the last batch ended.

    Args:
        index: The index.
        shelf: Reads the files, and knows their articles again.
        named: Files and folders: all of the library, or what was opened, or only what has changed.
        describe: What to index of an article; by default its text, and the reader's tags.
        progress: Is called after each file.
        cancelled: Whether to stop, asked before each file.
        scope: Where files are looked for that are gone; None for everywhere that the index knows.
    """
    # Reading goes beside the searches, which are broken off at any time.
    report, work, there = Report(), _Work(index), index.beside()
    describe = describe or (
        lambda entry, article: document_of(entry, article, tags=shelf.state.get(entry.id).tags)
    )
    try:
        known = there.files(scope)
        # One that is known and has gone meanwhile is no failure.
        files = {
            path: stamp
            for path in find_files(named)
            if (stamp := _stamp(path)) is not None or path_key(path) not in known
        }
        report.removed = _forget(index, there, shelf, known, {path_key(path) or b"" for path in files}, scope)
        wanted = [
            path
            for path, stamp in files.items()
            if stamp is None or stamp != known.get(path_key(path) or b"")
        ]
        done = len(files) - len(wanted)
        unread = set(files).difference(wanted)
        report.failures += [
            line for name, line in there.failures().items() if Path(os.fsdecode(name)) in unread
        ]
        for path in wanted:
            if cancelled():
                break
            stamp, failure = files[path], ""
            report.paths.append(path)
            try:
                for opened in shelf.open(path):
                    if opened.entry.path == path:  # else it is a copy of an article that stands elsewhere
                        work.add(describe(opened.entry, opened.article))
                        report.added += 1
            except LoadError as error:
                failure = str(error)
                report.failures.append(failure)
            work.drop(set(there.in_file(path)) - set(shelf.at(path)))
            if stamp is not None:
                work.saw(Seen(path, *stamp, shelf.at(path), failure))
            done += 1
            if progress is not None:
                progress(done, len(files))
        work.flush()
        if scope is None and not cancelled() and index.needs_building:
            index.complete()
    except IndexUnavailable as error:
        report.notice = str(error)
    except DAMAGE as error:
        report.notice = _said(index, error)
    finally:
        if there is not index:
            there.close()
    return report


def _said(index: Index, error: Exception) -> str:
    if is_damage(error):
        index.recover()
        return index.notice or f"{index.path}: the disk gave an error; indexing goes on at the next start"
    if "full" in str(error):
        return f"{index.path}: the disk is full; searching goes on with what is indexed so far; make room"
    return f"{index.path}: {error}; indexing goes on at the next start"


def _forget(
    index: Index,
    there: Reading,
    shelf: Shelf,
    known: dict[bytes, tuple[int, float]],
    files: set[bytes],
    scope: Scope | None,
) -> int:
    """Take out the articles of files that are gone, or would not be found any more where they lie.

    A file that holds a copy of one of them counts as known no more: it is to be read again, as the copy
    stands now.
    """
    gone = [name for name in known if name not in files and (scope is not None or not _is(name))]
    ids = [article_id for name in gone for article_id in there.in_file(Path(os.fsdecode(name)))]
    copies = there.files_with(ids)
    for article_id in ids:
        shelf.remove(article_id)
    for name in copies:
        known.pop(name, None)
    return index.remove(ids, [*gone, *copies]) if gone else 0


def _is(name: bytes) -> bool:
    return Path(os.fsdecode(name)).exists()


def _stamp(path: Path) -> tuple[int, float] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_size, stat.st_mtime


class _Work:
    """Gathers documents into batches, by time, and writes them with the files they were read from."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._batch: list[Document] = []
        self._seen: list[Seen] = []
        self._since = time.monotonic()

    def add(self, document: Document) -> None:
        self._batch.append(document)

    def saw(self, file: Seen) -> None:
        """Note that all of a file has been added; only now may it be written."""
        self._seen.append(file)
        if len(self._batch) >= _LARGEST_BATCH or time.monotonic() - self._since > BATCH_SECONDS:
            self.flush()

    def drop(self, article_ids: set[str]) -> None:
        if article_ids:
            self.flush()
            self._index.remove(article_ids)

    def flush(self) -> None:
        if self._batch or self._seen:
            self._index.upsert(self._batch, self._seen)
        self._batch.clear()
        self._seen.clear()
        self._since = time.monotonic()
