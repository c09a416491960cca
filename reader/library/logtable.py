"""Where each article's lines stand in a long log of reading state, so that a start need not read it whole."""

from __future__ import annotations

import heapq
import json
import os
import struct
import weakref
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from reader.library import files, records

GROWN = 1 << 19
"""Bytes that a log may have grown by before its table is made anew; so many are read in two milliseconds."""

RECENT = 300
"""So many of the articles that were opened last stand in a table by themselves."""

_MAGIC = b"broadsheet log table 1\n"
_HEAD = struct.Struct(">QQQ16sII")
_SUM = struct.Struct(">I")
_RECORD = struct.Struct(">8sQI")
_PIECE, _ENDS = 1 << 20, 4096
_KEY = 8


class Stamp(NamedTuple):
    """What a log is known again by: its file, its length, when it was changed, and a hash of its ends."""

    file: int
    size: int
    changed: int
    ends: bytes


class OpenLog:
    """A log that stays readable as it is, though another takes its place under its name."""

    def __init__(self, path: Path) -> None:
        """Open a log.

        Raises:
            OSError: It is not there, or cannot be read.
        """
        self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._descriptor)

    def read(self, start: int, length: int) -> bytes:
        """Some bytes of it; fewer where it ends before, or cannot be read now."""
        try:
            return os.pread(self._descriptor, length, start)
        except OSError:
            return b""

    def stamp(self, size: int | None = None) -> Stamp:
        """What it is known again by, as far as its first `size` bytes go; by itself all of it."""
        stat = os.fstat(self._descriptor)
        size = stat.st_size if size is None else size
        ends = self.read(0, min(size, _ENDS)) + self.read(max(0, size - _ENDS), min(size, _ENDS))
        return Stamp(stat.st_ino, size, stat.st_mtime_ns, blake2b(ends, digest_size=16).digest())

    def pieces(self, upto: int) -> Iterator[tuple[int, bytes]]:
        """Whole lines of it, about a megabyte at a time, each with where it begins.

        Args:
            upto: Where a line ends, in bytes; up to there.
        """
        start, size = 0, _PIECE
        while start < upto:
            data = self.read(start, min(size, upto - start))
            whole = data.rfind(b"\n") + 1
            if whole:
                yield start, data[:whole]
                start, size = start + whole, _PIECE
            elif len(data) < size:
                return  # it was cut
            else:
                size *= 2


@dataclass(frozen=True, slots=True)
class Table:
    """Where the lines of the first part of a log stand.

    Attributes:
        stamp: Of which log it is, and how much of it.
        recent: When the articles that were opened last were opened, by their ids; the last one first.
        places: A record for each line, sorted: a hash of the article's id, where it begins, its length.
    """

    stamp: Stamp
    recent: dict[str, str]
    places: bytes

    def of(self, article_id: str) -> Iterator[tuple[int, int]]:
        """Where lines of an article stand, in order: each one's beginning and length in bytes."""
        key, size, places = _key(article_id), _RECORD.size, self.places
        at = bisect_left(
            range(len(places) // size), key, key=lambda number: places[number * size : number * size + _KEY]
        )
        while places[at * size : at * size + _KEY] == key:
            yield _RECORD.unpack_from(places, at * size)[1:]
            at += 1

    def finds(self, ids: Iterable[str], article_id: str) -> bool:
        """Whether one of some articles is where another one is found: that one, or one of its hash."""
        return any(one == article_id or _key(one) == _key(article_id) for one in ids)

    @property
    def least(self) -> int:
        """So many bytes are left, at the least, of what it covers with one line an article."""
        longest: dict[bytes, int] = {}
        for key, _, length in _RECORD.iter_unpack(self.places):
            if length > longest.get(key, 0):
                longest[key] = length
        return sum(longest.values())


def _key(article_id: str) -> bytes:
    return blake2b(article_id.encode("utf-8", "backslashreplace"), digest_size=_KEY).digest()


def table_of(log: OpenLog) -> Table:
    """A table of all whole lines that a log has now.

    It is made in small steps, as it is made while somebody reads: of 100,000 lines in a third of a second.

    Raises:
        OSError: The log cannot be read.
    """
    stamp = log.stamp()
    sorts: list[list[bytes]] = [[] for _ in range(256)]
    opened: dict[str, str] = {}
    covered = 0
    for start, data in log.pieces(_end_of_lines(log, stamp.size)):
        covered = start + len(data)
        for article_id, begin, end in records.placed(data):
            key = _key(article_id)
            sorts[key[0]].append(_RECORD.pack(key, start + begin, end - begin))
            if data.find(records.OPENED, begin, end) < 0:
                continue  # so are nearly all
            if (when := records.opened_in(data, begin, end)) > opened.get(article_id, ""):
                opened[article_id] = when
    # What was added since counts as news: the time is that of before, and the rest is read anew.
    stamp = log.stamp(covered)._replace(changed=stamp.changed)
    last = heapq.nlargest(RECENT, opened, key=lambda one: opened[one])
    places = b"".join(record for some in sorts for record in sorted(some))
    return Table(stamp, {one: opened[one] for one in last}, places)


def _end_of_lines(log: OpenLog, size: int) -> int:
    """Where the last whole line of the first `size` bytes ends."""
    length = _ENDS
    while size:
        start = max(0, size - length)
        if found := log.read(start, size - start).rfind(b"\n") + 1:
            return start + found
        if not start:
            break
        length *= 2
    return 0


def is_of(table: Table, log: OpenLog) -> bool:
    """Whether a log still begins with what a table is of.

    A log is only ever added to, or replaced by another file. One that is as long as it was must not have
    been touched since; of a longer one the ends of what the table covers must be the same bytes.
    """
    now = log.stamp()
    if now.file != table.stamp.file or now.size < table.stamp.size:
        return False
    if now.size == table.stamp.size and now.changed != table.stamp.changed:
        return False
    return log.stamp(table.stamp.size).ends == table.stamp.ends


def save(path: Path, table: Table) -> None:
    """Put a table at `path`.

    Raises:
        OSError: It cannot be written; what was there is as it was.
    """
    recent = json.dumps(list(table.recent.items())).encode()
    rest = _HEAD.pack(*table.stamp, len(recent), len(table.places)) + recent + table.places
    files.write_atomically(path, _MAGIC + _sum(rest) + rest)


def load(path: Path) -> Table | None:
    """The table at `path`; None where there is none, or it is damaged."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    begun = len(_MAGIC) + _SUM.size
    rest = data[begun:]
    if not data.startswith(_MAGIC) or data[len(_MAGIC) : begun] != _sum(rest):
        return None
    *stamp, recent, places = _HEAD.unpack_from(rest)
    body = rest[_HEAD.size :]
    return Table(Stamp(*stamp), dict(json.loads(body[:recent])), body[recent : recent + places])


def _sum(data: bytes) -> bytes:
    return _SUM.pack(crc32(data))
