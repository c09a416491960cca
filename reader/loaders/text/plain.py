"""Texts that are no news: paragraphs, verse, lists, code and logs, with every word kept in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from reader.domain.article import Kind
from reader.domain.builder import ArticleBuilder
from reader.loaders.text.evidence import Evidence, Label
from reader.loaders.text.lines import Line, Page, Piece, is_rule, joined

MOST_LINES = 200
"""After so many lines without a blank one a block is ended anyway, so that none grows without limit."""

MOST_DEPTH = 6
"""How deep a list may be nested."""

_VERSE = 64
"""A line of verse, an address or a list of words has mostly fewer cells than this."""

_SAMPLE = 24
"""About so many of a block's lines are looked at for signs of code."""

_CODE = re.compile(
    r"[{};]\s*$|^\s*(?:def|class|import|from|return|if|for|while|else|elif|try|const|let|var|func|fn|use|pub|package|public|private|"
    r"static|void|int|struct|#include|#define|//|/\*|\*/|\$|>>>|\.\.\.|@\w+|<\?|</?\w+[^<>]*>$)(?:\W|$)|^\s*[\w.\[\]]+\s?[+*/-]?=\s?\S|"
    r"\w\([^()]*\)\s*[;{:]?$|->|=>|::|\S\s{3,}\S+\s{3,}\S"
)
_LOG = re.compile(
    r"\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d|\[?\d\d:\d\d:\d\d|[A-Z][a-z]{2}\s{1,2}\d{1,2}\s\d\d:\d\d:\d\d|"
    r"\d{1,3}(?:\.\d{1,3}){3}\s|(?:DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|TRACE)\b"
)
_END = re.compile(r"[.!?…。！？:;,][\"'”’»)\]]*$")


def groups(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """The lines between blank lines, and never more than `MOST_LINES` of them."""
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].blanks or index - start >= MOST_LINES:
            yield lines[start:index]
            start = index


def title_of(lines: Sequence[Line]) -> int:
    """How many of the first lines are a title: one, two where it is underlined, or none."""
    if not lines or lines[0].marker or lines[0].quoted:
        return 0
    first = lines[0]
    if not any(char.isalpha() for char in first.text) or first.cells > 125 or is_rule(first.text):
        return 0
    if len(lines) > 1 and not lines[1].blanks and is_rule(lines[1].text):
        return 2
    if len(lines) == 1 or _END.search(first.text) or first.text[0].islower():
        return 0
    if _LOG.match(first.text) or _CODE.search(first.raw):
        return 0
    return 1 if lines[1].blanks or lines[1].cells > 160 else 0


