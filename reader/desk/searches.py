"""Searches that are kept: the last ones, and those with names, which are views of the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from reader.library import saved
from reader.library.journal import Action, Journal
from reader.library.saved import SavedSearch, SavedSearches

KIND = "searches"
"""What the journal calls changes of the saved searches."""


class Searches:
    """The last searches and the saved ones, all in plain files that another reader may change meanwhile.

    Attributes:
        problems: A line on each saved search that was written by hand and cannot be understood.
    """

    def __init__(self, saved_searches: SavedSearches, recent_file: Path, journal: Journal) -> None:
        """The searches of a reader.

        Args:
            saved_searches: Those with names.
            recent_file: The last ones, a line each.
            journal: Where each change is noted, so that it can be undone.
        """
        self._saved, self._recent_file, self._journal = saved_searches, recent_file, journal
        self.problems: list[str] = []
        self._told: set[str] = set()
        self._seen: list[SavedSearch] | None = None
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
        self._seen, self.problems = self._saved.load()
        return self._seen

    def poll(self) -> bool:
        """Whether another reader changed the saved ones since they were last asked for, if they were."""
        seen = self._seen
        return seen is not None and self.views != seen

    def take_problems(self) -> list[str]:
        """The problems, where they were not told yet."""
        new = [line for line in self.problems if line not in self._told]
        self._told = set(self.problems)
        return new

    def keep(self, name: str, query: str) -> None:
        """Save a search under a name, in place of one of that name.

        Raises:
            OSError: It cannot be written.
        """
        name = _line(name)
        self._change(f"the view {name}", {name: _line(query)})

    def rename(self, name: str, to: str) -> None:
        """Give a saved search another name; one that has it already gives way.

        Raises:
            OSError: As `keep`.
        """
        to = _line(to)
        query = next((one.query for one in self.views if one.name == name), None)
        if query is not None and to != name:
            self._change(f"the view {name}, renamed {to}", {name: None, to: query}, {to: name})

    def delete(self, name: str) -> None:
        """Take a saved search away.

        Raises:
            OSError: As `keep`.
        """
        self._change(f"deleting the view {name}", {name: None})

    def _change(
        self, label: str, queries: Mapping[str, str | None], places: Mapping[str, str] | None = None
    ) -> None:
        before = self.views
        self._write(queries, places)
        if (after := self.views) != before:
            self._journal.record(Action(KIND, label, [_plain(before), _plain(after)]))

    def _write(self, queries: Mapping[str, str | None], places: Mapping[str, str] | None = None) -> None:
        try:
            self._saved.change(queries, places)
        except OSError as error:
            raise OSError(f"the saved searches cannot be written ({error.strerror})") from error

    def _replay(self, action: Action, forward: bool) -> None:
        """Take back what one action did, and no more: what was saved since stays."""
        old, new = (dict(side) for side in (action.changes if not forward else reversed(action.changes)))
        self._write({name: old.get(name) for name in {**old, **new} if old.get(name) != new.get(name)})


def _line(text: str) -> str:
    """One line of what can be printed, as the files want it."""
    return "".join(character for character in " ".join(text.split()) if character.isprintable())


def _plain(views: Sequence[SavedSearch]) -> list[list[str]]:
    return [[one.name, one.query] for one in views]
