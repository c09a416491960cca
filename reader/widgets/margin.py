"""The right margin: each note beside the passage that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.theming.look import Look
from reader.widgets.beside import Wanted, cut, note_lines, slots

LEAD = 3
"""The cells at the left in which the rule runs from the passage to its note."""

MOST_STRIPS = 2_000
"""So many rows are kept as they were drawn."""

_ASCII = str.maketrans("─│╮╯╭╰", "-|++++")
"""What is drawn in their stead where only ASCII is."""


class Beside(NamedTuple):
    """A note and where its passage is.

    Attributes:
        id: The highlight's.
        row: Its first row, from the top of the screen; 0 where it begins above.
        note: Its text.
        role: The role of its highlight's colour.
        at_hand: Whether it is the one that the reader is at.
    """

    id: str
    row: int
    note: str
    role: str
    at_hand: bool = False


class _Line(NamedTuple):
    """A row of the margin that has text."""

    text: str
    note: Beside


class Margin(Widget):
    """Shows the notes of what is on the screen."""

    ALLOW_SELECT = False

    class Chosen(Message):
        """The reader clicked on the note of a highlight."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    def __init__(self, look: Look, *, ascii: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.look = look
        self._ascii = ascii
        self._notes: Sequence[Beside] = ()
        self._room = (0, 0)
        self._rows: dict[int, _Line] = {}
        self._rule: dict[int, str] = {}
        self._strips: dict[tuple[str, str, str, bool], Strip] = {}

    def tell(self, notes: Sequence[Beside]) -> None:
        """Show these notes."""
        if notes != self._notes or self._room != (self.size.width, self.size.height):
            self._notes, self._room = notes, (self.size.width, self.size.height)
            self._set()
            self.refresh()

    def set_look(self, look: Look) -> None:
        """Draw with another theme."""
        self.look = look
        self._strips.clear()
        self.refresh()

    @property
    def text_width(self) -> int:
        """How wide a note's rows are, in cells."""
        return max(8, self._room[0] - LEAD - 3)

    def _set(self) -> None:
        """Give every note its rows, and the one at hand the rule that leads to it."""
        lines = [note_lines(note.note, self.text_width) for note in self._notes]
        wanted = [Wanted(note.row, len(text)) for note, text in zip(self._notes, lines, strict=True)]
        at_hand = next((index for index, note in enumerate(self._notes) if note.at_hand), None)
        self._rows, self._rule = {}, {}
        if len(self._strips) > MOST_STRIPS:
            self._strips.clear()
        for note, text, slot in zip(self._notes, lines, slots(wanted, self._room[1], at_hand), strict=True):
            for number, line in enumerate(cut(text, slot.rows, self.text_width)):
                self._rows[slot.top + number] = _Line(line, note)
            if note.at_hand:
                self._rule = rule_between(note.row, slot.top)

    def render_line(self, y: int) -> Strip:
        """One row."""
        rule, line = self._rule.get(y, ""), self._rows.get(y)
        drawn = (rule, line.text, line.note.role, line.note.at_hand) if line else (rule, "", "", False)
        strip = self._strips.get(drawn)
        if strip is None or strip.cell_length != self._room[0]:
            # A note that scrolls by is the same strip in another row.
            strip = self._strips[drawn] = self._strip(*drawn)
        return strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a region of the widget."""
        return [self.render_line(y).crop(crop.x, crop.right) for y in range(crop.y, crop.bottom)]

    def _strip(self, rule: str, words: str, role: str, at_hand: bool) -> Strip:
        segments = [Segment(self._drawn(rule or " " * LEAD), self.look["faint"])]
        if role:
            style = self.look["note" if at_hand else "dim"]
            segments += [Segment(" ", self.look[role]), Segment(f" {words}", style)]
        return Strip(segments).adjust_cell_length(self._room[0] or self.size.width, self.look["text"])

    def _drawn(self, rule: str) -> str:
        return rule.translate(_ASCII) if self._ascii else rule

    async def _on_click(self, event: events.Click) -> None:
        line = self._rows.get(event.y)
        if line is not None and event.x < LEAD + 2 + cell_len(line.text):
            self.post_message(self.Chosen(line.note.id))


def rule_between(passage: int, note: int) -> dict[int, str]:
    """The rule from a passage to its note, by row, `LEAD` cells wide.

    Args:
        passage: The passage's row.
        note: The note's first row.
    """
    if passage == note:
        return {note: "── "}
    rows = dict.fromkeys(range(min(passage, note) + 1, max(passage, note)), "│  ")
    down = note > passage
    return {**rows, passage: "╮  " if down else "╯  ", note: "╰─ " if down else "╭─ "}
