"""What the parts of the reading screen share: its widgets, the article at hand, the places it has been."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from inspect import isawaitable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from textual.screen import Screen

from reader.commands import Mode
from reader.domain.article import Article
from reader.domain.entity import Entity, EntityType
from reader.domain.span import Span
from reader.screens.choice import Choice
from reader.widgets.article_list import ArticleList
from reader.widgets.body import Body
from reader.widgets.keys import KeyReader
from reader.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from reader.desk.beginning import Opened
    from reader.desk.collection import View
    from reader.desk.desk import Desk
    from reader.library.saved import SavedSearch
    from reader.notes.notebook import Notebook
    from reader.notes.standing import Standing

T = TypeVar("T")

MOST_SPOTS = 100
"""So many former places are remembered."""

PANEL = 28
"""Columns that a panel beside the text has at least."""


@dataclass
class Matches:
    """What `n` and `N` step through.

    Attributes:
        name: What was looked for, or the entity's name.
        spans: In the order of the text.
        at: The one that the reader is at; -1 for none yet.
        entity: Whose mentions they are; None where words were looked for.
    """

    name: str = ""
    spans: tuple[Span, ...] = ()
    at: int = -1
    entity: Entity | None = None


@dataclass
class Reading:
    """The article that is open.

    Attributes:
        id: Its identity in the library.
        article: It.
        whole: Whether all of it is there, or only its beginning so far.
        entities: Who and what is in it, once that is known.
        notebook: Its notes and highlights.
        standing: Those of them that have a place, by where they stand.
        matches: What was looked for.
        marks: Places by letter.
    """

    id: str
    article: Article
    whole: bool
    entities: tuple[Entity, ...] = ()
    notebook: Notebook | None = None
    standing: Standing | None = None
    matches: Matches = field(default_factory=Matches)
    marks: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that the reader can come back to.

    Attributes:
        article_id: In which article.
        offset: In characters of its text.
    """

    article_id: str
    offset: int


class Host(Protocol):
    """What the screens ask of the app; see there."""

    def theme_names(self) -> dict[str, str]:
        """The titles of all themes by name."""
        ...

    def use_theme(self, name: str) -> None:
        """Draw everything with another theme."""
        ...

    def copy(self, text: str) -> None:
        """Send text to the terminal's clipboard."""
        ...

    def browse(self, address: str) -> None:
        """Open an address in the browser."""
        ...

    def repaint(self) -> None:
        """Draw the whole screen again."""
        ...

    def write_to_terminal(self, control: str) -> None:
        """Send a control sequence of our own, where there is a terminal."""
        ...

    @property
    def quiet_for(self) -> float:
        """Seconds since the last key."""
        ...


