"""Code: kept on its lines; on a screen they are cut at the edge with a sign, in print they stand in full."""

from __future__ import annotations

from reader.domain.article import Block
from reader.typeset.cells import cell_len
from reader.typeset.compose import marks_within, source_runs, stretches, width_of
from reader.typeset.page import Page
from reader.typeset.rows import Row, Run
from reader.typeset.sideways import ENDLESS, Sight

_MEASURED = 100_000
"""A block of more characters than this is taken to be wide when the page is scrolled sideways."""


def code_rows(page: Page, index: int, bounds: tuple[int, int], prefix: tuple[Run, ...]) -> list[Row]:
    """The rows of a block of code, or of a part of it.

    Args:
        page: The article and how it is set.
        index: The block.
        bounds: The part, which ends where a line does.
        prefix: What stands before each row.
    """
    text = page.article.text
    at, end = bounds
    width = ENDLESS if page.options.whole else page.measure - width_of(prefix)
    shift = page.shift if page.shift and _is_wide(text, page.article.blocks[index], width) else 0
    sight = Sight(width, shift, page.ellipsis)
    reach = 8 * (shift + width) + 64
    marks = marks_within(page.article, at, end)
    rows: list[Row] = []
    while at < end:
        newline = text.find("\n", at, end)
        stop, after = (end, end) if newline < 0 else (newline, newline + 1)
        seen = min(stop, at + reach)
        runs = source_runs(text, at, seen, stretches(text, at, seen, "code", marks))
        rows.append(sight.row(index, prefix, runs, (at, after), more=seen < stop))
        at = after
    return rows


def _is_wide(text: str, block: Block, width: int) -> bool:
    """Whether a line of a block of code is wider than `width` cells, so that it scrolls with the page."""
    if block.end - block.start > _MEASURED:
        return True
    return any(cell_len(line) > width for line in text[block.start : block.end].split("\n"))
