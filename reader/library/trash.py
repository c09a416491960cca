"""Deleting articles so that it can be undone: kept files move to the trash, opened ones are only hidden."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.entry import Entry
from reader.library.journal import Action
from reader.library.records import Json
from reader.library.state import StateLog

if TYPE_CHECKING:
    from reader.library.indexing import Progress

AT_A_TIME = 200
"""Of so many articles together it is written down that they are deleted."""


class Trash:
    """Takes articles out of the library and brings them back.

    A kept article's file moves to the trash folder; a file that was opened where it lies is never touched.
    Either way the article is marked as deleted, which hides it from list and search.
    """

    def __init__(self, state: StateLog, articles: Path, folder: Path) -> None:
        """Set up the trash.

        Args:
            state: The log of reading state, in whose journal each deletion is recorded.
            articles: The folder of kept articles.
            folder: The folder of the trash.
        """
        self._state = state
        self._articles = articles
        self._folder = folder
        state.journal.handle("trash", self._replay)

    def delete(self, entries: Iterable[Entry], progress: Progress | None = None) -> None:
        """Delete articles, as one action that `StateLog.undo` takes back.

        Args:
            entries: Which.
            progress: Is told how many are deleted, and of how many; what it raises ends the action.

        Raises:
            OSError: A file cannot be moved; those before it are deleted and can be brought back.
        """
        moved: list[list[Json]] = []
        chosen = list(entries)
        try:
            for start in range(0, len(chosen), AT_A_TIME):
                before = len(moved)
                try:
                    for entry in chosen[start : start + AT_A_TIME]:
                        moved.append([entry.id, *self._move(entry.path)])
                finally:
                    self._state.put({step[0]: {"deleted": True} for step in moved[before:]})
                if progress is not None:
                    progress(len(moved), len(chosen))
        finally:
            if moved:
                several = f"delete {len(moved):,} articles"
                what = f"delete “{chosen[0].title}”" if len(moved) == 1 else several
                self._state.journal.record(Action("trash", what, moved))

    def empty(self) -> int:
        """Remove for ever what lies in the trash; how many files there were.

        Raises:
            OSError: A file cannot be removed.
        """
        files = [path for path in self._folder.iterdir() if path.is_file()] if self._folder.is_dir() else []
        for path in files:
            path.unlink()
        return len(files)

    def _move(self, path: Path | None) -> list[Json]:
        """Move a kept article's file; its name, and the one it has in the trash, or nothing to move."""
        if path is None or path.parent != self._articles or not path.exists():
            return []
        self._folder.mkdir(parents=True, exist_ok=True)
        names = (f"{number}-{path.name}" if number else path.name for number in count())
        target = next(target for name in names if not (target := self._folder / name).exists())
        shutil.move(path, target)
        return [path.name, target.name]

    def _replay(self, action: Action, forward: bool) -> None:
        steps = action.changes if isinstance(action.changes, list) else []
        for start in range(0, len(steps), AT_A_TIME):
            carried: list[str] = []
            try:
                for step in steps[start : start + AT_A_TIME]:
                    match step:
                        case [str(article_id), str(kept), str(trashed)]:
                            self._carry(kept, trashed, forward)
                            carried.append(article_id)
                        case [str(article_id)]:
                            carried.append(article_id)
                        case _:
                            continue
            finally:
                self._state.put({article_id: {"deleted": forward} for article_id in carried})

    def _carry(self, kept: str, trashed: str, forward: bool) -> None:
        """Move a file to the trash again, or back from it."""
        inside, outside = self._folder / Path(trashed).name, self._articles / Path(kept).name
        source, target = (outside, inside) if forward else (inside, outside)
        if source.exists() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(source, target)
