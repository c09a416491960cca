"""Cutting a very long block into parts that are set one by one.

The cuts depend on the text alone, never on what was set before, so a place in the middle of a paragraph
of many megabytes costs as much as one in a short paragraph.
"""

from __future__ import annotations

import re

from reader.domain.article import Block, Kind
from reader.typeset.cells import inside_cluster

PART = 8192
"""How many characters a part holds, about; a paragraph of 1,300 words, longer than an editor lets pass."""

TABLE_PART = 64
"""How many rows of a table a part holds."""

_LOOK_BACK = 1024
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]?\s+(?=\S)|[。！？](?=\S)")
_SPACE = re.compile(r"\s+(?=\S)")


def starts(text: str, block: Block, begin: int) -> tuple[int, ...]:
    """Where the parts of a block begin; the first is `begin`.

    Args:
        text: The article's text.
        block: The block.
        begin: Its first character, or that of the dateline which it takes up.
    """
    if block.table is not None:
        return _of_rows(block)
    if block.end - begin <= 2 * PART:
        return (begin,)
    return _of_code(text, begin, block.end) if block.kind is Kind.CODE else _of_words(text, begin, block.end)


def _of_words(text: str, begin: int, end: int) -> tuple[int, ...]:
    """Cuts after a newline, else a sentence, else a word, else anywhere that splits no cluster."""
    cuts = [begin]
    while end - cuts[-1] > 2 * PART:
        high = cuts[-1] + PART
        low = high - _LOOK_BACK
        newline = text.rfind("\n", low, high)
        if newline >= 0:
            cuts.append(newline + 1)
            continue
        for pattern in (_SENTENCE_END, _SPACE):
            found = [match.end() for match in pattern.finditer(text, low, high)]
            if found:
                cuts.append(found[-1])
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


def _of_rows(block: Block) -> tuple[int, ...]:
    """Cuts between the rows of a table."""
    assert block.table is not None
    rows = block.table.rows
    cuts, since = [block.start], 0
    for number, row in enumerate(rows):
        start = row[0].start
        if number - since >= TABLE_PART or (number > since and row[-1].end - cuts[-1] > 2 * PART):
            cuts.append(start)
            since = number
    return tuple(cuts)
