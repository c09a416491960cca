"""What a query means: a tree of terms, and where each piece of what was typed went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What a term may be looked for in; the value is how it is typed."""

    TITLE = "title"
    BY = "by"
    SITE = "site"
    TAG = "tag"
    PERSON = "person"
    ORGANISATION = "org"
    PLACE = "place"
    ENTITY = "entity"
    NOTE = "note"
    BODY = "body"
    LANGUAGE = "lang"
    IS = "is"
    HAS = "has"
    BEFORE = "before"
    AFTER = "after"
    DATE = "date"
    SORT = "sort"


class Sort(StrEnum):
    """In which order results come."""

    NEW = "new"
    OLD = "old"
    RANK = "rank"


STATES = ("unread", "read", "starred", "archived", "opened")
"""What `is:` asks for."""

THINGS = ("note", "highlight", "tag")
"""What `has:` asks for."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase to look for.

    Attributes:
        text: As it was typed, without quotes and star.
        field: Where to look; None for everywhere.
        phrase: Whether its words must follow one another.
        prefix: Whether its last word may go on.
    """

    text: str
    field: Field | None = None
    phrase: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Is:
    """A condition on the reader's own state: one of `STATES`."""

    state: str


@dataclass(frozen=True, slots=True)
class Has:
    """A condition on what is attached to an article: one of `THINGS`."""

    thing: str


@dataclass(frozen=True, slots=True)
class Dates:
    """A condition on the day of publication, as proleptic Gregorian ordinals, both ends included.

    Attributes:
        since: The first day; 1 where it is open, as an article without a date has none.
        until: The last day.
    """

    since: int
    until: int


@dataclass(frozen=True, slots=True)
class Not:
    """What its part does not match."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """What all parts match."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What any part matches."""

    parts: tuple[Node, ...]


Node = Term | Is | Has | Dates | Not | And | Or


class TokenKind(StrEnum):
    """What a piece of a query is, for colouring it."""

    FIELD = "field"
    WORD = "word"
    PHRASE = "phrase"
    VALUE = "value"
    OPERATOR = "operator"
    BRACKET = "bracket"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query, where it stands in what was typed (characters).

    Attributes:
        kind: What it is; `IGNORED` where it has no effect, being no word, date or known value.
        start: Its first character.
        end: The character after its last.
    """

    kind: TokenKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked for.

    Attributes:
        text: As it was typed.
        tree: What to look for; None for everything.
        sort: In which order.
        tokens: What was typed, piece by piece; white space lies between.
    """

    text: str
    tree: Node | None
    sort: Sort = Sort.NEW
    tokens: tuple[Token, ...] = ()

    @property
    def ignored(self) -> tuple[str, ...]:
        """The pieces that have no effect, to be shown as such."""
        return tuple(
            self.text[token.start : token.end] for token in self.tokens if token.kind is TokenKind.IGNORED
        )


def terms_in(node: Node | None) -> Iterator[Term]:
    """All terms of a query, those under a Not too."""
    match node:
        case Term():
            yield node
        case Not(part):
            yield from terms_in(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from terms_in(part)
        case _:
            return


def positive_terms(node: Node | None) -> Iterator[Term]:
    """The terms that a match holds, to be shown in it; none from under a Not."""
    match node:
        case Term():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from positive_terms(part)
        case _:
            return
