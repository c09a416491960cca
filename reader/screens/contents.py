"""The headings of the article in a column beside it, which goes along with the reader."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from reader.domain.article import Article, Block, Kind
from reader.screens.choice import Heading
from reader.widgets.rows import Rows

HEADS = frozenset({Kind.HEADLINE, Kind.HEADING})


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
        yield Rows(id="contents-rows")

    def on_mount(self) -> None:
        """Fill it."""
        self.follow(self._first, 0)

    def follow(self, article: Article, here: int) -> None:
        """Mark the heading of an article that a character stands under."""
        if not self.is_mounted:
            return
        rows = self.query_one(Rows)
        if article is not self._article:
            self._article, self._heads = article, headings(article)
            self._starts = [head.start for head in self._heads]
            self._now = self._under(here)
            at = self._now if self._now >= 0 else None
            rows.show(len(self._heads), self._row, at=at, empty=" This article has no headings.")
        elif (now := self._under(here)) != self._now:
            self._now = now
            rows.reword()
            rows.highlighted = now if now >= 0 else None

    def _under(self, here: int) -> int:
        return bisect_right(self._starts, here) - 1

    def _row(self, index: int, width: int) -> Content:
        assert self._article is not None
        return heading(self._article, self._heads[index], now=index == self._now).row(width)

    @on(Rows.Chosen)
    def _choose(self, event: Rows.Chosen) -> None:
        event.stop()
        if event.index < len(self._starts):
            self.post_message(self.Chosen(self._starts[event.index]))


def heading(article: Article, block: Block, *, now: bool) -> Heading:
    """A heading as a row; `now` for the one that the reader is under."""
    words = " ".join(article.of(block).split())
    return Heading(block.start, words, level=max(0, block.level - 1), now=now)


def headings(article: Article) -> list[Block]:
    """The headline and the headings of an article."""
    return [block for block in article.blocks if block.kind in HEADS]
