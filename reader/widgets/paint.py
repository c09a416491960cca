"""Typeset rows made into strips, with entities, highlights and matches laid over the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.domain.article import MarkKind
from reader.theming.look import Look
from reader.theming.roles import MARK_ROLES
from reader.typeset.rows import Row, Run


class Overlay(NamedTuple):
    """A stretch of text and the role whose style is laid over it."""

    start: int
    end: int
    role: str


class Layer:
    """Overlays of one kind, ordered so that those of one row are found at once.

    They may overlap one another by nesting only; where two cover a character the later one's style wins.
    """

    def __init__(self, overlays: Iterable[Overlay] = ()) -> None:
        self._overlays: Sequence[Overlay] = sorted(overlays, key=lambda o: (o.start, -o.end))
        self._starts = [overlay.start for overlay in self._overlays]
        self._longest = max((overlay.end - overlay.start for overlay in self._overlays), default=0)

    def __len__(self) -> int:
        return len(self._overlays)

    def between(self, start: int, end: int) -> list[Overlay]:
        """Those that share a character with `start` to `end`, in order."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_right(self._starts, end - 1)
        return [overlay for overlay in self._overlays[first:last] if overlay.end > start]


@lru_cache(maxsize=4096)
def _blend(base: Style, *over: Style) -> Style:
    for style in over:
        base += style
    return base


@lru_cache(maxsize=1024)
def _linked(style: Style, address: str) -> Style:
    from reader.terminal.links import hyperlink_target

    target = hyperlink_target(address)
    return style + Style(link=target) if target else style


def paint_row(
    row: Row, look: Look, layers: Sequence[Layer], width: int, indent: int, *, links: bool = False
) -> Strip:
    """A row as a strip `width` cells wide, its text beginning `indent` cells from the left.

    Args:
        row: What the typesetter made.
        look: The theme.
        layers: What is laid over the text, the last on top.
        width: In cells.
        indent: In cells.
        links: Whether to hand the addresses of links to the terminal.
    """
    page = look["text"]
    segments = [Segment(" " * indent, page)] if indent else []
    drawn = row.drawn
    overlays = [o for layer in layers for o in layer.between(*drawn)] if drawn.end > drawn.start else []
    passed = -1
    for run in row.runs:
        base = _blend(look[run.role], *(look[MARK_ROLES[mark.kind]] for mark in run.marks))
        if links:
            for mark in run.marks:
                if mark.kind is MarkKind.LINK:
                    base = _linked(base, mark.target)
        if run.start >= 0:
            passed = run.end
            segments += _overlaid(run, base, look, overlays) if overlays else [Segment(run.text, base)]
        else:
            # A gap that was widened belongs to whatever the words on both sides of it do.
            over = [look[o.role] for o in overlays if o.start < passed < o.end and run.role == "space"]
            segments.append(Segment(run.text, _blend(base, *over)))
    strip = Strip(segments, indent + row.cells)
    return strip.adjust_cell_length(width, page)


def _overlaid(run: Run, base: Style, look: Look, overlays: Sequence[Overlay]) -> Iterable[Segment]:
    start, end = run.start, run.start + len(run.text)
    touching = [o for o in overlays if o.start < end and o.end > start]
    if not touching:
        return [Segment(run.text, base)]
    edges = sorted(
        {start, end, *(max(start, o.start) for o in touching), *(min(end, o.end) for o in touching)}
    )
    return [
        Segment(
            run.text[left - start : right - start],
            _blend(base, *(look[o.role] for o in touching if o.start <= left and o.end >= right)),
        )
        for left, right in pairwise(edges)
    ]
