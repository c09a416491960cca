"""The keys of the index: an article's day and minute of publication, and a number.

The index's own order backwards is then the list's, newest first, however the articles came in.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from itertools import count

from reader.library.schema import DAY_BITS

UNDATED_DAYS = 1 << 18
"""The keys of so many days, up to the year 718, are for articles without a date, which may be many."""

_MINUTES = 24 * 60


def day(published: str | None) -> int:
    """The day of publication as a proleptic Gregorian ordinal; 0 where it is not known, or before 719."""
    try:
        ordinal = date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return 0
    return ordinal if ordinal >= UNDATED_DAYS else 0


def minute(published: str | None) -> int | None:
    """The minute of the day of publication, as the source gives it; None where it gives no time."""
    hours, colon, minutes = (published or "")[11:16].partition(":")
    if not (colon and hours.isdecimal() and minutes.isdecimal()):
        return None
    return min(int(hours) * 60 + int(minutes), _MINUTES - 1)


def first_key(ordinal: int) -> int:
    """The first key of a day."""
    return ordinal << DAY_BITS


class Keys:
    """Gives keys to articles, those of one batch, in one transaction.

    The upper half of a day's keys is for articles with a time, as many for each minute. Those without stand
    below, numbered downwards, and so in the order in which they came; likewise those without a date, before
    all days. Where there is no room, the next free key is as good.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """No key was given yet.

        Args:
            connection: The index, within the transaction.
        """
        self._connection = connection
        self._given: set[int] = set()
        self._last: dict[range, int] = {}

    def of(self, published: str | None, old: int | None = None) -> int:
        """The key of an article.

        Args:
            published: ISO 8601.
            old: The key that it had; it keeps it unless it was published at another time.
        """
        room, downwards = _room(published)
        if old is not None and old in room:
            return old
        if room not in self._last:
            self._last[room] = self._edge(room, downwards)
        key = self._last[room] = self._last[room] + (-1 if downwards else 1)
        if key not in room:
            key = self._free(room.stop)
        self._given.add(key)
        return key

    def _edge(self, room: range, downwards: bool) -> int:
        """The key in a room beyond which there are free ones."""
        edge = "min" if downwards else "max"
        sql = f"SELECT {edge}(key) FROM entry WHERE key >= ? AND key < ?"
        found = self._connection.execute(sql, (max(room.start, -(1 << 62)), room.stop)).fetchone()[0]
        beyond = room.stop if downwards else room.start - 1
        return beyond if found is None else int(found)

    def _free(self, start: int) -> int:
        """The next free key from one on."""
        for key in count(start):
            taken = self._connection.execute("SELECT 1 FROM entry WHERE key = ?", (key,)).fetchone()
            if taken is None and key not in self._given:
                return key
        raise AssertionError("numbers do not end")


def _room(published: str | None) -> tuple[range, bool]:
    """The keys that an article may have, and whether they are given from the last one on."""
    ordinal = day(published)
    if not ordinal:
        return range(-(1 << 62), first_key(UNDATED_DAYS)), True
    first, half = first_key(ordinal), 1 << DAY_BITS >> 1
    at = minute(published)
    if at is None:
        return range(first, first + half), True
    each = half // _MINUTES
    return range(first + half + at * each, first + half + (at + 1) * each), False
