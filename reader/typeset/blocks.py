"""How each kind of block is set: what stands before it, what is above it, how wide it is."""

from __future__ import annotations

from collections.abc import Sequence

from reader.domain.article import SEPARATOR, Article, Block, Kind
from reader.typeset.breaks import pieces
from reader.typeset.cells import cell_len, prefix_end
from reader.typeset.code import code_rows
from reader.typeset.compose import Flow, Stretch, marks_within, row_of, set_lines, source_runs, stretches
from reader.typeset.fit import greedy
from reader.typeset.options import Options
from reader.typeset.rows import Row, Run

_LONGEST_DATELINE = 200
_WIDE = 40
"""From this measure (in cells) on there is room for generous indents."""

_RUN_IN = frozenset({Kind.PARAGRAPH, Kind.QUOTE, Kind.LIST_ITEM})
_PROSE = frozenset({Kind.PARAGRAPH, Kind.QUOTE})
_ASCII_MARKERS = {"•": "*", "◦": "-", "▪": "+", "☐": "[ ]", "☑": "[x]"}


def runs_in(article: Article, index: int, measure: int) -> bool:
    """Whether a block has no rows of its own, because the next one takes it up into its first row.

    That is so for a dateline and the paragraph that it opens, and for a byline which finds room on one
    row with the date.
    """
    block = article.blocks[index]
    if block.kind not in {Kind.DATELINE, Kind.BYLINE} or index + 1 >= len(article.blocks):
        return False
    after = article.blocks[index + 1]
    if block.kind is Kind.DATELINE:
        return (
            after.kind in _RUN_IN
            and after.start - block.end < len(SEPARATOR)
            and block.end - block.start <= _LONGEST_DATELINE
        )
    if after.kind is not Kind.PUBLISHED or after.end - block.start > 2 * measure:
        return False
    text = article.text[block.start : after.end]
    return text.count("\n") == 2 and cell_len(text) + 3 <= measure


def begin_of(article: Article, index: int, measure: int) -> int:
    """The first character that the rows of a block stand for."""
    if index > 0 and runs_in(article, index - 1, measure):
        return article.blocks[index - 1].start
    return article.blocks[index].start


def space_above(article: Article, index: int, options: Options) -> int:
    """How many empty rows part a block from the one before it."""
    block = article.blocks[index]
    if index > 0 and article.blocks[index - 1].kind is Kind.DATELINE and block.kind in _RUN_IN:
        index -= 1
    if index == 0:
        return 0
    before = article.blocks[index - 1]
    kind, above = block.kind, before.kind
    if kind is Kind.HEADING:
        return 2 if block.level <= 2 and options.paragraph == "space" and above is not Kind.HEADING else 1
    if kind is Kind.CREDIT:
        return 0 if above in {Kind.CAPTION, Kind.IMAGE} else 1
    if kind is Kind.CAPTION:
        return 0 if above is Kind.IMAGE else 1
    if kind is Kind.PUBLISHED and above is Kind.BYLINE:
        return 0
    if kind is Kind.FOOTNOTE and above is Kind.FOOTNOTE:
        return 0
    if kind is Kind.LIST_ITEM and above is Kind.LIST_ITEM:
        return 0 if block.marker or options.paragraph == "indent" else 1
    if above is Kind.HEADING and (before.level > 2 or options.paragraph == "indent"):
        return 0
    if options.paragraph == "indent" and kind in _PROSE and above in _PROSE and block.quoted == before.quoted:
        return 0
    return 1


def role_of(block: Block) -> str:
    """What a block's characters are drawn as."""
    if block.kind is Kind.HEADING:
        return f"heading-{min(max(block.level, 1), 6)}"
    return block.kind.value


def set_part(
    article: Article,
    index: int,
    bounds: tuple[int, int],
    measure: int,
    options: Options,
    shift: int,
) -> tuple[Row, ...]:
    """The rows of a block, or of one part of it.

    Args:
        article: The article.
        index: Which of its blocks.
        bounds: The part, as offsets on the article's text.
        measure: How wide a row may be, in cells.
        options: How the reader likes it.
        shift: By how many cells code and wide tables are scrolled sideways.
    """
    block = article.blocks[index]
    start, end = bounds
    begin = begin_of(article, index, measure)
    rows: list[Row] = []
    if start == begin:
        rows += [Row((), index, begin, begin, 0)] * space_above(article, index, options)
        rows += _opening(article, index, begin, options)
    if block.kind is Kind.RULE:
        rows.append(_rule(index, bounds, measure, options))
    elif block.kind is Kind.CODE:
        rows += code_rows(
            article, index, bounds, _frame(article, index, measure, options)[1], measure, shift, options
        )
    elif block.kind is Kind.PUBLISHED and begin < block.start:
        rows.append(_byline_row(article, index))
    else:
        rows += text_rows(article, index, bounds, measure, options)
    return tuple(rows)


