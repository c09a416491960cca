"""Opening the index's database, in whatever shape it is."""

from __future__ import annotations

import json
import os
import sqlite3
import struct
import zlib
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from reader.library.schema import APPLICATION_ID, NO_WORDS, TABLES, VERSION, WORDS

DAMAGE = (sqlite3.Error, UnicodeDecodeError, json.JSONDecodeError, zlib.error)
"""What reading a broken index may raise; `is_damage` tells it from a lock or a full disk."""

BUSY = 2.0
"""Seconds that a writer waits for another process's transaction."""

LOG_AT_MOST = 32 * 1024 * 1024
"""Bytes to which the log beside the index is cut after a long write, once all of it is in the index."""

_SIDE_FILES = ("-wal", "-shm", "-journal")


NOT_SEARCHABLE = (
    "this Python's SQLite has no full-text search (FTS5): articles are listed and read, but not searched; "
    "install a Python that has it"
)


class IndexUnavailable(Exception):
    """There is no index to search in, or to add to; its text is one line that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Health:
    """In what shape a database was found.

    Attributes:
        fresh: Whether it is empty, so that it must be built.
        notice: One line on what was wrong, or None.
        in_memory: Whether it is gone when the program ends.
        read_only: Whether it can be searched but not added to.
        searchable: Whether words can be looked for in it.
    """

    fresh: bool
    notice: str | None = None
    in_memory: bool = False
    read_only: bool = False
    searchable: bool = True


def open_at(path: Path) -> tuple[sqlite3.Connection, Health]:
    """Open the index at a path; make it where it is missing, old or damaged.

    Returns:
        A connection, to a database in memory where none can be had at the path, and its health.
    """
    notice = None
    for _ in range(2):
        try:
            return _open(path, notice)
        except _Unusable as error:
            notice = str(error)
            try:
                discard(path)
            except OSError as failed:
                return _instead(f"{path}: {notice} and cannot be replaced ({failed.strerror})")
        except (OSError, sqlite3.Error) as error:
            if _lacks_search(error):
                return open_in_memory()
            return _instead(f"{path}: cannot be used ({_reason(error)})")
    return _instead(f"{path}: cannot be made ({notice})")


def open_in_memory() -> tuple[sqlite3.Connection, Health]:
    """An empty index that is gone when it is closed; where SQLite cannot search text, one only to list."""
    # A private database without a name: in memory while it is small, in a temporary file once it is large.
    connection = sqlite3.connect("", check_same_thread=False, isolation_level=None)
    try:
        _create(connection)
    except sqlite3.OperationalError as error:
        if not _lacks_search(error):
            raise
        _create(connection, NO_WORDS)
        return connection, Health(False, NOT_SEARCHABLE, in_memory=True, searchable=False)
    return connection, Health(False, in_memory=True)


def _lacks_search(error: Exception) -> bool:
    return "no such module" in str(error)


def discard(path: Path) -> None:
    """Remove a database with the files that belong to it; all of it can be built anew."""
    for name in (path, *(path.with_name(path.name + ending) for ending in _SIDE_FILES)):
        if name.is_dir() and not name.is_symlink():
            raise IsADirectoryError(21, "a folder is in its place")
        name.unlink(missing_ok=True)


def connect(path: Path) -> sqlite3.Connection:
    """A connection to an existing index, for any thread."""
    connection = _connect(path)
    _set_up(connection)
    return connection


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=BUSY, check_same_thread=False, isolation_level=None)


def _set_up(connection: sqlite3.Connection) -> None:
    """Reads the file for the first time, and so may meet damage."""
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -16000")
    connection.execute(f"PRAGMA journal_size_limit = {LOG_AT_MOST}")


class _Unusable(Exception):
    """The file is there but must be made anew."""


def _instead(notice: str) -> tuple[sqlite3.Connection, Health]:
    connection, health = open_in_memory()
    if not health.searchable:
        return connection, health
    line = f"{notice}; what is read now can be searched until you quit"
    return connection, Health(True, line, in_memory=True)


def _open(path: Path, notice: str | None) -> tuple[sqlite3.Connection, Health]:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = not path.exists() or path.stat().st_size == 0
    read_only = not fresh and not (os.access(path.parent, os.W_OK) and os.access(path, os.W_OK))
    if not fresh:
        _check_file(path)
    connection = _connect_read_only(path) if read_only else _connect(path)
    try:
        _set_up(connection)
        if fresh:
            _use_log(connection)
            _create(connection)
        else:
            _check(connection)
            fresh = not _is_complete(connection)
    except BaseException as error:
        connection.close()
        if is_damage(error):
            raise _Unusable("it was damaged, and is built anew") from error
        raise
    if read_only:
        line = f"{path}: cannot be written; the library can be searched as it was when it last could"
        return connection, Health(False, line, read_only=True)
    return connection, Health(fresh, f"{path}: {notice}" if notice else None)


def _connect_read_only(path: Path) -> sqlite3.Connection:
    """Without a log beside it, nothing else can be writing, and no lock or shared memory is needed."""
    alone = not path.with_name(path.name + "-wal").exists()
    address = f"{path.absolute().as_uri()}?{'immutable=1' if alone else 'mode=ro'}"
    return sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)


def _check_file(path: Path) -> None:
    """See by the header that it is a database and not cut off; cheaper than any query.

    With a log beside it, the file may rightly be behind its header, or its header behind the log.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        header = file.read(100)
    if len(header) < 100 or not header.startswith(b"SQLite format 3\0"):
        raise _Unusable("it was damaged, and is built anew")
    page_size, pages = struct.unpack_from(">H", header, 16)[0], struct.unpack_from(">I", header, 28)[0]
    log = path.with_name(path.name + "-wal")
    if size < pages * (65_536 if page_size == 1 else page_size) and not (log.exists() and log.stat().st_size):
        raise _Unusable("it was cut off, and is built anew")


