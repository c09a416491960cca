"""Entries of the library as the list shows them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reader.widgets.article_list import Item

if TYPE_CHECKING:
    from reader.library.articlestate import ArticleState
    from reader.library.entry import Entry

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


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


def item_of(entry: Entry, state: ArticleState, noted: bool, today: date) -> Item:
    """What the list shows of an article: its source or author, its day, and how long it takes."""
    source = entry.site or (entry.authors[0] if entry.authors else "")
    parts = [source, short_date(entry.published or "", today), f"{entry.minutes} min"]
    tags = " ".join(f"#{tag}" for tag in state.tags)
    return Item(
        id=entry.id,
        title=entry.title,
        details=tuple(part for part in (*parts, tags) if part),
        read=state.read,
        starred=state.starred,
        noted=noted,
        progress=state.progress,
    )
