"""The list of articles: drawn by the line, whatever its length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.theming.look import Look
from reader.widgets.labels import fitted, title_lines

ROWS = 4
"""Rows of an entry: two of title, one of source and age, one of progress; a short title leaves one free."""

HEAD = 2
"""Rows above the first entry."""


@dataclass(frozen=True, slots=True)
class Item:
    """What the list shows of an article.

    Attributes:
        id: The article's.
        title: Its headline.
        detail: Source, date and minutes, as one line.
        read: Whether it was read to the end or marked so.
        starred: Whether it has a star.
        noted: Whether it has notes or highlights.
        progress: How much of it was read, 0 to 1.
    """

    id: str
    title: str
    detail: str
    read: bool = False
    starred: bool = False
    noted: bool = False
    progress: float = 0.0


class ArticleList(Widget, can_focus=True):
    """Articles, one under another, with a cursor and a bar at the one that is open."""

    ALLOW_SELECT = False

    @dataclass
    class Chosen(Message):
        """The reader clicked on an article, or pressed the key that opens it."""

        list: ArticleList
        index: int

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.look = look
        self.heading = ""
        self.items: Sequence[Item] = ()
        self.cursor = 0
        self.current = ""
        self._top = 0

    def set_items(self, items: Sequence[Item], heading: str) -> None:
        """Show `items`; the cursor stays on the article it was on, wherever that stands now."""
        at = self.items[self.cursor].id if self.cursor < len(self.items) else ""
        self.items, self.heading = items, heading
        places = {item.id: index for index, item in enumerate(items)}
        self.cursor = places.get(at, min(self.cursor, max(0, len(items) - 1)))
        self._keep_in_view()

    def set_current(self, article_id: str) -> None:
        """Mark the article that is open, and put the cursor on it."""
        self.current = article_id
        for index, item in enumerate(self.items):
            if item.id == article_id:
                self.cursor = index
        self._keep_in_view()

    def set_look(self, look: Look) -> None:
        """Draw with another theme."""
        self.look = look
        self.refresh()

    def move(self, items: int) -> None:
        """Move the cursor by so many articles, stopping at the ends."""
        self.cursor = max(0, min(len(self.items) - 1, self.cursor + items))
        self._keep_in_view()

    def page(self, pages: float) -> None:
        """Move the cursor by so many screenfuls."""
        self.move(round(pages * max(1, self._fitting)))

    @property
    def _fitting(self) -> int:
        return max(1, (self.size.height - HEAD) // ROWS)

    def _keep_in_view(self) -> None:
        if self.cursor < self._top:
            self._top = self.cursor
        elif self.cursor >= self._top + self._fitting:
            self._top = self.cursor - self._fitting + 1
        self.refresh()

    def _on_resize(self, event: events.Resize) -> None:
        self._keep_in_view()

    def _on_focus(self, event: events.Focus) -> None:
        self.refresh()

    def _on_blur(self, event: events.Blur) -> None:
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of the list."""
        width = self.size.width - 1
        rail = Segment("│", self.look["faint"])
        if y < HEAD:
            head = f" {self.heading}" if y == 0 else ""
            strip = Strip([Segment(fitted(head, width), self.look["dim"])])
        else:
            index, row = divmod(y - HEAD, ROWS)
            index += self._top
            strip = self._entry(index, row, width) if index < len(self.items) else Strip([])
        return Strip.join([strip.adjust_cell_length(width, self.look["text"]), Strip([rail], 1)])

    def _entry(self, index: int, row: int, width: int) -> Strip:
        item = self.items[index]
        page = self.look["text"]
        open_now = item.id == self.current
        under_cursor = index == self.cursor and self.has_focus
        ground = self.look["list-cursor"] if under_cursor else self.look[""]
        bar = Segment("▌" if open_now else " ", self.look["list-bar"] + ground)
        titles = title_lines(item.title, width - 4)
        style = (
            self.look["list-current" if open_now else "list-title" if item.read else "list-unread"] + ground
        )
        if row >= len(titles) + 2:
            return Strip([Segment(" " * width, page)])
        if row < len(titles):
            sign, sign_style = " ", page
            if row == 0 and item.starred:
                sign, sign_style = "★", self.look["list-star"]
            elif row == 0 and not item.read:
                sign, sign_style = "•", self.look["list-bar"]
            text = set_cell_size(titles[row], width - 4)
            return Strip([bar, Segment(f"{sign} ", sign_style + ground), Segment(f"{text} ", style)])
        if row == len(titles):
            detail = f"{item.detail} ✎" if item.noted else item.detail
            text = set_cell_size(fitted(detail, width - 4), width - 4)
            return Strip(
                [bar, Segment("  ", page + ground), Segment(f"{text} ", self.look["list-meta"] + ground)]
            )
        return self._progress(item, width)

    def _progress(self, item: Item, width: int) -> Strip:
        if not 0 < item.progress < 1:
            return Strip([])
        figure = f" {round(item.progress * 100)} %"
        length = width - 4 - cell_len(figure)
        done = max(1, round(length * item.progress))
        return Strip(
            [
                Segment("   ", self.look["text"]),
                Segment("━" * done, self.look["list-progress"]),
                Segment("─" * (length - done), self.look["list-rail"]),
                Segment(figure, self.look["list-meta"]),
            ]
        )

    async def _on_click(self, event: events.Click) -> None:
        index = self._top + (event.y - HEAD) // ROWS
        if event.y >= HEAD and index < len(self.items):
            self.cursor = index
            self.refresh()
            self.post_message(self.Chosen(self, index))

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._scroll(1)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._scroll(-1)

    def _scroll(self, items: int) -> None:
        self._top = max(0, min(len(self.items) - self._fitting, self._top + items))
        self.refresh()
