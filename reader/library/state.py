"""Where a reader was in each article, and what was done with it: the log of reading state."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar

from reader.library import records
from reader.library.articlestate import MARK, TAG, UNTOUCHED, ArticleState, state_of
from reader.library.cellstore import CellStore, values_in
from reader.library.journal import Action, Journal
from reader.library.logfiles import LogFiles
from reader.library.records import Cell, Cells, Json

if TYPE_CHECKING:
    from reader.library.indexing import Progress

T = TypeVar("T")

LAZY = frozenset({"position", "progress"})
"""What changes with every key that scrolls, and is written by `StateLog.flush` only."""

ANY = b'"'
"""Stands in every line."""

_AT_A_TIME = 200
"""So many lines are parsed or articles changed together: quicker than one by one, and it holds nobody up."""

_PAUSE = 0.0005
"""Seconds between two such portions, without which others would not come to their turn."""


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

    def __init__(self, folder: Path, machine: str, tables: Path | None = None) -> None:
        """Read the logs.

        Args:
            folder: Where they are; made at the first write.
            machine: The name of this machine's log, without its ending.
            tables: A folder for what may be deleted at any time: what stands where in long logs, of which
                then only that is read which is asked for. None to read all.
        """
        self.folder = folder
        self.machine = machine
        self.problem: str | None = None
        self.revision = 0
        self.journal = Journal(folder / f"{machine}.undo")
        self.journal.handle("state", self._replay)
        self._files = LogFiles(folder, machine, tables)
        self._store = CellStore()
        self._pending: dict[str, Cells] = {}  # what is not written yet
        self._changed: dict[str, None] = {}
        self._newest = ""
        self._lock = RLock()
        self._having: dict[str, dict[str, None]] = {}
        self._versions: dict[str, int] = {}
        for name, log, table in self._files.filed():
            self._store.lines.file(name, log, table)
        for name, data in self._files.unread():
            self._store.lines.hold(name, data)

    def get(self, article_id: str) -> ArticleState:
        """The state of an article; of one that was never touched, `UNTOUCHED`."""
        with self._lock:
            cells = self._store.of(article_id)
            self._store.let_go(self._pending)
            return state_of(cells) if cells else UNTOUCHED

    def ids(self) -> list[str]:
        """Every article that the logs name."""
        with self._lock:
            return [*self._store, *self._store.speaking(ANY)]

    def values(self, article_id: str) -> dict[str, Json]:
        """Every value of an article by its key in the log, those unknown to this version too."""
        with self._lock:
            return self._store.values(article_id)

    def scan(self) -> Iterator[tuple[str, dict[str, Json]]]:
        """Every article with its values by key; of one that only one line speaks of, quickly."""
        found = self._store.lines.with_(ANY, ())
        for _, some in _portions(found):
            with self._lock:
                values = [(one, self._store.values(one)) for one in some if one in self._store]
                values += values_in({one: some[one] for one in some if one not in self._store})
            yield from values
        with self._lock:
            others = [one for one in self._store if one not in found]
        yield from ((one, self.values(one)) for one in others)

    def having(self, key: str) -> list[str]:
        """The articles of which a value of the log is true: "starred", "tag:budget", or "opened" at all."""
        needle = json.dumps(key, ensure_ascii=False).encode()
        with self._lock:
            if key not in self._having:
                cells = ((one, cells[key].value) for one, cells in self._store.items() if key in cells)
                lines = values_in(self._store.speaking(needle))
                found = [*cells, *((one, values.get(key)) for one, values in lines)]
                self._having[key] = {one: None for one, value in found if _holds(key, value)}
            return list(self._having[key])

    def speaking_of(self, start: str) -> list[tuple[str, dict[str, Json]]]:
        """The articles with a value whose key begins so ("progress", "tag:"), and all their values."""
        with self._lock:
            there = self._store.speaking(b'"' + start.encode())
            found = [*values_in({one: self._store.lines.of(one) for one in there})]
            found += [(one, self._store.values(one)) for one in self._store]
            return [
                (one, values)
                for one, values in found
                if any(key.startswith(start) and value is not None for key, value in values.items())
            ]

    def version(self, key: str) -> int:
        """Grows whenever it changes of which articles a value of the log is true; of "tag:", any such one."""
        if key.endswith(":"):
            return sum(number for name, number in list(self._versions.items()) if name.startswith(key))
        return self._versions.get(key, 0)

    def opened_last(self, most: int) -> list[str]:
        """The articles that were opened, the last one first; at most so many, of which there are 300."""
        with self._lock:
            times = self._store.lines.opened()
            for article_id, cells in self._store.items():
                if isinstance(when := cells["opened"].value if "opened" in cells else None, str):
                    times[article_id] = when
        return sorted(times, key=lambda article_id: times[article_id], reverse=True)[:most]

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
            urgent, now = False, ""
            self._store.meet(changes)
            for article_id, values in changes.items():
                cells, changed = self._store.of(article_id), []
                for key, value in values.items():
                    old = cells.get(key)
                    if old is not None and old.value == value:
                        continue
                    if old is None and value is None:
                        continue
                    if not now or (old is not None and old.time >= now):
                        now = self._newest = records.now(max(self._newest, old.time if old else ""))
                    cells[key] = Cell(now, self.machine, value)
                    self._pending.setdefault(article_id, {})[key] = cells[key]
                    changed.append(key)
                    self._count(article_id, key, value)
                    urgent = urgent or key not in LAZY
                if changed:
                    self._store.came(article_id, cells, changed)
            if urgent:
                self.revision += 1
                self.flush()
            self._store.let_go(self._pending)

    def act(
        self,
        label: str,
        changes: Mapping[str, Mapping[str, Any]],
        progress: Progress | None = None,
    ) -> None:
        """Change fields of several articles as one action that can be undone.

        Of many, some are changed at a time, so that whoever reads the state meanwhile does not wait.

        Args:
            label: What it is, in words, for the line that says that it was undone.
            changes: New values by article and field name, as for `set`.
            progress: Is told how many articles are done, and of how many; what it raises ends the action,
                and what was done until then can be undone.
        """
        steps: list[Json] = []
        try:
            for done, some in _portions(changes):
                steps += self._changed_by(some)
                if progress is not None:
                    progress(done, len(changes))
        finally:
            if steps:
                self.journal.record(Action("state", label, steps))

    def _changed_by(self, changes: Mapping[str, Mapping[str, Any]]) -> list[Json]:
        """Change fields; a step for each value that was another before."""
        with self._lock:
            self._store.meet(changes)
            flat = {article_id: self._flat(article_id, values) for article_id, values in changes.items()}
            steps: list[Json] = [
                [article_id, key, self._value(article_id, key), value]
                for article_id, values in flat.items()
                for key, value in values.items()
                if self._value(article_id, key) != value
            ]
            if steps:
                self.put(flat)
            return steps

    def undo(self) -> Action | None:
        """Undo the last action, of this or an earlier run; None where there is none.

        Raises:
            OSError: The part that it belongs to could not undo it.
        """
        self._catch_up()  # the last action may be another instance's
        return self.journal.undo()

    def redo(self) -> Action | None:
        """Do again what was undone last; see `undo`."""
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
        self._catch_up()
        with self._lock:
            changed = frozenset(self._changed)
            self._changed.clear()
            return changed

    def tidy(self) -> None:
        """Compact this machine's log where it has grown, and fold in the logs that instances wrote alone.

        To be called once after a start, off the event loop; what stands where in long logs is taken down as
        well. A failure leaves everything as it was.
        """
        self.flush()
        with suppress(OSError):
            self._files.compact(self._lock)
        with suppress(OSError):
            self._files.make_tables()
        with suppress(OSError):
            self.journal.shorten()

    def close(self) -> None:
        """Write everything, so that it survives a loss of power."""
        self.flush(durable=True)

    def _catch_up(self) -> None:
        """Take in what others have written; of much, some at a time, so that nobody waits for it."""
        with self._lock:
            unread = [*self._files.unread()]
        for machine, data in unread:
            for some in records.portions(data):
                with self._lock:
                    for record in filter(records.is_state, records.parse(some)):
                        self._take(machine, record)
                    self._store.let_go(self._pending)
                time.sleep(_PAUSE)

    def _take(self, machine: str, record: dict[str, Json]) -> None:
        """Bring a record of a log into the cells."""
        article_id, cells = record["id"], self._store.of(record["id"])
        if records.merge(cells, record, machine):
            self._store.came(article_id, cells, record["set"])
            self._changed[article_id] = None
            self.revision += 1
            for key in record["set"]:
                self._count(article_id, key, cells[key].value)

    def _count(self, article_id: str, key: str, value: Json) -> None:
        """Take note of a new value where it is known of which articles such a value is true."""
        self._versions[key] = self._versions.get(key, 0) + 1
        if (known := self._having.get(key)) is not None:
            if _holds(key, value):
                known[article_id] = None
            else:
                known.pop(article_id, None)

    def _value(self, article_id: str, key: str) -> Json:
        cell = self._store.of(article_id).get(key)
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
        there = [
            key for key, cell in self._store.of(article_id).items() if key.startswith(prefix) and cell.value
        ]
        gone = {key: None for key in there if key.removeprefix(prefix) not in wanted}
        return gone | {prefix + name: value for name, value in wanted.items()}

    def _replay(self, action: Action, forward: bool) -> None:
        """Undo or redo changes, but for those that were changed again elsewhere since."""
        wanted: dict[str, list[tuple[str, Json, Json]]] = {}
        for article_id, key, old, new in _steps(action.changes):
            before, after = (old, new) if forward else (new, old)
            wanted.setdefault(article_id, []).append((key, before, after))
        for _, some in _portions(wanted):
            with self._lock:
                self._store.meet(some)
                self.put(
                    {
                        article_id: {
                            key: after
                            for key, before, after in steps
                            if self._value(article_id, key) == before
                        }
                        for article_id, steps in some.items()
                    }
                )
            time.sleep(_PAUSE)


def _holds(key: str, value: Json) -> bool:
    return value is True or (key == "opened" and isinstance(value, str))


def _steps(changes: Json) -> Iterable[tuple[str, str, Json, Json]]:
    for step in changes if isinstance(changes, list) else ():
        match step:
            case [str(article_id), str(key), old, new]:
                yield article_id, key, old, new
            case _:
                continue


def _portions(values: Mapping[str, T]) -> Iterator[tuple[int, dict[str, T]]]:
    """Values by key, some at a time, with how many are given by then."""
    keys = list(values)
    for start in range(0, len(keys), _AT_A_TIME):
        some = keys[start : start + _AT_A_TIME]
        yield start + len(some), {key: values[key] for key in some}
