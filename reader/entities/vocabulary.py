"""Words that the patterns for dates and amounts are made of, as fragments of regular expressions."""

from __future__ import annotations

import re

NUMBER, MONTH, NAME_MONTH, SHORT_MONTH, DAY, SHORT_DAY, PEOPLE = "ꓐꓑꓒꓓꓔꓕꓖ"
"""What stands for each letter of a number word, a month, a month that is a name too, an abbreviated month, a
weekday, an abbreviated one, and an adjective that may stand before a currency, in a text that patterns see:
letters of a script (Lisu) of which such a text may well be robbed."""

_KINDS = {
    NUMBER: "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|dozen|zero",
    MONTH: "January|February|July|September|October|November|December",
    NAME_MONTH: "March|April|May|June|August",
    SHORT_MONTH: "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec",
    DAY: "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday",
    SHORT_DAY: "Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun",
    PEOPLE: "US|U.S.|American|Canadian|Australian|New Zealand|Hong Kong|Singapore|Taiwan|Jamaican|Namibian"
    "|Zimbabwean|Kenyan|Ugandan|Tanzanian|Somali|Indian|Pakistani|Sri Lankan|Nepali|Swiss|Rwandan"
    "|Burundian|Congolese|CFA|Mexican|Colombian|Chilean|Argentine|Philippine|Cuban|Uruguayan"
    "|Dominican|Egyptian|Sudanese|Syrian|Lebanese|British|Irish|Turkish|Iraqi|Jordanian|Kuwaiti"
    "|Bahraini|Tunisian|Algerian|Libyan|Serbian|Russian|Belarusian|Ukrainian|Norwegian|Swedish|Danish"
    "|Icelandic|Czech|Japanese|Chinese|Korean|South Korean|Malaysian|Indonesian|Thai|Vietnamese"
    "|Nigerian|Ghanaian|South African|Emirati|UAE|Saudi|Qatari|Omani|Yemeni|Moroccan|Israeli|Polish"
    "|Hungarian|Romanian|Bulgarian|Brazilian|Peruvian|Bolivian|Venezuelan|Guyanese|Trinidadian|Fijian"
    "|Bangladeshi|Iranian|Afghan|Kazakh|Uzbek|Georgian|Armenian|Azerbaijani",
}
_SIGN_OF = {word: sign for sign, words in _KINDS.items() for word in words.split("|")}
_SIGN_OF |= {
    form: sign
    for word, sign in _SIGN_OF.items()
    if sign != PEOPLE
    for form in ((word.capitalize(), word.upper()) if sign == NUMBER else (word.upper(),))
}
_MARKED = re.compile(
    r"(?<![^\W_])(?:"
    + "|".join(sorted((re.escape(w) for w in _SIGN_OF), key=len, reverse=True))
    + r")(?![^\W_]|'t|\$)"
)
_TAKEN = re.compile("[ꓐ-ꓙ]")


def marked(text: str) -> str:
    """The text with the words of each kind made runs of that kind's letter, every character in its place."""
    if not text.isascii():
        text = _TAKEN.sub("-", text)
    return _MARKED.sub(lambda found: _SIGN_OF[found.group()] * len(found.group()), text)


_DIGITS = r"(?:\d{1,3}(?:,\d{2,3}){1,5}|\d{1,15})(?:\.\d{1,6})?"
_NUMBERS = rf"(?:a_)?{NUMBER}+(?:[ -]{NUMBER}+){{0,3}}"

FRAGMENTS = {
    "NUM": rf"(?:{_DIGITS}(?:_(?:{NUMBER}+|[mb]illion))?(?:_and_a_half)?|{_NUMBERS}(?:_and_a_half)?"
    rf"|half_an?(?:_{NUMBER}+)?|(?:hundreds|dozens|thousands))",
    "FIG": rf"(?:{_DIGITS})",
    "N": NUMBER,
    "PEOPLE": rf"(?:{PEOPLE}+|old|new)",
    "SOME": r"(?:(?:a_)?few|a_couple_of|several|many|some)",
    "ABOUT": r"(?:(?:more|less|fewer|longer)_than|up_to|at_(?:least|most)|as_(?:many|long|much)_as"
    r"|(?:just_|well_|a_little_)?(?:over|under)|about|around|almost|nearly|roughly|approximately|some|only)",
    "TO": r"(?:_?[-–—]_?|_to_|_or_)",
    "MILLION": rf"(?:{NUMBER}+|[mbtr]+illion|mln|bln|[mM]n|[bB]n|[tT]rn|[tT]n|lakhs?|crores?|[mMbBkK])\b",
    "MONTH": rf"(?:[{MONTH}{NAME_MONTH}]+|{SHORT_MONTH}+\.?)",
    "SUREMONTH": rf"(?:{MONTH}+|{SHORT_MONTH}+\.)",
    "NAMEMONTH": rf"{NAME_MONTH}+",
    "WEEKDAY": rf"{DAY}+",
    "WEEKDAYS": rf"(?:{DAY}+|{SHORT_DAY}+\.?)",
    "DAY": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b",
    "YEAR": r"(?:1\d\d\d|20\d\d)\b",
    "ORD": r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|\d{0,2}(?:1st|2nd|3rd|[04-9]th|1[1-3]th))",
    "PART": r"(?:morning|afternoon|evening|night|lunchtime)",
    "LONG": r"(?:days?|weeks?|fortnights?|months?|quarters?|years?|decades?|centur(?:y|ies)|weekends?)\b",
    "SHORT": r"(?:hours?|minutes?|seconds?|hrs?|mins?|secs?|milliseconds?)\b",
    "SEASON": r"(?:spring|summer|autumn|fall|winter)\b",
    "ZONE": r"(?:_?\(?(?:GMT|UTC|BST|CES?T|[EC][SD]?T|[MP][SD]T|PT|IST|AE[SD]T|JST|KST|HKT|WAT|EAT|SAST)"
    r"(?:[+-]\d{1,2})?\b|_local_time)",
    "AMPM": r"(?:[aApP]\.[mM]\.|[aApP][mM]\b)",
}
"""In these "_" stands for one to three spaces."""


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern with its {FRAGMENTS} put in; "_" matches one to three spaces, "_?" up to three."""
    for _ in range(2):
        for name, fragment in FRAGMENTS.items():
            pattern = pattern.replace("{" + name + "}", fragment)
    return re.compile(pattern.replace("_?", "[ ]{0,3}").replace("_", "[ ]{1,3}"), flags)


def found(match: re.Match[str]) -> tuple[int, int]:
    """Where what a pattern is after stands: its group "x" where it has one, else the whole match."""
    return match.span("x") if "x" in match.re.groupindex else match.span()
