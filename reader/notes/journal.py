"""What was done to notes and highlights, kept so that it can be undone and done again, across restarts.

The file is only ever added to, a line of JSON at a time: a line for each change, written before the change
is made, and a line for each undoing and redoing. Two instances may write to one.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from reader.domain.highlight import Anchor, Colour, Highlight
from reader.loaders.clean import clean
from reader.notes import files
from reader.notes.errors import unreadable, unwritable
from reader.notes.naming import utc

MOST_READ = 8 * 1024 * 1024
"""How many bytes from the file's end are read; what is older is kept there, but no longer undone."""


@dataclass(frozen=True, slots=True)
class Action:
    """One change of one note or highlight.

    Attributes:
        key: Its own.
        article_id: Whose notes.
        at: When, ISO 8601 in UTC.
        before: What was there; None where it was made.
        after: What came of it; None where it was taken out.
    """

    key: str
    article_id: str
    at: str
    before: Highlight | None
    after: Highlight | None

    @property
    def removes(self) -> bool:
        """Whether it took something out."""
        return self.after is None


class Journal:
    """The journal in one file.

    Attributes:
        latest: The key of the change that was recorded last through this object; empty for none yet.

    Args:
        path: The file; made with the first change.
        system: The calls that write; a test's own.
        now: Gives the time.
    """

    def __init__(
        self,
        path: Path,
        system: files.System = files.SYSTEM,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._path = path
        self._system = system
        self._now = now
        self.latest = ""
        self._read_to = 0
        self._inode = 0
        self._actions: dict[str, Action] = {}
        self._done: list[str] = []
        self._undone: list[str] = []

    def record(self, article_id: str, before: Highlight | None, after: Highlight | None) -> str:
        """Write down a change that is about to be made.

        Args:
            article_id: Whose notes.
            before: What is there; None where it is to be made.
            after: What is to be; None where it is to go.

        Returns:
            The key of the change.

        Raises:
            NotesError: If it cannot be written down.
        """
        key = secrets.token_hex(8)
        self._append(
            {
                "do": key,
                "at": utc(self._now()),
                "article": article_id,
                "before": as_json(before),
                "after": as_json(after),
            }
        )
        self.latest = key
        return key

    def void(self, key: str) -> None:
        """Write down that a change was not made after all; where even that fails, undoing it does nothing."""
        try:
            files.append(self._path, _line({"void": key}), self._system)
        except OSError:
            return

    def undoable(self, key: str = "") -> Action | None:
        """The change of that key, or the last one, if it was made and is not undone."""
        self._refresh()
        return self._one_of(self._done, key)

    def redoable(self, key: str = "") -> Action | None:
        """The change of that key, or the last one, if it was undone and none was made since."""
        self._refresh()
        return self._one_of(self._undone, key)

    def _one_of(self, keys: list[str], key: str) -> Action | None:
        if key:
            return self._actions[key] if key in keys else None
        return self._actions[keys[-1]] if keys else None

    def undone(self, key: str) -> None:
        """Write down that a change was undone.

        Raises:
            NotesError: If it cannot be written down.
        """
        self._append({"undo": key})

    def redone(self, key: str) -> None:
        """Write down that a change was done again.

        Raises:
            NotesError: If it cannot be written down.
        """
        self._append({"redo": key})

    def actions(self) -> tuple[Action, ...]:
        """All changes that stand, the oldest first."""
        self._refresh()
        return tuple(self._actions[key] for key in self._done)

    def _append(self, line: dict[str, object]) -> None:
        try:
            files.append(self._path, _line(line), self._system)
        except OSError as error:
            raise unwritable(self._path, error) from error

    def _refresh(self) -> None:
        """Read what was added since the last time, here or by another instance."""
        try:
            with self._path.open("rb") as file:
                inode, size = _identity(file.fileno())
                if inode != self._inode or size < self._read_to:
                    self._inode, self._read_to = inode, max(0, size - MOST_READ)
                    self._actions, self._done, self._undone = {}, [], []
                file.seek(self._read_to)
                added = file.read()
        except FileNotFoundError:
            return
        except OSError as error:
            raise unreadable(self._path, error) from error
        whole = added.rfind(b"\n") + 1
        self._read_to += whole
        for line in added[:whole].splitlines():
            self._take(line)

    def _take(self, line: bytes) -> None:
        """Take in a line; one that a crash tore, or that makes no sense, is passed over."""
        try:
            data = json.loads(line)
        except (ValueError, RecursionError):
            return
        if not isinstance(data, dict):
            return
        match data:
            case {"do": str(key), "article": str(article_id)}:
                before, after = from_json(data.get("before")), from_json(data.get("after"))
                if before is not None or after is not None:
                    at = str(data.get("at", ""))
                    self._actions[key] = Action(key, article_id, at, before, after)
                    self._done.append(key)
                    self._undone.clear()
            case {"undo": str(key)} if key in self._done:
                self._done.remove(key)
                self._undone.append(key)
            case {"redo": str(key)} if key in self._undone:
                self._undone.remove(key)
                self._done.append(key)
            case {"void": str(key)} if key in self._done:
                self._done.remove(key)


def as_json(highlight: Highlight | None) -> dict[str, object] | None:
    """A highlight as data that JSON can hold."""
    if highlight is None:
        return None
    anchor = highlight.anchor
    data: dict[str, object] = {
        "id": highlight.id,
        "colour": highlight.colour.value,
        "note": highlight.note,
        "made": highlight.made,
        "tags": list(highlight.tags),
    }
    if highlight.lost:
        data["lost"] = True
    if anchor is not None:
        data["anchor"] = [
            anchor.quote,
            anchor.prefix,
            anchor.suffix,
            anchor.start,
            anchor.end,
            anchor.alike,
        ]
    return data


def from_json(data: object) -> Highlight | None:
    """The highlight that data from `as_json` stands for; None for anything else."""
    if not isinstance(data, dict):
        return None
    match data:
        case {
            "id": str(name),
            "colour": str(colour),
            "note": str(note),
            "made": str(made),
            "tags": [*tags],
        } if colour in list(Colour):
            anchor = None
            match data.get("anchor"):
                case [str(quote), str(prefix), str(suffix), int(start), int(end), int(alike)]:
                    anchor = Anchor(clean(quote), clean(prefix), clean(suffix), start, end, alike)
            words = tuple(tag for tag in tags if isinstance(tag, str))
            lost = data.get("lost") is True
            return Highlight(name, anchor, Colour(colour), clean(note), made, words, lost)
    return None


def _line(data: dict[str, object]) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def _identity(fd: int) -> tuple[int, int]:
    status = os.fstat(fd)
    return status.st_ino, status.st_size
