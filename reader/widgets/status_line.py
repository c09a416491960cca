"""The last line: what the keys do now at the left, where the reader is at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.theming.look import Look


class Hint(NamedTuple):
    """A key and what it does now, in a word.

    Attributes:
        key: As a person writes it.
        word: What it does.
        action: The action of the screen that a click on it runs; empty for none.
    """

    key: str
    word: str
    action: str = ""

    @property
    def cells(self) -> int:
        """What it takes of the line, with the space after it."""
        return cell_len(self.key) + cell_len(self.word) + 4


def fitting(hints: Sequence[Hint], room: int) -> list[Hint]:
    """As many hints as there is room for, the last one before all others: it tells of the rest.

    Args:
        hints: In the order in which they stand.
        room: In cells.
    """
    if not hints or hints[-1].cells > room:
        return []
    last = hints[-1]
    room -= last.cells
    kept = []
    for hint in hints[:-1]:
        if hint.cells > room:
            break
        room -= hint.cells
        kept.append(hint)
    return [*kept, last]


class StatusLine(Widget):
    """One row; the hints give way to the place where there is not room for both."""

    ALLOW_SELECT = False

    class Pressed(Message):
        """The reader clicked on a key."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.look = look
        self.mode = ""
        self.hints: Sequence[Hint] = ()
        self.place = ""
        self._spots: list[tuple[int, int, str]] = []

    def tell(self, *, mode: str, hints: Sequence[Hint], place: str) -> None:
        """Say what the keys do and where the reader is.

        Args:
            mode: A word for what the keys are for, or what is being typed; empty while reading.
            hints: The keys that matter now, the most important first.
            place: Such as "62 %  2 min left".
        """
        if (mode, hints, place) != (self.mode, self.hints, self.place):
            self.mode, self.hints, self.place = mode, hints, place
            self.refresh()

    def set_look(self, look: Look) -> None:
        """Draw with another theme."""
        self.look = look
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The row."""
        width, ground = self.size.width, self.look["status"]
        place = f"{self.place} " if self.place else ""
        room = width - cell_len(place)
        segments = [Segment(" ", ground)]
        used = 1
        if self.mode:
            mode = set_cell_size(self.mode, min(cell_len(self.mode), max(0, room - 2)))
            segments += [Segment(mode, self.look["status-mode"]), Segment("  ", ground)]
            used += cell_len(mode) + 2
        self._spots = []
        for hint in fitting(self.hints, room - used):
            self._spots.append((used, used + hint.cells - 3, hint.action))
            segments += [
                Segment(hint.key, self.look["status-key"]),
                Segment(f" {hint.word}   ", ground),
            ]
            used += hint.cells
        if used < room:
            segments.append(Segment(" " * (room - used), ground))
            used = room
        segments.append(Segment(place, ground))
        return Strip(segments).adjust_cell_length(width, ground)

    async def _on_click(self, event: events.Click) -> None:
        action = next((action for start, end, action in self._spots if start <= event.x < end), "")
        if action:
            self.post_message(self.Pressed(action))
