"""Dates, durations of a day and more, and clock times, found by patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from reader.domain.entity import EntityType, Mention
from reader.entities.later import later
from reader.entities.time_patterns import DATES, TIMES
from reader.entities.vocabulary import compiled, found, marked

_OPENERS = re.compile(
    r"\b(?:The|Last|Next|This|Late|Early|Mid|Earlier|Later|Yesterday|Today|Tomorrow|Tonight|A|An|More|Less|Up|At"
    r"|Nearly|Almost|About|Around|Over|Under|Roughly|Approximately|Some|Only|Just|Several|Many|Few|Past|Half"
    r"|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Twenty|Thirty|Forty|Fifty|Noon|Midnight"
    r"|First|Second|Third|Fourth|Fifth|LAST|NEXT|THIS|WEEK|MONTH|YEAR|YEARS|DAYS|MONTHS|YESTERDAY|TODAY|TOMORROW"
    r"|TONIGHT|Fiscal|Financial|Spring|Summer|Autumn|Winter)\b"
)

_COUNTED = later(
    r"\b(?:[Pp]ages?|[Rr]ooms?|[Ff]lights?|[Ss]ections?|[Aa]rticles?|[Vv]ersions?|[Nn]o\.?|[Nn]umber|[Aa]bout|[Ss]ome"
    r"|[Aa]round|[Nn]early|[Aa]lmost|[Oo]ver|than|[Rr]oute|[Hh]ighway|[Bb]uilding|[Cc]hannel|[Uu]nit|[Bb]us|[Tt]rain"
    r"|[Ll]ine|[Pp]aragraph|[Cc]hapter|[Vv]erse|least|to|of|all|only|exactly|model|resolution|[Rr]oughly|[Ff]ewer"
    r"|[Aa]pproximately|another|[Cc]all|[Dd]ial|[Ee]xtension|[Ss]uite|[Ll]ot|[Aa]partment|[Ff]lat)[ ]{1,3}$"
)
_COUNTS = later(
    r"[ ]{1,3}(?:more[ ]|other[ ]|new[ ]|young[ ]|local[ ]|foreign[ ]|armed[ ])?"
    r"(?:people|men|women|children|votes|troops"
    r"|students|houses|homes|jobs|cases|soldiers|workers"
    r"|words|cars|seats|copies|deaths|families|residents|runners|members|times|miles|metres|meters|feet|km|points"
    r"|shares|units|tonnes|tons|dollars|euros|pounds|refugees|patients|spectators|fans|pupils|schools|staff|pages|of"
    r"|megawatts|MW|hectares|acres|hours|minutes|degrees|horses|sheep|police|officers|animals|items|lines)\b"
)
_YEAR_ALONE = re.compile(r"\d{4}")


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return compiled(source)


def _matches(patterns: Sequence[tuple[str, str]], text: str) -> Iterator[re.Match[str]]:
    """The matches of those patterns of whose words the text has one; the others are not even compiled."""
    for words, source in patterns:
        if not words or any(word in text for word in words.split("|")):
            yield from _pattern(source).finditer(text)


def times_and_dates(text: str) -> Iterator[Mention]:
    """Every match of a pattern on a `plain` text; they may overlap.

    A bare year after "page" or "about" or before "people" is a number and is left out.
    """
    lowered = marked(_OPENERS.sub(lambda word: word.group().lower(), text))
    for match in _matches(DATES, lowered):
        start, end = found(match)
        if not (_YEAR_ALONE.fullmatch(match.group()) and _is_count(text, start, end)):
            yield Mention(start, end, EntityType.DATE)
    for match in _matches(TIMES, lowered):
        yield Mention(*found(match), EntityType.TIME)


def _is_count(text: str, start: int, end: int) -> bool:
    before = _COUNTED.search(text, max(0, start - 24), start)
    if before and not before.group().startswith(("to", "of", "than")):
        return True
    if _COUNTS.match(text, end):
        return True
    return not 1500 <= int(text[start:end]) <= 2099
