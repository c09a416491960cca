"""Rows out of lines: marks, prefixes, filled gaps."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from reader.domain.article import Article, Mark
from reader.typeset.breaks import SOFT_HYPHEN, Break, Piece
from reader.typeset.cells import cell_len, inside_cluster
from reader.typeset.rows import Row, Run


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text that is drawn alike: one role, the same marks."""

    start: int
    end: int
    role: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """How the rows of a running text are set.

    Attributes:
        block: The block they belong to.
        first: What stands before the first row.
        rest: What stands before the others.
        width: How many cells the text itself may take, beside `rest`.
        first_width: Likewise beside `first`.
        justify: Whether to fill the rows.
        rtl: Whether to set them to the right.
    """

    block: int
    first: tuple[Run, ...]
    rest: tuple[Run, ...]
    width: int
    first_width: int
    justify: bool = False
    rtl: bool = False


def marks_within(article: Article, start: int, end: int) -> tuple[Mark, ...]:
    """The marks that begin in `start` to `end`."""
    key = attrgetter("start")
    low = bisect_left(article.marks, start, key=key)
    return article.marks[low : bisect_left(article.marks, end, low, key=key)]


def stretches(text: str, start: int, end: int, role: str, marks: Sequence[Mark]) -> list[Stretch]:
    """Tile `start` to `end` with stretches, none of them parted within a cluster.

    Args:
        text: The article's text.
        start: Where to begin.
        end: Where to end.
        role: What all of it is.
        marks: In order of start; those that do not reach into `start` to `end` do no harm.
    """
    if not marks:
        return [Stretch(start, end, role)]
    snapped: list[tuple[int, int, Mark]] = []
    for mark in marks:
        low, high = max(start, mark.start), min(end, mark.end)
        while low > start and inside_cluster(text, low):
            low -= 1
        while high < end and inside_cluster(text, high):
            high += 1
        if low < high:
            snapped.append((low, high, mark))
    snapped.sort(key=lambda item: item[0])
    edges = sorted({start, end, *(low for low, _, _ in snapped), *(high for _, high, _ in snapped)})
    made: list[Stretch] = []
    open_marks: list[tuple[int, int, Mark]] = []
    position = 0
    for low, high in zip(edges, edges[1:], strict=False):
        open_marks = [item for item in open_marks if item[1] > low]
        while position < len(snapped) and snapped[position][0] <= low:
            open_marks.append(snapped[position])
            position += 1
        made.append(Stretch(low, high, role, tuple(mark for _, _, mark in open_marks)))
    return made


def source_runs(text: str, start: int, end: int, tiles: Sequence[Stretch]) -> list[Run]:
    """The runs that show `text[start:end]`; soft hyphens are passed over."""
    if start >= end:
        return []
    runs: list[Run] = []
    index = bisect_right(tiles, start, key=attrgetter("start")) - 1
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


def row_of(
    block: int, runs: Iterable[Run], start: int, end: int, rtl: bool = False, cut: bool = False
) -> Row:
    """A row, measured."""
    whole = tuple(runs)
    return Row(whole, block, start, end, sum(cell_len(run.text) for run in whole), cut, rtl)


def set_lines(
    text: str, end: int, pieces: Sequence[Piece], ends: Sequence[int], tiles: Sequence[Stretch], flow: Flow
) -> list[Row]:
    """The rows of a running text.

    Args:
        text: The article's text.
        end: Where the running text ends; its first piece begins it.
        pieces: Its pieces.
        ends: For each row, the index after its last piece.
        tiles: What its characters are.
        flow: How to set it.
    """
    rows: list[Row] = []
    begin = 0
    at = tiles[0].start
    for number, stop in enumerate(ends):
        prefix, width = (flow.rest, flow.width) if number else (flow.first, flow.first_width)
        last = pieces[stop - 1]
        final = stop == len(pieces)
        after = end if final else pieces[stop].start
        runs = source_runs(text, pieces[begin].start, last.end, tiles)
        if last.kind is Break.HYPHEN and not final and runs:
            runs.append(Run("-", runs[-1].role, -1, runs[-1].marks))
        if flow.rtl:
            room = width - sum(cell_len(run.text) for run in runs)
            prefix = (*prefix, Run(" " * room, "space")) if room > 0 else prefix
        rows.append(row_of(flow.block, (*prefix, *runs), at, after, flow.rtl))
        begin, at = stop, after
    return rows
