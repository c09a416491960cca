"""The article: one canonical text, blocks that tile it, and marks upon it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from reader.domain.span import Span, first_ending_after

WORDS_A_MINUTE = 230
"""A middling pace of silent reading; Brysbaert (2019) finds 238 for English non-fiction."""

SEPARATOR = "\n\n"
"""What stands between two blocks, except between a dateline and the paragraph that it opens."""

FORBIDDEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What a canonical text may not hold: every control character but the newline, and lone surrogates."""

_WORD = re.compile(r"\S+")


class Kind(StrEnum):
    """What a block is to its reader."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    PUBLISHED = "published"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    PULL_QUOTE = "pull-quote"
    LIST_ITEM = "list-item"
    CODE = "code"
    TABLE = "table"
    IMAGE = "image"
    CAPTION = "caption"
    CREDIT = "credit"
    FOOTNOTE = "footnote"
    RULE = "rule"
    AGENCY = "agency"


class MarkKind(StrEnum):
    """What a run of characters within a block is."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    STRIKE = "strike"
    LINK = "link"
    FOOTNOTE = "footnote"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"


class Align(StrEnum):
    """To which side the cells of a table's column are set."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table block, as spans on the article's text.

    Attributes:
        rows: One tuple of cell spans a row; a row may have fewer cells than another. An empty cell is
            an empty span.
        header: How many of the first rows are headings.
        align: One a column; columns beyond its length are set left.
    """

    rows: tuple[tuple[Span, ...], ...]
    header: int = 0
    align: tuple[Align, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of an article: a paragraph, a caption, a list item.

    Attributes:
        kind: What it is.
        start: Its first character.
        end: The character after its last; never equal to `start`.
        level: Of a heading, 1 to 6; otherwise 0.
        depth: How many lists it stands in: 1 for the items of an outermost list, also for a paragraph
            or code that continues an item.
        quoted: How many block quotes it stands in; a plain quote's paragraph is kind `quote`, quoted 1.
        marker: Of a list item "•", "3.", "☐" or "☑" (empty where it continues the item above); of a
            footnote, its label.
        language: Of code, as its author named it.
        source: Of an image, its address; text from outside, never opened unasked.
        table: Of a table, its cells.
    """

    kind: Kind
    start: int
    end: int
    level: int = 0
    depth: int = 0
    quoted: int = 0
    marker: str = ""
    language: str = ""
    source: str = ""
    table: Table | None = None

    @property
    def span(self) -> Span:
        """Where it lies on the text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Mark:
    """Emphasis, a link, a reference to a footnote: a run of characters within one block.

    Attributes:
        kind: What it is.
        start: Its first character.
        end: The character after its last.
        target: Of a link, its address as given (http, https, mailto or relative); of a reference to a
            footnote, the footnote's label.
    """

    kind: MarkKind
    start: int
    end: int
    target: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article; what is not known is empty or None, never guessed.

    Attributes:
        title: The headline, on one line.
        standfirst: The lines below the headline that sum the article up.
        authors: Names, one each.
        published: ISO 8601, with an offset only where the source gives one; a date alone where it gives
            no time.
        updated: Likewise.
        site: The publication.
        url: Where it was published.
        language: A BCP 47 tag, "en".
        tags: What its source files it under.
    """

    title: str = ""
    standfirst: str = ""
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    site: str | None = None
    url: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()


def words_in(text: str) -> int:
    """How many words a text has; every CJK character counts as one."""
    if text.isascii() or max(text) < "\u3040":
        return len(text.split())
    ideograph = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
    apart = sum(1 for word in _WORD.finditer(text) if not ideograph.match(word.group()))
    return apart + len(ideograph.findall(text))


class Caption(NamedTuple):
    """A picture's caption with its credit (empty where there is none)."""

    text: str
    credit: str


@dataclass(frozen=True)
class Article:
    """One article, whatever it was loaded from.

    Attributes:
        text: The canonical text: NFC, newlines as the only control character.
        blocks: In order, none overlapping, none empty, all within `text`; what lies between two blocks
            is `SEPARATOR`, or a space (or nothing) after a dateline.
        marks: In order of start; they may nest but lie within one block each.
        meta: What is known about it.
        notices: One line each on what went wrong in loading without stopping it.
    """

    text: str
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...] = ()
    meta: Metadata = field(default_factory=Metadata)
    notices: tuple[str, ...] = ()

    @cached_property
    def words(self) -> int:
        """How many words it has; every CJK character counts as one."""
        return words_in(self.text)

    @property
    def minutes(self) -> int:
        """How long it takes to read, in whole minutes, at least one."""
        return max(1, round(self.words / WORDS_A_MINUTE))

    @cached_property
    def captions(self) -> tuple[Caption, ...]:
        """Each caption, with the credit that follows it."""
        found = []
        for index, block in enumerate(self.blocks):
            if block.kind is Kind.CAPTION:
                after = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
                credit = self.of(after) if after is not None and after.kind is Kind.CREDIT else ""
                found.append(Caption(self.of(block), credit))
        return tuple(found)

    def of(self, span: Block | Mark | Span) -> str:
        """The text of a block, a mark or a span."""
        return self.text[span.start : span.end]

    def block_at(self, offset: int) -> int:
        """The index of the block that holds the character at `offset`, or the one after it, or the last."""
        return min(first_ending_after(self.blocks, offset), len(self.blocks) - 1)


def faults(article: Article) -> list[str]:
    """What breaks an article's invariants, a line each; an empty list when it is sound."""
    text, found = article.text, []
    if not unicodedata.is_normalized("NFC", text):
        found.append("the text is not NFC")
    if bad := FORBIDDEN.search(text):
        found.append(f"the text holds U+{ord(bad.group()):04X} at {bad.start()}")
    at = 0
    for index, block in enumerate(article.blocks):
        if not at <= block.start < block.end <= len(text):
            found.append(
                f"block {index} ({block.kind}) lies at {block.start}-{block.end}, after {at} of {len(text)}"
            )
        between = text[at : block.start]
        follows_dateline = index > 0 and article.blocks[index - 1].kind is Kind.DATELINE
        if between != ("" if index == 0 else SEPARATOR) and not (follows_dateline and between in {"", " "}):
            found.append(f"{between!r} stands before block {index}")
        if block.table and any(
            not block.start <= c.start <= c.end <= block.end for r in block.table.rows for c in r
        ):
            found.append(f"a cell of block {index} lies outside it")
        at = block.end
    if at != len(text):
        found.append(f"{len(text) - at} characters follow the last block")
    starts = [mark.start for mark in article.marks]
    if starts != sorted(starts):
        found.append("the marks are not in order")
    for mark in article.marks:
        holder = article.blocks[article.block_at(mark.start)] if article.blocks else None
        if holder is None or not holder.start <= mark.start < mark.end <= holder.end:
            found.append(f"the {mark.kind} at {mark.start}-{mark.end} does not lie within a block")
    return found
