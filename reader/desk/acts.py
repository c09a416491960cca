"""What is done to articles, one or many at a time, so that each act can be undone, after a restart too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.articlestate import TAG
from reader.library.paths import trash_dir
from reader.library.trash import Trash

if TYPE_CHECKING:
    from reader.desk.desk import Desk
    from reader.library.indexing import Progress
    from reader.library.journal import Action


REMEMBERED = 200
"""So many articles are put on record together, before anything is done to them."""


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

    def mark(
        self, ids: Sequence[str], label: str, progress: Progress | None = None, **changes: object
    ) -> None:
        """Change fields of articles' states.

        Args:
            ids: Which articles.
            label: What it is, in words: "star"; that it is done to several is added.
            progress: Is told how many are done, and of how many; what it raises ends the act there, and
                what was done until then can be undone. So for the other acts.
            changes: New values by field of `reader.library.articlestate.ArticleState`.
        """
        self._act(label, dict.fromkeys(ids, changes), progress)

    def all_are(self, ids: Iterable[str], field: str) -> bool:
        """Whether a truth of `ArticleState` holds of all of these articles."""
        there = set(self._desk.log.having(field))
        return all(one in there for one in ids)

    def tags_of_all(self, ids: Sequence[str]) -> set[str]:
        """The tags that all of these articles have."""
        having = self._desk.log.having
        return {tag for tag in self._desk.state(ids[0]).tags if set(having(TAG + tag)).issuperset(ids)}

    def tag(
        self,
        ids: Sequence[str],
        before: Iterable[str],
        after: Iterable[str],
        progress: Progress | None = None,
    ) -> None:
        """Give articles tags and take others away; what else each has stays.

        Args:
            ids: Which articles.
            before: The tags that all of them had.
            after: Those that all of them are to have.
            progress: As for `mark`.
        """
        gone, wanted = set(before) - set(after), tuple(after)
        state = self._desk.state
        kept = {one: [tag for tag in state(one).tags if tag not in gone] for one in ids}
        tags: dict[str, dict[str, object]] = {
            one: {"tags": tuple(dict.fromkeys((*kept[one], *wanted)))} for one in ids
        }
        self._act("tags", tags, progress)

    def delete(self, ids: Iterable[str], progress: Progress | None = None) -> tuple[Path, ...]:
        """Put articles into the trash: kept files move there, others stay where they are and are hidden.

        Returns:
            The files that went.

        Raises:
            OSError: A file cannot be moved; those before it are deleted and can be brought back.
        """
        entries = [entry for entry in map(self._desk.entry, ids) if entry is not None]
        self._remember([entry.id for entry in entries], progress)
        self._trash.delete(entries, _second_half(progress))
        return tuple(entry.path for entry in entries if entry.path is not None and not entry.path.exists())

    def coming(self, *, forward: bool) -> int:
        """How many articles `undo`, or with `forward` `redo`, would change next, as far as can be told."""
        return self._desk.log.journal.coming(forward)

    def undo(self) -> Done | None:
        """Take back the last change; what it was, or None where there is none.

        Raises:
            OSError: It could not be taken back.
        """
        return self._said("Undone", self._desk.ready_log.undo())

    def redo(self) -> Done | None:
        """Do again what was undone last; see `undo`."""
        return self._said("Done again", self._desk.ready_log.redo())

    def _act(self, label: str, changes: dict[str, dict[str, object]], progress: Progress | None) -> None:
        self._remember([*changes], progress)
        several = f" {len(changes):,} articles" if len(changes) > 1 else ""
        self._desk.log.act(label + several, changes, _second_half(progress))

    def _remember(self, ids: Sequence[str], progress: Progress | None) -> None:
        """Fix the articles' ids; what they are known by is read from the index, which takes the longest."""
        for start in range(0, len(ids), REMEMBERED):
            self._desk.shelf.remember(*ids[start : start + REMEMBERED])
            if progress is not None:
                progress(start // 2, len(ids))

    def _said(self, verb: str, action: Action | None) -> Done | None:
        if action is None:
            return None
        files: tuple[Path, ...] = ()
        if action.kind == "trash" and isinstance(action.changes, list):
            folder = self._desk.shelf.folder
            files = tuple(folder / Path(str(step[1])).name for step in action.changes if len(step) == 3)
        return Done(f"{verb}: {action.label}", files)


def _second_half(progress: Progress | None) -> Progress | None:
    """Tells of what is done after the ids are on record."""
    return None if progress is None else lambda done, of: progress((of + done) // 2, of)
