"""Dates, durations of a day and more, and clock times, found by patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.domain.entity import EntityType, Mention
from reader.entities.vocabulary import compiled, marked

_OPENERS = re.compile(
    r"\b(?:The|Last|Next|This|Late|Early|Mid|Earlier|Later|Yesterday|Today|Tomorrow|Tonight|A|An|More|Less|Up|At"
    r"|Nearly|Almost|About|Around|Over|Under|Roughly|Approximately|Some|Only|Just|Several|Many|Few|Past|Half"
    r"|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Twenty|Thirty|Forty|Fifty|Noon|Midnight"
    r"|First|Second|Third|Fourth|Fifth|LAST|NEXT|THIS|WEEK|MONTH|YEAR|YEARS|DAYS|MONTHS|YESTERDAY|TODAY|TOMORROW"
    r"|TONIGHT|Fiscal|Financial|Spring|Summer|Autumn|Winter)\b"
)

_DATES = (
    # 2020-10-05, 05/10/2020, 5.10.2020
    r"(?<![\w./-])(?:\d{4}-(?:0\d|1[0-2])-[0-3]\d|[0-3]?\d([/.])[0-3]?\d\1(?:19|20)?\d\d)(?![\w/]|[.-]\d)",
    # Monday, 5 October 2020; 3-5 July; 28 July to 2 August
    r"\b(?:{WEEKDAYS},?_(?:the_)?)?(?:{DAY}(?:_(?:of_)?{MONTH})?(?:{TO}|_and_))?{DAY}(?:_of)?[ -]{MONTH}"
    r"(?:,?[ -]{YEAR})?\b",
    r"\b(?:{WEEKDAYS},?_(?:the_)?)?{DAY}(?:_of)?_{MONTH}(?:,?_{YEAR})?(?:{TO}{DAY}_{MONTH}(?:,?_{YEAR})?)?(?!\w)",
    # Monday, October 5, 2020; July 28 to August 2
    r"\b(?:{WEEKDAYS},?_)?{MONTH}_{DAY}(?:(?:{TO}|_and_)(?:{MONTH}_)?{DAY}(?!_(?:people|per_cent|percent|million)))?"
    r"(?:,?_{YEAR})?",
    r"\b(?:{WEEKDAYS},?_)?{MONTH}_{DAY},?_{YEAR}{TO}{MONTH}_{DAY},?_{YEAR}",
    # early May 2019, October, September to November 2020
    r"\b(?:(?:early|late|mid)[ -]|(?:earlier|later)_(?:this_|in_)?|last_|next_|this_(?:past_|coming_)?)"
    r"{MONTH}(?:,?_(?:of_)?{YEAR})?(?!\w)",
    r"\b(?:{MONTH}(?:{TO}|_and_))?{MONTH},?_(?:of_)?{YEAR}(?:{TO}{MONTH},?_(?:of_)?{YEAR})?",
    r"\b{SUREMONTH}(?:{TO}{MONTH})?(?!\w|_[A-Z][a-z]+son\b)",
    r"\b{NAMEMONTH}{TO}{MONTH}(?!\w)",
    r"\b(?<=[\w,] )(?:(?<=\b[Ii]n )|(?<=\b[Bb]y )|(?<=until )|(?<=[Ss]ince )|(?<=from )|(?<=[Ff]rom )|(?<=before )"
    r"|(?<=after )|(?<=during )|(?<=through )|(?<=[Ee]very )|(?<=for )|(?<=of )|(?<=between )|(?<=till ))"
    r"{NAMEMONTH}\b(?!_[A-Z][a-z]+_(?:said|says|told)|-)",
    r"(?<=[a-z] ){NAMEMONTH}(?=[.,;:)]|_(?:and|after|when|but|at|in|with|by|to|as|for|that|which|while|before|this"
    r"|last|next)\b|$)",
    r"\b(?:April|June|August)(?=[.,;:]_|_(?:and|after|when|but|with|as|for|that|while|before)\b)",
    # Monday, Thursday morning, last Friday night
    r"\b(?:(?:late|early)_(?:on_)?)?(?:(?:last|next|this|this_past|this_coming|the_following|the_previous)_)?"
    r"{WEEKDAY}(?:_{PART})?(?:(?:{TO}|_through_){WEEKDAY}(?:_{PART})?)?(?!\w|s_Times|_(?:Times|Telegraph|Mirror"
    r"|Express|Mail|Post|Night_Live|Independent|World|Herald|Review|Star|Sun)\b)",
    # in 2019, 1999-2001, 2024/25, mid-2020
    r"\b(?:(?:the_)?(?:early|late|mid)[ -])?(?<![\w$£€¥#.,/+:-]){YEAR}(?:(?:/|–|-)(?:{YEAR}|\d\d\b)"
    r"|(?:_to_|_or_|_?[–—-]_?){YEAR})?(?![\w%°]|[.,:/]\d|-[a-z]{2,}-)",
    r"\b(?:early|late|mid)[ -]{YEAR}(?![\w%]|[.,]\d)",
    # the late 1990s, the '80s
    r"(?:\b(?:the_)?(?:early|late|mid)(?:_to_(?:late|mid))?[ -]|\bthe_)?(?<![\w$£€.,])(?:(?:1\d|20)\d0'?s|'\d0s)\b",
    r"\bthe_(?:(?:early|late|mid)[ -])?(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b",
    r"\b(?:the_)?(?:(?:early|late|mid)[ -])?{ORD}(?:[ -](?:to_|and_|or_)?{ORD})?[ -]centur(?:y|ies)(?:_(?:BC|BCE|AD|CE)\b)?",
    # Q3 2019, the third quarter of 2021, fiscal 2023
    r"\b(?:Q[1-4]|H[12])(?:[ /-](?:of_)?(?:{YEAR}|'?\d\d\b))?(?!\w)",
    r"\b(?:the_)?(?:(?:first|second|third|fourth|final|last)_(?:{N}+_)?(?:quarter|half)|(?:first|last)_(?:{NUM}_)"
    r"{LONG})_of_(?:the_)?(?:fiscal_|financial_)?(?:{YEAR}(?:/\d\d)?|(?:this|last|next)_year|year)",
    r"\b(?:the_)?(?:fiscal|financial)_(?:year_)?{YEAR}(?:[/-]\d\d(?:\d\d)?)?\b|\bFY_?(?:20)?\d\d(?:[/-]\d\d)?\b",
    r"\bthe_(?:fiscal|financial)_year\b",
    # yesterday, last week, earlier this month, the past decade, the next two to three years
    r"\b(?:yesterday|tomorrow|today)(?:_{PART})?(?!\w|'s_world)",
    r"\bthe_day_(?:before_yesterday|after_tomorrow)\b",
    r"\b(?:(?:late|early|earlier|later)_)?(?:last|next|this|this_past|this_coming)_"
    r"(?:week|month|year|decade|century|weekend|quarter|season|term|fortnight|{SEASON})(?:'s)?(?<!'s)\b(?!_time)",
    r"\blast_night\b",
    r"\b(?:late|early|earlier|later)_(?:in_the_)?(?:week|month|year)\b",
    r"\bthe_(?:past|last|next|coming|previous|following|preceding)"
    r"_(?:(?:{NUM}{TO})?{NUM}_|{SOME}_)?{LONG}",
    r"\b(?:the_)?(?:next|following|previous|same)_(?:day|morning|evening|week|month|year|{WEEKDAY})\b",
    r"\b(?:past|last|next)_(?:(?:{NUM}{TO})?{NUM}|{SOME})_{LONG}",
    r"\b(?:the_|this_|next_|last_)?(?:bank_holiday_)?weekend\b(?<=the weekend|his weekend|ext weekend|ast weekend)",
    r"\b(?:this|last|next|late|early|mid|the_(?:following|previous))[ -]{SEASON}(?:_of_{YEAR}|_{YEAR})?",
    r"\b(?:the_)?{SEASON}(?:_of)?_{YEAR}",
    # more than 25 years, three years ago, two or three days, six months later, the five-year
    r"(?:\b{ABOUT}_)?(?<![\w$£€.,])(?:{NUM}(?:{TO}|_and_))?{NUM}(?:_(?:full|consecutive|straight|more|whole"
    r"|calendar|working|business|long))?_{LONG}(?:_(?:ago|later|earlier|old|on|hence)\b(?!_the))?(?!-)",
    r"\b(?:{ABOUT}_)?(?:{SOME}|dozens_of|hundreds_of|thousands_of)_{LONG}(?:_(?:ago|later|earlier)\b)?",
    r"\b(?:{ABOUT}_)?(?:an?|half_a|a_full|a_whole)_{LONG}(?:_and_a_half)?(?:_(?:ago|later|earlier|or_(?:{N}+|so|more)))",
    r"(?<=\bfor )(?:{ABOUT}_)?an?_{LONG}(?!_(?:old|in|on)\b)",
    r"\b(?:more_than|less_than|nearly|almost|over|under|about|around|within|half)_an?_{LONG}(?:_(?:ago|later|earlier))?",
    r"\b(?:years|months|weeks|days|decades|centuries)_(?:ago|later|earlier)\b",
    r"\b(?:{NUM}{TO})?{NUM}-(?:day|week|fortnight|month|year|decade|century)s?(?:-olds?)?\b(?!-)",
    r"\b{NUM}[ -](?:days?|weeks?|months?|years?)[ -]old\b",
    r"\b{ORD}(?:_(?:straight|consecutive|successive))?_(?:day|week)\b(?=_of\b|_in_a_row)",
    # named days
    r"\b(?:Christmas|New_Year's|Christmas/New_Year)(?:_(?:Day|Eve))?\b|\bBoxing_Day\b|\bEaster(?:_(?:Sunday|Monday))?\b"
    r"(?!_(?:Island|Rising|egg))",
    r"\b(?:Good_Friday|Palm_Sunday|Ash_Wednesday|Shrove_Tuesday|Pancake_Day|Maundy_Thursday|Black_Friday"
    r"|Cyber_Monday|Thanksgiving(?:_Day)?|Halloween|Bonfire_Night|Guy_Fawkes_Night|Hogmanay|Mardi_Gras|Lent"
    r"|Ramadan|Eid(?:[ -]al-(?:Fitr|Adha))?|Ashura|Hanukkah|Chanukah|Passover|Yom_Kippur|Rosh_Hashanah|Purim"
    r"|Sukkot|Diwali|Deepavali|Holi|Navratri|Vesak|Nowruz|Songkran|Tet|Juneteenth|Kwanzaa|Midsummer(?:'s_Day)?"
    r"|(?:Lunar|Chinese)_New_Year|New_Year|Bastille_Day|Anzac_Day|Australia_Day|Waitangi_Day|Canada_Day"
    r"|Independence_Day|Republic_Day|Remembrance_(?:Day|Sunday)|Armistice_Day|Veterans_Day|Memorial_Day"
    r"|Labou?r_Day|May_Day|Columbus_Day|Presidents'?_Day|Valentine's_Day|St_Patrick's_Day"
    r"|St\._Patrick's_Day|(?:Mother|Father|Women|Children|New_Year)'?s'?_Day|Mothering_Sunday|All_(?:Saints|Souls)'?_Day"
    r"|Day_of_the_Dead|Earth_Day|Election_Day|Inauguration_Day|Victory_Day|VE_Day|VJ_Day|Groundhog_Day"
    r"|April_Fools'?_Day|Corpus_Christi|Ascension_Day|Assumption_Day|Whit_Monday|Pentecost|Advent)\b",
)

_TIMES = (
    r"(?<![\w.:,$£€])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:_?{AMPM})?{ZONE}?(?:{TO}(?:[01]?\d|2[0-3]):[0-5]\d"
    r"(?:_?{AMPM})?{ZONE}?)?(?![\w:]|[.,]\d)",
    r"(?<![\w.:,$£€])(?:1[0-2]|0?\d)(?:[.:][0-5]\d)?(?:_?{AMPM})?{TO}(?:1[0-2]|0?\d)(?:[.:][0-5]\d)?_?{AMPM}{ZONE}?",
    r"(?<![\w.:,$£€])(?:1[0-2]|0?\d)(?:[.:][0-5]\d)?_?{AMPM}{ZONE}?",
    r"(?<![\w.:,$£€])(?:[01]?\d|2[0-3])\.[0-5]\d_?(?:hrs|hours)\b",
    r"(?<![\w.:,$£€])(?:[01]\d|2[0-3])[0-5]\d_?(?:{ZONE}|hrs\b|hours\b)",
    r"\b(?:half[ -]past_|(?:a_)?quarter_(?:past|to)_)(?:{NUM})\b(?:_o'clock)?",
    r"\b{NUM}_o'clock(?:_in_the_(?:morning|afternoon|evening))?",
    r"\b(?:noon|midnight|midday)\b(?!_oil|_sun)(?:{ZONE})?",
    r"\b(?:tonight|this_(?:morning|afternoon|evening|lunchtime))\b",
    r"(?:\b{ABOUT}_)?(?<![\w$£€.,])(?:{NUM}(?:{TO}|_and_))?{NUM}(?:_(?:full|more|whole|straight|long))?_{SHORT}"
    r"(?:(?:_and|,)?_{NUM}_{SHORT})?(?:_(?:ago|later|earlier))?(?!-)",
    r"\b(?:{ABOUT}_)?(?:(?:a_)?few|several|a_couple_of)_{SHORT}(?:_(?:ago|later|earlier))?",
    r"\b(?:{ABOUT}_)?(?:half_an_hour|an_hour(?:_and_a_half|_(?:ago|later|earlier))|an?_(?:minute|second)_(?:ago|later))\b",
    r"\b(?:more_than|less_than|nearly|almost|about|around|under|over|within|half)_an_hour(?:_(?:ago|later|earlier))?\b",
    r"\b(?:{NUM}{TO})?{NUM}-(?:hour|minute|second)s?\b(?!-)",
    r"\b(?:hours|minutes|seconds)_(?:ago|later|earlier)\b",
)

_COUNTED = re.compile(
    r"\b(?:[Pp]ages?|[Rr]ooms?|[Ff]lights?|[Ss]ections?|[Aa]rticles?|[Vv]ersions?|[Nn]o\.?|[Nn]umber|[Aa]bout|[Ss]ome"
    r"|[Aa]round|[Nn]early|[Aa]lmost|[Oo]ver|than|[Rr]oute|[Hh]ighway|[Bb]uilding|[Cc]hannel|[Uu]nit|[Bb]us|[Tt]rain"
    r"|[Ll]ine|[Pp]aragraph|[Cc]hapter|[Vv]erse|least|to|of|all|only|exactly|model|resolution|[Rr]oughly|[Ff]ewer"
    r"|[Aa]pproximately|another|[Cc]all|[Dd]ial|[Ee]xtension|[Ss]uite|[Ll]ot|[Aa]partment|[Ff]lat)[ ]{1,3}$"
)
_COUNTS = re.compile(
    r"[ ]{1,3}(?:more[ ]|other[ ]|new[ ]|young[ ]|local[ ]|foreign[ ]|armed[ ])?(?:people|men|women|children|votes|troops|students|houses|homes|jobs|cases|soldiers|workers"
    r"|words|cars|seats|copies|deaths|families|residents|runners|members|times|miles|metres|meters|feet|km|points"
    r"|shares|units|tonnes|tons|dollars|euros|pounds|refugees|patients|spectators|fans|pupils|schools|staff|pages|of"
    r"|megawatts|MW|hectares|acres|hours|minutes|degrees|horses|sheep|police|officers|animals|items|lines)\b"
)
_YEAR_ALONE = re.compile(r"\d{4}")

_compiled: dict[EntityType, tuple[re.Pattern[str], ...]] = {}


def _patterns(kind: EntityType, sources: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    if kind not in _compiled:
        _compiled[kind] = tuple(compiled(source) for source in sources)
    return _compiled[kind]


def times_and_dates(text: str) -> Iterator[Mention]:
    """Every match of a pattern on a `plain` text; they may overlap.

    A bare year after "page" or "about" or before "people" is a number and is left out.
    """
    lowered = _OPENERS.sub(lambda word: word.group().lower(), text)
    lowered = marked(lowered)
    for pattern in _patterns(EntityType.DATE, _DATES):
        for match in pattern.finditer(lowered):
            start, end = match.span()
            if _YEAR_ALONE.fullmatch(match.group()) and _is_count(text, start, end):
                continue
            yield Mention(start, end, EntityType.DATE)
    for pattern in _patterns(EntityType.TIME, _TIMES):
        for match in pattern.finditer(lowered):
            yield Mention(match.start(), match.end(), EntityType.TIME)


def _is_count(text: str, start: int, end: int) -> bool:
    before = _COUNTED.search(text, max(0, start - 24), start)
    if before and not before.group().startswith(("to", "of", "than")):
        return True
    if _COUNTS.match(text, end):
        return True
    return not 1500 <= int(text[start:end]) <= 2099
