"""A card below the text: a line that says what is at hand, something dim at its end, and words below."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static


class Card(Vertical):
    """A few rows below the text, under a thin rule; it takes no focus."""

    DEFAULT_CSS = """
    Card {
        height: auto;
        max-height: 9;
        background: $background;
        border-top: solid $reader-faint;
        padding: 0 1;
    }
    Card Horizontal { height: 1; background: $background; }
    Card Static { background: $background; }
    Card .card-head { width: 1fr; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    Card .card-beside { width: auto; height: 1; color: $reader-dim; padding-left: 2; }
    Card .card-words { height: auto; max-height: 7; color: $reader-text; padding-left: 2; }
    """

    def compose(self) -> ComposeResult:
        """The line, and the words below it."""
        with Horizontal():
            yield Static(Content(""), classes="card-head")
            yield Static(Content(""), classes="card-beside")
        yield Static(Content(""), classes="card-words")

    def set_card(self, head: Content, beside: Content, words: Content) -> None:
        """Show something.

        Args:
            head: What is at hand; cut with an ellipsis where it is too long.
            beside: Stands at the end of that line.
            words: Stand below, on as many rows as there is room for.
        """
        for part, text in zip(("head", "beside", "words"), (head, beside, words), strict=True):
            self.query_one(f".card-{part}", Static).update(text)
