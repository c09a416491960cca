"""Events, works and laws that announce themselves, found by patterns that seldom err."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reader.domain.entity import EntityType, Mention
from reader.entities.vocabulary import compiled
from reader.entities.wordlist import listed

_CAP = r"(?:[A-Z][\w'-]{1,30}|[A-Z]{2,10}|(?:\d{4}|\d{1,2}(?:st|nd|rd|th)))"
_LINK = r"(?:_(?:of|for|on|the|and|in|to|de|&)){0,2}"
_NAME = rf"(?:{_CAP}(?:{_LINK}_{_CAP}){{0,6}})"
_EVENT_HEAD = (
    r"(?:World_Cup|(?:Winter_|Summer_|Special_|Youth_)?(?:Olympics|Olympic_Games|Paralympics|Paralympic_Games)|Commonwealth_Games|Asian_Games|Grand_Prix|Grand_Slam"
    r"|Champions_League|Europa_League|Super_Bowl|World_Series|Six_Nations|Tour_de_France|Giro_d'Italia|Ryder_Cup|Davis_Cup|FA_Cup|League_Cup"
    r"|Gold_Cup|Asian_Cup|Africa_Cup_of_Nations|Cup_of_Nations|Copa_América|Copa_America|World_Championships?|European_Championships?"
    r"|Ashes|Masters|Film_Festival|Book_Fair|Jazz_Festival|Music_Festival|Fashion_Week|Biennale|Expo_\d{4}|Oscars|Academy_Awards|Grammys|Grammy_Awards"
    r"|Golden_Globes|Baftas|Emmys|Eurovision_Song_Contest|Glastonbury_Festival)"
)
_NOT_FIRST = (
    r"(?!(?:The|A|An|In|At|On|After|Before|During|Since|This|That|These|When|While|For|From"
    r"|By|With|And|But|His|Her|Its|Their|Our|Last|Next)_)"
)
_EVENTS = (
    rf"\b(?:{_CAP}_)?(?:{_CAP}_)?{_EVENT_HEAD}(?:_(?:19|20)\d\d)?(?!\w)",
    rf"\b{_NOT_FIRST}(?:{_CAP}_){{0,2}}(?:First_|Second_|Great_|Cold_|Civil_)?(?:World_War(?:_(?:I{{1,2}}|One|Two|1|2)\b)?|Civil_War|Cold_War|Gulf_War|Six-Day_War|Great_War"
    r"|Independence_War|Liberation_War|Korean_War|Vietnam_War|Iraq_War|Falklands_War|Boer_War|Crimean_War|War_of_Independence)\b",
    rf"\b(?:Battle|Siege|Treaty_Conference|Massacre)_of_(?:the_)?{_CAP}(?:_{_CAP}){{0,2}}\b",
    r"\b(?:Hurricane|Typhoon|Cyclone|Tropical_Storm|Storm|Super_Typhoon)_(?!Warning|Center|Centre|Force|Season|Prediction|Watch|Chasers?\b)[A-Z][a-z]{2,14}\b",
    r"\b(?:French|Russian|October|Industrial|Cultural|Orange|Velvet|Rose|Islamic|Cuban|Iranian|Glorious|American)_Revolution\b|\b(?:Arab|Prague)_Spring\b"
    r"|\bGreat_Depression\b|\bHolocaust\b|\bNakba\b|\bBrexit\b|\bEaster_Rising\b|\b9/11\b|\bWatergate\b|\bBlack_Death\b|\bRenaissance\b|\bD-Day\b",
    rf"\b{_NOT_FIRST}{_CAP}(?:_{_CAP}){{0,4}}_(?:Summit|Games|Uprising|Rebellion|Revolution|Genocide|Crusade|Intifada|Earthquake|Olympiad)\b(?!_(?:of|Studios?|Commission|Council))",
)  # fmt: skip
_LAWS = (
    rf"\b{_NOT_FIRST}{_CAP}(?:{_LINK}_{_CAP}|,_{_CAP}){{0,7}}_(?:Act|Bill|Ordinance|Amendment|Accords?|Treaty|Protocol|Constitution|Declaration|Charter|Covenant|Penal_Code|Criminal_Code|Civil_Code)"
    rf"(?:(?:,|_of)?_{{YEAR}})?(?!\w|_(?:of|on)_[A-Z])",
    rf"\b(?:Treaty|Convention|Declaration|Charter|Covenant|Protocol|Universal_Declaration|Bill)_(?:of|on|for)_(?:the_)?{_CAP}(?:{_LINK}_{_CAP}){{0,6}}",
    rf"\b{_CAP}_(?:Peace_|Climate_|Framework_|Nuclear_)?Agreement\b",
    r"\b(?:First|Second|Third|Fourth|Fifth|Sixth|Eighth|Tenth|Fourteenth|\d{1,2}(?:st|nd|rd|th))_Amendment\b|\bMagna_Carta\b|\bBill_of_Rights\b"
    r"|\b(?:UN|Security_Council|General_Assembly)?_?[Rr]esolution_\d{2,4}\b|\bGeneva_Conventions?\b",
)
_CUE = (
    r"(?:books?|novels?|memoirs?|biograph(?:y|ies)|autobiography|films?|movies?|songs?|albums?|plays?|poems?|opera|musicals?|series|show|sitcom|drama|documentar(?:y|ies)|thrillers?"
    r"|comed(?:y|ies)|essays?|stor(?:y|ies)|single|hits?|paintings?|exhibition|podcast|ballets?|symphony|EP|video_game|game|sequel|trilogy|bestseller|hit|track|ballad|anthem"
    r"|episode|lecture|report|paper|article|masterpiece|debut|collection|LP|soundtrack|adaptation_of|titled|entitled|called|wrote|author_of|starred_in|directed)"
)
_QUOTED_WORKS = (
    rf"\b{_CUE},?_\"(?=[A-Z\d])([^\"\n]{{2,70}}?),?\"",
    rf"\b{_CUE},?_'(?=[A-Z\d])([^'\n]{{2,70}}?),?'(?!\w)",
)
_QUOTE_BEFORE = r"\"(?=[A-Z\d])([^\"\n]{2,60}?),?\",?_(?:by_[A-Z]|(?:is|was)_a_(?:film|novel|book|song|play))"

_SMALL = listed("a an the of and or in on at to for from by with de la le el du der die das is as not is it")


_SOURCES: tuple[tuple[EntityType, str, str], ...] = (
    (EntityType.EVENT, "World|Olympic|Paralympic|Games|Prix|Slam|League|Bowl|Series|Nations|Tour|Giro"
     "|Cup|Copa|Champion|Ashes|Masters|Festival|Fair|Week|Biennale|Expo|Oscars|Award|Gramm|Globes|Baftas|Emmys"
     "|Eurovision", _EVENTS[0]),
    (EntityType.EVENT, "War", _EVENTS[1]),
    (EntityType.EVENT, "Battle|Siege|Massacre", _EVENTS[2]),
    (EntityType.EVENT, "Hurricane|Typhoon|Cyclone|Storm", _EVENTS[3]),
    (EntityType.EVENT, "Revolution|Spring|Depression|Holocaust|Nakba|Brexit|Rising|9/11|Watergate|Death"
     "|Renaissance|D-Day",
     _EVENTS[4]),
    (EntityType.EVENT, "Summit|Games|Uprising|Rebellion|Revolution|Genocide|Crusade|Intifada"
     "|Earthquake|Olympiad",
     _EVENTS[5]),
    (EntityType.WORK, "Act|Bill|Ordinance|Amendment|Accord|Treaty|Protocol|Constitution|Declaration"
     "|Charter|Covenant|Code",
     _LAWS[0]),
    (EntityType.WORK, "Treaty|Convention|Declaration|Charter|Covenant|Protocol|Bill", _LAWS[1]),
    (EntityType.WORK, "Agreement", _LAWS[2]),
    (EntityType.WORK, "Amendment|Magna|Bill|esolution|Geneva", _LAWS[3]),
    (EntityType.WORK, '"', _QUOTED_WORKS[0]),
    (EntityType.WORK, "'", _QUOTED_WORKS[1]),
    (EntityType.WORK, '"', _QUOTE_BEFORE),
)  # fmt: skip
"""What is found; words of which a text must have one for the pattern to be tried; the pattern."""


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return compiled(source)


def works_and_events(text: str) -> Iterator[Mention]:
    """Every match on a `plain` text; they may overlap."""
    for kind, words, source in _SOURCES:
        if not any(word in text for word in words.split("|")):
            continue
        for match in _pattern(source).finditer(text):
            if match.re.groups:
                if _is_title(match.group(1)):
                    yield Mention(*match.span(1), kind)
                continue
            start, end = _from_name(text, *match.span())
            if kind is EntityType.EVENT or " " in text[start:end]:
                yield Mention(start, end, kind)


def _from_name(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without an article at its beginning."""
    for opener in ("The ", "A ", "An ", "In ", "At "):
        if text.startswith(opener, start):
            return start + len(opener), end
    return start, end


def _is_title(words: str) -> bool:
    """Whether every longer word begins with a capital: a title, not a sentence that is quoted."""
    parts = words.split()
    return (
        len(parts) <= 9
        and not words.endswith((".", ","))
        and all(part[0].isupper() or not part[0].isalpha() or part.lower() in _SMALL for part in parts)
    )
