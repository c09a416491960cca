"""The reading ruler: the line, or the paragraph, that is being read, set off from the rest of the page."""

from __future__ import annotations

from collections.abc import Iterator

from rich.segment import Segment
from textual.strip import Strip

from reader.domain.article import words_in
from reader.domain.settings import RULERS
from reader.domain.span import Span
from reader.theming.look import Look
from reader.typeset.rows import Place
from reader.widgets.paint import Overlay
from reader.widgets.scrolling import EYE, Scrolling

OFF, LINE, PARAGRAPH = RULERS


class Ruled(Scrolling):
    """Text that scrolls under a ruler, where the reader wants one.

    The ruler goes with the keys: it walks down the screen to where the eye rests, and from there on the text
    moves under it.

    Attributes:
        ruler: One of `RULERS`.
    """

    ruler = OFF
    _at = 0

    def set_ruler(self, ruler: str) -> None:
        """Set off the line or the paragraph that is being read, or nothing (one of `RULERS`)."""
        if self.ruler == OFF:
            self._at = super().eye
        self.ruler = ruler
        self.rule_moved()

    @property
    def here(self) -> int:
        """The character from which a step to the next sentence or paragraph is taken."""
        return self.position if self.ruler == OFF else self._at

    @property
    def eye(self) -> int:
        """The character at which the reader is taken to look."""
        return super().eye if self.ruler == OFF else self._at

    @property
    def standing(self) -> tuple[Place, int]:
        """What differs as soon as the text or the ruler moved: the first row, and where the ruler lies."""
        return self._top, self._at

    def seconds_to_eye(self, pace: int) -> float:
        """How long it takes to read from the first row to where the eye rests, or on under the ruler.

        Args:
            pace: In words a minute.
        """
        if self.ruler != OFF:
            return self.seconds_at_eye(pace)
        above = self.rows()[: self.size.height // EYE]
        return sum(words_in(row.text) for _, row in above) * 60 / pace

    def seconds_at_eye(self, pace: int) -> float:
        """How long the row at which the reader looks is to stay there, so that all are read at a pace.

        Empty rows below a row of text take their share of its time.

        Args:
            pace: In words a minute.
        """
        layout = self.layout_of_text
        if layout is None:
            return 0
        if self.ruler != OFF:
            return words_in(layout.row(layout.place_of(self._at)).text) * 60 / pace
        rows = [row for _, row in self.rows()]
        at = min(self.size.height // EYE, len(rows) - 1)
        while at > 0 and rows[at].is_empty:
            at -= 1
        below = next((empty for empty, row in enumerate(rows[at + 1 :]) if not row.is_empty), 0)
        return words_in(rows[at].text) * 60 / pace / (1 + below)

    @property
    def ruled(self) -> Place | None:
        """The row that is under the ruler; None where no line is."""
        layout = self.layout_of_text if self.ruler == LINE else None
        return layout.place_of(self._at) if layout else None

    @property
    def lit(self) -> Span | None:
        """The characters that the rest is dimmed around; None where nothing is dimmed."""
        layout = self.layout_of_text if self.ruler == PARAGRAPH else None
        if layout is None:
            return None
        row = layout.row(layout.place_of(self._at))
        block = layout.article.blocks[row.block]
        return Span(min(row.start, block.start), block.end)

    def surroundings(self) -> Iterator[Overlay]:
        """What dims the text around the paragraph that is being read."""
        lit = self.lit
        if lit is not None and self.article is not None:
            if lit.start:
                yield Overlay(0, lit.start, "surroundings")
            if lit.end < len(self.article.text):
                yield Overlay(lit.end, len(self.article.text), "surroundings")

    def step_to(self, offset: int) -> None:
        """Go on to a character nearby: the text scrolls to it or, under a ruler, no further than it must."""
        if self.ruler == OFF:
            self.go_to(offset)
        else:
            self._walk_to(offset)

    def move(self, rows: int) -> None:
        """Scroll by `rows`, or move the ruler by as many rows of text."""
        if self.ruler == OFF:
            super().move(rows)
        else:
            self._walk_to(self.vertical(self._at, rows))

    def page(self, pages: int) -> None:
        """Scroll by whole pages; the ruler goes to the first row of the page."""
        before = self._top
        super().page(pages)
        if self.ruler != OFF:
            rows = [row for _, row in self.rows() if row.end > row.start]
            if rows:
                self._lay_ruler(rows[-1 if pages > 0 and before == self._top else 0].start)

    def go_to(self, offset: int, *, at: float = 0.0) -> None:
        """Bring the row that holds `offset` to a height of the screen, the ruler with it."""
        super().go_to(offset, at=at)
        self._lay_ruler(offset)

    def reveal(self, offset: int) -> None:
        """Scroll only when the character at `offset` is not on the screen; the ruler goes there."""
        super().reveal(offset)
        self._lay_ruler(offset)

    def go_home(self) -> None:
        """To the first row."""
        super().go_home()
        self._lay_ruler(0)

    def go_end(self) -> None:
        """To the last row at the foot of the screen."""
        super().go_end()
        self._lay_ruler(self.seen.end - 1)

    def _walk_to(self, offset: int) -> None:
        layout = self.layout_of_text
        if layout is None:
            return
        down = offset >= self._at
        self._lay_ruler(offset)
        below_eye = layout.distance(self._top, layout.place_of(self._at), 10_000) - self.size.height // EYE
        if below_eye > 0 if down else below_eye < 0:
            super().move(below_eye)

    def _set(self, offset: int) -> None:
        super()._set(offset)
        if self.ruler != OFF:
            self._at = offset if self.row_of(self._at) is None else self._at
            self.rule_moved()

    def _go(self, top: Place, *, tidy: bool = False) -> None:
        super()._go(top, tidy=tidy)
        if self.ruler != OFF and self.row_of(self._at) is None:
            seen = self.seen
            self._lay_ruler(seen.start if self._at < seen.start else seen.end - 1)

    def _lay_ruler(self, offset: int) -> None:
        layout, before = self.layout_of_text, (self.ruled, self.lit)
        self._at = layout.row(layout.place_of(offset)).start if layout else offset
        if before != (self.ruled, self.lit):
            self.rule_moved()

    def rule_moved(self) -> None:
        """Called where the ruler lies elsewhere now, or nowhere."""


def banded(strip: Strip, look: Look, left: int, right: int, sign: str) -> Strip:
    """A row as it looks under the ruler, from the cell `left` to before the cell `right`.

    What has a ground of its own, as a highlight has, keeps it.

    Args:
        strip: The row, as wide as the screen.
        look: The theme.
        left: In cells.
        right: In cells.
        sign: Stands in the first cell, for those who see no colours.
    """
    page, ruler = look["text"].bgcolor, look["ruler"]
    before, middle, after = strip.divide([left, right, strip.cell_length])
    band = [
        Segment(text, (style or look["text"]) + ruler if style is None or style.bgcolor == page else style)
        for text, style, _ in middle
    ]
    if band and band[0].text.startswith(" "):
        band[0] = Segment(band[0].text[1:], band[0].style)
        band.insert(0, Segment(sign, look["list-bar"] + ruler))
    return Strip.join([before, Strip(band, middle.cell_length), after])
