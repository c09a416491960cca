"""The articles of one session, what was done with them, and everything else that the screens ask for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.domain.article import Article
from reader.domain.entity import Entity
from reader.domain.settings import Settings
from reader.library import paths as places
from reader.library.articlestate import ArticleState
from reader.library.crash import report
from reader.library.entry import Entry
from reader.library.journal import Action
from reader.library.shelf import Failure, Shelf
from reader.library.state import StateLog
from reader.loaders import LoadError, Source, find_files
from reader.resources import seeds_dir, themes_dir
from reader.theming.look import Look, ThemeError, find_themes, load_look
from reader.typeset.options import Options

if TYPE_CHECKING:
    from reader.desk.finder import Finder
    from reader.desk.noting import NotesDesk
    from reader.entities.engine import Engine
    from reader.notes.drafts import Drafts

READ_AT = 0.98
"""An article counts as read once so much of it has been on the screen."""

FILL_BY = 8
"""The list is shown anew after so many articles more."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An article that stands ready to be shown.

    Attributes:
        id: Its identity.
        article: All of it, or its beginning.
        whole: Which of the two.
    """

    id: str
    article: Article
    whole: bool


class Desk:
    """Articles, what was done with them, their notes, and how they are to look.

    Everything may be called from any thread but where it says otherwise.

    Attributes:
        settings: The reader's choices.
        problems: Lines on what went wrong so far, to be said once the screen stands.
        log: Where the reader is in each article, and what was done.
        shelf: The articles at hand.
        noted: The articles that have notes, as far as that is known.
        last_search: What was looked for last.
        encoding: How files are encoded, where the reader orders one; None to find out.
    """

    def __init__(self, settings: Settings, problems: Sequence[str] = ()) -> None:
        """A desk with nothing on it yet.

        Args:
            settings: The reader's choices.
            problems: What is wrong with the settings file.
        """
        self.settings = settings
        self.problems = list(problems)
        self.last_search = ""
        self.encoding: str | None = None
        self.noted: frozenset[str] = frozenset()
        self.log = StateLog(places.state_dir(), places.machine())
        self.shelf = Shelf(self.log)
        self._files: list[Path] = []
        self._failures: dict[Path | None, str] = {}
        self._engine: Engine | None = None
        self._themes = find_themes(themes_dir(), places.themes_dir())

    # What there is to read

    def lay_out(self, paths: Sequence[Path]) -> None:
        """Take these files and folders for what is to be read."""
        self._files = list(find_files(paths))

    def lay_out_library(self) -> None:
        """Take the library: what was kept and what was opened before; at the very first start the samples."""
        known = {
            Path(place) for article_id in self.log.ids() for place in self.shelf.identity.places(article_id)
        }
        opened = sorted(path for path in known if path.is_file())
        self._files = (
            [*find_files([places.articles_dir()]), *opened] if places.articles_dir().is_dir() else opened
        )
        if not self._files:
            self.lay_out([seeds_dir()])

    def put(self, source: Source) -> Opened:
        """Take what came from standard input.

        Raises:
            LoadError: It cannot be read.
        """
        opened = self.shelf.put(source, whole=False)[0]
        return Opened(opened.entry.id, opened.article, not opened.entry.partial)

    def first(self) -> Opened | None:
        """The article to begin with: of those laid out the one opened last, else the first that can be read.

        Raises:
            LoadError: None of them can be read; the line is that of the only one, or of the first.
        """
        last = self._last_opened()
        files = [*([last] if last else []), *(path for path in self._files if path != last)]
        error: LoadError | None = None
        for path in files:
            try:
                opened = self.shelf.open(path, whole=False)
            except LoadError as failed:
                error = error or failed
                self._failures[path] = str(failed)
                continue
            if opened:
                one = max(opened, key=lambda one: self.state(one.entry.id).opened or "")
                return Opened(one.entry.id, one.article, not one.entry.partial)
        if error is not None:
            raise error
        return None

    def _last_opened(self) -> Path | None:
        wanted = {str(path.absolute()): path for path in self._files}
        best = ("", "")
        for article_id in self.log.ids():
            when = self.state(article_id).opened or ""
            if when > best[0]:
                found = next(
                    (p for p in self.shelf.identity.places(article_id) if p.split("#")[0] in wanted), None
                )
                best = (when, found.split("#")[0]) if found else best
        return wanted.get(best[1])

    def fill(self) -> Iterator[int]:
        """Read the headings of everything laid out; gives how many stand in the list, every few articles."""
        for number, path in enumerate(self._files):
            if path in self._failures:
                continue
            for found in self.shelf.fill([path]):
                if isinstance(found, Failure):
                    self._failures[path] = found.line
            if number % FILL_BY == 0:
                yield len(self.shelf)
        self.noted = frozenset(self.notes.article_ids())
        yield len(self.shelf)

    def entries(self) -> tuple[Entry, ...]:
        """What stands in the list, in the order in which it was laid out."""
        order = {path: index for index, path in enumerate(self._files)}
        return tuple(
            sorted(
                self.shelf.entries,
                key=lambda entry: (order.get(entry.path, -1) if entry.path else -1, entry.member),
            )
        )

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
                    return Opened(article_id, one.article, not one.entry.partial)
        return self.open_whole(article_id)

    def open_whole(self, article_id: str) -> Opened:
        """Read all of an article.

        Raises:
            LoadError: It cannot be read.
        """
        return Opened(article_id, self.shelf.load(self._entry(article_id)), whole=True)

    def _entry(self, article_id: str) -> Entry:
        entry = self.shelf.get(article_id)
        if entry is None:
            raise LoadError(f"there is no article {article_id} in the list")
        return entry

    # What was done with it

    def state(self, article_id: str) -> ArticleState:
        """Where the reader is in an article, and what they did with it."""
        return self.log.get(article_id)

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

    def mark(self, article_id: str, label: str, **changes: object) -> None:
        """Change what was done with an article, in a way that can be undone."""
        self.shelf.remember(article_id)
        self.log.act(label, {article_id: changes})

    def undo(self) -> str | None:
        """Take back the last change; what it was, or None where there is none.

        Raises:
            OSError: It could not be taken back.
        """
        return _said("Undone", self._ready_log.undo())

    def redo(self) -> str | None:
        """Do again what was undone last."""
        return _said("Done again", self._ready_log.redo())

    @property
    def _ready_log(self) -> StateLog:
        """The log, once the notes have told its journal how changes of theirs are undone."""
        self.notes.register()
        return self.log

    def poll(self) -> bool:
        """Take note of what other instances did; whether there was anything."""
        changed = self.log.poll()
        if changed:
            self.shelf.identity.refresh(changed)
        return bool(changed)

    def close(self) -> None:
        """Put everything on disk."""
        self.log.close()

    # Searching

    @cached_property
    def finder(self) -> Finder:
        """What searches."""
        from reader.desk.finder import Finder

        return Finder(self.log)

    def index(self) -> Iterator[str]:
        """Make everything in the list findable, one article after another; gives the id of each.

        What cannot be read any more is left out, with a line among the failures.
        """
        for entry in self.entries():
            if self.finder.holds(entry.id):
                continue
            try:
                article = self.open_whole(entry.id).article
            except LoadError as error:
                self._failures[entry.path] = str(error)
                continue
            self.make_findable(entry, article)
            yield entry.id

    def make_findable(self, entry: Entry, article: Article, entities: tuple[Entity, ...] = ()) -> None:
        """Put an article, its entities and its notes into the index, in place of what stood there of it."""
        placed = self.notes.notebook(entry.id, article).placed
        self.finder.take(
            entry,
            article,
            entities,
            [one.highlight.note for one in placed if one.highlight.note],
            sum(1 for one in placed if one.highlight.anchor is not None),
        )

    # Notes

    @cached_property
    def notes(self) -> NotesDesk:
        """The notes and highlights."""
        from reader.desk.noting import NotesDesk
        from reader.notes.store import NoteStore

        return NotesDesk(NoteStore(places.notes_dir(self.settings.notes_dir)), self.log.journal)

    @cached_property
    def drafts(self) -> Drafts:
        """Notes that are being written, on disk until they are saved."""
        from reader.notes.drafts import Drafts

        return Drafts(places.notes_dir(self.settings.notes_dir))

    # Who and what is in it

    def entities(self, article: Article, around: int) -> Iterator[tuple[Entity, ...]]:
        """Who and what an article speaks of, as it becomes known; each item takes the one before's place.

        Args:
            article: The article.
            around: The character on the screen; the part around it is read first.
        """
        from reader.entities.document import reading
        from reader.entities.engine import engine

        if self._engine is None:
            self._engine = engine(
                self.settings.entities_engine, lambda problem: self.problems.append(str(problem))
            )
        yield from reading(article, self._engine, around)

    # How it looks

    @property
    def options(self) -> Options:
        """How the text is to be set."""
        settings = self.settings
        return Options(
            hyphenate=settings.hyphenate,
            justify=settings.justify,
            paragraph="indent" if settings.paragraphs == "indent" else "space",
            ascii=settings.terminal_ascii,
        )

    def look(self, name: str) -> Look:
        """A theme.

        Raises:
            ThemeError: There is none of that name, or it cannot be used.
        """
        return load_look(name, self._themes)

    def theme_titles(self) -> dict[str, str]:
        """The titles of all themes that can be used, by name."""
        titles = {}
        for name in self._themes:
            with suppress(ThemeError):
                titles[name] = self.look(name).title
        return titles

    def remember_choice(self, key: str, value: str | int | bool) -> str | None:
        """Write a choice into the settings file; a line on what went wrong, or None."""
        from reader.library.choices import ChoiceError, remember

        try:
            remember(places.config_file(), key, value)
        except ChoiceError as error:
            return str(error)
        return None

    def report_crash(self, traceback: str) -> str:
        """Put a report on disk; one line that says where."""
        return report(traceback)


def _said(verb: str, action: Action | None) -> str | None:
    return f"{verb}: {action.label}" if action else None
