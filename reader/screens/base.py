"""What the parts of the reading screen stand on: its widgets, its modes, its places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from inspect import isawaitable
from typing import TYPE_CHECKING, TypeVar, cast

from reader.commands import Mode
from reader.domain.entity import EntityType
from reader.screens.state import Reading, Spot
from reader.widgets.article_list import ArticleList
from reader.widgets.body import Body
from reader.widgets.keys import KeyReader
from reader.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from textual.widget import Widget

    from reader.desk.desk import Desk
    from reader.screens.choice import Choice
    from reader.screens.host import Host
    from reader.screens.whole import Whole
else:
    # Textual goes through all attributes of every class of its own, of a screen some three hundred: twenty
    # parts that are such classes cost a twentieth of the time to the first screen. Only the whole is one.
    Whole = object

T = TypeVar("T")

MOST_SPOTS = 100
"""So many former places are remembered."""

PANEL = 28
"""Columns that a panel beside the text has at least."""


class ReadingBase(Whole):
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
        steps_to_come: How many articles further to go, or back where negative, once the list, which is still
            being filled, has them.
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
        return self.is_opening or self.is_reading_notes or self.steps_to_come != 0

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
    def beside(self) -> Widget:
        """What stands at the left of the text: the list, or the headings in its place."""
        return self.query_one("#contents") if self.has_contents else self.articles

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
        aside = max(PANEL, self.beside.size.width) if panel else 0
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
