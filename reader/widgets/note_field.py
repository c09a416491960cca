"""A field for writing Markdown, with the colours that the page has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.style import Style
from rich.text import Text
from textual import on
from textual.reactive import reactive
from textual.widgets import TextArea

from reader.theming.look import Look

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_WHOLE = (
    (re.compile(r" {0,3}#{1,6}(?:\s.*|$)"), "heading"),
    (re.compile(r" {0,3}>.*"), "dim"),
    (re.compile(r"\s*(?:#[^\s#]+\s*)+$"), "note-sign"),
    (re.compile(r" {0,3}(?:[-*_]\s*){3,}$"), "marker"),
)
_MARKER = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s(?:\[[ xX]\]\s)?")
_INLINE = re.compile(
    r"(?P<code>`+)(?=\S|\s)(?:.+?)(?P=code)"
    r"|(?P<link>\[[^\]]+\]\([^)\s]*\)|\[\[[^\]]+\]\]|https?://[^\s)]+)"
    r"|(?P<strong>(?P<two>\*\*|__)(?=\S).+?(?<=\S)(?P=two))"
    r"|(?P<emphasis>(?P<one>[*_])(?=[^\s*_]).+?(?<=[^\s*_])(?P=one)(?!\w))"
    r"|(?P<tag>(?<!\S)#[^\s#]+)"
)
_ROLES = {
    "code": "code-inline",
    "link": "link",
    "strong": "strong",
    "emphasis": "emphasis",
    "tag": "note-sign",
}


def markdown_spans(line: str) -> Iterator[tuple[int, int, str]]:
    """What a line of Markdown, not within fenced code, has that is drawn apart.

    Args:
        line: Without its end.

    Yields:
        Start, end, and the role of a theme.
    """
    for pattern, role in _WHOLE:
        if pattern.fullmatch(line):
            yield 0, len(line), role
            return
    marker = _MARKER.match(line)
    if marker:
        yield 0, marker.end(), "marker"
    for match in _INLINE.finditer(line, marker.end() if marker else 0):
        yield *match.span(), _ROLES[str(match.lastgroup if match.lastgroup in _ROLES else _kind(match))]


def _kind(match: re.Match[str]) -> str:
    return next(name for name in _ROLES if match.group(name) is not None)


def fenced_lines(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that are fenced code, with their fences."""
    found: set[int] = set()
    sign = ""
    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if sign:
            found.add(number)
            if fence and fence.group(1).startswith(sign) and not line[fence.end() :].strip():
                sign = ""
        elif fence:
            sign = fence.group(1)
            found.add(number)
    return frozenset(found)


class NoteField(TextArea):
    """Textual's field with Markdown in the theme's own styles, and a cursor that stands still."""

    cursor_blink = reactive(False, init=False)

    def __init__(self, text: str, look: Look, *, id: str | None = None) -> None:
        super().__init__(text, id=id, compact=True, show_line_numbers=False, soft_wrap=True)
        self._styles_of = {
            role: Style(
                color=look[role].color,
                bold=look[role].bold,
                italic=look[role].italic,
                underline=look[role].underline,
                strike=look[role].strike,
            )
            for role in {*_ROLES.values(), *(role for _, role in _WHOLE), "marker", "code"}
        }
        self._fenced: frozenset[int] | None = None

    @on(TextArea.Changed)
    def _forget_fences(self) -> None:
        self._fenced = None

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn."""
        if self._fenced is None:
            self._fenced = fenced_lines(self.document.lines)
        line = super().get_line(line_index)
        if line_index in self._fenced:
            line.stylize(self._styles_of["code"])
        else:
            for start, end, role in markdown_spans(line.plain):
                line.stylize(self._styles_of[role], start, end)
        return line
