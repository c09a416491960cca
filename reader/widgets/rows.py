"""Rows to choose from."""

from __future__ import annotations

from textual import events
from textual.widgets import OptionList


class Rows(OptionList):
    """Textual's list, which may be clicked on while it is being filled anew."""

    async def _on_click(self, event: events.Click) -> None:
        """Let go of a click on a row that was on the screen and is gone by now."""
        clicked = event.style.meta.get("option")
        if clicked is not None and clicked >= self.option_count:
            event.prevent_default()
