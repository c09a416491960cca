"""The patterns that dates and clock times are found by.

Each comes with words, parted by "|", of which a text must have one for the pattern to be tried, or "".
What is found is the group "x" where a pattern has one, else the whole match.
"""

from __future__ import annotations

from reader.entities.vocabulary import DAY, MONTH, NAME_MONTH, SHORT_MONTH

_MONTHS = "|".join((MONTH, NAME_MONTH, SHORT_MONTH))
_DAYS = DAY

_NAMED_DAYS = (
    r"\b(?:(?:Good|Palm|Ash|Shrove|Maundy|Black|Cyber|Whit|Mothering|Remembrance)_{WEEKDAY}"
    r"|(?:Pancake|Boxing|Bastille|Anzac|Australia|Waitangi|Canada|Independence|Republic|Remembrance|Armistice"
    r"|Veterans|Memorial|Labou?r|{NAMEMONTH}|Columbus|Presidents'?|Valentine's|St\.?_Patrick's|Earth|Election"
    r"|Inauguration|Victory|VE|VJ|Groundhog|{NAMEMONTH}_Fools'?|Ascension|Assumption|All_(?:Saints|Souls)'?"
    r"|(?:Mother|Father|Women|Children|New_Year)'?s'?)_Day"
    r"|(?:Christmas|New_Year's)(?:_(?:Day|Eve))?|Easter(?:_{WEEKDAY})?(?!_(?:Island|Rising|egg))"
    r"|Thanksgiving(?:_Day)?|Halloween|Bonfire_Night|Guy_Fawkes_Night|Hogmanay|Mardi_Gras|Lent|Ramadan"
    r"|Eid(?:[ -]al-(?:Fitr|Adha))?|Ashura|Hanukkah|Chanukah|Passover|Yom_Kippur|Rosh_Hashanah|Purim|Sukkot"
    r"|Diwali|Deepavali|Holi|Navratri|Vesak|Nowruz|Songkran|Tet|Juneteenth|Kwanzaa|Midsummer(?:'s_Day)?"
    r"|(?:Lunar_|Chinese_)?New_Year(?!')|Day_of_the_Dead|Corpus_Christi|Pentecost|Advent)\b"
)

