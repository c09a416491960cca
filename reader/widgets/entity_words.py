"""What the types of entities are called: a letter, one of them, several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reader.domain.entity import EntityType


class TypeWords(NamedTuple):
    """How a type is named.

    Attributes:
        letter: Tells it apart where a theme has no colours.
        one: One of them.
        many: Several.
    """

    letter: str
    one: str
    many: str


WORDS: Mapping[EntityType, TypeWords] = {
    EntityType.PERSON: TypeWords("P", "person", "People"),
    EntityType.ORGANISATION: TypeWords("O", "organisation", "Organisations"),
    EntityType.PLACE: TypeWords("L", "place", "Places"),
    EntityType.GROUP: TypeWords("G", "group", "Groups"),
    EntityType.EVENT: TypeWords("E", "event", "Events"),
    EntityType.WORK: TypeWords("W", "work", "Works"),
    EntityType.DATE: TypeWords("D", "date", "Dates"),
    EntityType.TIME: TypeWords("T", "time", "Times"),
    EntityType.MONEY: TypeWords("M", "sum of money", "Money"),
    EntityType.PERCENT: TypeWords("%", "percentage", "Percentages"),
    EntityType.QUANTITY: TypeWords("Q", "quantity", "Quantities"),
}
"""In the order in which they are listed."""


def counted(number: int, word: str) -> str:
    """Such as "1 mention", "3 mentions"."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
