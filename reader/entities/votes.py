"""A name's type by all its places in an article together: votes, fuller names, acronyms and firms."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from reader.domain.entity import EntityType, Mention
from reader.entities import lexicon as lex
from reader.entities.kinds import GROUP, ORGANISATION, PERSON, PLACE
from reader.entities.lexicon import Lexicon
from reader.entities.wordlist import listed

_SEATED = listed(
    "School College University Academy Gymnasium Polytechnic Hospital Clinic Infirmary Council Police Museum "
    "Court Library Church Cathedral Abbey Assembly Authority Government Parliament Port Harbour Station Zoo "
    "Gazette Times Post Herald Chronicle Observer Tribune Mail Star News Radio Orchestra Symphony "
    "Philharmonic Opera Ballet Festival Society Observatory District Diocese"
)
"""What bodies end with that are named after the place where they are, which the name alone then means."""

_LEGAL_FORMS = listed(
    "inc ltd limited plc ag se spa nv bv corp corporation llc gmbh oyj asa ab bhd berhad pte pty"
)
"""What firms' names in full end with, in small letters."""

_ACRONYM = re.compile(
    r"(?:'s?)?[ ]?\((?![A-Z]{2,6}\.[A-Z]{1,2}\))[\"']?([A-Z][A-Za-z&.-]{1,9})(?:'s?)?[\"']?\)"
)


def voted(names: Sequence[Mention], flat: str, lexicon: Lexicon) -> list[Mention]:
    """Each string's types given up for its commonest, or the first; single words settled by fuller names."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for mention in names:
        votes[surface_of(mention, flat).casefold()][mention.type] += 1
    chief = {surface: types.most_common(1)[0][0] for surface, types in votes.items()}
    for surface in _firms(chief, lexicon):
        chief[surface] = ORGANISATION
    for surface in _people(chief, lexicon):
        chief[surface] = PERSON
    full = [(surface.split(), kind) for surface, kind in chief.items() if " " in surface]
    surnames = {words[-1] for words, kind in full if kind is PERSON}
    named = {word for words, kind in full if kind is PERSON for word in words}
    firsts = {
        words[0] for words, kind in full if kind is ORGANISATION and words[-1].capitalize() not in _SEATED
    }
    defined = _acronyms(names, flat)
    settled = []
    for mention in names:
        surface = surface_of(mention, flat)
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


def surface_of(mention: Mention, flat: str) -> str:
    """The mention as it stands in the text, with single spaces."""
    words = flat[mention.start : mention.end].split()
    return " ".join(words)


def _people(chief: Mapping[str, EntityType], lexicon: Lexicon) -> list[str]:
    """The names of two words, taken for a place's, whose second word is a person by itself.

    The word list must know neither word as one that places and bodies are named with ("Port Lund", "Lund
    Bridge"), and the first must not be a place by itself.
    """
    found = []
    for surface, kind in chief.items():
        words = surface.split()
        if kind is not PLACE or len(words) != 2 or chief.get(words[1]) is not PERSON:
            continue
        known = lexicon.flags(words[0].capitalize()) | lexicon.flags(words[1].capitalize())
        placed = known & (lex.PLACES | lex.PLACE_WORD | lex.ORGANISATION_WORD)
        if not placed and chief.get(words[0]) is not PLACE:
            found.append(surface)
    return found


def _firms(chief: Mapping[str, EntityType], lexicon: Lexicon) -> list[str]:
    """The names, taken for a person's or a place's, that a firm has in full ("Lund Foods Inc").

    A firm may well be called after a person, so a name that ends in a surname stays.
    """
    found = []
    for surface, kind in chief.items():
        words = surface.split()
        if kind is ORGANISATION and len(words) > 2 and words[-1].rstrip(".") in _LEGAL_FORMS:
            short = " ".join(words[:-1])
            person = lexicon.flags(words[-2].capitalize()) & lex.SURNAME
            if chief.get(short) in (PERSON, PLACE) and not person:
                found.append(short)
    return found


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
            pairs.append((surface_of(mention, flat), bracket.group(1), mention.type))
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for mention in names if pairs else ():
        votes[surface_of(mention, flat)][mention.type] += 1
    found = {}
    for long_form, acronym, kind in pairs:
        body = kind is ORGANISATION or 0 < votes[acronym][PLACE] <= votes[acronym][ORGANISATION]
        found[long_form] = found[acronym] = ORGANISATION if body else PLACE
    return found


def with_acronyms(names: Sequence[Mention], flat: str) -> list[Mention]:
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
