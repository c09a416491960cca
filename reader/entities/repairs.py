"""Edges of mentions put right: titles, possessives, slashes, "Republic of", "Armenian" before a ministry."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from reader.domain.entity import EntityType, Mention
from reader.entities import lexicon as lex
from reader.entities.bodies import OFFICE
from reader.entities.features import LINKS
from reader.entities.keys import fold
from reader.entities.later import later
from reader.entities.lexicon import Lexicon
from reader.entities.numbers import NUMERIC
from reader.entities.seams import begun_earlier, joined_persons, owners_parted, without_roles
from reader.entities.wordlist import listed

_WORDS = re.compile(r"[^\W_]+(?:[-'.&][^\W_]+)*\.?")
_POSSESSIVE = re.compile(r"'[sS]?$")
_HONORIFIC = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Madam|Messrs|Prof|PM|CM|MLA|MK|H\.?[ ]?E)\b\.?[ ]{1,3}(?=[A-Z])"
)
_STATE = later(
    r"(?:[Tt]he[ ]{1,3})?((?:(?:Islamic|People's|Federal|Democratic|Arab|United|Plurinational"
    r"|Bolivarian)[ ]{1,3}){0,2}"
    r"(?:Republic|State|Kingdom|Sultanate|Commonwealth|Principality)[ ]{1,3}of[ ]{1,3}(?:the[ ]{1,3})?)$"
)
_STATES = ("Republic", "State", "Kingdom", "Sultanate", "Commonwealth", "Principality")
_OF = later(r"[ ]{1,3}(?:of|OF)[ ]{1,3}(?:(?:the|THE)[ ]{1,3})?")
_SPACES = re.compile(r"[ ]{1,3}")
_BREAKS = re.compile(
    r"-(?:based|led|backed|born|focused|listed|owned|run|made|style|funded|controlled|held)\b"
    r"|[/()\[\]{}…:;—|®™*•]|[ ][–-][ ]|[ ][–-]$"
)
_COMMON_NOUNS = listed(
    "kingdom state republic justice section article chapter federation minister president prince "
    "princess king queen amir emir governor chief chairman director judge speaker mayor sheikh "
    "internet ngo ngos ceo mou dgp ai vpn pcr gdp phd mba mp mps tv pm north south east west stool "
    "act bill part appendix figure table page tue tues wed thu thurs jan feb apr jun jul aug sept oct nov "
    "dec islam christianity judaism hinduism buddhism sikhism diabetes malaria cholera cancer antisemitism"
) | {"prime minister", "crown prince", "first lady", "state of emergency"}
"""Folded words that are capitalised in running text and name nothing by themselves."""

_BEFORE_PERSONS = listed(
    "General President Justice Judge Senator Governor Minister Chief Captain Colonel Major Sheikh "
    "Pastor Bishop Archbishop Cardinal Rabbi Imam Pope Prince Princess King Queen Emperor Sultan "
    "Professor Chancellor Premier Mayor"
)
_IMPERSONAL = lex.ORGANISATION_WORD | lex.PLACE_WORD | lex.PLACES | lex.GROUP | lex.TITLE
_PARTICLES = listed("de del della la le las los el al du des da di dos van von der den bin bint ibn ben y e")
_OPENERS = listed(
    "At In On From For By With To As But And Or When While If After Before Since Under Like Unlike Among Both"
)
_WHERE = later(r"\b(?:[Ii]n|[Aa]t|[Ff]rom|[Tt]o|[Nn]ear|of|the)[ ]{1,3}$")
_SENTENCE = later(r"(?:[.!?\n:][\"')]?|^|[\"'(])[ ]{0,3}[\"'(]?$")
_CREDIT_WORDS = listed("handout via photo file pool courtesy credit image caption exclusive pic stringer")
PERSON, PLACE, ORGANISATION, GROUP = (
    EntityType.PERSON,
    EntityType.PLACE,
    EntityType.ORGANISATION,
    EntityType.GROUP,
)
NAMES = (PERSON, PLACE, ORGANISATION, GROUP)


def repaired(mentions: Iterable[Mention], flat: str, lexicon: Lexicon) -> list[Mention]:
    """The mentions with their edges put right, in the order given; some are joined, parted or left out."""
    parts = [part for mention in mentions for part in _parted(mention, flat, lexicon)]
    trimmed = [trim(part, flat, lexicon) for part in parts]
    known = {flat[m.start : m.end]: m.type for m in trimmed if m.type in NAMES}
    apart = [
        trim(without_roles(part, flat, lexicon), flat, lexicon)
        for mention in trimmed
        for part in owners_parted(mention, flat, lexicon, known)
    ]
    kept = [
        m for m in apart if m.start < m.end and (m.type in NUMERIC or _is_name(flat[m.start : m.end], m.type))
    ]
    whole: list[Mention] = []
    for mention in _joined(joined_persons(kept, flat, lexicon), flat):
        state = _with_state(begun_earlier(mention, flat, lexicon, whole[-1].end if whole else 0), flat)
        while whole and whole[-1].start >= state.start:
            whole.pop()
        whole.append(state)
    return whole


def _is_name(words: str, kind: EntityType) -> bool:
    folded = fold(words)
    if len(folded) == 1 and folded.isascii() and kind is not ORGANISATION:
        return False
    return bool(folded) and folded not in _CREDIT_WORDS and folded not in _COMMON_NOUNS


def _parted(mention: Mention, flat: str, lexicon: Lexicon) -> list[Mention]:
    """The mention cut where no name goes on.

    That is at slashes, brackets and dashes, and at an "and" between two names; and of a person that runs
    through a word for a role ("Acme spokesman Al Wu") the part behind it is kept.
    """
    words = flat[mention.start : mention.end]
    balanced = words.count("(") == words.count(")")
    if mention.type in NUMERIC or (mention.type is EntityType.WORK and balanced):
        return [mention]
    edges = [mention.start]
    for sign in _BREAKS.finditer(flat, mention.start, mention.end):
        edges += [sign.start(), sign.end()]
    edges.append(mention.end)
    parts = [
        Mention(a, b, _kind(flat[a:b], lexicon) or mention.type)
        if flat[b : b + 1] == "-"
        else Mention(a, b, mention.type)
        for a, b in zip(edges[::2], edges[1::2], strict=True)
        if a < b
    ]
    return [piece for part in parts for piece in _without_role(part, flat, lexicon)]


def _kind(words: str, lexicon: Lexicon) -> EntityType | None:
    """What the word list says that the words name: a people, a place, or nothing that is sure."""
    parts = words.split()
    length, flags = lexicon.longest(parts, 0) if parts else (0, 0)
    if not parts or length < len(parts) or flags & (lex.GIVEN | lex.SURNAME):
        return None
    return GROUP if flags & lex.GROUP else PLACE if flags & lex.PLACES else None


def _without_role(mention: Mention, flat: str, lexicon: Lexicon) -> list[Mention]:
    words = list(_WORDS.finditer(flat, mention.start, mention.end))
    if _place_and_person([word.group() for word in words], lexicon):
        return [
            Mention(words[0].start(), words[0].end(), PLACE),
            Mention(words[1].start(), mention.end, PERSON),
        ]
    if mention.type in (ORGANISATION, PLACE) and (at := _titled_person(words, lexicon)):
        first = Mention(mention.start, words[at - 1].end(), ORGANISATION)
        kind = _kind(flat[first.start : first.end], lexicon) or ORGANISATION
        return [Mention(first.start, first.end, kind), Mention(words[at].start(), mention.end, PERSON)]
    if mention.type is ORGANISATION and (nation := _nation_and_title(words, lexicon)):
        return [Mention(mention.start, nation, GROUP)]
    for word in words[:-1]:
        role = word.group().islower() and lexicon.flags(word.group()) & lex.ROLE
        if mention.type is PERSON and role:
            return _without_role(Mention(word.end(), mention.end, PERSON), flat, lexicon)
        if (
            word.group() == "and"
            and word is not words[0]
            and _two_names(mention, words, word.start(), lexicon)
        ):
            parts = (
                Mention(mention.start, word.start(), mention.type),
                Mention(word.end(), mention.end, mention.type),
            )
            return [_stripped(part, flat) for part in parts]
    return [mention]


def _titled_person(words: Sequence[re.Match[str]], lexicon: Lexicon) -> int:
    """Which of the words is the short title of a person behind it ("Washington Gov. Jay Marsh"); else 0."""
    for at in range(1, len(words) - 1):
        title = words[at].group()
        if title.endswith(".") and lexicon.flags(title) & lex.TITLE:
            given = lexicon.flags(words[at + 1].group()) & lex.GIVEN
            return at if given and not lexicon.flags(words[-1].group()) & lex.ORGANISATION_WORD else 0
    return 0


def _nation_and_title(words: Sequence[re.Match[str]], lexicon: Lexicon) -> int:
    """Where the nationality ends of what is but one and titles ("Armenian Ambassador"); else 0."""
    length, flags = lexicon.longest([word.group() for word in words], 0) if words else (0, 0)
    rest = words[length:]
    if not rest or not flags & lex.GROUP or any(not lexicon.flags(word.group()) & lex.TITLE for word in rest):
        return 0
    return words[length - 1].end()


def _place_and_person(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a country and a person were taken for one: "Ambassador to Israel Armen Simonyan"."""
    if len(words) not in (3, 4) or not lexicon.flags(words[0]) & lex.COUNTRY:
        return False
    second = lexicon.flags(words[1])
    names_person = second & lex.GIVEN and not second & (lex.ORGANISATION_WORD | lex.PLACE_WORD | lex.COMMON)
    last = lexicon.flags(words[-1])
    return bool(names_person) and not last & (lex.ORGANISATION_WORD | lex.PLACE_WORD | lex.PLACES)


