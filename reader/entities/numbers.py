"""Dates, times, money, percentages and quantities of a text, with their overlaps settled."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.domain.entity import EntityType, Mention
from reader.entities.amounts import amounts
from reader.entities.dates import times_and_dates

NUMERIC = frozenset(
    {EntityType.DATE, EntityType.TIME, EntityType.MONEY, EntityType.PERCENT, EntityType.QUANTITY}
)
"""The types that patterns find; the other types are names."""

_RANK = {
    EntityType.MONEY: 0,
    EntityType.PERCENT: 1,
    EntityType.QUANTITY: 2,
    EntityType.TIME: 3,
    EntityType.DATE: 4,
}
_JOINS = re.compile(r"[ ,]{1,3}")
_CLOCK = re.compile(r"\d[:.]\d|\d[ap]\.?m\b", re.IGNORECASE)


def numbers(text: str) -> list[Mention]:
    """The numeric mentions of a `plain` text, in order, none overlapping another.

    Of two that overlap the longer stays. A date and a clock time with only a space or a comma between them
    are one date.
    """
    kept = _longest([*times_and_dates(text), *amounts(text)], text)
    joined: list[Mention] = []
    for mention in kept:
        before = joined[-1] if joined else None
        if before is not None and _one_moment(before, mention, text):
            joined[-1] = Mention(before.start, mention.end, EntityType.DATE)
        else:
            joined.append(mention)
    return joined


def _longest(found: Iterable[Mention], text: str) -> list[Mention]:
    taken: list[Mention] = []
    trimmed = (_trimmed(mention, text) for mention in found)
    held = bytearray(len(text))
    for mention in sorted(trimmed, key=lambda m: (m.start - m.end, _RANK[m.type], m.start)):
        if mention.start < mention.end and not any(held[mention.start : mention.end]):
            held[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            taken.append(mention)
    return sorted(taken, key=lambda m: m.start)


def _trimmed(mention: Mention, text: str) -> Mention:
    start, end = mention.start, mention.end
    while start < end and text[start] in " ,;":
        start += 1
    while end > start and text[end - 1] in " ,;":
        end -= 1
    return Mention(start, end, mention.type)


def _one_moment(first: Mention, second: Mention, text: str) -> bool:
    if {first.type, second.type} != {EntityType.DATE, EntityType.TIME}:
        return False
    clock, day = (first, second) if first.type is EntityType.TIME else (second, first)
    between = text[first.end : second.start]
    written = text[clock.start : clock.end]
    if not _JOINS.fullmatch(between) or not _CLOCK.search(written):
        return False
    return day is first or any(sign.isdigit() for sign in text[day.start : day.end])
