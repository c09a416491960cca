"""The list of a library of any size: its order is held, and its rows are fetched as they are shown."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reader.library.entry import Entry
from reader.library.index import Index
from reader.library.schema import DAY_BITS
from reader.library.state import StateLog

AT_ONCE = 500
"""How many rows the first part of a list has, which takes a few milliseconds at any size."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Articles in an order; the rows are read from the index when they are asked for.

    Attributes:
        index: Where they are.
        keys: Their keys there, in order; eight bytes each.
        whole: Whether these are all, or only the first of them.
    """

    index: Index
    keys: Sequence[int]
    whole: bool = True

    def __len__(self) -> int:
        return len(self.keys)

    def rows(self, start: int, stop: int) -> list[Entry]:
        """The entries from `start` up to `stop`; one that was deleted meanwhile is left out."""
        return self.index.entries(self.keys[max(0, start) : stop])

    def place_of(self, article_id: str) -> int | None:
        """Where an article stands; None where it is not in the list."""
        for key in self.index.keys_of([article_id]):
            try:
                return self.keys.index(key)
            except ValueError:
                continue
        return None

    def day_of(self, place: int) -> date | None:
        """The day of publication of the row at a place, from its key alone; None where it has none."""
        ordinal = self.keys[place] >> DAY_BITS
        return date.fromordinal(ordinal) if ordinal else None


def beginning(index: Index) -> Listing:
    """The newest articles, for a first screen."""
    keys = index.first_keys(AT_ONCE + 1)
    return Listing(index, keys[:AT_ONCE], whole=len(keys) <= AT_ONCE)


def all_of(index: Index, order: str = "date", state: StateLog | None = None) -> Listing:
    """All articles in an order; of a million it takes part of a second, so it is for a worker.

    Args:
        index: Where they are.
        order: One of `reader.library.reading.ORDERS`, or "progress", by which those begun come first.
        state: Who knows the progress.
    """
    if order != "progress" or state is None:
        return Listing(index, index.order("date" if order == "progress" else order))
    begun = sorted(_progress(state), reverse=True)
    first = [key for _, article_id in begun for key in index.keys_of([article_id])]
    seen = set(first)
    return Listing(index, array("q", [*first, *(key for key in index.order("date") if key not in seen)]))


def _progress(state: StateLog) -> Iterable[tuple[float, str]]:
    for article_id in state.ids():
        progress = state.get(article_id).progress
        if progress > 0:
            yield progress, article_id
