"""Entries of the library as the list shows them, fetched as they are shown."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from reader.widgets.list_rows import Item

if TYPE_CHECKING:
    from reader.desk.collection import View
    from reader.desk.desk import Desk
    from reader.library.articlestate import ArticleState
    from reader.library.entry import Entry

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

PAGE, PAGES = 50, 40
"""Rows are fetched so many together, and so many times as many are held."""


def short_date(iso: str, today: date) -> str:
    """A day as the list shows it: "2 Mar", with the year where it is not this one's; "" for no date.

    Args:
        iso: ISO 8601, of which the date counts.
        today: What "this year" is.
    """
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return ""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def item_of(entry: Entry, state: ArticleState, noted: bool, today: date, group: str = "none") -> Item:
    """What the list shows of an article: its source or author, its day, and how long it takes."""
    source = entry.site or (entry.authors[0] if entry.authors else "")
    parts = [source, short_date(entry.published or "", today), f"{entry.minutes} min"]
    return Item(
        id=entry.id,
        title=entry.title,
        details=tuple(part for part in (*parts, *(f"#{tag}" for tag in state.tags)) if part),
        read=state.read,
        starred=state.starred,
        noted=noted,
        progress=state.progress,
        group=_group(entry, state, today, group),
    )


def _group(entry: Entry, state: ArticleState, today: date, group: str) -> str:
    """What the article stands under, where the list is grouped."""
    match group:
        case "day":
            return short_date(entry.published or "", today) or "No date"
        case "source":
            return entry.site or "No source"
        case "tag":
            tags = state.tags or entry.tags
            return f"#{tags[0]}" if tags else "No tag"
        case _:
            return ""


class Fixed:
    """A few rows that are there already."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = list(items)

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: int) -> Item:
        return self._items[index]

    def place_of(self, article_id: str) -> int | None:
        """Where an article stands; None where it does not."""
        return next((at for at, item in enumerate(self._items) if item.id == article_id), None)


class Viewed:
    """The rows of a view; each page of them is fetched when it is shown, and those shown last are held."""

    def __init__(self, desk: Desk, view: View, today: date) -> None:
        self.view = view
        self._desk, self._today = desk, today
        self._pages: OrderedDict[int, list[Item]] = OrderedDict()

    def __len__(self) -> int:
        return len(self.view)

    def __getitem__(self, index: int) -> Item:
        if not 0 <= index < len(self.view):
            raise IndexError(index)
        number, row = divmod(index, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._fetched(number)
            while len(self._pages) > PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[row]

    def place_of(self, article_id: str) -> int | None:
        """Where an article stands; None where it does not."""
        return self._desk.collection.place_of(self.view, article_id)

    def _fetched(self, number: int) -> list[Item]:
        desk, today, group = self._desk, self._today, self.view.group
        return [
            item_of(entry, desk.state(entry.id), entry.id in desk.noted, today, group)
            if entry is not None
            else Item("", "")
            for entry in desk.collection.rows(self.view, number * PAGE, (number + 1) * PAGE)
        ]
