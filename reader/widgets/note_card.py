"""The card of a highlight that was picked: its words, its note, and how sure its place is."""

from __future__ import annotations

from textual.content import Content

from reader.domain.highlight import AnchorState, Placed
from reader.theming.look import Look
from reader.theming.textual_theme import inline_style
from reader.widgets.card import Card

SAYS = {
    AnchorState.EXACT: "",
    AnchorState.MOVED: "the text around it changed",
    AnchorState.UNCERTAIN: "not sure that it is here: p places it",
    AnchorState.LOST: "its passage is gone",
}


class NoteCard(Card):
    """A few rows below the text; it takes no focus."""

    DEFAULT_CSS = """
    NoteCard .card-head { color: $reader-dim; }
    """

    def tell(self, placed: Placed, look: Look) -> None:
        """Show a highlight.

        Args:
            placed: It.
            look: The theme.
        """
        highlight = placed.highlight
        quote = " ".join(highlight.anchor.quote.split()) if highlight.anchor else ""
        told = (SAYS[placed.state], highlight.colour.value, highlight.made[:10])
        tags = " ".join(f"#{tag}" for tag in highlight.tags)
        words = Content.assemble(
            highlight.note or ("No note yet", "$reader-dim"),
            *(("\n" if highlight.note else "   ", (tags, inline_style(look, "note-sign"))) if tags else ()),
        )
        self.set_card(Content(f"“{quote}”"), Content(" · ".join(part for part in told if part)), words)
