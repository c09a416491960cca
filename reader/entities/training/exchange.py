"""Sentences given again with other names in them, so that what stands around a name counts, too.

This is mention replacement (Dai and Adel 2020, "An Analysis of Simple Data Augmentation for Named Entity
Recognition"); and some names of one word give way to a word that no list knows, whatever it named where it
was found: only the surroundings of such a word tell what it names.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reader.entities.builtin import spans
from reader.entities.lexicon import lexicon
from reader.entities.training.corpus import Tagged

KINDS = frozenset({"PER", "ORG", "LOC"})
"""The labels whose names are exchanged; names of the others seldom fit where another stood."""

EXCHANGED = 0.6
"""Share of the names that give way to another of their kind."""

UNKNOWN = 0.2
"""Share of the names of one word that give way to an unknown word of any kind."""

Fit = tuple[str, int, bool, bool]
"""What a name must share with the one that it takes the place of: label, words, "the" before it, capitals."""

Stock = Mapping[Fit, Sequence[Sequence[str]]]


def stock(found: Iterable[Tagged]) -> Stock:
    """The names in the sentences, as often as they stand there."""
    names: dict[Fit, list[Sequence[str]]] = defaultdict(list)
    for sentence in found:
        for first, end, label in spans(sentence.tags):
            if label in KINDS:
                names[_fit(sentence, first, end, label)].append(sentence.words[first:end])
    return names


def exchanged(found: Iterable[Tagged], names: Stock, random_: random.Random) -> Iterator[Tagged]:
    """The sentences with some of their names exchanged; their labels stay.

    Args:
        found: Sentences.
        names: What to choose from.
        random_: What chooses.
    """
    unknown = _unknown(names)
    for sentence in found:
        words = list(sentence.words)
        for first, end, label in spans(sentence.tags):
            others = names.get(_fit(sentence, first, end, label))
            single = label in KINDS and end - first == 1 and words[first].istitle()
            if single and random_.random() < UNKNOWN:
                words[first] = random_.choice(unknown)
            elif others and random_.random() < EXCHANGED:
                words[first:end] = random_.choice(others)
        yield Tagged(words, sentence.tags, sentence.source)


def _fit(sentence: Tagged, first: int, end: int, label: str) -> Fit:
    article = first > 0 and sentence.words[first - 1].lower() == "the"
    return label, end - first, article, all(word.isupper() for word in sentence.words[first:end])


def _unknown(names: Stock) -> list[str]:
    """The words, each a name by itself, of which the word list says nothing."""
    single = {
        name[0]
        for (_, length, _, capitals), found in names.items()
        if length == 1 and not capitals
        for name in found
    }
    return sorted(word for word in single if word.isalpha() and word.istitle() and not lexicon().flags(word))