def _stripped(mention: Mention, flat: str) -> Mention:
    start, end = mention.start, mention.end
    while start < end and flat[start].isspace():
        start += 1
    while end > start and flat[end - 1].isspace():
        end -= 1
    return Mention(start, end, mention.type)


def _two_names(mention: Mention, words: Sequence[re.Match[str]], at: int, lexicon: Lexicon) -> bool:
    """Whether both sides of the "and" at an offset are names.

    Of persons they always are, else where both end with a word that such names end with.
    """
    if mention.type is PERSON:
        return True
    left = [word.group() for word in words if word.end() <= at]
    right = [word.group() for word in words if word.start() > at + 3]
    heads = lex.ORGANISATION_WORD | lex.PLACE_WORD
    return (
        len(left) > 1
        and len(right) > 1
        and left[-1] not in ("Health", "Trade", "Industry", "Energy")
        and bool(lexicon.flags(left[-1]) & heads and lexicon.flags(right[-1]) & heads)
    )


def _joined(mentions: Sequence[Mention], flat: str) -> list[Mention]:
    """The mentions, with an office and the nation before it or the country behind it one.

    "Armenian" and "Defence Ministry" are; so are "Defence Ministry" or "Republic", "of" and "Armenia".
    """
    made: list[Mention] = []
    for mention in mentions:
        before = made[-1] if made else None
        if (
            before is not None
            and before.type is GROUP
            and mention.type is ORGANISATION
            and _SPACES.fullmatch(flat, before.end, mention.start)
            and OFFICE.fullmatch(fold(flat[mention.start : mention.end]))
        ):
            made[-1] = Mention(before.start, mention.end, ORGANISATION)
        elif (
            before is not None
            and mention.type is PLACE
            and flat[before.start : before.end] in _STATES
            and _OF.fullmatch(flat, before.end, mention.start)
        ):
            made[-1] = Mention(before.start, mention.end, PLACE)
        elif (
            before is not None
            and before.type is ORGANISATION
            and mention.type is PLACE
            and _OF.fullmatch(flat, before.end, mention.start)
            and OFFICE.fullmatch(fold(flat[before.start : before.end]))
        ):
            made[-1] = Mention(before.start, mention.end, ORGANISATION)
        else:
            made.append(mention)
    return made


