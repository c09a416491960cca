"""The reading screen: the list, the text, the margin, and the last line that says where one is."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.reactive import var
from textual.screen import Screen

from reader.commands import ROLL, Mode, action_modes, bindings, commands_with, rebound, sequences
from reader.desk.beginning import Opened
from reader.desk.desk import Desk
from reader.desk.memory import give_back
from reader.loaders.notices import is_summary
from reader.screens.asking import Asking
from reader.screens.choosing import Choosing
from reader.screens.filtering import Filtering
from reader.screens.finding import Finding
from reader.screens.hinting import Hinting
from reader.screens.keeping import Keeping
from reader.screens.moving import Moving
from reader.screens.naming import EVERY_TYPE, Naming
from reader.screens.noting import Noting
from reader.screens.outlining import Outlining
from reader.screens.picturing import Picturing
from reader.screens.rolling import Rolling
from reader.screens.shelving import Shelving
from reader.screens.state import Reading
from reader.screens.telling import Telling
from reader.screens.viewing import Viewing
from reader.theming.look import Look
from reader.widgets.article_list import ArticleList
from reader.widgets.body import Body
from reader.widgets.keys import KeyReader
from reader.widgets.margin import Margin
from reader.widgets.status_line import StatusLine

NARROW, WIDE = 80, 140
"""Below `NARROW` columns there is one pane at a time; from `WIDE` on the notes stand in the margin."""

LOOK_AFTER = 0.5
"""Seconds between two looks at what others changed."""

AFTER_FIRST_SCREEN = 0.02
"""Seconds after which what may come later begins; by then the first frame is on its way."""

SAVE_AFTER = 1.0
"""Seconds after the last movement at which the place is put on disk."""


class ReadingScreen(
    Telling,
    Moving,
    Outlining,
    Rolling,
    Hinting,
    Naming,
    Finding,
    Filtering,
    Noting,
    Shelving,
    Viewing,
    Picturing,
    Asking,
    Choosing,
    Keeping,
    Screen[None],
):
    """Where one reads."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings())
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-medium"), (WIDE, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]  # noqa: RUF012
    AUTO_FOCUS = "#body"

    selection: var[tuple[int, int] | None] = var(None)

    def __init__(self, desk: Desk, look: Look) -> None:
        """The screen over what `desk` has.

        Args:
            desk: Everything that this session reads with.
            look: The theme to begin with.
        """
        super().__init__()
        self.desk, self._look = desk, look
        self.reading = None
        self.back, self.ahead = [], []
        self.entities_marked = EVERY_TYPE if desk.settings.entities_show else frozenset()
        self.keys = KeyReader()
        self.bind_keys()
        self._modes = {text.partition("(")[0]: modes for text, modes in action_modes().items()}
        self._unsaved = False
        self._awaited: int | None = None  # where to go once the rest is there

    def compose(self) -> ComposeResult:
        """The list, the text, the margin; below them the last line."""
        settings = self.desk.settings
        with Horizontal(id="panes"):
            yield ArticleList(self._look, id="list")
            body = Body(
                self._look, measure=settings.measure, options=self.desk.preferences.options, id="body"
            )
            body.ruler = settings.ruler
            body.links = self.desk.preferences.terminal_links
            yield body
            yield Margin(self._look, ascii=settings.terminal_ascii, id="margin")
        yield StatusLine(self._look, id="status")

    def on_mount(self) -> None:
        """Show the first article and fill the list."""
        self.watch(self.body, "top", self.show_beside, init=False)
        self.set_class(not self.desk.settings.margin, "-no-margin")
        self.articles.styles.width = self.desk.settings.sidebar or None
        self.show_first_rows()
        if self.desk.first is not None:
            self._show(self.desk.first, None)
        else:
            self.body.show(None, message="Nothing to read yet: open a file, a folder or an address.")
        self.set_timer(AFTER_FIRST_SCREEN, self._after_first_screen)
        self.set_interval(SAVE_AFTER, self.save_place)
        self.set_interval(LOOK_AFTER, self.look_around)

    def _after_first_screen(self) -> None:
        gc.freeze()
        gc.enable()
        give_back()
        for problem in self.desk.take_problems():
            self.tell(problem, wrong=True)
        self.fill_list()

    def indexed(self) -> None:
        """Everything can be found by its words now; find the names in it, while the reader rests."""
        self.name_library()

    # Opening

    def open_article(
        self,
        article_id: str,
        *,
        offset: int | None = None,
        then: Callable[[], None] | None = None,
        returning: bool = False,
    ) -> None:
        """Open an article of the list; see `Whole`."""
        if self.reading is not None and self.reading.id == article_id:
            if offset is not None:
                self.body.go_to(offset)
            if then is not None:
                then()
            return
        if not returning:
            self.remember_place()
        self.is_opening, self.steps_to_come = True, 0
        self._load(article_id, offset, then)

    @work(thread=True, exclusive=True, group="load")
    def _load(self, article_id: str, offset: int | None, then: Callable[[], None] | None) -> None:
        from reader.loaders.errors import LoadError

        try:
            opened = self.desk.open(article_id)
        except LoadError as error:
            self.app.call_from_thread(self._failed, article_id, str(error))
            return
        self.app.call_from_thread(self._show, opened, offset, then)

    def _failed(self, article_id: str, why: str) -> None:
        self.is_opening = False
        self.articles.set_current(article_id)
        self.save_place()
        self.reading = None
        self.show_card()
        self.body.show(None, message=why)
        self.tell(why, wrong=True)
        self.tell_place()

    def _show(self, opened: Opened, offset: int | None, then: Callable[[], None] | None = None) -> None:
        self.is_opening = False
        self.save_place()
        state = self.desk.state(opened.id)
        wanted = state.position if offset is None else offset
        summary = not opened.whole and is_summary(opened.article)
        self._awaited = wanted if summary or wanted > len(opened.article.text) else None
        self.reading = Reading(opened.id, opened.article, opened.whole, marks=dict(state.marks))
        self.selection, self.picked, self.placing = None, "", None
        self._colours = None
        self.show_note_card()
        self.body.show(opened.article, wanted)
        self.articles.set_current(opened.id)
        self.show_card()
        self.tell_place()
        self.follow_contents()
        if then is not None:
            then()
        # The text first; notes and entities come to it once it stands.
        self.set_timer(AFTER_FIRST_SCREEN, lambda: self._remember(opened))

    def show_opened(self, opened: Opened, offset: int) -> None:
        """Show an article that stands ready, at a place in its text; see `Whole`."""
        cursor = self.articles.cursor
        self._show(opened, offset)
        self.articles.move(cursor - self.articles.cursor)

    @work(thread=True, exclusive=True, group="remember")
    def _remember(self, opened: Opened) -> None:
        """Note that an article was opened; off the event loop, as it may be the first look at the log."""
        self.desk.mark_opened(opened.id)
        self.app.call_from_thread(self._adorn, opened)

    def _adorn(self, opened: Opened) -> None:
        if self.reading is None or self.reading.id != opened.id:
            return
        self._colours = {} if self._colours is None else self._colours
        self.colour_code()
        self.refresh_notes()
        if opened.whole:
            for notice in opened.article.notices:
                self.tell(notice)
            self.look_for_entities()
        else:
            self._load_rest(opened.id)

    @work(thread=True, exclusive=True, group="rest")
    def _load_rest(self, article_id: str) -> None:
        from reader.loaders.errors import LoadError

        try:
            rest = self.desk.open_rest(article_id)
        except LoadError as error:
            self.app.call_from_thread(self.tell, str(error), wrong=True)
            return
        give_back()
        self.app.call_from_thread(self._grown, rest)

    def _grown(self, opened: Opened) -> None:
        if self.reading is None or self.reading.id != opened.id:
            return
        if self._awaited is not None:
            self._show(opened, min(self._awaited, len(opened.article.text)))
            return
        self.reading.article, self.reading.whole = opened.article, True
        self.body.grow(opened.article)
        self.tell_place()
        self.follow_contents()
        self._adorn(opened)

    # Places

    def save_place(self) -> None:
        """Put the place in the open article on disk, where it changed."""
        if self.reading is not None and self._unsaved and self._awaited is None:
            self.desk.save_place(self.reading.id, self.body.position, self.body.progress)
            self._unsaved = False

    @on(Body.Moved)
    def _moved(self) -> None:
        self._unsaved = self.reading is not None
        self.colour_code()
        self.tell_place()
        self.show_beside()
        self.follow_contents()

    @on(Body.Clicked)
    def _clicked(self, message: Body.Clicked) -> None:
        self.body.focus()
        self.select_span(None)
        if self.reading is None:
            return
        if self.go_at(message.offset):
            return
        if not self.pick_at(message.offset):
            self.choose_at(message.offset)

    # Keys and panes

    def bind_keys(self) -> None:
        """Let the reader's own keys hold, in place of the usual ones."""
        self.own_commands = commands_with(self.desk.settings.keys)
        self._bindings = rebound(self._bindings, self.own_commands)
        self._sequences = {mode: sequences(self.own_commands, mode) for mode in Mode}

    def _is_for_rolling(self, key: str) -> bool:
        return any(key in command.single for command in self.own_commands if command.modes == ROLL)

    async def on_key(self, event: events.Key) -> None:
        """Counts and sequences; all other keys go on to the bindings."""
        if self.mode is Mode.ROLL and not self._is_for_rolling(event.key):
            self.action_stop_rolling()
        self.keys.sequences = self._sequences[self.mode]
        used, action = self.keys.feed(event.key, event.character, counting=self.mode is not Mode.NOTE)
        if used:
            event.stop()
            event.prevent_default()
            if action:
                await self.run_action(action)
        if self.keys.wants is None:
            self.end_hints()
        self.tell_place()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action may run in the present mode."""
        modes = self._modes.get(action)
        return modes is None or self.mode in modes

    def on_descendant_focus(self) -> None:
        """The keys mean other things in another pane."""
        if self.focused is not None and self.focused.id in {"list", "body"}:
            self.pane = self.focused.id
            # A field on the last line belongs to the pane that it was opened from.
            self.set_class(self.focused is self.articles, "-listing")
        if self.picked and self.focused is self.articles:
            self.pick_note("")
        self.refresh_bindings()
        self.tell_place()

    def on_screen_suspend(self) -> None:
        """A dialog opens, and the keys are its."""
        self.tell_place()

    def on_screen_resume(self) -> None:
        """The last dialog is closed."""
        self.tell_place()

    def show_pane(self, pane: str) -> None:
        """Put the focus on "list" or "body", and show that one where there is room for one only."""
        self.pane = pane
        if pane == "list":
            self.remove_class("-zen")
            self.leave_contents()
        self.set_class(pane == "list", "-listing")
        (self.articles if pane == "list" else self.body).focus()

    def set_look(self, look: Look) -> None:
        """Draw everything with another theme."""
        for widget in (self.articles, self.body, self.query_one(Margin), self.status):
            widget.set_look(look)
        self.show_card()

    def on_resize(self) -> None:
        """The margin goes with the rows."""
        self.call_after_refresh(self.show_beside)