class ReadingBase(Screen[None]):
    """The ground on which the parts of the reading screen stand.

    Attributes:
        back: The places that the reader jumped away from, in whichever article; the last one last.
        ahead: Those that they came back from.
        entities_marked: The types of entities that are marked in the text.
        pane: Which one has the keys, "list" or "body"; from when it was asked for, before the focus is there.
        is_opening: Whether an article is being read that will take the place of the one on the screen.
        is_reading_notes: Whether notes that were written just now are not shown yet.
        list_filled: Whether the list has everything that was laid out.
        picked: The highlight that was picked, by its id; empty for none.
        steps_to_come: How many articles further to go once the list, which is still being filled, has them.
        list_query: Which articles stand in the list; empty for all.
        list_name: What that search is called, where it was saved.
    """

    back: list[Spot]
    ahead: list[Spot]
    entities_marked: frozenset[EntityType]
    pane = "body"
    is_opening = False
    is_reading_notes = False
    list_filled = False
    steps_to_come = 0
    list_query = ""
    list_name = ""

    desk: Desk
    keys: KeyReader
    reading: Reading | None
    selection: tuple[int, int] | None
    picked = ""

    @property
    def is_busy(self) -> bool:
        """Whether what the next key is meant for is still to come."""
        return self.is_opening or self.is_reading_notes or self.steps_to_come > 0

    @property
    def broadsheet(self) -> Host:
        """The app, as far as the screens know it."""
        return cast("Host", self.app)

    @property
    def body(self) -> Body:
        """The article's body."""
        return self.query_one("#body", Body)

    @property
    def articles(self) -> ArticleList:
        """The list."""
        return self.query_one("#list", ArticleList)

    @property
    def status(self) -> StatusLine:
        """The last line."""
        return self.query_one("#status", StatusLine)

    @property
    def mode(self) -> Mode:
        """What the keys are for now."""
        if self.selection is not None:
            return Mode.SELECT
        if self.picked:
            return Mode.NOTE
        if self.is_rolling and self.pane == "body":
            return Mode.ROLL
        return Mode.LIST if self.pane == "list" else Mode.READ

    @property
    def is_rolling(self) -> bool:
        """Whether the text moves by itself."""
        raise NotImplementedError

    def tell(self, words: str, *, wrong: bool = False) -> None:
        """Say something in passing; `words` may come from outside."""
        self.notify(
            words, markup=False, severity="error" if wrong else "information", timeout=6 if wrong else 3
        )

    def pick(
        self,
        title: str,
        choices: Sequence[Choice[T]],
        then: Callable[[T], object],
        *,
        empty: str,
        start: int = 0,
        preview: Callable[[T], None] | None = None,
        otherwise: Callable[[], None] | None = None,
        panel: bool = False,
        enter: str = "choose",
    ) -> None:
        """Let the reader choose one of a list.

        Args:
            title: Stands at its head.
            choices: Its rows.
            then: Gets what was chosen.
            empty: What is said where there are none.
            start: Which is under the cursor at first.
            preview: Called with each choice that the cursor passes.
            otherwise: Called when nothing was chosen.
            panel: Whether the text is to stay in sight.
            enter: What Enter does, in a word or two.
        """
        from reader.screens.picker import Picker

        async def chosen(value: T | None) -> None:
            if value is None:
                if otherwise is not None:
                    otherwise()
                return
            result = then(value)
            if isawaitable(result):
                await result

        # Over the list, where there is one beside the text.
        aside = max(PANEL, self.articles.size.width) if panel else 0
        self.app.push_screen(
            Picker(title, choices, empty=empty, start=start, preview=preview, panel=aside, enter=enter),
            chosen,
        )

    def jump_to(self, offset: int, *, at: float = 0.0) -> None:
        """Go to a place in the text from which `^O` comes back."""
        if self.reading is not None:
            self.remember_place()
            self.body.go_to(offset, at=at)

    def remember_place(self, offset: int | None = None) -> None:
        """Make the present place, or one in this article, one that `^O` comes back to."""
        if self.reading is not None:
            here = Spot(self.reading.id, self.body.position if offset is None else offset)
            if not self.back or self.back[-1] != here:
                self.back.append(here)
                del self.back[:-MOST_SPOTS]
            self.ahead.clear()

    def open_article(
        self,
        article_id: str,
        *,
        offset: int | None = None,
        then: Callable[[], None] | None = None,
        returning: bool = False,
    ) -> None:
        """Open an article of the list.

        Args:
            article_id: Which.
            offset: Where in its text; by default where the reader left it.
            then: Called once it stands.
            returning: Whether that is one of the reader's former places, and no new one.
        """
        raise NotImplementedError

    def step_articles(self, step: int) -> None:
        """Open the article so many places further down the list, or up where negative."""
        raise NotImplementedError

    def refresh_notes(self) -> None:
        """Read the notes of the open article again and show them."""
        raise NotImplementedError

    @property
    def is_in_doubt(self) -> bool:
        """Whether the highlight that was picked may stand elsewhere."""
        raise NotImplementedError

    def pick_at_eye(self) -> bool:
        """Pick the highlight that the reader looks at; whether there is one."""
        raise NotImplementedError

    def match_count(self) -> str:
        """Such as "3/17"; empty where nothing was looked for."""
        raise NotImplementedError

    def choose_at(self, offset: int) -> None:
        """Step through the entity that is named at a character, where one is."""
        raise NotImplementedError

    def show_opened(self, opened: Opened, offset: int) -> None:
        """Show an article that stands ready, at a place in its text (characters)."""
        raise NotImplementedError

    def refresh_list(self) -> None:
        """Show the list as the library now is."""
        raise NotImplementedError

    def show_only(self, query: str, name: str = "", *, at: str = "") -> None:
        """Let those articles stand in the list that match a query; with an empty one, all.

        Args:
            query: As it would be typed in full.
            name: What it is called, where it was saved.
            at: The article to put the cursor on, where it is among them.
        """
        raise NotImplementedError

    def show_saved(self, one: SavedSearch) -> None:
        """Show a saved search as the list."""
        raise NotImplementedError

    def set_view(self, view: View, at: str = "") -> None:
        """Show a view as the list.

        Args:
            view: Which articles, in their order.
            at: The article to put the cursor on, where it is among them; it stays where it is otherwise.
        """
        raise NotImplementedError

    def views_of_list(self, cancelled: Callable[[], bool]) -> Iterator[View]:
        """The list as it was asked for: its first rows where that is sooner, and all; for a worker."""
        raise NotImplementedError

    def told_of_list(self, count: int, unread: int) -> str:
        """What stands above the list: what it is, how many articles, how many of them unread."""
        raise NotImplementedError

    def count_views(self) -> None:
        """Count what is in each saved search, for the head of the list."""
        raise NotImplementedError

    @property
    def at_hand(self) -> str:
        """The id of the article that a command is about: the one under the list's cursor, or the open one."""
        raise NotImplementedError

    def ids_listed(self) -> list[str]:
        """The ids of everything in the list, in its order."""
        raise NotImplementedError

    def take_in(self, files: Sequence[Path]) -> None:
        """Bring the list up to date with files that came, changed or went."""
        raise NotImplementedError

    def tell_place(self) -> None:
        """Bring the last line up to date."""
        raise NotImplementedError

    def indexed(self) -> None:
        """Everything in the list can be found by its words now."""
        raise NotImplementedError

    def show_pane(self, pane: str) -> None:
        """Put the focus on "list" or "body", and show that one where there is room for one only."""
        raise NotImplementedError

    def set_matches(self, matches: Matches) -> None:
        """Make these what `n` and `N` step through, and show them."""
        raise NotImplementedError

    def step_through(self, entity: Entity) -> None:
        """Make an entity's mentions what `n` and `N` step through, and go to the next one."""
        raise NotImplementedError

    def look_again(self) -> None:
        """Look at the names anew where something was said about them, or unsaid."""
        raise NotImplementedError

    def bind_keys(self) -> None:
        """Let the reader's own keys hold, in place of the usual ones."""
        raise NotImplementedError

    def mark_entities(self, show: bool) -> None:
        """Mark all entities in the text, or none."""
        raise NotImplementedError

    def show_settings(self, key: str = "") -> None:
        """Show every setting, with the cursor on the one of that name."""
        raise NotImplementedError

    def change_setting(self, key: str, value: str | int | bool) -> None:
        """Let a setting hold from now on, in this session and the next ones."""
        raise NotImplementedError

    def edit_file(self, path: Path) -> bool:
        """Give the terminal to `$EDITOR` on a file; whether that went well."""
        raise NotImplementedError

    def follow_link(self, target: str) -> None:
        """Go where a link leads: to a heading, to another article that is at hand, or to the browser."""
        raise NotImplementedError
