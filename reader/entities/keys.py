"""What makes two spellings one name: folding, initials, and words that differ by a letter."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from reader.entities.later import later
from reader.entities.lexicon import read, unaccented
from reader.entities.plain import plain
from reader.entities.wordlist import listed

_WORD = re.compile(r"[^\W_]+(?:['&][^\W_]+)*|\.")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){1,8}[^\W\d_]?")
_BRITISH = (
    ("defense", "defence"), ("organization", "organisation"), ("labor", "labour"), ("center", "centre"),
    ("program ", "programme "), ("harbor", "harbour"),
)  # fmt: skip
SMALL = listed("the of and for de del la le des du y und et in on at to & a")

SAME_PLACES = (
    "united states|us|usa|united states of america|america|u s",
    "united kingdom|uk|great britain|britain",
    "united arab emirates|uae|emirates",
    "european union|eu",
    "washington|washington dc|washington d c",
    "democratic republic of congo|dr congo|drc|democratic republic of the congo|congo-kinshasa",
    "new york|new york city|nyc",
    "czech republic|czechia",
    "ivory coast|cote d'ivoire",
    "turkey|turkiye",
    "burma|myanmar",
    "eswatini|swaziland",
    "east timor|timor-leste",
    "cape verde|cabo verde",
    "north korea|democratic peoples republic of korea|dprk",
    "south korea|republic of korea",
    "china|prc|peoples republic of china",
    "los angeles|la",
    "the gambia|gambia",
    "russia|russian federation",
    "ukraine|ukraina",
    "kyiv|kiev",
    "macau|macao",
    "netherlands|holland",
)
"""Names of one place, folded; the first of each line is its key."""

_STATE_OF = later(
    r"(?:the )?(?:(?:islamic|federal|peoples|democratic|socialist|arab|united|plurinational"
    r"|bolivarian|hellenic|oriental"
    r"|co-operative|cooperative|federative|kyrgyz|independent) )*"
    r"(?:republic|kingdom|state|commonwealth|sultanate|principality|emirate|grand duchy|city|state"
    r" kingdom|province"
    r"|town|village|union) of (?:the )?(.+)"
)
_NOT_STATES = frozenset({"congo", "korea", "china", "ireland", "georgia", "america", "london"})


@lru_cache(20_000)
def fold(name: str) -> str:
    """The name without what is not heard: case, accents, dots of acronyms, quotes, spaces too many, "the"."""
    flat = plain(name).replace("\n", " ").replace("-", " ")
    flat = _DOTTED.sub(lambda dotted: dotted.group().replace(".", ""), flat)
    words = _WORD.findall(unaccented(flat).casefold().replace("'s ", " ").removesuffix("'s"))
    folded = " ".join(word.replace("'", "") for word in words if word != ".")
    for american, british in _BRITISH:
        folded = folded.replace(american, british)
    return folded.removeprefix("the ")


def place_key(name: str) -> str:
    """The key under which all names of a place meet: "Republic of Azerbaijan" is "azerbaijan"."""
    folded = fold(name)
    if folded in _same_places():
        return _same_places()[folded]
    state = _STATE_OF.fullmatch(folded)
    if state and state.group(1) not in _NOT_STATES:
        inner = state.group(1)
        return _same_places().get(inner, inner)
    return folded


@cache
def _same_places() -> dict[str, str]:
    return {name: names.split("|")[0] for names in SAME_PLACES for name in names.split("|")}


@cache
def nationalities() -> dict[str, tuple[str, str]]:
    """By folded form ("azeris"): the first form of its row ("Azerbaijani") and the country or ""."""
    table: dict[str, tuple[str, str]] = {}
    text = read("nationalities.tsv").decode("utf-8")
    for line in text.splitlines():
        forms, _, country = line.partition("\t")
        row = [form.replace("_", " ") for form in forms.split()]
        for form in row:
            base = row[0] if country else _singular(form, row)
            table.setdefault(fold(form), (base, country))
    return table


def _singular(form: str, row: list[str]) -> str:
    """The form of the row that `form` is the plural of, or itself; a row without a country holds kin."""
    for other in row:
        if form in (other + "s", other + "es"):
            return other
    return form


def initials(folded: str) -> set[str]:
    """The acronyms that a long form may have: with and without its small words."""
    words = folded.split()
    return {"".join(w[0] for w in words if w not in SMALL), "".join(w[0] for w in words)}


def one_letter_apart(first: str, second: str) -> bool:
    """Whether one letter changed, lost, added or swapped with its neighbour makes one word of the other."""
    if first == second or abs(len(first) - len(second)) > 1:
        return False
    short, long = sorted((first, second), key=len)
    at = 0
    while at < len(short) and short[at] == long[at]:
        at += 1
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return swapped or short[at + 1 :] == long[at + 1 :]
