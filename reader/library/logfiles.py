"""The files of the log of reading state: one a machine, each appended to by that machine alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from reader.library import files, records
from reader.library.records import Json

_SPARE = "+"
"""In the name of a log that one process wrote alone: stands between the machine and the process's number."""


class LogFiles:
    """Reads what all machines have written, and appends to this machine's log.

    Two instances on a machine share its log, with a lock for each append; where the lock cannot be had in
    time, an instance goes on in a log of its own, which `compact` folds in when that instance is gone.
    """

    def __init__(self, folder: Path, machine: str) -> None:
        """Read nothing yet.

        Args:
            folder: Where the logs are; made at the first write.
            machine: The name of this machine's log, without its ending.
        """
        self._folder = folder
        self._machine = machine
        self._path = folder / f"{machine}.jsonl"
        self._lock_file = folder / f".{machine}.lock"
        self._read: dict[Path, tuple[int, int]] = {}

    def news(self) -> Iterator[tuple[str, dict[str, Json]]]:
        """What the logs hold beyond what was read: each record, with the machine that wrote it."""
        for machine, data in self.unread():
            for record in records.parse(data):
                if records.is_state(record):
                    yield machine, record

    def unread(self) -> Iterator[tuple[str, bytes]]:
        """As `news`, but as the lines stand in the files: all new ones of a log, with its machine."""
        try:
            logs = sorted(path for path in self._folder.iterdir() if path.suffix == ".jsonl")
        except OSError:
            return
        for path in logs:
            if data := self._unread(path):
                yield path.stem.split(_SPARE, 1)[0], data

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

    def compact(self) -> None:
        """Shorten this machine's log where it has grown, and fold in what instances wrote alone.

        Nothing is done where another instance holds the lock.

        Raises:
            OSError: It cannot be written; everything is as it was.
        """
        if not self._folder.is_dir():
            return
        with files.locked(self._lock_file, patience=0) as held:
            if held:
                self._compact()

    def _compact(self) -> None:
        spares = [path for path in self._folder.glob(f"{self._machine}{_SPARE}*.jsonl") if not _alive(path)]
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            data = b""
        for path in spares:
            data += (b"" if data.endswith(b"\n") or not data else b"\n") + path.read_bytes()
        compact = records.compacted(data, self._machine)
        if spares or len(compact) < len(data) * 0.7:
            files.write_atomically(self._path, compact)
            for path in spares:
                path.unlink()

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
        whole = data.rfind(b"\n") + 1
        self._read[path] = (file_id, (seen if file_id == stat.st_ino else 0) + whole)
        return data if records.parse(data[whole:]) else data[:whole]


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
