"""What the surroundings of a piece say about it: its neighbours, its place, and the words of the body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from reader.loaders.text.facts import Facts
from reader.loaders.text.signs import own_signals
from reader.loaders.wordlists import letters

_LETTER = "[^\x00-`{-\xbf\u2000-\u206f\u3000-\u303f]"
_STEM = re.compile(f"({_LETTER}{{4,6}}){_LETTER}*")
"""The first letters of a word in small letters; what is no letter is listed: so it is found twice as fast."""

_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2}")
_DATE_AT_END = re.compile(r"\b(?:1[89]|20)\d\d\.?$")
_SITE = re.compile(r"\s[|–—:·-]\s[^|–—:·-]{2,40}$")
_BODY = 16
"""So many paragraphs are enough to know a text's words by."""

_LEAD = 4
"""In so many paragraphs at its top a report says what it is about."""

_DESERT = 8
"""So many pieces without a sentence part one article from the next."""

_WIDE_DESERT = 24
_LITTLE = 3
"""What is smaller than the article by so many times is none of it."""

_SHORT = 4
"""Words of no more letters are in every text."""

_FEW = 4
_LONGEST_STANDFIRST = 320
_LONGEST_BYLINE = 160
_LINE = 60
"""A shorter piece does not say what it is about (characters)."""

_SIGNATURE = "a name or a post near the date"

_BELOW = 6
"""So many pieces under a headline its byline or date is looked for."""


def signals_of(pieces: Sequence[Facts]) -> list[list[str]]:
    """The names of all signals of each piece, its own and those of its surroundings."""
    found = [own_signals(seen) for seen in pieces]
    prose = [index for index, seen in enumerate(pieces) if seen.prose]
    first, last = _extent(pieces)
    for index in prose:
        if index < first:
            found[index].append("far above the body")
    prose = [index for index in prose if index >= first]
    _places(pieces, found, prose, last)
    _runs(pieces, found)
    _twins(pieces, found, prose[0] if prose else len(pieces))
    _pictures(pieces, found)
    _vocabulary(pieces, found, prose)
    return found


def _places(pieces: Sequence[Facts], found: list[list[str]], prose: list[int], last: int) -> None:
    first = prose[0] if prose else len(pieces)
    indents = Counter(seen.first.indent for seen in pieces if seen.prose)
    usual = indents.most_common(1)[0][0] if indents else len(pieces)
    for index, seen in enumerate(pieces):
        said = found[index]
        if index < first:
            said.append("before the body")
        elif index > last:
            said.append("after the body")
        if seen.first.indent > usual + 1:
            said.append("set deeper")
        said += _neighbourhood(pieces, index)
    for index in range(min(len(pieces), first + 4)):
        found[index] += _front(pieces, index)
    if not any(below.button or below.box or below.furniture for below in pieces[:5]):
        found[0].append("opens the text")


def _extent(pieces: Sequence[Facts]) -> tuple[int, int]:
    """The index of the first sentence of the article, and that of the last.

    A page may have sentences far above and below it, which speak for other articles. What many lines that
    are none part from the rest, and what is little beside it, is not of the article.
    """
    runs: list[list[int]] = []
    for index, seen in enumerate(pieces):
        if not _is_said(seen):
            continue
        if runs and index - runs[-1][-1] <= _DESERT:
            runs[-1].append(index)
        else:
            runs.append([index])
    if not runs:
        return len(pieces), len(pieces)
    sizes = [sum(pieces[index].size for index in run) for run in runs]
    first = last = sizes.index(max(sizes))
    while first and _belongs(runs[first - 1], runs[first], sizes[first - 1], sum(sizes[first : last + 1])):
        first -= 1
    while last + 1 < len(runs) and _belongs(
        runs[last], runs[last + 1], sizes[last + 1], sum(sizes[first : last + 1])
    ):
        last += 1
    return runs[first][0], runs[last][-1]


def _belongs(above: list[int], below: list[int], size: int, whole: int) -> bool:
    """Whether two runs of sentences are of one article, of which the greater part has been found."""
    return size * (_LITTLE if below[0] - above[-1] <= _WIDE_DESERT else 1) >= whole


def _neighbourhood(pieces: Sequence[Facts], index: int) -> Iterator[str]:
    """What the pieces next to one say of it."""
    seen = pieces[index]
    before = pieces[index - 1] if index else None
    after = pieces[index + 1] if index + 1 < len(pieces) else None
    if before and after and _is_text(before) and _is_text(after):
        yield "between two paragraphs"
    if seen.first.blanks and (after is None or after.piece.first.blanks):
        yield "set apart by blank lines"
    in_figures = seen.size > 60 and not seen.dated and (seen.text[-1].isdigit() or seen.text[-2].isdigit())
    if in_figures and _DATE_AT_END.search(seen.text, len(seen.text) - 12):
        yield "ends in a year"
    if seen.prose and before and before.prose and seen.text[0] in '“"„«' and _open(before.text):
        yield "speech goes on"


