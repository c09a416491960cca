"""What the tagger sees of each word: strings, the same in training and at work.

Features of a word by itself are kept apart from those of its surroundings, so that the tagger can keep the
sum of their weights for each word it meets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reader.entities.casing import headline_case, running
from reader.entities.lexicon import COMMON, ENTRIES, GIVEN, ORGANISATION_WORD, PREFIX, SURNAME, TITLE, Lexicon
from reader.entities.wordlist import listed

LINKS = listed("of the and for de del la le du des da dos di van von der den bin ibn al el y e on in & - '")
"""What may stand between two capitalised words of one run."""

LONGEST_LINK = 2
_DIGIT = re.compile(r"\d")


class Looks(NamedTuple):
    """The features of a word by itself.

    Attributes:
        norm: The word with its digits made 0.
        shape: Its pattern of capitals, small letters, digits and signs, repetitions made one.
        known: Its lexicon flags as a string.
        own: What counts for the word itself.
        near: What counts for its neighbours.
        far: What counts for the words two away.
    """

    norm: str
    shape: str
    known: str
    own: tuple[str, ...]
    near: tuple[str, ...]
    far: tuple[str, ...]


def shape_of(word: str) -> str:
    """The word's pattern, repetitions made one: "Xx" of "Reuters", "Xx-Xx", "X0" of "G20"."""
    signs: list[str] = []
    for sign in word:
        kind = "X" if sign.isupper() else "x" if sign.isalpha() else "0" if sign.isdigit() else sign
        if not signs or signs[-1] != kind:
            signs.append(kind)
    shape = "".join(signs[:6])
    if len(word) == 1 or shape == "X":
        return shape + str(min(len(word), 4))
    return shape


def looks(word: str, lexicon: Lexicon) -> Looks:
    """The features of a word by itself."""
    norm = _DIGIT.sub("0", word)
    lower = norm.lower()
    shape = shape_of(word)
    flags = lexicon.flags(word) & ~PREFIX
    common = "c" if lexicon.flags(lower) & COMMON else ""
    known = f"{flags & ~COMMON:x}{common}"
    own = [f"w{norm}", f"h{shape}", f"k{known}", f"h{shape}k{common}"]
    if lower != norm:
        own.append(f"l{lower}")
    if len(norm) > 1:
        own += [f"p{lower[:n]}" for n in (2, 3, 4) if n < len(norm)]
        own += [f"s{norm[-n:]}" for n in (1, 2, 3, 4) if n < len(norm)]
    own += [f"f{1 << bit:x}" for bit in range(15) if flags >> bit & 1]
    if "-" in norm[1:-1]:
        head, _, tail = norm.rpartition("-")
        own += [f"y{head}", f"z{tail}"]
    near = [f"w{norm}", f"h{shape}", f"k{known}", f"s{norm[-3:]}"]
    far = [f"w{norm}", f"h{shape}k{known}"]
    return Looks(norm, shape, known, tuple(own), tuple(near), tuple(far))


class View(NamedTuple):
    """A sentence as the tagger sees it.

    Attributes:
        words: Its words, capitals of headlines undone.
        islands: Stretches of words, as (first, end), outside which nothing is a name: a capitalised word
            and its surroundings.
        headline: Whether it is in title case.
        shouted: Whether the most of it was in capitals.
    """

    words: list[str]
    islands: list[tuple[int, int]]
    headline: bool
    shouted: bool


MARGIN = 1
"""How many words around a capitalised run belong to its island."""


def view(raw: Sequence[str], lexicon: Lexicon) -> View:
    """The sentence made ready."""
    words = running(raw, lexicon)
    shouted = sum(a != b for a, b in zip(raw, words, strict=True)) * 2 > len(raw)
    islands: list[tuple[int, int]] = []
    for index, word in enumerate(words):
        if word[0].isupper() or ((word[0].isdigit() or word[0].islower()) and any(map(str.isupper, word))):
            first, end = max(0, index - MARGIN), min(len(words), index + 1 + MARGIN)
            if islands and first <= islands[-1][1] + 2:
                islands[-1] = (islands[-1][0], end)
            else:
                islands.append((first, end))
    return View(words, islands, headline_case(words), shouted)