DATES = (
    (
        "",
        r"(?<![\w./-])(?:\d{4}-(?:0\d|1[0-2])-[0-3]\d|[0-3]?\d([/.])[0-3]?\d\1(?:19|20)?\d\d)(?!"
        r"[\w/]|[.-]\d)",
    ),
    (
        _MONTHS,
        r"\b(?:{WEEKDAYS},?_(?:the_)?)?(?:{DAY}(?:_(?:of_)?{MONTH})?(?:{TO}|_and_))?{DAY}(?:_of)?"
        r"[ -]{MONTH}(?:,?[ -]{YEAR})?\b",
    ),
    (
        _MONTHS,
        r"\b(?:{WEEKDAYS},?_(?:the_)?)?{DAY}(?:_of)?_{MONTH}(?:,?_{YEAR})?(?:{TO}{DAY}_{MONTH}(?:"
        r",?_{YEAR})?)?(?!\w)",
    ),
    (
        _MONTHS,
        r"\b(?:{WEEKDAYS},?_)?{MONTH}_{DAY}(?:(?:{TO}(?:{MONTH}_)?|_and_){DAY}(?!_(?:people|per_ce"
        r"nt|percent|million)))?(?:,?_{YEAR})?",
    ),
    (
        _MONTHS,
        r"\b(?:{WEEKDAYS},?_)?{MONTH}_{DAY},?_{YEAR}{TO}{MONTH}_{DAY},?_{YEAR}",
    ),
    (
        _MONTHS,
        r"\b(?:(?:early|late|mid)[ -]|(?:earlier|later)_(?:this_|in_)?|last_|next_|this_(?:past_|c"
        r"oming_)?){MONTH}(?:,?_(?:of_)?{YEAR})?(?!\w)",
    ),
    (
        _MONTHS,
        r"\b(?:{MONTH}{TO})?{MONTH},?_(?:of_)?{YEAR}(?:{TO}{MONTH},?_(?:of_)?{YEAR})?",
    ),
    (
        _MONTHS,
        r"\b{SUREMONTH}(?:{TO}{MONTH})?(?!\w|_[A-Z][a-z]+son\b)",
    ),
    (
        _MONTHS,
        r"\b{NAMEMONTH}{TO}{MONTH}(?!\w)",
    ),
    (
        _MONTHS,
        r"\b(?<=[\w,] )(?:(?<=\b[Ii]n )|(?<=\b[Bb]y )|(?<=until )|(?<=[Ss]ince )|(?<=from )|(?<="
        r"[Ff]rom )|(?<=before )|(?<=after )|(?<=during )|(?<=through )|(?<=[Ee]very )|(?<=for )|"
        r"(?<=of )|(?<=between )|(?<=till )){NAMEMONTH}\b(?!_[A-Z][a-z]+_(?:said|says|told)|-)",
    ),
    (
        _MONTHS,
        r"(?<=[a-z] ){NAMEMONTH}(?=[.,;:)]|_(?:and|after|when|but|at|in|with|by|to|as|for|that|whi"
        r"ch|while|before|this|last|next)\b|$)",
    ),
    (
        _DAYS,
        r"\b(?:(?:late|early)_(?:on_)?)?(?:(?:last|next|this|this_past|this_coming|the_following|t"
        r"he_previous)_)?{WEEKDAY}(?:_{PART})?(?:(?:{TO}|_through_){WEEKDAY}(?:_{PART})?)?(?!\w|s"
        r"_Times|_(?:Times|Telegraph|Mirror|Express|Mail|Post|Night_Live|Independent|World|Herald|"
        r"Review|Star|Sun)\b)",
    ),
    (
        "",
        r"\b(?:(?:the_)?(?:early|late|mid)[ -])?(?<![\w$£€¥#.,/+:-]){YEAR}(?:(?:/|–|-)(?:{YEAR}|\d"
        r"\d\b)|(?:_to_|_or_|_?[–—-]_?){YEAR})?(?![\w%°]|[.,:/]\d|-[a-z]{2,}-)",
    ),
    (
        "",
        r"\b(?:early|late|mid)[ -]{YEAR}(?![\w%]|[.,]\d)",
    ),
    (
        "",
        r"(?:\b(?:the_)?(?:early|late|mid)(?:_to_(?:late|mid))?[ -]|\bthe_)?(?<![\w$£€.,])(?:(?:1"
        r"\d|20)\d0'?s|'\d0s)\b",
    ),
    (
        "ties",
        r"\bthe_(?:(?:early|late|mid)[ -])?(?:twenties|thirties|forties|fifties|sixties|seventies|"
        r"eighties|nineties)\b",
    ),
    (
        "centur",
        r"\b(?:the_)?(?:(?:early|late|mid)[ -])?{ORD}(?:[ -](?:to_|and_|or_)?{ORD})?[ -]centur(?:y"
        r"|ies)(?:_(?:BC|BCE|AD|CE)\b)?",
    ),
    (
        "Q1|Q2|Q3|Q4|H1|H2",
        r"\b(?:Q[1-4]|H[12])(?:[ /-](?:of_)?(?:{YEAR}|'?\d\d\b))?(?!\w)",
    ),
    (
        "quarter|half|first|last",
        r"\b(?:the_)?(?:(?:first|second|third|fourth|final|last)_(?:{N}+_)?(?:quarter|half)|(?:fir"
        r"st|last)_(?:{NUM}_){LONG})_of_(?:the_)?(?:fiscal_|financial_)?(?:{YEAR}(?:/\d\d)?|(?:thi"
        r"s|last|next)_year|year)",
    ),
    (
        "fiscal|financial|FY",
        r"\b(?:the_)?(?:fiscal|financial)_(?:year_)?{YEAR}(?:[/-]\d\d(?:\d\d)?)?\b|\bFY_?(?:20)?\d"
        r"\d(?:[/-]\d\d)?\b",
    ),
    (
        "fiscal|financial",
        r"\bthe_(?:fiscal|financial)_year\b",
    ),
    (
        "yesterday|today|tomorrow",
        r"\b(?:yesterday|tomorrow|today)(?:_{PART})?(?!\w|'s_world)",
    ),
    (
        "the day",
        r"\bthe_day_(?:before_yesterday|after_tomorrow)\b",
    ),
    (
        "",
        r"\b(?:(?:late|early|earlier|later)_)?(?:last|next|this|this_past|this_coming)_(?:week|mon"
        r"th|year|decade|century|weekend|quarter|season|term|fortnight|{SEASON})(?:'s)?(?<!'s)\b(?"
        r"!_time)",
    ),
    (
        "last night",
        r"\blast_night\b",
    ),
    (
        "week|month|year",
        r"\b(?:late|early|earlier|later)_(?:in_the_)?(?:week|month|year)\b",
    ),
    (
        "day|week|fortnight|month|quarter|year|decade|centur",
        r"\bthe_(?:past|last|next|coming|previous|following|preceding)_(?:(?:{NUM}{TO})?{NUM}"
        r"_|{SOME}_)?{LONG}",
    ),
    (
        "",
        r"\b(?:the_)?(?:next|following|previous|same)_(?:day|morning|evening|week|month|year"
        r"|{WEEKDAY})\b",
    ),
    (
        "day|week|fortnight|month|quarter|year|decade|centur",
        r"\b(?:past|last|next)_(?:(?:{NUM}{TO})?{NUM}|{SOME})_{LONG}",
    ),
    (
        "weekend",
        r"\b(?:the_|this_|next_|last_)?(?:bank_holiday_)?weekend\b(?<=the weekend|his weekend|ext "
        r"weekend|ast weekend)",
    ),
    (
        "spring|summer|autumn|fall|winter",
        r"\b(?:this|last|next|late|early|mid|the_(?:following|previous))[ -]{SEASON}(?:_of_{YEAR}|"
        r"_{YEAR})?",
    ),
    (
        "spring|summer|autumn|fall|winter",
        r"\b(?:the_)?{SEASON}(?:_of)?_{YEAR}",
    ),
    (
        "day|week|fortnight|month|quarter|year|decade|centur",
        r"(?:\b{ABOUT}_)?(?<![\w$£€.,])(?:{NUM}{TO})?{NUM}(?:_(?:full|consecutive|straig"
        r"ht|more|whole|calendar|working|business|long))?_{LONG}(?:_(?:ago|later|earlier|old|on|he"
        r"nce)\b(?!_the))?(?!-)",
    ),
    (
        "day|week|fortnight|month|quarter|year|decade|centur",
        r"\b(?:{ABOUT}_)?(?:{SOME}|dozens_of|hundreds_of|thousands_of)_{LONG}(?:_(?:ago|later|earl"
        r"ier)\b)?",
    ),
    (
        "day|week|fortnight|month|quarter|year|decade|centur",
        r"\b(?:{ABOUT}_)?(?:an?|half_a|a_full|a_whole)_{LONG}(?:_and_a_half)?(?:_(?:ago|later|earl"
        r"ier|or_(?:{N}+|so|more)))",
    ),
    (
        "for a",
        r"(?<=\bfor )(?:{ABOUT}_)?an?_{LONG}(?!_(?:old|in|on)\b)",
    ),
    (
        "day|week|fortnight|month|quarter|year|decade|centur",
        r"\b(?:more_than|less_than|nearly|almost|over|under|about|around|within|half)_an?_{LONG}(?"
        r":_(?:ago|later|earlier))?",
    ),
    (
        "ago|later|earlier",
        r"\b(?:years|months|weeks|days|decades|centuries)_(?:ago|later|earlier)\b",
    ),
    (
        "-day|-week|-fortnight|-month|-year|-decade|-century",
        r"\b(?:{NUM}{TO})?{NUM}-(?:day|week|fortnight|month|year|decade|century)s?(?:-olds?)?\b(?!"
        r"-)",
    ),
    (
        "old",
        r"\b{NUM}[ -](?:days?|weeks?|months?|years?)[ -]old\b",
    ),
    (
        "day|week",
        r"\b{ORD}(?:_(?:straight|consecutive|successive))?_(?:day|week)\b(?=_of\b|_in_a_row)",
    ),
    ("etween", r"\b[Bb]etween_(?P<x>{NUM}_and_{NUM}_{LONG}(?:_(?:ago|later|old))?)(?!-)"),
    ("", _NAMED_DAYS),
)

