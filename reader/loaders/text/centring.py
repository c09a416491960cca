"""Undoing the centring of lines, which text browsers take over from a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reader.loaders.text.lines import Line

_FEWEST = 12
"""Fewer centred lines are a title or a poem."""


def uncentred(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, those that are centred set to the left, where most are centred on one axis.

    A centred line has as much room on its left as on its right, so twice its indent and its own width come to
    the width of the page, or to one cell less.
    """
    indented = [line for line in lines if line.indent]
    if len(indented) < _FEWEST or len(indented) * 2 < len(lines):
        return lines
    widths = Counter(_width(line) for line in indented)
    width = max(widths, key=lambda one: widths[one] + widths[one + 1])
    if (widths[width] + widths[width + 1]) * 2 < len(lines) or _is_even(indented):
        return lines
    return [
        line._replace(indent=0, cells=line.cells - line.indent)
        if _width(line) in {width, width + 1, width - 1}
        else line
        for line in lines
    ]


def _width(line: Line) -> int:
    return line.indent + line.cells


def _is_even(lines: Sequence[Line]) -> bool:
    """Whether most lines begin at one place, so that only their lengths happen to be alike."""
    (_, most), *_ = Counter(line.indent for line in lines).most_common(1)
    return most * 2 > len(lines)
