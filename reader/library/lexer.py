"""A query as it is typed, cut into pieces; nothing that can be typed is an error."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from reader.library.tree import Field

ALIASES = {
    "author": Field.BY,
    "from": Field.BY,
    "source": Field.SITE,
    "section": Field.SITE,
    "organisation": Field.ORGANISATION,
    "organization": Field.ORGANISATION,
    "text": Field.BODY,
    "language": Field.LANGUAGE,
    "since": Field.AFTER,
    "until": Field.BEFORE,
}
"""Other names for fields."""

FIELDS: dict[str, Field] = {field.value: field for field in Field} | ALIASES

_FIELD = re.compile(r"([A-Za-z]{2,12}):")
_QUOTES = '"“”„‟«»＂'
_WORD = re.compile(rf"[^\s(){_QUOTES}]+")
_QUOTED = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]?")


class Part(StrEnum):
    """What a piece is to the parser."""

    OPEN = "("
    CLOSE = ")"
    NOT = "not"
    AND = "and"
    OR = "or"
    VALUE = "value"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a query.

    Attributes:
        kind: What it is to the parser; `EMPTY` is a field without a value.
        start: Its first character.
        end: The character after its last.
        text: Of a value, without quotes and star.
        field: Of a value or an opening bracket, the field before it.
        value_start: Where the value begins, after its field.
        quoted: Whether the value stood in quotes.
        star: Whether the value ended in a star.
    """

    kind: Part
    start: int
    end: int
    text: str = ""
    field: Field | None = None
    value_start: int = 0
    quoted: bool = False
    star: bool = False


def pieces(text: str) -> list[Piece]:
    """The pieces of a query, in order."""
    found: list[Piece] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        piece = _piece(text, at)
        found.append(piece)
        at = piece.end
    return found


def _piece(text: str, at: int) -> Piece:
    if text[at] in "()":
        return Piece(Part(text[at]), at, at + 1, value_start=at)
    if text[at] == "-" and at + 1 < len(text) and not text[at + 1].isspace():
        return Piece(Part.NOT, at, at + 1)
    named = _FIELD.match(text, at)
    field = FIELDS.get(named[1].lower()) if named else None
    start = named.end() if named and field is not None else at
    if field is not None and text.startswith("(", start):
        return Piece(Part.OPEN, at, start + 1, field=field, value_start=start)
    if quoted := _QUOTED.match(text, start):
        return _value(text, at, start, quoted, field)
    return _bare(text, at, start, field)


def _bare(text: str, at: int, start: int, field: Field | None) -> Piece:
    """A value without quotes, or an operator."""
    word = _WORD.match(text, start)
    if word is None:
        return Piece(Part.EMPTY, at, start, field=field, value_start=start)
    if field is None and word.group() in {"AND", "OR", "NOT"}:
        return Piece(Part(word.group().lower()), at, word.end())
    star = word.group().endswith("*")
    plain = word.group().rstrip("*")
    return Piece(Part.VALUE, at, word.end(), plain, field, start, False, star)


def _value(text: str, at: int, start: int, quoted: re.Match[str], field: Field | None) -> Piece:
    """A phrase in quotes; a star right behind it lets its last word go on."""
    star = text.startswith("*", quoted.end())
    end = quoted.end() + star
    return Piece(Part.VALUE, at, end, quoted[1], field, start, True, star)
