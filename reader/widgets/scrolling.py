"""A page of text that scrolls by its places: what part of an article is on the screen, and how to move it."""

from __future__ import annotations

from textual.message import Message
from textual.reactive import var
from textual.widget import Widget

from reader.domain.article import Article
from reader.domain.span import Span
from reader.typeset.frame import WIDE
from reader.typeset.layout import Layout
from reader.typeset.options import Options
from reader.typeset.pages import rows_that_end_well
from reader.typeset.rows import Place, Row

GUTTER = 3
"""Cells kept free on either side of the text; the signs of notes stand in the left one."""

EYE = 3
"""The eye rests about a third of the way down: one part in this many of the height."""


class Scrolling(Widget, can_focus=True):
    """Knows where in a text the reader is.

    Places are offsets in the article's canonical text; rows exist only on the screen.
    """

    top: var[Place] = var(Place(0, 0), init=False)
    """The first row, for what must be drawn in one go with the text; all others listen to `Moved`."""

    class Moved(Message):
        """The text on the screen changed."""

    def __init__(self, *, measure: int, options: Options, id: str | None = None) -> None:
        super().__init__(id=id)
        self.measure = measure
        self.options = options
        self.article: Article | None = None
        self._layout: Layout | None = None
        self._top = Place(0, 0)
        self._held = 0  # the character that stays in the first row while only the page changes
        self._shift = 0  # by how many cells what is too wide is scrolled sideways
        self._tidy = True  # whether a heading at the foot waits for the text below it
        self._rows: list[tuple[Place, Row]] | None = None
        self._set_for = self.size  # the size that the page is set for

    # Where the reader is

    @property
    def layout_of_text(self) -> Layout | None:
        """The article as typeset for the present width; None while there is nothing to set."""
        if self._set_for != self.size:
            # Not only when word of it comes: a frame that is drawn before would be sent for nothing.
            self._set_for = self.size
            self._layout = None
            self._place(self._held)
        if self._layout is None and self.article is not None and self.article.blocks and self.size.width:
            self._layout = Layout(self.article, self.text_width + self._hang, self.options)
            self._layout.shift = self._shift
            self._rows = None
            self.forget_drawn()
        return self._layout

    @property
    def text_width(self) -> int:
        """The measure that there is room for, in cells."""
        return max(8, min(self.measure, self.room))

    @property
    def room(self) -> int:
        """The widest measure that there is room for, in cells."""
        return self.size.width - 2 * GUTTER

    @property
    def indent(self) -> int:
        """How far from the left edge the rows begin, in cells."""
        return max(0, (self.size.width - self.text_width) // 2 - self._hang)

    @property
    def sign_column(self) -> int:
        """The cell of the gutter where signs stand, one before the text and its hanging marks."""
        return self.indent + self._hang - 2

    @property
    def _hang(self) -> int:
        """The cell of the gutter in which opening quotation marks hang."""
        return int(self.options.hang and self.text_width + 1 >= WIDE)

    @property
    def position(self) -> int:
        """The character that the reader went to, where it stands in the first row; else the first there."""
        layout = self.layout_of_text
        if layout is None:
            return self._held
        row = layout.row(self._top)
        return self._held if row.start <= self._held < row.end else row.start

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
        if self._rows is None:
            rows = layout.window(self._top, self.size.height)
            if self._tidy and self._top < self._last:
                rows = rows[: rows_that_end_well(rows)]
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
        if rows > 0:
            top = min(top, self._last)
        if top != self._top:
            self._go(top)

    def page(self, pages: int) -> None:
        """Scroll by whole pages, as the typesetter breaks them."""
        layout = self.layout_of_text
        for _ in range(abs(pages) if layout and self.size.height else 0):
            assert layout is not None
            before = self._top
            if pages > 0:
                below = layout.move(self.rows()[-1][0], 1)
                top = min(layout.page_down(self._top, self.size.height), below, self._last)
                # White space at the head of a page parts nothing.
                while top < self._last and layout.row(top).is_empty:
                    top = layout.move(top, 1)
            else:
                top = layout.page_up(self._top, self.size.height)
            self._go(top, tidy=True)
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
        self._go(min(place, self._last), tidy=True)
        row = layout.row(self._top)
        if row.start <= offset < row.end:
            self._held = offset

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
        self._go(Place(0, 0), tidy=True)

    def go_end(self) -> None:
        """To the last row at the foot of the screen."""
        if self.layout_of_text:
            self._go(self._last)

    @property
    def has_more(self) -> bool:
        """Whether code or a table on the screen goes on to the right."""
        return any(row.more for _, row in self.rows())

    def sideways(self, cells: int) -> bool:
        """Scroll what is too wide to the left (`cells` negative) or right; whether there was more to see."""
        shift = max(0, self._shift + cells)
        if shift == self._shift or (cells > 0 and not self.has_more):
            return False
        self._shift_to(shift)
        self.refresh()
        return True

    def sideways_home(self) -> bool:
        """Scroll what is too wide all the way back; whether it was scrolled."""
        return self.sideways(-self._shift)

    def _shift_to(self, cells: int) -> None:
        self._shift, self._rows = cells, None
        if self.layout_of_text:
            self.layout_of_text.shift = cells
        self.forget_drawn()

    @property
    def _last(self) -> Place:
        layout = self.layout_of_text
        assert layout is not None
        return layout.top_of_end(self.size.height)

    def _set(self, offset: int) -> None:
        """Stand where the row is that holds `offset`, and stay there whatever happens to the page."""
        self._place(offset)
        self.forget_drawn()
        self.refresh()
        self.post_message(self.Moved())

    def _place(self, offset: int) -> None:
        self._rows, self._held, self._tidy = None, offset, True
        layout = self.layout_of_text
        self._top = layout.place_of(offset) if layout and offset else Place(0, 0)
        if layout:
            self._top = min(self._top, self._last)

    def _go(self, top: Place, *, tidy: bool = False) -> None:
        if (top, tidy) == (self._top, self._tidy):
            return
        self._top, self._tidy, self._rows = top, tidy, None
        if self.layout_of_text:
            self._held = self.layout_of_text.offset_of(top)
        if self._shift and not any(row.cut for _, row in self.rows()):
            self._shift_to(0)
        self.refresh()
        self.top = top
        self.post_message(self.Moved())

    def forget_drawn(self) -> None:
        """Called where what was drawn no longer holds."""

    def _on_resize(self) -> None:
        self._set(self._held)