def _front(pieces: Sequence[Facts], index: int) -> Iterator[str]:
    """What bylines and dates near a piece say of it, above the body and at its head."""
    seen = pieces[index]
    if index < 8:
        yield "near the top"
    if seen.size <= 320 and _signed_below(pieces, index, _BELOW):
        yield "byline or date below"
    if seen.cued and seen.agency:
        yield "a byline before the body"
    if seen.ended and seen.size > _LINE and _is_signed_below(pieces, index):
        yield "signed right below"
    if any(below.dateline for below in pieces[index + 1 : index + 4]) and not seen.dateline:
        yield "a dateline below"
    if any(above.dated for above in pieces[max(0, index - 2) : index]):
        yield "date just above"
    if _is_signature(seen) and _dated_near(pieces, index) and not _is_doubtful(pieces, index):
        yield _SIGNATURE


def _is_said(seen: Facts) -> bool:
    """Whether it is a sentence of the article, not only one of the page."""
    return seen.prose or (
        seen.ended
        and seen.size >= 60
        and seen.words >= 8
        and not (seen.furniture or seen.credit or seen.dated or seen.agency or seen.reference)
    )


def _is_text(seen: Facts) -> bool:
    return seen.prose or (seen.ended and seen.size > 45 and not seen.furniture and not seen.credit)


def _open(text: str) -> bool:
    return text.count("“") > text.count("”")


def _signed_below(pieces: Sequence[Facts], index: int, most: int) -> bool:
    stood = False
    for below in pieces[index + 1 : index + 1 + most]:
        if below.dated or below.cued:
            return True
        if below.prose and (below.size > _LONGEST_STANDFIRST or stood):
            return False
        stood = stood or below.prose
    return False


def _is_signed_below(pieces: Sequence[Facts], index: int) -> bool:
    """Whether the date, or the byline of a text whose date does not stand above, is next but one at most."""
    below = [one for one in pieces[index + 1 : index + 3] if _is_signed(one)]
    dated_above = any(above.dated for above in pieces[max(0, index - _BELOW) : index])
    return any(one.dated for one in below) or (bool(below) and not dated_above)


def _is_signed(seen: Facts) -> bool:
    return seen.size <= _LONGEST_BYLINE and (seen.cued or seen.dated is not None)


def _is_signature(seen: Facts) -> bool:
    """Whether it may be an author's name, post or paper on a line of its own."""
    return seen.size < 70 and not seen.ended and bool(seen.names or seen.post)


def _is_doubtful(pieces: Sequence[Facts], index: int) -> bool:
    """Whether a bare name stands near a byline that says it is one."""
    near = pieces[max(0, index - 4) : index + 5]
    return any(seen.cued and seen.names for seen in near) and not pieces[index].post


def _dated_near(pieces: Sequence[Facts], index: int) -> bool:
    """Whether a date or a byline stands just above, or just below with no headline between."""
    if any(above.dated or above.cued for above in pieces[max(0, index - 3) : index]):
        return True
    for below in pieces[index + 1 : index + 4]:
        if below.dated or below.cued:
            return True
        if below.size > 38 and not below.button:
            return False
    return False


def _runs(pieces: Sequence[Facts], found: list[list[str]]) -> None:
    """Lines without an end mark, one after another, are a list of links more often than not.

    A line of the list may end as a sentence does; it is one of them where its neighbours are. A line
    that is much longer or shorter than those around it stands in a list without being one of it: so does
    a headline below a menu.
    """
    short = [_is_short(seen) for seen in pieces]
    start = 0
    for index in range(len(pieces) + 1):
        if index < len(pieces) and (short[index] or _is_between(pieces, short, index)):
            continue
        length = index - start
        if length >= 4:
            name = "in a long run of short lines" if length >= 9 else "in a run of short lines"
            for at in range(start, index):
                signed = _SIGNATURE in found[at] or (pieces[at].size > 38 and _signed_below(pieces, at, 3))
                if not signed and _is_like(pieces, at, start, index):
                    found[at].append(name)
        start = index + 1


def _is_like(pieces: Sequence[Facts], at: int, start: int, end: int) -> bool:
    size = pieces[at].size
    around = [pieces[other].size for other in range(max(start, at - 3), min(end, at + 4)) if other != at]
    alike = sum(1 for other in around if 2 * other >= size and other <= 2 * size + 12)
    return 2 * alike >= len(around) or size <= 20


