"""Rows out of lines: the runs that show a stretch of text, with what stands before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from reader.domain.article import Article, Mark
from reader.typeset.breaks import SOFT_HYPHEN, Break, Piece
from reader.typeset.cells import cell_len, inside_cluster
from reader.typeset.fit import Shape, fit
from reader.typeset.justify import Filler
from reader.typeset.rows import Row, Run

_START = attrgetter("start")
HANGING = frozenset("\"'“‘„‚«‹»›「『（")
"""What may hang in the margin where it opens a row."""


class Stretch(NamedTuple):
    """A stretch of the text that is drawn alike: one role, the same marks."""

    start: int
    end: int
    role: str
    marks: tuple[Mark, ...] = ()


class Flow(NamedTuple):
    """How the rows of a running text are set.

    Attributes:
        block: The block they belong to.
        first: What stands before the first row.
        rest: What stands before the others.
        shape: The room that is left for the text.
        rtl: Whether to set them to the right.
        hang: Whether opening quotation marks may take the last cell of what stands before a row.
    """

    block: int
    first: tuple[Run, ...]
    rest: tuple[Run, ...]
    shape: Shape
    rtl: bool = False
    hang: bool = False


def marks_within(article: Article, start: int, end: int) -> tuple[Mark, ...]:
    """The marks that begin in `start` to `end`."""
    low = bisect_left(article.marks, start, key=_START)
    return article.marks[low : bisect_left(article.marks, end, low, key=_START)]


def stretches(text: str, start: int, end: int, role: str, marks: Sequence[Mark]) -> list[Stretch]:
    """Tile `start` to `end` with stretches, none of them parted within a cluster.

    Args:
        text: The article's text.
        start: Where to begin.
        end: Where to end.
        role: What all of it is.
        marks: In order of start; those that do not reach into `start` to `end` do no harm.
    """
    snapped: list[tuple[int, int, Mark]] = []
    for mark in marks:
        low, high = max(start, mark.start), min(end, mark.end)
        if low >= high:
            continue
        while low > start and inside_cluster(text, low):
            low -= 1
        while high < end and inside_cluster(text, high):
            high += 1
        snapped.append((low, high, mark))
    if not snapped:
        return [Stretch(start, end, role)]
    snapped.sort(key=lambda item: item[0])
    edges = sorted({start, end, *(low for low, _, _ in snapped), *(high for _, high, _ in snapped)})
    made: list[Stretch] = []
    open_marks: list[tuple[int, int, Mark]] = []
    position = 0
    for low, high in pairwise(edges):
        open_marks = [item for item in open_marks if item[1] > low]
        while position < len(snapped) and snapped[position][0] <= low:
            open_marks.append(snapped[position])
            position += 1
        made.append(Stretch(low, high, role, tuple(mark for _, _, mark in open_marks)))
    return made


def source_runs(text: str, start: int, end: int, tiles: Sequence[Stretch]) -> list[Run]:
    """The runs that show `text[start:end]`; soft hyphens are passed over.

    Args:
        text: The article's text.
        start: Where to begin.
        end: Where to end.
        tiles: What the characters are; they tile at least `start` to `end`.
    """
    runs: list[Run] = []
    index = bisect_right(tiles, start, key=_START) - 1 if len(tiles) > 1 else 0
    while start < end:
        tile = tiles[index]
        stop = min(end, tile.end)
        shown = text[start:stop]
        if SOFT_HYPHEN not in shown:
            runs.append(Run(shown, tile.role, start, tile.marks))
        else:
            at = start
            for part in shown.split(SOFT_HYPHEN):
                if part:
                    runs.append(Run(part, tile.role, at, tile.marks))
                at += len(part) + 1
        start, index = stop, index + 1
    return runs


def width_of(runs: Iterable[Run]) -> int:
    """How many cells they take."""
    return sum(cell_len(run.text) for run in runs)


def space(cells: int) -> list[Run]:
    """So many empty cells, none for 0 or less."""
    return [Run(" " * cells, "space")] if cells > 0 else []


def row_of(block: int, runs: Iterable[Run], start: int, end: int, *, rtl: bool = False) -> Row:
    """A row, measured."""
    whole = tuple(runs)
    return Row(whole, block, start, end, width_of(whole), rtl=rtl)


def set_text(
    text: str, parts: Sequence[Piece], end: int, tiles: Sequence[Stretch], flow: Flow, *, weigh: bool = True
) -> list[Row]:
    """The rows of a running text.

    Args:
        text: The article's text.
        parts: The pieces of the running text.
        end: Where it ends.
        tiles: What its characters are; the first of them begins where it begins.
        flow: How to set it.
        weigh: Whether its breaks are weighed against each other; otherwise rows are filled one by one.
    """
    hangs = [int(text[part.start] in HANGING) if part.cells else 0 for part in parts] if flow.hang else []
    filler = Filler() if flow.shape.justify else None
    rows: list[Row] = []
    begin, at = 0, tiles[0].start
    for stop in _ends(parts, flow.shape, hangs, weigh=weigh):
        prefix = flow.rest if rows else flow.first
        width = flow.shape.width - (0 if rows else flow.shape.indent)
        if hangs and hangs[begin]:
            prefix, width = _without_last_cell(prefix), width + 1
        last = parts[stop - 1]
        ends = stop == len(parts) or last.kind is Break.HARD
        hyphen = not ends and last.kind is Break.HYPHEN
        after = end if stop == len(parts) else parts[stop].start
        runs = source_runs(text, parts[begin].start, last.end, tiles)
        if hyphen and runs:
            runs.append(Run("-", runs[-1].role, -1, runs[-1].marks))
        if filler is not None:
            runs = filler.fill(runs, parts[begin:stop], width - width_of(runs), last_row=ends)
        if flow.rtl:
            prefix = (*prefix, *space(width - width_of(runs)))
        rows.append(row_of(flow.block, (*prefix, *runs), at, after, rtl=flow.rtl))
        begin, at = stop, after
    return rows


def _ends(parts: Sequence[Piece], shape: Shape, hangs: Sequence[int], *, weigh: bool) -> list[int]:
    if weigh:
        return fit(parts, shape, hangs)
    from reader.typeset.filling import first_fit

    return first_fit(parts, shape, hangs)


def _without_last_cell(prefix: tuple[Run, ...]) -> tuple[Run, ...]:
    last = prefix[-1]
    return (*prefix[:-1], Run(last.text[:-1], last.role)) if len(last.text) > 1 else prefix[:-1]
