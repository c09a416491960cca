"""The default engine: a linear-chain CRF for names, patterns for the rest."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from reader.domain.entity import EntityType, Mention
from reader.entities.engine import EngineUnavailable
from reader.entities.features import END, START, Looks, View, around, looks, view
from reader.entities.lexicon import COMMON, GIVEN, GROUP, PLACES, SURNAME, DamagedFile, Lexicon, lexicon, read
from reader.entities.numbers import numbers
from reader.entities.plain import plain, squeezed
from reader.entities.settle import settled
from reader.entities.tokens import sentences
from reader.entities.weights import Weights
from reader.entities.works import works_and_events

TYPES = {
    "PER": EntityType.PERSON,
    "ORG": EntityType.ORGANISATION,
    "LOC": EntityType.PLACE,
    "NORP": EntityType.GROUP,
    "EVENT": EntityType.EVENT,
    "WORK": EntityType.WORK,
}
"""The tagger's labels without their B- and I-, and what they name."""

IMPOSSIBLE = -(1 << 40)

REMEMBERED = 12_000
"""Features and words whose weights are kept ready; then all are forgotten at once."""

RULES_VERSION = "6"
"""Changes when the patterns or features do, so that cached results are not taken for new ones."""

Vector = Sequence[int]


OWN, SHARED = 2, 3
"""How much a place's own weights and their mean over all places of the same words count."""


class Lattice(NamedTuple):
    """A sentence before it is decided.

    Attributes:
        seen: The sentence as the tagger sees it.
        keys: For each word of its islands, the word between its capitalised neighbours; None for small words.
        emissions: Likewise, the weights by label.
    """

    seen: View
    keys: list[tuple[str, str, str] | None]
    emissions: list[Vector]


def _capital(word: str) -> str:
    return word if word[:1].isupper() else ""


@cache
def weights() -> Weights:
    """Those that are shipped.

    Raises:
        DamagedFile: They cannot be read.
    """
    try:
        data = read("names.bin")
    except OSError as error:
        raise DamagedFile(f"the tagger's weights cannot be read: {error.strerror}") from None
    return Weights(data)


def make(argument: str = "") -> Builtin:
    """The engine; it takes no argument.

    Raises:
        EngineUnavailable: A data file is absent or damaged.
    """
    try:
        return Builtin(weights(), lexicon())
    except DamagedFile as damage:
        raise EngineUnavailable(f"{damage}; going on by rules: reinstall broadsheet") from None


