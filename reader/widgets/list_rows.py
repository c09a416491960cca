"""The rows of an article in the list: its title, what is told of it, and how far it was read."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.strip import Strip

from reader.theming.look import Look
from reader.widgets.labels import fitted, title_lines

MARGIN = 4
"""Cells beside a title: the bar, a sign and a space before it, and a space behind."""


class Item(NamedTuple):
    """What the list shows of an article.

    Attributes:
        id: The article's.
        title: Its headline.
        details: Source, date, minutes and the like; the last ones are left out where there is no room.
        read: Whether it was read to the end or marked so.
        starred: Whether it has a star.
        noted: Whether it has notes or highlights.
        progress: How much of it was read, 0 to 1.
        group: What it stands under, where the list is grouped; else empty.
    """

    id: str
    title: str
    details: tuple[str, ...] = ()
    read: bool = False
    starred: bool = False
    noted: bool = False
    progress: float = 0.0
    group: str = ""


def height(item: Item, width: int) -> int:
    """The rows of an item: title, details, and one for its progress, which is free until it was begun.

    Whatever is done with an article, its item keeps its height, so that those below it stay where they are.

    Args:
        item: It.
        width: In cells.
    """
    return len(_titles(item, width)) + 2


def of_item(
    item: Item,
    row: int,
    width: int,
    look: Look,
    *,
    is_open: bool,
    is_under_cursor: bool,
    is_selected: bool,
) -> Strip:
    """One of the rows of an item.

    Args:
        item: It.
        row: Which, from 0.
        width: In cells.
        look: The theme.
        is_open: Whether the article is the one that is open.
        is_under_cursor: Whether the cursor is on it, in a list that has the keys.
        is_selected: Whether it is one of those that the next command is about.
    """
    page = look["text"]
    ground = look["list-cursor"] if is_under_cursor else look[""]
    bar = Segment("▌" if is_open else " ", look["list-bar"] + ground)
    titles = _titles(item, width)
    if row < len(titles):
        sign, sign_style = " ", page
        if row == 0 and is_selected:
            sign, sign_style = "✓", look["list-bar"]
        elif row == 0 and item.starred:
            sign, sign_style = "★", page + look["list-star"]
        elif row == 0 and not item.read:
            sign, sign_style = "•", look["list-bar"]
        text = set_cell_size(titles[row], width - MARGIN)
        style = look["list-current" if is_open else "list-title" if item.read else "list-unread"] + ground
        return Strip([bar, Segment(f"{sign} ", sign_style + ground), Segment(f"{text} ", style)])
    if row == len(titles):
        text = set_cell_size(_fitting_details(item, width - MARGIN), width - MARGIN)
        return Strip([bar, Segment("  ", page + ground), Segment(f"{text} ", look["list-meta"] + ground)])
    if row == len(titles) + 1 and 0 < item.progress < 1:
        figure = f" {round(item.progress * 100):>2} %"
        length = width - MARGIN - cell_len(figure)
        return _hairline("   ", length, max(1, round(length * item.progress)), figure, look)
    return Strip([Segment(" " * width, page)])


def files_read(done: int, of: int, width: int, look: Look) -> Strip:
    """How far the files are read, of which there is at least one."""
    figure = f" {done:,} of {of:,}"
    length = max(0, width - 2 - cell_len(figure))
    return _hairline(" ", length, round(length * done / of), figure, look)


def _hairline(before: str, length: int, full: int, figure: str, look: Look) -> Strip:
    return Strip(
        [
            Segment(before, look["text"]),
            Segment("━" * full, look["list-progress"]),
            Segment("─" * (length - full), look["list-rail"]),
            Segment(figure, look["list-meta"]),
        ]
    )


def _titles(item: Item, width: int) -> list[str]:
    return title_lines(item.title, max(1, width - MARGIN))


def _fitting_details(item: Item, width: int) -> str:
    """As many of the details as there is room for, the sign of notes last."""
    sign = " ✎" if item.noted else ""
    for count in range(len(item.details), 1, -1):
        line = " · ".join(item.details[:count]).replace(" · #", " #").replace(" #", " · #", 1) + sign
        if cell_len(line) <= width:
            return line
    return fitted(" · ".join(item.details[:1]), width - cell_len(sign)) + sign