def _with_state(mention: Mention, flat: str) -> Mention:
    """A place with the "Republic of" that stands before it."""
    if mention.type is PLACE:
        state = _STATE.search(flat, max(0, mention.start - 48), mention.start)
        if state:
            return Mention(state.start(1), mention.end, PLACE)
    return mention


def trim(mention: Mention, flat: str, lexicon: Lexicon) -> Mention:
    """The mention without titles before a person's name, "the", a possessive ending and outer signs."""
    start, end = mention.start, mention.end
    if mention.type in NUMERIC:
        return mention
    while start < end and _is_outer(flat[start]):
        start += 1
    while end > start and _is_outer(flat[end - 1]):
        end -= 1
    if possessive := _POSSESSIVE.search(flat, start, end):
        end = possessive.start()
    start, end = _capitalised(start, end, mention.type, flat, lexicon)
    if flat.startswith("the ", start):
        start += 4
    if (
        mention.type is ORGANISATION
        and flat[max(0, start - 4) : start] == "The "
        and flat[start - 6 : start - 4].strip(" ,")
    ):
        within = start > 5 and (flat[start - 6].islower() or flat[start - 6] == ",")
        start -= 4 if within else 0
    if (honorific := _HONORIFIC.match(flat, start, end)) and mention.type in NAMES:
        return Mention(honorific.end(), end, PERSON)
    if (told := _told(flat, start, end, mention.type, lexicon)) is not mention.type:
        return Mention(start, end, told)
    kind = PERSON if mention.type is PERSON or _titled(flat[start:end].split(), lexicon) else mention.type
    while kind is PERSON:
        word = _WORDS.match(flat, start, end)
        if word is None or word.end() >= end or not _is_title(word.group(), lexicon):
            break
        if lexicon.flags(word.group()) & lex.GIVEN and not word.group().endswith("."):
            break
        start = word.end()
        while start < end and flat[start].isspace():
            start += 1
    return Mention(start, end, kind)


