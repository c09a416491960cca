"""The files of the log of reading state: one a machine, each appended to by that machine alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library import files, records
from reader.library.records import Json

if TYPE_CHECKING:
    from reader.library.logtable import OpenLog, Table

_SPARE = "+"
"""In the name of a log that one process wrote alone: stands between the machine and the process's number."""

_LONG = 1 << 20
"""Bytes from which on a log has a table; a shorter one is read in some milliseconds."""

_GAIN = 0.7
"""A log is compacted that gets shorter than so much of what it was."""


class LogFiles:
    """Reads what all machines have written, and appends to this machine's log.

    Two instances on a machine share its log, with a lock for each append; where the lock cannot be had in
    time, an instance goes on in a log of its own, which `compact` folds in when that instance is gone.
    """

    def __init__(self, folder: Path, machine: str, tables: Path | None = None) -> None:
        """Read nothing yet.

        Args:
            folder: Where the logs are; made at the first write.
            machine: The name of this machine's log, without its ending.
            tables: Where it is kept what stands where in long logs; None for nowhere.
        """
        self._folder = folder
        self._tables = tables
        self._machine = machine
        self._path = folder / f"{machine}.jsonl"
        self._lock_file = folder / f".{machine}.lock"
        self._read: dict[Path, tuple[int, int]] = {}

    def filed(self) -> Iterator[tuple[str, OpenLog, Table]]:
        """The long logs of which a table is at hand that fits, with their machines; they count as read."""
        for path in self._long():
            from reader.library.logtable import OpenLog, is_of, load

            with suppress(OSError):
                log, table = OpenLog(path), load(self._table_of(path))
                if table is not None and is_of(table, log):
                    self._read[path] = (table.stamp.file, table.stamp.size)
                    yield _machine(path), log, table

    def make_tables(self) -> None:
        """Make the tables of long logs that are missing, damaged or out of date.

        Raises:
            OSError: One cannot be written.
        """
        for path in self._long():
            from reader.library.logtable import GROWN, OpenLog, is_of, load, save, table_of

            try:
                log, size = OpenLog(path), path.stat().st_size
            except FileNotFoundError:
                continue
            table = load(self._table_of(path))
            if table is None or not is_of(table, log) or size - table.stamp.size > GROWN:
                save(self._table_of(path), table_of(log))

    def _logs(self) -> list[Path]:
        try:
            return sorted(path for path in self._folder.iterdir() if path.suffix == ".jsonl")
        except OSError:
            return []

    def _long(self) -> Iterator[Path]:
        for path in self._logs() if self._tables is not None else ():
            with suppress(OSError):
                if path.stat().st_size >= _LONG:
                    yield path

    def _table_of(self, path: Path) -> Path:
        """Where the table of a log is kept."""
        name = blake2b(os.fsencode(path.absolute()), digest_size=8).hexdigest()
        return (self._tables or self._folder) / f"{name}.table"

    def news(self) -> Iterator[tuple[str, dict[str, Json]]]:
        """What the logs hold beyond what was read: each record, with the machine that wrote it."""
        for machine, data in self.unread():
            for record in records.parse(data):
                if records.is_state(record):
                    yield machine, record

    def unread(self) -> Iterator[tuple[str, bytes]]:
        """As `news`, but as the lines stand in the files: all new ones of a log, with its machine."""
        for path in self._logs():
            if data := self._unread(path):
                yield _machine(path), data

    def append(self, data: bytes, durable: bool) -> None:
        """Add whole lines to this machine's log.

        Args:
            data: The lines.
            durable: Whether to wait until they would survive a loss of power.

        Raises:
            OSError: They cannot be written.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path
        with files.locked(self._lock_file) as held:
            if not held:
                path = self._folder / f"{self._machine}{_SPARE}{os.getpid()}.jsonl"
            before, after = files.append(path, data)
            stat = path.stat()
        if self._read.get(path, (stat.st_ino, 0)) == (stat.st_ino, before):
            self._read[path] = (stat.st_ino, after)
        if durable:
            with path.open("rb") as file:
                os.fsync(file.fileno())

    def compact(self, lock: AbstractContextManager[object]) -> None:
        """Shorten this machine's log where it has grown, and fold in what instances wrote alone.

        Nobody waits while that is worked out, but only for what is added meanwhile. Nothing is done where
        another instance holds the log's lock, or has compacted it meanwhile.

        Args:
            lock: Is held while the log is replaced; no other call may be under way then.

        Raises:
            OSError: It cannot be written; everything is as it was.
        """
        if not self._folder.is_dir():
            return
        spares = [path for path in self._folder.glob(f"{self._machine}{_SPARE}*.jsonl") if not _alive(path)]
        if not spares and self._is_short():
            return
        file_id, data = _read_from(self._path, 0)
        data = data[: _whole(data)]
        added = b"".join(b"\n" + _read_from(path, 0)[1] for path in spares)
        compact = records.compacted(data + added, self._machine)
        if not spares and len(compact) >= len(data) * _GAIN:
            return
        with files.replacement(self._path) as (file, put):
            file.write(compact)
            file.flush()
            os.fsync(file.fileno())
            with lock, files.locked(self._lock_file, patience=0) as held:
                now, later = _read_from(self._path, len(data))
                if not held or now != file_id or not all(path.exists() for path in spares):
                    return
                covered = len(data) + _whole(later)
                is_known = all(map(self._is_read, spares)) and self._read.get(self._path) == (now, covered)
                file.write(later)
                put()
                for path in spares:
                    path.unlink()
                if is_known:  # it is not news what was read before
                    self._read[self._path] = (self._path.stat().st_ino, len(compact) + _whole(later))

    def _is_read(self, path: Path) -> bool:
        stat = path.stat()
        return self._read.get(path) == (stat.st_ino, stat.st_size)

    def _is_short(self) -> bool:
        """Whether its table tells that this machine's log would hardly be shorter."""
        if self._path not in self._long():
            return False
        from reader.library.logtable import OpenLog, is_of, load

        table = load(self._table_of(self._path))
        return (
            table is not None
            and is_of(table, OpenLog(self._path))
            and table.least >= table.stamp.size * _GAIN
        )

    def _unread(self, path: Path) -> bytes:
        """The whole lines of a log that were not read yet; all of it where it was replaced or cut.

        A last record that lacks nothing but its newline is given too, and will be once more when it has it.
        """
        try:
            stat = path.stat()
            file_id, seen = self._read.get(path, (stat.st_ino, 0))
            if file_id != stat.st_ino or stat.st_size < seen:
                seen = 0
            elif stat.st_size == seen:
                return b""
            with path.open("rb") as file:
                file_id = os.fstat(file.fileno()).st_ino
                file.seek(seen if file_id == stat.st_ino else 0)
                data = file.read()
        except OSError:
            return b""
        whole = _whole(data)
        self._read[path] = (file_id, (seen if file_id == stat.st_ino else 0) + whole)
        return data if records.parse(data[whole:]) else data[:whole]


def _machine(log: Path) -> str:
    return log.stem.split(_SPARE, 1)[0]


def _read_from(path: Path, start: int) -> tuple[int, bytes]:
    """What a file has from `start` on, after its number; nothing of one that is not there."""
    try:
        with path.open("rb") as file:
            file.seek(start)
            return os.fstat(file.fileno()).st_ino, file.read()
    except FileNotFoundError:
        return 0, b""


def _whole(data: bytes) -> int:
    """The length of the whole lines at the beginning."""
    return data.rfind(b"\n") + 1


def _alive(spare: Path) -> bool:
    """Whether the process still runs that wrote a log alone."""
    number = spare.stem.rpartition(_SPARE)[2]
    if not number.isascii() or not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
