"""What was found, one result under another: drawn by the line, with what matched marked in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.domain.span import Span
from reader.theming.look import Look
from reader.widgets.labels import ELLIPSIS, fitted

SENTENCE_ROWS = 2
"""So many rows a sentence takes at most; it is cut about its first match."""


@dataclass(frozen=True, slots=True)
class Result:
    """A result as it is shown.

    Attributes:
        title: On one row.
        detail: Stands dim behind the title, or below it where there is no room.
        sentence: What matched; may be empty.
        marked: Where in `sentence` the words are, in characters.
        where: What `sentence` is, where it is not of the text: "note".
        title_marked: Where in `title` the words are.
    """

    title: str
    detail: str = ""
    sentence: str = ""
    marked: tuple[Span, ...] = ()
    where: str = ""
    title_marked: tuple[Span, ...] = ()


NEAR = 10
"""So many results before the last one more are asked for."""

Piece = tuple[str, str]
"""Some text, and what it is: "title", "sentence", "dim", or "match" and "title-match"."""


class Results(Widget):
    """Results with a cursor; the field above keeps the keys."""

    ALLOW_SELECT = False

    @dataclass
    class Chosen(Message):
        """The reader clicked on a result."""

        index: int

    @dataclass
    class NearEnd(Message):
        """The cursor comes to the last results that are there."""

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.look = look
        self.results: list[Result] = []
        self.cursor = 0
        self.message = ""
        self._top = 0
        self._laid: dict[int, list[list[Piece]]] = {}
        self._styles_of: dict[tuple[str, bool], Style] = {}

    def notify_style_update(self) -> None:
        """Colours may be others now."""
        super().notify_style_update()
        self._styles_of = {}

    def show(self, results: Sequence[Result], message: str = "") -> None:
        """Show other results, the cursor on the first.

        Args:
            results: The best first.
            message: What is said where there are none.
        """
        self.results, self.message = list(results), message
        self.cursor = self._top = 0
        self._laid.clear()
        self.refresh()

    def add(self, results: Sequence[Result]) -> None:
        """Show more, below the others."""
        self.results += results
        self.refresh()

    @property
    def near_end(self) -> bool:
        """Whether the cursor comes to the last results that are there."""
        return self.cursor + NEAR >= len(self.results)

    def move(self, by: int) -> None:
        """Move the cursor by so many results, stopping at the ends."""
        if not self.results:
            return
        last = len(self.results) - 1
        self.cursor = max(0, min(last, self.cursor + by))
        if self.near_end:
            self.post_message(self.NearEnd())
        self._keep_in_view()

    def page(self, pages: int) -> None:
        """Move the cursor by so many screenfuls."""
        rows, count = self.size.height, 0
        while rows > 0 and self._top + count < len(self.results):
            rows -= self._height(self._top + count)
            count += 1
        self.move(pages * max(1, count - 1))

    def _keep_in_view(self) -> None:
        self._top = min(self._top, self.cursor)
        rows = sum(self._height(index) for index in range(self._top, self.cursor + 1))
        # The free row below the last one may fall below the edge.
        while self._top < self.cursor and rows - 1 > self.size.height:
            rows -= self._height(self._top)
            self._top += 1
        self.refresh()

    def _on_resize(self, event: events.Resize) -> None:
        self._laid.clear()
        if self.results:
            self._keep_in_view()

    # Rows

    def _rows(self, index: int) -> list[list[Piece]]:
        """What a result shows, row by row, without the free row below it."""
        if index not in self._laid:
            self._laid[index] = laid_out(self.results[index], max(8, self.size.width - 2))
        return self._laid[index]

    def _height(self, index: int) -> int:
        result = self.results[index]
        return len(self._rows(index)) + bool(result.sentence or result.detail)

    def _at(self, y: int) -> tuple[int, int] | None:
        """The result at a row of the widget, and which of its rows that is."""
        index = self._top
        while index < len(self.results):
            height = self._height(index)
            if y < height:
                return index, y
            y -= height
            index += 1
        return None

    def render_line(self, y: int) -> Strip:
        """One row."""
        width, place = self.size.width, self._at(y)
        ground = self._style("", False)
        if place is None:
            words = self.message if y == 0 and not self.results else ""
            return Strip([Segment(f"  {words}", self._style("dim", False))]).adjust_cell_length(width, ground)
        index, row = place
        rows, under = self._rows(index), index == self.cursor
        if row >= len(rows):
            return Strip.blank(width, ground)
        bar = Segment("▌ " if under else "  ", self._style("bar", under))
        pieces = [Segment(text, self._style(kind, under)) for text, kind in rows[row]]
        return Strip([bar, *pieces]).adjust_cell_length(width, self._style("", under))

    def _style(self, kind: str, under: bool) -> Style:
        """The style of a piece; of one under the cursor too, and of the ground itself."""
        style = self._styles_of.get((kind, under))
        if style is None:
            style = self.rich_style + (self.look["list-cursor"] if under else Style())
            if kind:
                style += self._own_style(kind)
            self._styles_of[kind, under] = style
        return style

    def _own_style(self, kind: str) -> Style:
        role, words = {
            "title": ("list-title", Style(bold=True)),
            "title-match": ("headline", Style(bold=True, underline=True)),
            "sentence": ("text", Style()),
            "match": ("headline", Style(bold=True)),
            "bar": ("list-bar", Style()),
            "dim": ("dim", Style()),
        }[kind]
        style = self.look[role]
        return Style(color=style.color, bold=style.bold, italic=style.italic, dim=style.dim) + words

    # The mouse

    async def _on_click(self, event: events.Click) -> None:
        if (place := self._at(event.y)) is not None:
            self.cursor = place[0]
            self.refresh()
            self.post_message(self.Chosen(place[0]))

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.move(1)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.move(-1)


def laid_out(result: Result, width: int) -> list[list[Piece]]:
    """A result's rows: its title, what stands behind or below it, and the sentence.

    Args:
        result: It.
        width: In cells.
    """
    title = fitted(" ".join(result.title.split()), width)
    rows = [_pieces(title, 0, len(title), result.title_marked, "title")]
    if result.detail:
        if cell_len(title) + 2 + cell_len(result.detail) <= width:
            rows[0].append((f"  {result.detail}", "dim"))
        else:
            rows.append([(fitted(result.detail, width), "dim")])
    if result.sentence:
        rows += _sentence(result, width)
    return rows


def _sentence(result: Result, width: int) -> list[list[Piece]]:
    """The sentence in a few rows, cut about its first match where it is longer."""
    rows: list[list[Piece]] = []
    for start in _beginnings(result, width):
        rows, end = _rows_from(result, width, start)
        if not result.marked or result.marked[0].end <= end:
            break
    return rows


def _beginnings(result: Result, width: int) -> Iterator[int]:
    """From which characters the sentence may be shown, until its first match is: the most before it first."""
    yield 0
    if result.marked:
        match = result.marked[0].start
        start = max(0, match - SENTENCE_ROWS * width // 3)
        yield result.sentence.find(" ", start, match) + 1 or start
        yield match


def _rows_from(result: Result, width: int, start: int) -> tuple[list[list[Piece]], int]:
    """The rows of a sentence that is shown from a character on, and the character after the last shown."""
    before = (f"{result.where}: " if result.where else "") + (ELLIPSIS if start else "")
    rows: list[list[Piece]] = []
    end = start
    while start < len(result.sentence) and len(rows) < SENTENCE_ROWS:
        room = width - cell_len(before)
        last = len(rows) == SENTENCE_ROWS - 1
        end = _row_end(result.sentence, start, room - last)
        cut = last and bool(result.sentence[end:].strip())
        pieces = _pieces(result.sentence, start, end, result.marked, "sentence")
        rows.append([*([(before, "dim")] if before else []), *pieces, *([(ELLIPSIS, "dim")] if cut else [])])
        before, start = "", end
        while start < len(result.sentence) and result.sentence[start] == " ":
            start += 1
    return rows, end


def _row_end(text: str, start: int, room: int) -> int:
    """Where a row that begins at `start` ends: at a space if there is one, before `room` cells are full."""
    cells, end, space = 0, start, -1
    while end < len(text):
        cells += cell_len(text[end])
        if cells > room:
            return space if space > start else max(end, start + 1)
        if text[end] == " ":
            space = end
        end += 1
    return end


def _pieces(text: str, start: int, end: int, marked: Sequence[Span], kind: str) -> list[Piece]:
    """A stretch of a text, taken apart where words in it are marked."""
    match = "title-match" if kind == "title" else "match"
    pieces: list[Piece] = []
    at = start
    for span in marked:
        left, right = max(at, span.start), min(end, span.end)
        if left < right:
            pieces += [(text[at:left], kind)] if at < left else []
            pieces.append((text[left:right], match))
            at = right
    return [*pieces, (text[at:end], kind)] if at < end or not pieces else pieces
