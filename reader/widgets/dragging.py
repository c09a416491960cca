"""Pressing the mouse on a page of text: a click on a character, or a stretch that is dragged over."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.timer import Timer

from reader.widgets.ruler import Ruled

SCROLL_EVERY = 0.06
"""Seconds after which the page moves on by a row while the mouse is held at its edge."""

MOST_AT_ONCE = 4
"""So many rows it moves at once, the farther outside the mouse is."""


class Dragging(Ruled):
    """Tells of clicks and of what is dragged over, and scrolls on where the mouse is held at its edge."""

    _from: int | None = None
    _pressed = 0
    _pointer = (0, 0)
    _was_dragged = False
    _scrolling: Timer | None = None

    class Clicked(Message):
        """The reader pressed and let go of the mouse on the character at `offset` without dragging."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    class Dragged(Message):
        """The reader drags the mouse over the text, from `anchor` to `offset`."""

        def __init__(self, anchor: int, offset: int) -> None:
            super().__init__()
            self.anchor, self.offset = anchor, offset

    async def _on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button == 1:
            self._from, self._was_dragged = self.offset_at(event.x, event.y), False
            self._pressed = event.y
            self.capture_mouse()

    def _on_mouse_move(self, event: events.MouseMove) -> None:
        if self._from is None:
            return
        self._pointer = event.x, event.y
        self._drag()
        if not self._was_dragged or not self._rows_on:
            self._stop_scrolling()
        elif self._scrolling is None:
            self._scrolling = self.set_interval(SCROLL_EVERY, self._scroll_on)

    async def _on_mouse_up(self, event: events.MouseUp) -> None:
        self.release_mouse()
        self._stop_scrolling()
        if self._from is None:
            return
        self._pointer = event.x, event.y
        if self._was_dragged:
            self._drag()
        elif (offset := self.offset_at(event.x, event.y)) is not None:
            self.clicked(offset)
            self.post_message(self.Clicked(offset))
        self._from = None

    def clicked(self, offset: int) -> None:
        """Called where a character was clicked on, before the message."""

    @property
    def _rows_on(self) -> int:
        """How many rows further the page is to move, up where negative, by where the mouse is held.

        The first and the last row are edges too, as outside them there may be nothing of the terminal, but
        not to one who drags along the row in which the mouse was pressed.
        """
        y, last = self._pointer[1], self.size.height - 1
        if y < 0 or (y == 0 and self._pressed > 0):
            return -min(MOST_AT_ONCE, 1 - y)
        if y > last or (y == last and self._pressed < last):
            return min(MOST_AT_ONCE, 1 + y - last)
        return 0

    def _drag(self) -> None:
        """Tell to which character the mouse is dragged; the nearest row's where it is outside."""
        x, y = self._pointer
        offset = self.offset_at(x, max(0, min(y, len(self.rows()) - 1)))
        if self._from is not None and offset is not None and (self._was_dragged or offset != self._from):
            self._was_dragged = True
            self.post_message(self.Dragged(self._from, offset))

    def _scroll_on(self) -> None:
        self.move(self._rows_on)
        self._drag()

    def _stop_scrolling(self) -> None:
        if self._scrolling is not None:
            self._scrolling.stop()
            self._scrolling = None