def _check(connection: sqlite3.Connection) -> None:
    """See that it is ours, and touch the root of every table, which meets most kinds of damage."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise _Unusable("it was not the index, and is built anew")
    if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
        raise _Unusable("it was of another version, and is built anew")
    connection.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
    connection.execute("SELECT max(key) FROM entry").fetchone()
    connection.execute("SELECT path FROM seen LIMIT 1").fetchone()
    connection.execute("SELECT key FROM body ORDER BY key DESC LIMIT 1").fetchone()
    connection.execute("SELECT rowid FROM words ORDER BY rowid DESC LIMIT 1").fetchone()


def _is_complete(connection: sqlite3.Connection) -> bool:
    row = connection.execute("SELECT value FROM meta WHERE name = 'complete'").fetchone()
    return row is not None and row[0] == 1


def _use_log(connection: sqlite3.Connection) -> None:
    """Let readers and a writer go on beside one another; some file systems say yes and then fail."""
    connection.execute("PRAGMA journal_mode = WAL").fetchone()


def _create(connection: sqlite3.Connection, words: str | None = None) -> None:
    """Make the tables; with another one for the words where that is given."""
    try:
        connection.executescript(f"BEGIN IMMEDIATE; {TABLES} {words or WORDS} COMMIT;")
    except sqlite3.OperationalError as error:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        if "already exists" not in str(error):
            raise


def is_damage(error: BaseException) -> bool:
    """Whether an error says that the file itself is broken, rather than locked or on a full disk.

    Noise may also come out as text that is none, or make the message of an error so.
    """
    signs = ("malformed", "not a database", "corrupt", "no such table", "no such column", "decode to UTF-8")
    if isinstance(error, sqlite3.DatabaseError):
        return any(sign in str(error) for sign in signs)
    return isinstance(error, (UnicodeDecodeError, json.JSONDecodeError, zlib.error))


def holds_up(path: Path) -> bool:
    """Whether a database that gave an error of damage is whole after all, when it is opened once more.

    A faulty disk may give such an error once; a whole index need not be built anew for it.
    """
    try:
        with closing(connect(path)) as connection:
            _check(connection)
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except (sqlite3.Error, UnicodeDecodeError, _Unusable):
        return False


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error)
