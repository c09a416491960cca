"""Rows to choose from: only those on the screen are made, measured and drawn, however many there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual import events
from textual.content import Content
from textual.geometry import Region, Size, Spacing
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.style import Style
from textual.visual import Padding, Visual
from textual.widget import Widget

from reader.widgets.bar import bar
from reader.widgets.fitted import Fitted
from reader.widgets.window import Window

Make = Callable[[int, int], Content]
"""Gives what row number so-and-so shows at a width in cells, in as many lines as it likes."""

MOST_KEPT = 1000
"""So many rows are kept as they were drawn."""

BAR = 1
"""Columns of the bar that tells how much there is above and below."""


def _none(_: int) -> bool:
    return False


class Rows(Widget):
    """Rows of a few lines each with a cursor; the keys are those of the screen that it stands on.

    Attributes:
        highlighted: The row under the cursor, None for none.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--row", "rows--cursor", "rows--head", "rows--hover"}
    DEFAULT_CSS = """
    Rows {
        color: $foreground;
        background: $surface;
        & > .rows--cursor {
            color: $foreground;
            background: $block-cursor-blurred-background;
            text-style: $block-cursor-blurred-text-style;
        }
        & > .rows--head { color: $text-disabled; }
        & > .rows--hover { background: $block-hover-background; }
    }
    """

    highlighted: reactive[int | None] = reactive(None, repaint=False)
    _hovered: reactive[int | None] = reactive(None, repaint=False)

    @dataclass
    class Moved(Message):
        """The cursor stands on another row."""

        index: int

    @dataclass
    class Chosen(Message):
        """The reader clicked on a row."""

        index: int

    def __init__(self, *, id: str, gap: int = 0) -> None:
        """No rows as yet.

        Args:
            id: Textual's id of the list.
            gap: So many empty lines part a row from the next; they are not marked with it.
        """
        super().__init__(id=id)
        self._gap = gap
        self._window = Window(self._height)
        self._make: Make = lambda _, __: Content("")
        self._is_head: Callable[[int], bool] = _none
        self._empty = Content("")
        self._grabbed = self._pressed_bar = False
        self._measured = Size(0, 0)
        self._made: dict[int, Content] = {}
        self._drawn: dict[tuple[int, str], list[Strip]] = {}
        self._bar: list[Segment] | None = None

    # What it shows

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._window.count

    def show(
        self,
        count: int,
        make: Make,
        *,
        at: int | None = None,
        is_head: Callable[[int], bool] = _none,
        empty: str = "",
    ) -> None:
        """Show other rows.

        Args:
            count: How many there are.
            make: Makes one; called for those that are on the screen.
            at: The one under the cursor; None for the first that can be chosen.
            is_head: Whether a row is the head of a group, which cannot be chosen.
            empty: What is said where there are none.
        """
        self._make, self._is_head, self._empty = make, is_head, Content(empty)
        self._window.count, self._window.place = count, (0, 0)
        self._hovered = None
        self._forget()
        self.refresh()
        if at is None:
            at = next((index for index in range(count) if not is_head(index)), None)
        self.set_reactive(Rows.highlighted, None)
        self.highlighted = at

    def add(self, count: int) -> None:
        """Show so many more rows below the others; nothing moves."""
        self._window.count += count
        self._forget()
        self.refresh()
        if self.highlighted is None:
            self.highlighted = next((n for n in range(self.count) if not self._is_head(n)), None)

    def reword(self) -> None:
        """The same rows have other words; nothing moves."""
        self._forget()
        self.refresh()

    def _forget(self) -> None:
        self._measured = self.size
        self._made.clear()
        self._drawn.clear()
        self.__dict__.pop("_bar_width", None)
        self._bar = None
        self._window.lines = self.size.height
        self._window.begin(*self._window.place)

    def notify_style_update(self) -> None:
        """Colours may be others now."""
        super().notify_style_update()
        self._drawn.clear()
        self._bar = None

    def _on_resize(self, _: events.Resize) -> None:
        if self._measured != self.size:
            self._measure()
            self.refresh()

    def _measure(self) -> None:
        """Make the rows for another size, which Textual tells only after it has had them drawn in it."""
        if self._measured != self.size:
            self._forget()
            self._keep_in_view()

    # The cursor

    def validate_highlighted(self, index: int | None) -> int | None:
        """Keep it on a row."""
        return None if index is None or not self.count else max(0, min(self.count - 1, index))

    def watch_highlighted(self, before: int | None, now: int | None) -> None:
        """Show it, and tell."""
        place = self._window.place
        self._keep_in_view()
        if place != self._window.place:
            self._bar = None
            self.refresh()
        else:
            self._repaint(before, now)
        if now is not None and not self._is_head(now):
            self.post_message(self.Moved(now))

    def watch__hovered(self, before: int | None, now: int | None) -> None:
        """Show it."""
        self._repaint(before, now)

    def step(self, by: int) -> None:
        """Move the cursor to the next row (1) or the one before (-1), around at the ends."""
        at = self.highlighted
        for _ in range(self.count):
            at = (at + by) % self.count if at is not None else 0 if by > 0 else self.count - 1
            if not self._is_head(at):
                self.highlighted = at
                return

    def leap(self, by: int) -> None:
        """Move the cursor by so many rows, stopping at the ends."""
        if self.highlighted is not None:
            self._choose_near(self.highlighted + by, 1 if by > 0 else -1)

    def page(self, pages: int) -> None:
        """Move the cursor by so many screenfuls, stopping at the ends."""
        if self.highlighted is None:
            return
        step, at, lines = (1 if pages > 0 else -1), self.highlighted, abs(pages) * (self.size.height - 1)
        while 0 <= at + step < self.count and (lines := lines - self._height(at + step)) >= 0:
            at += step
        self.leap(at - self.highlighted or step)

    def edge(self, way: int) -> None:
        """To the first row (-1) or the last (1)."""
        if self.count:
            self._choose_near(0 if way < 0 else self.count - 1, way)

    def _choose_near(self, at: int, way: int) -> None:
        """Set the cursor on a row, or on the next that can be chosen, that way or else the other."""
        at = max(0, min(self.count - 1, at))
        onwards, back = range(at, self.count), range(at, -1, -1)
        for index in chain(onwards, back) if way > 0 else chain(back, onwards):
            if not self._is_head(index):
                self.highlighted = index
                return

    # The rows

    @cached_property
    def _bar_width(self) -> int:
        """The columns of the bar, where not all rows are on the screen."""
        lines, width = 0, max(1, self.size.width - self._padding.width)
        for index in range(min(self.count, self.size.height + 1)):
            lines += self._make(index, width).plain.count("\n") + 1 + self._gap
            if lines > self.size.height:
                return BAR
        return 0

    @property
    def _padding(self) -> Spacing:
        return self.get_component_styles("rows--row").padding

    def _row(self, index: int) -> Content:
        made = self._made.get(index)
        if made is None:
            if len(self._made) > MOST_KEPT:
                self._made.clear()
            width = self.size.width - self._bar_width - self._padding.width
            made = self._made[index] = self._make(index, max(1, width))
        return made

    def _height(self, index: int) -> int:
        return self._row(index).plain.count("\n") + 1 + self._gap

    def _move_to(self, place: tuple[int, int]) -> None:
        """Begin with a line of a row."""
        if place != self._window.place:
            self._window.begin(*place)
            self._bar = None
            self.refresh()

    def _keep_in_view(self) -> None:
        """Have the cursor on the screen, with the heads above it."""
        at = self.highlighted
        if at is None or not self.size:
            return
        first = at
        while first and self._is_head(first - 1):
            first -= 1
        self._window.show_rows(first, at)

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One line."""
        self._measure()
        shown, width = self._window.shown(), self.size.width - self._bar_width
        if y < len(shown):
            index, line = shown[y]
            strips = self._strips(index)
        elif y == 0 and not self.count:
            line, strips = 0, self._set(self._empty, self.get_visual_style("rows--row", "rows--head"))
        else:
            line, strips = 0, []
        blank = Strip.blank(width, self.get_visual_style("rows--row").rich_style)
        strip = strips[line] if line < len(strips) else blank
        return Strip.join([strip, Strip([self._bar_at(y)], BAR)]) if self._bar_width else strip

    def _strips(self, index: int) -> list[Strip]:
        kind = (
            "head"
            if self._is_head(index)
            else "cursor"
            if index == self.highlighted
            else "hover"
            if index == self._hovered
            else "row"
        )
        strips = self._drawn.get((index, kind))
        if strips is None:
            if len(self._drawn) > MOST_KEPT:
                self._drawn.clear()
            style = self.get_visual_style("rows--row", *([] if kind == "row" else [f"rows--{kind}"]))
            strips = self._drawn[index, kind] = self._set(self._row(index), style)
        return strips

    def _set(self, words: Content, style: Style) -> list[Strip]:
        width = self.size.width - self._bar_width
        strips = Visual.to_strips(self, Padding(Fitted(lambda _: words), self._padding), width, None, style)
        return [strip.extend_cell_length(width, style.rich_style) for strip in strips]

    def _bar_at(self, y: int) -> Segment:
        """What the bar shows on a line; it is measured in rows."""
        if self._bar is None:
            styles = self.styles
            ground = self.background_colors[0] + styles.scrollbar_background
            colour = styles.scrollbar_color_active if self._grabbed else styles.scrollbar_color
            seen, above = self._window.measured()
            self._bar = bar(
                self.size.height,
                self.count,
                seen=seen,
                above=above,
                style=RichStyle(color=(ground + colour).rich_color, bgcolor=ground.rich_color),
            )
        return self._bar[y]

    def _repaint(self, *indexes: int | None) -> None:
        """Draw the lines of some rows anew."""
        lines = (
            [y for y, (index, _) in enumerate(self._window.shown()) if index in indexes] if self.size else []
        )
        if lines:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in lines))

    # The mouse

    def _index_at(self, x: int, y: int) -> int | None:
        shown = self._window.shown()
        on_row = 0 <= y < len(shown) and 0 <= x < self.size.width - self._bar_width
        return shown[y][0] if on_row and not self._is_head(shown[y][0]) else None

    async def _on_click(self, event: events.Click) -> None:
        # What is let go of over a row after the bar was dragged is a click for Textual.
        if not self._pressed_bar and (index := self._index_at(event.x, event.y)) is not None:
            self.highlighted = index
            self.post_message(self.Chosen(index))

    async def _on_mouse_down(self, event: events.MouseDown) -> None:
        self._pressed_bar = self._bar_width > 0 and event.x >= self.size.width - BAR
        if self._pressed_bar:
            self._grabbed = True
            self.capture_mouse()
            self._drag_to(event.y)

    async def _on_mouse_up(self, _: events.MouseUp) -> None:
        if self._grabbed:
            self._grabbed = False
            self.release_mouse()
            self._bar = None
            self.refresh()

    def _on_mouse_move(self, event: events.MouseMove) -> None:
        if self._grabbed:
            self._drag_to(event.y)
        else:
            self._hovered = self._index_at(event.x, event.y)

    def _on_leave(self, _: events.Leave) -> None:
        self._hovered = None

    def _drag_to(self, y: int) -> None:
        """Show what stands so far down the bar."""
        part = max(0.0, min(1.0, y / max(1, self.size.height - 1)))
        self._move_to(self._window.part(part))

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, 1)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, -1)

    def _wheel(self, event: events.MouseEvent, way: int) -> None:
        if self._bar_width:
            event.stop()
            self._move_to(self._window.moved(way * round(self.app.scroll_sensitivity_y)))
