"""What a name names, by its own words and those beside it, where the tagger's word is known to be wrong."""

from __future__ import annotations

from reader.domain.entity import EntityType
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
_COURT = later(
    r"\b(?:Crown|High|Supreme|County|District|Magistrates'?|Appeals?|Appellate|Federal|Family|Criminal|Circuit"
    r"|Superior|Sheriff|Constitutional|Administrative|Commercial|Municipal|Regional|Sessions|Military)"
    r"[ ]{1,3}Court$"
)
_WATER = later(r"(?:Sea|Gulf|Straits?|Bay|Isles?|Cape|Bight|Firth)[ ]{1,3}of[ ]{1,3}(?:the[ ]{1,3})?[A-Z]")
_QUARTERS = listed("North South East West Northern Southern Eastern Western Central")
_ANALYST = later(
    r"\b(?:[Aa]nalyst|[Ss]trategist|[Ee]conomist|[Tt]rader|[Bb]roker)s?[ ]{1,3}(?:at|with)[ ]{1,3}$"
)
_DATELINE = later(r"(?:^|\n)[A-Z][\w.,' -]{2,44}\($")
_WIRE = later(r"\)[ ]{1,3}[-–—]")
_WHERE = later(r"\b(?:[Ii]n|[Aa]t|[Ff]rom|[Tt]o|[Nn]ear|of|the)[ ]{1,3}$")


def listed_kind(words: str, lexicon: Lexicon) -> EntityType | None:
    """What the word list says that the words name: a people, a place, or nothing that is sure."""
    parts = words.split()
    length, flags = lexicon.longest(parts, 0) if parts else (0, 0)
    if not parts or length < len(parts) or flags & (lex.GIVEN | lex.SURNAME):
        return None
    return GROUP if flags & lex.GROUP else PLACE if flags & lex.PLACES else None


def told(flat: str, start: int, end: int, kind: EntityType, lexicon: Lexicon) -> EntityType:
    """The type of a span that was taken for `kind`, by its words, the word list and what stands beside it."""
    if kind is PLACE and _named_like_place(flat, start, end, lexicon):
        return PERSON
    if kind is PLACE and _COURT.search(flat, start, end):
        return ORGANISATION
    if kind in (PERSON, ORGANISATION) and _is_water(flat, start, end, lexicon):
        return PLACE
    if kind is not ORGANISATION and _is_firm(flat, start, end, kind, lexicon):
        return ORGANISATION
    titled = kind in (EntityType.WORK, EntityType.EVENT)
    return GROUP if titled and listed_kind(flat[start:end], lexicon) is GROUP else kind


def _is_water(flat: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a name is a sea's, a bay's, a cape's or the like: "Sea of Lund", "North Atlantic"."""
    words = flat[start:end].split()
    if _WATER.match(flat, start, end):
        return not lexicon.flags(words[-1]) & lex.ORGANISATION_WORD
    return len(words) == 2 and words[0] in _QUARTERS and bool(lexicon.flags(words[1]) & lex.REGION)


def _is_firm(flat: str, start: int, end: int, kind: EntityType, lexicon: Lexicon) -> bool:
    """Whether a name is a firm's, for whom an analyst works, or an agency's, in brackets after a dateline."""
    if kind in (PERSON, PLACE) and _ANALYST.search(flat, max(0, start - 24), start):
        return listed_kind(flat[start:end], lexicon) is None
    wired = _WIRE.match(flat, end, end + 5) and _DATELINE.search(flat, max(0, start - 48), start)
    return bool(wired) and kind is not GROUP


def _named_like_place(flat: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a place is a person whose surname is a place's too ("Sandra Holland")."""
    words = flat[start:end].split()
    if len(words) != 2 or _WHERE.search(flat, max(0, start - 8), start):
        return False
    first, last = map(lexicon.flags, words)
    known = lexicon.flags(" ".join(words)) & lex.PLACES or first & (lex.PLACES | lex.PLACE_WORD)
    return bool(first & lex.GIVEN and last & lex.PLACES and not known and not last & lex.PLACE_WORD)