def runs(words: Sequence[str]) -> list[tuple[int, int]]:
    """The capitalised runs, as (first, end), links of up to two words within."""
    found: list[tuple[int, int]] = []
    for index, word in enumerate(words):
        if not word[0].isupper():
            continue
        if found:
            gap = words[found[-1][1] : index]
            if len(gap) <= LONGEST_LINK and all(link in LINKS for link in gap):
                found[-1] = (found[-1][0], index + 1)
                continue
        found.append((index, index + 1))
    return found


def phrases(words: Sequence[str], lexicon: Lexicon) -> dict[int, str]:
    """By index of a word: where in a phrase of the lexicon it stands, and what the phrase names."""
    found: dict[int, str] = {}
    at = 0
    while at < len(words):
        if not words[at][0].isupper():
            at += 1
            continue
        length, flags = lexicon.longest(words, at)
        for index in range(at, at + length):
            place = "S" if length == 1 else "B" if index == at else "I"
            found[index] = f"{place}{flags & ENTRIES:x}"
        at += max(1, length)
    return found


def around(seen: View, known: Sequence[Looks], lexicon: Lexicon) -> list[list[str]]:
    """For each word of the sentence the features of its surroundings; empty outside the islands."""
    words = seen.words
    last = len(words) - 1
    found: list[list[str]] = [[] for _ in words]
    phrase = phrases(words, lexicon)
    for first, end in seen.islands:
        for index in range(first, end):
            me = known[index]
            before = known[index - 1] if index else START
            after = known[index + 1] if index < last else END
            given = found[index]
            given += (
                f"A{before.norm}|{me.norm}",
                f"B{me.norm}|{after.norm}",
                f"C{before.norm}|{after.norm}",
                f"D{before.shape}|{me.shape}|{after.shape}",
                f"E{before.known}|{me.known}",
                f"F{me.known}|{after.known}",
                f"H{before.norm}|{me.shape}",
                f"I{me.shape}|{after.norm}",
            )
            if index in phrase:
                given.append(f"g{phrase[index]}")
            if index - 1 in phrase:
                given.append(f"g-{phrase[index - 1]}")
            if index + 1 in phrase:
                given.append(f"g+{phrase[index + 1]}")
            if index == 0 or (words[index - 1] in "\"'" and index == 1):
                given += ("bos", f"bos{me.known}")
            if seen.headline:
                given += ("tc", f"tc{me.shape}{me.known}")
            if seen.shouted:
                given.append(f"up{me.known}")
    for first, end in runs(words):
        _run_features(found, words, known, first, end)
    return found


START = Looks("<s>", "<", "", (), ("w<s>",), ("w<s>",))
END = Looks("</s>", ">", "", (), ("w</s>",), ("w</s>",))


def _run_features(
    found: list[list[str]], words: Sequence[str], known: Sequence[Looks], first: int, end: int
) -> None:
    """Add what a capitalised run as a whole says of each of its words."""
    length = min(end - first, 6)
    before = words[first - 1] if first else "<s>"
    after = words[end] if end < len(words) else "</s>"
    ahead = words[end + 1] if end + 1 < len(words) else ""
    behind = words[first - 2] if first > 1 else ""
    tail = words[end - 1]
    parts = [known[index] for index in range(first, end)]
    organisation = next(
        (p.norm for p in parts if int(p.known.rstrip("c") or "0", 16) & ORGANISATION_WORD), ""
    )
    named = "".join(
        "g" if flags & GIVEN and not flags & SURNAME else "b" if flags & GIVEN else "s" if flags & SURNAME
        else "t" if flags & TITLE else "o"
        for flags in (int(p.known.rstrip("c") or "0", 16) for p in parts[:4])
    )  # fmt: skip
    shared = [
        f"rl{length}",
        f"rb{before.lower()}",
        f"ra{after}",
        f"r<{behind.lower()}",
        f"r>{ahead}",
        f"rt{tail}",
        f"rf{words[first]}",
        f"rn{named}",
        f"rba{before.lower()}|{after}",
        f"rbb{behind.lower()} {before.lower()}",
        f"raa{after} {ahead}",
        f"rlb{length}|{before.lower()}",
        f"rk{parts[-1].known}",
    ]
    if organisation:
        shared += ["ro", f"ro{organisation}"]
    for index in range(first, end):
        place = "s" if length == 1 else "b" if index == first else "e" if index == end - 1 else "m"
        found[index] += [place + feature for feature in shared]
        found[index].append(f"rp{index - first}/{length}")
