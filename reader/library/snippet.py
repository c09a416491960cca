"""The sentence with the match, from the original text, and where in it the words stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from reader.domain.span import Span
from reader.library.fold import CJK, LETTERS, fold, terms
from reader.library.tree import Term

WIDTH = 240
"""How many characters of a sentence are shown, at most."""

_LOOKED_AT = 24
"""How many places of each word are weighed against one another."""

_WITHIN = "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u0652\u00ad\u200b-\u200d'’ʼ‐‑.-]{0,3}"
"""What may stand between two letters of a word that was folded: accents, hyphens, apostrophes, dots."""

_BEGINS = r"(?<![^\W_].)"
"""Stands behind the first letter of a word, before which there is none."""

_GAP = r"[\W_]+"
_LOOSE_GAP = r"[\W_]*"
_TOKEN = re.compile(f"[{CJK}]|[^\\W_{CJK}]+")
_IS_CJK = re.compile(f"[{CJK}]")
_SENTENCE_END = re.compile(
    r"(?<![\s.][^\W\d_a-z])[.!?…]+['\"”’»)\]]*\s+(?![a-zß-ÿ])|[。！？]+[」』”]*\s*", re.ASCII
)
"""A stop after more than an initial and before no small letter, so that "the U.S. mayor" stays whole."""

_FOLDED_RANGES = ((0xA1, 0x250), (0x370, 0x530), (0x1E00, 0x2000), (0xFB00, 0xFB07), (0xFF10, 0xFF5B))
_SIGNED = {"plusplus": r"\+\+", "sharp": "#"}


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a text that holds a match.

    Attributes:
        text: One line, with an ellipsis where it was cut.
        spans: Where the words stand in it, in order.
        match: Where the first of them stands in the whole text.
    """

    text: str
    spans: tuple[Span, ...]
    match: Span


@lru_cache(maxsize=1)
def _unfolded() -> tuple[dict[str, str], dict[str, str]]:
    """Which characters fold to a letter, and which to a pair of letters: "e" to "èéê…", "ss" to "ßẞ"."""
    single: dict[str, str] = {}
    double: dict[str, str] = {}
    for code in chain(*(range(*pair) for pair in _FOLDED_RANGES), map(ord, LETTERS)):
        character = chr(code)
        folded = fold(character)
        table = single if len(folded) == 1 else double if len(folded) == 2 else None
        if table is not None and folded != character and character not in table.get(folded, ""):
            table[folded] = table.get(folded, "") + character
    return single, double


def _letter(letter: str, or_any: str = "") -> str:
    single, _ = _unfolded()
    members = {
        letter,
        letter.upper() if len(letter.upper()) == 1 else letter,
        *single.get(letter, ""),
        *or_any,
    }
    return "[" + "".join(re.escape(member) for member in sorted(members)) + "]"


def _word(token: str, *, begins: bool) -> str:
    """A folded word as an expression that finds it in an original text.

    That it begins there is looked at behind its first letter, as the engine runs through a text several times
    as quickly where an expression begins with one character of a few.
    """
    start = _BEGINS if begins else ""
    for sign, plain in _SIGNED.items():
        if token.endswith(sign) and len(token) == len(sign) + 1:
            return _letter(token[0]) + start + plain
    _, double = _unfolded()
    parts, at = [], 0
    if begins and (pairs := double.get(token[:2], "")):
        apart = f"(?<={_letter(token[0])}){_WITHIN}{_letter(token[1])}"
        parts.append(f"{_letter(token[0], pairs)}{start}(?:{apart}|(?<=[{re.escape(pairs)}]))")
        at = 2
    elif begins:
        parts.append(_letter(token[0]) + start)
        at = 1
    while at < len(token):
        pair = token[at : at + 2]
        if pair in double:
            apart = _letter(pair[0]) + _WITHIN + _letter(pair[1])
            parts.append(f"(?:{apart}|[{re.escape(double[pair])}])")
            at += 2
        else:
            parts.append(_letter(token[at]))
            at += 1
    return _WITHIN.join(parts)


