"""Which entities of two articles are one: they are of one type and share a name that cannot be mistaken."""

from __future__ import annotations

from collections.abc import Iterable

from reader.domain.article import Article
from reader.domain.entity import Entity, EntityType
from reader.entities.keys import fold, nationalities, place_key
from reader.entities.plain import spelt

LONGEST_ACRONYM = 8


def forms_of(entity: Entity, article: Article) -> tuple[str, ...]:
    """The spellings that an article has for an entity, its name first, each once."""
    spellings = (spelt(article.text[m.start : m.end]) for m in entity.mentions)
    return tuple(dict.fromkeys((entity.name, *spellings)))


def keys_of(entity: Entity, article: Article) -> frozenset[str]:
    """The names, folded, by which an entity is known wherever it is named.

    Its own name is one; of its other forms those that nobody else bears: not a surname or a first name alone,
    nor one common noun ("the ministry"), but a name of several words, an acronym, a place's other name.

    Args:
        entity: An entity of the article.
        article: The article.
    """
    others = (form for form in forms_of(entity, article)[1:] if _unmistakable(form, entity.type))
    return frozenset(_key(form, entity.type) for form in (entity.name, *others))


def same(
    entities: Iterable[Entity], article: Article, kind: EntityType, keys: frozenset[str]
) -> list[Entity]:
    """Those of an article's entities that are the one of type `kind` known by `keys`."""
    return [
        entity for entity in entities if entity.type is kind and not keys.isdisjoint(keys_of(entity, article))
    ]


def _key(form: str, kind: EntityType) -> str:
    if kind is EntityType.PLACE:
        return place_key(form)
    folded = fold(form) or form
    if kind is EntityType.GROUP and folded in nationalities():
        return fold(nationalities()[folded][0])
    return folded


def _unmistakable(form: str, kind: EntityType) -> bool:
    if kind in (EntityType.PLACE, EntityType.GROUP):
        return True
    letters = form.replace(".", "")
    acronym = kind is not EntityType.PERSON and 2 < len(letters) <= LONGEST_ACRONYM and letters.isupper()
    return acronym or len(fold(form).split()) > 1
