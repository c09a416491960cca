"""A list to choose from, filtered as one types: headings, entities, notes, links, themes, keys."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from reader.screens.choice import Choice

T = TypeVar("T")

MOST = 500
"""So many rows are shown at once; typing narrows the rest down."""


def folded(text: str) -> str:
    """The text without case and accents, for filtering."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if not unicodedata.combining(character))


class Picker(ModalScreen[T | None], Generic[T]):
    """Shows choices and gives back the one that was chosen, or None."""

    CSS_PATH = "picker.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Close", show=False),
        Binding("down,ctrl+n", "go(1)", "Next", show=False),
        Binding("up,ctrl+p", "go(-1)", "Previous", show=False),
        Binding("pagedown", "go(10)", "Ten on", show=False),
        Binding("pageup", "go(-10)", "Ten back", show=False),
    ]

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[T]],
        *,
        empty: str,
        start: int = 0,
        preview: Callable[[T], None] | None = None,
        keys: Sequence[tuple[str, str, Callable[[Picker[T], T], None]]] = (),
        enter: str = "choose",
        instead: Callable[[T], Sequence[Choice[T]]] | None = None,
    ) -> None:
        """What to choose from.

        Args:
            title: Stands at the head.
            choices: All of them; those without a value are heads of groups.
            empty: What is said where nothing fits.
            start: Which one is under the cursor at first.
            preview: Called with the choice under the cursor whenever that changes.
            keys: More keys: Textual's name, a word for it, and what it does with the choice under the cursor.
            enter: What Enter does, in a word or two.
            instead: Called with what is chosen, and the list stays open with the rows that it gives.
        """
        super().__init__()
        self._title, self._choices, self._empty, self._start = title, choices, empty, start
        self._preview, self._keys = preview, keys
        self._enter, self._instead = enter, instead
        self._folded = [folded(choice.sought) for choice in choices]
        self._shown: list[Choice[T]] = []

    def compose(self) -> ComposeResult:
        """A title, a field, the rows."""
        with Vertical(id="picker"):
            yield Static(Content(self._title), id="picker-title")
            yield Input(placeholder="type to narrow down", id="picker-field", compact=True)
            yield OptionList(id="picker-rows", markup=False, compact=True)
            if any(choice.hint for choice in self._choices):
                yield Static(Content(""), id="picker-hint")
            yield Static(self._foot(), id="picker-foot")

    def on_mount(self) -> None:
        """Show all of them."""
        for key, _, _ in self._keys:
            self._bindings.bind(key, f"with_choice('{key}')", show=False, priority=True)
        self._fill("")
        rows = self.query_one(OptionList)
        if self._start and self._start < len(self._shown):
            rows.highlighted = self._start

    def refill(self, choices: Sequence[Choice[T]]) -> None:
        """Show other choices in place of these, the filter and the cursor kept."""
        self._choices = choices
        self._folded = [folded(choice.sought) for choice in choices]
        at = self.query_one(OptionList).highlighted
        self._fill(self.query_one(Input).value)
        if at is not None and self._shown:
            self.query_one(OptionList).highlighted = min(at, len(self._shown) - 1)

    def _foot(self) -> Content:
        parts: list[Content | str | tuple[str, str]] = []
        for key, word in (("Enter", self._enter), *((k, w) for k, w, _ in self._keys), ("Esc", "close")):
            shown = key.replace("ctrl+", "^").upper() if key.startswith("ctrl+") else key
            parts += [(shown, "$reader-text"), f" {word}   "]
        return Content.assemble(*parts)

    def _fill(self, words: str) -> None:
        wanted = folded(words).split()
        rows = self.query_one(OptionList)
        rows.clear_options()
        fitting = [
            choice
            for choice, text in zip(self._choices, self._folded, strict=True)
            if (not wanted if choice.value is None else all(word in text for word in wanted))
        ]
        self._shown = fitting[:MOST]
        if not self._shown:
            rows.add_option(Option(Content(self._empty), disabled=True))
            return
        rows.add_options([Option(choice.content, disabled=choice.value is None) for choice in self._shown])
        first = next((index for index, choice in enumerate(self._shown) if choice.value is not None), None)
        rows.highlighted = first

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
        else:
            self.refill(self._instead(value))

    @on(OptionList.OptionHighlighted)
    def _pass(self, event: OptionList.OptionHighlighted) -> None:
        for hint in self.query("#picker-hint").results(Static):
            hint.update(self._shown[event.option_index].told)
        if self._preview is not None and (value := self._under_cursor) is not None:
            self._preview(value)

    def action_go(self, rows: int) -> None:
        """Move the cursor."""
        options = self.query_one(OptionList)
        step = options.action_cursor_down if rows > 0 else options.action_cursor_up
        for _ in range(abs(rows)):
            step()

    def action_with_choice(self, key: str) -> None:
        """Do what one of the further keys does."""
        value = self._under_cursor
        if value is not None:
            next(act for name, _, act in self._keys if name == key)(self, value)

    async def action_dismiss(self, result: T | None = None) -> None:
        """Close without a choice."""
        self.dismiss(None)
