"""Which forms of people's names are one person's within an article."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from reader.entities.keys import one_letter_apart
from reader.entities.wordlist import listed

LONG_ENOUGH = 5
"""Letters that a word must have before one that differs in a letter counts as its misspelling."""

MOST_ALIKE = 200
"""Where more full names than this share a word, as in a list of names, it tells nobody apart."""

_SUFFIXES = listed("jr sr ii iii iv")
_PARTICLES = listed("de del della di da dos du la le van von der den bin ibn ben al el bint mc")


def linked(forms: Collection[str]) -> dict[str, str]:
    """For each folded form the fullest form that it stands for; itself where nothing fuller is sure.

    A single word is the last word of a full name (or, where no name ends with it, the first: "Li" of
    "Li Keqiang"), right or wrong by one letter, unless two different full names compete for it.
    """
    full = [form for form in forms if len(_words(form)) > 1]
    chief = {form: form for form in forms}
    names = _Names(full)
    for form in sorted(full, key=lambda f: (len(_words(f)), len(f))):
        chief[form] = _only({other for other in names.like(form) if _fuller(form, other)}, chief, form)
    for form in forms:
        if len(_words(form)) <= 1:
            chief[form] = _of_single(form, names, chief)
    return {form: _followed(form, chief) for form in forms}


class _Names:
    """Full names by the words in them, so that not every name need be compared with every other.

    A word that is to be found with one letter wrong stands under itself with each of its letters left out;
    so do all words that are one letter from it (Garbe 2012, symmetric delete).
    """

    def __init__(self, full: Collection[str]) -> None:
        self._ending: dict[str, list[str]] = {}
        self._beginning: dict[str, list[str]] = {}
        self._family: dict[str, list[str]] = {}
        self._holding: dict[str, list[str]] = {}
        for name in full:
            words = _words(name)
            self._beginning.setdefault(words[0], []).append(name)
            self._family.setdefault(_family(name), []).append(name)
            for key in _spellings(words[-1]):
                self._ending.setdefault(key, []).append(name)
            for word in set(words):
                self._holding.setdefault(word, []).append(name)
            for key in {key for word in words[1:] for key in _spellings(word) if key != word}:
                self._holding.setdefault(key, []).append(name)

    def like(self, form: str) -> set[str]:
        """Other names that end in the same word, or nearly, or begin with the same; none of too many."""
        words = _words(form)
        found = {name for key in _spellings(words[-1]) for name in self._few(self._ending, key)}
        return (found | {*self._few(self._beginning, words[0])}) - {form}

    def of_family(self, word: str) -> set[str]:
        """The names with this surname."""
        ending = {name for name in self._few(self._ending, word) if _words(name)[-1] == word}
        return ending | {*self._few(self._family, word)}

    def with_word(self, word: str) -> set[str]:
        """The names that hold this word, or after the first one that is a letter from it."""
        return {name for key in _spellings(word) for name in self._few(self._holding, key)}

    @staticmethod
    def _few(names: Mapping[str, list[str]], key: str) -> list[str]:
        found = names.get(key, [])
        return found if len(found) <= MOST_ALIKE else []


def _spellings(word: str) -> set[str]:
    """A word, and where it is long enough to be told by them, its spellings with a letter left out."""
    if len(word) < LONG_ENOUGH:
        return {word}
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _words(form: str) -> list[str]:
    return [word for word in form.split() if word not in _SUFFIXES]


def _followed(form: str, chief: dict[str, str]) -> str:
    seen = {form}
    while chief[form] != form and chief[form] not in seen:
        form = chief[form]
        seen.add(form)
    return form


def _only(candidates: Collection[str], chief: dict[str, str], default: str) -> str:
    """The one person that all candidates are, or the default."""
    roots = {_followed(candidate, chief) for candidate in candidates}
    if len(roots) == 1:
        return roots.pop()
    if (
        roots
        and len(long := [root for root in roots if all(_fuller(o, root) or o == root for o in roots)]) == 1
    ):
        return long[0]
    return default


def _fuller(form: str, other: str) -> bool:
    """Whether `other` is the same name with more to it, or its surname is spelt a letter differently."""
    mine, theirs = _words(form), _words(other)
    if len(mine) == len(theirs):
        return _twin(mine, theirs)
    starts_it = len(mine) > 1 and mine == theirs[: len(mine)]
    if len(mine) > len(theirs) or not (starts_it or _same(mine[-1], theirs[-1])):
        return False
    rest = iter(theirs)
    return all(any(_same(word, longer) or _initial(word, longer) for longer in rest) for word in mine)


def _twin(mine: list[str], theirs: list[str]) -> bool:
    """Whether a name of as many words is the fuller: without an initial, or of the better spelling."""
    apart = [at for at, word in enumerate(mine) if word != theirs[at]]
    if len(apart) != 1:
        return not apart and mine < theirs
    a, b = mine[apart[0]], theirs[apart[0]]
    if apart[0] == 0 and _initial(a, b):
        return True
    return apart[0] == len(mine) - 1 and _same(a, b) and (len(a), a) < (len(b), b)


def _initial(word: str, longer: str) -> bool:
    return len(word) == 1 and longer.startswith(word)


def _same(a: str, b: str) -> bool:
    return a == b or (len(a) >= LONG_ENOUGH and len(b) >= LONG_ENOUGH and one_letter_apart(a, b))


def _of_single(form: str, names: _Names, chief: dict[str, str]) -> str:
    words = _words(form)
    if not words:
        return form
    word = words[0]
    if surnames := names.of_family(word):
        return _only(surnames, chief, form)
    alike = names.with_word(word)
    first = {name for name in alike if word in _words(name)[:-1] and word not in _PARTICLES}
    if first:
        return _only(first, chief, form)
    if len(word) >= LONG_ENOUGH:
        near = {name for name in alike if any(_same(word, w) for w in _words(name)[1:])}
        return _only(near, chief, form)
    return form


def _family(name: str) -> str:
    """A surname of two words or more joined by a particle: "bin salman", without the given name."""
    words = _words(name)
    for at, word in enumerate(words[1:], 1):
        if word in _PARTICLES:
            return " ".join(words[at:])
    return words[-1]