@lru_cache(maxsize=256)
def pattern(text: str, prefix: bool = False) -> re.Pattern[str] | None:
    """An expression that finds in an original text what the index finds for a word or phrase.

    Args:
        text: The word or phrase, as typed.
        prefix: Whether its last word may go on.

    Returns:
        None where there is no letter or digit in it.
    """
    forms = [_phrase(_TOKEN.findall(form), prefix) for form in terms(text)]
    return re.compile("|".join(forms)) if forms else None


def _phrase(tokens: Sequence[str], prefix: bool) -> str:
    parts: list[str] = []
    for number, token in enumerate(tokens):
        if number:
            loose = _IS_CJK.match(token) or _IS_CJK.match(tokens[number - 1])
            parts.append(_LOOSE_GAP if loose else _GAP)
        parts.append(_word(token, begins=not number and not _IS_CJK.match(token)))
    if not prefix and not _IS_CJK.match(tokens[-1]):
        parts.append(r"(?![^\W_])")
    return "".join(parts)


def patterns(wanted: Iterable[Term]) -> list[re.Pattern[str]]:
    """The expressions of several terms, each once."""
    found = (pattern(term.text, term.prefix) for term in wanted)
    return list(dict.fromkeys(one for one in found if one is not None))


def matches(text: str, wanted: Sequence[re.Pattern[str]]) -> list[Span]:
    """Every place of every word, in order, none overlapping another: what is marked in an open article."""
    found: list[Span] = []
    for start, end in sorted(match.span() for one in wanted for match in one.finditer(text)):
        if found and start < found[-1].end:
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Span(start, end))
    return found


def passage(text: str, wanted: Sequence[re.Pattern[str]], skip: int = 0) -> Passage | None:
    """The sentence in which most of the words stand, the first of several.

    Args:
        text: The whole text.
        wanted: The words' expressions.
        skip: Before this character, a place counts less: a headline is shown anyway.

    Returns:
        None where no word is in the text.
    """
    places: list[tuple[tuple[int, int], int]] = []
    enough = 1 if len(wanted) == 1 else _LOOKED_AT
    for start in (skip, 0):
        places = sorted(
            (match.span(), number)
            for number, one in enumerate(wanted)
            for match in islice(one.finditer(text, start), enough)
        )
        if places or not skip:
            break
    if not places:
        return None
    best = sentence = sentence_at(text, places[0][0][0])
    most, words = 0, set[int]()
    for (begin, _), number in places:
        if begin >= sentence.end:
            sentence, words = sentence_at(text, begin), set()
        words.add(number)
        if len(words) > most:
            most, best = len(words), sentence
        if most == len(wanted):
            break
    found = (match.span() for one in wanted for match in one.finditer(text, *best))
    return _shown(text, best, sorted(found) or [place for place, _ in places])


def sentence_at(text: str, offset: int) -> Span:
    """The sentence around a character, within its line."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    near = max(start, offset - 4 * WIDTH)
    for stop in _SENTENCE_END.finditer(text, near, min(end, offset + 4 * WIDTH)):
        if stop.end() <= offset:
            near = stop.end()
        else:
            end = min(end, stop.end())
            break
    while near < offset and text[near].isspace():
        near += 1
    return Span(near, end)


def _shown(text: str, sentence: Span, found: list[tuple[int, int]]) -> Passage:
    """A sentence with its matches, cut about the first of them where it is long."""
    first, last = found[0]
    start, end = sentence
    if end - start > WIDTH:
        start = max(start, min(first - WIDTH // 3, end - WIDTH))
        end = min(end, max(start + WIDTH, last))
        if start > sentence.start and (space := text.find(" ", start, first)) >= 0:
            start = space + 1
        if end < sentence.end and (space := text.rfind(" ", last, end)) >= 0:
            end = space
    before = "…" if start > sentence.start else ""
    after = "…" if end < sentence.end and text[end : sentence.end].strip() else ""
    shift = len(before) - start
    spans = tuple(Span(a + shift, min(b, end) + shift) for a, b in found if a < end)
    return Passage(before + text[start:end].rstrip().replace("\n", " ") + after, spans, Span(first, last))
