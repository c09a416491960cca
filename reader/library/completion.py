"""What could come next in a query that is being typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reader.library.fold import fold
from reader.library.lexer import FIELDS
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
_LAST = re.compile(r"[^\s()]*$")


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
    text: str, cursor: int, known: Callable[[Field], Iterable[str]] = lambda field: ()
) -> list[Completion]:
    """What could come next, at most `MOST`.

    Args:
        text: The query.
        cursor: Where the cursor stands, in characters.
        known: The values that a field may have here: tags, sites, people; the likeliest first.
    """
    last = _LAST.search(text[:cursor])
    start = last.start() if last else cursor
    word = text[start:cursor]
    sign = len(word) - len(word.lstrip("-"))
    start, word = start + sign, word[sign:]
    name, colon, begun = word.partition(":")
    field = FIELDS.get(name.lower()) if colon else None
    if field is None:
        names = [one for one in Field if word and not colon and one.value.startswith(word.lower())]
        return [Completion(f"{one.value}:", start, cursor, ABOUT[one]) for one in names][:MOST]
    begun = begun.rpartition(",")[2].lstrip('"')
    at = cursor - len(begun)
    if at > start and text[at - 1] == '"':
        at -= 1
    values = _FIXED.get(field) or known(field)
    fitting = (value for value in values if _fits(fold(value), fold(begun)))
    return [Completion(_quoted(value), at, cursor) for value, _ in zip(fitting, range(MOST), strict=False)]


def _fits(value: str, begun: str) -> bool:
    """Whether a value, or a word of it, begins as was typed."""
    return value.startswith(begun) or f" {begun}" in value


def _quoted(value: str) -> str:
    return f'"{value}"' if re.search(r'[\s(),"]', value) else value