class Builtin:
    """Names by a trained tagger; numbers, events, works and laws by patterns.

    Args:
        model: The tagger's weights.
        lexicon: The word list.
    """

    name = "builtin"

    def __init__(self, model: Weights, lexicon: Lexicon) -> None:
        self.version = f"builtin-{RULES_VERSION}-{model.version}-{lexicon.version}"
        self._model = model
        self._lexicon = lexicon
        self._nothing: Vector = array("i", [0] * len(model.labels))
        self._rows: dict[str, Vector | None] = {}
        self._words: dict[str, tuple[Looks, Vector, Vector, Vector, Vector, Vector]] = {}
        self._start = self._vectors(START)
        self._end = self._vectors(END)
        labels = model.labels
        self._outside = labels.index("O")
        self._from = [
            [
                (index, model.transitions[index][here])
                for index, before in enumerate(labels)
                if not label.startswith("I-") or (before[2:] == label[2:] and before != "O")
            ]
            for here, label in enumerate(labels)
        ]

    def recognise(self, text: str) -> list[Mention]:
        """The mentions in a text: in order, none overlapping another."""
        flat, places = squeezed(plain(text))
        found = sentences(flat, self._lexicon)
        names = []
        for sentence, tags in zip(found, self.tags([sentence.words for sentence in found]), strict=True):
            for first, end, label in spans(tags):
                names.append(Mention(sentence.starts[first], sentence.ends[end - 1], TYPES[label]))
        mentions = settled(names, numbers(flat), works_and_events(flat), flat)
        return [Mention(places[m.start], places[m.end - 1] + 1, m.type) for m in mentions]

    def tags(self, text: Sequence[Sequence[str]]) -> list[list[str]]:
        """A label for each word of each sentence of a text.

        A word that stands more than once between the same capitalised neighbours is judged by all its places
        together: its own weights and their mean over the text count as `OWN` to `SHARED`. A sentence that
        stands there again counts once.
        """
        lattices = {words: self._lattice(words) for words in dict.fromkeys(map(tuple, text))}
        shared: dict[tuple[str, str, str], tuple[int, Vector]] = {}
        for lattice in lattices.values():
            for key, emission in zip(lattice.keys, lattice.emissions, strict=True):
                if key is not None:
                    count, total = shared.get(key, (0, self._nothing))
                    shared[key] = count + 1, [a + b for a, b in zip(total, emission, strict=True)]
        decided = {words: self._decoded(lattice, shared) for words, lattice in lattices.items()}
        return [decided[tuple(words)] for words in text]

    def _lattice(self, raw: Sequence[str]) -> Lattice:
        seen = view(raw, self._lexicon)
        if not seen.islands:
            return Lattice(seen, [], [])
        entries = [self._entry(word) for word in seen.words]
        context = around(seen, [entry[0] for entry in entries], self._lexicon)
        keys: list[tuple[str, str, str] | None] = []
        emissions = []
        words = seen.words
        for first, end in seen.islands:
            for index in range(first, end):
                emissions.append(self._emission(entries, context[index], index))
                before = words[index - 1] if index else ""
                after = words[index + 1] if index + 1 < len(words) else ""
                keys.append((before, words[index], after) if words[index][0].isupper() else None)
        keys = [key and (_capital(key[0]), key[1], _capital(key[2])) for key in keys]
        return Lattice(seen, keys, emissions)

    def _decoded(
        self, lattice: Lattice, shared: Mapping[tuple[str, str, str], tuple[int, Vector]]
    ) -> list[str]:
        tagged = ["O"] * len(lattice.seen.words)
        at = 0
        for first, end in lattice.seen.islands:
            emissions = []
            for key, own in zip(
                lattice.keys[at : at + end - first], lattice.emissions[at : at + end - first], strict=True
            ):
                count, total = shared[key] if key is not None else (1, own)
                parts = count * (OWN + SHARED)
                emissions.append(
                    own
                    if count == 1
                    else [(OWN * a * count + SHARED * b) // parts for a, b in zip(own, total, strict=True)]
                )
            at += end - first
            for offset, label in enumerate(self._path(emissions)):
                tagged[first + offset] = self._model.labels[label]
        return with_groups(lattice.seen.words, tagged, self._lexicon)

    def _entry(self, word: str) -> tuple[Looks, Vector, Vector, Vector, Vector, Vector]:
        entry = self._words.get(word)
        if entry is None:
            if len(self._words) > REMEMBERED:
                self._words.clear()
            entry = self._words[word] = self._vectors(looks(word, self._lexicon))
        return entry

    def _vectors(self, seen: Looks) -> tuple[Looks, Vector, Vector, Vector, Vector, Vector]:
        """The word's weights where it stands itself, before, after, and two before and after another."""
        return (
            seen,
            self._sum([f"0{feature}" for feature in seen.own]),
            self._sum([f"-{feature}" for feature in seen.near]),
            self._sum([f"+{feature}" for feature in seen.near]),
            self._sum([f"<{feature}" for feature in seen.far]),
            self._sum([f">{feature}" for feature in seen.far]),
        )

    def _row(self, feature: str) -> Vector | None:
        if feature in self._rows:
            return self._rows[feature]
        if len(self._rows) > REMEMBERED:
            self._rows.clear()
        row = self._rows[feature] = self._model.row(feature)
        return row

    def _sum(self, features: Sequence[str]) -> Vector:
        rows = [row for feature in features if (row := self._row(feature)) is not None]
        return array("i", map(sum, zip(*rows, strict=True))) if rows else self._nothing

    def _emission(
        self,
        entries: Sequence[tuple[Looks, Vector, Vector, Vector, Vector, Vector]],
        context: Sequence[str],
        index: int,
    ) -> Vector:
        last = len(entries) - 1
        rows = [
            entries[index][1],
            (entries[index - 1] if index else self._start)[2],
            (entries[index + 1] if index < last else self._end)[3],
        ]
        if index > 1:
            rows.append(entries[index - 2][4])
        if index < last - 1:
            rows.append(entries[index + 2][5])
        rows += [row for feature in context if (row := self._row(feature)) is not None]
        return array("i", map(sum, zip(*rows, strict=True)))

    def _path(self, emissions: Sequence[Vector]) -> list[int]:
        """The best sequence of labels (Viterbi), with nothing but "O" before it."""
        labels = range(len(self._nothing))
        outside = self._model.transitions[self._outside]
        first = emissions[0]
        starts = self._model.labels
        scores = [first[y] + outside[y] if not starts[y].startswith("I-") else IMPOSSIBLE for y in labels]
        back: list[list[int]] = []
        for emission in emissions[1:]:
            pointers, following = [], []
            for y in labels:
                best, at = max([(scores[x] + weight, -x) for x, weight in self._from[y]])
                pointers.append(-at)
                following.append(best + emission[y])
            back.append(pointers)
            scores = following
        best = max(labels, key=lambda y: scores[y])
        path = [best]
        for pointers in reversed(back):
            path.append(pointers[path[-1]])
        return path[::-1]


UNSURE = GIVEN | SURNAME | PLACES | COMMON
"""Words that name peoples but may well be something else, so that the tagger's word is taken."""


def with_groups(words: Sequence[str], tags: list[str], lexicon: Lexicon) -> list[str]:
    """The labels, with the nationalities, peoples and creeds of the word list whole.

    They are marked where the tagger saw nothing, or only a part of them.
    """
    at = 0
    while at < len(words):
        length, flags = lexicon.longest(words, at) if words[at][0].isupper() else (0, 0)
        if flags & GROUP and (length > 1 or not lexicon.flags(words[at]) & UNSURE):
            inside = tags[at : at + length]
            after = tags[at + length] if at + length < len(tags) else "O"
            if all(tag == "O" or tag.endswith("NORP") for tag in inside) and not after.startswith("I-"):
                tags[at : at + length] = ["B-NORP"] + ["I-NORP"] * (length - 1)
        at += max(1, length)
    return tags


def spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """The stretches that B- and I- labels mark, as (first, end, label)."""
    found: list[tuple[int, int, str]] = []
    for index, tag in enumerate(tags):
        mark, _, label = tag.partition("-")
        if mark == "I" and found and found[-1][1] == index and found[-1][2] == label:
            found[-1] = (found[-1][0], index + 1, label)
        elif mark in ("B", "I"):
            found.append((index, index + 1, label))
    return found
