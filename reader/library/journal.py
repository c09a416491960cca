"""What was done, so that it can be undone and redone, also after a restart."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reader.library import files, records
from reader.library.records import Json

KEPT = 500
"""How many actions a journal keeps when it is shortened."""


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

    def handle(self, kind: str, handler: Handler) -> None:
        """Say who undoes and redoes actions of a kind."""
        self._handlers[kind] = handler

    def record(self, action: Action) -> None:
        """Add what has just been done; what had been undone can then no longer be redone."""
        self._add({"do": [action.kind, action.label, action.changes]})

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
        """How many changes `undo`, or with `forward` `redo`, would make next, as far as can be told."""
        self._catch_up()
        source = self._undone if forward else self._done
        return len(source[-1].changes) if source and isinstance(source[-1].changes, list) else 1

    def shorten(self) -> None:
        """Leave the newest actions only, where the file has grown long.

        Raises:
            OSError: It cannot be written; it is as it was.
        """
        self._catch_up()
        if len(self._done) <= 2 * KEPT:
            return
        kept = [*self._done[-KEPT:], *reversed(self._undone)]
        lines: list[dict[str, Json]] = [{"do": [a.kind, a.label, a.changes]} for a in kept]
        lines += [{"undo": 1}] * len(self._undone)
        files.write_atomically(self._path, b"".join(records.dump(line) for line in lines))
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

    def _add(self, record: dict[str, Json]) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            before, after = files.append(self._path, records.dump(record))
        except OSError:
            self._apply(record)
            return
        if before == self._seen:
            self._apply(record)
            self._seen = after
        else:
            self._catch_up()

    def _catch_up(self) -> None:
        """Read what the file holds beyond what was read."""
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
