"""The index of the library: a database that can always be thrown away and built again from the files."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import TypeVar

from reader.library import database, indexwrite
from reader.library.database import IndexUnavailable
from reader.library.document import Document
from reader.library.indexwrite import Seen, transaction
from reader.library.paths import index_file
from reader.library.reading import Reading
from reader.library.where import index_path

T = TypeVar("T")


class Index(Reading):
    """Entries, texts and words of every article known, in a file or in memory.

    Reading and writing go through a connection each, so that a search never waits for a batch that is
    being added; a database in memory has one for both. Every method may be called from any thread.

    Attributes:
        path: The file; None in memory.
        notice: One line on what is the matter with it, or None.
    """

    def __init__(self, path: Path | None) -> None:
        """Open the index, making it where it is missing, old or damaged.

        Args:
            path: Its file, on a disk of this machine (`reader.library.where`); None for memory.
        """
        self.path = path
        self._read_lock, self._write_lock = RLock(), RLock()
        self._revision = 0
        self._open()

    def _open(self) -> None:
        if self.path is None:
            self._reader, self._health = database.open_in_memory()
        else:
            self._reader, self._health = database.open_at(self.path)
        self.notice, self.searchable = self._health.notice, self._health.searchable
        self._file = None if self.path is None else _file_id(self.path)
        self._writer: sqlite3.Connection | None = None
        if not self.in_memory:
            self._reader.execute("PRAGMA temp_store = MEMORY")
        self._reader.execute("CREATE TEMP TABLE marked (state TEXT, key INTEGER, PRIMARY KEY (state, key))")
        self._marked: dict[str, tuple[object, frozenset[int]]] = {}
        self._laid: dict[str, frozenset[int]] = {}

    @property
    def needs_building(self) -> bool:
        """Whether it has never been filled to the end, so that it does not know every article yet."""
        return self._health.fresh

    @property
    def in_memory(self) -> bool:
        """Whether it is gone when the program ends."""
        return self._health.in_memory

    @property
    def writable(self) -> bool:
        """Whether articles can be added."""
        return not self._health.read_only

    @property
    def revision(self) -> int:
        """Grows with every change made through this object."""
        return self._revision

    def close(self) -> None:
        """Let go of the file."""
        with self._read_lock, self._write_lock:
            if self._writer is not None and self._writer is not self._reader:
                with suppress(sqlite3.Error):
                    self._writer.close()
            self._writer = None
            with suppress(sqlite3.Error):
                self._reader.close()

    def beside(self) -> Reading:
        """What reads the same index and waits for no search; in memory, where that cannot be, this one."""
        if self.path is None or self.in_memory:
            return self
        try:
            return Beside(self.path)
        except sqlite3.Error:
            return self

    @property
    def stamp(self) -> object:
        """Another value after every change, whoever made it."""
        return self._revision, super().stamp

    @property
    def is_in_place(self) -> bool:
        """Whether the file is still the one that was opened; another program may have made it anew."""
        return self.path is None or self.in_memory or _file_id(self.path) == self._file

    def interrupt(self) -> None:
        """Break off the search that is under way in another thread, which then raises Interrupted."""
        self._reader.interrupt()

    def reopen(self) -> None:
        """Open the file that is there now, or make it, where the one that was opened is gone."""
        with self._read_lock, self._write_lock:
            self.close()
            self._open()

    def recover(self, distrust: bool = False) -> bool:
        """After an error of damage: look again, and start anew where the file is really broken.

        Args:
            distrust: Whether to start anew even so, as the error came again.

        Returns:
            Whether the index was whole after all; otherwise it is empty now and must be built.
        """
        with self._read_lock, self._write_lock:
            if self.path is None or self.in_memory:
                return True
            whole = not distrust and database.holds_up(self.path)
            self.close()
            if not whole:
                with suppress(OSError):
                    database.discard(self.path)
            self._open()
            if not whole:
                self.notice = f"{self.path}: it was damaged, and is built anew"
            return whole

    def upsert(self, batch: Iterable[Document], seen: Iterable[Seen] = ()) -> None:
        """Put documents in, in place of those with their ids; all of them or none.

        Args:
            batch: The documents.
            seen: The files that were read for them, which need not be read again until they change.

        Raises:
            sqlite3.Error: The disk is full, or another process keeps the lock; nothing was changed.
        """

        def put(connection: sqlite3.Connection) -> None:
            indexwrite.upsert(connection, batch)
            indexwrite.saw(connection, seen)

        self._write(put)

    def remove(self, article_ids: Iterable[str], files: Iterable[bytes] = ()) -> int:
        """Take documents out; how many there were.

        Args:
            article_ids: Which.
            files: Files that are gone, by their paths' bytes.

        Raises:
            sqlite3.Error: As `upsert`.
        """

        def take(connection: sqlite3.Connection) -> int:
            indexwrite.forget(connection, files)
            return indexwrite.remove(connection, article_ids)

        return self._write(take)

    def complete(self, done: bool = True) -> None:
        """Note whether it knows every article of the library."""

        def note(connection: sqlite3.Connection) -> None:
            connection.execute("UPDATE meta SET value = ? WHERE name = 'complete'", (int(done),))

        self._write(note)
        self._health = replace(self._health, fresh=not done)

    def note(self, kind: str, values: Mapping[str, str | None]) -> None:
        """Note something beside the articles, until the index is built anew.

        Args:
            kind: Before each name, so that several may note things.
            values: By name; None takes a note away.

        Raises:
            sqlite3.Error: As `upsert`.
        """

        def put(connection: sqlite3.Connection) -> None:
            gone = [(kind + name,) for name, value in values.items() if value is None]
            connection.executemany("DELETE FROM meta WHERE name = ?", gone)
            kept = [(kind + name, value) for name, value in values.items() if value is not None]
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", kept)

        if values:
            self._write(put)

    def mark(self, state: str, version: object, ids: Callable[[], Iterable[str]]) -> frozenset[int]:
        """The keys of the articles in a state, kept until `version` or the index changes."""
        with self._read_lock:
            stamp = (version, self._revision, self._one("PRAGMA data_version"))
            known = self._marked.get(state)
            if known is None or known[0] != stamp:
                known = self._marked[state] = (stamp, frozenset(self.keys_of(ids())))
            return known[1]

    def lay_marked(self, state: str, keys: frozenset[int]) -> None:
        """Put what `mark` gave where conditions in SQL find it; see `reader.library.plan.Condition`."""
        with self._read_lock:
            if self._laid.get(state) is keys:
                return
            self._reader.execute("DELETE FROM temp.marked WHERE state = ?", (state,))
            self._reader.executemany("INSERT INTO temp.marked VALUES (?, ?)", [(state, key) for key in keys])
            self._laid[state] = keys

    def _write(self, change: Callable[[sqlite3.Connection], T]) -> T:
        with self._write_lock:
            if not self.writable:
                raise IndexUnavailable(self.notice or "the index cannot be written")
            if self.in_memory:
                with self._read_lock, transaction(self._reader):
                    result = change(self._reader)
            else:
                if self._writer is None and self.path is not None:
                    self._writer = database.connect(self.path)
                assert self._writer is not None
                with transaction(self._writer):
                    result = change(self._writer)
            self._revision += 1
            return result


def _file_id(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


class Beside(Reading):
    """Reads an index over a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._read_lock = RLock()
        self._reader = database.connect(path)


def open_index() -> Index:
    """The library's index: in the user's cache, or elsewhere on this machine where that is on another one.

    Whatever is the matter with it is in its `notice`; it can be searched and added to all the same, but where
    this Python has no full-text search.
    """
    path, notice = index_path(index_file())
    index = Index(path)
    index.notice = index.notice or notice
    return index
