from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.domain.article import Article
from reader.domain.entity import Entity, EntityType, Mention
from reader.entities.sameness import forms_of, keys_of, same


def entity_in(article: Article, kind: EntityType, *forms: str) -> Entity:
    """An entity whose first form is its name, at the first place of each form."""
    mentions = (Mention(article.text.index(f), article.text.index(f) + len(f), kind) for f in forms)
    return Entity(forms[0], kind, tuple(mentions))


P, O, L, G = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE, EntityType.GROUP  # noqa: E741


@pytest.mark.parametrize(
    ("kind", "here", "there", "one"),
    [
        (P, ("Ilse Varga", "Varga"), ("ILSE VARGA",), True),
        (P, ("Ilse Varga", "Varga"), ("Varga",), False),
        (P, ("Ilse Varga", "Varga"), ("Tomas Varga", "Varga"), False),
        (P, ("Ilse M. Varga", "Ilse Varga"), ("Ilse Varga",), True),
        (O, ("Coastal Trade Union Office", "CTUO"), ("CTUO",), True),
        (O, ("Harbour Ministry", "ministry"), ("ministry",), False),
        (L, ("United Kingdom",), ("Britain",), True),
        (L, ("Sandholm",), ("Hallen",), False),
        (G, ("Norwegian",), ("Norwegians",), True),
    ],
)
def test_entities_of_two_articles_are_one_by_a_name_that_nobody_else_bears(
    article: Callable[..., Article],
    kind: EntityType,
    here: tuple[str, ...],
    there: tuple[str, ...],
    one: bool,
) -> None:
    first, second = article("; ".join(here)), article("; ".join(there))
    ours, theirs = entity_in(first, kind, *here), entity_in(second, kind, *there)
    keys = keys_of(ours, first)
    assert bool(same([theirs], second, kind, keys)) is one
    assert bool(same([ours], first, kind, keys_of(theirs, second))) is one


def test_types_are_never_mixed(article: Callable[..., Article]) -> None:
    text = article("Jordan")
    keys = keys_of(entity_in(text, P, "Jordan"), text)
    assert same([entity_in(text, L, "Jordan")], text, P, keys) == []


def test_forms_stand_once_each_and_on_one_line(article: Callable[..., Article]) -> None:
    text = article("Ilse\nVarga met Varga")
    entity = Entity("Ilse Varga", P, (Mention(0, 10, P), Mention(15, 20, P)))
    assert forms_of(entity, text) == ("Ilse Varga", "Varga")
