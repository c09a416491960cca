"""From physical lines to pieces: wrapped paragraphs joined again, each with how it stood on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

WIDEST = 220
"""A paragraph whose lines are longer than this (cells) was not wrapped by a program for terminals."""

_STARRED = "***"
"""So html2text marks a heading at both its ends."""

NARROWEST = 30
"""Nor one whose lines are all shorter than this."""

_MOST_WIDER = 5
"""To so many full lines one sentence may end in a wider one: others were not wrapped."""

_TAB = 8
_LONG = 10_000
"""In a line of more characters than this a tab is one space: thousands of them would fill screens."""

_MARKER = re.compile(r"(?:[•◦▪‣·●○□■☐☑✓►*+–-]|o(?=\s{1,3}[A-Z])|\(?\d{1,3}[.)]|[a-z]\))(?:\s+)(?=\S)")
_DAY = re.compile(r"\d{1,2}\.\s(?:[^\W\d_]{3,10}\.?|\d{1,2}\.)\s\d{4}\b")
"""`15. Mai 2019` opens no list."""

_QUOTED = re.compile(r"(?:>\s?){1,8}")
_RULE = re.compile(r"[\s_=*~#─━—–-]{3,}$")
_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]"
)
_SENTENCE_END = re.compile(r"[.!?…。！？:][\"'”’»)\]]*$")
_WORD = re.compile(r"\S+")
_LAST_WORD = re.compile(r"([^\W\d_]{1,60})-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_JOINS = frozenset(
    {"und", "oder", "bzw", "and", "or", "to", "y", "o", "e", "ed", "et", "ou", "en", "of", "bis"}
)
"""After "Haupt-" at a line's end these begin a word of their own: "Haupt- und Nebensache"."""


class Line(NamedTuple):
    """A line of the file that is not blank.

    Attributes:
        raw: It as it stands, tabs expanded and the end's white space cut.
        text: Without the white space at its ends, its marker and its quote signs.
        number: Counted from 1.
        indent: How many cells stand before it, marker not counted.
        cells: How wide it is, indent and marker included.
        marker: "*", "3." or whatever opens an item of a list.
        quoted: How many ">" stand before it.
        blanks: How many blank lines stand before it.
    """

    raw: str
    text: str
    number: int
    indent: int
    cells: int
    marker: str = ""
    quoted: int = 0
    blanks: int = 0

    @property
    def column(self) -> int:
        """Where its text begins, in cells."""
        return self.indent + (len(self.marker) + 1 if self.marker else 0)


class Piece(NamedTuple):
    """Lines that belong together: a paragraph, a headline, an item of a menu.

    Attributes:
        text: The lines joined.
        lines: They themselves, at least one.
    """

    text: str
    lines: tuple[Line, ...]

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """Its last line."""
        return self.lines[-1]


@dataclass(frozen=True, slots=True)
class Page:
    """How the lines of a text are set.

    Attributes:
        width: Where its paragraphs were wrapped, in cells; 0 where each stands on one line.
        spaced: Whether blank lines stand between paragraphs.
    """

    width: int
    spaced: bool


def lines_of(text: str, number: int = 1) -> list[Line]:
    """The lines of a cleaned text that are not blank.

    Args:
        text: With newlines and tabs as its only control characters.
        number: What its first line counts as.
    """
    found, blanks = [], 0
    for count, line in enumerate(text.split("\n"), number):
        raw = line.rstrip()
        if not raw:
            blanks += 1
            continue
        if "\t" in raw:
            raw = raw.replace("\t", " ") if len(raw) > _LONG else raw.expandtabs(_TAB)
        stripped = raw.strip()
        indent = len(raw) - len(stripped)
        cells = indent + cells_of(stripped)
        quoted, marker, first = 0, "", stripped[0]
        if first == ">" and (sign := _QUOTED.match(stripped)) and sign.end() < len(stripped):
            quoted, stripped = sign.group().count(">"), stripped[sign.end() :]
        elif (not first.isalpha() or stripped[1:2] in " )") and (sign := _marker(stripped)):
            marker, stripped = sign.group().strip(), stripped[sign.end() :]
        found.append(Line(raw, stripped, count, indent, cells, marker, quoted, blanks))
        blanks = 0
    return found


def _marker(text: str) -> re.Match[str] | None:
    sign = _MARKER.match(text)
    return None if sign and text[0].isdigit() and _DAY.match(text) else sign


def cells_of(text: str) -> int:
    """How wide a text is, in cells, near enough for judging where it was wrapped."""
    return len(text) + (0 if text.isascii() else len(_WIDE.findall(text)))


def is_rule(text: str) -> bool:
    """Whether a line is drawn rather than written."""
    return not text[:1].isalnum() and len(text) < 200 and _RULE.match(text) is not None


def page_of(lines: Sequence[Line]) -> Page:
    """How these lines, of the beginning of a text or of all of it, are set."""
    width = _wrapped_at(lines)
    if not width:
        return Page(0, sum(1 for line in lines if line.blanks) * 4 > len(lines))
    ends = spaced = 0
    runs = False
    for line, following in pairwise(lines):
        full = not following.blanks and _is_full(line, following, width)
        if runs and not full:
            ends += 1
            spaced += following.blanks > 0
        runs = full
    return Page(width, spaced * 2 >= ends)


