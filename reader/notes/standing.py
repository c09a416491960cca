"""The notes and highlights that have a place in a text, found by where they stand, however many there are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from reader.domain.highlight import Placed
from reader.domain.span import Span


class Standing:
    """Highlights in reading order.

    Args:
        placed: Notes and highlights; those without a place are left out.
    """

    def __init__(self, placed: Iterable[Placed] = ()) -> None:
        self.placed = tuple(
            sorted((one for one in placed if one.end > one.start), key=lambda one: (one.start, -one.end))
        )
        self._starts = [one.start for one in self.placed]
        self._longest = max((one.end - one.start for one in self.placed), default=0)
        self._at = {one.highlight.id: index for index, one in enumerate(self.placed)}

    def get(self, highlight_id: str) -> Placed | None:
        """The one with that id; None where it has no place here."""
        index = self._at.get(highlight_id)
        return self.placed[index] if index is not None else None

    def between(self, start: int, end: int) -> list[Placed]:
        """Those that share a character with `start` to `end`, in reading order."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_right(self._starts, end - 1)
        return [one for one in self.placed[first:last] if one.end > start]

    def at(self, offset: int) -> Placed | None:
        """The shortest that covers the character at `offset`."""
        return min(self.between(offset, offset + 1), key=lambda one: one.end - one.start, default=None)

    def exactly(self, span: Span) -> Placed | None:
        """The one that covers just these characters."""
        return next((one for one in self.between(*span) if (one.start, one.end) == tuple(span)), None)

    def nearest(self, offset: int, seen: Span) -> Placed | None:
        """The one within `seen` that is nearest to `offset`; one that covers it before all others."""
        return self.at(offset) or min(
            self.between(*seen),
            key=lambda one: min(abs(one.start - offset), abs(one.end - 1 - offset)),
            default=None,
        )

    def step(self, by: int, from_id: str, offset: int) -> Placed | None:
        """The one so many further on in reading order, or back where negative.

        Args:
            by: How many; not 0.
            from_id: Which one to count from; empty to count from a place.
            offset: That place: the next is the first that begins at or after it.

        Returns:
            It; None where there are not so many.
        """
        here = self._at.get(from_id)
        if here is not None:
            index = here + by
        else:
            first = bisect_left(self._starts, offset)
            index = first + by - 1 if by > 0 else first + by
        return self.placed[index] if 0 <= index < len(self.placed) else None
