"""The look that a word would have in running text: capitals of headlines, bylines and credits undone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.entities.lexicon import COMMON, ENTRIES, GIVEN, ORGANISATION, PLACES, SURNAME, Lexicon
from reader.entities.wordlist import listed

SMALL = listed(
    "a an the of and or nor but in on at to for from by with via as is are was be it its his her"
    " their our your over"
    " under after before into out up off not no than that this who what how why when where will"
    " would can may has"
    " have had s amid against about per vs says said"
)
"""Words that a headline in title case may leave small."""

LONG_ALONE = 6
"""Letters from which on a word in capitals that stands alone is no acronym."""


def running(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The words with capitals undone: "MINISTRY OF AZERBAIJAN" becomes "Ministry of Azerbaijan".

    Only runs of two or more words in capitals, with a long one among them, and single long words are
    changed; acronyms that the lexicon knows stay.
    """
    shouted = [index for index, word in enumerate(words) if len(word) > 1 and word.isupper()]
    if not shouted:
        return list(words)
    changed = list(words)
    for run in _runs(shouted, words):
        letters = [len(words[index]) for index in run]
        if (len(run) == 1 and letters[0] < LONG_ALONE) or (len(run) > 1 and max(letters) < 5):
            continue
        for index in run:
            changed[index] = _calmed(words[index], lexicon, len(run))
    return changed


def _runs(shouted: Sequence[int], words: Sequence[str]) -> list[list[int]]:
    """The indices in stretches; signs and single capitals between two do not part them."""
    runs: list[list[int]] = []
    for index in shouted:
        if (
            runs
            and all(not any(c.islower() for c in words[i]) for i in range(runs[-1][-1] + 1, index))
            and (index - runs[-1][-1] <= 3)
        ):
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _calmed(word: str, lexicon: Lexicon, run: int) -> str:
    lower = word.lower()
    if lower in SMALL and run > 1:
        return lower
    known = lexicon.flags(word)
    title = "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))
    if "'" in title:
        head, _, tail = title.partition("'")
        title = head + "'" + (tail.capitalize() if len(head) <= 2 else tail)
    if known & ORGANISATION or (known & ENTRIES and len(word) <= 4):
        return word
    if run == 1:
        return title
    if len(word) <= 4 and not lexicon.flags(title) and not lexicon.flags(lower) & COMMON:
        return word
    return title


_PARTICLES = listed("de del della di da dos du la le van von der den bin bint ibn ben al el y e")
_VOWELS = frozenset("AEIOUYÁÀÂÄÃÅÆÉÈÊËÍÎÏÓÔÖÕØÚÛÜÝ")


def person_case(word: str, lexicon: Lexicon, *, first: bool) -> str:
    """A word of a person's name, given in capitals, as it is written elsewhere.

    "MCBRIDE" is "McBride", "O'HARA" "O'Hara" and, but at the start, "VAN" is "van"; initials and what cannot
    be said stay.

    Args:
        word: The word.
        lexicon: The word list.
        first: Whether the name begins with it.
    """
    if not first and word.lower() in _PARTICLES:
        return word.lower()
    parts = re.split(r"([-'’])", word)
    return "".join(_part_case(part, lexicon) for part in parts)


def _part_case(part: str, lexicon: Lexicon) -> str:
    title = part.capitalize()
    known = lexicon.flags(title) & (GIVEN | SURNAME)
    if "." in part or _VOWELS.isdisjoint(part) or (len(part) < 3 and not known):
        return part
    if part.startswith("MC") and len(part) > 4:
        return "Mc" + part[2:].capitalize()
    return title


def place_case(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The words of a place's name, given in capitals, as they are written elsewhere ("Hull", but "UAE")."""
    if len(words) > 1:
        return [_calmed(word, lexicon, len(words)) for word in words]
    title = words[0].capitalize()
    return [title] if lexicon.flags(title) & (PLACES | GIVEN | SURNAME) else running(words, lexicon)


def headline_case(words: Sequence[str]) -> bool:
    """Whether most longer words of the sentence begin with a capital, as in a headline."""
    longer = [word for word in words if len(word) > 3 and word.isalpha()]
    return len(longer) >= 3 and sum(word[0].isupper() for word in longer) >= 0.75 * len(longer)
