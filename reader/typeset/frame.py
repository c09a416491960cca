"""What stands around the text of a block: space above, rules, indents, markers."""

from __future__ import annotations

from reader.domain.article import SEPARATOR, Article, Block, Kind
from reader.typeset.cells import cell_len, prefix_end
from reader.typeset.compose import space, width_of
from reader.typeset.options import Options
from reader.typeset.page import Page
from reader.typeset.rows import Row, Run

PROSE = frozenset({Kind.PARAGRAPH, Kind.QUOTE})
"""What is set as the running text of a story."""

_LONGEST_DATELINE = 200
WIDE = 40
"""From this measure (in cells) on there is room for generous indents, and for marks that hang."""

_RUN_IN = frozenset({Kind.PARAGRAPH, Kind.QUOTE, Kind.LIST_ITEM})
_TIGHT = frozenset(
    {
        (Kind.IMAGE, Kind.CAPTION),
        (Kind.IMAGE, Kind.CREDIT),
        (Kind.CAPTION, Kind.CREDIT),
        (Kind.BYLINE, Kind.PUBLISHED),
        (Kind.FOOTNOTE, Kind.FOOTNOTE),
    }
)
"""Pairs of blocks that no empty row parts."""

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
    if (
        after.kind is not Kind.PUBLISHED
        or after.depth
        or after.quoted
        or after.end - block.start > 2 * measure
    ):
        return False
    text = article.text[block.start : after.end]
    return text.count("\n") == len(SEPARATOR) and cell_len(text) + len(BETWEEN_BYLINE_AND_DATE) < measure


BETWEEN_BYLINE_AND_DATE = " · "
"""What stands between the two where they share a row."""


def begin_of(article: Article, index: int, measure: int) -> int:
    """The first character that the rows of a block stand for."""
    taken_up = index > 0 and runs_in(article, index - 1, measure)
    return article.blocks[index - 1 if taken_up else index].start


def space_above(article: Article, index: int, options: Options) -> int:
    """How many empty rows part a block from the one before it."""
    block = article.blocks[index]
    if index == 0 or (article.blocks[index - 1].kind, block.kind) in _TIGHT:
        return 0
    before = article.blocks[index - 1]
    indented = options.paragraph == "indent"
    if block.kind is Kind.HEADING:
        return 2 if block.level <= 2 and not indented and before.kind is not Kind.HEADING else 1
    if before.kind is Kind.HEADING:
        return 0 if before.level > 2 or indented else 1
    if block.kind is Kind.LIST_ITEM and before.kind is Kind.LIST_ITEM:
        return 0 if block.marker or indented else 1
    return 0 if _indents(article, index, options) else 1


def between(page: Page, index: int) -> list[Run]:
    """What stands on the empty rows above a block: the rule of a quote that goes on from the one before."""
    blocks = page.article.blocks
    both = min(blocks[index - 1].quoted, blocks[index].quoted) if index else 0
    return [*_hanging(page), *_quote_rules(page, both)] if both else []


def opening(page: Page, index: int) -> list[Run]:
    """The short rule above the first of the footnotes; nothing above other blocks."""
    blocks = page.article.blocks
    if blocks[index].kind is not Kind.FOOTNOTE or index == 0 or blocks[index - 1].kind is Kind.FOOTNOTE:
        return []
    return [*_hanging(page), Run(("-" if page.options.ascii else "─") * 8, "footnote-rule")]


def _hanging(page: Page) -> list[Run]:
    """The cell before every row in which an opening quotation mark may hang."""
    return space(1) if page.options.hang and page.measure >= WIDE else []


def scene_change(page: Page, index: int, bounds: tuple[int, int]) -> Row:
    """The row of a rule: three asterisks in the middle."""
    sign = "* * *" if page.options.ascii else "∗ ∗ ∗"
    runs = (*space((page.measure - cell_len(sign)) // 2), Run(sign, "rule"))
    return Row(runs, index, *bounds, width_of(runs))


def frame(page: Page, index: int) -> tuple[tuple[Run, ...], tuple[Run, ...], int]:
    """What stands before the first row of a block, before the others, and the free cells at the right."""
    block = page.article.blocks[index]
    room = page.measure // 2
    rest = [*_hanging(page), *_quote_rules(page, block.quoted)]
    step = 4 if page.measure >= WIDE else 2
    hanging = block.kind is Kind.LIST_ITEM and block.marker
    levels = block.depth - 1 if hanging else block.depth
    rest += space(min(levels * step, room - 2 - width_of(rest)))
    if block.marker and block.kind in {Kind.LIST_ITEM, Kind.FOOTNOTE}:
        marker = _ASCII_MARKERS.get(block.marker, block.marker) if page.options.ascii else block.marker
        hung = _hung(marker, step if hanging else 3, room - width_of(rest))
        return (*rest, *hung), (*rest, *space(width_of(hung))), 0
    first_more, rest_more, right = _ornament(page, block)
    if _indents(page.article, index, page.options):
        first_more = space(2)
    return (*rest, *first_more), (*rest, *rest_more), right


def _ornament(page: Page, block: Block) -> tuple[list[Run], list[Run], int]:
    """What a kind of block has before its first row and the others, and its free cells at the right."""
    plain = page.options.ascii
    match block.kind:
        case Kind.CAPTION | Kind.CREDIT:
            rule = [Run("| " if plain else "▏ ", "caption-rule")]
            return rule, rule, 0
        case Kind.IMAGE:
            return [Run("# " if plain else "▒ ", "marker")], space(2), 0
        case Kind.PULL_QUOTE:
            aside = 4 if page.measure >= WIDE else 1
            return space(aside), space(aside), aside
        case Kind.CODE:
            return space(2), space(2), 0
        case Kind.FOOTNOTE:
            below_label = space(3 if page.measure >= WIDE else 2)
            return below_label, below_label, 0
        case _:
            return [], [], 0


def _quote_rules(page: Page, quoted: int) -> list[Run]:
    """The rules before a row that is quoted so many times, with a cell after each; on a narrow page fewer."""
    room = page.measure // 2
    bar = "| " if page.options.ascii else "│ "
    return [Run((bar * quoted)[: room - room % 2 - 2], "quote-rule")] if quoted else []


def _indents(article: Article, index: int, options: Options) -> bool:
    """Whether an indent, not an empty row, parts a paragraph from the one before it."""
    block = article.blocks[index]
    if options.paragraph != "indent" or block.kind not in PROSE or index == 0:
        return False
    before = article.blocks[index - 1]
    return before.kind in PROSE and (block.quoted, block.depth) == (before.quoted, before.depth)


def _hung(marker: str, width: int, room: int) -> list[Run]:
    """A marker that hangs before the text, set to the right in `width` cells with one cell after it.

    Args:
        marker: What is shown; what finds no room in `room` cells is left out.
        width: How many cells it has with the cell after it; more where it needs them.
        room: How many it may have at most.
    """
    shown = marker[: prefix_end(marker, max(1, room - 1))[0]]
    mark = [Run(shown, "marker")] if shown else []
    return [*space(min(width, room) - 1 - cell_len(shown)), *mark, *space(1)]
