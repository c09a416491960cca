"""A part of a long article, read as an article of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.domain.entity import Entity, Mention

if TYPE_CHECKING:
    from reader.domain.article import Article

BEFORE = 4
"""Of a part, one share in so many stands before the place that it is about; the rest is what will be read."""


def part_around(article: Article, offset: int, size: int) -> tuple[Article, int]:
    """The part of an article around a place.

    Args:
        article: The article.
        offset: The place, in characters.
        size: How many characters the part may have.

    Returns:
        The part, and at which character of the article it begins; the article itself where it is no longer.
    """
    text = article.text
    if len(text) <= size:
        return article, 0
    low = max(0, min(offset - size // BEFORE, len(text) - size))
    high = min(len(text), low + size)
    first, last = article.block_at(low), article.block_at(high)
    blocks = []
    for block in article.blocks[first : last + 1]:
        start, end = max(low, block.start), min(high, block.end)
        if start < end and block.table is None:
            blocks.append(replace(block, start=start - low, end=end - low))
    marks = [
        replace(mark, start=mark.start - low, end=mark.end - low)
        for mark in article.marks
        if low <= mark.start and mark.end <= high
    ]
    return replace(article, text=text[low:high], blocks=tuple(blocks), marks=tuple(marks)), low


def moved(entities: tuple[Entity, ...], by: int) -> tuple[Entity, ...]:
    """Entities of a part as those of the article that it begins in at `by` characters."""
    if not by:
        return entities
    return tuple(
        replace(
            entity,
            mentions=tuple(Mention(m.start + by, m.end + by, m.type) for m in entity.mentions),
        )
        for entity in entities
    )