class PlainWriter:
    """Adds lines to an article as they are: nothing is left out and nothing changes place.

    Lines may come in any portions; the blocks depend on the lines alone, not on how they were portioned.
    """

    def __init__(
        self,
        builder: ArticleBuilder,
        page: Page,
        known: str = "",
        tell: Callable[[Evidence], object] | None = None,
    ) -> None:
        """Make one.

        Args:
            builder: Takes the blocks.
            page: How the lines are set.
            known: As for `lines.joined`.
            tell: Is told what each piece was taken for.
        """
        self._builder = builder
        self._page = page
        self._known = known
        self._tell = tell
        self._pending: list[Line] = []
        self._code: list[Line] = []

    def begin(self, lines: Sequence[Line]) -> str:
        """Take the first lines of a text, and give back its title, empty where it has none."""
        count = title_of(lines)
        if not count:
            self.feed(lines)
            return ""
        self._builder.add(Kind.HEADLINE, lines[0].text)
        self._told(lines[:count], Label.HEADLINE, "a short line above all others")
        self.feed(lines[count:])
        return lines[0].text

    def feed(self, lines: Sequence[Line]) -> None:
        """Take more lines; the last of them wait for what follows."""
        self._pending += lines
        start = 0
        for group in groups(self._pending):
            if start + len(group) == len(self._pending) and len(group) < MOST_LINES:
                break
            self._add(group)
            start += len(group)
        del self._pending[:start]

    def finish(self) -> None:
        """Add what still waits: there are no more lines."""
        for group in groups(self._pending):
            self._add(group)
        self._pending.clear()
        self._flush()

    def _add(self, group: Sequence[Line]) -> None:
        code = _is_code(group)
        if not code or len(self._code) + len(group) > MOST_LINES:
            self._flush()
        if code:
            self._code += group
        else:
            self._add_text(group)

    def _flush(self) -> None:
        if not self._code:
            return
        margin = min(line.indent for line in self._code)
        rows: list[str] = []
        for number, line in enumerate(self._code):
            rows += [""] * (line.blanks if number else 0)
            rows.append(line.raw[margin:])
        self._builder.add(Kind.CODE, "\n".join(rows))
        self._told(self._code, Label.CODE, "signs of code or of a log")
        self._code = []

    def _add_text(self, group: Sequence[Line]) -> None:
        if _is_underlined(group):
            self._builder.add(Kind.HEADING, group[0].text, level=2)
            self._told(group[:2], Label.HEADING, "underlined")
            group = group[2:]
        if not group:
            return
        pieces = joined(group, self._page, self._known)
        if _is_verse(group, pieces, self._page):
            margin = min(line.indent for line in group)
            if quoted := group[0].quoted:
                self._builder.add(Kind.QUOTE, "\n".join(line.text for line in group), quoted=quoted)
            else:
                self._builder.add(Kind.PARAGRAPH, "\n".join(line.raw[margin:] for line in group))
            self._told(group, Label.VERSE, "short lines, not filled to a width")
            return
        for piece in pieces:
            self._add_piece(piece, alone=len(pieces) == 1)

    def _add_piece(self, piece: Piece, *, alone: bool) -> None:
        first, text = piece.first, piece.text
        if is_rule(first.raw) and len(piece.lines) == 1:
            self._builder.add(Kind.RULE, first.raw.strip())
            self._told(piece.lines, Label.RULE, "drawn, not written")
        elif first.marker:
            depth = min(MOST_DEPTH, 1 + first.indent // 4)
            self._builder.add(Kind.LIST_ITEM, text, depth=depth, marker=bullet(first.marker))
            self._told(piece.lines, Label.ITEM, "an item's mark")
        elif first.quoted:
            self._builder.add(Kind.QUOTE, text, quoted=first.quoted)
            self._told(piece.lines, Label.PARAGRAPH, "quote signs")
        elif alone and _is_heading(piece):
            self._builder.add(Kind.HEADING, text, level=2)
            self._told(piece.lines, Label.HEADING, "in capitals, between blank lines")
        else:
            self._builder.add(Kind.PARAGRAPH, text)
            self._told(piece.lines, Label.PARAGRAPH, "no news text: kept as it is")

    def _told(self, lines: Sequence[Line], label: Label, why: str) -> None:
        if self._tell is not None:
            text = " ".join(line.raw.strip() for line in lines[:3])
            self._tell(Evidence(lines[0].number, lines[-1].number, text, label, 1.0, ((why, 1.0),)))


def bullet(marker: str) -> str:
    """How an item's mark is shown: a number as it is, any other mark as a point or a box."""
    if any(char.isalnum() for char in marker) and marker != "o":
        return marker
    return {"☐": "☐", "☑": "☑", "□": "☐", "✓": "☑"}.get(marker, "•")


def _is_underlined(group: Sequence[Line]) -> bool:
    return (
        len(group) > 1
        and is_rule(group[1].text)
        and not is_rule(group[0].text)
        and group[0].cells < 100
        and abs(group[0].cells - group[1].cells) <= max(3, group[0].cells // 3)
    )


def _is_heading(piece: Piece) -> bool:
    text = piece.text
    return (
        len(piece.lines) == 1
        and len(text) > 2
        and len(text) < 60
        and text.isupper()
        and not _END.search(text)
    )


def _is_verse(group: Sequence[Line], pieces: Sequence[Piece], page: Page) -> bool:
    """Whether the ends of these lines are meant: short ones that were not filled to a width."""
    if (
        len(group) < 2
        or len(group) > 60
        or len(pieces) < len(group)
        or any(line.marker or line.quoted != group[0].quoted for line in group)
    ):
        return False
    if any(is_rule(line.text) for line in group):
        return False
    widths = sorted(line.cells for line in group)
    return widths[-1] <= 100 and widths[len(widths) // 2] <= _VERSE and (page.spaced or len(group) <= 14)


def _is_code(group: Sequence[Line]) -> bool:
    if group[0].quoted:
        return False
    sample = group[:: 1 + len(group) // _SAMPLE]
    signs = sum(
        1
        for line in sample
        if len(line.raw) < 400 and (_CODE.search(line.raw) or _LOG.match(line.raw, line.indent))
    )
    if signs * 2 <= len(sample):
        return False
    return len(group) > 1 or group[0].indent >= 4 or _strong(group[0])


def _strong(line: Line) -> bool:
    return line.raw.rstrip().endswith((";", "{", "}")) or line.text.startswith(("$ ", ">>> ", "#include"))
