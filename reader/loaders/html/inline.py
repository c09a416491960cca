"""Running text with its marks, put together from the pieces of a tree."""

from __future__ import annotations

import re

from reader.domain.article import Mark, MarkKind
from reader.loaders.html.wash import wash
from reader.loaders.pieces import Inline

_BLANK = re.compile(r"[\s\u200b]+")

PARAGRAPH = 160
"""A line of so many characters before a line break is no verse and no line of an address."""

_ENDS = (".", "!", "?", "”", "’", '"', "»", "…", "。", "！", "？", "」")


class InlineText:
    """Collects the runs of one block: white space collapsed as a browser does, marks opened and closed."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._spaced = True
        self._broken = 0
        self._marks: list[Mark] = []
        self._open: list[tuple[MarkKind, str, int]] = []

    def __bool__(self) -> bool:
        return self._length > 0

    @property
    def is_paragraph(self) -> bool:
        """Whether the line so far is as long as a paragraph and ends as one."""
        return self._length - self._broken >= PARAGRAPH and self._parts[-1].rstrip(" ").endswith(_ENDS)

    @property
    def at_break(self) -> bool:
        """Whether a hard line break is the last thing that was added."""
        return bool(self._parts) and self._parts[-1] == "\n"

    def add(self, text: str) -> None:
        """Append characters as they stand in the source, not yet cleaned."""
        run = _BLANK.sub(" ", wash(text))
        if self._spaced:
            run = run.lstrip(" ")
        if run:
            self._parts.append(run)
            self._length += len(run)
            self._spaced = run.endswith(" ")

    def line_break(self) -> None:
        """Append a hard line break; at the start of a block it is nothing."""
        if not self._length:
            return
        if self._spaced and self._parts[-1].endswith(" "):
            self._length -= 1
            self._parts[-1] = self._parts[-1][:-1]
        self._parts.append("\n")
        self._length += 1
        self._broken = self._length
        self._spaced = True

    def open(self, kind: MarkKind, target: str = "") -> None:
        """Begin a mark here."""
        self._open.append((kind, target, self._length))

    def close(self) -> None:
        """End the mark that was begun last."""
        kind, target, start = self._open.pop()
        self._marks.append(Mark(kind, start, self._length, target))

    def take(self) -> Inline:
        """The text so far without blanks at its ends, and its marks; then begin anew.

        Marks that are still open end here and go on in what comes after.
        """
        whole = "".join(self._parts)
        text = whole.rstrip()
        for kind, target, start in self._open:
            self._marks.append(Mark(kind, start, self._length, target))
        marks = tuple(trimmed for mark in self._marks if (trimmed := _trimmed(mark, text)) is not None)
        self._parts, self._length, self._spaced, self._broken, self._marks = [], 0, True, 0, []
        self._open = [(kind, target, 0) for kind, target, _ in self._open]
        return text, marks


def _trimmed(mark: Mark, text: str) -> Mark | None:
    """The mark without the white space at its ends; None where nothing is left of it."""
    start, end = mark.start, min(mark.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Mark(mark.kind, start, end, mark.target) if start < end else None
