"""Where one mention is two, or a part of it none: signs, "and", roles and titles within it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.domain.entity import EntityType, Mention
from reader.entities import lexicon as lex
from reader.entities.edges import WORDS, stripped
from reader.entities.kinds import GROUP, ORGANISATION, PERSON, PLACE, listed_kind
from reader.entities.lexicon import Lexicon
from reader.entities.numbers import NUMERIC

_BREAKS = re.compile(
    r"-(?:based|led|backed|born|focused|listed|owned|run|made|style|funded|controlled|held)\b"
    r"|[/()\[\]{}…:;—|®™*•]|[ ][–-][ ]|[ ][–-]$"
)


def parted(mention: Mention, flat: str, lexicon: Lexicon) -> list[Mention]:
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
        Mention(a, b, listed_kind(flat[a:b], lexicon) or mention.type)
        if flat[b : b + 1] == "-"
        else Mention(a, b, mention.type)
        for a, b in zip(edges[::2], edges[1::2], strict=True)
        if a < b
    ]
    return [piece for part in parts for piece in _without_role(part, flat, lexicon)]


def _without_role(mention: Mention, flat: str, lexicon: Lexicon) -> list[Mention]:
    words = list(WORDS.finditer(flat, mention.start, mention.end))
    if _place_and_person([word.group() for word in words], lexicon):
        return [
            Mention(words[0].start(), words[0].end(), PLACE),
            Mention(words[1].start(), mention.end, PERSON),
        ]
    if mention.type in (ORGANISATION, PLACE) and (at := _titled_person(words, lexicon)):
        first = Mention(mention.start, words[at - 1].end(), ORGANISATION)
        kind = listed_kind(flat[first.start : first.end], lexicon) or ORGANISATION
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
            return [stripped(part, flat) for part in parts]
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
