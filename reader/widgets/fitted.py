"""Text that is set anew for each width that it is given."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

AMPLE = 1000
"""Cells in which every line fits."""


class Fitted(Visual):
    """Text that is set anew for each width; a line too long for it ends in an ellipsis and never wraps."""

    def __init__(self, make: Callable[[int], Content]) -> None:
        """The text.

        Args:
            make: Gives it for a width in cells.
        """
        self._make = make

    def __str__(self) -> str:
        """It all, where there is room."""
        return self._make(AMPLE).plain

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Its lines."""
        lines = self.set_for(width).split("\n", allow_blank=True)
        return [strip for line in lines for strip in line.render_strips(width, 1, style, options)]

    def set_for(self, width: int) -> Content:
        """It in lines that are no wider than so many cells."""
        lines = self._make(width).split("\n", allow_blank=True)
        return Content("\n").join(line.truncate(width, ellipsis=True) for line in lines)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """As many rows as it has lines."""
        return self._make(width).plain.count("\n") + 1


def clipped(text: Content, width: int, rows: int) -> Content:
    """A text wrapped into so many rows of `width` cells at most; where it is cut, it ends in an ellipsis."""
    lines = text.wrap(width) if width > 0 else [text]
    if len(lines) > rows:
        # One word too many, and what is truncated shows that it is.
        last = Content(" ").join(lines[rows - 1 : rows + 1])
        lines = [*lines[: rows - 1], last.truncate(width, ellipsis=True)]
    return Content("\n").join(line.rstrip() for line in lines)
