"""Searches that a reader saved, by name, so that those of two machines are merged; and the last ones made."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from reader.library import files, records
from reader.library.logfiles import LogFiles
from reader.library.records import Cell, Cells

MOST_RECENT = 100


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search with a name, which stands in the list's head as a view.

    Attributes:
        name: What it is called.
        query: As it would be typed.
    """

    name: str
    query: str


class SavedSearches:
    """The saved searches, as all machines that share a folder left them; may be used from any thread.

    Each machine appends what is saved, renamed and deleted there to its own log, as with the reading state,
    and of two changes of one name the newer holds. What a person wrote into a file by hand stands first; a
    search of that name that was saved, or deleted, while reading goes before it.
    """

    def __init__(self, folder: Path, machine: str, by_hand: Path) -> None:
        """Read nothing yet.

        Args:
            folder: The logs; made at the first change.
            machine: The name of this machine's log, without its ending.
            by_hand: A TOML file of `"name" = "query"`, which is only read.
        """
        self._folder, self._machine, self._by_hand = folder, machine, by_hand
        self._files = LogFiles(folder, machine)
        self._cells: dict[str, Cells] = {}
        self._lock = Lock()
        with suppress(OSError):
            self._files.compact(self._lock)

    def load(self) -> tuple[list[SavedSearch], list[str]]:
        """The searches in their order, and a line for each problem: "FILE: what is wrong"."""
        with self._lock:
            found, problems = self._found()
        return [SavedSearch(name, query) for name, (_, query) in found.items()], problems

    def change(self, queries: Mapping[str, str | None], places: Mapping[str, str] | None = None) -> None:
        """Save searches, and delete others; all of it or nothing.

        Args:
            queries: By name; None deletes. A new name comes last, one that was there before to its place.
            places: Of a name, another one whose place it takes.

        Raises:
            OSError: It cannot be written.
        """
        with self._lock:
            found, _ = self._found()
            last = max((place for place, _ in found.values()), default=-1.0)
            times = (cell.time for cells in self._cells.values() for cell in cells.values())
            time = records.now(max(times, default=""))
            changes: dict[str, Cells] = {}
            for name, query in queries.items():
                values: dict[str, str | float | None] = {"query": query}
                model = (places or {}).get(name, name)
                if model in found:
                    values["place"] = found[model][0]
                elif "place" not in self._cells.get(name, {}):
                    values["place"] = last = last + 1
                changes[name] = {key: Cell(time, self._machine, value) for key, value in values.items()}
            self._files.append(b"".join(records.line(name, cells) for name, cells in changes.items()), True)
            for name, cells in changes.items():
                self._cells.setdefault(name, {}).update(cells)

    def _found(self) -> tuple[dict[str, tuple[float, str]], list[str]]:
        """Place and query of each search by its name, in order; and the problems."""
        for machine, record in self._files.news():
            records.merge(self._cells.setdefault(record["id"], {}), record, machine)
        by_hand, problems = _by_hand(self._by_hand)
        found = {one.name: (float(place), one.query) for place, one in enumerate(by_hand)}
        for name, cells in self._cells.items():
            query, place = (cells[key].value if key in cells else None for key in ("query", "place"))
            if isinstance(query, str) and query.isprintable() and name.isprintable():
                beside = found[name][0] if name in found else float(len(found))
                found[name] = (float(place) if isinstance(place, (int, float)) else beside, query)
            elif "query" in cells:
                found.pop(name, None)
        return dict(sorted(found.items(), key=lambda one: (one[1][0], one[0]))), problems


def _by_hand(path: Path) -> tuple[list[SavedSearch], list[str]]:
    """The searches in a TOML file, in its order, and a line for each problem."""
    try:
        tree = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return [], []
    except OSError as error:
        return [], [f"{path}: cannot be read ({error.strerror})"]
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return [], [f"{path}: not TOML: {str(error).lower()}; mend it to have the saved searches again"]
    found, problems = [], []
    for name, query in tree.items():
        if isinstance(query, str) and name.isprintable() and query.isprintable():
            found.append(SavedSearch(name, query))
        else:
            problems.append(f"{path}: {name!r}: a saved search is a name = and a query in quotes")
    return found, problems


def recent(path: Path) -> list[str]:
    """The last searches, the newest first; none where the file cannot be read."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    return list(dict.fromkeys(line for line in reversed(lines) if line.strip() and line.isprintable()))


def remember(path: Path, query: str) -> None:
    """Note that a search was made, at the end of the file; old ones drop out.

    Raises:
        OSError: The file cannot be written.
    """
    line = " ".join(query.split())
    if not line or not line.isprintable():
        return
    known = [one for one in reversed(recent(path)) if one != line]
    files.write_atomically(path, "".join(f"{one}\n" for one in [*known[1 - MOST_RECENT :], line]).encode())