def _is_between(pieces: Sequence[Facts], short: list[bool], index: int) -> bool:
    if not 1 < index < len(pieces) - 1 or not (short[index - 2] and short[index - 1] and short[index + 1]):
        return False
    seen = pieces[index]
    return seen.size <= 90 and not (seen.prose or seen.dated or seen.cued or seen.credit or seen.dateline)


def _is_short(seen: Facts) -> bool:
    if seen.button or seen.box:
        return True
    open_ended = not seen.ended or seen.text[-1] in "?？" or bool(seen.furniture)
    return seen.size <= 140 and open_ended and not (seen.dated or seen.cued or seen.credit)


def _twins(pieces: Sequence[Facts], found: list[list[str]], first: int) -> None:
    bare = [letters((seen.caption or seen.text)[:120]) for seen in pieces]
    counts = Counter(one for one in bare if len(one) > 3)
    for index, one in enumerate(bare):
        if len(one) > 25 and any(
            _alike(one, other)
            for other in (*bare[max(0, index - 2) : index], *bare[index + 1 : index + 3])
            if other[:3] == one[:3]
        ):
            found[index].append("same as its neighbour")
        elif counts[one] > 1:
            found[index].append(
                "said elsewhere too" if index < first and len(one) > 25 else "stands there twice"
            )
        elif index < first and (site := _SITE.search(pieces[index].text)):
            title = letters(pieces[index].text[: site.start()][:120])
            if counts[title]:
                found[index].append("a headline with its site's name")


def _alike(one: str, other: str) -> bool:
    return len(other) > 25 and (one == other or one.startswith(other[:60]) or other.startswith(one[:60]))


def _pictures(pieces: Sequence[Facts], found: list[list[str]]) -> None:
    for index, seen in enumerate(pieces):
        if not seen.only_credit or len(seen.text) < 3:
            continue
        above = pieces[index - 1] if index else None
        below = pieces[index + 1] if index + 1 < len(pieces) else None
        if below is not None and "says that it is a caption" in found[index + 1]:
            found[index].append("a caption below")
            found[index + 1].append("a credit above")
        elif above is not None and above.size > 25 and not (above.only_credit or above.cued or above.dated):
            if seen.agency:
                found[index - 1].append("an agency's name below")
            elif any(_is_text(later) for later in pieces[index + 1 :]):
                found[index - 1].append("a credit below")


def _vocabulary(pieces: Sequence[Facts], found: list[list[str]], prose: list[int]) -> None:
    """A headline and a standfirst say in short what the body says; a menu does not."""
    if len(prose) < 2:
        return
    stemmed = _subjects(pieces, found, prose)
    counts: Counter[str] = Counter()
    lead: set[str] = set()
    for number, index in enumerate(prose):
        if number >= _BODY:
            break
        stems = stemmed[index] if index in stemmed else _stems(pieces[index].text[:800])
        counts.update(stems)
        if number < _LEAD:
            lead |= stems
    known = lead | {stem for stem, count in counts.items() if count > 2}
    for index, seen in enumerate(pieces[: prose[0] + 4]):
        if seen.prose or seen.size > 300:
            continue
        words = _stems(seen.text)
        if len(words) < 2:
            continue
        share = len(words & known) / len(words)
        if share >= 0.5 and len(words) >= 3:
            found[index].append("many words of the body")
        elif share >= 0.3 and len(words) >= 3:
            found[index].append("some words of the body")
        elif share <= 0.1:
            found[index].append("no word of the body")


def _subjects(pieces: Sequence[Facts], found: list[list[str]], prose: list[int]) -> dict[int, set[str]]:
    """A piece that shares next to no word with the article above it is of another one.

    Returns:
        The stems of the pieces that were looked at, by their index.
    """
    stemmed: dict[int, set[str]] = {}
    said: set[str] = set()
    heard = 0
    for index in range(prose[0], len(pieces)):
        seen = pieces[index]
        if seen.size <= _LINE or seen.program:
            continue
        stemmed[index] = _stems(seen.text[:800])
        telling = {stem for stem in stemmed[index] if len(stem) > _SHORT}
        if heard >= _LEAD and len(telling) > _FEW and len(telling & said) * 10 < len(telling):
            found[index].append("speaks of something else")
        elif seen.prose and heard < _BODY:
            said |= telling
        heard += seen.prose
    return stemmed


def _stems(text: str) -> set[str]:
    words = set(_STEM.findall(text.casefold()))
    return words if text.isascii() else words | set(_IDEOGRAPHS.findall(text))