TIMES = (
    ("etween", r"\b[Bb]etween_(?P<x>{NUM}_and_{NUM}_{SHORT}(?:_(?:ago|later))?)(?!-)"),
    (
        "",
        r"(?<![\w.:,$£€])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:_?{AMPM})?{ZONE}?(?:{TO}(?:"
        r"[01]?\d|2[0-3]):[0-5]\d(?:_?{AMPM})?{ZONE}?)?(?![\w:]|[.,]\d)",
    ),
    (
        "am|pm|AM|PM|.m.|.M.",
        r"(?<![\w.:,$£€])(?:1[0-2]|0?\d)(?:[.:][0-5]\d)?(?:_?{AMPM})?{TO}(?:1[0-2]|0?\d)(?:[.:]"
        r"[0-5]\d)?_?{AMPM}{ZONE}?",
    ),
    (
        "am|pm|AM|PM|.m.|.M.",
        r"(?<![\w.:,$£€])(?:1[0-2]|0?\d)(?:[.:][0-5]\d)?_?{AMPM}{ZONE}?",
    ),
    (
        "hrs|hours|GMT|UTC|local",
        r"(?<![\w.:,$£€])(?:[01]?\d|2[0-3])\.[0-5]\d_?(?:hrs|hours)\b",
    ),
    (
        "hrs|hours|GMT|UTC|local",
        r"(?<![\w.:,$£€])(?:[01]\d|2[0-3])[0-5]\d_?(?:{ZONE}|hrs\b|hours\b)",
    ),
    (
        "past|quarter",
        r"\b(?:half[ -]past_|(?:a_)?quarter_(?:past|to)_)(?:{NUM})\b(?:_o'clock)?",
    ),
    (
        "o'clock",
        r"\b{NUM}_o'clock(?:_in_the_(?:morning|afternoon|evening))?",
    ),
    (
        "noon|midnight|midday",
        r"\b(?:noon|midnight|midday)\b(?!_oil|_sun)(?:{ZONE})?",
    ),
    (
        "tonight|this ",
        r"\b(?:tonight|this_(?:morning|afternoon|evening|lunchtime))\b",
    ),
    (
        "hour|minute|second|hr|min|sec",
        r"(?:\b{ABOUT}_)?(?<![\w$£€.,])(?:{NUM}{TO})?{NUM}(?:_(?:full|more|whole|straigh"
        r"t|long))?_{SHORT}(?:(?:_and|,)?_{NUM}_{SHORT})?(?:_(?:ago|later|earlier))?(?!-)",
    ),
    (
        "hour|minute|second|hr|min|sec",
        r"\b(?:{ABOUT}_)?(?:(?:a_)?few|several|a_couple_of)_{SHORT}(?:_(?:ago|later|earlier))?",
    ),
    (
        "hour|minute|second|hr|min|sec",
        r"\b(?:{ABOUT}_)?(?:half_an_hour|an_hour(?:_and_a_half|_(?:ago|later|earlier))|an?_(?:minu"
        r"te|second)_(?:ago|later))\b",
    ),
    (
        "hour|minute|second|hr|min|sec",
        r"\b(?:more_than|less_than|nearly|almost|about|around|under|over|within|half)_an_hour(?:"
        r"_(?:ago|later|earlier))?\b",
    ),
    (
        "-hour|-minute|-second",
        r"\b(?:{NUM}{TO})?{NUM}-(?:hour|minute|second)s?\b(?!-)",
    ),
    (
        "hour|minute|second|hr|min|sec",
        r"\b(?:hours|minutes|seconds)_(?:ago|later|earlier)\b",
    ),
)
