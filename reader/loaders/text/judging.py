"""What kind of text it is: a page with its furniture, a news text, or something else that is left alone."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from reader.loaders.text import furniture
from reader.loaders.text.facts import Facts

ENOUGH = 2.5
"""So much must speak for a news text before it is read as one."""

_BARGAINS = ((4.0, 1.0), (ENOUGH, 2.0), (1.5, 4.0), (0.0, 6.0))
"""How much must speak for news and for furniture before any of it is left out: the more of one, the less
of the other. Of a news text beyond a doubt one sure sign of furniture is enough."""

_MENU = 8
"""So many short lines without an end mark, one below another, are a menu."""


class Sort(Enum):
    """What a text is, and so what may be done with it."""

    PAGE = "a page of a site: its furniture is left out"
    NEWS = "a news text: read for its structure, nothing left out"
    PLAIN = "another text: shown as it is"


def sort_of(pieces: Sequence[Facts]) -> Sort:
    """What kind of text these pieces make."""
    prose = sum(seen.prose for seen in pieces)
    news = news_evidence(pieces, prose)
    furniture = furniture_evidence(pieces)
    for most_news, least in _BARGAINS:
        if prose >= 2 and news >= most_news and furniture >= least:
            return Sort.PAGE
    said = prose or any(seen.cued for seen in pieces)
    return Sort.NEWS if said and news >= ENOUGH else Sort.PLAIN


def news_evidence(pieces: Sequence[Facts], prose: int) -> float:
    """How much speaks for a news text: a byline, a date, a dateline, credits, an agency, running text."""
    return (
        1.5 * any(seen.cued for seen in pieces)
        + 1.0 * _has_signed_headline(pieces)
        + 1.5 * any(seen.dated and seen.size < 160 for seen in pieces)
        + 2.0 * any(seen.dateline for seen in pieces)
        + min(2.0, 1.0 * sum(bool(seen.credit) for seen in pieces))
        + 1.0 * any(seen.agency for seen in pieces)
        + (1.5 if prose >= 12 else 1.0 if prose >= 6 else 0.5 if prose >= 2 else 0.0)
    )


def _has_signed_headline(pieces: Sequence[Facts]) -> bool:
    """Whether a line that could be a headline stands closely above the first byline or date."""
    for index, seen in enumerate(pieces):
        if seen.cued or (seen.dated and seen.size < 160):
            above = pieces[max(0, index - 3) : index]
            headlines = [one for one in above if 25 <= one.size <= 140 and one.words >= 4]
            return any(not one.ended for one in headlines) or (bool(headlines) and index == 1 and seen.cued)
    return False


def furniture_evidence(pieces: Sequence[Facts]) -> float:
    """How much speaks for a page's furniture; a line that stands often counts once."""
    found: dict[str, float] = {}
    for index, seen in enumerate(pieces):
        weight = 0.0
        if seen.box and all(not below.ended and below.size < 140 for below in pieces[index + 1 : index + 3]):
            weight = 2.0
        elif seen.button or seen.box or seen.plain in furniture.ENDS:
            weight = 1.0
        elif seen.furniture and seen.size < 250:
            weight = 0.5 + 0.5 * seen.furniture
        elif seen.size < 200 and furniture.BOX_OPENING.match(seen.text):
            weight = 1.0
        elif seen.program:
            weight = 1.5
        elif seen.gallery:
            weight = 2.0
        if weight:
            found[seen.plain or seen.text[:80]] = weight
    return sum(found.values()) + 2.0 * _has_menu(pieces)


def _has_menu(pieces: Sequence[Facts]) -> bool:
    run = 0
    for seen in pieces:
        is_entry = seen.size <= 40 and not seen.ended and seen.text[-1] not in ",;" and not seen.first.quoted
        run = run + 1 if is_entry else 0
        if run >= _MENU:
            return True
    return False
