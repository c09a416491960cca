"""A text's words with their places, in sentences."""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.entities.lexicon import COUNTRY, ENTRIES, GROUP, Lexicon
from reader.entities.wordlist import listed

_ABBREVIATIONS = (
    "Mr Mrs Ms Dr Prof Sen Rep Gov Gen Lt Col Maj Capt Sgt Cpl Pvt Adm Cmdr Brig Supt Det Rev Fr Hon"
    " Pres Atty Amb"
    " Insp St Ste Mt Ft Jr Sr Inc Corp Co Ltd Bros Univ Dept Assn No Nos vs Jan Feb Mar Apr Jun Jul"
    " Aug Sept Sep Oct"
    " Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Ave Blvd Rd etc Messrs Engr Barr Mme Mlle Msgr"
    " Ala Ariz Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev"
    " Okla Ont Ore Pa"
    " Tenn Tex Va Vt Wash Wis Wyo"
)
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,8}(?!\w)"
    r"|\b(?:" + _ABBREVIATIONS.replace(" ", "|") + r")\.(?=[ ]{1,3}[\w\"'(]|,|\)|-)"
    r"|\b[A-Z]\.(?=[ ]?[A-Z])"
    r"|\d{1,20}(?:[.,:/]\d{1,20}){0,8}(?![^\W_])(?!-[^\W_])"
    r"|'[sS](?!\w)"
    r"|[A-Z]{1,6}&[A-Z]{1,6}(?!\w)"
    r"|[^\W_]+(?:(?:-|'(?![sS](?!\w)))[^\W_]+)*(?:\.(?:com|org|net|io|co|uk|ng|gov|edu)\b)?"
    r"|\n|[^\s\w]|_"
)
_BEFORE_NAME = listed(
    "pro anti ex non zero mid pre post trans neo all then half sub inter un self co then-president"
    " now late early"
    " former still once vice counter cross semi ultra quasi arch great multi mini super per"
)
_AFTER_NAME = listed(
    "made born based led backed bound wide style era run owned like only trained held funded ruled"
    " friendly speaking"
    " related controlled occupied dominated majority educated area type sponsored approved produced"
    " built driven"
    " inspired free aligned linked brokered issued listed registered administered flagged language"
    " themed winning"
    " nominated class lover fan loving day time centric phobia mania bashing first turned year month"
    " plus odd sized"
    " affiliated allied supported mediated bred sourced grown wielding flavoured heavy level side"
    " shaped themed"
)
_CLOSERS = frozenset("\"')]")
_ENDERS = frozenset(".!?\n…")
_OPENERS = listed(
    "The It He She They We I You In On At But And This That These Those There A An His Her Its Their"
    " Our If When While"
    " After As For With By From To Not No So Some Many Most What Who How Why Where Since Under Both Such All"
)
MAX_SENTENCE = 400
"""In tokens; a longer one is cut, so that work and memory stay in proportion."""

POSSESSIVE = frozenset({"'s", "'S"})
_OWNED = re.compile(r"[ ]{1,3}[A-Z0-9\"'(]")


class Sentence(NamedTuple):
    """Words and where they stand.

    Attributes:
        words: As they stand in the plain text.
        starts: Each word's first character.
        ends: The character after each word's last.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]


def sentences(text: str, lexicon: Lexicon | None = None) -> list[Sentence]:
    """The sentences of a `plain` text, without empty ones.

    A possessive ending is a word only where a name or a figure may follow, whose edge it then marks;
    elsewhere it is left out, so that a name is judged alike with it and without.

    Args:
        text: The text.
        lexicon: With it, two names of countries or nations that a hyphen joins are two words.
    """
    found: list[Sentence] = []
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def close() -> None:
        nonlocal words, starts, ends
        if words:
            found.append(Sentence(words, starts, ends))
            words, starts, ends = [], [], []

    ended = False
    for token in _TOKEN.finditer(text):
        word = token.group()
        if word == "\n":
            close()
            ended = False
            continue
        at = token.start()
        if ended and not (word in _CLOSERS and starts and at == ends[-1]):
            if _opens(word):
                close()
            ended = False
        elif (
            words
            and word in _OPENERS
            and words[-1][-1] == "."
            and len(words[-1]) > 1
            and words[-1] not in _TITLES
        ) or len(words) >= MAX_SENTENCE:
            close()
        if word in POSSESSIVE and not _OWNED.match(text, token.end()):
            continue
        if "-" in word and len(word) > 1:
            for part, offset in _parts(word, lexicon):
                words.append(part)
                starts.append(at + offset)
                ends.append(at + offset + len(part))
        else:
            words.append(word)
            starts.append(at)
            ends.append(at + len(word))
        if word in _ENDERS:
            ended = True
    close()
    return found


_TITLES = listed(
    "Mr. Mrs. Ms. Dr. Prof. Sen. Rep. Gov. Gen. Lt. Col. Maj. Capt. Sgt. Rev. Fr. Hon. St. Mt. Ft. vs. No."
)


def _opens(word: str) -> bool:
    return not word[0].islower() and word[0] not in ",;:)]"


def _parts(word: str, lexicon: Lexicon | None) -> list[tuple[str, int]]:
    """A hyphenated word whole, or cut where only one side can be (part of) a name.

    "Israeli-made", "pro-Morales" and "zero-Covid" are cut; "Nagorno-Karabakh", "al-Qaida", "Jong-un" and
    "follow-up" are not.
    """
    first, _, rest = word.partition("-")
    if not first or not rest:
        return [(word, 0)]
    cut = (
        (first[0].islower() and first in _BEFORE_NAME and any(sign.isupper() for sign in rest))
        or (first[0].isupper() and first in _PREFIXES and rest[0].isupper())
        or (lexicon is not None and _two_nations(word, first, rest, lexicon))
        or (first[0].isupper() and rest[0].islower() and rest.partition("-")[0] in _AFTER_NAME)
    )  # fmt: skip
    if cut:
        return [(first, 0), ("-", len(first)), *((p, o + len(first) + 1) for p, o in _parts(rest, lexicon))]
    head, _, last = word.rpartition("-")
    if head[0].isupper() and last in _AFTER_NAME:
        return [*_parts(head, lexicon), ("-", len(head)), (last, len(head) + 1)]
    return [(word, 0)]


_PREFIXES = listed("Pro Anti Ex Non Zero Mid Pre Post Neo Then Half Late Early Former")


def _two_nations(word: str, first: str, rest: str, lexicon: Lexicon) -> bool:
    known = COUNTRY | GROUP
    return (
        bool(lexicon.flags(first) & known)
        and bool(lexicon.flags(rest.partition("-")[0]) & known)
        and not lexicon.flags(word) & ENTRIES
    )
