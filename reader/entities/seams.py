"""Where two mentions are one name, and where one mention is two: particles, nicknames, owners, roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.domain.entity import EntityType, Mention
from reader.entities import lexicon as lex
from reader.entities.later import later
from reader.entities.lexicon import Lexicon
from reader.entities.wordlist import listed

PERSON, PLACE, ORGANISATION, GROUP = (
    EntityType.PERSON,
    EntityType.PLACE,
    EntityType.ORGANISATION,
    EntityType.GROUP,
)
_PARTICLE = later(
    r"[ ]{1,3}(?:(?:bin|bint|binti|ibn|ben|van|von|der|den|de|da|di|del|della|dos|al|el|ul|ud)[ ]{1,3}){1,2}"
)
_NICKNAME = later(r"[ ]{1,3}[\"']([A-Z][\w.-]{0,20}(?:[ ][A-Z][\w.-]{0,20}){0,2})[\"'][ ]{1,3}")
_PARTNERS = later(
    r"[ ]{1,3}(?:&|and)[ ]{1,3}"
    r"(?:Sons?|Daughters?|Brothers|Bros\.?|Partners|Associates|Company|Co\b\.?|Cie)(?![\w-])"
)
_AND = later(r"[ ]{1,3}and[ ]{1,3}")
_OWNED = later(r"('s?)[ ]{1,3}(?=[A-Z])")
_ROLES_BEHIND = listed(
    "MP MPs MPP MPPs MLA MLAs MLC MEP MEPs MSP TD CEO CFO COO CM PM DG AG spokesman chairman"
)
_FOUNDED = listed("Foundation Trust Fund Endowment Scholarship Institute Center Centre Museum Library Prize")
_OF = listed("of for")
_LEADING_PARTICLES = listed("Al El Abdul Abdel Abu Bin Ibn Al- Bint Ould")
_BORN_WITH = later(r"\b(?:Syed|Sayed|Seyyed|Sayyid|Nana)[ ]{1,3}$")
_GIVEN_BEFORE = later(r"(?<=[a-z,][ ])([A-Z][a-z]{2,20})[ ]{1,3}$")
_NO_GIVEN_NAME = lex.TITLE | lex.PLACES | lex.ORGANISATION_WORD
_SURE = lex.COUNTRY | lex.CAPITAL | lex.REGION | lex.CITY | lex.GROUP


def joined_persons(mentions: Sequence[Mention], flat: str, lexicon: Lexicon) -> list[Mention]:
    """The mentions in order, with the names that were found in two parts whole.

    Those are a person's with a particle between ("Noura bint Faisal") or a nickname in quotation marks, a
    body's that is named after two ("the Ruth and Carl Lund Foundation"), and a firm's with what makes it one
    ("Lund & Sons").
    """
    made: list[Mention] = []
    for mention in mentions:
        if made and mention.end <= made[-1].end:
            continue
        firm = _PARTNERS.match(flat, mention.end) if mention.type in (PERSON, PLACE, ORGANISATION) else None
        if firm is not None:
            made.append(Mention(mention.start, firm.end(), ORGANISATION))
            continue
        kind = _together(made[-1], mention, flat, lexicon) if made else None
        if kind is None:
            made.append(mention)
        else:
            made[-1] = Mention(made[-1].start, mention.end, kind)
    return made


def _together(before: Mention, mention: Mention, flat: str, lexicon: Lexicon) -> EntityType | None:
    """What two neighbours are if they are one name; None where they are not."""
    if before.type is not PERSON or before.end >= mention.start:
        return None
    if mention.type is PERSON:
        gap = before.end, mention.start
        return PERSON if _PARTICLE.fullmatch(flat, *gap) or _NICKNAME.fullmatch(flat, *gap) else None
    words = flat[mention.start : mention.end].split()
    founders = (
        mention.type is ORGANISATION
        and _AND.fullmatch(flat, before.end, mention.start)
        and words[-1] in _FOUNDED
        and " " not in flat[before.start : before.end]
        and lexicon.flags(words[0]) & lex.GIVEN
    )
    return ORGANISATION if founders else None


def owners_parted(
    mention: Mention, flat: str, lexicon: Lexicon, known: Mapping[str, EntityType]
) -> list[Mention]:
    """The mention, or the owner and what is owned where both have names of their own.

    Args:
        mention: A mention without titles.
        flat: The text, `plain`.
        lexicon: The word list.
        known: The names of the article and their types.
    """
    if mention.type not in (PERSON, PLACE, ORGANISATION, GROUP):
        return [mention]
    for found in _OWNED.finditer(flat, mention.start, mention.end):
        owner = " ".join(flat[mention.start : found.start()].split())
        if found.group(1) == "'" and not owner.endswith("s"):
            continue
        owned = flat[found.end() : mention.end].split()
        flags = lexicon.longest(owner.split(), 0) if owner else (0, 0)
        place = flags[0] == len(owner.split()) and flags[1] & _SURE
        kind = known.get(owner)
        if kind is None and place:
            kind = GROUP if flags[1] & lex.GROUP and not flags[1] & lex.PLACES else PLACE
        if kind is None or (not place and (len(owned) < 2 or owner.split()[-1] in ("King", "Queen"))):
            continue
        rest = known.get(" ".join(owned), ORGANISATION if mention.type is GROUP else mention.type)
        return [Mention(mention.start, found.start(), kind), Mention(found.end(), mention.end, rest)]
    return [mention]


def without_roles(mention: Mention, flat: str, lexicon: Lexicon) -> Mention:
    """The mention without a role behind it ("Bengal South MP") or before an "of" ("Sultan of Oman")."""
    words = flat[mention.start : mention.end].split(" ")
    if mention.type in (PERSON, PLACE, ORGANISATION) and len(words) > 1:
        for at, word in enumerate(words[1:], 1):
            if word in _ROLES_BEHIND and (at == len(words) - 1 or words[at + 1] in _OF):
                kind = (
                    ORGANISATION if mention.type is PERSON and word in ("CEO", "CFO", "COO") else mention.type
                )
                return Mention(mention.start, mention.start + len(" ".join(words[:at])), kind)
    if mention.type in (PLACE, ORGANISATION) and len(words) > 2:
        at = 0
        while at < len(words) and lexicon.flags(words[at].removesuffix("s").capitalize()) & lex.TITLE:
            at += 1
        if at and at + 1 < len(words) and words[at] == "of":
            rest = words[at + 1 :]
            length, flags = lexicon.longest(rest, 0)
            if length == len(rest) and flags & lex.PLACES:
                return Mention(mention.end - len(" ".join(rest)), mention.end, PLACE)
    return mention


def begun_earlier(mention: Mention, flat: str, lexicon: Lexicon, free: int) -> Mention:
    """A person with the word before that is part of the name: "Syed", or "Samira" before "Al Shawi".

    Args:
        mention: A mention.
        flat: The text, `plain`.
        lexicon: The word list.
        free: Where the mention before it ends, in characters.
    """
    if mention.type is not PERSON:
        return mention
    born = _BORN_WITH.search(flat, max(free, mention.start - 10), mention.start)
    if born is not None:
        return Mention(born.start(), mention.end, PERSON)
    first = flat[mention.start : mention.end].partition(" ")[0]
    if first not in _LEADING_PARTICLES:
        return mention
    before = _GIVEN_BEFORE.search(flat, max(free, mention.start - 26), mention.start)
    if before is None:
        return mention
    word = before.group(1)
    known = lexicon.flags(word) & _NO_GIVEN_NAME or lexicon.flags(word.lower()) & lex.COMMON
    return mention if known else Mention(before.start(), mention.end, PERSON)