def _capitalised(start: int, end: int, kind: EntityType, flat: str, lexicon: Lexicon) -> tuple[int, int]:
    """The span without what does not belong to a name: words in small letters about it, and an opening "At".

    Heads of places and bodies may be in small letters ("Lund hospital"), and so may particles before a name.
    """
    words = list(_WORDS.finditer(flat, start, end))
    if kind is EntityType.WORK or kind is EntityType.EVENT or len(words) < 2 or flat[start:end].islower():
        return start, end
    while len(words) > 1 and (
        (words[0].group() in _OPENERS and _SENTENCE.search(flat, max(0, start - 4), start))
        or (lexicon.flags(words[0].group()) & lex.COMMON and words[0].group() not in _PARTICLES)
    ):
        del words[0]
        start = words[0].start()
    if kind is GROUP:
        small = next((w for w in words if w.group().islower() and w.group() not in LINKS), None)
        words = words if small is None else words[: words.index(small)]
    heads = lex.PLACE_WORD | lex.ORGANISATION_WORD
    while len(words) > 1 and lexicon.flags(words[-1].group()) & lex.COMMON:
        if lexicon.flags(words[-1].group().capitalize()) & heads and kind is not GROUP:
            return start, end
        del words[-1]
        end = words[-1].end()
    return (start, min(end, words[-1].end())) if kind is GROUP and words else (start, end)


def _told(flat: str, start: int, end: int, kind: EntityType, lexicon: Lexicon) -> EntityType:
    """The type of a span that was taken for `kind`, by what the word list says of its words."""
    if kind is PLACE and _named_like_place(flat, start, end, lexicon):
        return PERSON
    titled = kind in (EntityType.WORK, EntityType.EVENT)
    return GROUP if titled and _kind(flat[start:end], lexicon) is GROUP else kind


def _named_like_place(flat: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a place is a person whose surname is a place's too ("Sandra Holland")."""
    words = flat[start:end].split()
    if len(words) != 2 or _WHERE.search(flat, max(0, start - 8), start):
        return False
    first, last = map(lexicon.flags, words)
    known = lexicon.flags(" ".join(words)) & lex.PLACES or first & (lex.PLACES | lex.PLACE_WORD)
    return bool(first & lex.GIVEN and last & lex.PLACES and not known and not last & lex.PLACE_WORD)


def _is_outer(sign: str) -> bool:
    """Whether no name begins or ends with the sign: a space, a quotation mark, an emoji."""
    return sign.isspace() or sign in "\"'([,;:-" or (sign > "\u2190" and unicodedata.category(sign) == "So")


def _is_title(word: str, lexicon: Lexicon) -> bool:
    """Whether the word is a title or a role, or roles that a hyphen joins ("Singer-actor")."""
    if lexicon.flags(word) & lex.TITLE:
        return True
    return "-" in word and all(lexicon.flags(part.lower()) & lex.ROLE for part in word.split("-"))


def _titled(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the words are a title and a person's name ("General Alfredo Ruiz") rather than a body's."""
    if not 2 <= len(words) <= 4 or words[0] not in _BEFORE_PERSONS:
        return False
    if any(not word[0].isupper() or lexicon.flags(word) & _IMPERSONAL for word in words[1:]):
        return False
    return bool(lexicon.flags(words[1]) & lex.GIVEN) or (
        len(words) == 2 and not lexicon.flags(words[1].lower())
    )
