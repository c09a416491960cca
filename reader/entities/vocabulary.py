"""Words that the patterns for dates and amounts are made of, as fragments of regular expressions."""

from __future__ import annotations

import re

_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_WORDS = rf"(?:(?:{_TENS})(?:-(?:{_ONES}))?|{_TEENS}|{_ONES})"
_DIGITS = r"(?:\d{1,3}(?:,\d{2,3}){1,5}|\d{1,15})(?:\.\d{1,6})?"

FRAGMENTS = {
    "NUM": rf"(?:{_DIGITS}(?:_(?:hundred|thousand|million|billion))?(?:_and_a_half)?"
    rf"|(?:(?:a_|{_WORDS}_)(?:hundred|thousand|dozen)|hundreds|dozens|thousands)"
    rf"|{_WORDS}(?:_and_a_half)?|half_an?|half_a_dozen)",
    "FIG": rf"(?:{_DIGITS})",
    "SOME": r"(?:(?:a_)?few|a_couple_of|several|many|some)",
    "ABOUT": r"(?:(?:more|less|fewer|longer)_than|up_to|at_(?:least|most)|as_(?:many|long|much)_as"
    r"|(?:just_|well_|a_little_)?(?:over|under)|about|around|almost|nearly|roughly|approximately|some|only)",
    "TO": r"(?:_?[-–—]_?|_to_|_or_)",
    "MILLION": r"(?:hundred|thousand|million|billion|trillion|mln|bln|[mM]n|[bB]n|[tT]rn|[tT]n|lakhs?|crores?"
    r"|[mMbBkK])\b",
    "MONTH": r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)",
    "SUREMONTH": r"(?:January|February|July|September|October|November|December|(?:Jan|Feb|Sept|Oct|Nov|Dec)\.)",
    "NAMEMONTH": r"(?:March|April|May|June|August)",
    "WEEKDAY": r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day",
    "WEEKDAYS": r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?)",
    "DAY": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b",
    "YEAR": r"(?:1\d\d\d|20\d\d)\b",
    "ORD": r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|\d{0,2}(?:1st|2nd|3rd|[04-9]th|1[1-3]th))",
    "PART": r"(?:morning|afternoon|evening|night|lunchtime)",
    "LONG": r"(?:days?|weeks?|fortnights?|months?|quarters?|years?|decades?|centur(?:y|ies)|weekends?)\b",
    "SHORT": r"(?:hours?|minutes?|seconds?|hrs?|mins?|secs?|milliseconds?)\b",
    "SEASON": r"(?:spring|summer|autumn|fall|winter)\b",
    "ZONE": r"(?:_?\(?(?:GMT|UTC|BST|CET|CEST|EST|EDT|ET|CST|CDT|CT|MST|MDT|PST|PDT|PT|IST|AEST|AEDT|JST|KST"
    r"|HKT|WAT|EAT|SAST)(?:[+-]\d{1,2})?\b|_local_time)",
    "AMPM": r"(?:[aApP]\.[mM]\.|[aApP][mM]\b)",
}
"""In these "_" stands for one to three spaces."""


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern with its {FRAGMENTS} put in; "_" matches one to three spaces, "_?" up to three."""
    for _ in range(2):
        for name, fragment in FRAGMENTS.items():
            pattern = pattern.replace("{" + name + "}", fragment)
    return re.compile(pattern.replace("_?", "[ ]{0,3}").replace("_", "[ ]{1,3}"), flags)
