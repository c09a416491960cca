"""A stretch of an article's canonical text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar


class Span(NamedTuple):
    """Characters `start` (included) to `end` (excluded), counted in Unicode code points."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, offset: int) -> bool:
        """Whether the character at `offset` is inside."""
        return self.start <= offset < self.end


class HasSpan(Protocol):
    """Anything that lies on the text: a block, a mark, a mention, a match."""

    @property
    def start(self) -> int:
        """The first character."""
        ...

    @property
    def end(self) -> int:
        """The character after the last."""
        ...


S = TypeVar("S", bound=HasSpan)


def first_ending_after(spans: Sequence[S], offset: int) -> int:
    """The index of the first of `spans` that ends after `offset` characters.

    Args:
        spans: In order of start, none overlapping another.
        offset: A place in the text, in characters.

    Returns:
        An index, `len(spans)` where all of them end at or before `offset`.
    """
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    return low


def within(spans: Sequence[S], start: int, end: int) -> Iterable[S]:
    """Those of `spans` (ordered, none overlapping) that share a character with `start` to `end`."""
    for index in range(first_ending_after(spans, start), len(spans)):
        span = spans[index]
        if span.start >= end:
            return
        yield span
