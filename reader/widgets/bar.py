"""The bar beside a list: how much of it there is above and below."""

from __future__ import annotations

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.scrollbar import ScrollBarRender

FINE = 1000.0
"""Textual draws no bar for as many rows as there are lines, and in so fine parts there never are."""


def bar(height: int, count: int, *, seen: float, above: float, style: Style) -> list[Segment]:
    """One cell for each line.

    Args:
        height: How many lines there are.
        count: How many rows the list has.
        seen: How many of them are on the screen.
        above: How many are above it.
        style: Its colour on its ground.
    """
    drawn = ScrollBarRender.render_bar(
        size=height,
        virtual_size=count * FINE,
        window_size=seen * FINE,
        position=above * FINE,
        back_color=style.bgcolor or Color.default(),
        bar_color=style.color or Color.default(),
    )
    # What Textual would do at a press stands in its styles.
    return [Segment(one.text, one.style and one.style.clear_meta_and_links()) for one in drawn.segments]
