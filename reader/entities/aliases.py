"""From mentions to entities: one for each person, place or thing that an article speaks of."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from reader.domain.entity import Entity, EntityType, Mention
from reader.entities import bodies, people
from reader.entities.casing import person_case, place_case, running
from reader.entities.keys import fold, nationalities, one_letter_apart, place_key
from reader.entities.lexicon import Lexicon
from reader.entities.numbers import NUMERIC
from reader.entities.plain import spelt

_OWNS = re.compile(r"(?:'s|s')[ ]{1,3}(?:own[ ]{1,3})?$")
_CLOSED = re.compile(r"(?:'s)?[\"']?\)")
_BRACKET = re.compile(r"(?:'s?)?[ ]{0,3}\([\"']?$")


def grouped(mentions: Sequence[Mention], text: str, flat: str, lexicon: Lexicon) -> tuple[Entity, ...]:
    """The entities of an article, in order of their first mention.

    Args:
        mentions: Consistent ones, in order.
        text: The article's text, for the names.
        flat: The same, `plain`.
        lexicon: The word list.
    """
    by_type: dict[EntityType, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_type[mention.type].append(mention)
    found = []
    for kind, members in by_type.items():
        keys, full = _keyed(kind, members, mentions, flat)
        clusters: dict[str, list[Mention]] = defaultdict(list)
        for mention, key in zip(members, keys, strict=True):
            clusters[key].append(mention)
        for cluster in clusters.values():
            found.append(_entity(kind, cluster, text, lexicon, full))
    return tuple(sorted(found, key=lambda entity: entity.mentions[0].start))


def _keyed(
    kind: EntityType, members: Sequence[Mention], everything: Sequence[Mention], flat: str
) -> tuple[list[str], Mapping[Mention, int]]:
    """Each mention's final key; and of those that an owner stands before, where the owner's name begins."""
    forms = [fold(flat[m.start : m.end]) or flat[m.start : m.end] for m in members]
    if kind in NUMERIC:
        return forms, {}
    if kind is EntityType.PERSON:
        chief = people.linked(dict.fromkeys(forms))
        return [chief[form] for form in forms], {}
    if kind is EntityType.PLACE:
        keys = [place_key(flat[m.start : m.end]) for m in members]
        chief = _misspelt(keys)
        return [chief[key] for key in keys], {}
    if kind is EntityType.GROUP:
        table = nationalities()
        return [fold(table[form][0]) if form in table else _singular(form, forms) for form in forms], {}
    if kind is EntityType.ORGANISATION:
        return _organisations(members, everything, flat)
    chief = _misspelt(forms)
    return [chief[form] for form in forms], {}


def _organisations(
    members: Sequence[Mention], everything: Sequence[Mention], flat: str
) -> tuple[list[str], Mapping[Mention, int]]:
    ends = {m.end: m for m in everything if m.type is EntityType.PLACE}
    previous: dict[str, str] = {}
    owned: dict[Mention, int] = {}
    keys = []
    for mention in members:
        possessor = ""
        before = _OWNS.search(flat, max(0, mention.start - 10), mention.start)
        if before is not None and before.start() in ends:
            place = ends[before.start()]
            possessor = flat[place.start : place.end]
        found = bodies.body(flat[mention.start : mention.end], possessor)
        if possessor and found.office:
            owned[mention] = ends[before.start()].start if before else mention.start
        keys.append(bodies.key_of(found, previous))
    defined = {}
    for index in range(1, len(members)):
        bracket = _BRACKET.match(flat, members[index - 1].end, members[index].start)
        closed = _CLOSED.match(flat, members[index].end)
        if bracket and bracket.end() == members[index].start and closed:
            defined[keys[index]] = keys[index - 1]
    chief = bodies.linked(dict.fromkeys(keys), defined)
    return [chief[key] for key in keys], owned


def _misspelt(keys: Sequence[str]) -> dict[str, str]:
    """For each key itself, or the commoner long one that it is one letter short of being."""
    counts = Counter(keys)
    chief = {key: key for key in counts}
    for key, count in counts.items():
        if len(key) >= 8:
            near = [o for o in counts if counts[o] >= 3 * count and len(o) >= 8 and one_letter_apart(key, o)]
            if len(near) == 1:
                chief[key] = near[0]
    return chief


def _singular(form: str, forms: Sequence[str]) -> str:
    for ending in ("s", "es"):
        if form.endswith(ending) and form.removesuffix(ending) in forms:
            return form.removesuffix(ending)
    return form


def _entity(
    kind: EntityType, cluster: Sequence[Mention], text: str, lexicon: Lexicon, owned: Mapping[Mention, int]
) -> Entity:
    forms = [text[owned.get(m, m.start) : m.end] for m in cluster]
    votes = Counter(named(form, kind, lexicon) for form in forms)
    usual = {named(form, kind, lexicon) for form in forms if not form.isupper()}
    name = max(
        votes, key=lambda form: (_fullness(form, kind), form in usual, votes[form], -_first(form, votes))
    )
    related = ""
    if kind is EntityType.GROUP:
        _, related = nationalities().get(fold(name), ("", ""))
        if related:
            name = max(votes, key=lambda form: (form in usual, votes[form], -len(form)))
    return Entity(name, kind, tuple(cluster), related)


def _first(form: str, votes: Mapping[str, int]) -> int:
    return list(votes).index(form)


def _fullness(form: str, kind: EntityType) -> tuple[int, int]:
    """How full a form is: words first, then letters; of places, the plain name, not the official one."""
    if kind is EntityType.PLACE:
        return (int(len(form.replace(".", "")) > 3), -len(form.split()))
    if kind in NUMERIC:
        return (0, 0)
    return (len(form.split()), len(form))


def named(form: str, kind: EntityType, lexicon: Lexicon) -> str:
    """The form as a name is written, on one line: in capitals only where it is an acronym."""
    words = spelt(form).split()
    if kind in NUMERIC:
        return " ".join(words)
    if form.isupper() and kind is EntityType.PERSON:
        return " ".join(person_case(word, lexicon, first=not at) for at, word in enumerate(words))
    if form.isupper() and kind is EntityType.PLACE:
        return " ".join(place_case(words, lexicon))
    return " ".join(running(words, lexicon))
