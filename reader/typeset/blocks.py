"""The rows of a block, by its kind."""

from __future__ import annotations

import unicodedata

from reader.domain.article import Block, Kind
from reader.typeset.breaks import pieces
from reader.typeset.compose import (
    HANGING,
    Flow,
    Stretch,
    marks_within,
    row_of,
    set_text,
    source_runs,
    stretches,
    width_of,
)
from reader.typeset.fit import Shape
from reader.typeset.frame import (
    BETWEEN_BYLINE_AND_DATE,
    begin_of,
    between,
    frame,
    opening,
    scene_change,
    space_above,
)
from reader.typeset.page import Page
from reader.typeset.rows import Row, Run

_JUSTIFIED = frozenset({Kind.PARAGRAPH, Kind.QUOTE, Kind.LIST_ITEM, Kind.FOOTNOTE})
_DIVIDED = _JUSTIFIED | {Kind.CAPTION}
_BALANCED = frozenset({Kind.HEADLINE, Kind.HEADING, Kind.STANDFIRST, Kind.PULL_QUOTE})
_LONGEST_BALANCED = 400
_NARROWEST = 4
LONGEST_WEIGHED = 65_536
"""From how many characters on the rows of a paragraph are filled one by one.

No author's paragraph is as long, so nobody sees how even its rows are; but text that lost its newlines has
paragraphs of megabytes, and to weigh all their breaks takes three times as long as all else.
"""

_STRONG_WITHIN = 200
"""Within how many characters the first letter with a direction is looked for."""

_MARKS_BEFORE = 256
"""Of how many marks before a part it is asked whether they reach into it."""


def role_of(block: Block) -> str:
    """What a block's characters are drawn as."""
    if block.kind is Kind.HEADING:
        return f"heading-{min(max(block.level, 1), 6)}"
    return block.kind.value


def set_part(page: Page, index: int, bounds: tuple[int, int]) -> tuple[Row, ...]:
    """The rows of a block, or of one part of it, with the empty rows above it.

    Args:
        page: The article and how it is set.
        index: Which of its blocks.
        bounds: The part, as offsets on the article's text.
    """
    block = page.article.blocks[index]
    begin = begin_of(page.article, index, page.measure)
    rows: list[Row] = []
    if bounds[0] == begin:
        opens = index - 1 if begin < block.start else index
        empty = row_of(index, between(page, opens), begin, begin)
        rows += [empty] * space_above(page.article, opens, page.options)
        if rule := opening(page, index):
            rows.append(row_of(index, rule, begin, begin))
    if block.kind is Kind.RULE:
        rows.append(scene_change(page, index, bounds))
    elif block.kind is Kind.CODE:
        from reader.typeset.code import code_rows

        rows += code_rows(page, index, bounds, frame(page, index)[1])
    elif block.table is not None:
        from reader.typeset.table import table_rows

        rows += table_rows(page, index, bounds, frame(page, index)[1])
    elif block.kind is Kind.PUBLISHED and begin < block.start:
        rows.append(_byline_row(page, index))
    else:
        rows += _text_rows(page, index, bounds, begin)
    return tuple(rows)


def right_to_left(text: str, start: int, end: int) -> bool:
    """Whether the first letter that has a direction runs from right to left (UAX #9, rules P2 and P3)."""
    head = text[start : min(end, start + _STRONG_WITHIN)]
    if head.isascii():
        return False
    return next(
        (way != "L" for way in map(unicodedata.bidirectional, head) if way in {"L", "R", "AL"}), False
    )


def _text_rows(page: Page, index: int, bounds: tuple[int, int], begin: int) -> list[Row]:
    """The rows of a running text: of any block that is neither code nor a table nor a rule."""
    block, text = page.article.blocks[index], page.article.text
    start, end = bounds
    first, rest, right = frame(page, index)
    if start > begin:
        first = rest
    if lone := _lone_row(page, index, bounds, first, right):
        return [lone]
    before = width_of(rest)
    width = max(_NARROWEST, page.measure - right - before)
    shape = Shape(
        width,
        indent=width_of(first) - before if first is not rest else 0,
        justify=page.options.justify and block.kind in _JUSTIFIED,
        balance=block.kind in _BALANCED and end - start <= _LONGEST_BALANCED,
    )
    flow = Flow(
        index,
        first,
        rest,
        shape,
        rtl=right_to_left(text, begin, block.end),
        hang=page.options.hang and bool(rest) and rest[-1].role == "space",
    )
    divide = page.divide if block.kind in _DIVIDED else None
    tiles = _tiles(page, index, start, end)
    if block.end - begin > LONGEST_WEIGHED:
        from reader.typeset.filling import filled, is_narrow

        if is_narrow(text, start, end):
            rows = filled(text, start, end, width, shape.indent)
            return set_text(text, rows, end, tiles, flow, weigh=False)
    parts = pieces(text, start, end, width - shape.indent, divide)
    return set_text(text, parts, end, tiles, flow, weigh=block.end - begin <= LONGEST_WEIGHED)


def _lone_row(
    page: Page, index: int, bounds: tuple[int, int], first: tuple[Run, ...], right: int
) -> Row | None:
    """The row of a plain text that fits on one, of which nothing need be weighed; None for any other."""
    article = page.article
    block, (start, end) = article.blocks[index], bounds
    if start < block.start or end - start > page.measure - right:
        return None
    shown = article.text[start:end].rstrip(" ")
    if not shown or not shown.isascii() or "\n" in shown or shown[0] in HANGING:
        return None
    if article.marks and (start > block.start or marks_within(article, start, end)):
        return None
    cells = width_of(first) + len(shown)
    if cells > page.measure - right:
        return None
    return Row((*first, Run(shown, role_of(block), start)), index, start, end, cells)


def _tiles(page: Page, index: int, start: int, end: int) -> list[Stretch]:
    """What the characters of a running text are; its dateline, if it opens with one, has its own role."""
    article = page.article
    block = article.blocks[index]
    marks = marks_within(article, min(start, block.start), end)
    if start > block.start:
        before = marks_within(article, block.start, start)[-_MARKS_BEFORE:]
        marks = (*(mark for mark in before if mark.end > start), *marks)
    role = role_of(block)
    if start >= block.start:
        return stretches(article.text, start, end, role, marks)
    opened = stretches(article.text, start, block.start, Kind.DATELINE.value, marks)
    return [*opened, *stretches(article.text, block.start, end, role, marks)]


def _byline_row(page: Page, index: int) -> Row:
    """Byline and date on one row."""
    article = page.article
    runs: list[Run] = []
    for block in article.blocks[index - 1 : index + 1]:
        if runs:
            runs.append(Run(BETWEEN_BYLINE_AND_DATE, Kind.PUBLISHED.value))
        marks = marks_within(article, block.start, block.end)
        tiles = stretches(article.text, block.start, block.end, role_of(block), marks)
        runs += source_runs(article.text, block.start, block.end, tiles)
    prefix = frame(page, index)[1]
    return row_of(index, (*prefix, *runs), article.blocks[index - 1].start, article.blocks[index].end)
