"""Where a page begins and ends when one reads by the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.domain.article import Kind, MarkKind
from reader.typeset.rows import Place, Row

if TYPE_CHECKING:
    from reader.typeset.layout import Layout

_REACH = 8
"""By how many rows at most a page is moved to begin and end well."""

_ANNOUNCING = frozenset({"table-header", "table-rule", "footnote-rule"})
_QUESTION_ROWS = 4
"""More rows than this in bold are no question or heading."""

_HEADING_AT_FOOT = 100
_FIRST_ROW_AT_FOOT = 6
_LAST_ROW_BELOW = 10
_LAST_ROW_ON_TOP = 9
_EMPTY_ROW_ON_TOP = 1
_MOVED = 3
_NOTHING_REPEATED = 2


def page_down(layout: Layout, place: Place, height: int) -> Place:
    """The top of the page that follows the one at `place`.

    It repeats the last row of that page, more where it would else end with a heading or begin with the
    lone last row of a paragraph, none where that completes a paragraph at the foot.
    """
    end = layout.top_of_end(height)
    if height < 3:
        return min(end, layout.move(place, max(1, height - 1)))
    usual = layout.move(place, height - 1)
    if usual >= end:
        return max(end, place)
    reach = min(_REACH, height // 2)
    return min(end, _best(layout, usual, height, range(1, -reach - 1, -1), forward=True))


def page_up(layout: Layout, place: Place, height: int) -> Place:
    """The top of the page before the one at `place`, by the same rules."""
    if height < 3:
        return layout.move(place, -max(1, height - 1))
    usual = layout.move(place, 1 - height)
    if usual == layout.first:
        return usual
    reach = min(_REACH, height // 2)
    return _best(layout, usual, height, range(-1, reach + 1), forward=False)


def rows_that_end_well(rows: Sequence[Row]) -> int:
    """How many rows of a view can be shown so that it ends with nothing that only announces what is below it.

    Headings do, the questions of an interview, heads of tables and the rule above footnotes; all rows are
    shown where nothing else is left.

    Args:
        rows: Those that there is room for.
    """
    end, announced = len(rows), False
    while end and (taken := 1 if rows[end - 1].is_empty else _announcing(rows, end - 1)):
        announced |= not rows[end - 1].is_empty
        end -= taken
    return end if end and announced else len(rows)


def _announcing(rows: Sequence[Row], last: int) -> int:
    """How many rows, up to `last`, only announce what is below; 0 where that one tells something itself."""
    block = rows[last].block
    if any(run.role in _ANNOUNCING or run.role.startswith("heading-") for run in rows[last].runs):
        return 1
    taken = 0
    while taken <= last and rows[last - taken].block == block and not rows[last - taken].is_empty:
        if not _is_bold(rows[last - taken]) or taken == _QUESTION_ROWS:
            return 0
        taken += 1
    return taken


def _is_bold(row: Row) -> bool:
    """Whether all that a row of a paragraph tells is bold, as the questions of an interview are."""
    return all(
        run.role == Kind.PARAGRAPH.value and any(mark.kind is MarkKind.STRONG for mark in run.marks)
        for run in row.runs
        if run.start >= 0
    )


def _best(layout: Layout, usual: Place, height: int, moves: range, *, forward: bool) -> Place:
    """The place near the usual one where a page of `height` rows begins and ends best."""
    low, high = min(moves), max(moves)
    rows = layout.window(layout.move(usual, low - 1), height + high - low + 2)
    shift = layout.distance(layout.move(usual, low - 1), usual, _REACH + 2)

    def badness(step: int) -> int:
        top = shift + step
        nothing_repeated = step > 0 if forward else step < 0
        return (
            _at_top(rows, top) + _at_foot(rows, top + height) + _MOVED * abs(step)
            - (_MOVED - _NOTHING_REPEATED) * nothing_repeated
        )  # fmt: skip

    return layout.move(usual, min(moves, key=badness))


def _at_top(rows: list[Row], top: int) -> int:
    """How badly a page begins with row `top`."""
    if not 0 < top < len(rows) - 1:
        return 0
    if rows[top].is_empty:
        return _EMPTY_ROW_ON_TOP
    lone = rows[top - 1].block == rows[top].block != rows[top + 1].block and not rows[top - 1].is_empty
    return _LAST_ROW_ON_TOP if lone else 0


def _at_foot(rows: list[Row], below: int) -> int:
    """How badly a page ends above row `below`."""
    last = below - 1
    while last > 0 and last < len(rows) and rows[last].is_empty:
        last -= 1
    if not 0 < last < len(rows) - 1:
        return 0
    if _announcing(rows, last):
        return _HEADING_AT_FOOT
    if last != below - 1 or below >= len(rows):
        return 0
    block = rows[last].block
    if rows[below].block != block:
        return 0
    if below + 1 < len(rows) and rows[below + 1].block != block:
        return _LAST_ROW_BELOW
    return _FIRST_ROW_AT_FOOT if rows[last - 1].is_empty or rows[last - 1].block != block else 0
