"""Where names and numbers claim the same words, who keeps them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from reader.domain.entity import EntityType, Mention

STRONG = frozenset({EntityType.PERSON, EntityType.ORGANISATION, EntityType.WORK, EntityType.EVENT})


def settled(
    names: Iterable[Mention], figures: Iterable[Mention], rules: Iterable[Mention], text: str
) -> list[Mention]:
    """All mentions in order, none overlapping another.

    A name that is longer than the date it holds wins ("Sunday Times", "Theresa May"), a date or a sum
    otherwise ("May", "US$5"); a rule's event, work or law wins over a name that lies within it.

    Args:
        names: What the tagger found.
        figures: What the patterns for numbers found, in order.
        rules: What the patterns for events, works and laws found.
        text: The plain text.
    """
    numbers = list(figures)
    starts = [mention.start for mention in numbers]
    ranked = sorted(
        [
            *(
                (0 if _holds_words(m, text) and not _part_of_one(m, numbers, starts, text) else 2, m)
                for m in names
            ),
            *((1, m) for m in numbers),
            *((0, m) for m in rules),
        ],
        key=lambda entry: (entry[0], entry[1].start - entry[1].end, entry[1].start),
    )
    return without_overlaps(mention for _, mention in ranked)


def _holds_words(mention: Mention, text: str) -> bool:
    """Whether the name is more than one word, so that a date within it is part of it."""
    return mention.type in STRONG and " " in text[mention.start : mention.end]


def _part_of_one(mention: Mention, figures: Sequence[Mention], starts: Sequence[int], text: str) -> bool:
    """Whether the name is one of the figures, which are in order, or a part of one ("Nov 20").

    A work or an event may well be called "Forty Days"; but not by a day and a month.
    """
    title = mention.type in (EntityType.WORK, EntityType.EVENT)
    if title and not any(c.isdigit() for c in text[mention.start : mention.end]):
        return False
    at = bisect_right(starts, mention.start) - 1
    return at >= 0 and mention.end <= figures[at].end


def without_overlaps(ranked: Iterable[Mention]) -> list[Mention]:
    """Those of the mentions that overlap none before them, in order of the text."""
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in ranked:
        span = range(mention.start, mention.end)
        if mention.start < mention.end and taken.isdisjoint(span):
            taken.update(span)
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


def within(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """Those that lie between two offsets."""
    return [m for m in mentions if start <= m.start and m.end <= end]
