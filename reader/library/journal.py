"""What was done, so that it can be undone and redone, also after a restart."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import RLock

from reader.library import files, records
from reader.library.records import Json

KEPT = 500
"""How many actions a journal keeps when it is shortened."""


LARGEST = 1 << 25
"""Bytes from which on a journal is shortened; every change of each of 100,000 articles takes some of them."""

MUCH, A_CHANGE = 1 << 16, 50
"""So many bytes take too long to read while somebody waits; so many a change of one article takes."""

_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Action:
    """Something a reader did.

    Attributes:
        kind: Who can undo it: "state", "trash", "note".
        label: What it was, in words: "star 3 articles".
        changes: What its kind needs to undo and to redo it.
    """

    kind: str
    label: str
    changes: Json


def _line(action: Action) -> bytes:
    """An action as a line of the journal; one of very many changes put together from pieces.

    Nothing else is done while the encoder writes one value: with 100,000 changes, for a tenth of a second.
    """
    changes = action.changes
    if not isinstance(changes, list) or len(changes) <= _TOGETHER:
        return records.dump({"do": [action.kind, action.label, changes]})
    pieces = (changes[start : start + _TOGETHER] for start in range(0, len(changes), _TOGETHER))
    begun = records.dump({"do": [action.kind, action.label, []]}).removesuffix(b"]]}\n")
    return begun + b",".join(records.dump(piece)[1:-2] for piece in pieces) + b"]]}\n"


class Overtaken(OSError):
    """An action that can be undone or redone no more, since somebody else changed the same."""


Handler = Callable[[Action, bool], None]
"""Does an action again (True) or undoes it (False); raises OSError where it cannot, `Overtaken` for ever."""


class Journal:
    """The actions of all instances on this machine, in order, and how far back they have been undone.

    Kept in an append-only file, which is read again when another instance has added to it. Where the file
    cannot be written, undo still works for as long as the program runs.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handlers: dict[str, Handler] = {}
        self._done: list[Action] = []
        self._undone: list[Action] = []
        self._seen = 0
        self._file = 0
        self._turn = RLock()

    def handle(self, kind: str, handler: Handler) -> None:
        """Say who undoes and redoes actions of a kind."""
        self._handlers[kind] = handler

    def record(self, action: Action) -> None:
        """Add what has just been done; what had been undone can then no longer be redone."""
        self._add({"do": [action.kind, action.label, action.changes]}, _line(action))

    def undo(self) -> Action | None:
        """Undo the last action and return it; None where there is none or nobody here can undo it.

        Raises:
            Overtaken: It can be undone no more; the next time it is the turn of the one before.
            OSError: It could not be undone, and counts as not undone.
        """
        return self._step(self._done, forward=False)

    def redo(self) -> Action | None:
        """Do again what was undone last; see `undo`."""
        return self._step(self._undone, forward=True)

    def coming(self, forward: bool) -> int:
        """How many changes `undo`, or with `forward` `redo`, would make next, as far as can be told.

        Of what was not read yet and is much, it is only told that there are many: it is for a worker to read.
        """
        if (unread := self._unread()) > MUCH:
            return unread // A_CHANGE
        self._catch_up()
        source = self._undone if forward else self._done
        return len(source[-1].changes) if source and isinstance(source[-1].changes, list) else 1

    def _unread(self) -> int:
        """How many bytes of the file were not read yet."""
        try:
            stat = self._path.stat()
        except OSError:
            return 0
        return stat.st_size - (self._seen if stat.st_ino == self._file else 0)

    def shorten(self) -> None:
        """Leave the newest actions only, where the file has grown long.

        Raises:
            OSError: It cannot be written; it is as it was.
        """
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return
        if len(data) <= LARGEST and data.count(b"\n") <= 2 * KEPT:
            return
        with self._turn:
            self._catch_up()
            kept = [_line(action) for action in (*self._done[-KEPT:], *reversed(self._undone))]
            while sum(map(len, kept)) > LARGEST // 2 and len(kept) > len(self._undone) + 1:
                del kept[0]
            if len(kept) < len(self._done) + len(self._undone):
                kept += [records.dump({"undo": 1})] * len(self._undone)
                files.write_atomically(self._path, b"".join(kept))
                self._catch_up()

    def _step(self, source: list[Action], forward: bool) -> Action | None:
        self._catch_up()
        if not source or (handler := self._handlers.get(source[-1].kind)) is None:
            return None
        action = source[-1]
        try:
            handler(action, forward)
        except Overtaken:
            self._add({"drop": "undone" if forward else "done"})
            raise
        self._add({"redo" if forward else "undo": 1})
        return action

    def _add(self, record: dict[str, Json], line: bytes | None = None) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            before, after = files.append(self._path, line or records.dump(record))
        except OSError:
            self._apply(record)
            return
        with self._turn:
            if before == self._seen and (self._file or not before):
                self._apply(record)
                self._seen, self._file = after, self._file or self._path.stat().st_ino
            elif "do" not in record:  # which is read with what comes before it, when it is to be undone
                self._catch_up()

    def _catch_up(self) -> None:
        """Read what the file holds beyond what was read."""
        with self._turn:
            self._read_on()

    def _read_on(self) -> None:
        try:
            with self._path.open("rb") as file:
                stat = os.fstat(file.fileno())
                if stat.st_ino != self._file or stat.st_size < self._seen:
                    self._file, self._seen = stat.st_ino, 0
                    self._done.clear()
                    self._undone.clear()
                file.seek(self._seen)
                data = file.read()
        except OSError:
            return
        whole = data[: data.rfind(b"\n") + 1]
        self._seen += len(whole)
        for record in records.parse(whole):
            self._apply(record)

    def _apply(self, record: dict[str, Json]) -> None:
        match record:
            case {"do": [str(kind), str(label), changes]}:
                self._done.append(Action(kind, label, changes))
                self._undone.clear()
            case {"undo": _} if self._done:
                self._undone.append(self._done.pop())
            case {"drop": "done"} if self._done:
                self._done.pop()
            case {"drop": "undone"} if self._undone:
                self._undone.pop()
            case {"redo": _} if self._undone:
                self._done.append(self._undone.pop())
            case _:
                pass
