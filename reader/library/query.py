"""The query language: words, phrases, fields, groups; one parser for list, search box and command line.

query := or; or := and {"OR" and}; and := unary {["AND"] unary};
unary := ["-" | "NOT"] ("(" or ")" | [field ":"] value); value := '"' text '"' | word ["*"]

An unknown field is text, a quote or bracket that is left open closes itself at the end, and what has no
effect is marked as ignored. Nothing that can be typed raises an error.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from reader.library import dates
from reader.library.fold import fold, terms
from reader.library.lexer import Part, Piece, pieces
from reader.library.tree import (
    STATES,
    THINGS,
    And,
    Dates,
    Field,
    Has,
    Is,
    Node,
    Not,
    Or,
    Query,
    Sort,
    Term,
    Token,
    TokenKind,
)

MOST_TERMS = 64
"""How many words a query may have; the engine's expressions have a limit, and a person has none so long."""

DEEPEST = 16
"""How many brackets may stand within one another."""

_LISTS = frozenset(
    {
        Field.TAG,
        Field.SITE,
        Field.PERSON,
        Field.ORGANISATION,
        Field.PLACE,
        Field.ENTITY,
        Field.LANGUAGE,
        Field.IS,
        Field.HAS,
    }
)
"""The fields in which a comma stands for "or"."""

_DATES: dict[Field, Callable[[str, date], Dates | None]] = {
    Field.DATE: dates.on,
    Field.BEFORE: dates.before,
    Field.AFTER: dates.after,
}

_SORTS = {"new": Sort.NEW, "newest": Sort.NEW, "old": Sort.OLD, "oldest": Sort.OLD}
_SORTS |= {"rank": Sort.RANK, "relevance": Sort.RANK}

HELP: tuple[tuple[str, str], ...] = (
    ("tide clock", "both words, anywhere"),
    ('"tide table"', "one right after the other"),
    ("tide OR clock", "either"),
    ("-clock", "without it"),
    ("harb*", "words that begin so"),
    ("(tide OR flood) -moon", "brackets group"),
    ("title:tide", "in the headline"),
    ("by:olsen", "in the byline"),
    ("site:gazette", "in the publication's name"),
    ("person:lind", "a person; so org: and place:"),
    ("entity:harbour", "anyone or anything named"),
    ("tag:local,coast", "with either tag"),
    ("note:why", "in your notes"),
    ("is:unread", "or read, starred, archived"),
    ("has:note", "or highlight, tag"),
    ("date:2026-03", "or 2025..2026, 7d, today"),
    ("before:2026 after:7d", "published before, on or after"),
    ("lang:en", "in a language"),
    ("sort:rank", "best first; sort:old, oldest first"),
)
"""The language by example, for its help."""


def parse(text: str, *, typing: bool = False, today: date | None = None) -> Query:
    """Read a query.

    Args:
        text: What was typed.
        typing: Whether it still is, so that the last word may go on.
        today: From when "7d" counts; by default now.
    """
    parser = _Parser(text, typing, today or date.today())
    tree = parser.whole()
    tokens = sorted(parser.tokens, key=lambda token: token.start)
    return Query(text, tree, parser.sort, tuple(tokens))


def written_out(text: str) -> str:
    """A query that was still being typed, as it is kept: with a star where its last word might go on."""
    return text if parse(text, typing=True).tree == parse(text).tree else f"{text}*"


