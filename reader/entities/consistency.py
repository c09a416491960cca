"""Document sense on mentions: what a name is in one place, it is in the others."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from reader.domain.entity import EntityType, Mention
from reader.entities import lexicon as lex
from reader.entities.keys import one_letter_apart
from reader.entities.later import later
from reader.entities.lexicon import Lexicon
from reader.entities.numbers import NUMERIC
from reader.entities.people import LONG_ENOUGH
from reader.entities.plain import squeezed
from reader.entities.repairs import repaired
from reader.entities.settle import without_overlaps
from reader.entities.wordlist import listed

_SEATED = listed(
    "School College University Academy Gymnasium Polytechnic Hospital Clinic Infirmary Council Police Museum "
    "Court Library Church Cathedral Abbey Assembly Authority Government Parliament Port Harbour Station Zoo "
    "Gazette Times Post Herald Chronicle Observer Tribune Mail Star News Radio Orchestra Symphony "
    "Philharmonic Opera Ballet Festival Society Observatory District Diocese"
)
"""What bodies end with that are named after the place where they are, which the name alone then means."""

_WORDS = re.compile(r"[^\W_]+(?:[-'.&][^\W_]+)*\.?")
_OPENING = later(r"(?:^|[.!?\n:]|[.!?\n:][\"'(]|[\"'(])[ ]{0,3}[\"'(]?$")
_SMALL_WORD = later(r"\b[a-z]{3,30}\b")
_LETTERS = re.compile(r"[^\W_]*")
_SECOND = re.compile(r"\S{1,80}[ ]{1,3}([^\W_]*)")
_ACRONYM = re.compile(r"[ ]?\([\"']?([A-Z][A-Za-z&.-]{1,9})[\"']?\)")
PERSON, PLACE, ORGANISATION, GROUP = (
    EntityType.PERSON,
    EntityType.PLACE,
    EntityType.ORGANISATION,
    EntityType.GROUP,
)


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
    voted = _voted(_with_acronyms(_without_openers(names, tight, lexicon), tight), tight, lexicon)
    whole = without_overlaps([*voted, *figures, *_repeats(voted, figures, tight, lexicon)])
    return [Mention(places[m.start], places[m.end - 1] + 1, m.type) for m in whole]


def _surface(mention: Mention, flat: str) -> str:
    words = flat[mention.start : mention.end].split()
    return " ".join(words)


def _without_openers(names: Sequence[Mention], flat: str, lexicon: Lexicon) -> list[Mention]:
    """The names but for single common words that have a capital only because a sentence begins with them.

    A word is common that the word list has as such, or that the article has in small letters; it is a name
    after all where it is one, or a part of one, within a sentence.
    """
    within: set[str] = set()
    doubtful = []
    for mention in names:
        surface = _surface(mention, flat)
        if " " not in surface and _OPENING.search(flat, max(0, mention.start - 4), mention.start):
            doubtful.append(mention)
        else:
            within.update(surface.split())
    if not doubtful:
        return list(names)
    small = set(_SMALL_WORD.findall(flat))
    dropped = set()
    for mention in doubtful:
        surface = _surface(mention, flat)
        lower = surface.lower()
        common = (
            lower in small or (lexicon.flags(lower) | lexicon.flags(lower.removesuffix("s"))) & lex.COMMON
        )
        if common and surface not in within and surface != surface.upper():
            dropped.add(mention.start)
    return [mention for mention in names if mention.start not in dropped]


def _voted(names: Sequence[Mention], flat: str, lexicon: Lexicon) -> list[Mention]:
    """Each string's types given up for its commonest, or the first; single words settled by fuller names."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for mention in names:
        votes[_surface(mention, flat).casefold()][mention.type] += 1
    chief = {surface: types.most_common(1)[0][0] for surface, types in votes.items()}
    full = [(surface.split(), kind) for surface, kind in chief.items() if " " in surface]
    surnames = {words[-1] for words, kind in full if kind is PERSON}
    named = {word for words, kind in full if kind is PERSON for word in words}
    firsts = {
        words[0] for words, kind in full if kind is ORGANISATION and words[-1].capitalize() not in _SEATED
    }
    defined = _acronyms(names, flat)
    settled = []
    for mention in names:
        surface = _surface(mention, flat)
        folded = surface.casefold()
        kind = chief[folded]
        if surface in defined:
            kind = defined[surface]
        elif " " not in surface and kind is not GROUP:
            known = lexicon.flags(surface)
            if folded in surnames and not known & (lex.COUNTRY | lex.GROUP):
                kind = PERSON if kind in (PLACE, ORGANISATION) else kind
            elif (
                folded in firsts
                and folded not in named
                and kind in (PLACE, PERSON)
                and not known & lex.PLACES
            ):
                kind = ORGANISATION
            elif kind is PERSON and folded not in named and _only_place(known):
                kind = PLACE
        settled.append(Mention(mention.start, mention.end, kind))
    return settled


def _only_place(known: int) -> bool:
    """Whether a word's flags are those of a well-known place that is no one's name."""
    return bool(known & (lex.COUNTRY | lex.CAPITAL | lex.CITY)) and not known & (lex.GIVEN | lex.SURNAME)


def _acronyms(names: Sequence[Mention], flat: str) -> dict[str, EntityType]:
    """The type of each acronym in brackets and of the long form that it stands behind.

    They are an organisation where the long form was taken for one, or most mentions of the acronym were.
    """
    pairs = []
    for mention in names:
        bracket = _ACRONYM.match(flat, mention.end)
        long = " " in flat[mention.start : mention.end] and mention.type in (ORGANISATION, PLACE)
        if bracket and long and flat[mention.start].casefold() == bracket.group(1)[0].casefold():
            pairs.append((_surface(mention, flat), bracket.group(1), mention.type))
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for mention in names if pairs else ():
        votes[_surface(mention, flat)][mention.type] += 1
    found = {}
    for long_form, acronym, kind in pairs:
        body = kind is ORGANISATION or 0 < votes[acronym][PLACE] <= votes[acronym][ORGANISATION]
        found[long_form] = found[acronym] = ORGANISATION if body else PLACE
    return found


def _with_acronyms(names: Sequence[Mention], flat: str) -> list[Mention]:
    """The names, and the acronyms that stand in brackets behind them, of the long form's type."""
    found = list(names)
    taken = {mention.start: index for index, mention in enumerate(found)}
    for mention in names:
        bracket = _ACRONYM.match(flat, mention.end)
        if (
            bracket is None
            or " " not in flat[mention.start : mention.end]
            or mention.type not in (ORGANISATION, PLACE)
        ):
            continue
        letters = bracket.group(1).replace(".", "").casefold()
        if flat[mention.start].casefold() != letters[0]:
            continue
        acronym = Mention(bracket.start(1), bracket.end(1), mention.type)
        index = taken.get(acronym.start)
        if index is None:
            found.append(acronym)
        else:
            found[index] = acronym
    return sorted(found, key=lambda m: m.start)


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
        surface = _surface(mention, flat)
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
