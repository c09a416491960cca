"""The articles that share most with the one that is open: people and places weighed by rarity, and words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from reader.library.document import Document
from reader.library.entry import Entry
from reader.library.fold import fold
from reader.library.plan import plan
from reader.library.reading import Reading
from reader.library.sketch import OPENING
from reader.library.tree import Field, Term

_ENTITIES = 12
_WORDS = 10
_COMMON = 400
"""A word that so many articles have, counted up to this, says nothing of what they are about."""

_PART = 5
"""Nor does one that more than one in so many has, in a library that is small."""

_NAMES_MORE = 3
"""A name may be so many times as common and still tell something."""

_SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Related:
    """An article that shares something with another.

    Attributes:
        entry: Its entry.
        score: How much they share; only good for comparing.
        shared: What, the rarest first: names, then words.
    """

    entry: Entry
    score: float
    shared: tuple[str, ...]


def related(
    index: Reading,
    document: Document,
    limit: int = 5,
    wanted: Callable[[int], bool] = lambda key: True,
) -> list[Related]:
    """The articles that share most with one, the nearest first.

    Each thing shared counts by the logarithm of how few articles have it; names count three times as much
    as words, as two articles are on one matter when the same people and places meet in both.

    Args:
        index: Where to look.
        document: The article, which is left out itself.
        limit: How many to find.
        wanted: Whether an article may be among them, by its key.

    Raises:
        sqlite3.Error: The index is damaged, or the search was interrupted.
    """
    scores: dict[int, float] = {}
    shared: dict[int, list[tuple[float, str]]] = {}
    own = set(index.keys_of([document.entry.id]))
    common = max(2, len(index.first_keys(_COMMON * _PART)) // _PART)
    for term, text, weight in _things(index, document):
        most = common * _NAMES_MORE if weight > 1 else common
        keys = [key for key in islice(index.find(plan(term, index.go_on)), most + 2) if key not in own]
        if not keys or len(keys) > most:
            continue
        value = weight * math.log(1 + _NAMES_MORE * common / len(keys))
        for key in keys:
            if wanted(key):
                scores[key] = scores.get(key, 0.0) + value
                shared.setdefault(key, []).append((-value, text))
    best = [key for key, _ in sorted(scores.items(), key=lambda item: (-item[1], -item[0]))[:limit]]
    return [
        Related(entry, scores[key], tuple(text for _, text in sorted(shared[key])))
        for key, entry in index.entries_by_key(best).items()
    ]


def _things(index: Reading, document: Document) -> Iterable[tuple[Term, str, float]]:
    """What may be shared: the names in the article, and the rarer of its frequent words."""
    named = (
        *((name, Field.PERSON) for name in document.people),
        *((name, Field.ORGANISATION) for name in document.organisations),
        *((name, Field.PLACE) for name in document.places),
        *((name, Field.ENTITY) for name in document.others),
    )
    for name, field in islice(named, _ENTITIES):
        yield Term(name, field, phrase=True), name, 3.0
    for word in _telling_words(document):
        yield Term(word, Field.BODY), word, 1.0


def _telling_words(document: Document) -> list[str]:
    """Long words that come more than once, and those of the headline; names are looked at by themselves."""
    names = {
        part
        for name in (*document.people, *document.organisations, *document.places)
        for part in fold(name).split()
    }
    words = Counter(word for word in _words(document.text[:OPENING]) if word not in names)
    words.update({word: 2 for word in _words(document.entry.title) if word not in names})
    often = [(count * len(word), word) for word, count in words.items() if count > 1]
    return [word for _, word in sorted(often, reverse=True)[:_WORDS]]


def _words(text: str) -> list[str]:
    return [
        word
        for word in "".join(c if c.isalnum() else " " for c in fold(text)).split()
        if len(word) >= _SHORTEST
    ]
