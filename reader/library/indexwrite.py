"""Putting documents into the index and taking them out; each batch is one transaction."""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.library import document as documents
from reader.library.document import Document
from reader.library.entry import Entry
from reader.library.keys import Keys, minute
from reader.library.schema import COLUMNS, ENTRY

_WORDS = ", ".join(COLUMNS)
_TAKE_OUT = f"INSERT INTO words (words, rowid, {_WORDS}) VALUES ('delete', ?{', ?' * len(COLUMNS)})"
_PUT_IN = f"INSERT INTO words (rowid, {_WORDS}) VALUES (?{', ?' * len(COLUMNS)})"
_PUT_ENTRY = f"INSERT INTO entry (key, {', '.join(ENTRY)}) VALUES (?{', ?' * len(ENTRY)})"

HELD = "held:"
"""Before the id of an article that is in no file, in what is noted beside the articles: they are few."""

SELECT = f"SELECT key, {', '.join(ENTRY)} FROM entry"
"""Reads entries; see `entry_of_row`."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file that was read.

    Attributes:
        path: Where it lies.
        size: Of it, in bytes.
        changed: When it was last changed, in seconds since the epoch.
        ids: What was in it, copies of articles that stand elsewhere too; none where it cannot be read.
        failure: Why it cannot be read, in one line; empty where it can.
    """

    path: Path
    size: int
    changed: float
    ids: tuple[str, ...] = ()
    failure: str = ""


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of what is done within, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def upsert(connection: sqlite3.Connection, batch: Iterable[Document]) -> None:
    """Put documents in, each in place of the one with its id.

    They go in by their keys, as the table of words writes what it has to disk when a lower one comes.
    """
    keys = Keys(connection)
    placed: dict[int, tuple[int | None, Document]] = {}
    for document in _last_of_each(batch):
        old = _key_of(connection, document.entry.id)
        placed[keys.of(document.entry.published, old)] = old, document
    for key in sorted(placed):
        old, document = placed[key]
        if old is not None:
            _remove(connection, old)
        connection.execute(_PUT_ENTRY, (key, *_row(document.entry)))
        if document.entry.path is None:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, NULL)", (HELD + document.entry.id,))
        packed = zlib.compress(document.text.encode("utf-8", "replace"), 3)
        connection.execute("INSERT INTO body VALUES (?, ?, ?)", (key, packed, documents.extra(document)))
        connection.execute(_PUT_IN, (key, *documents.columns(document)))


def _last_of_each(batch: Iterable[Document]) -> list[Document]:
    """Of several documents with one id the last, in the order in which their keys are to be given.

    Where times are given, keys go upwards: the newest comes last, and of one time the first.
    """
    found = {document.entry.id: document for document in batch}.values()
    timed = [document for document in found if minute(document.entry.published) is not None]
    timed.reverse()
    timed.sort(key=lambda document: document.entry.published or "")
    return [document for document in found if minute(document.entry.published) is None] + timed


def saw(connection: sqlite3.Connection, files: Iterable[Seen]) -> None:
    """Note that files were read, so that they are not until they change."""
    rows = ((path_key(one.path), one.size, one.changed, " ".join(one.ids), one.failure) for one in files)
    connection.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?)", rows)


def forget(connection: sqlite3.Connection, files: Iterable[bytes]) -> None:
    """Take back that files were read."""
    connection.executemany("DELETE FROM seen WHERE path = ?", ((path,) for path in files))


def remove(connection: sqlite3.Connection, article_ids: Iterable[str]) -> int:
    """Take documents out; how many there were."""
    count = 0
    for article_id in article_ids:
        key = _key_of(connection, article_id)
        if key is not None:
            _remove(connection, key)
            count += 1
    return count


def _key_of(connection: sqlite3.Connection, article_id: str) -> int | None:
    row = connection.execute("SELECT key FROM entry WHERE id = ?", (article_id,)).fetchone()
    return None if row is None else row[0]


def _remove(connection: sqlite3.Connection, key: int) -> None:
    """Take a document out; the table of words keeps no texts, and must be told what it was given."""
    row = connection.execute(f"{SELECT} WHERE key = ?", (key,)).fetchone()
    body = connection.execute("SELECT text, extra FROM body WHERE key = ?", (key,)).fetchone()
    if row is not None and body is not None:
        known = documents.restored(entry_of_row(row), unpacked(body[0]), body[1])
        connection.execute(_TAKE_OUT, (key, *documents.columns(known)))
        if known.entry.path is None:
            connection.execute("DELETE FROM meta WHERE name = ?", (HELD + known.entry.id,))
    connection.execute("DELETE FROM entry WHERE key = ?", (key,))
    connection.execute("DELETE FROM body WHERE key = ?", (key,))


def unpacked(packed: bytes) -> str:
    """A text as the index keeps it."""
    return zlib.decompress(packed).decode("utf-8", "replace")


def _row(entry: Entry) -> tuple[Any, ...]:
    return (
        entry.id,
        entry.title,
        entry.standfirst,
        _list(entry.authors),
        entry.site,
        entry.published,
        entry.updated,
        entry.added,
        entry.words,
        path_key(entry.path),
        entry.member,
        entry.url,
        entry.language,
        _list(entry.tags),
        entry.snippet,
        entry.size,
        entry.changed,
    )


def _list(values: tuple[str, ...]) -> str | None:
    return json.dumps(values, ensure_ascii=False) if values else None


def path_key(path: Path | None) -> bytes | None:
    """A path as the index keeps it: its bytes, as not every name on disk is text."""
    return None if path is None else os.fsencode(path)


def entry_of_row(row: tuple[Any, ...]) -> Entry:
    """An entry from what `SELECT` reads."""
    return Entry(
        id=row[1],
        title=row[2],
        standfirst=row[3],
        authors=tuple(json.loads(row[4])) if row[4] else (),
        site=row[5],
        published=row[6],
        updated=row[7],
        added=row[8],
        words=row[9],
        path=None if row[10] is None else Path(os.fsdecode(row[10])),
        member=row[11],
        url=row[12],
        language=row[13],
        tags=tuple(json.loads(row[14])) if row[14] else (),
        snippet=row[15],
        size=row[16],
        changed=row[17],
    )