class _Parser:
    """Recursive descent over the pieces, noting what each was taken for."""

    def __init__(self, text: str, typing: bool, today: date) -> None:
        self.tokens: list[Token] = []
        self.sort = Sort.NEW
        self._text = text
        self._typing = typing
        self._today = today
        self._pieces = pieces(text)
        self._at = 0
        self._terms = 0
        self._denied = False

    def whole(self) -> Node | None:
        parts: list[Node] = []
        while self._at < len(self._pieces):
            if (node := self._or(0, None)) is not None:
                parts.append(node)
            if self._next is Part.CLOSE:
                self._take(TokenKind.IGNORED)
        return _all(parts)

    @property
    def _next(self) -> Part | None:
        return self._pieces[self._at].kind if self._at < len(self._pieces) else None

    def _take(self, kind: TokenKind) -> Piece:
        piece = self._pieces[self._at]
        self._at += 1
        self.tokens.append(Token(kind, piece.start, piece.end))
        return piece

    def _or(self, depth: int, field: Field | None) -> Node | None:
        parts: list[Node] = []
        while self._next not in {None, Part.CLOSE}:
            node = self._and(depth, field)
            if node is not None:
                parts.append(node)
            if self._next is Part.OR:
                more = self._at + 1 < len(self._pieces) and self._pieces[self._at + 1].kind is not Part.CLOSE
                self._take(TokenKind.OPERATOR if parts and more else TokenKind.IGNORED)
        return _any(parts)

    def _and(self, depth: int, field: Field | None) -> Node | None:
        parts: list[Node] = []
        while self._next not in {None, Part.CLOSE, Part.OR}:
            if self._next is Part.AND:
                self._take(TokenKind.OPERATOR if parts else TokenKind.IGNORED)
                continue
            if (node := self._unary(depth, field)) is not None:
                parts.append(node)
        return _all(parts)

    def _unary(self, depth: int, field: Field | None) -> Node | None:
        negations = 0
        first = len(self.tokens)
        while self._next is Part.NOT:
            self._take(TokenKind.OPERATOR)
            negations += 1
        self._denied = negations % 2 == 1
        node = None
        if self._next is Part.OPEN:
            node = self._group(depth, field)
        elif self._next in {Part.VALUE, Part.EMPTY}:
            node = self._value(field)
        if node is None:
            self.tokens[first : first + negations] = [
                Token(TokenKind.IGNORED, token.start, token.end)
                for token in self.tokens[first : first + negations]
            ]
            return None
        return Not(node) if negations % 2 else node

    def _group(self, depth: int, field: Field | None) -> Node | None:
        if depth >= DEEPEST:
            self._take(TokenKind.IGNORED)
            return None
        opening = self._take(TokenKind.BRACKET)
        if opening.field is not None:
            self.tokens[-1:] = [
                Token(TokenKind.FIELD, opening.start, opening.value_start),
                Token(TokenKind.BRACKET, opening.value_start, opening.end),
            ]
        node = self._or(depth + 1, opening.field or field)
        if self._next is Part.CLOSE:
            self._take(TokenKind.BRACKET)
        return node

    def _value(self, outer: Field | None) -> Node | None:
        piece = self._pieces[self._at]
        self._at += 1
        field = piece.field or outer
        if field is Field.SORT and piece.text.lower() in _SORTS:
            self.sort = _SORTS[piece.text.lower()]
            self._note(piece, TokenKind.VALUE)
            return None
        node = self._meaning(piece, field) if self._terms < MOST_TERMS else None
        if node is None:
            self._note(piece, TokenKind.IGNORED)
            return None
        self._terms += 1
        plain = TokenKind.PHRASE if piece.quoted else TokenKind.WORD
        self._note(piece, plain if isinstance(node, Term) and field is None else TokenKind.VALUE)
        return node

    def _note(self, piece: Piece, kind: TokenKind) -> None:
        """Mark a value and the field before it."""
        if piece.field is None or kind is TokenKind.IGNORED:
            self.tokens.append(Token(kind, piece.start, piece.end))
            return
        self.tokens.append(Token(TokenKind.FIELD, piece.start, piece.value_start))
        self.tokens.append(Token(kind, piece.value_start, piece.end))

    def _meaning(self, piece: Piece, field: Field | None) -> Node | None:
        """What a value stands for; None where it has no effect."""
        if field not in _LISTS or piece.quoted or "," not in piece.text:
            return self._single(piece.text, piece, field)
        words = piece.text.split(",")[: MOST_TERMS - self._terms]
        self._terms += len(words) - 1
        named = [self._single(word, piece, field) for word in words]
        return _any([node for node in named if node is not None])

    def _single(self, text: str, piece: Piece, field: Field | None) -> Node | None:
        if field in _DATES:
            return _DATES[field](text, self._today)
        if field in _CHOICES:
            return _CHOICES[field](text.lower())
        if not terms(text):
            return None
        growing = self._typing and not piece.quoted and not self._denied and piece.end == len(self._text)
        return Term(text, field, piece.quoted, piece.star or growing)


def _is(text: str) -> Node | None:
    return Is(text) if text in STATES else None


def _has(text: str) -> Node | None:
    thing = text.removesuffix("s")
    return Has(thing) if thing in THINGS else None


def _language(text: str) -> Node | None:
    return Term(text, Field.LANGUAGE) if fold(text).replace("-", "").isalnum() else None


_CHOICES: dict[Field, Callable[[str], Node | None]] = {
    Field.IS: _is,
    Field.HAS: _has,
    Field.LANGUAGE: _language,
    Field.SORT: lambda text: None,
}


def _all(parts: list[Node]) -> Node | None:
    return parts[0] if len(parts) == 1 else And(tuple(parts)) if parts else None


def _any(parts: list[Node]) -> Node | None:
    return parts[0] if len(parts) == 1 else Or(tuple(parts)) if parts else None
