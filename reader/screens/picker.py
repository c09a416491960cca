"""A list to choose from, filtered as one types: headings, entities, notes, links, themes, keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from reader.commands import shown_key
from reader.domain.ranking import folded
from reader.screens.choice import Choice, Fitted, KeyWord, clipped, foot
from reader.screens.dialog import Dialog
from reader.widgets.one_line import OneLine
from reader.widgets.rows import Rows

T = TypeVar("T")

MOST = 500
"""So many rows are shown at once; typing narrows the rest down."""

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


class Picker(Dialog[T | None], Generic[T]):
    """Shows choices and gives back the one that was chosen, or None."""

    CSS_PATH = "picker.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-medium")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-tight"), (TIGHT, "-plain"), (ROOMY, "-roomy")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Close", show=False),
        Binding("down,ctrl+n", "go(1)", "Next", show=False),
        Binding("up,ctrl+p", "go(-1)", "Previous", show=False),
        Binding("pagedown", "page(1)", "A page on", show=False),
        Binding("pageup", "page(-1)", "A page back", show=False),
    ]

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
        self._shown: list[Choice[T]] = []
        self._passed: T | None = None

    def compose(self) -> ComposeResult:
        """A title, a field, the rows."""
        with Vertical(id="picker", classes="-panel" if self._panel else ""):
            yield Static(Fitted(lambda _: Content(self._title)), id="picker-title")
            yield OneLine(placeholder=self._placeholder, id="picker-field", compact=True)
            yield Rows(id="picker-rows", markup=False, compact=True)
            if self._hinted:
                yield Static(Content(""), id="picker-hint")
            yield Static(foot(self._foot()), id="picker-foot")

    def on_mount(self) -> None:
        """Show all of them."""
        for key, _, _ in self._keys:
            self._bindings.bind(key, f"with_choice('{key}')", show=False, priority=True)
        # Where there are more than are shown, those around the first one under the cursor are.
        first = max(0, min(self._start - MOST // 2, len(self._choices) - MOST))
        self._fill("", first)
        rows = self.query_one(OptionList)
        if self._start and self._start - first < len(self._shown):
            rows.highlighted = self._start - first
        if rows.highlighted is not None:
            self._passed = self._shown[rows.highlighted].value

    def on_resize(self) -> None:
        """Take the room that all of the choices need, however few of them are left by typing."""
        box, height = self.query_one("#picker"), self.size.height
        if self._panel:
            aside = self.size.width >= ASIDE
            box.set_class(aside, "-aside")
            box.styles.width = self._panel if aside else "100%"
            box.styles.height = height - 1 if aside else max(6, int(height * SHEET))
            return
        space = "-roomy" if height >= ROOMY else "-plain" if height >= TIGHT else "-tight"
        # Where a theme has no colour for the ground of a dialog, a line goes around it.
        border = 2 if self.app.current_theme.ansi and space != "-roomy" else 0
        around = AROUND[space] + (HINT_ROWS[space] if self._hinted else 0) + border
        lines = sum(1 + (choice.below or choice.value is None) for choice in self._choices[:MOST])
        wanted = MOST if self._growing else lines or 1
        self.query_one(OptionList).styles.height = max(1, min(wanted, height - around))

    @property
    def _hinted(self) -> bool:
        return self._growing or any(choice.hint for choice in self._choices[:MOST])

    def refill(self, choices: Sequence[Choice[T]]) -> None:
        """Show other choices in place of these, the filter and the cursor kept."""
        self._choices = choices
        self._folded = []
        if not self.query(OptionList):
            return  # not yet composed, or closed
        rows, before = self.query_one(OptionList), [choice.value for choice in self._shown]
        at, fitting = rows.highlighted, list(self.fitting(self.query_one(Input).value)[:MOST])
        if before and before == [choice.value for choice in fitting]:
            # The same rows in other words: nothing moves.
            self._shown = fitting
            for index, option in enumerate(self._options()):
                rows.replace_option_prompt_at_index(index, option.prompt)
            if at is not None:
                self._tell(fitting[at].told)
            return
        self._fill(self.query_one(Input).value)
        if at is not None and self._shown:
            rows.highlighted = min(at, len(self._shown) - 1)

    def extend(self, choices: Sequence[Choice[T]]) -> None:
        """Put more rows below those that are shown; nothing moves."""
        rows = self.query_one(OptionList)
        if not self._shown:
            rows.clear_options()
        self._shown = [*self._shown, *choices]
        rows.add_options([Option(Fitted(choice.row, choice.rows)) for choice in choices])
        if rows.highlighted is None:
            rows.highlighted = 0

    def _foot(self) -> list[KeyWord]:
        more = [(shown_key(key), word) for key, word, _ in self._keys]
        return [KeyWord(*pair) for pair in (("Enter", self._enter), *more, ("Esc", "close"))]

    def fitting(self, words: str) -> Sequence[Choice[T]]:
        """The choices that what is typed leaves."""
        wanted = folded(words).split()
        if not wanted:
            return self._choices
        if not self._folded:
            self._folded = [folded(choice.sought) for choice in self._choices]
        return [
            choice
            for choice, text in zip(self._choices, self._folded, strict=True)
            if choice.value is not None and all(word in text for word in wanted)
        ]

    def _fill(self, words: str, first: int = 0) -> None:
        rows = self.query_one(OptionList)
        fitting = self.fitting(words)
        self._shown = list(fitting[first : first + MOST])
        rows.clear_options()
        if not self._shown:
            empty = self._empty if isinstance(self._empty, str) else self._empty(words.strip())
            rows.add_option(Option(Content(empty), disabled=True))
            self._tell(Content(""))
            return
        options = self._options()
        if (more := len(fitting) - MOST) > 0:
            options.append(Option(Content(f"{more} more; type to narrow them down"), disabled=True))
        rows.add_options(options)
        rows.highlighted = next((n for n, choice in enumerate(self._shown) if choice.value is not None), None)

    def _options(self) -> list[Option]:
        return [
            Option(
                Fitted(_headed(choice)) if n and choice.value is None else Fitted(choice.row, choice.rows),
                disabled=choice.value is None,
            )
            for n, choice in enumerate(self._shown)
        ]

    @property
    def _under_cursor(self) -> T | None:
        at = self.query_one(OptionList).highlighted
        return self._shown[at].value if at is not None and at < len(self._shown) else None

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._fill(event.value)

    @on(Input.Submitted)
    def _choose(self) -> None:
        if (value := self._under_cursor) is not None:
            self._take(value)

    @on(OptionList.OptionSelected)
    def _choose_row(self, event: OptionList.OptionSelected) -> None:
        if (
            event.option_index < len(self._shown)
            and (value := self._shown[event.option_index].value) is not None
        ):
            self._take(value)

    def _take(self, value: T) -> None:
        if self._instead is None:
            self.dismiss(value)
        elif self.app.screen is self:  # a click may still be on its way when a key has closed it
            self.refill(self._instead(value))

    @on(OptionList.OptionHighlighted)
    def _pass(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_index >= len(self._shown):
            return
        self._tell(self._shown[event.option_index].told)
        value = self._under_cursor
        if self._preview is not None and value is not None and value != self._passed:
            self._passed = value
            self._preview(value)

    def _tell(self, words: Content) -> None:
        if self._hinted:
            hint = self.query_one("#picker-hint", Static)
            hint.update(Fitted(lambda width: clipped(words, width, max(1, hint.size.height))))

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

    def action_go(self, rows: int) -> None:
        """Move the cursor."""
        options = self.query_one(OptionList)
        step = options.action_cursor_down if rows > 0 else options.action_cursor_up
        for _ in range(abs(rows) if abs(rows) == 1 else min(abs(rows), len(self._shown))):
            before = options.highlighted
            step()
            # The cursor goes around at the ends, but not by a page.
            if abs(rows) > 1 and before is not None and ((options.highlighted or 0) > before) != (rows > 0):
                options.highlighted = before
                return

    def action_page(self, pages: int) -> None:
        """Move the cursor by as many rows as there are on the screen."""
        rows = self.query_one(OptionList)
        self.action_go(pages * max(1, rows.size.height - 1))

    def action_with_choice(self, key: str) -> None:
        """Do what one of the further keys does."""
        value = self._under_cursor
        if value is not None:
            next(act for name, _, act in self._keys if name == key)(self, value)

    async def action_dismiss(self, result: T | None = None) -> None:
        """Close without a choice."""
        self.dismiss(None)


def _headed(choice: Choice[T]) -> Callable[[int], Content]:
    """The row of a head, with a free one above it."""
    return lambda width: Content("\n") + choice.row(width)
