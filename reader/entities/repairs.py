"""Mentions put right one by one: parted, trimmed, retyped, joined, and left out where they name nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reader.domain.entity import Mention
from reader.entities.bodies import OFFICE
from reader.entities.edges import NAMES, trim
from reader.entities.keys import fold
from reader.entities.kinds import GROUP, ORGANISATION, PLACE
from reader.entities.later import later
from reader.entities.lexicon import Lexicon
from reader.entities.numbers import NUMERIC
from reader.entities.parting import parted
from reader.entities.seams import begun_earlier, joined_persons, owners_parted, without_roles
from reader.entities.wordlist import listed

_STATE = later(
    r"(?:[Tt]he[ ]{1,3})?((?:(?:Islamic|People's|Federal|Democratic|Arab|United|Plurinational"
    r"|Bolivarian)[ ]{1,3}){0,2}"
    r"(?:Republic|State|Kingdom|Sultanate|Commonwealth|Principality)[ ]{1,3}of[ ]{1,3}(?:the[ ]{1,3})?)$"
)
_STATES = ("Republic", "State", "Kingdom", "Sultanate", "Commonwealth", "Principality")
_OF = later(r"[ ]{1,3}(?:of|OF)[ ]{1,3}(?:(?:the|THE)[ ]{1,3})?")
_SPACES = re.compile(r"[ ]{1,3}")
_COMMON_NOUNS = listed(
    "kingdom state republic justice section article chapter federation minister president prince "
    "princess king queen amir emir governor chief chairman director judge speaker mayor sheikh "
    "internet ngo ngos ceo mou dgp ai vpn pcr gdp phd mba mp mps tv pm north south east west stool "
    "act bill part appendix figure table page tue tues wed thu thurs jan feb apr jun jul aug sept oct nov "
    "dec islam christianity judaism hinduism buddhism sikhism diabetes malaria cholera cancer antisemitism"
) | {"prime minister", "crown prince", "first lady", "state of emergency"}
"""Folded words that are capitalised in running text and name nothing by themselves."""
_NUMBERED = later(
    r"(?:Line|Figure|Fig|Table|Page|Section|Chapter|Step|Row|Column|Item|Question|Exhibit|Count|Paragraph"
    r"|Room|Gate|Platform|Lot|Part|Act|Scene|Verse|Lane|Note|Appendix|Annex|Box)[ .]{1,3}"
    r"(?:\d[\w.-]*|[A-Z]|[IVXL]+)"
)
_TICKER = later(r"[A-Z0-9]{1,6}(?:\.[A-Z]{1,2})?")
_EXCHANGE = later(r"\([A-Z][A-Za-z]{1,7}[ ]{0,2}:[ ]{0,3}$")
_CREDIT_WORDS = listed("handout via photo file pool courtesy credit image caption exclusive pic stringer")


def repaired(mentions: Iterable[Mention], flat: str, lexicon: Lexicon) -> list[Mention]:
    """The mentions with their edges put right, in the order given; some are joined, parted or left out."""
    parts = [part for mention in mentions for part in parted(mention, flat, lexicon)]
    trimmed = [trim(part, flat, lexicon) for part in parts]
    known = {flat[m.start : m.end]: m.type for m in trimmed if m.type in NAMES}
    apart = [
        trim(without_roles(part, flat, lexicon), flat, lexicon)
        for mention in trimmed
        for part in owners_parted(mention, flat, lexicon, known)
    ]
    kept = [m for m in apart if m.start < m.end and (m.type in NUMERIC or _is_name(m, flat))]
    whole: list[Mention] = []
    for mention in _joined(joined_persons(kept, flat, lexicon), flat):
        state = _with_state(begun_earlier(mention, flat, lexicon, whole[-1].end if whole else 0), flat)
        while whole and whole[-1].start >= state.start:
            whole.pop()
        whole.append(state)
    return whole


def _is_name(mention: Mention, flat: str) -> bool:
    words = flat[mention.start : mention.end]
    folded = fold(words)
    if len(folded) == 1 and folded.isascii() and mention.type is not ORGANISATION:
        return False
    if _NUMBERED.fullmatch(words) or _is_ticker(words, mention, flat):
        return False
    return bool(folded) and folded not in _CREDIT_WORDS and folded not in _COMMON_NOUNS


def _is_ticker(words: str, mention: Mention, flat: str) -> bool:
    """Whether it is a share's sign in brackets: "(LUND.ST)" or "(NYSE: LND)"."""
    if not _TICKER.fullmatch(words):
        return False
    bracketed = flat[mention.start - 1 : mention.start] == "(" and flat[mention.end : mention.end + 1] == ")"
    exchange = _EXCHANGE.search(flat, max(0, mention.start - 14), mention.start)
    return (bracketed and words.find(".") > 1) or exchange is not None


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
