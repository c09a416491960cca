"""Putting an article together, block by block, so that its invariants hold by construction."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from reader.domain.article import SEPARATOR, Align, Article, Block, Kind, Mark, Metadata, Table
from reader.domain.span import Span

CELL_SEPARATOR = " | "
"""What stands between two cells of a row in the canonical text."""


class ArticleBuilder:
    """Collects blocks and marks and keeps count of the characters.

    Texts that are given must be clean already (no control characters but newlines); they are brought to
    NFC here. Where that changes a text that has marks, the marks are moved along with it.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._marks: list[Mark] = []

    def __len__(self) -> int:
        return len(self._blocks)

    def add(self, kind: Kind, text: str, marks: Iterable[Mark] = (), **fields: str | int) -> None:
        """Append a block.

        Args:
            kind: What it is.
            text: Its text; where it is empty or blank, nothing is added.
            marks: With offsets counted from the start of `text`.
            fields: Further fields of `Block`: level, depth, quoted, marker, language, source.
        """
        if not text.strip():
            return
        text, marks = normalised(text, tuple(marks))
        self._join(kind)
        start = self._length
        self._append(text)
        self._blocks.append(Block(kind, start, self._length, **fields))  # type: ignore[arg-type]
        self._marks += [
            replace(mark, start=mark.start + start, end=mark.end + start)
            for mark in marks
            if mark.start < mark.end
        ]

    def table(
        self,
        rows: Iterable[Iterable[tuple[str, Iterable[Mark]]]],
        header: int = 0,
        align: tuple[Align, ...] = (),
        depth: int = 0,
        quoted: int = 0,
    ) -> None:
        """Append a table.

        Args:
            rows: Its rows of cells, each the cell's text (on one line) and the marks on it.
            header: How many of the first rows are headings.
            align: How each column is set.
            depth: How many lists it stands in.
            quoted: How many block quotes it stands in.
        """
        cells = [
            [normalised(" ".join(text.split("\n")), tuple(marks)) for text, marks in row] for row in rows
        ]
        cells = [row for row in cells if row]
        if not any(text.strip() for row in cells for text, _ in row):
            return
        self._join(Kind.TABLE)
        start, spans = self._length, []
        for number, row in enumerate(cells):
            if number:
                self._append("\n")
            line = []
            for column, (text, marks) in enumerate(row):
                if column:
                    self._append(CELL_SEPARATOR)
                at = self._length
                self._append(text)
                line.append(Span(at, self._length))
                self._marks += [
                    replace(m, start=m.start + at, end=m.end + at) for m in marks if m.start < m.end
                ]
            spans.append(tuple(line))
        table = Table(tuple(spans), header, align)
        self._blocks.append(Block(Kind.TABLE, start, self._length, depth=depth, quoted=quoted, table=table))

    def article(self, meta: Metadata, notices: Iterable[str] = ()) -> Article:
        """The article made of what was added."""
        marks = tuple(sorted(self._marks, key=lambda mark: (mark.start, -mark.end)))
        return Article("".join(self._parts), tuple(self._blocks), marks, meta, tuple(notices))

    def _join(self, kind: Kind) -> None:
        if not self._blocks:
            return
        opens = self._blocks[-1].kind is Kind.DATELINE and kind in {
            Kind.PARAGRAPH,
            Kind.QUOTE,
            Kind.LIST_ITEM,
        }
        self._append(" " if opens else SEPARATOR)

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def normalised(text: str, marks: tuple[Mark, ...] = ()) -> tuple[str, tuple[Mark, ...]]:
    """The text in NFC, and the marks on it moved to where their characters went.

    A mark whose edge falls between a letter and its combining accent is widened or narrowed to the letter.
    """
    if unicodedata.is_normalized("NFC", text):
        return text, marks
    composed = unicodedata.normalize("NFC", text)

    def moved(offset: int) -> int:
        while 0 < offset < len(text) and unicodedata.combining(text[offset]):
            offset -= 1
        return min(len(unicodedata.normalize("NFC", text[:offset])), len(composed))

    return composed, tuple(replace(mark, start=moved(mark.start), end=moved(mark.end)) for mark in marks)
