"""What dialogs with a field over rows have in common."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from reader.screens.dialog import Dialog
from reader.widgets.rows import Rows

T = TypeVar("T")


class Narrowing(Dialog[T], Generic[T]):
    """Has the keys in a field that narrows rows down, and lets some of them move the cursor of the rows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "go(1)", "Next", show=False),
        Binding("up,ctrl+p", "go(-1)", "Previous", show=False),
        Binding("pagedown", "page(1)", "A page on", show=False),
        Binding("pageup", "page(-1)", "A page back", show=False),
        Binding("ctrl+home", "edge(-1)", "The first", show=False),
        Binding("ctrl+end", "edge(1)", "The last", show=False),
        Binding("home", "blank_edge(-1)", "The first", show=False, priority=True),
        Binding("end", "blank_edge(1)", "The last", show=False, priority=True),
    ]

    def action_go(self, way: int) -> None:
        """Move the cursor a row on or back, around at the ends."""
        self.query_one(Rows).step(way)

    def action_page(self, pages: int) -> None:
        """Move the cursor by screenfuls, stopping at the ends."""
        self.query_one(Rows).page(pages)

    def action_edge(self, way: int) -> None:
        """Move the cursor to the first row or the last."""
        self.query_one(Rows).edge(way)

    def action_blank_edge(self, way: int) -> None:
        """The same, by keys that move in what is typed where something is."""
        self.action_edge(way)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key does what it does on the list, and not in the field."""
        return action != "blank_edge" or not self.query_one(Input).value
