"""Finding words in a text as a reader means them: case, accents, quotation marks and line breaks aside.

Plain words are looked for in a folded copy of the text, which has the same length, so that a match is a
span of the text itself; the copy is made once a text and kept, so that each further letter typed costs one
pass of `str.find`.

Regular expressions run in the `regex` library and not in `re`, because it alone can be given a time: a
pattern that backtracks for ever is stopped after `PATIENCE`, and other threads run meanwhile.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reader.domain.span import Span

REGEX_PREFIX = "re:"
"""What a query begins with that is a regular expression."""

PATIENCE = 1.0
"""How many seconds of processor time a regular expression may take."""

LIMIT = 100_000
"""How many matches are found unless told otherwise."""

_CHUNK = 1 << 20
_SOFT_HYPHEN = "\u00ad"
_ALIKE = {
    "'": "’‘‚‛ʼ′`´",
    '"': "“”„‟«»″",
    "-": "‐‑‒–—−",
    "o": "øœ",
    "O": "ØŒ",
    "l": "ł",
    "L": "Ł",
    "d": "đð",
    "D": "ĐÐ",
    "i": "ı",
    "I": "İ",
}
_FOLDED = {alike: plain for plain, others in _ALIKE.items() for alike in others}


class QueryError(ValueError):
    """A query that cannot be run; its text is one line for the reader."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for.

    Attributes:
        words: The words as typed, or the regular expression without its prefix; empty finds nothing.
        regex: Whether it is a regular expression.
        cased: Whether capitals count, as they do when the query has one.
    """

    words: str
    regex: bool = False
    cased: bool = False


def compile_query(query: str, *, regex: bool = False) -> Query:
    """The query that a reader typed.

    Args:
        query: Words, or after `REGEX_PREFIX` a regular expression.
        regex: Whether it is a regular expression without the prefix, too.

    Raises:
        QueryError: It is not a regular expression.
    """
    if query.startswith(REGEX_PREFIX):
        query, regex = query.removeprefix(REGEX_PREFIX), True
    if not regex:
        words = re.sub(r"\s+", " ", unicodedata.normalize("NFC", query))
        return Query(words if words.strip() else "", cased=words != words.lower())
    without_escapes = re.sub(r"\\.", "", query)
    made = Query(query, regex=True, cased=without_escapes != without_escapes.lower())
    _pattern(made)
    return made


def find_all(text: str, query: Query, limit: int = LIMIT) -> tuple[Span, ...]:
    """Where the query matches, in order and without overlaps.

    Args:
        text: An article's canonical text.
        query: What to look for.
        limit: How many matches are enough.

    Raises:
        QueryError: A regular expression took longer than `PATIENCE`.
    """
    if not query.words:
        return ()
    found: list[Span] = []
    for span in _by_pattern(text, query) if query.regex else _by_words(text, query):
        found.append(span)
        if len(found) >= limit:
            break
    return tuple(found)


def _by_words(text: str, query: Query) -> Iterator[Span]:
    words = _without_marks(query.words)
    folded = _folded(text)
    if not query.cased:
        words, folded = _lowered(words), _lowered_copy(text)
    if " " in words or _SOFT_HYPHEN in folded:
        between = f"{_SOFT_HYPHEN}?" if _SOFT_HYPHEN in folded else ""
        parts = (between.join(map(re.escape, part)) for part in words.split(" "))
        for match in re.finditer(r"\s+".join(parts), folded):
            yield Span(*match.span())
        return
    at = folded.find(words)
    while at >= 0:
        end = at + len(words)
        yield Span(at, end)
        at = folded.find(words, end)


def _by_pattern(text: str, query: Query) -> Iterator[Span]:
    try:
        for match in _pattern(query).finditer(text, timeout=PATIENCE, concurrent=True):
            if match.end() > match.start():
                yield Span(*match.span())
    except TimeoutError:
        raise QueryError(f"re:{query.words} takes too long on this article; try a simpler pattern") from None


@lru_cache(maxsize=16)
def _pattern(query: Query) -> Any:
    import regex  # type: ignore[import-untyped]

    try:
        return regex.compile(query.words, regex.MULTILINE | (0 if query.cased else regex.IGNORECASE))
    except regex.error as error:
        place = "" if error.pos is None else f" at character {error.pos + 1}"
        raise QueryError(f"re:{query.words} is not a regular expression: {error.msg}{place}") from None


@lru_cache(maxsize=2)
def _folded(text: str) -> str:
    """The text with plain quotation marks and hyphens and without accents; as long as it was."""
    if text.isascii():
        return text
    return "".join(_without_marks(text[at : at + _CHUNK]) for at in range(0, len(text), _CHUNK))


@lru_cache(maxsize=2)
def _lowered_copy(text: str) -> str:
    """The folded text in small letters."""
    folded = _folded(text)
    return "".join(_lowered(folded[at : at + _CHUNK]) for at in range(0, len(text), _CHUNK))


def _without_marks(text: str) -> str:
    if text.isascii():
        return text
    for character in set(text):
        plain = _plain(character)
        if plain != character:
            text = text.replace(character, plain)
    return text


def _lowered(text: str) -> str:
    """Small letters, one for one; those that become two (there is hardly one) stay as they are."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """A character without its accent, in Latin and Greek; a typographer's mark as on a typewriter."""
    if character.isascii():
        return character
    if character in _FOLDED:
        return _FOLDED[character]
    decomposed = unicodedata.normalize("NFD", character)
    base, marks = decomposed[0], decomposed[1:]
    letter = base.isascii() or "\u0370" <= base <= "\u03ff"
    return base if letter and marks and all(map(unicodedata.combining, marks)) else character
