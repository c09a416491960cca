"""A list to choose from, filtered as one types: headings, entities, notes, links, themes, keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Input, Static

from reader.commands import shown_key
from reader.domain.ranking import folded
from reader.screens.choice import Choice, KeyWord, Made, foot
from reader.screens.narrowing import Narrowing
from reader.widgets.fitted import Fitted, clipped
from reader.widgets.one_line import OneLine
from reader.widgets.rows import Rows

T = TypeVar("T")

ROOMY, TIGHT = 24, 14
"""From `ROOMY` rows on a dialog has white space around all of its parts; below `TIGHT` it has none."""

AROUND = {"-roomy": 13, "-plain": 6, "-tight": 4}
"""Rows of the terminal that the rows of a list leave to the rest, by how much white space there is."""

HINT_ROWS = {"-roomy": 3, "-plain": 3, "-tight": 1}
"""Rows that a hint takes, with the white space around it."""

NARROW = 100
"""Below so many columns a dialog takes all of them, lest slivers of the page stand beside it."""

ASIDE = 80
"""From so many columns on a panel stands beside the text."""

SHEET = 0.5
"""A panel takes so much of the height where there is not room for it beside the text."""


class Picker(Narrowing[T | None], Generic[T]):
    """Shows choices and gives back the one that was chosen, or None."""

    CSS_PATH = "picker.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-medium")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-tight"), (TIGHT, "-plain"), (ROOMY, "-roomy")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Close", show=False)]

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[T]],
        *,
        empty: str | Callable[[str], str],
        start: int = 0,
        preview: Callable[[T], None] | None = None,
        keys: Sequence[tuple[str, str, Callable[[Picker[T], T], None]]] = (),
        enter: str = "choose",
        instead: Callable[[T], Sequence[Choice[T]]] | None = None,
        panel: int = 0,
        growing: bool = False,
        placeholder: str = "type to narrow down",
    ) -> None:
        """What to choose from.

        Args:
            title: Stands at the head.
            choices: All of them; those without a value are heads of groups.
            empty: What is said where nothing fits, or what makes that of the words typed.
            start: Which one is under the cursor at first.
            preview: Called with the choice under the cursor whenever that changes.
            keys: More keys: Textual's name, a word for it, and what it does with the choice under the cursor.
            enter: What Enter does, in a word or two.
            instead: Called with what is chosen, and the list stays open with the rows that it gives.
            panel: The columns of a panel at the left edge, so that the text beside it stays in sight; where
                the terminal is too narrow for both it is one at the foot. 0 for a dialog in the middle.
            growing: Whether more choices may come, for which room is kept.
            placeholder: What stands in the empty field.
        """
        super().__init__()
        self._title, self._choices, self._empty, self._start = title, choices, empty, start
        self._preview, self._keys = preview, keys
        self._enter, self._instead = enter, instead
        self._panel, self._growing, self._placeholder = panel, growing, placeholder
        self._folded: list[str] = []
        self._shown: Sequence[Choice[T]] = []
        self._passed: T | None = None

    def compose(self) -> ComposeResult:
        """A title, a field, the rows."""
        with Vertical(id="picker", classes="-panel" if self._panel else ""):
            yield Static(Fitted(lambda _: Content(self._title)), id="picker-title")
            yield OneLine(placeholder=self._placeholder, id="picker-field", compact=True)
            yield Rows(id="picker-rows")
            if self._hinted:
                yield Static(Content(""), id="picker-hint")
            yield Static(foot(self._foot()), id="picker-foot")

    def on_mount(self) -> None:
        """Show all of them."""
        for key, _, _ in self._keys:
            self._bindings.bind(key, f"with_choice('{key}')", show=False, priority=True)
        self._fit(self.app.size)
        self._fill("", self._start or None)
        if (at := self.query_one(Rows).highlighted) is not None:
            self._passed = self._shown[at].value

    def on_resize(self, event: events.Resize) -> None:
        """Take the room that there is now."""
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        """Take the room that all of the choices need, however few of them are left by typing."""
        box, height = self.query_one("#picker"), size.height
        if self._panel:
            aside = size.width >= ASIDE
            box.set_class(aside, "-aside")
            box.styles.width = self._panel if aside else "100%"
            box.styles.height = height - 1 if aside else max(6, int(height * SHEET))
            return
        space = "-roomy" if height >= ROOMY else "-plain" if height >= TIGHT else "-tight"
        # Where a theme has no colour for the ground of a dialog, a line goes around it.
        border = 2 if self.app.current_theme.ansi and space != "-roomy" else 0
        around = AROUND[space] + (HINT_ROWS[space] if self._hinted else 0) + border
        first = self._choices[:height]
        lines = sum(1 + (choice.below or choice.value is None) for choice in first)
        wanted = height if self._growing else lines or 1
        self.query_one(Rows).styles.height = max(1, min(wanted, height - around))

    @property
    def _hinted(self) -> bool:
        alike = isinstance(self._choices, Made)
        return self._growing or any(choice.hint for choice in self._choices[: 1 if alike else None])

    def refill(self, choices: Sequence[Choice[T]]) -> None:
        """Show other choices in place of these, the filter and the cursor kept."""
        self._choices = choices
        self._folded = []
        if not self.query(Rows):
            return  # not yet composed, or closed
        rows, before = self.query_one(Rows), values_of(self._shown)
        at, fitting = rows.highlighted, self.fitting(self.query_one(Input).value)
        if before and before == values_of(fitting):
            # The same rows in other words: nothing moves.
            self._shown = fitting
            rows.reword()
            if at is not None:
                self._tell(fitting[at].told)
            return
        self._fill(self.query_one(Input).value, at)

    def extend(self, choices: Sequence[Choice[T]]) -> None:
        """Put more rows below those that are shown; nothing moves."""
        self._shown = [*self._shown, *choices]
        self.query_one(Rows).add(len(choices))

    def _foot(self) -> list[KeyWord]:
        more = [(shown_key(key), word) for key, word, _ in self._keys]
        return [KeyWord(*pair) for pair in (("Enter", self._enter), *more, ("Esc", "close"))]

    def fitting(self, words: str) -> Sequence[Choice[T]]:
        """The choices that what is typed leaves."""
        wanted = folded(words).split()
        if not wanted:
            return self._choices
        choices = self._choices
        made = choices if isinstance(choices, Made) else None
        if not self._folded:
            sought = made.sought() if made is not None else [choice.sought for choice in choices]
            self._folded = [folded(text) for text in sought]
        fitting = [n for n, text in enumerate(self._folded) if all(word in text for word in wanted)]
        if made is not None:
            return made.of([made.values[n] for n in fitting])
        return [choices[n] for n in fitting if choices[n].value is not None]

    def _fill(self, words: str, at: int | None = None) -> None:
        """Show the rows that what is typed leaves, the cursor on one of them, else on the first."""
        self._shown = self.fitting(words)
        rows = self.query_one(Rows)
        last = len(self._shown) - 1
        rows.show(
            last + 1,
            self._row,
            at=None if at is None or last < 0 else min(at, last),
            is_head=lambda index: self._shown[index].value is None,
            empty=self._empty if isinstance(self._empty, str) else self._empty(words.strip()),
        )
        if last < 0:
            self._tell(Content(""))

    def _row(self, index: int, width: int) -> Content:
        """A row; there is a free line above the head of a group."""
        row = self._shown[index].row(width)
        return Content("\n") + row if index and self._shown[index].value is None else row

    @property
    def _under_cursor(self) -> T | None:
        at = self.query_one(Rows).highlighted
        return self._shown[at].value if at is not None and at < len(self._shown) else None

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._fill(event.value)

    @on(Input.Submitted)
    def _choose(self) -> None:
        if (value := self._under_cursor) is not None:
            self._take(value)

    @on(Rows.Chosen)
    def _choose_row(self, event: Rows.Chosen) -> None:
        if event.index < len(self._shown) and (value := self._shown[event.index].value) is not None:
            self._take(value)

    def _take(self, value: T) -> None:
        if self._instead is None:
            self.dismiss(value)
        elif self.app.screen is self:  # a click may still be on its way when a key has closed it
            self.refill(self._instead(value))

    @on(Rows.Moved)
    def _pass(self, event: Rows.Moved) -> None:
        if event.index >= len(self._shown):
            return
        self._tell(self._shown[event.index].told)
        value = self._under_cursor
        if self._preview is not None and value is not None and value != self._passed:
            self._passed = value
            self._preview(value)

    def _tell(self, words: Content) -> None:
        if self._hinted:
            hint = self.query_one("#picker-hint", Static)
            told = Fitted(lambda width: clipped(words, width, max(1, hint.size.height)))
            hint.update(told, layout=False)  # its height is fixed

    def on_screen_suspend(self) -> None:
        """Another dialog opens; one of them is enough on the screen."""
        self.query_one("#picker").visible = False

    def on_screen_resume(self) -> None:
        """It is closed."""
        self.query_one("#picker").visible = True

    def on_click(self, event: events.Click) -> None:
        """A click beside it closes it."""
        if event.widget is self:
            self.dismiss(None)

    def action_with_choice(self, key: str) -> None:
        """Do what one of the further keys does."""
        value = self._under_cursor
        if value is not None:
            next(act for name, _, act in self._keys if name == key)(self, value)

    async def action_dismiss(self, result: T | None = None) -> None:
        """Close without a choice."""
        self.dismiss(None)


def values_of(choices: Sequence[Choice[T]]) -> list[T | None]:
    """What choosing each of them gives."""
    return list(choices.values) if isinstance(choices, Made) else [choice.value for choice in choices]