def text_rows(
    article: Article, index: int, bounds: tuple[int, int], measure: int, options: Options
) -> list[Row]:
    """The rows of a running text: any block that is neither code nor a table nor a rule."""
    block = article.blocks[index]
    start, end = bounds
    first, rest, right = _frame(article, index, measure, options)
    if start > begin_of(article, index, measure):
        first = rest
    width = max(4, measure - right - _cells(rest))
    first_width = max(4, measure - right - _cells(first))
    tiles = _tiles(article, index, start, end)
    parts = pieces(article.text, start, end, min(width, first_width))
    flow = Flow(index, first, rest, width, first_width)
    return set_lines(article.text, end, parts, greedy(parts, first_width, width), tiles, flow)


def _tiles(article: Article, index: int, start: int, end: int) -> list[Stretch]:
    block = article.blocks[index]
    marks = marks_within(article, min(start, block.start), block.end)
    if start >= block.start:
        return stretches(article.text, start, end, role_of(block), marks)
    return [
        *stretches(article.text, start, block.start, "dateline", marks),
        *stretches(article.text, block.start, end, role_of(block), marks),
    ]


def _cells(runs: Sequence[Run]) -> int:
    return sum(cell_len(run.text) for run in runs)


def _frame(
    article: Article, index: int, measure: int, options: Options
) -> tuple[tuple[Run, ...], tuple[Run, ...], int]:
    """What stands before the first row and before the others, and how many cells stay free at the right."""
    block = article.blocks[index]
    wide = measure >= _WIDE
    room = measure // 2
    bar = "| " if options.ascii else "│ "
    rest: list[Run] = []
    quoted = block.quoted
    if quoted:
        rest.append(Run((bar * quoted)[: max(2, room - room % 2)], "quote-rule"))
    step = 4 if wide else 2
    depth = block.depth - 1 if block.marker and block.kind is Kind.LIST_ITEM else block.depth
    used = _cells(rest)
    if depth > 0 and used < room:
        rest.append(Run(" " * min(depth * step, room - used), "space"))
    first, right = list(rest), 0
    if block.kind is Kind.LIST_ITEM and block.marker:
        _hang(first, rest, block.marker, step, room, options)
    elif block.kind is Kind.FOOTNOTE and block.marker:
        _hang(first, rest, block.marker, 3, room, options)
    elif block.kind in {Kind.CAPTION, Kind.CREDIT}:
        rule = Run("| " if options.ascii else "▏ ", "caption-rule")
        first, rest = [*first, rule], [*rest, rule]
    elif block.kind is Kind.IMAGE:
        first, rest = [*first, Run("# " if options.ascii else "▒ ", "marker")], [*rest, Run("  ", "space")]
    elif block.kind is Kind.PULL_QUOTE:
        right = 4 if wide else 2
        first, rest = [*first, Run(" " * right, "space")], [*rest, Run(" " * right, "space")]
    elif block.kind is Kind.CODE:
        first, rest = [*first, Run("  ", "space")], [*rest, Run("  ", "space")]
    elif options.paragraph == "indent" and block.kind in _PROSE and space_above(article, index, options) == 0:
        if index > 0 and article.blocks[index - 1].kind in _PROSE:
            first = [*first, Run("  ", "space")]
    return tuple(first), tuple(rest), right


def _hang(first: list[Run], rest: list[Run], marker: str, step: int, room: int, options: Options) -> None:
    """Set a marker so that it hangs before the text; numbers stand to the right of their column."""
    shown = _ASCII_MARKERS.get(marker, marker) if options.ascii else marker
    space = max(2, room - _cells(rest))
    if cell_len(shown) > space - 1:
        shown = shown[: prefix_end(shown, space - 1)[0]]
    width = min(max(step, cell_len(shown) + 1), space)
    pad = width - 1 - cell_len(shown)
    lead = max(pad, 0)
    if lead:
        first.append(Run(" " * lead, "space"))
    first += [Run(shown, "marker"), Run(" ", "space")]
    rest.append(Run(" " * (lead + cell_len(shown) + 1), "space"))


def _opening(article: Article, index: int, begin: int, options: Options) -> list[Row]:
    """A short rule above the first footnote."""
    if article.blocks[index].kind is not Kind.FOOTNOTE or index == 0:
        return []
    if article.blocks[index - 1].kind is Kind.FOOTNOTE:
        return []
    return [row_of(index, [Run(("-" if options.ascii else "─") * 8, "footnote-rule")], begin, begin)]


def _rule(index: int, bounds: tuple[int, int], measure: int, options: Options) -> Row:
    """Three asterisks in the middle, which is how a story changes its scene."""
    sign = "* * *" if options.ascii or measure < 12 else "∗ ∗ ∗"
    room = (measure - cell_len(sign)) // 2
    runs = [Run(" " * room, "space"), Run(sign, "rule")]
    return row_of(index, runs, *bounds)


def _byline_row(article: Article, index: int) -> Row:
    """Byline and date on one row."""
    byline, published = article.blocks[index - 1], article.blocks[index]
    runs = []
    for block in (byline, published):
        marks = marks_within(article, block.start, block.end)
        if runs:
            runs.append(Run(" · ", "published"))
        runs += source_runs(
            article.text,
            block.start,
            block.end,
            stretches(article.text, block.start, block.end, role_of(block), marks),
        )
    return row_of(index, runs, byline.start, published.end)
