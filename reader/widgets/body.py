"""The article's body: one widget, drawn line by line, that makes only the rows on the screen."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.domain.article import Article
from reader.domain.span import Span
from reader.theming.look import Look
from reader.typeset.layout import Layout
from reader.typeset.options import Options
from reader.typeset.rows import Place, Row
from reader.widgets.paint import Layer, Overlay, paint_row

GUTTER = 3
"""Cells kept free on either side of the text; the signs of notes stand in the left one."""

EYE = 3
"""The eye rests about a third of the way down: one part in this many of the height."""

LAYERS = ("entities", "highlights", "matches", "current", "selection")
"""What may be laid over the text, from the bottom up."""


class Body(Widget, can_focus=True):
    """Shows one article at a time and knows where in its text the reader is.

    Places are offsets in the article's canonical text; rows exist only on the screen.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = []

    @dataclass
    class Moved(Message):
        """The text on the screen changed."""

        body: Body

    @dataclass
    class Clicked(Message):
        """The reader pressed and let go of the mouse on the character at `offset` without dragging."""

        body: Body
        offset: int

    @dataclass
    class Dragged(Message):
        """The reader drags the mouse over the text, from `anchor` to `offset`; `done` once let go."""

        body: Body
        anchor: int
        offset: int
        done: bool

    def __init__(
        self, look: Look, *, measure: int, options: Options | None = None, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.look = look
        self.measure = measure
        self.options = options or Options()
        self.article: Article | None = None
        self.message = ""
        self._signs: Mapping[int, str] = {}
        self._signed: Sequence[int] = ()
        self._at_hand: int | None = None
        self._labels: list[tuple[int, str]] = []
        self._lead: int | None = None
        self._layers = {name: Layer() for name in LAYERS}
        self._layout: Layout | None = None
        self._top = Place(0, 0)
        self._strips: dict[Place, Strip] = {}
        self._rows: list[tuple[Place, Row]] | None = None
        self._drag: int | None = None
        self._was_dragged = False

    # What is shown

    def show(self, article: Article | None, offset: int = 0, message: str = "") -> None:
        """Show an article from the row that holds the character at `offset`.

        Args:
            article: What to show; None for an empty page.
            offset: In characters of its text.
            message: Stands on the empty page.
        """
        self.article, self.message = article, message
        self._layers = {name: Layer() for name in LAYERS}
        self._signs, self._signed, self._at_hand, self._lead = {}, (), None, None
        self._layout = None
        self._set(offset)

    def grow(self, article: Article) -> None:
        """Replace the article by a longer one that begins with the very same text; nothing moves."""
        offset = self.position
        self.article, self._layout = article, None
        self._set(offset)

    def lay(self, layer: str, overlays: Iterable[Overlay]) -> None:
        """Lay `overlays` over the text in place of those of the same layer (one of `LAYERS`)."""
        self._layers[layer] = Layer(overlays)
        self._repaint()

    def label(self, labels: Mapping[int, str]) -> None:
        """Put a few letters over the text at each of these offsets, in place of the former ones."""
        self._labels = sorted(labels.items())
        self._repaint()

    def sign(self, signs: Mapping[int, str], at_hand: int | None = None, lead: int | None = None) -> None:
        """Put signs in the gutter, and lead the eye from one row to the right edge.

        Args:
            signs: One cell each, by the offsets that their rows hold.
            at_hand: The offset whose sign stands out.
            lead: The offset from whose row a thin rule runs to the right edge; None for no rule.
        """
        if signs is not self._signs:
            self._signs, self._signed = signs, sorted(signs)
        elif (at_hand, lead) == (self._at_hand, self._lead):
            return
        self._at_hand, self._lead = at_hand, lead
        self._repaint()

    def set_look(self, look: Look) -> None:
        """Draw with another theme."""
        self.look = look
        self._repaint()

    def set_page(self, *, measure: int | None = None, options: Options | None = None) -> None:
        """Set the text to another measure (in cells) or in another manner, keeping the place."""
        offset = self.position
        self.measure = self.measure if measure is None else measure
        self.options = self.options if options is None else options
        self._layout = None
        self._set(offset)

    # Where the reader is

    @property
    def layout_of_text(self) -> Layout | None:
        """The article as typeset for the present width; None while there is nothing to set."""
        if self._layout is None and self.article is not None and self.article.blocks and self.size.width:
            self._layout = Layout(self.article, self.text_width, self.options)
            self._strips.clear()
            self._rows = None
        return self._layout

    @property
    def text_width(self) -> int:
        """The measure that there is room for, in cells."""
        return max(8, min(self.measure, self.size.width - 2 * GUTTER))

    @property
    def indent(self) -> int:
        """How far from the left edge the text begins, in cells."""
        return max(0, (self.size.width - self.text_width) // 2)

    @property
    def position(self) -> int:
        """The first character on the screen."""
        layout = self.layout_of_text
        return layout.offset_of(self._top) if layout else 0

    @property
    def seen(self) -> Span:
        """The characters on the screen."""
        covered = [row for _, row in self.rows() if row.end > row.start]
        return Span(covered[0].start, covered[-1].end) if covered else Span(self.position, self.position)

    @property
    def progress(self) -> float:
        """How much of the text has been on the screen, counted from its start: 0 to 1."""
        length = len(self.article.text) if self.article else 0
        return min(1.0, self.seen.end / length) if length else 0.0

    @property
    def eye(self) -> int:
        """The character at which the reader is taken to look."""
        rows = self.rows()
        target = min(self.size.height // EYE, max(0, len(rows) - 1))
        for _, row in rows[target:] + rows[:target][::-1]:
            if row.end > row.start:
                return row.start
        return self.position

    def rows(self) -> list[tuple[Place, Row]]:
        """The rows on the screen from the top, each with its place."""
        layout = self.layout_of_text
        if layout is None:
            return []
        if self._rows is None or len(self._rows) != self.size.height:
            rows = layout.window(self._top, self.size.height)
            place, places = self._top, []
            for _ in rows:
                places.append(place)
                place = layout.move(place, 1)
            self._rows = list(zip(places, rows, strict=True))
        return self._rows

    def row_of(self, offset: int) -> int | None:
        """How many rows below the top the character at `offset` stands; None when it is not on the screen."""
        layout, rows = self.layout_of_text, self.rows()
        if layout is None or not rows:
            return None
        place = layout.place_of(offset)
        if not rows[0][0] <= place <= rows[-1][0]:
            return None
        return next((y for y, (standing, _) in enumerate(rows) if standing == place), None)

    def offset_at(self, x: int, y: int) -> int | None:
        """The character at a cell of the widget, or the nearest in that row; None where there is no text."""
        rows = self.rows()
        if not 0 <= y < len(rows) or rows[y][1].end <= rows[y][1].start:
            return None
        return self._offset_in(rows[y][1], x)

    def vertical(self, offset: int, by: int) -> int:
        """The character above (`by` negative) or below the one at `offset`, so many rows of text away."""
        layout = self.layout_of_text
        if layout is None:
            return offset
        place = layout.place_of(offset)
        row = layout.window(place, 1)[0]
        x = self.indent + row.column_of(offset)
        step, found = (1 if by > 0 else -1), row
        while by:
            further = layout.move(place, step)
            if further == place:
                break
            place = further
            row = layout.window(place, 1)[0]
            if row.end > row.start:
                found = row
                by -= step
        return self._offset_in(found, x)

    def _offset_in(self, row: Row, x: int) -> int:
        return row.offset_at(max(0, x - self.indent))

    # Moving

    def move(self, rows: int) -> None:
        """Scroll by `rows` (up where negative), no further than the last full page."""
        layout = self.layout_of_text
        if layout is None:
            return
        top = layout.move(self._top, rows)
        self._go(min(top, self._last) if rows > 0 else top)

    def page(self, pages: int) -> None:
        """Scroll by whole pages, as the typesetter breaks them."""
        layout = self.layout_of_text
        for _ in range(abs(pages) if layout else 0):
            assert layout is not None
            turn = layout.page_down if pages > 0 else layout.page_up
            before = self._top
            self._go(min(turn(self._top, self.size.height), self._last))
            if before == self._top:
                return

    def go_to(self, offset: int, *, at: float = 0.0) -> None:
        """Bring the row that holds `offset` to a height of the screen: 0 its top, 0.33 where the eye is."""
        layout = self.layout_of_text
        if layout is None:
            return
        place = layout.place_of(offset)
        if at:
            place = layout.move(place, -int(self.size.height * at))
        self._go(min(place, self._last))

    def reveal(self, offset: int) -> None:
        """Scroll only when the character at `offset` is not on the screen, then to where the eye rests."""
        if self.row_of(offset) is None:
            self.go_to(offset, at=1 / EYE)

    def follow(self, offset: int) -> None:
        """Scroll as little as brings the character at `offset` onto the screen."""
        layout = self.layout_of_text
        if layout is None or self.row_of(offset) is not None:
            return
        place = layout.place_of(offset)
        self._go(place if place < self._top else layout.move(place, 1 - self.size.height))

    def go_home(self) -> None:
        """To the first row."""
        self._go(Place(0, 0))

    def go_end(self) -> None:
        """To the last row at the foot of the screen."""
        if self.layout_of_text:
            self._go(self._last)

    @property
    def _last(self) -> Place:
        layout = self.layout_of_text
        assert layout is not None
        return layout.top_of_end(self.size.height)

    def _set(self, offset: int) -> None:
        self._rows = None
        layout = self.layout_of_text
        self._top = layout.place_of(offset) if layout and offset else Place(0, 0)
        if layout:
            self._top = min(self._top, self._last)
        else:
            self._pending = offset
        self._repaint()
        self.post_message(self.Moved(self))

    def _go(self, top: Place) -> None:
        if top != self._top:
            self._top, self._rows = top, None
            self.refresh()
            self.post_message(self.Moved(self))

    # Drawing

    _pending = 0

    def _on_resize(self, event: events.Resize) -> None:
        offset = self._pending or self.position
        self._pending = 0
        self._layout = None
        self._set(offset)

    def notify_style_update(self) -> None:
        """Forget what was drawn with the former styles."""
        super().notify_style_update()
        self._strips.clear()

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        width = self.size.width
        rows = self.rows()
        if y >= len(rows):
            text = f"  {self.message}" if y == self.size.height // EYE and self.article is None else ""
            return Strip([Segment(text, self.look["dim"])]).adjust_cell_length(width, self.look["text"])
        place, row = rows[y]
        strip = self._strips.get(place)
        if strip is None or strip.cell_length != width:
            strip = paint_row(row, self.look, list(self._layers.values()), width, self.indent)
            self._strips[place] = strip = self._labelled(row, self._led(row, self._with_sign(row, strip)))
        return strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a region of the widget."""
        return [self.render_line(y).crop(crop.x, crop.right) for y in range(crop.y, crop.bottom)]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """All there is."""
        return container.width

    def _with_sign(self, row: Row, strip: Strip) -> Strip:
        at = bisect_left(self._signed, row.start)
        if at == len(self._signed) or self._signed[at] >= row.end or self.indent < 2:
            return strip
        here = self._at_hand is not None and row.start <= self._at_hand < row.end
        offset = self._at_hand if here and self._at_hand in self._signs else self._signed[at]
        style = self.look["note-sign" if here or self._at_hand is None else "dim"]
        left = self.indent - 2
        sign = Strip([Segment(self._signs[offset or 0], style)], 1)
        return Strip.join([strip.crop(0, left), sign, strip.crop(left + 1)])

    def _labelled(self, row: Row, strip: Strip) -> Strip:
        at = bisect_left(self._labels, (row.start, ""))
        while at < len(self._labels) and self._labels[at][0] < row.end:
            offset, letters = self._labels[at]
            left = self.indent + row.column_of(offset)
            label = Strip([Segment(letters.upper(), self.look["match-current"])], len(letters))
            strip = Strip.join([strip.crop(0, left), label, strip.crop(left + len(letters))])
            at += 1
        return strip

    def _led(self, row: Row, strip: Strip) -> Strip:
        begin = self.indent + row.cells + 1
        if self._lead is None or not row.start <= self._lead < row.end or begin >= strip.cell_length:
            return strip
        rule = ("-" if self.options.ascii else "─") * (strip.cell_length - begin)
        return Strip.join([strip.crop(0, begin), Strip([Segment(rule, self.look["faint"])], len(rule))])

    # The mouse

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.move(3)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.move(-3)

    async def _on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button == 1:
            self._drag, self._was_dragged = self.offset_at(event.x, event.y), False
            self.capture_mouse()

    def _on_mouse_move(self, event: events.MouseMove) -> None:
        if self._drag is not None and (offset := self.offset_at(event.x, event.y)) is not None:
            self._was_dragged = self._was_dragged or offset != self._drag
            if self._was_dragged:
                self.post_message(self.Dragged(self, self._drag, offset, done=False))

    async def _on_mouse_up(self, event: events.MouseUp) -> None:
        self.release_mouse()
        if self._drag is None:
            return
        offset = self.offset_at(event.x, event.y)
        if self._was_dragged:
            self.post_message(
                self.Dragged(self, self._drag, self._drag if offset is None else offset, done=True)
            )
        elif offset is not None:
            self.post_message(self.Clicked(self, offset))
        self._drag = None
