"""Where a name begins and ends: without titles, "the", "'s", signs and words that only stand beside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from reader.domain.entity import EntityType, Mention
from reader.entities import lexicon as lex
from reader.entities.features import LINKS
from reader.entities.kinds import GROUP, ORGANISATION, PERSON, PLACE, told
from reader.entities.later import later
from reader.entities.lexicon import Lexicon
from reader.entities.numbers import NUMERIC
from reader.entities.wordlist import listed

WORDS = re.compile(r"[^\W_]+(?:[-'.&][^\W_]+)*\.?")
_POSSESSIVE = re.compile(r"'[sS]?$")
_HONORIFIC = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Madam|Messrs|Prof|PM|CM|MLA|MK|H\.?[ ]?E)\b\.?[ ]{1,3}(?=[A-Z])"
)
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
_SENTENCE = later(r"(?:[.!?\n:][\"')]?|^|[\"'(])[ ]{0,3}[\"'(]?$")
NAMES = (PERSON, PLACE, ORGANISATION, GROUP)


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
    if (kind := told(flat, start, end, mention.type, lexicon)) is not mention.type:
        return Mention(start, end, kind)
    kind = PERSON if mention.type is PERSON or _titled(flat[start:end].split(), lexicon) else mention.type
    while kind is PERSON:
        word = WORDS.match(flat, start, end)
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
    words = list(WORDS.finditer(flat, start, end))
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


def stripped(mention: Mention, flat: str) -> Mention:
    """The mention without the white space at its ends."""
    start, end = mention.start, mention.end
    while start < end and flat[start].isspace():
        start += 1
    while end > start and flat[end - 1].isspace():
        end -= 1
    return Mention(start, end, mention.type)


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
