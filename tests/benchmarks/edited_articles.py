"""Made-up articles and their edited versions, with what became of each passage known exactly.

Every word of an article has a key that it keeps when it is moved, and when another word is put in its
place; so the true place of a passage in the edited text is that of its keys. Everything comes from the
numbers given, so that every run sees the same cases.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tests.benchmarks.phrases import DEEDS, OPENINGS, OTHERS, PEOPLE, TAILS, THINGS, VERBS

ARTICLE = 25_000
"""How many characters an article has, about."""

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Word:
    """A word with the punctuation that clings to it; `key` is None for one that was not in the original."""

    text: str
    key: Key | None


Sentence = tuple[Word, ...]
Paragraph = tuple[Sentence, ...]
Draft = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A passage of one text, and what became of it in another.

    Attributes:
        kind: What was done to the article.
        before: The text in which the passage was marked.
        start: The passage there.
        end: Likewise.
        after: The text in which it is to be found.
        truth: Where it is there; None where it is gone.
    """

    kind: str
    before: str
    start: int
    end: int
    after: str
    truth: tuple[int, int] | None


_Maker = Callable[[random.Random], Case]


def cases(count: int, seed: int = 6) -> Iterator[Case]:
    """That many cases, each kind in turn.

    Args:
        count: How many.
        seed: Of the random numbers; the same seed gives the same cases.
    """
    for number in range(count):
        dice = random.Random(seed * 1_000_003 + number)
        yield _KINDS[number % len(_KINDS)](dice)


def _sentence(dice: random.Random, number: int) -> Sentence:
    words = [
        *dice.choice(OPENINGS).split(),
        *dice.choice(PEOPLE).split(),
        dice.choice(VERBS),
        "that",
        *dice.choice(THINGS).split(),
        *dice.choice(DEEDS).split(),
    ]
    if dice.random() < 0.6:
        words += ["–", dice.choice(OTHERS), "and", dice.choice(OTHERS), "–"]
    words += dice.choice(TAILS).split()
    words[-1] += "."
    return tuple(Word(text, (number, index)) for index, text in enumerate(words))


def _draft(dice: random.Random, first: int = 0, size: int = ARTICLE) -> Draft:
    paragraphs: list[Paragraph] = []
    length, number = 0, first
    while length < size:
        count = dice.randint(2, 6)
        paragraph = tuple(_sentence(dice, number + i) for i in range(count))
        number += count
        length += sum(len(word.text) + 1 for sentence in paragraph for word in sentence)
        paragraphs.append(paragraph)
    return tuple(paragraphs)


def _set(draft: Draft) -> tuple[str, dict[Key, tuple[int, int]], dict[Key, str]]:
    """The text of a draft, and where each key is in it, and what word it has there."""
    parts: list[str] = []
    places: dict[Key, tuple[int, int]] = {}
    words: dict[Key, str] = {}
    at = 0
    for paragraph in draft:
        flat = [word for sentence in paragraph for word in sentence]
        for index, word in enumerate(flat):
            if word.key is not None:
                places[word.key] = (at, at + len(word.text))
                words[word.key] = word.text
            gap = " " if index + 1 < len(flat) else "\n\n"
            parts += [word.text, gap]
            at += len(word.text) + len(gap)
    return "".join(parts).rstrip("\n"), places, words


def _case(kind: str, before: Draft, passage: list[Key], after: Draft) -> Case:
    old, old_places, old_words = _set(before)
    new, new_places, new_words = _set(after)
    start, end = old_places[passage[0]][0], old_places[passage[-1]][1]
    left = [key for key in passage if key in new_places]
    truth = (new_places[left[0]][0], new_places[left[-1]][1]) if left else None
    if truth is not None and new[slice(*truth)] != old[start:end]:
        same = sum(len(old_words[key]) for key in left if old_words[key] == new_words[key])
        if end - start < 32 or 2 * same < sum(len(old_words[key]) for key in passage):
            truth = None
    return Case(kind, old, start, end, new, truth)


