"""A Textual application with nothing but one `Static`: what every start is measured against."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static


class Bare(App[None]):
    """Says one thing."""

    def compose(self) -> ComposeResult:
        """One widget."""
        yield Static(Content("Here stands the bare one."))


if __name__ == "__main__":
    Bare().run()
