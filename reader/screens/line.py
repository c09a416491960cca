"""A dialog for one line of text."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static


class LineField(ModalScreen[str | None]):
    """Asks for one line; gives back what was typed, or None."""

    CSS_PATH = "picker.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close", show=False)]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """A title and a field."""
        with Vertical(id="picker"):
            yield Static(Content(self._title), id="picker-title")
            yield Input(self._text, id="picker-field", compact=True, select_on_focus=False)
            yield Static(
                Content.assemble(
                    ("Enter", "$reader-text"), " keep   ", ("Esc", "$reader-text"), " leave as it was"
                ),
                id="picker-foot",
            )

    @on(Input.Submitted)
    def _keep(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)

    def action_close(self) -> None:
        """Change nothing."""
        self.dismiss(None)