def _passage(dice: random.Random, draft: Draft) -> tuple[int, list[Key]]:
    """A passage such as readers mark, and the paragraph it begins in."""
    where = dice.randrange(1, len(draft) - 2)
    paragraph = draft[where]
    first = dice.randrange(len(paragraph))
    keys = [[word.key for word in sentence if word.key is not None] for sentence in paragraph]
    kind = dice.choice(["part", "part", "sentence", "sentence", "sentence", "two", "all", "across", "short"])
    if kind == "sentence":
        return where, keys[first]
    if kind == "two":
        return where, [key for sentence in keys[first : first + 2] for key in sentence]
    if kind == "all":
        return where, [key for sentence in keys for key in sentence]
    if kind == "across":
        following = [word.key for word in draft[where + 1][0] if word.key is not None]
        return where, [*keys[-1], *following]
    length = dice.randint(2, 3) if kind == "short" else dice.randint(7, 12)
    begin = dice.randrange(max(1, len(keys[first]) - length))
    return where, keys[first][begin : begin + length]


def _reworded(dice: random.Random, draft: Draft, share: float) -> Draft:
    return tuple(tuple(_reworded_sentence(dice, s, share) for s in paragraph) for paragraph in draft)


def _reworded_sentence(dice: random.Random, sentence: Sentence, share: float) -> Sentence:
    """The sentence with that share of its words replaced, left out, or followed by one more."""
    words: list[Word] = []
    for word in sentence:
        if dice.random() >= share:
            words.append(word)
            continue
        deed = dice.random()
        if deed < 0.6:
            end = "." if word.text.endswith(".") else ""
            words.append(replace(word, text=dice.choice(OTHERS) + end))
        elif deed < 0.8:
            words += [word, Word(dice.choice(OTHERS), None)]
    return tuple(words) or sentence


def _lookalike(dice: random.Random, sentence: Sentence) -> Sentence:
    """The sentence with two to five of its words replaced."""
    chosen = set(dice.sample(range(1, len(sentence) - 1), dice.randint(2, 5)))
    return tuple(
        replace(word, text=dice.choice(OTHERS)) if index in chosen else word
        for index, word in enumerate(sentence)
    )


def _rearranged(dice: random.Random, draft: Draft, passage: list[Key]) -> Draft:
    """The article with three paragraphs added, three taken out and three pairs swapped, not the passage's."""
    kept = list(draft)
    needed = set(passage)

    def holds(paragraph: Paragraph) -> bool:
        return any(word.key in needed for sentence in paragraph for word in sentence)

    for _ in range(3):
        free = [i for i, paragraph in enumerate(kept) if not holds(paragraph)]
        del kept[dice.choice(free)]
    across = sum(map(holds, kept)) > 1
    for _ in range(3):
        one, other = dice.sample(range(len(kept)), 2)
        if not (across and (holds(kept[one]) or holds(kept[other]))):
            kept[one], kept[other] = kept[other], kept[one]
    fresh = _draft(dice, 10**6, size=1500)
    for paragraph in fresh[:3]:
        places = [i for i in range(len(kept) + 1) if not (across and 0 < i < len(kept) and holds(kept[i]))]
        kept.insert(dice.choice(places), paragraph)
    return tuple(kept)


def _words_only(share: float) -> _Maker:
    def make(dice: random.Random) -> Case:
        before = _draft(dice)
        _, passage = _passage(dice, before)
        return _case(f"{share:.0%} of the words", before, passage, _reworded(dice, before, share))

    return make


def _with_paragraphs(share: float) -> _Maker:
    def make(dice: random.Random) -> Case:
        before = _draft(dice)
        _, passage = _passage(dice, before)
        after = _reworded(dice, _rearranged(dice, before, passage), share)
        return _case(f"{share:.0%}, and paragraphs", before, passage, after)

    return make


def _moved(dice: random.Random) -> Case:
    """The passage's own paragraph goes elsewhere."""
    before = _draft(dice)
    where, passage = _passage(dice, before)
    own = {key for sentence in before[where] for key in _keys(sentence)}
    passage = [key for key in passage if key in own]
    rest = [*before[:where], *before[where + 1 :]]
    rest.insert(dice.randrange(len(rest)), before[where])
    return _case("its paragraph moved, 10%", before, passage, _reworded(dice, tuple(rest), 0.1))


