"""The named views in the head of the list, on one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from reader.widgets.labels import ELLIPSIS, fitted

GAP = 2
"""Cells between two views."""

CUT = GAP + 1
"""Cells that it takes to say that there are more."""


@dataclass(frozen=True, slots=True)
class ViewName:
    """A view as the head shows it.

    Attributes:
        name: What it is called; empty for the whole list.
        count: How many articles are in it: "12", "1,000+".
    """

    name: str
    count: str = ""

    @property
    def words(self) -> str:
        """Name and count."""
        return f"{self.name} {self.count}".rstrip() if self.name else "All"


Stretch = tuple[int, str, str | None]
"""Where some words begin (cells), they themselves, and the name of their view; None between two views."""


def laid_out(views: Sequence[ViewName], active: str, width: int) -> list[Stretch]:
    """As many views as there is room for, among them the active one; an ellipsis for those left out.

    Args:
        views: The whole list first.
        active: The name of the one that is shown; one that is not among them marks none.
        width: In cells.
    """
    names = [view.name for view in views]
    at = names.index(active) if active in names else 0
    first = 0
    after = CUT if at + 1 < len(views) else 0
    while first < at and _cells(views[first : at + 1]) + 2 * (first > 0) + after > width:
        first += 1
    stretches: list[Stretch] = [(0, f"{ELLIPSIS} ", None)] if first else []
    used = 2 if first else 0
    for place in range(first, len(views)):
        view, last = views[place], place == len(views) - 1
        room = width - used - (0 if last else CUT)
        if cell_len(view.words) > room:
            if place == at:
                stretches.append((used, fitted(view.words, room), view.name))
            else:
                stretches.append((used, ELLIPSIS, None))
            break
        stretches.append((used, view.words, view.name))
        used += cell_len(view.words) + GAP
    return stretches


def _cells(views: Sequence[ViewName]) -> int:
    return sum(cell_len(view.words) + GAP for view in views) - GAP
