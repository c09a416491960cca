"""Where a reader was in each article, and what was done with it: the log of reading state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import Any

from reader.library import records
from reader.library.articlestate import MARK, TAG, UNTOUCHED, ArticleState, state_of
from reader.library.journal import Action, Journal
from reader.library.logfiles import LogFiles
from reader.library.records import Cell, Cells, Json

LAZY = frozenset({"position", "progress"})
"""What changes with every key that scrolls, and is written by `StateLog.flush` only."""


class StateLog:
    """The reading state of every article, over the logs of all machines.

    Each machine appends to its own log in a folder that may be synced; all logs are read, and of two values
    for one key of one article the newer holds. Two instances on a machine share its log, with a lock for
    each append; where the lock cannot be had in time, an instance goes on in a log of its own, which the
    next start folds in. A value that this version does not know is kept. Everything may be called from any
    thread.

    Attributes:
        problem: One line on why the state cannot be saved now, or None; what is not saved is tried again.
        journal: What can be undone; parts above may record actions of their own kinds in it.
        revision: Grows with every change but those of position and progress.
    """

    def __init__(self, folder: Path, machine: str) -> None:
        """Read the logs.

        Args:
            folder: Where they are; made at the first write.
            machine: The name of this machine's log, without its ending.
        """
        self.folder = folder
        self.machine = machine
        self.problem: str | None = None
        self.revision = 0
        self.journal = Journal(folder / f"{machine}.undo")
        self.journal.handle("state", self._replay)
        self._files = LogFiles(folder, machine)
        self._raw: dict[str, list[tuple[str, dict[str, Json]]]] = {}
        self._cells: dict[str, Cells] = {}
        self._pending: dict[str, Cells] = {}
        self._changed: dict[str, None] = {}
        self._newest = ""
        self._lock = RLock()
        for name, record in self._files.news():
            self._raw.setdefault(record["id"], []).append((name, record))

    def get(self, article_id: str) -> ArticleState:
        """The state of an article; of one that was never touched, `UNTOUCHED`."""
        with self._lock:
            cells = self._of(article_id)
            return state_of(cells) if cells else UNTOUCHED

    def ids(self) -> list[str]:
        """Every article that the logs name."""
        with self._lock:
            return [*self._cells, *self._raw]

    def values(self, article_id: str) -> dict[str, Json]:
        """Every value of an article by its key in the log, those unknown to this version too."""
        with self._lock:
            return {key: cell.value for key, cell in self._of(article_id).items() if cell.value is not None}

    def scan(self) -> Iterator[tuple[str, dict[str, Json]]]:
        """Every article with its values by key; of one that only one line speaks of, quickly."""
        for article_id in self.ids():
            raw = self._raw.get(article_id, ())
            yield article_id, raw[0][1]["set"] if len(raw) == 1 else self.values(article_id)

    def having(self, key: str) -> list[str]:
        """The articles of which a value of the log is true: "starred", "tag:budget", or "opened" at all."""
        found = []
        for article_id, values in self.scan():
            value = values.get(key)
            if value is True or (key == "opened" and isinstance(value, str)):
                found.append(article_id)
        return found

    def set(self, article_id: str, **changes: Any) -> None:
        """Change fields of `ArticleState`; position and progress reach the disk with the next `flush`.

        Args:
            article_id: Which article.
            changes: New values by field name. `tags` and `marks` replace those there are.
        """
        self.put({article_id: self._flat(article_id, changes)})

    def put(self, changes: Mapping[str, Mapping[str, Json]]) -> None:
        """Set values by the log's own keys, as `set` does by fields; None takes a value away."""
        with self._lock:
            urgent = False
            for article_id, values in changes.items():
                cells = self._of(article_id)
                for key, value in values.items():
                    old = cells.get(key)
                    if old is not None and old.value == value:
                        continue
                    if old is None and value is None:
                        continue
                    self._newest = records.now(max(self._newest, old.time if old else ""))
                    cells[key] = Cell(self._newest, self.machine, value)
                    self._pending.setdefault(article_id, {})[key] = cells[key]
                    urgent = urgent or key not in LAZY
                if cells:
                    self._cells[article_id] = cells
            if urgent:
                self.revision += 1
                self.flush()

    def act(self, label: str, changes: Mapping[str, Mapping[str, Any]]) -> None:
        """Change fields of several articles as one action that can be undone.

        Args:
            label: What it is, in words, for the line that says that it was undone.
            changes: New values by article and field name, as for `set`.
        """
        with self._lock:
            flat = {article_id: self._flat(article_id, values) for article_id, values in changes.items()}
            steps = [
                [article_id, key, self._value(article_id, key), value]
                for article_id, values in flat.items()
                for key, value in values.items()
                if self._value(article_id, key) != value
            ]
            if steps:
                self.put(flat)
                self.journal.record(Action("state", label, steps))

    def undo(self) -> Action | None:
        """Undo the last action, of this or an earlier run; None where there is none.

        Raises:
            OSError: The part that it belongs to could not undo it.
        """
        with self._lock:
            self._catch_up()  # the last action may be another instance's
            return self.journal.undo()

    def redo(self) -> Action | None:
        """Do again what was undone last; see `undo`."""
        with self._lock:
            self._catch_up()
            return self.journal.redo()

    def flush(self, durable: bool = False) -> None:
        """Write what is not written yet; where that fails, say so in `problem` and keep it for next time.

        Args:
            durable: Whether to wait until it would survive a loss of power, as when the program ends.
        """
        with self._lock:
            if not self._pending:
                return
            data = b"".join(records.line(article_id, cells) for article_id, cells in self._pending.items())
            try:
                self._files.append(data, durable)
            except OSError as error:
                self.problem = (
                    f"{self.folder}: the reading state cannot be saved ({error.strerror}); "
                    "it is kept until it can, or until you quit"
                )
                return
            self.problem = None
            self._pending.clear()

    def poll(self) -> frozenset[str]:
        """Read what other instances and machines have written; the articles that it changed."""
        with self._lock:
            self._catch_up()
            changed = frozenset(self._changed)
            self._changed.clear()
            return changed

    def tidy(self) -> None:
        """Compact this machine's log where it has grown, and fold in the logs that instances wrote alone.

        To be called once after a start, off the event loop. A failure leaves everything as it was.
        """
        with self._lock, suppress(OSError):
            self.flush()
            self._files.compact()
            self.journal.shorten()

    def close(self) -> None:
        """Write everything, so that it survives a loss of power."""
        self.flush(durable=True)

    def _catch_up(self) -> None:
        for name, record in self._files.news():
            cells = self._of(record["id"])
            if records.merge(cells, record, name):
                self._cells[record["id"]] = cells
                self._changed[record["id"]] = None
                self.revision += 1

    def _of(self, article_id: str) -> Cells:
        """An article's cells, put together when they are first asked for; of an unknown one, a new dict."""
        cells = self._cells.get(article_id)
        if cells is None:
            cells = {}
            for machine, record in self._raw.pop(article_id, ()):
                records.merge(cells, record, machine)
            if cells:
                self._cells[article_id] = cells
        return cells

    def _value(self, article_id: str, key: str) -> Json:
        cell = self._of(article_id).get(key)
        return None if cell is None else cell.value

    def _flat(self, article_id: str, changes: Mapping[str, Any]) -> dict[str, Json]:
        """Fields as keys of the log: tags and marks are a key each, so that two readers' changes add up."""
        flat: dict[str, Json] = {}
        with self._lock:
            for name, value in changes.items():
                if name == "tags":
                    flat |= self._replaced(article_id, TAG, dict.fromkeys(value, True))
                elif name == "marks":
                    flat |= self._replaced(article_id, MARK, value)
                elif name in ArticleState.__dataclass_fields__:
                    flat[name] = value
                else:
                    raise ValueError(f"an article's state has no {name}")
        return flat

    def _replaced(self, article_id: str, prefix: str, wanted: Mapping[str, Json]) -> dict[str, Json]:
        there = [key for key, cell in self._of(article_id).items() if key.startswith(prefix) and cell.value]
        gone = {key: None for key in there if key.removeprefix(prefix) not in wanted}
        return gone | {prefix + name: value for name, value in wanted.items()}

    def _replay(self, action: Action, forward: bool) -> None:
        """Undo or redo changes, but for those that were changed again elsewhere since."""
        changes: dict[str, dict[str, Json]] = {}
        with self._lock:
            for article_id, key, old, new in _steps(action.changes):
                before, after = (old, new) if forward else (new, old)
                if self._value(article_id, key) == before:
                    changes.setdefault(article_id, {})[key] = after
            self.put(changes)


def _steps(changes: Json) -> Iterable[tuple[str, str, Json, Json]]:
    for step in changes if isinstance(changes, list) else ():
        match step:
            case [str(article_id), str(key), old, new]:
                yield article_id, key, old, new
            case _:
                continue
