"""A look at the index before anything else is there: nothing is made, mended or waited for."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, TypeVar

from reader.library.database import DAMAGE
from reader.library.reading import Reading
from reader.library.schema import APPLICATION_ID, VERSION

if TYPE_CHECKING:
    from reader.library.document import Document
    from reader.library.entry import Entry

T = TypeVar("T")


class Glance:
    """Reads an index of this version; what is damaged in it counts as not there, until somebody mends it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._reading = _Connected(connection)

    def first(self, by: str, limit: int) -> list[Entry]:
        """As `Reading.first`."""
        nothing: list[Entry] = []
        return _or_else(lambda: self._reading.first(by, limit), nothing)

    def get(self, article_id: str) -> Entry | None:
        """As `Reading.get`."""
        return _or_else(lambda: self._reading.get(article_id), None)

    def ids_at(self, path: Path, size: int, changed: float) -> tuple[str, ...]:
        """As `Reading.ids_at`."""
        nothing: tuple[str, ...] = ()
        return _or_else(lambda: self._reading.ids_at(path, size, changed), nothing)

    def document(self, article_id: str) -> Document | None:
        """As `Reading.document`."""
        return _or_else(lambda: self._reading.document(article_id), None)


class _Connected(Reading):
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._reader, self._read_lock = connection, RLock()


def _or_else(read: Callable[[], T], otherwise: T) -> T:
    try:
        return read()
    except DAMAGE:
        return otherwise


def glance(path: Path | None) -> Glance | None:
    """The index at a path, to be read only; None where there is none that can be read at once."""
    if path is None or not path.is_file():
        return None
    try:
        address = f"{path.absolute().as_uri()}?mode=ro"
        connection = sqlite3.connect(address, uri=True, timeout=0.1, check_same_thread=False)
    except sqlite3.Error:
        return None
    try:
        with closing(connection.execute("PRAGMA application_id")) as rows:
            ours = rows.fetchone()[0] == APPLICATION_ID
        with closing(connection.execute("PRAGMA user_version")) as rows:
            ours = ours and rows.fetchone()[0] == VERSION
    except DAMAGE:
        ours = False
    if not ours:
        connection.close()
        return None
    return Glance(connection)
