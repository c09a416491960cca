"""Where sentences begin and end, in the languages of Europe and those with marks of their own.

A full stop ends a sentence unless it belongs to an abbreviation, an initial, an ordinal or an acronym;
the rules are those of thumb that A. Mikheev, "Periods, Capitalized Words, etc.", Computational Linguistics
28 (2002) finds to decide most cases, with a list of abbreviations in place of his training.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from reader.domain.span import Span

_REACH = 5_000
"""How far, in characters, the start or the end of a sentence is looked for."""

_END = re.compile(r"(?P<mark>[.!?…]+|[。！？｡．।॥؟۔։]+)(?P<close>[\"'”’»›)\]」』】）]*)")
_TOKEN_BEFORE = re.compile(r"[^\s(\[“„«\"'—–/]{1,24}\Z")
_WORD_AFTER = re.compile(r"[\"'“‘„«‹»›¿¡(\[—–-]*\s*(?P<word>\w+)?")
_GOES_ON = frozenset(".!?…,;:")
_SELF_SUFFICIENT = frozenset("。！？｡．।॥؟۔։")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEVER_LAST = _words("""
    mr mrs ms mx dr prof st ste jr gen col maj capt cpt lt sgt cpl pvt rev hon gov sen rep pres adm msgr
    e.g i.e vs viz cf
    hr hrn fr dipl ing z.b d.h u.a o.ä i.d.r s.o s.u vgl bzw evtl ggf inkl zzgl str
    m mm mme mmes mlle mlles mgr boul p.ex
    sr sra srta d dña dª exmo exma ilmo p.ej sig sigg sig.ra dott dott.ssa avv
    dhr mevr drs bijv o.a d.w.z t.ex bl.a s.k dvs f.eks
    г гг ул им проф акад т.е тов
""")
"""Abbreviations after which the sentence goes on: titles, and what stands before an example."""

_BEFORE_NUMBERS = _words("""
    no nos nr nrn núm vol vols p pp pg s fig figs eq ch sec art abs abb cap pag pág blz ca c kl av n
""")
"""Abbreviations after which it goes on where a number follows."""

_PERHAPS_LAST = _words("""
    etc inc ltd co corp bros llc plc dept est approx ave blvd rd mt ft oz lb al
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri
    a.m p.m u.s u.k u.n e.u d.c ph.d b.a m.a b.c a.d
    usw usf etw ecc enz osv m.m m.fl n.chr v.chr j.-c ee.uu т.д т.п др
""")
"""Abbreviations that may end a sentence: they do before a word that often begins one."""

_STARTERS = _words("""
    the a an this that these those he she it they we you i in on at by for from with but and so yet as if when
    while after before since although though however there here his her its their our my what who why how
    der die das ein eine er sie es wir ich im am auf aber und doch als wenn nach
    le la les un une il elle ils elles nous vous ce cette dans mais et pour en
    el los las una él ella pero y lo gli uno ma e nel si het de een maar zij wij
""")

_MONTHS = _words("""
    januar februar märz april mai juni juli august september oktober november dezember jänner feber
    januari februari mars maj augusti marts oktober december
""")
"""Months before which a number with a full stop is a day."""

_ROMAN = re.compile(r"[IVXLC]+")


def sentence_at(text: str, offset: int) -> Span:
    """The sentence at `offset`, without the white space after it; between two, the one before.

    Args:
        text: An article's canonical text.
        offset: A place in it, in characters.
    """
    offset = _last_letter(text, offset)
    low, high = _paragraph(text, offset)
    starts = _starts(text, low, high)
    index = max(0, bisect_right(starts, offset) - 1)
    end = starts[index + 1] if index + 1 < len(starts) else high
    while end > starts[index] and text[end - 1].isspace():
        end -= 1
    return Span(starts[index], end)


def next_sentence(text: str, offset: int) -> int:
    """The start of the next sentence; the end of the text where there is none."""
    low, high = _paragraph(text, _last_letter(text, offset))
    starts = _starts(text, low, high)
    index = bisect_right(starts, offset)
    if index < len(starts):
        return starts[index]
    while high < len(text) and text[high].isspace():
        high += 1
    return max(high, min(offset + 1, len(text)))


def previous_sentence(text: str, offset: int) -> int:
    """The start of this sentence, or of the one before where `offset` is that start already."""
    return sentence_at(text, offset - 1).start if offset > 0 else 0


def _last_letter(text: str, offset: int) -> int:
    """The place at or before `offset` that is not white space; 0 where there is none."""
    offset = min(offset, len(text) - 1)
    while offset > 0 and text[offset].isspace():
        offset -= 1
    return max(offset, 0)


def _paragraph(text: str, offset: int) -> tuple[int, int]:
    """The bounds of the paragraph at `offset`, no further away than `_REACH`."""
    before = text.rfind("\n\n", max(0, offset - _REACH), offset)
    low = before + 2 if before >= 0 else max(0, offset - _REACH)
    after = text.find("\n\n", offset, offset + _REACH)
    return low, after if after >= 0 else min(len(text), offset + _REACH)


def _starts(text: str, low: int, high: int) -> list[int]:
    """Where the sentences between `low` and `high` begin."""
    starts = [low]
    for match in _END.finditer(text, low, high):
        after = match.end()
        while after < high and text[after].isspace():
            after += 1
        if after < high and _ends_sentence(text, match, after, starts[-1]):
            starts.append(after)
    return starts


def _ends_sentence(text: str, match: re.Match[str], after: int, begin: int) -> bool:
    """Whether a sentence ends with the marks that `match` found and another begins at `after`."""
    mark = match["mark"]
    if mark[0] in _SELF_SUFFICIENT:
        return True
    if after == match.end() or text[after] in _GOES_ON:
        return False
    opening = _WORD_AFTER.match(text, after, after + 60)
    word = (opening and opening["word"]) or ""
    if word and word[0].islower():
        return False
    if mark != "." or match["close"]:
        return True
    found = _TOKEN_BEFORE.search(text[max(begin, match.start() - 24) : match.start()])
    return found is None or _stop_ends(found.group(), word)


def _stop_ends(token: str, word: str) -> bool:
    """Whether a full stop between a token and a word (which has no small letter first) ends a sentence."""
    folded = token.lower()
    if folded in _NEVER_LAST or (folded in _BEFORE_NUMBERS and word[:1].isdigit()):
        return False
    if folded in _PERHAPS_LAST or "." in token:
        return word.lower() in _STARTERS
    if len(token) == 1 and token.isupper() and token != "I":
        return word.lower() in _STARTERS and len(word) > 1
    if (token.isdigit() and len(token) <= 2) or _ROMAN.fullmatch(token):
        return word.lower() not in _MONTHS
    return True
