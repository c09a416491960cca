"""A picture drawn in cells: two pixels each by half blocks, or by letters where there are no colours."""

from __future__ import annotations

from itertools import groupby

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from reader.pictures.decode import Pixels
from reader.theming.look import Look
from reader.widgets.labels import title_lines

HALF = "▀"
"""Its upper half has the pen's colour, its lower half the ground's."""

RAMP = " .:-=+*#%@"
"""From no ink to much."""


class Canvas(Widget):
    """Shows pixels in the middle of the room that there is, or a line of words."""

    ALLOW_SELECT = False

    def __init__(self, look: Look, *, letters: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._look, self._letters = look, letters
        self._pixels: Pixels | None = None
        self._words = ""

    def show(self, pixels: Pixels | None, words: str = "") -> None:
        """Show a picture, or words where there is none."""
        self._pixels, self._words = pixels, words
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row: of the picture two rows of pixels."""
        width, page = self.size.width, self._look["text"]
        pixels = self._pixels
        if pixels is None:
            lines = title_lines(self._words, width, max(1, self.size.height))
            at = y - (self.size.height - len(lines)) // 2
            words = lines[at] if 0 <= at < len(lines) else ""
            left = max(0, (width - cell_len(words)) // 2)
            return Strip([Segment(" " * left, page), Segment(words, self._look["dim"])]).adjust_cell_length(
                width, page
            )
        row = 2 * (y - (self.size.height - (pixels.height + 1) // 2) // 2)
        if not 0 <= row < pixels.height:
            return Strip([Segment(" " * width, page)], width)
        left = max(0, (width - pixels.width) // 2)
        drawn = self._lettered(pixels, row) if self._letters else self._blocks(pixels, row)
        return Strip([Segment(" " * left, page), *drawn]).adjust_cell_length(width, page)

    def _blocks(self, pixels: Pixels, row: int) -> list[Segment]:
        last = row + 1 >= pixels.height
        pairs = [(pixels.at(x, row), None if last else pixels.at(x, row + 1)) for x in range(pixels.width)]
        segments = []
        for (upper, lower), same in groupby(pairs):
            ground = self._look["text"].bgcolor if lower is None else Color.from_rgb(*lower)
            pen = Style(color=Color.from_rgb(*upper), bgcolor=ground)
            segments.append(Segment(HALF * len(list(same)), pen))
        return segments

    def _lettered(self, pixels: Pixels, row: int) -> list[Segment]:
        inks = []
        for x in range(pixels.width):
            below = pixels.at(x, min(row + 1, pixels.height - 1))
            light = (sum(pixels.at(x, row)) + sum(below)) / (6 * 255)
            inks.append(RAMP[min(len(RAMP) - 1, int((light if self._look.dark else 1 - light) * len(RAMP)))])
        return [Segment("".join(inks), self._look["text"])]
