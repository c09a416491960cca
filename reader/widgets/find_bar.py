"""The field in which words to find are typed, on the last line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from reader.widgets.one_line import OneLine


class FindBar(Horizontal):
    """Tells with each letter what is looked for, and at last whether to stay there or go back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Back to where you were", show=False),
        Binding("ctrl+r", "toggle_regex", "Regular expression", show=False),
        Binding("down,ctrl+n", "step(1)", "Next match", show=False),
        Binding("up,ctrl+p", "step(-1)", "Previous match", show=False),
    ]

    @dataclass
    class Typed(Message):
        """What is looked for changed."""

        query: str

    @dataclass
    class Kept(Message):
        """The reader stays at the match."""

        query: str

    @dataclass
    class Cancelled(Message):
        """The reader goes back to where they were."""

    @dataclass
    class Stepped(Message):
        """The reader goes to another match without leaving the field."""

        by: int

    def compose(self) -> ComposeResult:
        """A sign, the field, the count."""
        yield Static(Content("/"), id="find-sign")
        yield OneLine(id="find-field", compact=True, select_on_focus=False)
        yield Static(Content(""), id="find-count")

    def open(self) -> None:
        """Show the bar and begin anew."""
        self.display = True
        field = self.query_one(Input)
        field.value = ""
        self.tell("re: for a regular expression")
        field.focus()

    def tell(self, words: str) -> None:
        """Say something at the right, such as the count of matches."""
        self.query_one("#find-count", Static).update(Content(words))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))

    @on(Input.Submitted)
    def _kept(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Kept(event.value))

    def action_cancel(self) -> None:
        """Give up."""
        self.post_message(self.Cancelled())

    def action_step(self, by: int) -> None:
        """Go to another match."""
        self.post_message(self.Stepped(by))

    def action_toggle_regex(self) -> None:
        """Make what is typed a regular expression, or plain words again."""
        field = self.query_one(Input)
        field.value = (
            field.value.removeprefix("re:") if field.value.startswith("re:") else f"re:{field.value}"
        )
        field.cursor_position = len(field.value)
