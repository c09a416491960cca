"""The layout of an article: its rows, made as they are asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace

from reader.domain.article import Article
from reader.typeset.blocks import set_part
from reader.typeset.frame import begin_of, runs_in
from reader.typeset.options import DEFAULT, Options
from reader.typeset.page import Page
from reader.typeset.pages import page_down, page_up
from reader.typeset.parts import starts
from reader.typeset.rows import PART_ROWS, Place, Row

MIN_MEASURE = 8
"""The narrowest that a row is set, in cells."""

_CACHED_PARTS = 512
_SAMPLE = 4000
"""From how many characters the language of an article that names none is told."""


class Layout:
    """An article at a measure.

    Nothing is set before it is asked for, and only so many blocks are kept; what a call costs does not
    depend on how long the article is.

    Attributes:
        article: The article.
        measure: How wide a row may be, in cells; at least `MIN_MEASURE`.
        options: How the reader likes it.
    """

    def __init__(self, article: Article, measure: int, options: Options = DEFAULT) -> None:
        self.article = article
        self.measure = max(MIN_MEASURE, measure)
        self.options = options = _with_language(options, article)
        self._page = Page(article, self.measure, options)
        self._rows: OrderedDict[tuple[int, int], tuple[Row, ...]] = OrderedDict()
        self._starts: dict[int, tuple[int, ...]] = {}

    @property
    def shift(self) -> int:
        """By how many cells code and wide tables are scrolled sideways."""
        return self._page.shift

    @shift.setter
    def shift(self, cells: int) -> None:
        if max(0, cells) != self._page.shift:
            self._page = self._page._replace(shift=max(0, cells))
            self._rows.clear()

    def rows(self, block: int, part: int = 0) -> tuple[Row, ...]:
        """The rows of a block, empty rows above it included.

        Args:
            block: Its index.
            part: Which part of it; nearly every block has only one, see `parts`.
        """
        key = (block, part)
        made = self._rows.get(key)
        if made is None:
            made = self._set(block, part, self._parts(block))
            self._rows[key] = made
            if len(self._rows) > _CACHED_PARTS:
                self._rows.popitem(last=False)
        else:
            self._rows.move_to_end(key)
        return made

    def __iter__(self) -> Iterator[Row]:
        """All rows, from the first to the last; for printing, not for screens."""
        for block in range(len(self.article.blocks)):
            cuts = self._parts(block)
            for part in range(len(cuts)):
                yield from self._set(block, part, cuts)

    def parts(self, block: int) -> int:
        """In how many parts a block is set: 1 for all but very long ones."""
        return len(self._parts(block))

    def row(self, place: Place) -> Row:
        """The row at a place; where that block has none (a dateline), the next.

        Raises:
            IndexError: The article ends before it.
        """
        return self.window(place, 1)[0]

    @property
    def first(self) -> Place:
        """The place of the first row."""
        return self._settled(0, 0, 0)

    @property
    def last(self) -> Place:
        """The place of the last row."""
        block = len(self.article.blocks) - 1
        if block < 0:
            return Place(0, 0)
        part = self.parts(block) - 1
        return Place(block, part * PART_ROWS + len(self.rows(block, part)) - 1)

    def place_of(self, offset: int) -> Place:
        """The place of the row that holds the character at `offset`, or else the next after it."""
        if not self.article.blocks:
            return Place(0, 0)
        block = self.article.block_at(offset)
        if runs_in(self.article, block, self.measure):
            block += 1
        part = max(0, bisect_right(self._parts(block), offset) - 1)
        rows = self.rows(block, part)
        low, high = 0, len(rows) - 1
        while low < high:
            middle = (low + high) // 2
            if rows[middle].end <= max(offset, rows[0].start):
                low = middle + 1
            else:
                high = middle
        if self.article.blocks[block].table is not None:
            low = next((row for row in range(low, -1, -1) if _shows(rows[row], offset)), low)
        return Place(block, part * PART_ROWS + low)

    def offset_of(self, place: Place) -> int:
        """The first character of the row at a place; of an empty row, that of the row below it."""
        return self.row(place).start if self.article.blocks else 0

    def move(self, place: Place, rows: int) -> Place:
        """The place so many rows further down, or up where `rows` is negative; never beyond the ends."""
        if not self.article.blocks:
            return place
        block, (part, number) = place.block, divmod(place.row, PART_ROWS)
        target = number + rows
        while target < 0:
            before = self._before(block, part)
            if before is None:
                return self.first
            block, part = before
            target += len(self.rows(block, part))
        while target >= (count := len(self.rows(block, part))):
            after = self._after(block, part)
            if after is None:
                return Place(block, part * PART_ROWS + count - 1)
            target -= count
            block, part = after
        return Place(block, part * PART_ROWS + target)

    def window(self, place: Place, height: int) -> list[Row]:
        """Up to `height` rows, from a place on."""
        if not self.article.blocks:
            return []
        block, (part, number) = place.block, divmod(place.row, PART_ROWS)
        found = list(self.rows(block, part)[number : number + height])
        while len(found) < height:
            after = self._after(block, part)
            if after is None:
                break
            block, part = after
            found += self.rows(block, part)[: height - len(found)]
        return found

    def top_of_end(self, height: int) -> Place:
        """The place at the top of a view of `height` rows that has the article's last row at its foot."""
        return self.move(self.last, 1 - height)

    def page_down(self, place: Place, height: int) -> Place:
        """The top of the next page: it repeats a row, ends with no heading, and never lies beyond the end."""
        return page_down(self, place, height)

    def page_up(self, place: Place, height: int) -> Place:
        """The top of the page before, which ends with a row of this one."""
        return page_up(self, place, height)

    def distance(self, a: Place, b: Place, limit: int) -> int:
        """How many rows `b` is below `a`, negative where it is above; no further than `limit` either way."""
        if b < a:
            return -self.distance(b, a, limit)
        block, (part, number) = a.block, divmod(a.row, PART_ROWS)
        goal, (goal_part, goal_number) = b.block, divmod(b.row, PART_ROWS)
        passed = -number
        while (block, part) != (goal, goal_part):
            passed += len(self.rows(block, part))
            if passed >= limit:
                return limit
            after = self._after(block, part)
            if after is None:
                return min(limit, passed)
            block, part = after
        return min(limit, passed + goal_number)

    def _set(self, block: int, part: int, cuts: tuple[int, ...]) -> tuple[Row, ...]:
        if runs_in(self.article, block, self.measure):
            return ()
        end = cuts[part + 1] if part + 1 < len(cuts) else self.article.blocks[block].end
        return set_part(self._page, block, (cuts[part], end))

    def _parts(self, block: int) -> tuple[int, ...]:
        cuts = self._starts.get(block)
        if cuts is None:
            begin = begin_of(self.article, block, self.measure)
            cuts = starts(self.article.text, self.article.blocks[block], begin)
            if len(cuts) > 1:
                self._starts[block] = cuts
        return cuts

    def _after(self, block: int, part: int) -> tuple[int, int] | None:
        if part + 1 < self.parts(block):
            return block, part + 1
        return (block + 1, 0) if block + 1 < len(self.article.blocks) else None

    def _before(self, block: int, part: int) -> tuple[int, int] | None:
        if part > 0:
            return block, part - 1
        return (block - 1, self.parts(block - 1) - 1) if block > 0 else None

    def _settled(self, block: int, part: int, number: int) -> Place:
        """The first place at or after the given one that has a row."""
        while self.article.blocks and number >= len(self.rows(block, part)):
            after = self._after(block, part)
            if after is None:
                break
            (block, part), number = after, 0
        return Place(block, part * PART_ROWS + number)


def _with_language(options: Options, article: Article) -> Options:
    """The options with the language that the text speaks for, where words are divided and none is told."""
    if not options.hyphenate or article.meta.language or options.language:
        return options
    from reader.loaders.text.language import language_of

    return replace(options, language=language_of(article.text[:_SAMPLE]) or "")


def _shows(row: Row, offset: int) -> bool:
    """Whether the character at `offset` is drawn on a row."""
    return any(run.start <= offset < run.end for run in row.runs)