def joined(lines: Sequence[Line], page: Page, known: str = "") -> list[Piece]:
    """The pieces that these lines make.

    Args:
        lines: In order.
        page: How they are set.
        known: Text whose words tell whether "govern-" and "ment" at a seam are one word.
    """
    pieces: list[Piece] = []
    held: list[Line] = []
    ragged = _ragged(lines, page) if page.width and page.spaced else frozenset()
    for index, line in enumerate(lines):
        if held and (not _continues(held, line, page) or (index in ragged and _may_part(held[-1], line))):
            pieces.append(_piece(held, known))
            held = []
        held.append(line)
    if held:
        pieces.append(_piece(held, known))
    return pieces


def _ragged(lines: Sequence[Line], page: Page) -> frozenset[int]:
    """The lines of those groups between blank lines that are lists, not wrapped paragraphs.

    Where a marker follows, a line ends whatever its width, so that says nothing.
    """
    found: set[int] = set()
    start = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and not lines[index].blanks:
            continue
        group = lines[start:index]
        seams = [pair for pair in pairwise(group) if not pair[1].marker]
        short = sum(not _is_full(line, following, page.width) for line, following in seams)
        if short >= 2 and short * 5 >= 2 * len(seams):
            found.update(range(start, index))
        start = index
    return frozenset(found)


def _may_part(before: Line, line: Line) -> bool:
    return not line.text[0].islower() and before.text[-1] not in ",-"


def _wrapped_at(lines: Sequence[Line]) -> int:
    """The width to which most long lines are filled; 0 where they are not filled to any.

    Of a wrapped paragraph every line but the last is full: the first word of the next would not have
    fitted. So each line that another follows speaks for the widths from its own up to what both would have
    needed, and the width for which most text speaks is it; unless the long lines that go on are not mostly
    full, or mostly end as sentences do: then nothing was wrapped.
    """
    full, closed, long, sentences = ([0] * (WIDEST + 2) for _ in range(4))
    for line, following in pairwise(lines):
        ends = _SENTENCE_END.search(line.text, max(0, len(line.text) - 8)) is not None
        sentences[min(line.cells, WIDEST + 1)] += ends and " " in line.text
        if line.cells > WIDEST or following.blanks or following.marker:
            continue
        shortest = int(line.cells / 0.6) + 1
        needed = min(_needed(line, following), WIDEST + 1, shortest)
        for counts, last, by in ((full, needed, 1), (closed, needed, ends), (long, shortest, 1)):
            counts[line.cells] += by
            counts[min(last, WIDEST + 1)] -= by
    full, closed, long, sentences = (list(accumulate(counts)) for counts in (full, closed, long, sentences))
    best = 0
    for width in range(NARROWEST, WIDEST + 1):
        wider = sentences[-1] - sentences[width]
        fits = full[width] >= 3 and full[width] * 2 > long[width] and closed[width] * 5 < full[width] * 3
        if fits and wider * _MOST_WIDER <= full[width] and full[width] * width >= full[best] * best:
            best = width
    return best


def _needed(line: Line, following: Line) -> int:
    """How wide a line would be with the first word of the next."""
    if not following.text[0].isascii() and _WIDE.match(following.text):
        return line.cells + 4
    word = _WORD.match(following.text)
    return line.cells + 1 + (cells_of(word.group()[:WIDEST]) if word else 0)


def _is_full(line: Line, following: Line, width: int) -> bool:
    return line.cells >= width // 3 and _needed(line, following) > width


def _continues(held: list[Line], line: Line, page: Page) -> bool:
    """Whether a line goes on with the piece of the lines before it."""
    before = held[-1]
    if line.blanks or line.marker or line.quoted != before.quoted or _is_set_off(held, line, page):
        return False
    if page.width and _is_full(before, line, page.width) and before.cells <= page.width + 1:
        return True
    if held[0].marker and line.indent == held[0].column and not _SENTENCE_END.search(before.text):
        return True
    runs_on = line.text[0].islower() and not _SENTENCE_END.search(before.text) and not _opens_anew(line.text)
    least = page.width // 2 if page.width else 60
    return runs_on and least <= before.cells <= WIDEST


def _is_set_off(held: list[Line], line: Line, page: Page) -> bool:
    """Whether a drawn rule or another indent stands between a line and those before it."""
    before = held[-1]
    if before.text.endswith(_STARRED) or line.text.startswith(_STARRED):
        return True
    if is_rule(line.text) or is_rule(before.text) or line.indent > before.column + 1:
        return True
    if len(held) > 1:
        return line.indent < before.indent - 1
    outdented = bool(before.marker) and line.indent < before.column
    return outdented and not _is_full(before, line, page.width or WIDEST * 2)


def _opens_anew(text: str) -> bool:
    return text[:3].casefold() in {"by ", "von", "par", "por"}


def _piece(held: list[Line], known: str) -> Piece:
    if len(held) == 1:
        return Piece(held[0].text, (held[0],))
    parts = [held[0].text]
    for line in held[1:]:
        before = parts[-1]
        if before[-1] == "-" and before[-2:-1].isalnum() and line.text[0].isalnum():
            head, tail = _LAST_WORD.search(before), _FIRST_WORD.match(line.text)
            if head and tail and tail.group() in _JOINS:
                parts.append(" ")
            elif head and tail and head.group(1) + tail.group() in known:
                parts[-1] = before[:-1]
        elif not (_WIDE.match(before[-1]) and _WIDE.match(line.text[0])):
            parts.append(" ")
        parts.append(line.text)
    return Piece("".join(parts), tuple(held))
