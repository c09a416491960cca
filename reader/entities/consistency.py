"""Document sense on mentions: what a name is in one place, it is in the others."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from reader.domain.entity import EntityType, Mention
from reader.entities import lexicon as lex
from reader.entities.casing import headline_case
from reader.entities.keys import one_letter_apart
from reader.entities.kinds import PERSON
from reader.entities.later import later
from reader.entities.lexicon import Lexicon
from reader.entities.numbers import NUMERIC
from reader.entities.people import LONG_ENOUGH
from reader.entities.plain import squeezed
from reader.entities.repairs import repaired
from reader.entities.settle import without_overlaps
from reader.entities.votes import surface_of, voted, with_acronyms

LONGEST_HEADLINE = 160
"""In characters."""

_WORDS = re.compile(r"[^\W_]+(?:[-'.&][^\W_]+)*\.?")
_OPENING = later(r"(?:^|[.!?\n:]|[.!?\n:][\"'(]|[\"'(])[ ]{0,3}[\"'(]?$")
_SMALL_WORD = later(r"\b[a-z]{3,30}\b")
_LETTERS = re.compile(r"[^\W_]*")
_SECOND = re.compile(r"\S{1,80}[ ]{1,3}([^\W_]*)")


def consistent(mentions: Iterable[Mention], flat: str, lexicon: Lexicon) -> list[Mention]:
    """The mentions of a whole article, agreeing with one another; in order, none overlapping.

    Args:
        mentions: As the engine found them.
        flat: The article's text, `plain`.
        lexicon: The word list.
    """
    tight, places = squeezed(flat)
    kept = repaired(
        [Mention(bisect_left(places, m.start), bisect_left(places, m.end), m.type) for m in mentions],
        tight,
        lexicon,
    )
    names = [mention for mention in kept if mention.type not in NUMERIC]
    figures = [mention for mention in kept if mention.type in NUMERIC]
    agreed = voted(with_acronyms(_without_openers(names, tight, lexicon), tight), tight, lexicon)
    whole = without_overlaps([*agreed, *figures, *_repeats(agreed, figures, tight, lexicon)])
    return [Mention(places[m.start], places[m.end - 1] + 1, m.type) for m in whole]


def _without_openers(names: Sequence[Mention], flat: str, lexicon: Lexicon) -> list[Mention]:
    """The names but for single common words that have a capital only for a sentence's or a headline's sake.

    A word is common that the word list has as such, or that the article has in small letters; it is a name
    after all where it is one, or a part of one, within a sentence.
    """
    within: set[str] = set()
    doubtful = []
    for mention in names:
        surface = surface_of(mention, flat)
        opens = _OPENING.search(flat, max(0, mention.start - 4), mention.start)
        if " " not in surface and (opens or _in_headline(mention, flat)):
            doubtful.append(mention)
        else:
            within.update(surface.split())
    if not doubtful:
        return list(names)
    small = set(_SMALL_WORD.findall(flat))
    dropped = set()
    for mention in doubtful:
        surface = surface_of(mention, flat)
        lower = surface.lower()
        common = (
            lower in small or (lexicon.flags(lower) | lexicon.flags(lower.removesuffix("s"))) & lex.COMMON
        )
        if common and surface not in within and surface != surface.upper():
            dropped.add(mention.start)
    return [mention for mention in names if mention.start not in dropped]


def _in_headline(mention: Mention, flat: str) -> bool:
    """Whether it stands in a line by itself, each longer word of which has a capital."""
    first = flat.rfind("\n", max(0, mention.start - LONGEST_HEADLINE), mention.start) + 1
    last = flat.find("\n", mention.end, mention.end + LONGEST_HEADLINE)
    if last < 0 or (not first and mention.start > LONGEST_HEADLINE) or last - first > LONGEST_HEADLINE:
        return False
    return headline_case(flat[first:last].split())


def _repeats(
    names: Sequence[Mention], figures: Sequence[Mention], flat: str, lexicon: Lexicon
) -> list[Mention]:
    """Places where a name found elsewhere stands unmarked."""
    known = _known(names, flat, lexicon)
    surnames = _by_letter(known)
    by_first = _by_opening(name for name in known if _distinct(name, lexicon))
    taken = bytearray(len(flat) + 1)
    for mention in (*names, *figures):
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    found = []
    for word in _WORDS.finditer(flat):
        at = word.start()
        first = word.group() if word.group() in by_first else _bare(word.group())
        if taken[at] or not first:
            continue
        if first not in by_first:
            if first[0] in surnames and _misspelt(first, surnames[first[0]], lexicon):
                found.append(Mention(at, at + len(first), PERSON))
            continue
        second = _SECOND.match(flat, at)
        letters = second.group(1) if second else ""
        for words in (*by_first[first].get(letters, ()), *(by_first[first].get("", ()) if letters else ())):
            after = _matches(flat, at, words)
            if after and not any(taken[at:after]):
                found.append(Mention(at, after, known[" ".join(words)]))
                taken[at:after] = b"\1" * (after - at)
                break
    return found


def _known(names: Sequence[Mention], flat: str, lexicon: Lexicon) -> dict[str, EntityType]:
    """The names of the article, and the surnames in them, with their types."""
    known: dict[str, EntityType] = {}
    for mention in names:
        surface = surface_of(mention, flat)
        if mention.type in (EntityType.EVENT, EntityType.WORK) and " " not in surface:
            continue
        known.setdefault(surface, mention.type)
        last = surface.split()[-1]
        surname = mention.type is PERSON and last != surface and len(last) > 2 and last[0].isupper()
        if surname and not lexicon.flags(last.lower()) & lex.COMMON:
            known.setdefault(last, PERSON)
    return known


def _by_opening(names: Iterable[str]) -> dict[str, dict[str, list[list[str]]]]:
    """The names' words by the first of them, and by the letters that the second begins with; longest first.

    Of thousands of names that begin alike ("Line 1", "Line 2") only those are tried that go on as the text
    does.
    """
    found: dict[str, dict[str, list[list[str]]]] = {}
    for words in sorted(map(str.split, names), key=len, reverse=True):
        second = _LETTERS.match(words[1]) if len(words) > 1 else None
        letters = second.group() if second else ""
        found.setdefault(_bare(words[0]), {}).setdefault(letters, []).append(words)
    return found


def _by_letter(known: dict[str, EntityType]) -> dict[str, set[str]]:
    """The long surnames of the persons known, by their first letter."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, kind in known.items():
        last = name.split()[-1]
        if kind is PERSON and " " in name and len(last) >= LONG_ENOUGH:
            found[last[0]].add(last)
    return found


