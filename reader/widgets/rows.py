"""Rows to choose from."""

from __future__ import annotations

from textual import events
from textual.strip import Strip
from textual.widgets import OptionList


class Rows(OptionList):
    """Textual's list, which may be clicked on while it is being filled anew."""

    async def _on_click(self, event: events.Click) -> None:
        """Let go of a click on a row that was on the screen and is gone by now."""
        clicked = event.style.meta.get("option")
        if clicked is not None and clicked >= self.option_count:
            event.prevent_default()


class SpacedRows(Rows):
    """Rows of several lines, of which the last is empty and parts it from the next row."""

    def render_line(self, y: int) -> Strip:
        """A line; the empty one after a row is not marked with it."""
        at, lines = self.scroll_offset.y + y, self._lines
        if at < len(lines) and lines[at][1] and (at + 1 == len(lines) or not lines[at + 1][1]):
            style = self.get_visual_style("option-list--option").rich_style
            return Strip.blank(self.scrollable_content_region.width, style)
        return super().render_line(y)
