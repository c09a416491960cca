"""The headings of the article in a column beside it, which goes along with the reader."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from reader.domain.article import Article, Block, Kind
from reader.screens.choice import Fitted, Heading
from reader.widgets.rows import Rows

HEADS = frozenset({Kind.HEADLINE, Kind.HEADING})

MOST = 500
"""So many headings stand beside the text; where there are more, those of the lower levels are left out."""


class Contents(Vertical):
    """The headings, with a bar beside the one that is being read."""

    @dataclass
    class Chosen(Message):
        """The reader clicked on the heading that begins at a character."""

        offset: int

    def __init__(self, article: Article, *, id: str) -> None:
        super().__init__(id=id)
        self._article: Article | None = None
        self._heads: list[Block] = []
        self._starts: list[int] = []
        self._now = -1
        self._first = article

    def compose(self) -> ComposeResult:
        """A head and the rows."""
        yield Static(Content("Contents"), id="contents-head")
        rows = Rows(id="contents-rows", markup=False, compact=True)
        rows.can_focus = False
        yield rows

    def on_mount(self) -> None:
        """Fill it."""
        self.follow(self._first, 0)

    def follow(self, article: Article, here: int) -> None:
        """Mark the heading of an article that a character stands under."""
        if not self.is_mounted:
            return
        rows = self.query_one(OptionList)
        if article is not self._article:
            self._article, self._heads = article, foremost(article)
            self._starts = [head.start for head in self._heads]
            self._now = self._under(here)
            rows.clear_options()
            rows.add_options([self._row(index) for index in range(len(self._heads))])
            if not self._heads:
                rows.add_option(Option(Content(" This article has no headings."), disabled=True))
        elif (now := self._under(here)) != self._now:
            before, self._now = self._now, now
            for index in {before, now} - {-1}:
                rows.replace_option_prompt_at_index(index, self._row(index).prompt)
        else:
            return
        rows.highlighted = self._now if self._now >= 0 else None

    def _under(self, here: int) -> int:
        return bisect_right(self._starts, here) - 1

    def _row(self, index: int) -> Option:
        assert self._article is not None
        return Option(Fitted(heading(self._article, self._heads[index], now=index == self._now).row))

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_index < len(self._starts):
            self.post_message(self.Chosen(self._starts[event.option_index]))


def heading(article: Article, block: Block, *, now: bool) -> Heading:
    """A heading as a row; `now` for the one that the reader is under."""
    words = " ".join(article.of(block).split())
    return Heading(block.start, words, level=max(0, block.level - 1), now=now)


def headings(article: Article) -> list[Block]:
    """The headline and the headings of an article."""
    return [block for block in article.blocks if block.kind in HEADS]


def foremost(article: Article, most: int = MOST) -> list[Block]:
    """The headings of an article: all, or those of the upper levels where there are more than `most`."""
    heads = headings(article)
    for deepest in range(max((head.level for head in heads), default=0) - 1, 0, -1):
        if len(heads) <= most:
            break
        heads = [head for head in heads if head.level <= deepest]
    return heads[:most]
