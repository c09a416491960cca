"""The article's body: one widget, drawn line by line, that makes only the rows on the screen."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.strip import Strip

from reader.domain.article import Article
from reader.theming.look import Look
from reader.typeset.options import Options
from reader.typeset.rows import Place, Row
from reader.widgets.dragging import Dragging
from reader.widgets.paint import Layer, Overlay, paint_row
from reader.widgets.ruler import banded
from reader.widgets.scrolling import EYE

LAYERS = ("code", "entities", "surroundings", "highlights", "matches", "current", "selection")
"""What may be laid over the text, from the bottom up."""


class Body(Dragging):
    """Shows one article at a time, with whatever is laid over its text."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self, look: Look, *, measure: int, options: Options | None = None, id: str | None = None
    ) -> None:
        super().__init__(measure=measure, options=options or Options(), id=id)
        self.look = look
        self.message = ""
        self.links = False
        """Whether the terminal gets the addresses of links, so that a click of its own opens them."""
        self._signs: Mapping[int, str] = {}
        self._signed: Sequence[int] = ()
        self._at_hand: int | None = None
        self._labels: list[tuple[int, str]] = []
        self._lead: int | None = None
        self._layers = {name: Layer() for name in LAYERS}
        self._strips: dict[Place, Strip] = {}

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
        self._layout, self._shift, self._at = None, 0, offset
        self._set(offset)

    def grow(self, article: Article) -> None:
        """Replace the article by a longer one that begins with the very same text; nothing moves."""
        self.article, self._layout = article, None
        self._set(self._held)

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
        before, now = {self._at_hand, self._lead}, {at_hand, lead}
        same = signs is self._signs
        if same and (at_hand, lead) == (self._at_hand, self._lead):
            return
        self._at_hand, self._lead = at_hand, lead
        if not same:
            self._signs, self._signed = signs, sorted(signs)
            self._repaint()
            return
        changed = {offset for offset in before | now if offset is not None}
        for place, row in self.rows():
            if any(row.start <= offset < row.end for offset in changed):
                self._strips.pop(place, None)
        self.refresh()

    def set_look(self, look: Look) -> None:
        """Draw with another theme."""
        self.look = look
        self._repaint()

    def set_page(self, *, measure: int | None = None, options: Options | None = None) -> None:
        """Set the text to another measure (in cells) or in another manner, keeping the place."""
        self.measure = self.measure if measure is None else measure
        self.options = self.options if options is None else options
        self._layout = None
        self._set(self._held)

    # Drawing

    def notify_style_update(self) -> None:
        """Forget what was drawn with the former styles."""
        super().notify_style_update()
        self.forget_drawn()

    def forget_drawn(self) -> None:
        """Draw every row anew when it is next asked for."""
        self._strips.clear()

    def rule_moved(self) -> None:
        """Draw the page with its ruler where that lies now."""
        self._layers["surroundings"] = Layer(self.surroundings())
        if self.lit is not None or not self.ruled:
            self.forget_drawn()
        self.refresh()

    def _repaint(self) -> None:
        self.forget_drawn()
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
            strip = paint_row(
                row, self.look, list(self._layers.values()), width, self.indent, links=self.links
            )
            self._strips[place] = strip = self._labelled(row, self._led(row, self._with_sign(row, strip)))
        if place == self.ruled:
            left, right = max(0, self.sign_column), self.sign_column + self.text_width + 3
            return banded(strip, self.look, left, min(right, width), "|" if self.options.ascii else "▌")
        return strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a region of the widget."""
        return [self.render_line(y).crop(crop.x, crop.right) for y in range(crop.y, crop.bottom)]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """All there is."""
        return container.width

    def _with_sign(self, row: Row, strip: Strip) -> Strip:
        at = bisect_left(self._signed, row.start)
        if at == len(self._signed) or self._signed[at] >= row.end or self.sign_column < 0:
            return strip
        here = self._at_hand is not None and row.start <= self._at_hand < row.end
        offset = self._at_hand if here and self._at_hand in self._signs else self._signed[at]
        style = self.look["note-sign" if here or self._at_hand is None else "dim"]
        left = self.sign_column
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

    def _on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        event.stop()
        self.sideways(4)

    def _on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        event.stop()
        self.sideways(-4)

    def clicked(self, offset: int) -> None:
        """Lay the ruler there."""
        self._lay_ruler(offset)
