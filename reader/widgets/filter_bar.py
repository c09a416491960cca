"""The field in which the list is filtered, on the last lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from reader.widgets.query_field import Known, QueryField


class FilterBar(Horizontal):
    """A query field with a sign before it; what is typed is told as that field does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "The whole list again", show=False),
        Binding("down", "step(1)", "Next article", show=False),
        Binding("up", "step(-1)", "Previous article", show=False),
    ]

    @dataclass
    class Cancelled(Message):
        """The reader wants the list as it was."""

    @dataclass
    class Stepped(Message):
        """The reader goes through the list without leaving the field."""

        by: int

    def __init__(self, known: Known, *, id: str | None = None) -> None:
        """A bar.

        Args:
            known: See `QueryField`.
            id: Its id.
        """
        super().__init__(id=id)
        self._known = known

    def compose(self) -> ComposeResult:
        """A sign and the field."""
        yield Static(Content("/"), id="filter-sign")
        yield QueryField(self._known, placeholder="Filter the list")

    @property
    def field(self) -> QueryField:
        """Where the query is typed."""
        return self.query_one(QueryField)

    def action_cancel(self) -> None:
        """Give up."""
        self.post_message(self.Cancelled())

    def action_step(self, by: int) -> None:
        """Go to another article."""
        self.post_message(self.Stepped(by))
