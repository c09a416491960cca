"""The window that a screen is on rows of different heights, of which only those in it are measured."""

from __future__ import annotations

from collections.abc import Callable


class Window:
    """Which lines of which rows are on the screen.

    Its place is a row and a line of that row, never a number of lines from the top, as nobody knows how high
    thousands of rows are without making them.

    Attributes:
        count: How many rows there are.
        lines: How many lines the screen has.
        place: The row at the top, and how many lines of it are above the screen.
    """

    def __init__(self, height_of: Callable[[int], int]) -> None:
        """No rows as yet.

        Args:
            height_of: How many lines a row has; at least one.
        """
        self._height_of = height_of
        self.count = self.lines = 0
        self.place = (0, 0)
        self._shown: list[tuple[int, int]] | None = None

    def begin(self, row: int, line: int = 0) -> None:
        """Let the screen begin with a line of a row; also to be called when heights are others."""
        self.place = (row, line)
        self._shown = None

    def shown(self) -> list[tuple[int, int]]:
        """The row on each line of the screen, and which of its lines that is."""
        if self._shown is None:
            (row, line), self._shown = self.place, []
            while row < self.count and len(self._shown) < self.lines:
                self._shown += [(row, number) for number in range(line, self._height_of(row))]
                row, line = row + 1, 0
            del self._shown[self.lines :]
        return self._shown

    def measured(self) -> tuple[float, float]:
        """How many rows are on the screen and how many above it, where parts of rows count as such."""
        seen = sum(1 / self._height_of(row) for row, _ in self.shown())
        top, skipped = self.place
        return seen, top + skipped / self._height_of(top)

    def ending_with(self, row: int) -> tuple[int, int]:
        """The place from which on the screen ends with a row."""
        lines = self._height_of(row)
        while lines < self.lines and row:
            row -= 1
            lines += self._height_of(row)
        return row, max(0, lines - self.lines)

    def show_rows(self, first: int, last: int) -> None:
        """Move as little as brings some rows onto the screen."""
        if (first, 0) < self.place:
            self.begin(first)
        elif (place := self.ending_with(last)) > self.place:
            self.begin(*place)

    def moved(self, lines: int) -> tuple[int, int]:
        """The place so many lines on, or back where negative, but never past the ends."""
        row, line = self.place
        line += lines
        while line < 0 and row:
            row -= 1
            line += self._height_of(row)
        while row < self.count - 1 and line >= self._height_of(row):
            line -= self._height_of(row)
            row += 1
        return self._before_end((row, max(0, line)))

    def part(self, part: float) -> tuple[int, int]:
        """The place at a part of all rows, from 0.0 to 1.0."""
        return self._before_end((int(part * (self.count - 1)), 0))

    def _before_end(self, place: tuple[int, int]) -> tuple[int, int]:
        return min(place, self.ending_with(self.count - 1)) if self.count else (0, 0)
