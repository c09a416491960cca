"""The articles of one session, what was done with them, and everything else that the screens ask for."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reader.desk.beginning import Beginning, Opened
from reader.desk.once import once
from reader.desk.preferences import Preferences
from reader.domain.settings import Settings
from reader.library import paths as places
from reader.loaders.notices import is_summary

if TYPE_CHECKING:
    from reader.desk.acts import Acts
    from reader.desk.collection import Collection
    from reader.desk.entities import EntitiesDesk
    from reader.desk.filling import Filling
    from reader.desk.noting import NotesDesk
    from reader.desk.searches import Searches
    from reader.domain.article import Article
    from reader.library.articlestate import ArticleState
    from reader.library.entry import Entry
    from reader.library.indexing import Progress, Report
    from reader.library.shelf import Shelf
    from reader.library.state import StateLog
    from reader.loaders.source import Source
    from reader.notes.drafts import Drafts

READ_AT = 0.98
"""An article counts as read once so much of it has been on the screen."""


class Desk:
    """Articles, what was done with them, their notes, and how they are to look.

    Everything may be called from any thread. What the first screen does not need is imported and read when it
    is first asked for.

    Attributes:
        settings: The reader's choices.
        problems: Lines on what went wrong so far, to be said once the screen stands.
        first: The article to begin with.
        rows: The first rows of the list, with what was done to each, until the collection is asked.
        chosen_sort: By what the reader had the list sorted in this session; empty for as usual.
        held_in_memory: What came from standard input or from the web.
        noted: The articles that have notes, as far as that is known.
        last_search: What was looked for last.
        preferences: How everything is to look.
    """

    def __init__(
        self,
        settings: Settings,
        problems: Sequence[str] = (),
        beginning: Beginning | None = None,
        encoding: str | None = None,
    ) -> None:
        """A desk with what there is to read laid out on it.

        Args:
            settings: The reader's choices.
            problems: What is wrong with the settings file.
            beginning: What there is to read.
            encoding: How files are encoded, where the reader orders one; None to find out.
        """
        self.settings = settings
        self.problems = list(problems)
        self.last_search = ""
        self.noted: frozenset[str] = frozenset()
        self._encoding = encoding
        self._beginning = beginning or Beginning()
        self._failures: dict[Path | None, str] = dict(self._beginning.failures.items())
        self.preferences = Preferences(self)
        self.first = self._beginning.first
        self.rows = self._beginning.rows
        self.chosen_sort = ""
        self.held_in_memory: list[tuple[Entry, Article]] = []

    @once
    def log(self) -> StateLog:
        """Where the reader is in each article, and what was done."""
        from reader.library.state import StateLog

        return StateLog(places.state_dir(), places.machine(), places.tables_dir())

    @once
    def shelf(self) -> Shelf:
        """The articles at hand."""
        from reader.library.shelf import Shelf

        shelf = Shelf(self.log, encoding=self._encoding)
        shelf.known = lambda: self.collection
        return shelf

    @once
    def collection(self) -> Collection:
        """What is laid out, as the index has it: the list, and searching."""
        from reader.desk.beginning import library_scope
        from reader.desk.collection import Collection
        from reader.library.scope import scope_of
        from reader.library.shelf import Shelf

        named = self._beginning.named
        scope = library_scope(Shelf(self.log)) if named is None else scope_of(named)
        # What is read in an encoding that only this reader knows of is nobody else's.
        collection = Collection(self.log, scope, alone=self._encoding is not None)
        collection.hold(entry.id for entry, _ in self.held_in_memory)
        if collection.index.notice:
            self.problems.append(collection.index.notice)
            collection.index.notice = None  # it is said once, and not with every search
        return collection

    @once
    def filling(self) -> Filling:
        """What brings the collection up to date."""
        from reader.desk.filling import Filling

        return Filling(self)

    # What there is to read

    def put(self, source: Source) -> Opened:
        """Take what came from standard input or from the web.

        Raises:
            LoadError: It cannot be read.
        """
        from reader.library.entry import iso

        now, found = time.time(), self.shelf.put(source, whole=False)
        for opened in found:
            entry = replace(opened.entry, changed=now, added=iso(now))
            self.held_in_memory.append((entry, opened.article))
            if "collection" in self.__dict__:
                self.collection.hold([entry.id])
        whole = not found[0].entry.partial and not is_summary(found[0].article)
        one = Opened(found[0].entry.id, found[0].article, whole)
        self.first = self.first or one
        return one

    def fill(self, progress: Progress | None = None, cancelled: Callable[[], bool] = lambda: False) -> None:
        """Bring the collection up to date with everything that is laid out.

        Args:
            progress: Is told of each file that is read.
            cancelled: Whether to stop.
        """
        self.failures_in(self.filling.files(progress, cancelled))
        self.filling.held()
        self.filling.own_words()
        self.shelf.remember_awaited()

    def failures_in(self, report: Report) -> None:
        """Take note of what could not be read."""
        for line in report.failures:
            if line not in self._failures.values():
                self._failures[Path(line)] = line
        if report.notice:
            self.problems.append(report.notice)

    @property
    def sort(self) -> str:
        """By what the list is sorted: files that were named one by one stay in that order by themselves."""
        only_files = bool(self.collection.scope.files) and not self.collection.scope.folders
        return self.chosen_sort or ("named" if only_files else self.settings.list_sort)

    @property
    def first_entry(self) -> Entry | None:
        """What the list shows of the article to begin with."""
        held = next((entry for entry, _ in self.held_in_memory if self._begins_with(entry.id)), None)
        return held or self._beginning.entry

    def take_problems(self) -> list[str]:
        """Lines on what went wrong since this was last asked."""
        told, self.problems = self.problems, []
        return told

    def entries(self, query: str = "") -> tuple[Entry, ...]:
        """Everything that stands in the list, or of it what matches a query, in the list's order."""
        view = self.collection.view(query, self.sort)
        found = self.collection.rows(view, 0, len(view)) if view is not None else []
        return tuple(entry for entry in found if entry is not None)

    def fail(self, line: str) -> None:
        """Take note of something that could not be read, and say so once the screen stands."""
        self._failures[Path(line)] = line

    @property
    def failures(self) -> list[str]:
        """A line on each file that could not be read."""
        return list(self._failures.values())

    def open(self, article_id: str) -> Opened:
        """Read an article, a big one only to its first part.

        Raises:
            LoadError: It cannot be read.
        """
        entry = self._entry(article_id)
        if entry.path is not None:
            for one in self.shelf.open(entry.path, whole=False):
                if one.entry.id == article_id:
                    partial = one.entry.partial
                    return (
                        Opened(article_id, one.article, False) if partial else _paged(article_id, one.article)
                    )
        return self.open_whole(article_id)

    def open_whole(self, article_id: str) -> Opened:
        """Read all of an article that there is on this machine.

        Of one of which a feed has only a summary, that is the page if it was fetched before; otherwise what
        is given is not whole, and `open_rest` fetches it.

        Raises:
            LoadError: It cannot be read.
        """
        return _paged(article_id, self.shelf.load(self._entry(article_id)))

    def open_rest(self, article_id: str) -> Opened:
        """All of an article that is on the screen in part; where it is needed, the page is fetched.

        The summary stays where that fails; its notices say why.

        Raises:
            LoadError: It cannot be read.
        """
        opened = self.open_whole(article_id)
        if opened.whole:
            return opened
        from reader.desk.pages import whole_or_summary

        return Opened(article_id, whole_or_summary(article_id, opened.article), whole=True)

    def entry(self, article_id: str) -> Entry | None:
        """What the list shows of an article."""
        found = self.shelf.get(article_id) or self.collection.get(article_id)
        if found is None and (begun := self._beginning.entry) is not None and begun.id == article_id:
            return begun
        return found

    def _entry(self, article_id: str) -> Entry:
        entry = self.entry(article_id)
        if entry is None:
            from reader.loaders.errors import LoadError

            raise LoadError(f"there is no article {article_id} in the list")
        return entry

    def address_in(self, article_id: str, target: str) -> str:
        """A link of an article, as an absolute address where the article is from the web."""
        from reader.library.links import address_of

        return address_of(target, self._entry(article_id).url)

    def article_at(self, article_id: str, target: str) -> str | None:
        """The article that a link of another one leads to, by its id; None where it is not at hand."""
        from reader.library.links import linked

        entry = self._entry(article_id)
        return linked(self.entries(), target, entry.path, entry.url)

    def picture(self, article_id: str, source: str) -> bytes:
        """The bytes of a picture of an article, which the reader asked for; it may be fetched.

        Raises:
            PictureError: There are none to be had.
        """
        from reader.pictures.source import data_of

        entry = self._entry(article_id)
        return data_of(source, self.address_in(article_id, source), entry.path)

    # What was done with it

    def state(self, article_id: str) -> ArticleState:
        """Where the reader is in an article, and what they did with it."""
        if "log" not in self.__dict__ and self._beginning.state is not None and self._begins_with(article_id):
            return self._beginning.state
        return self.log.get(article_id)

    def _begins_with(self, article_id: str) -> bool:
        return self.first is not None and self.first.id == article_id

    def mark_opened(self, article_id: str) -> None:
        """An article was opened: its id is fixed from now on."""
        self.shelf.remember(article_id)
        self.log.set(article_id, opened=datetime.now(UTC).isoformat(timespec="milliseconds"))

    def save_place(self, article_id: str, offset: int, progress: float) -> None:
        """Where the reader is in an article."""
        state = self.state(article_id)
        self.log.set(article_id, position=offset, progress=max(progress, state.progress))
        if progress >= READ_AT and not state.read:
            self.log.set(article_id, read=True)
        self.log.flush()

    def set_marks(self, article_id: str, marks: dict[str, int]) -> None:
        """Places by letter."""
        self.log.set(article_id, marks=marks)

    @once
    def acts(self) -> Acts:
        """What is done to articles, so that it can be undone."""
        from reader.desk.acts import Acts

        return Acts(self)

    @property
    def ready_log(self) -> StateLog:
        """The log, once all that can be undone has told its journal how."""
        self.notes.register()
        self.naming.register()
        self.searches.register()
        _ = self.acts
        return self.log

    def poll(self) -> bool:
        """Take note of what other instances did; whether there was anything."""
        changed = self.log.poll()
        if changed:
            self.shelf.identity.refresh(changed)
        views_changed = "searches" in self.__dict__ and self.searches.poll()
        return self.collection.poll() or bool(changed) or views_changed

    def close(self) -> None:
        """Put everything on disk."""
        if "collection" in self.__dict__:
            self.collection.close()
        if "log" in self.__dict__:
            self.log.close()

    # Searching

    @once
    def searches(self) -> Searches:
        """The last searches, and those with names."""
        from reader.desk.searches import Searches
        from reader.library.saved import SavedSearches

        kept = SavedSearches(places.searches_dir(), places.machine(), places.searches_file())
        return Searches(kept, places.recent_searches_file(), self.log.journal)

    # Notes

    @once
    def notes(self) -> NotesDesk:
        """The notes and highlights."""
        from reader.desk.noting import NotesDesk

        folder = places.notes_dir(self.settings.notes_dir)
        return NotesDesk(folder, places.notes_journal(), self.log.journal)

    @once
    def drafts(self) -> Drafts:
        """Notes that are being written, on disk until they are saved."""
        from reader.notes.drafts import Drafts

        return Drafts(places.drafts_dir())

    # Who and what is in it

    @once
    def naming(self) -> EntitiesDesk:
        """Who and what the articles speak of."""
        from reader.desk.entities import EntitiesDesk
        from reader.entities.cache import EntityCache

        return EntitiesDesk(
            self.settings.entities_engine,
            EntityCache(places.cache_dir() / "entities"),
            places.config_dir() / "entities.tsv",
            self.log.journal,
        )

    def report_crash(self, traceback: str) -> str:
        """Put a report on disk; one line that says where."""
        from reader.library.crash import report

        return report(traceback)


def _paged(article_id: str, article: Article) -> Opened:
    """An article, or the page that was fetched of it; not whole where a feed's summary is all there is."""
    if not is_summary(article):
        return Opened(article_id, article, whole=True)
    from reader.desk.pages import page_at_hand

    page = page_at_hand(article_id, article)
    return Opened(article_id, page or article, whole=page is not None)
