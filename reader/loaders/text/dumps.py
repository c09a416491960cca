"""Undoing what programs that turn pages into text leave in it: numbers of links, Markdown, addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.loaders.text.lines import Line, Piece, lines_of

_NUMBER = re.compile(r"(?<!\w)\[(\d{1,4})\](?=\S)")
_COUNTED = 8
"""So many links numbered one after another are numbered by a program, though it lists no addresses."""

_REFERENCE = re.compile(r"\s*\d{1,4}\. (?:https?|file|ftp|mailto|javascript|about|data|tel):")
_UNDERSCORED = re.compile(r"(?<=[^\W_])_(?=[^\W_])|(?<=[^\W_][,:;])_(?=[^\W_])")
_MANY = 20
_BRACKETED = re.compile(r"\]\((?:https?:|/|<|#|mailto:|\.)")
_POINTED = re.compile(r" <https?://[^\s<>]{1,1000}>")
_TARGET = r"\(<?[^()\s]*+(?:\([^()\s]{0,200}\)[^()\s]*+)?>?(?:\s\"[^\"]{0,300}\")?\)"
_IMAGE = re.compile(r"!\[[^\[\]]{0,400}\]" + _TARGET)
_LINK = re.compile(r"\[([^\[\]]{0,600})\]" + _TARGET)
_OWN_LINE = re.compile(r"\s{0,12}(?:[*+-]\s|\d{1,3}[.)]\s|#{1,6}\s|>|\||```|---|\* \* \*)")
"""What begins a line of its own in Markdown."""

_ADDRESS = re.compile(r"\s?<https?://[^\s<>]{1,1000}>")
_STRONG = re.compile(r"(?<![\w*])(\*\*|__)(?=\S)([^*_]{1,600})(?<=\S)\1(?![\w*])")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=\S)([^*_]{1,600})(?<=\S)\1(?![\w*_])")
_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_STARS = re.compile(r"(\*{1,6}) (\S.{0,200}\S) \1$")
_ESCAPED = re.compile(r"\\([-+.*_#()\[\]!>~])")


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a program left in a text.

    Attributes:
        numbered: Whether links are numbered, with their addresses listed at the end (lynx, links, elinks).
        markdown: Whether links are written as in Markdown (html2text).
        pointed: Whether addresses stand in angle brackets behind their links (browsers).
        references: The number of the first line of the list of addresses; 0 where there is none.
        underscored: Whether the spaces within links are underscores (html2text of Debian).
    """

    numbered: bool = False
    markdown: bool = False
    pointed: bool = False
    references: int = 0
    underscored: bool = False


def dialect_of(text: str, lines: Sequence[Line]) -> Dialect:
    """What the program that wrote a text left in it.

    Args:
        text: The text.
        lines: Its lines.
    """
    references = 0
    if "[1]" in text:
        listed = [line.number for line in lines if _REFERENCE.match(line.raw)]
        if len(listed) >= 3 and len(_NUMBER.findall(text)) >= 3:
            references = next((line.number for line in reversed(lines) if _heads(line, listed[0])), listed[0])
    return Dialect(
        numbered=references > 0 or ("[2]" in text and _is_counted(text)),
        markdown="](" in text and len(_BRACKETED.findall(text)) >= 3,
        pointed=" <http" in text and len(_POINTED.findall(text)) >= 3,
        references=references,
        underscored=any(_STARS.match(line.text) for line in lines if line.text.startswith("*"))
        and len(_UNDERSCORED.findall(text)) >= _MANY,
    )


def _is_counted(text: str) -> bool:
    """Whether numbers in brackets count the links of a page, each one more than the one before."""
    numbers = [int(number) for number in _NUMBER.findall(text)]
    steps = sum(1 for one, other in pairwise(numbers) if other == one + 1)
    return steps >= _COUNTED and steps * 5 >= len(numbers) * 4


def unfolded(text: str) -> list[Line]:
    """The lines of a text that links as in Markdown were written into, each paragraph on one line.

    Such a text was wrapped before its addresses go, and within them, so that how long a line is tells
    nothing; but blank lines part its paragraphs, and two spaces end a line that is to end.
    """
    joined: list[str] = []
    numbers: list[int] = []
    goes_on = False
    for number, line in enumerate(text.split("\n"), 1):
        if goes_on and line.strip() and not _OWN_LINE.match(line):
            within = joined[-1].rfind("](") > joined[-1].rfind(")")
            glue = "" if within and joined[-1].endswith(("-", "(", "/")) else " "
            joined[-1] += glue + line.strip()
        else:
            joined.append(line)
            numbers.append(number)
        goes_on = bool(line.strip()) and not line.endswith("  ")
    return [line._replace(number=numbers[line.number - 1]) for line in lines_of("\n".join(joined))]


def _heads(line: Line, first: int) -> bool:
    return line.number < first and first - line.number < 6 and line.text.strip(" :") == "References"


def undone(piece: Piece, dialect: Dialect) -> tuple[Piece, int]:
    """A piece without what the program left in it, and the level of the heading that it says it is (or 0)."""
    text, level = piece.text, 0
    if dialect.numbered:
        text = _NUMBER.sub("", text)
    if dialect.pointed:
        text = _ADDRESS.sub("", text)
    if dialect.markdown:
        if hashes := _HASHES.match(text):
            level, text = len(hashes.group(1)), text[hashes.end() :]
        text = _LINK.sub(r"\1", _IMAGE.sub("", text))
        text = _ESCAPED.sub(r"\1", _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text)))
    elif piece.first.marker == "" and (stars := _STARS.match(text)):
        level, text = 7 - len(stars.group(1)), stars.group(2)
    if dialect.underscored:
        text = _UNDERSCORED.sub(" ", text.strip("_"))
    text = text.strip()
    return (piece if text == piece.text else piece._replace(text=text)), level
