"""A line to type in."""

from __future__ import annotations

from textual.reactive import reactive
from textual.widgets import Input


class OneLine(Input):
    """Textual's field with a cursor that stands still: nothing blinks here, and nothing is sent for it."""

    cursor_blink = reactive(False, init=False)
