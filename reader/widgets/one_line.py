"""A line to type in."""

from __future__ import annotations

from textual.reactive import reactive
from textual.widgets import Input

from reader.widgets.labels import fitted


class OneLine(Input):
    """Textual's field with a cursor that stands still: nothing blinks here, and nothing is sent for it."""

    cursor_blink = reactive(False, init=False)

    _hint = ""
    """What stands in the empty field, whole."""

    def on_resize(self) -> None:
        """Cut what stands in the empty field as everything is cut, with an ellipsis."""
        self._hint = self._hint or self.placeholder
        self.placeholder = fitted(self._hint, self.content_size.width)
