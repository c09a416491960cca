"""Writing a note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static, TextArea

DRAFT_AFTER = 0.7
"""Seconds after the last key at which what was typed is put on disk."""


@dataclass(frozen=True, slots=True)
class Written:
    """What came of the editor.

    Attributes:
        text: The note as it stands.
        outside: Whether the reader asked for `$EDITOR` instead.
    """

    text: str
    outside: bool = False


class NoteEditor(ModalScreen[Written]):
    """A field for a note, below the passage that it is about; both ways out keep what was typed."""

    CSS_PATH = "editor.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", show=False, priority=True),
        Binding("escape", "save", "Save and close", show=False, priority=True),
        Binding("ctrl+e", "outside", "In $EDITOR", show=False, priority=True),
    ]

    def __init__(self, about: str, text: str, draft: Callable[[str], None]) -> None:
        """A note to be written.

        Args:
            about: The passage, or the article's title.
            text: The note so far.
            draft: Called with the text soon after each change, so that it is on disk.
        """
        super().__init__()
        self._about, self._text, self._draft = about, text, draft
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The passage, the field, the keys."""
        with Vertical(id="editor"):
            yield Static(Content(self._about), id="editor-about")
            yield TextArea(self._text, id="editor-field", compact=True, show_line_numbers=False)
            yield Static(
                Content.assemble(
                    ("^S Esc", "$reader-text"),
                    " save and close   ",
                    ("^E", "$reader-text"),
                    " in your editor",
                ),
                id="editor-foot",
            )

    def on_mount(self) -> None:
        """Begin at the end of what there is."""
        field = self.query_one(TextArea)
        field.move_cursor(field.document.end)
        field.focus()

    @on(TextArea.Changed)
    def _changed(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(DRAFT_AFTER, lambda: self._draft(self.query_one(TextArea).text))

    def action_save(self) -> None:
        """Give back what was written."""
        self.dismiss(Written(self.query_one(TextArea).text))

    def action_outside(self) -> None:
        """Give back what was written, to go on in `$EDITOR`."""
        self.dismiss(Written(self.query_one(TextArea).text, outside=True))
