"""Searches that are kept: the last ones, and those with names, which are views of the list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reader.library import saved
from reader.library.journal import Action, Journal
from reader.library.saved import SavedSearch

KIND = "searches"
"""What the journal calls changes of the saved searches."""


class Searches:
    """The last searches and the saved ones, each in a plain file that another reader may change meanwhile.

    Attributes:
        problems: A line on each thing in the file of saved searches that cannot be understood.
    """

    def __init__(self, saved_file: Path, recent_file: Path, journal: Journal) -> None:
        """The searches in two files.

        Args:
            saved_file: Those with names (`reader.library.saved`).
            recent_file: The last ones, a line each.
            journal: Where each change is noted, so that it can be undone.
        """
        self._saved_file, self._recent_file, self._journal = saved_file, recent_file, journal
        self.problems: list[str] = []
        self._told: set[str] = set()
        self.register()

    def register(self) -> None:
        """Tell the journal who undoes and redoes changes of the saved searches."""
        self._journal.handle(KIND, self._replay)

    # The last ones

    @property
    def recent(self) -> list[str]:
        """The last searches, the newest first."""
        return saved.recent(self._recent_file)

    def remember(self, query: str) -> str | None:
        """Note that a search was made; a line on why that is not possible, or None."""
        try:
            saved.remember(self._recent_file, query)
        except OSError as error:
            return f"{self._recent_file}: the search is not remembered ({error.strerror})"
        return None

    # The saved ones

    @property
    def views(self) -> list[SavedSearch]:
        """The saved searches, in their order."""
        found, self.problems = saved.load(self._saved_file)
        return found

    def take_problems(self) -> list[str]:
        """The problems, where they were not told yet."""
        new = [line for line in self.problems if line not in self._told]
        self._told = set(self.problems)
        return new

    def keep(self, name: str, query: str) -> None:
        """Save a search under a name, in place of one of that name.

        Raises:
            OSError: The file cannot be written, or holds what would be lost.
        """
        views = self.views
        made = SavedSearch(_line(name), _line(query))
        if any(one.name == made.name for one in views):
            after = [made if one.name == made.name else one for one in views]
        else:
            after = [*views, made]
        self._change(f"the view {made.name}", views, after)

    def rename(self, name: str, to: str) -> None:
        """Give a saved search another name; one that has it already gives way.

        Raises:
            OSError: As `keep`.
        """
        views, to = self.views, _line(to)
        after = [
            SavedSearch(to, one.query) if one.name == name else one
            for one in views
            if one.name == name or one.name != to
        ]
        self._change(f"the view {name}, renamed {to}", views, after)

    def delete(self, name: str) -> None:
        """Take a saved search away.

        Raises:
            OSError: As `keep`.
        """
        views = self.views
        self._change(f"deleting the view {name}", views, [one for one in views if one.name != name])

    def _change(self, label: str, before: Sequence[SavedSearch], after: Sequence[SavedSearch]) -> None:
        self._write(after)
        if after != before:
            self._journal.record(Action(KIND, label, [_plain(before), _plain(after)]))

    def _write(self, views: Sequence[SavedSearch]) -> None:
        if self.problems:
            raise OSError(f"{self.problems[0]}; nothing was changed")
        try:
            saved.save(self._saved_file, views)
        except OSError as error:
            raise OSError(f"{self._saved_file}: cannot be written ({error.strerror})") from error

    def _replay(self, action: Action, forward: bool) -> None:
        """Take back what one action did, and no more: what was saved since stays."""
        old, new = (dict(side) for side in (action.changes if not forward else reversed(action.changes)))
        now = {one.name: one.query for one in self.views}
        result = {name: query for name, query in now.items() if name in old or name not in new}
        result |= {name: query for name, query in old.items() if new.get(name) != query}
        order = {name: place for place, name in enumerate(old)}
        names = sorted(result, key=lambda name: order.get(name, len(order)))
        self._write([SavedSearch(name, result[name]) for name in names])


def _line(text: str) -> str:
    """One line of what can be printed, as the files want it."""
    return "".join(character for character in " ".join(text.split()) if character.isprintable())


def _plain(views: Sequence[SavedSearch]) -> list[list[str]]:
    return [[one.name, one.query] for one in views]
