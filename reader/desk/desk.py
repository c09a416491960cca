"""The articles of one session, what was done with them, and everything else that the screens ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.desk.beginning import Beginning, Opened
from reader.domain.settings import SETTINGS, Settings
from reader.library import paths as places
from reader.loaders.notices import is_summary
from reader.resources import themes_dir
from reader.theming.look import Look, ThemeError, find_themes, load_look
from reader.typeset.options import Options

if TYPE_CHECKING:
    from reader.desk.entities import EntitiesDesk
    from reader.desk.finder import Finder
    from reader.desk.noting import NotesDesk
    from reader.desk.searches import Searches
    from reader.domain.article import Article
    from reader.domain.entity import Entity
    from reader.library.articlestate import ArticleState
    from reader.library.entry import Entry
    from reader.library.journal import Action
    from reader.library.shelf import Shelf
    from reader.library.state import StateLog
    from reader.loaders.source import Source
    from reader.notes.drafts import Drafts

READ_AT = 0.98
"""An article counts as read once so much of it has been on the screen."""

NAMED_AT_MOST, NAMED_UP_TO = 5_000, 200_000
"""Of so many articles, of so many bytes each, the entities are found before somebody opens them."""

FILL_BY = 8
"""The list is shown anew after so many articles more."""


class Desk:
    """Articles, what was done with them, their notes, and how they are to look.

    Everything may be called from any thread. What the first screen does not need is imported and read when it
    is first asked for.

    Attributes:
        settings: The reader's choices.
        problems: Lines on what went wrong so far, to be said once the screen stands.
        first: The article to begin with.
        held: The article that is being read, once all of it is there.
        noted: The articles that have notes, as far as that is known.
        last_search: What was looked for last.
        auto_theme: The theme that suits the terminal, for those who leave it to that.
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
        self.auto_theme = "evening"
        self.noted: frozenset[str] = frozenset()
        self._encoding = encoding
        self._beginning = beginning or Beginning()
        self._failures: dict[Path | None, str] = dict(self._beginning.failures.items())
        self._named: set[str] = set()
        self._themes = find_themes(themes_dir(), places.themes_dir())
        self.first = self._beginning.first
        self.held: Opened | None = None

    @cached_property
    def log(self) -> StateLog:
        """Where the reader is in each article, and what was done."""
        from reader.library.state import StateLog

        return StateLog(places.state_dir(), places.machine())

    @cached_property
    def shelf(self) -> Shelf:
        """The articles at hand."""
        from reader.library.shelf import Shelf

        return Shelf(self.log, encoding=self._encoding)

    # What there is to read

    def put(self, source: Source) -> Opened:
        """Take what came from standard input or from the web.

        Raises:
            LoadError: It cannot be read.
        """
        opened = self.shelf.put(source, whole=False)[0]
        whole = not opened.entry.partial and not is_summary(opened.article)
        one = Opened(opened.entry.id, opened.article, whole)
        self.first = self.first or one
        return one

    def fill(self) -> Iterator[int]:
        """Read the headings of everything laid out; gives how many stand in the list, every few articles."""
        from reader.library.shelf import Failure

        for number, path in enumerate(self._beginning.files):
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
        if "shelf" not in self.__dict__:
            return (self._beginning.entry,) if self._beginning.entry else ()
        order = {path: index for index, path in enumerate(self._beginning.files)}
        found = list(self.shelf.entries)
        if self._beginning.entry and self.shelf.get(self._beginning.entry.id) is None:
            found.append(self._beginning.entry)
        return tuple(
            sorted(found, key=lambda entry: (order.get(entry.path, -1) if entry.path else -1, entry.member))
        )

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

    def _entry(self, article_id: str) -> Entry:
        entry = self.shelf.get(article_id) or self._beginning.entry
        if entry is None or entry.id != article_id:
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
        """The log, once all that can be undone has told its journal how."""
        self.notes.register()
        self.naming.register()
        self.searches.register()
        return self.log

    def poll(self) -> bool:
        """Take note of what other instances did; whether there was anything."""
        changed = self.log.poll()
        if changed:
            self.shelf.identity.refresh(changed)
        return bool(changed)

    def close(self) -> None:
        """Put everything on disk."""
        if "log" in self.__dict__:
            self.log.close()

    # Searching

    @cached_property
    def finder(self) -> Finder:
        """What searches."""
        from reader.desk.finder import Finder

        return Finder(self.log)

    @cached_property
    def searches(self) -> Searches:
        """The last searches, and those with names."""
        from reader.desk.searches import Searches

        return Searches(places.searches_file(), places.recent_searches_file(), self.log.journal)

    def index(self) -> Iterator[str]:
        """Make everything in the list findable, one article after another; gives the id of each.

        What cannot be read any more is left out, with a line among the failures.
        """
        for entry in self.entries():
            if self.finder.holds(entry.id):
                continue
            from reader.loaders.errors import LoadError

            try:
                article = self._article(entry.id)
            except LoadError as error:
                self._failures[entry.path] = str(error)
                continue
            self.make_findable(entry, article)
            yield entry.id

    def _article(self, article_id: str) -> Article:
        """All of an article; of the one that is being read, not a second copy, which may be large."""
        held = self.held
        return held.article if held and held.id == article_id else self.open_whole(article_id).article

    def make_findable(
        self, entry: Entry, article: Article, entities: tuple[Entity, ...] | None = None
    ) -> None:
        """Put an article, its entities and its notes into the index, in place of what stood there of it.

        Args:
            entry: Its entry.
            article: All of it.
            entities: Who and what is in it; None for what is known of that already.
        """
        known = self.naming.kept(article) if entities is None else entities
        if known is not None:
            self._named.add(entry.id)
        placed = self.notes.notebook(entry.id, article).placed
        self.finder.take(
            entry,
            article,
            known or (),
            [one.highlight.note for one in placed if one.highlight.note],
            sum(1 for one in placed if one.highlight.anchor is not None),
        )

    # Notes

    @cached_property
    def notes(self) -> NotesDesk:
        """The notes and highlights."""
        from reader.desk.noting import NotesDesk

        folder = places.notes_dir(self.settings.notes_dir)
        return NotesDesk(folder, places.notes_journal(), self.log.journal)

    @cached_property
    def drafts(self) -> Drafts:
        """Notes that are being written, on disk until they are saved."""
        from reader.notes.drafts import Drafts

        return Drafts(places.drafts_dir())

    # Who and what is in it

    @cached_property
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

    def name_all(self, pause: Callable[[], None]) -> Iterator[str]:
        """Find who and what is in all that can be found by its words, so that it is found by that, too.

        Args:
            pause: Is called before each piece of work; it may wait for the reader to rest, and raise.
        """
        from reader.loaders.errors import LoadError

        if changed := self.naming.take_changed():
            self._named -= {entry.id for entry in self.finder.holding(changed)}
        for entry in self.entries()[:NAMED_AT_MOST]:
            if entry.id in self._named or entry.size > NAMED_UP_TO or not self.finder.holds(entry.id):
                continue
            pause()
            with suppress(LoadError):
                article = self.open_whole(entry.id).article
                self.make_findable(entry, article, self.naming.ahead(article, pause))
                yield entry.id

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
        """A theme; "auto" is the one that suits the terminal.

        Raises:
            ThemeError: There is none of that name, or it cannot be used.
        """
        return load_look(self.auto_theme if name == "auto" else name, self._themes)

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

        usual = next((setting.default for setting in SETTINGS if setting.key == key), None)
        try:
            remember(places.config_file(), key, value, usual)
        except ChoiceError as error:
            return str(error)
        return None

    def recent_commands(self) -> list[str]:
        """The commands that were last chosen in the palette, by id, the newest first."""
        from reader.library.saved import recent

        return recent(places.recent_commands_file())

    def note_command(self, command_id: str) -> None:
        """A command was chosen in the palette."""
        from reader.library.saved import remember

        # What may be lost at any time is not worth a word where it cannot be written.
        with suppress(OSError):
            remember(places.recent_commands_file(), command_id)

    def report_crash(self, traceback: str) -> str:
        """Put a report on disk; one line that says where."""
        from reader.library.crash import report

        return report(traceback)


def _said(verb: str, action: Action | None) -> str | None:
    return f"{verb}: {action.label}" if action else None


def _paged(article_id: str, article: Article) -> Opened:
    """An article, or the page that was fetched of it; not whole where a feed's summary is all there is."""
    if not is_summary(article):
        return Opened(article_id, article, whole=True)
    from reader.desk.pages import page_at_hand

    page = page_at_hand(article_id, article)
    return Opened(article_id, page or article, whole=page is not None)
