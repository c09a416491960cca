"""A look at the index before anything else is there: nothing is made, mended or waited for."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import RLock

from reader.library.database import DAMAGE
from reader.library.reading import Reading
from reader.library.schema import APPLICATION_ID, VERSION


class Glance(Reading):
    """Reads an index that is whole and of this version."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._reader, self._read_lock = connection, RLock()


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
