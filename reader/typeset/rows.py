"""What typesetting makes: rows of runs, and the places that name them."""

from __future__ import annotations

from typing import NamedTuple

from reader.domain.article import Mark
from reader.domain.span import Span
from reader.typeset.cells import cell_len, prefix_end

_BETWEEN = frozenset({"space", "quote-rule"})


class Run(NamedTuple):
    """A stretch of one row that is drawn alike.

    Attributes:
        text: What is drawn.
        role: What it is: a block's kind, or one of heading-1 to heading-6, quote-rule, marker,
            table-header, table-rule, caption-rule, footnote-rule, ellipsis and space.
        start: Where in the article's text it stands, so that `text` is found there character by
            character; -1 for what the article does not hold (indents, bullets, added hyphens).
        marks: The marks that hold on all of it, outermost first.
    """

    text: str
    role: str
    start: int = -1
    marks: tuple[Mark, ...] = ()

    @property
    def end(self) -> int:
        """The offset after its last character; -1 for decoration."""
        return self.start + len(self.text) if self.start >= 0 else -1


class Row(NamedTuple):
    """One row of cells.

    Attributes:
        runs: From left to right.
        block: The index of the block that it belongs to.
        start: The first character of the article that it stands for.
        end: The character after the last, with the white space that the row's end swallows; equal to
            `start` on a row that is only spacing or a rule.
        cells: How wide it is.
        cut: Whether it goes on beyond what is shown, to the left or to the right (code and tables).
        more: Whether it goes on to the right.
        rtl: Whether it is written from right to left; its characters stay in their logical order.
    """

    runs: tuple[Run, ...]
    block: int
    start: int
    end: int
    cells: int
    cut: bool = False
    rtl: bool = False
    more: bool = False

    @property
    def text(self) -> str:
        """What is drawn, in one string."""
        return "".join(run.text for run in self.runs)

    @property
    def is_empty(self) -> bool:
        """Whether it only parts two blocks: it is bare, but for the rule of a quote that goes on."""
        return self.start == self.end and all(run.role in _BETWEEN for run in self.runs)

    @property
    def drawn(self) -> Span:
        """From the first to the last character of the article that is drawn on it.

        In a table whose cells wrap this is not `start` to `end`: those order the rows, while the second
        line of one cell may stand beside the first of another.
        """
        starts = [run.start for run in self.runs if run.start >= 0]
        return (
            Span(min(starts), max(run.end for run in self.runs)) if starts else Span(self.start, self.start)
        )

    def column_of(self, offset: int) -> int:
        """The cell at which the character at `offset` is drawn.

        Of one that is not drawn, as the space at a row's end, it is the cell after the nearest one before
        it; where there is none, that of the first which is drawn.
        """
        at = 0
        found: int | None = None
        for run in self.runs:
            if run.start >= 0:
                if found is None or run.start <= offset:
                    found = at + cell_len(run.text[: max(0, offset - run.start)])
                if run.start <= offset < run.end:
                    break
            at += cell_len(run.text)
        return at if found is None else found

    def offset_at(self, column: int) -> int:
        """The character that is drawn at a cell; of decoration, the nearest before it, else the first."""
        at = 0
        found: int | None = None
        for run in self.runs:
            cells = cell_len(run.text)
            if run.start >= 0:
                if at > column and found is not None:
                    break
                size, _ = prefix_end(run.text, max(0, column - at))
                found = run.start + min(size, len(run.text) - 1)
            at += cells
        return self.start if found is None else found


class Place(NamedTuple):
    """A row of a block.

    Rows of one block are numbered from 0 upwards. A very long block is set in parts, and the numbers go
    on with the next multiple of `PART_ROWS` where a part begins; so places compare as they are read, but
    only a layout can tell how far apart two are.
    """

    block: int
    row: int


PART_ROWS = 1 << 20
"""More rows than any part of a block can have."""
