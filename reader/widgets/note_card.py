"""The card of a highlight that was picked: its words, its note, and how sure its place is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from reader.domain.highlight import AnchorState, Placed
from reader.theming.look import Look
from reader.theming.textual_theme import inline_style

SAYS = {
    AnchorState.EXACT: "",
    AnchorState.MOVED: "the text around it changed",
    AnchorState.UNCERTAIN: "not sure that it is here: p places it",
    AnchorState.LOST: "its passage is gone",
}


class NoteCard(Vertical):
    """A few rows below the text; it takes no focus."""

    DEFAULT_CSS = """
    NoteCard {
        height: auto;
        max-height: 9;
        background: $background;
        border-top: solid $reader-faint;
        padding: 0 1;
    }
    NoteCard Horizontal { height: 1; background: $background; }
    NoteCard Static { background: $background; }
    NoteCard #note-quote { width: 1fr; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    NoteCard #note-quote { color: $reader-dim; }
    NoteCard #note-told { width: auto; height: 1; color: $reader-dim; padding-left: 2; }
    NoteCard #note-words { height: auto; max-height: 7; color: $reader-text; padding-left: 2; }
    """

    def compose(self) -> ComposeResult:
        """The passage; below that the note."""
        with Horizontal():
            yield Static(Content(""), id="note-quote")
            yield Static(Content(""), id="note-told")
        yield Static(Content(""), id="note-words")

    def tell(self, placed: Placed, look: Look) -> None:
        """Show a highlight.

        Args:
            placed: It.
            look: The theme.
        """
        highlight = placed.highlight
        quote = " ".join(highlight.anchor.quote.split()) if highlight.anchor else ""
        told = (SAYS[placed.state], highlight.colour.value, highlight.made[:10])
        self.query_one("#note-quote", Static).update(Content(f"“{quote}”"))
        self.query_one("#note-told", Static).update(Content(" · ".join(part for part in told if part)))
        tags = " ".join(f"#{tag}" for tag in highlight.tags)
        words = Content.assemble(
            highlight.note or ("No note yet", "$reader-dim"),
            *(("\n" if highlight.note else "   ", (tags, inline_style(look, "note-sign"))) if tags else ()),
        )
        self.query_one("#note-words", Static).update(words)