def _lookalike_elsewhere(dice: random.Random) -> Case:
    """The sentence is taken out; one like it is put somewhere else."""
    before = _draft(dice)
    where, _ = _passage(dice, before)
    which = dice.randrange(len(before[where]))
    sentence = before[where][which]
    alike = _foreign(_lookalike(dice, sentence))
    after = list(before)
    after[where] = (*before[where][:which], *before[where][which + 1 :])
    other = dice.choice([i for i in range(len(after)) if abs(i - where) > 1])
    at = dice.randrange(len(after[other]) + 1)
    after[other] = (*after[other][:at], alike, *after[other][at:])
    share = dice.choice([0.0, 0.02, 0.1])
    edited = _reworded(dice, tuple(p for p in after if p), share)
    return _case("gone, a lookalike elsewhere", before, _keys(sentence), edited)


def _lookalike_beside(dice: random.Random) -> Case:
    """Two sentences alike stand side by side; the one that was marked is taken out."""
    before = list(_draft(dice))
    where, _ = _passage(dice, tuple(before))
    which = dice.randrange(len(before[where]))
    sentence = before[where][which]
    alike = _renumbered(_lookalike(dice, sentence), 2 * 10**6)
    side = which + dice.randrange(2)
    before[where] = (*before[where][:side], alike, *before[where][side:])
    after = list(before)
    after[where] = tuple(other for other in before[where] if other is not sentence)
    share = dice.choice([0.0, 0.02])
    return _case(
        "gone, a lookalike beside it", tuple(before), _keys(sentence), _reworded(dice, tuple(after), share)
    )


def _twins(gone: bool) -> _Maker:
    def make(dice: random.Random) -> Case:
        """The very sentence stands in three places; perhaps the one that was marked is taken out."""
        before = list(_draft(dice))
        where, _ = _passage(dice, tuple(before))
        sentence = dice.choice(before[where])
        others = [i for i in range(len(before)) if abs(i - where) > 1]
        for number, other in enumerate(dice.sample(others, 2)):
            at = dice.randrange(len(before[other]) + 1)
            twin = _renumbered(sentence, (2 + number) * 10**6)
            before[other] = (*before[other][:at], twin, *before[other][at:])
        after = list(before)
        if gone:
            after[where] = tuple(other for other in before[where] if other is not sentence)
        kind = "gone, twins elsewhere" if gone else "twins elsewhere, 2%"
        edited = _reworded(dice, tuple(p for p in after if p), 0.02)
        return _case(kind, tuple(before), _keys(sentence), edited)

    return make


def _other_loader(dice: random.Random) -> Case:
    """The same article by another loader: other quotes, dashes and blanks, a caption more, a line less."""
    before = _draft(dice)
    _, passage = _passage(dice, before)
    swaps = {"–": "-", "o’clock": "o'clock"}
    after = [
        tuple(tuple(replace(w, text=swaps.get(w.text.rstrip("."), w.text)) for w in s) for s in p)
        for p in before
    ]
    after.insert(dice.randrange(3), (_foreign(_sentence(dice, 0)[:7]),))
    case = _case("another loader", before, passage, tuple(after))
    _, places, _ = _set(tuple(after))
    return replace(case, truth=(places[passage[0]][0], places[passage[-1]][1]))


def _keys(sentence: Sentence) -> list[Key]:
    return [word.key for word in sentence if word.key is not None]


def _foreign(sentence: Sentence) -> Sentence:
    return tuple(replace(word, key=None) for word in sentence)


def _renumbered(sentence: Sentence, number: int) -> Sentence:
    return tuple(replace(word, key=(number, index)) for index, word in enumerate(sentence))


_KINDS: tuple[_Maker, ...] = (
    _words_only(0.02),
    _words_only(0.10),
    _with_paragraphs(0.02),
    _with_paragraphs(0.10),
    _moved,
    _other_loader,
    _twins(gone=False),
    _twins(gone=True),
    _lookalike_elsewhere,
    _lookalike_beside,
)
