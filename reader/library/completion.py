"""What could come next in a query that is being typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from reader.library.fold import fold
from reader.library.lexer import Part, pieces
from reader.library.tree import STATES, THINGS, Field, Sort

MOST = 12

ABOUT = {
    Field.TITLE: "in the headline",
    Field.BY: "in the byline",
    Field.SITE: "in the publication's name",
    Field.TAG: "with a tag",
    Field.PERSON: "a person in it",
    Field.ORGANISATION: "an organisation in it",
    Field.PLACE: "a place in it",
    Field.ENTITY: "anyone or anything named in it",
    Field.NOTE: "in your notes",
    Field.BODY: "in the text",
    Field.LANGUAGE: "in a language",
    Field.IS: "unread, starred, archived …",
    Field.HAS: "with a note, a highlight, a tag",
    Field.BEFORE: "published before",
    Field.AFTER: "published on or after",
    Field.DATE: "published on, or between two days",
    Field.SORT: "new, old or best first",
}
"""What each field looks for, in a few words."""

_FIXED: dict[Field, tuple[str, ...]] = {
    Field.IS: STATES,
    Field.HAS: THINGS,
    Field.SORT: tuple(sort.value for sort in Sort),
    Field.DATE: ("today", "yesterday", "7d", "week", "month", "year"),
    Field.BEFORE: ("today", "7d", "month", "year"),
    Field.AFTER: ("today", "yesterday", "7d", "week", "month", "year"),
}


@dataclass(frozen=True, slots=True)
class Completion:
    """Something that may be put in place of what was typed last.

    Attributes:
        text: What to put.
        start: From which character of the query on.
        end: Up to which, not included.
        about: What it does, in a few words; may be empty.
    """

    text: str
    start: int
    end: int
    about: str = ""


def completions(
    text: str, cursor: int, known: Callable[[Field, str], Iterable[str]] = lambda field, begun: ()
) -> list[Completion]:
    """What could come next, at most `MOST`.

    Args:
        text: The query.
        cursor: Where the cursor stands, in characters.
        known: The values that a field may have here of which a word begins so: tags, sites, people; the
            likeliest first.
    """
    last = pieces(text[:cursor])[-1:]
    if not last or last[0].end != cursor or text[cursor : cursor + 1].strip(" )"):
        return []
    piece = last[0]
    if piece.field is None:
        return [] if piece.quoted or piece.kind is not Part.VALUE else _names(text, piece.start, cursor)
    begun = text[piece.value_start : cursor]
    if piece.kind is Part.OPEN or (piece.quoted and len(begun) > len(piece.text) + 1):
        return []
    if not piece.quoted:
        begun = begun.rpartition(",")[2]
    start = cursor - len(begun)
    begun = begun[1:] if piece.quoted else begun
    values = _FIXED.get(piece.field) or known(piece.field, begun)
    fitting = (value for value in values if fold(value) != fold(begun) and fits(value, begun))
    return [Completion(_quoted(value), start, cursor) for value in islice(fitting, MOST)]


def field_at(text: str, cursor: int) -> tuple[Field, str] | None:
    """The field of which a value is typed that only the library knows, and what there is of it yet."""
    asked: list[tuple[Field, str]] = []

    def ask(field: Field, begun: str) -> Iterable[str]:
        asked.append((field, begun))
        return ()

    completions(text, cursor, ask)
    return asked[0] if asked else None


def _names(text: str, start: int, end: int) -> list[Completion]:
    word = text[start:end].lower()
    return [
        Completion(f"{one.value}:", start, end, ABOUT[one]) for one in Field if one.value.startswith(word)
    ]


def fits(value: str, begun: str) -> bool:
    """Whether a value, or a word of it, begins as was typed."""
    value, begun = fold(value), fold(begun)
    return value.startswith(begun) or f" {begun}" in value


def _quoted(value: str) -> str:
    """A value as it is typed; a quote cannot stand within quotes, and no search needs one."""
    return '"' + value.replace('"', " ") + '"' if re.search(r'[\s(),"“”„‟«»＂]', value) else value
