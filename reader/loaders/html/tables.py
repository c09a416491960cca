"""Tables: which of them hold data, and their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.loaders.html.marks import inline_of
from reader.loaders.pieces import Inline
from reader.loaders.wordlists import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

MOST_CELLS = 20_000
"""Of one table; what comes after is left out."""

_BLOCKS = words(
    "table p div ul ol list h1 h2 h3 h4 h5 h6 head blockquote quote pre section article figure form img"
)
_CELLS = frozenset({"td", "th", "cell"})
_LONG_CELL = 400
"""A cell of more characters than this, on average, is a column of a page's layout rather than data."""


def rows_of(table: _Element, base: str | None) -> tuple[list[list[Inline]], int]:
    """The cells of a table, row by row, and how many of the first rows are headings.

    Args:
        table: Of HTML or of trafilatura's tree.
        base: The page's address, for links.
    """
    rows: list[list[Inline]] = []
    header, count = 0, 0
    for row in _rows(table):
        cells = [cell for cell in row if cell.tag in _CELLS]
        if not cells:
            continue
        read = [inline_of(cell, base) for cell in cells]
        count += len(read)
        if count > MOST_CELLS:
            break
        if not any(text for text, _ in read):
            continue
        if header == len(rows) and _is_heading(row, cells):
            header += 1
        rows.append(read)
    return rows, header if header < len(rows) else 0


def is_data(table: _Element) -> bool:
    """Whether a table holds data, and does not merely set out a page or a letter in columns."""
    if (table.get("role") or "").lower() in {"presentation", "none"}:
        return False
    rows = [[cell for cell in row if cell.tag in _CELLS] for row in _rows(table)]
    rows = [row for row in rows if row]
    cells = [cell for row in rows for cell in row]
    if len(cells) < 3 or max(map(len, rows)) < 2:
        return False
    if len(rows) == 1 and any(len(cell) for cell in cells):
        return False
    if any(cell.tag == "th" or cell.get("role") == "head" for cell in cells):
        return next(table.iterdescendants("table"), None) is None
    if any(True for cell in cells[:400] for _ in cell.iterdescendants("table", "form")):
        return False
    laid_out = sum(1 for cell in cells[:400] if sum(1 for child in cell if child.tag in _BLOCKS) > 1)
    characters = sum(len("".join(cell.itertext())) for cell in cells[:400])
    return laid_out * 4 < min(len(cells), 400) and characters < _LONG_CELL * min(len(cells), 400)


def _rows(table: _Element) -> Iterator[_Element]:
    """The table's own rows, not those of a table within."""
    for row in table.iterdescendants("tr", "row"):
        if next(row.iterancestors("table"), None) is table:
            yield row


def _is_heading(row: _Element, cells: list[_Element]) -> bool:
    parent = row.getparent()
    if parent is not None and parent.tag == "thead":
        return True
    return all(cell.tag == "th" or cell.get("role") == "head" for cell in cells)
