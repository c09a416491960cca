"""The best of what was found: by where and how often the words stand in an article, and how rare they are."""

from __future__ import annotations

import math
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from reader.library.fold import fold
from reader.library.index import Index
from reader.library.tree import Field, Node, Term, positive_terms

RANKED = 1000
"""Among how many of the newest matches the best are looked for; to weigh all of a million takes seconds."""

COUNTED = 300
"""In how many of them the words are counted: those with most of them in the headline, then the newest."""

OPENING = 8192
"""In so many bytes of the packed text they are counted: some 20,000 characters."""

MOST_TERMS = 8
"""So many words of a query are weighed; the others only have to match."""

K1, B = 1.2, 0.75
"""The usual constants: how soon a word that comes often counts no more, how much a long text is at a loss."""

IN_TITLE, IN_NAMES = 8, 3
"""How often a word counts for one in the headline, or in the byline, a name, a tag or a note."""

_IN_NAMES = frozenset(
    {Field.BY, Field.TAG, Field.PERSON, Field.ORGANISATION, Field.PLACE, Field.ENTITY, Field.NOTE}
)


def ranked(index: Index, tree: Node, keys: Sequence[int]) -> list[int]:
    """Keys that match, the best first; of two as good as each other the one that came first.

    The measure is BM25F (Robertson, Zaragoza and Taylor 2004, "Simple BM25 extension to multiple weighted
    fields"), over these articles only: the engine's own counts how rare a word is among all that have it,
    which for a common word takes longer than everything else.

    Args:
        index: Where they are.
        tree: What they match.
        keys: In the order of dates, at most `RANKED` or so.

    Raises:
        sqlite3.Error: The index is damaged, or the search was interrupted.
    """
    terms = [_Word(fold(term.text), term) for term in islice(positive_terms(tree), MOST_TERMS)]
    if not terms:
        return list(keys)
    heads = index.heads(keys)
    promise = {key: sum(word.in_title(head) for word in terms) for key, (head, _) in heads.items()}
    order = sorted(keys, key=lambda key: -promise.get(key, 0))
    bodies = index.packed(order[:COUNTED], OPENING)
    counts: list[dict[int, int]] = [{} for _ in terms]
    lengths: dict[int, int] = {}
    for key, (packed, extra) in bodies.items():
        title, names = heads.get(key, ("", ""))
        text, names = _opening(packed), f"{names} {fold(extra or '')}"
        lengths[key] = len(text)
        for word, count in zip(terms, counts, strict=True):
            count[key] = word.count(title, names, text)
    scores = _scores(counts, lengths)
    best = sorted(order[:COUNTED], key=lambda key: -scores.get(key, 0.0))
    return [*best, *order[COUNTED:]]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a query, folded, and what was asked for."""

    plain: str
    term: Term

    def in_title(self, title: str) -> int:
        return title.count(self.plain) if self.term.field in {None, Field.TITLE} else 0

    def count(self, title: str, names: str, text: str) -> int:
        field = self.term.field
        often = IN_TITLE * self.in_title(title)
        if field is None or field in _IN_NAMES:
            often += IN_NAMES * names.count(self.plain)
        if field is None or field is Field.BODY:
            often += text.count(self.plain)
        return often


def _scores(counts: Sequence[Mapping[int, int]], lengths: Mapping[int, int]) -> dict[int, float]:
    usual = sum(lengths.values()) / max(1, len(lengths)) or 1.0
    scores = dict.fromkeys(lengths, 0.0)
    for count in counts:
        there = sum(1 for often in count.values() if often)
        rarity = math.log(1 + (len(lengths) - there + 0.5) / (there + 0.5))
        for key, often in count.items():
            scores[key] += rarity * often / (often + K1 * (1 - B + B * lengths[key] / usual))
    return scores


def _opening(packed: bytes) -> str:
    """The beginning of a packed text, folded."""
    try:
        data = zlib.decompressobj().decompress(packed, 4 * OPENING)
    except zlib.error:
        return ""
    return fold(data.decode("utf-8", "ignore"))
