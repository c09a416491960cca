"""Tables: columns that shrink, cells that wrap, and what is still too wide scrolls sideways."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from reader.domain.article import Align, Article, Mark, Table
from reader.domain.span import Span
from reader.typeset.breaks import Piece, pieces
from reader.typeset.cells import cell_len
from reader.typeset.compose import (
    Stretch,
    marks_within,
    source_runs,
    space,
    stretches,
    width_of,
)
from reader.typeset.fit import Shape, fit
from reader.typeset.page import Page
from reader.typeset.rows import Row, Run
from reader.typeset.sideways import ENDLESS, Sight

_GAP = 2
"""How many cells part two columns."""

_SAMPLE = 200
"""How many rows, from the first on, the widths of the columns are taken from."""

_NARROWEST = 4
_WIDEST_WORD = 16
"""How many cells a column may claim for its longest word before it has to break it."""

_READABLE = 24
"""How wide a column of a table that scrolls sideways may be, in cells."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a cell: what is shown, and the runs that show it."""

    start: int
    runs: tuple[Run, ...]


def _begin(row: Sequence[Span]) -> int:
    return row[0].start


def table_rows(page: Page, index: int, bounds: tuple[int, int], prefix: tuple[Run, ...]) -> list[Row]:
    """The rows of a table, or of a part of it.

    Args:
        page: The article and how it is set.
        index: The block.
        bounds: The part, which begins and ends where a row of the table does.
        prefix: What stands before each row.
    """
    block = page.article.blocks[index]
    table = block.table
    assert table is not None
    room = page.measure - width_of(prefix)
    widths = column_widths(page.article, table, room)
    total = sum(widths) + _GAP * (len(widths) - 1)
    marks = marks_within(page.article, *bounds)
    seen = ENDLESS if page.options.whole else room
    rows: list[Row] = []

    def add(runs: Sequence[Run], start: int, end: int) -> None:
        shift = page.shift if total > room or width_of(runs) > room else 0
        rows.append(Sight(seen, shift, page.ellipsis).row(index, prefix, runs, (start, end)))

    for number in range(bisect_left(table.rows, bounds[0], key=_begin), len(table.rows)):
        row = table.rows[number]
        if row[0].start >= bounds[1]:
            break
        after = table.rows[number + 1][0].start if number + 1 < len(table.rows) else block.end
        role = "table-header" if number < table.header else "table"
        lines = _lines(page.article, table, row, widths, role=role, marks=marks)
        begins = [start for start, _ in lines[1:]]
        for (start, runs), end in zip(lines, [*begins, after], strict=True):
            add(runs, start, end)
        if number + 1 == table.header:
            add([Run(("-" if page.options.ascii else "─") * total, "table-rule")], after, after)
    return rows


def column_widths(article: Article, table: Table, room: int) -> list[int]:
    """How wide each column is, in cells.

    Where all fits, each is as wide as its widest cell. Else the wide ones are cut down to one and the
    same width, as long as no word has to break; and where even that does not fit, the table becomes wider
    than the page.

    Args:
        article: The article.
        table: The table.
        room: How many cells the page has for it.
    """
    count = max(map(len, table.rows))
    natural, least = [1] * count, [1] * count
    for row in table.rows[:_SAMPLE]:
        for column, cell in enumerate(row):
            text = article.text[cell.start : cell.start + min(cell.end - cell.start, 4 * room)]
            natural[column] = max(natural[column], cell_len(text))
            if text:
                word = max(cell_len(word) for word in text.split(" "))
                least[column] = max(least[column], min(word, _WIDEST_WORD))
    free = room - _GAP * (count - 1)
    if sum(natural) <= free:
        return natural
    if len(table.rows) > _SAMPLE:
        natural = [max(most, _NARROWEST) for most in natural]
    least = [min(most, max(few, _NARROWEST)) for most, few in zip(natural, least, strict=True)]
    if sum(least) <= free:
        return _levelled(natural, least, free)
    return [max(few, min(most, _READABLE)) for most, few in zip(natural, least, strict=True)]


def _levelled(natural: Sequence[int], least: Sequence[int], free: int) -> list[int]:
    """The widths that fill `free` cells when all columns wider than some level are cut down to it."""
    widths = list(least)
    left = free - sum(widths)
    while left:
        hungry = [column for column, most in enumerate(natural) if widths[column] < most]
        if not hungry:
            break
        thinnest = min(widths[column] for column in hungry)
        for column in hungry:
            if left and widths[column] == thinnest:
                widths[column] += 1
                left -= 1
    return widths


def _lines(
    article: Article,
    table: Table,
    row: Sequence[Span],
    widths: Sequence[int],
    *,
    role: str,
    marks: Sequence[Mark],
) -> list[tuple[int, list[Run]]]:
    """The rows that one row of a table takes: where each begins in the text, and its runs."""
    cells = [
        _cell(article, cell, widths[column], role, marks) if cell.start < cell.end else []
        for column, cell in enumerate(row)
    ]
    made: list[tuple[int, list[Run]]] = []
    for number in range(max(1, *(len(cell) for cell in cells))):
        runs: list[Run] = []
        start = -1
        owed = 0
        for column, width in enumerate(widths):
            line = cells[column][number] if column < len(cells) and number < len(cells[column]) else None
            if line is None:
                owed += width + _GAP
                continue
            pad = width - width_of(line.runs)
            align = table.align[column] if column < len(table.align) else Align.LEFT
            before = pad if align is Align.RIGHT else pad // 2 if align is Align.CENTRE else 0
            runs += [*space(owed + before), *line.runs]
            owed = pad - before + _GAP
            start = line.start if start < 0 else start
        made.append((row[0].start if number == 0 else start, runs))
    return made


def _cell(article: Article, cell: Span, width: int, role: str, marks: Sequence[Mark]) -> list[_Line]:
    """A cell on as many lines as it needs."""
    text = article.text
    tiles: list[Stretch] = stretches(text, cell.start, cell.end, role, marks)
    room = max(width, _NARROWEST)
    parts: list[Piece] = pieces(text, cell.start, cell.end, room)
    lines: list[_Line] = []
    begin = 0
    for stop in fit(parts, Shape(room)):
        first, last = parts[begin], parts[stop - 1]
        lines.append(_Line(first.start, tuple(source_runs(text, first.start, last.end, tiles))))
        begin = stop
    return lines
