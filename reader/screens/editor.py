"""Writing a note."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static, TextArea

from reader.screens.choice import KeyWord, foot
from reader.screens.dialog import Dialog
from reader.theming.look import Look
from reader.widgets.fitted import Fitted, clipped
from reader.widgets.note_field import NoteField

DRAFT_AFTER = 0.6
"""Seconds after a key at which all that is typed by then is put on disk."""


class NoteEditor(Dialog[None]):
    """A field for a note, below the passage that it is about; it closes once what was typed is saved."""

    CSS_PATH = "editor.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", show=False, priority=True),
        Binding("escape", "save", "Save and close", show=False, priority=True),
        Binding("ctrl+e", "outside", "In $EDITOR", show=False, priority=True),
    ]

    def __init__(
        self,
        about: str,
        text: str,
        look: Look,
        draft: Callable[[str], None],
        save: Callable[[str], bool],
        outside: Callable[[str], str],
        notice: str = "",
    ) -> None:
        """A note to be written.

        Args:
            about: The passage, or the article's title.
            text: The note so far.
            look: The theme.
            draft: Called with the text soon after each change, so that it is on disk.
            save: Saves the text; whether that was done.
            outside: Lets the reader go on in another program; gives the text as it is then.
            notice: A line at the head; empty for none.
        """
        super().__init__()
        self._about, self._text, self._look = about, text, look
        self._draft, self._save, self._outside = draft, save, outside
        self._notice = notice
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The passage, the field, the keys."""
        with Vertical(id="editor"):
            if self._notice:
                yield Static(Content(self._notice), id="editor-notice")
            yield Static(Fitted(self._short_about), id="editor-about")
            yield NoteField(self._text, self._look, id="editor-field")
            yield Static(
                foot(
                    [
                        KeyWord("^E", "in your editor"),
                        KeyWord("#tag", "on the first line"),
                        KeyWord("^S Esc", "save and close"),
                    ]
                ),
                id="editor-foot",
            )

    def _short_about(self, width: int) -> Content:
        return clipped(Content(self._about), width, 1 if self.has_class("-short") else 3)

    def on_mount(self) -> None:
        """Begin at the end of what there is."""
        field = self.query_one(TextArea)
        field.move_cursor(field.document.end)
        field.focus()

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        if self._timer is None and event.text_area.text != self._text:
            self._timer = self.set_timer(DRAFT_AFTER, self._put_on_disk)

    def _put_on_disk(self) -> None:
        self._timer = None
        self._draft(self.query_one(TextArea).text)

    def action_save(self) -> None:
        """Save what was written and close; where that fails, it stays."""
        if self._save(self.query_one(TextArea).text):
            if self._timer is not None:
                self._timer.stop()
            self.dismiss(None)

    def action_outside(self) -> None:
        """Go on in `$EDITOR`, and save what comes of it."""
        field = self.query_one(TextArea)
        text = self._outside(field.text)
        if text != field.text:
            field.text = text
        self.action_save()