def _misspelt(word: str, surnames: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether the word, which no list knows, is one of the surnames but for a letter."""
    if len(word) < LONG_ENOUGH or lexicon.flags(word) or lexicon.flags(word.lower()):
        return False
    return any(one_letter_apart(word, surname) for surname in surnames)


def _bare(word: str) -> str:
    """A word as the scan for repeats meets it: without a possessive or an abbreviation's point."""
    return word.removesuffix("'s").removesuffix("'S").rstrip(".'")


def _matches(flat: str, start: int, words: Sequence[str]) -> int:
    """Where the words end if they stand at `start`, with any spaces between; 0 where they do not."""
    at = start
    for index, word in enumerate(words):
        if index:
            space = at
            while at < len(flat) and flat[at] == " " and at - space < 4:
                at += 1
            if at == space:
                return 0
        if not flat.startswith(word, at):
            return 0
        at += len(word)
    after = flat[at : at + 1]
    if after.isalnum() or (after == "-" and flat[at + 1 : at + 2].isupper()):
        return 0
    if start and (
        flat[start - 1].isalnum() or (flat[start - 1] == "-" and not flat[start - 2 : start - 1].islower())
    ):
        return 0
    return at


def _distinct(name: str, lexicon: Lexicon) -> bool:
    """Whether the string, wherever it stands, can hardly be anything but the name."""
    if " " in name:
        return any(c.isupper() for c in name)
    if not name[0].isupper() or len(name) < 2:
        return False
    if name.isupper() and len(name) < 6:
        return len(name) > 1 and not lexicon.flags(name.lower()) & lex.COMMON
    return not lexicon.flags(name.lower()) & lex.COMMON and not lexicon.flags(name) & lex.TITLE
