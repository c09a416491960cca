"""What is done to articles, one or many at a time, so that each act can be undone, after a restart too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.paths import trash_dir
from reader.library.trash import Trash

if TYPE_CHECKING:
    from reader.desk.desk import Desk
    from reader.library.journal import Action


@dataclass(frozen=True, slots=True)
class Done:
    """What was undone, or done again.

    Attributes:
        words: What it was, for a line that says so.
        files: The files of kept articles that went or came back.
    """

    words: str
    files: tuple[Path, ...] = ()


class Acts:
    """Marks, tags, archives and deletes articles, and takes it back."""

    def __init__(self, desk: Desk) -> None:
        """Nothing was done yet.

        Args:
            desk: Whose articles.
        """
        self._desk = desk
        self._trash = Trash(desk.log, desk.shelf.folder, trash_dir())

    def mark(self, ids: Sequence[str], label: str, **changes: object) -> None:
        """Change fields of articles' states.

        Args:
            ids: Which articles.
            label: What it is, in words: "star"; that it is done to several is added.
            changes: New values by field of `reader.library.articlestate.ArticleState`.
        """
        self._act(label, dict.fromkeys(ids, changes))

    def tag(self, ids: Sequence[str], before: Iterable[str], after: Iterable[str]) -> None:
        """Give articles tags and take others away; what else each has stays.

        Args:
            ids: Which articles.
            before: The tags that all of them had.
            after: Those that all of them are to have.
        """
        gone, wanted = set(before) - set(after), tuple(after)
        state = self._desk.state
        kept = {one: [tag for tag in state(one).tags if tag not in gone] for one in ids}
        self._act("tags", {one: {"tags": tuple(dict.fromkeys((*kept[one], *wanted)))} for one in ids})

    def delete(self, ids: Iterable[str]) -> tuple[Path, ...]:
        """Put articles into the trash: kept files move there, others stay where they are and are hidden.

        Returns:
            The files that went.

        Raises:
            OSError: A file cannot be moved; those before it are deleted and can be brought back.
        """
        entries = [entry for entry in map(self._desk.entry, ids) if entry is not None]
        self._desk.shelf.remember(*(entry.id for entry in entries))
        self._trash.delete(entries)
        return tuple(entry.path for entry in entries if entry.path is not None and not entry.path.exists())

    def undo(self) -> Done | None:
        """Take back the last change; what it was, or None where there is none.

        Raises:
            OSError: It could not be taken back.
        """
        return self._said("Undone", self._desk.ready_log.undo())

    def redo(self) -> Done | None:
        """Do again what was undone last; see `undo`."""
        return self._said("Done again", self._desk.ready_log.redo())

    def _act(self, label: str, changes: dict[str, dict[str, object]]) -> None:
        self._desk.shelf.remember(*changes)
        several = f" {len(changes):,} articles" if len(changes) > 1 else ""
        self._desk.log.act(label + several, changes)

    def _said(self, verb: str, action: Action | None) -> Done | None:
        if action is None:
            return None
        files: tuple[Path, ...] = ()
        if action.kind == "trash" and isinstance(action.changes, list):
            folder = self._desk.shelf.folder
            files = tuple(folder / Path(str(step[1])).name for step in action.changes if len(step) == 3)
        return Done(f"{verb}: {action.label}", files)
