"""A dialog for one line of text."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from reader.screens.choice import KeyWord, foot
from reader.screens.dialog import Dialog
from reader.widgets.fitted import Fitted
from reader.widgets.one_line import OneLine


class LineField(Dialog[str | None]):
    """Asks for one line; gives back what was typed, or None."""

    CSS_PATH = "picker.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-tight"), (14, "-plain"), (24, "-roomy")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close", show=False)]

    def __init__(
        self, title: str, text: str, *, hint: str = "", check: Callable[[str], str | None] | None = None
    ) -> None:
        """What is asked.

        Args:
            title: Stands at the head.
            text: What the field holds at first.
            hint: A sentence on what may be typed.
            check: Gives a line on what is wrong with what was typed, for which the field stays open.
        """
        super().__init__()
        self._title, self._text, self._hint, self._check = title, text, hint, check

    def compose(self) -> ComposeResult:
        """A title and a field."""
        with Vertical(id="picker"):
            yield Static(Fitted(lambda _: Content(self._title)), id="picker-title")
            yield OneLine(self._text, id="picker-field", compact=True, select_on_focus=False)
            if self._hint:
                yield Static(Content(self._hint), id="line-hint")
            yield Static(
                foot([KeyWord("Enter", "keep"), KeyWord("Esc", "leave as it was")]), id="picker-foot"
            )

    @on(Input.Submitted)
    def _keep(self, event: Input.Submitted) -> None:
        wrong = self._check(event.value) if self._check is not None else None
        if wrong is None:
            self.dismiss(event.value)
            return
        hint = self.query_one("#line-hint", Static)
        hint.update(Content(wrong))
        hint.add_class("-wrong")

    def action_close(self) -> None:
        """Change nothing."""
        self.dismiss(None)
