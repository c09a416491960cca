"""Who and what an article speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EntityType(StrEnum):
    """What kind of thing a mention names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"
    EVENT = "event"
    WORK = "work"
    DATE = "date"
    TIME = "time"
    MONEY = "money"
    PERCENT = "percent"
    QUANTITY = "quantity"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that names something, as an engine finds it.

    Attributes:
        start: Its first character.
        end: The character after its last.
        type: What it names.
    """

    start: int
    end: int
    type: EntityType


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, place or thing, with every mention of it in one article.

    Attributes:
        name: The fullest form that the article uses for it.
        type: What it is.
        mentions: In order of start; not empty.
        related: Another name that it points at: of a nationality, its country; otherwise empty.
    """

    name: str
    type: EntityType
    mentions: tuple[Mention, ...]
    related: str = ""
