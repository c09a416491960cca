"""The list of articles: drawn by the line, whatever its length."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.theming.look import Look
from reader.widgets import list_rows
from reader.widgets.labels import fitted
from reader.widgets.list_rows import Item
from reader.widgets.views_line import ViewName, laid_out

HEAD = 2
"""Rows above the first entry; one more where there are views."""


class Items(Protocol):
    """What the list shows: any number of items, of which only those are asked for that are on the screen."""

    def __len__(self) -> int:
        """How many there are."""
        ...

    def __getitem__(self, index: int) -> Item:
        """The item at a place, from 0."""
        ...

    def place_of(self, article_id: str) -> int | None:
        """Where an article stands; None where it does not."""
        ...


class Nothing:
    """No rows."""

    def __len__(self) -> int:
        return 0

    def __getitem__(self, index: int) -> Item:
        raise IndexError(index)

    def place_of(self, article_id: str) -> None:
        """Nowhere."""
        return


class ArticleList(Widget, can_focus=True):
    """Articles, one under another, with a cursor and a bar at the one that is open."""

    ALLOW_SELECT = False

    class Chosen(Message):
        """The reader clicked on an article, or pressed the key that opens it."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class ViewChosen(Message):
        """The reader clicked on a view."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.look = look
        self.heading = ""
        self.items: Items = Nothing()
        self.cursor = 0
        self.current = ""
        self._top = 0
        self._files = (0, 0)
        self._views: Sequence[ViewName] = ()
        self._view = ""
        self.selected: dict[str, None] = {}
        self._last_selected = 0
        self._moved_in = False

    def set_rows(self, rows: Items, heading: str, *, anew: bool = False) -> None:
        """Show other rows; the cursor stays on its article, and that where it was on the screen.

        Until the reader has moved in the list, it is shown from its first row on where the cursor is in
        sight then.

        Args:
            rows: What to show.
            heading: What stands above them.
            anew: Whether something else was asked for, so that they are shown from the first row on.
        """
        held = [] if anew or not self._moved_in else self._held()
        at = self._id_at(self.cursor)
        self.items, self.heading = rows, heading
        place = rows.place_of(at) if at else None
        self.cursor = place if place is not None else 0 if anew else max(0, min(self.cursor, len(rows) - 1))
        if anew or not self._moved_in:
            self._top = 0
        for anchor, above in held:
            if (found := rows.place_of(anchor)) is not None:
                self._top = max(0, found - above)
                break
        else:
            self._top = max(0, min(self._top, len(rows) - 1))
        self._top = min(self._top, self._last_top)
        if anew or not self._moved_in or (held and held[0][0] == at):
            self._keep_in_view()
        self.refresh()

    @property
    def _last_top(self) -> int:
        """The entry on top when the last one stands at the lower edge: further down, rows would be empty."""
        rows, top = self.size.height - self._above + 1, len(self.items)
        while top > 0 and (rows := rows - self._height(top - 1)) >= 0:
            top -= 1
        return min(top, max(0, len(self.items) - 1))

    def _held(self) -> list[tuple[str, int]]:
        """What should stay where it is: the first of these that is still there, with so many above it.

        That is the article under the cursor, where it is to be seen, and then those on the screen.
        """
        shown = range(self._top, min(self._top + self._fitting, len(self.items)))
        order = [self.cursor, *shown] if self.cursor in shown else list(shown)
        return [(self._id_at(index), index - self._top) for index in order]

    def _id_at(self, index: int) -> str:
        return self.items[index].id if 0 <= index < len(self.items) else ""

    def set_progress(self, done: int, of: int) -> None:
        """Show how many files are read, and of how many; none of none for nothing to tell."""
        if (done, of) != self._files:
            self._files = (done, of)
            self.refresh()

    def set_views(self, views: Sequence[ViewName], active: str) -> None:
        """Name the views of the list in its head, where there are any.

        Args:
            views: Those that the reader saved.
            active: The name of the one that is shown; empty for the whole list.
        """
        named = [ViewName(""), *views] if views else []
        if (named, active) != (self._views, self._view):
            self._views, self._view = named, active
            self._keep_in_view()

    def set_current(self, article_id: str) -> None:
        """Mark the article that is open, and put the cursor on it."""
        self._moved_in = self._moved_in or bool(self.current)
        self.current = article_id
        if (place := self.items.place_of(article_id)) is not None:
            self.cursor = place
        self._keep_in_view()

    def select_next(self, count: int) -> None:
        """Select the article under the cursor, or let it go, and go on to the next; `count` times."""
        self._moved_in = True
        for _ in range(min(count, len(self.items) - self.cursor)):
            one = self._id_at(self.cursor)
            self._last_selected = self.cursor
            if one in self.selected:
                del self.selected[one]
            else:
                self.selected[one] = None
            self.cursor = min(self.cursor + 1, len(self.items) - 1)
        self._keep_in_view()

    def select_to_cursor(self) -> None:
        """Select everything from the article selected last to the one under the cursor."""
        first, last = sorted((min(self._last_selected, len(self.items) - 1), self.cursor))
        self.selected |= {self._id_at(index): None for index in range(max(0, first), last + 1)}
        self._last_selected = self.cursor
        self.refresh()

    def select(self, ids: Iterable[str]) -> None:
        """Select these articles and no others."""
        self.selected = dict.fromkeys(ids)
        self.refresh()

    def set_look(self, look: Look) -> None:
        """Draw with another theme."""
        self.look = look
        self.refresh()

    def move(self, items: int) -> None:
        """Move the cursor by so many articles, stopping at the ends."""
        self._moved_in = True
        self.cursor = max(0, min(len(self.items) - 1, self.cursor + items))
        self._keep_in_view()

    def page(self, pages: float) -> None:
        """Move the cursor by so many screenfuls."""
        self.move(round(pages * max(1, self._fitting)))

    def _height(self, index: int) -> int:
        """The rows of an entry, with that of its group's name where it is the first of it."""
        return list_rows.height(self.items[index], self.size.width - 1) + self._heads(index)

    def _heads(self, index: int) -> bool:
        """Whether an entry is the first of its group, whose name then stands above it."""
        group = self.items[index].group
        return bool(group) and (index == 0 or self.items[index - 1].group != group)

    @property
    def _above(self) -> int:
        """The rows above the first entry."""
        return HEAD + bool(self._views)

    @property
    def _fitting(self) -> int:
        """How many entries stand on the screen, at least one."""
        rows, count = self.size.height - self._above, 0
        while self._top + count < len(self.items):
            rows -= self._height(self._top + count)
            if rows < -1:
                break
            count += 1
        return max(1, count)

    def _keep_in_view(self) -> None:
        self._top = max(0, min(self._top, self.cursor, len(self.items) - 1))
        if self.size.height and self.items:
            rows = self.size.height - self._above
            first = self.cursor
            # The free row of the last entry may fall below the edge.
            left = rows + 1 - self._height(first)
            while first > 0 and left >= self._height(first - 1):
                first -= 1
                left -= self._height(first)
            self._top = max(self._top, first) if self.cursor >= self._top + self._fitting else self._top
        self.refresh()

    def _at(self, y: int) -> tuple[int, int] | None:
        """The entry at a row of the widget, and which of its rows that is."""
        row = y - self._above
        index = self._top
        while row >= 0 and index < len(self.items):
            height = self._height(index)
            if row < height:
                return index, row
            row -= height
            index += 1
        return None

    def _on_resize(self, event: events.Resize) -> None:
        self._keep_in_view()

    def _on_focus(self, event: events.Focus) -> None:
        self.refresh()

    def _on_blur(self, event: events.Blur) -> None:
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of the list."""
        width = self.size.width - 1
        alone = self.screen.has_class("-narrow")
        rail = Segment(" " if alone else "│", self.look["faint"])
        if y < self._above:
            strip = (self._head, self._second, lambda _: Strip([]))[y](width)
        else:
            place = self._at(y)
            strip = self._entry(*place, width) if place is not None else Strip([])
        return Strip.join([strip.adjust_cell_length(width, self.look["text"]), Strip([rail], 1)])

    def _head(self, width: int) -> Strip:
        words = f"{len(self.selected):,} selected" if self.selected else self.heading
        return Strip([Segment(fitted(f" {words}", width), self.look["dim"])])

    def _second(self, width: int) -> Strip:
        """How far the files are read, while they are; then the views."""
        if self._files[1]:
            return list_rows.files_read(*self._files, width, self.look)
        segments, used = [Segment(" ", self.look["text"])], 0
        for start, words, name in laid_out(self._views, self._view, width - 2):
            style = self.look["list-current" if name == self._view else "list-meta"]
            segments += [Segment(" " * (start - used), self.look["text"]), Segment(words, style)]
            used = start + cell_len(words)
        return Strip(segments)

    def _entry(self, index: int, row: int, width: int) -> Strip:
        item = self.items[index]
        if self._heads(index):
            if row == 0:
                return Strip([Segment(fitted(f" {item.group}", width), self.look["list-meta"])])
            row -= 1
        return list_rows.of_item(
            item,
            row,
            width,
            self.look,
            is_open=item.id == self.current,
            is_under_cursor=index == self.cursor and self.has_focus,
            is_selected=item.id in self.selected,
        )

    async def _on_click(self, event: events.Click) -> None:
        if event.y == 1 and self._views:
            for start, words, name in laid_out(self._views, self._view, self.size.width - 3):
                if name is not None and start < event.x <= start + cell_len(words):
                    self.post_message(self.ViewChosen(name))
            return
        place = self._at(event.y)
        if place is not None:
            self.cursor, self._moved_in = place[0], True
            self.refresh()
            self.post_message(self.Chosen(place[0]))

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._scroll(1)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._scroll(-1)

    def _scroll(self, items: int) -> None:
        self._moved_in = True
        self._top = max(0, min(self._last_top, self._top + items))
        self.refresh()
