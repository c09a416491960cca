"""The right margin: each note beside the passage that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from reader.theming.look import Look
from reader.widgets.labels import title_lines

MOST_ROWS = 8
"""A note takes no more rows of the margin than this; the rest is a key away."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A note and where its passage begins.

    Attributes:
        row: Rows from the top of the screen.
        note: Its text.
        role: The role of its highlight's colour.
    """

    row: int
    note: str
    role: str


def placed_rows(notes: Sequence[Beside], width: int, height: int) -> dict[int, tuple[str, Beside, bool]]:
    """The notes set into rows: in order, none over another, each as near its passage as can be.

    Args:
        notes: In reading order.
        width: Of the text, in cells.
        height: Of the margin, in rows.

    Returns:
        By row: a line of text, the note it belongs to, and whether it is the note's first line.
    """
    rows: dict[int, tuple[str, Beside, bool]] = {}
    free = 0
    for note in notes:
        lines = [
            line
            for paragraph in note.note.splitlines()
            if paragraph.strip()
            for line in title_lines(paragraph, width, MOST_ROWS)
        ]
        row = max(note.row, free)
        for number, line in enumerate(lines[:MOST_ROWS]):
            if row < height:
                rows[row] = (line, note, number == 0)
                row += 1
        free = row + 1
    return rows


class Margin(Widget):
    """Shows the notes of what is on the screen."""

    ALLOW_SELECT = False

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.look = look
        self._notes: Sequence[Beside] = ()

    def tell(self, notes: Sequence[Beside]) -> None:
        """Show these notes."""
        if notes != self._notes:
            self._notes = notes
            self.refresh()

    def set_look(self, look: Look) -> None:
        """Draw with another theme."""
        self.look = look
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row."""
        width, page = self.size.width, self.look["text"]
        line = placed_rows(self._notes, width - 5, self.size.height).get(y)
        if line is None:
            return Strip([Segment(" " * width, page)], width)
        text, note, first = line
        # A rule leads from the passage to its note where the note stands beside the passage's first line.
        reach = "─" if first and note.row == y else " "
        return Strip(
            [
                Segment(f"{reach} ", self.look["faint"]),
                Segment(" ", self.look[note.role]),
                Segment(f" {set_cell_size(text, min(cell_len(text), width - 5))}", self.look["note"]),
            ]
        ).adjust_cell_length(width, page)
