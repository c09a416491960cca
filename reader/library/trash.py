"""Deleting articles so that it can be undone: kept files move to the trash, opened ones are only hidden."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from reader.library.entry import Entry
from reader.library.journal import Action
from reader.library.records import Json
from reader.library.state import StateLog


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

    def delete(self, entries: Iterable[Entry]) -> None:
        """Delete articles, as one action that `StateLog.undo` takes back.

        Raises:
            OSError: A file cannot be moved; those before it are deleted and can be brought back.
        """
        moved: list[list[Json]] = []
        chosen = list(entries)
        try:
            for entry in chosen:
                moved.append([entry.id, *self._move(entry.path)])
                self._state.set(entry.id, deleted=True)
        finally:
            if moved:
                what = f"delete “{chosen[0].title}”" if len(moved) == 1 else f"delete {len(moved)} articles"
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
        for step in action.changes if isinstance(action.changes, list) else ():
            match step:
                case [str(article_id), str(kept), str(trashed)]:
                    self._carry(kept, trashed, forward)
                    self._state.set(article_id, deleted=forward)
                case [str(article_id)]:
                    self._state.set(article_id, deleted=forward)
                case _:
                    continue

    def _carry(self, kept: str, trashed: str, forward: bool) -> None:
        """Move a file to the trash again, or back from it."""
        inside, outside = self._folder / Path(trashed).name, self._articles / Path(kept).name
        source, target = (outside, inside) if forward else (inside, outside)
        if source.exists() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(source, target)
