"""What is read from the index: entries, texts, orders, and the keys that match."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

from reader.library.database import NOT_SEARCHABLE, IndexUnavailable
from reader.library.document import Document, restored
from reader.library.entry import Entry
from reader.library.fold import ALL, NAMED, fold
from reader.library.indexwrite import HELD, SELECT, entry_of_row, path_key, unpacked
from reader.library.plan import Plan
from reader.library.scope import Scope

T = TypeVar("T")

_CHUNK = 500
"""How many values go into one statement at a time; SQLite before 3.32 takes 999."""

GONE_ON = 100
"""In place of the beginning of a word so many words are looked for at most, which all begin so."""

ORDERS = {
    "date": "key DESC",
    "old": "key",
    "added": "added DESC, key DESC",
    "title": "title COLLATE NOCASE, key DESC",
    "source": "site IS NULL, site COLLATE NOCASE, key DESC",
    "length": "words DESC, key DESC",
}
"""How the list can be sorted; by progress sorts who knows the reader's state."""


class Reading:
    """Everything that reads an index, over one connection; every method may be called from any thread.

    Attributes:
        searchable: Whether words can be looked for; it can be listed in any case.
    """

    searchable = True
    _reader: sqlite3.Connection
    _read_lock: RLock

    def close(self) -> None:
        """Let go of the file."""
        with self._read_lock:
            self._reader.close()

    def __len__(self) -> int:
        return int(self._one("SELECT count(*) FROM entry")[0])

    def get(self, article_id: str) -> Entry | None:
        """The entry with this id."""
        rows = self._all(f"{SELECT} WHERE id = ?", (article_id,))
        return entry_of_row(rows[0]) if rows else None

    def matching(self, start: str, limit: int = 10) -> list[Entry]:
        """The entries whose id begins so, at most `limit`."""
        rows = self._all(f"{SELECT} WHERE id >= ? AND id < ? LIMIT ?", (start, start + "\uffff", limit))
        return [entry_of_row(row) for row in rows]

    def entries(self, keys: Sequence[int]) -> list[Entry]:
        """The entries with these keys, in the order of the keys; those that are gone are left out."""
        return list(self.entries_by_key(keys).values())

    def entries_by_key(self, keys: Sequence[int]) -> dict[int, Entry]:
        """As `entries`, by key."""
        found: dict[int, Entry] = {}
        for chunk in _chunks(keys):
            marks = ",".join("?" * len(chunk))
            for row in self._all(f"{SELECT} WHERE key IN ({marks})", tuple(chunk)):
                found[row[0]] = entry_of_row(row)
        return {key: found[key] for key in keys if key in found}

    def ids_by_key(self, keys: Sequence[int]) -> dict[int, str]:
        """The ids of the articles with these keys."""
        found: dict[int, str] = {}
        for chunk in _chunks(keys):
            marks = ",".join("?" * len(chunk))
            found |= dict(self._all(f"SELECT key, id FROM entry WHERE key IN ({marks})", tuple(chunk)))
        return found

    def newest(self, limit: int) -> list[Entry]:
        """The entries by date, newest first, at most `limit`: what a first screen needs, at any size."""
        return self.first("date", limit)

    def first(self, by: str, limit: int) -> list[Entry]:
        """The first entries in one of `ORDERS`, at most `limit`."""
        return [entry_of_row(row) for row in self._all(f"{SELECT} ORDER BY {ORDERS[by]} LIMIT ?", (limit,))]

    def first_keys(self, limit: int) -> array[int]:
        """The newest keys, at most `limit`."""
        return array(
            "q", (row[0] for row in self._all("SELECT key FROM entry ORDER BY key DESC LIMIT ?", (limit,)))
        )

    def order(self, by: str = "date") -> array[int]:
        """The keys of all entries in one of `ORDERS`; of a million it takes part of a second."""
        # The table of words is the narrowest that has every key.
        narrow = {"date": "rowid DESC", "old": "rowid"}.get(by)
        table = f"rowid FROM words ORDER BY {narrow}" if narrow else f"key FROM entry ORDER BY {ORDERS[by]}"
        return array("q", (row[0] for row in self._all(f"SELECT {table}")))

    @property
    def stamp(self) -> object:
        """Another value after every change that another connection made."""
        return self._one("PRAGMA data_version")[0]

    def without_names(self, limit: int) -> list[int]:
        """The newest keys of articles of which it is not known who and what is in them, at most `limit`."""
        if not self.searchable:
            return []
        sql = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?"
        return [row[0] for row in self._all(sql, (f'"{ALL}" NOT "{NAMED}"', limit))]

    def sources(self) -> dict[int, str]:
        """The site of each article that has one, without regard to case, by key."""
        rows = self._all("SELECT key, site FROM entry WHERE site IS NOT NULL AND site != ''")
        return {key: site.casefold() for key, site in rows}

    def source_tags(self) -> dict[int, str]:
        """The first tag that its source gives each article that has any, without regard to case, by key."""
        rows = self._all("SELECT key, tags FROM entry WHERE tags IS NOT NULL")
        return {key: json.loads(tags)[0].casefold() for key, tags in rows}

    def in_files(self, paths: Sequence[Path]) -> list[int]:
        """The keys of what stands in files, in the order of these and of their articles."""
        found: dict[bytes, list[tuple[int, int]]] = {}
        names = [path_key(path) or b"" for path in paths]
        for chunk in _chunks(names):
            marks = ",".join("?" * len(chunk))
            rows = self._all(f"SELECT path, member, key FROM entry WHERE path IN ({marks})", tuple(chunk))
            for path, member, key in rows:
                found.setdefault(path, []).append((member, key))
        return [key for name in names for _, key in sorted(found.get(name, ()))]

    def keys_of(self, article_ids: Iterable[str]) -> list[int]:
        """The keys of articles, as far as they are here, in no order."""
        keys: list[int] = []
        for chunk in _chunks(list(article_ids)):
            marks = ",".join("?" * len(chunk))
            rows = self._all(f"SELECT key FROM entry WHERE id IN ({marks})", tuple(chunk))
            keys += [row[0] for row in rows]
        return keys

    def files(self, scope: Scope | None = None) -> dict[bytes, tuple[int, float]]:
        """Size and time of change of every file that was read, by its path's bytes.

        Args:
            scope: Of which files; None for all.
        """
        sql = "SELECT path, size, changed FROM seen"
        if scope is None:
            return {row[0]: (row[1], row[2]) for row in self._all(sql)}
        found: dict[bytes, tuple[int, float]] = {}
        for within in scope.ranges:
            for path, size, changed in self._all(f"{sql} WHERE path >= ? AND path < ?", within):
                found[path] = (size, changed)
        for chunk in _chunks([path_key(path) for path in scope.files]):
            marks = ",".join("?" * len(chunk))
            for path, size, changed in self._all(f"{sql} WHERE path IN ({marks})", tuple(chunk)):
                found[path] = (size, changed)
        return found

    def failures(self) -> dict[bytes, str]:
        """Why files cannot be read, by their paths' bytes."""
        return dict(self._all("SELECT path, failure FROM seen WHERE failure != ''"))

    def without_file(self, before: float) -> list[str]:
        """The articles that were in no file, and were put in before a time, in seconds since the epoch."""
        held = (self.get(article_id) for article_id in self.notes_on(HELD))
        return [one.id for one in held if one is not None and one.changed < before]

    def notes_on(self, kind: str) -> dict[str, str]:
        """What was noted with `Index.note`."""
        rows = self._all("SELECT name, value FROM meta WHERE name >= ? AND name < ?", (kind, kind + "\uffff"))
        return {name[len(kind) :]: value for name, value in rows}

    def ids_at(self, path: Path, size: int, changed: float) -> tuple[str, ...]:
        """The articles in a file, in order, where it was read when it had this size and time of change."""
        found = self._all(
            "SELECT ids FROM seen WHERE path = ? AND size = ? AND changed = ?",
            (path_key(path), size, changed),
        )
        return tuple(found[0][0].split()) if found else ()

    def inside(self, scope: Scope) -> set[int]:
        """The keys of what is within a scope, copies in its files too."""
        found: set[int] = set(self.keys_of(scope.ids))
        for within in scope.ranges:
            rows = self._all("SELECT key FROM entry WHERE path >= ? AND path < ?", within)
            found.update(row[0] for row in rows)
        for chunk in _chunks([path_key(path) for path in scope.files]):
            marks = ",".join("?" * len(chunk))
            rows = self._all(f"SELECT key FROM entry WHERE path IN ({marks})", tuple(chunk))
            found.update(row[0] for row in rows)
        return found | set(self.keys_of(self._copies_in(scope)))

    def outside(self, scope: Scope) -> set[int]:
        """The keys of what is not within a scope; at a million articles it is for the few that are not."""
        found = set(self.keys_of(self.notes_on(HELD)))
        for within in scope.gaps:
            rows = self._all("SELECT key FROM entry WHERE path >= ? AND path < ?", within)
            found.update(row[0] for row in rows)
        if found:
            found -= self.inside(Scope((), scope.files, scope.ids))
        if found:
            found.difference_update(self.keys_of(self._copies_in(scope)))
        return found

    def _copies_in(self, scope: Scope) -> set[str]:
        """The articles that are in a scope's files, and perhaps stand elsewhere."""
        many = "(instr(ids, ' ') OR NOT EXISTS (SELECT 1 FROM entry WHERE entry.path = seen.path))"
        rows: list[tuple[Any, ...]] = []
        for within in scope.ranges:
            rows += self._all(f"SELECT ids FROM seen WHERE path >= ? AND path < ? AND {many}", within)
        for chunk in _chunks([path_key(path) for path in scope.files]):
            marks = ",".join("?" * len(chunk))
            rows += self._all(f"SELECT ids FROM seen WHERE path IN ({marks})", tuple(chunk))
        return {article_id for row in rows for article_id in row[0].split()}

    def in_file(self, path: Path) -> list[str]:
        """The ids of the articles that stand in a file."""
        return [row[0] for row in self._all("SELECT id FROM entry WHERE path = ?", (path_key(path),))]

    def files_with(self, article_ids: Iterable[str]) -> list[bytes]:
        """The paths of the files in which any of these articles was found, copies too."""
        wanted = set(article_ids)
        if not wanted:
            return []
        rows = self._all("SELECT path, ids FROM seen")
        return [path for path, ids in rows if not wanted.isdisjoint(ids.split())]

    def document(self, article_id: str) -> Document | None:
        """What is known of an article, text included."""
        rows = self._all(f"{SELECT} WHERE id = ?", (article_id,))
        if not rows:
            return None
        bodies = self._all("SELECT text, extra FROM body WHERE key = ?", (rows[0][0],))
        return restored(entry_of_row(rows[0]), unpacked(bodies[0][0]), bodies[0][1]) if bodies else None

    def bodies(self, keys: Sequence[int]) -> dict[int, tuple[str, dict[str, Any]]]:
        """The texts with these keys, and what else is searched of them."""
        found = {}
        for chunk in _chunks(keys):
            marks = ",".join("?" * len(chunk))
            for key, text, extra in self._all(f"SELECT * FROM body WHERE key IN ({marks})", tuple(chunk)):
                found[key] = (unpacked(text), json.loads(extra) if extra else {})
        return found

    def extras(self, keys: Sequence[int]) -> dict[int, dict[str, Any]]:
        """What is searched besides their texts of the articles with these keys: names, notes, tags."""
        found = {}
        for chunk in _chunks(keys):
            marks = ",".join("?" * len(chunk))
            for key, extra in self._all(f"SELECT key, extra FROM body WHERE key IN ({marks})", tuple(chunk)):
                found[key] = json.loads(extra) if extra else {}
        return found

    def find(self, plan: Plan, *, oldest: bool = False, after: int | None = None) -> Iterator[int]:
        """The keys that match, newest first, one by one.

        State is not looked at but in `plan.rest`, for which `lay_marked` must have been called.

        Args:
            plan: What to look for.
            oldest: Whether to begin with the oldest.
            after: The key to go on behind.

        Raises:
            sqlite3.OperationalError: It was interrupted.
            IndexUnavailable: Words are looked for, and cannot be.
        """
        if not self.searchable and (plan.match is not None or (plan.rest and "MATCH" in plan.rest.sql)):
            raise IndexUnavailable(NOT_SEARCHABLE)
        first, last = plan.first, plan.last
        if after is not None:
            first, last = (max(first, after + 1), last) if oldest else (first, min(last, after - 1))
        order = "ASC" if oldest else "DESC"
        parameters: tuple[Any, ...] = (first, last)
        if plan.rest is None and plan.match is not None:
            sql = "SELECT rowid FROM words WHERE rowid BETWEEN ? AND ? AND words MATCH ?"
            sql += f" ORDER BY rowid {order}"
            parameters += (plan.match,)
        else:
            sql = "SELECT key FROM entry WHERE key BETWEEN ? AND ?"
            if plan.match is not None:
                sql += " AND key IN (SELECT rowid FROM words WHERE words MATCH ?)"
                parameters += (plan.match,)
            if plan.rest is not None:
                sql += f" AND {plan.rest.sql}"
                parameters += plan.rest.parameters
            sql += f" ORDER BY key {order}"
        with self._read_lock:
            cursor = self._reader.execute(sql, parameters)
        while True:
            with self._read_lock:
                rows = cursor.fetchmany(256)
            if not rows:
                return
            yield from (row[0] for row in rows)

    def go_on(self, begun: str) -> list[str]:
        """The words of the index that begin so; none where there are more than `GONE_ON`.

        One is looked up after the other, which takes a twentieth of a millisecond each at any size.
        """
        found: list[str] = []
        if not self.searchable:
            return found
        at = begun
        with self._read_lock:
            self._reader.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.word USING fts5vocab (main, words, instance)"
            )
            while row := self._reader.execute(
                "SELECT term FROM temp.word WHERE term >= ? LIMIT 1", (at,)
            ).fetchone():
                if not row[0].startswith(begun):
                    break
                found.append(row[0])
                if len(found) > GONE_ON:
                    return []
                at = f"{row[0]}\x01"  # beyond this word, before all others
        return found

    def heads(self, keys: Sequence[int]) -> dict[int, tuple[str, str]]:
        """The headlines with these keys, and their bylines and tags, folded."""
        found: dict[int, tuple[str, str]] = {}
        for chunk in _chunks(keys):
            marks = ",".join("?" * len(chunk))
            sql = f"SELECT key, title, authors, tags FROM entry WHERE key IN ({marks})"
            for key, title, authors, tags in self._all(sql, tuple(chunk)):
                found[key] = (fold(title), fold(f"{authors or ''} {tags or ''}"))
        return found

    def packed(self, keys: Sequence[int], size: int) -> dict[int, tuple[bytes, str | None]]:
        """The first `size` bytes of the texts with these keys as they are kept, and what belongs to them."""
        found: dict[int, tuple[bytes, str | None]] = {}
        for chunk in _chunks(keys):
            marks = ",".join("?" * len(chunk))
            sql = f"SELECT key, substr(text, 1, ?), extra FROM body WHERE key IN ({marks})"
            for key, text, extra in self._all(sql, (size, *chunk)):
                found[key] = (text, extra)
        return found

    def among(self, match: str, keys: Sequence[int]) -> list[int]:
        """Those of a few keys that match an expression, in no order.

        Raises:
            IndexUnavailable: Words cannot be looked for.
        """
        if not self.searchable:
            raise IndexUnavailable(NOT_SEARCHABLE)
        found: list[int] = []
        for chunk in _chunks(keys):
            marks = ",".join("?" * len(chunk))
            sql = f"SELECT rowid FROM words WHERE words MATCH ? AND rowid IN ({marks})"
            found += [row[0] for row in self._all(sql, (match, *chunk))]
        return found

    def _one(self, sql: str, parameters: tuple[Any, ...] = ()) -> tuple[Any, ...]:
        return self._all(sql, parameters)[0]

    def _all(self, sql: str, parameters: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        with self._read_lock:
            return self._reader.execute(sql, parameters).fetchall()


def _chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
