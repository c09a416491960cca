"""Cutting a very long block into parts that are set one by one.

The cuts depend on the text alone, never on what was set before, so a place in the middle of a paragraph
of many megabytes costs as much as one in a short paragraph.
"""

from __future__ import annotations

from reader.domain.article import Block, Kind, Table
from reader.typeset.cells import inside_cluster

PART = 4096
"""How many characters a part holds, about; what is up to twice as long is not cut."""

TABLE_PART = 64
"""How many rows of a table a part holds."""

_LOOK_BACK = 1024
_MARKS = ("\n", ". ", ".” ", "。", " ")
"""After what a part may end, the best first."""

_LONG_ROWS = 8 * PART
"""From how many characters on, in `TABLE_PART` rows, each row of a table is a part of its own."""


def starts(text: str, block: Block, begin: int) -> tuple[int, ...]:
    """Where the parts of a block begin; the first is `begin`.

    Args:
        text: The article's text.
        block: The block.
        begin: Its first character, or that of the dateline which it takes up.
    """
    if block.table is not None:
        return _of_rows(block.table)
    if block.end - begin <= 2 * PART:
        return (begin,)
    return _of_code(text, begin, block.end) if block.kind is Kind.CODE else _of_words(text, begin, block.end)


def _of_words(text: str, begin: int, end: int) -> tuple[int, ...]:
    """Cuts after a newline, else a sentence, else a word, else anywhere that splits no cluster."""
    cuts = [begin]
    while end - cuts[-1] > 2 * PART:
        high = cuts[-1] + PART
        low = high - _LOOK_BACK
        for mark in _MARKS:
            found = text.rfind(mark, low, high)
            if found >= 0:
                cut = found + len(mark)
                break
        else:
            cut = high
            while cut > low and inside_cluster(text, cut):
                cut -= 1
        cuts.append(cut if cut > low else high)
    return tuple(cuts)


def _of_code(text: str, begin: int, end: int) -> tuple[int, ...]:
    """Cuts between lines only; a line of any length stays whole."""
    cuts = [begin]
    while end - cuts[-1] > 2 * PART:
        newline = text.rfind("\n", cuts[-1], cuts[-1] + PART)
        if newline < 0:
            newline = text.find("\n", cuts[-1] + PART, end)
        if newline < 0 or newline + 1 >= end:
            break
        cuts.append(newline + 1)
    return tuple(cuts)


def _of_rows(table: Table) -> tuple[int, ...]:
    """Cuts between the rows of a table."""
    rows = table.rows
    cuts: list[int] = []
    for first in range(0, len(rows), TABLE_PART):
        last = min(first + TABLE_PART, len(rows)) - 1
        long = rows[last][-1].end - rows[first][0].start > _LONG_ROWS
        cuts += [row[0].start for row in rows[first : last + 1]] if long else [rows[first][0].start]
    return tuple(cuts)
