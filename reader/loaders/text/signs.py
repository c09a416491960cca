"""The signals that a piece of text gives by itself: one line each, weighed in `weights`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cache

from reader.loaders.text import cues, furniture
from reader.loaders.text.facts import Facts
from reader.loaders.text.lines import is_rule

_MANY = re.compile(
    r"[.!?…。！？](?:(?<=[a-zß-ÿ\d%”)’]{3}\.)|(?<!\.))[\"'”’»)\]]*(?:\s+[\"'“‘«(\[]?[A-ZÀ-ÞĀ-Ž\d]|(?=[\u3040-\u9fff]))"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
_FIGURES = re.compile(r"[\W\d_]+$")
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?|uhr|h)?(?:\s[A-Z]{2,4})?:?$", re.IGNORECASE)
_RUNNING = re.compile(r"[^\W\d_]\W{1,3}\d{1,2}:\d\d$")
_HANDLE = re.compile(r"@\w{2,30}$")
_HANDLES = re.compile(r"\s?@\w{2,30}")
_BOXED = re.compile(
    r"(?:\[[^\[\]]{0,60}\][\s|,]{0,4}){1,6}$|\(BUTTON\)|IFRAME:|\(?[\w-]{1,60}\.(?:png|jpe?g|gif|svg|webp)\)?$|[_\s\[\]]{4,}$"
)
_GLUED = re.compile(r"[A-ZÀ-Þ](?:(?<=[a-zß-ÿ].)[a-zß-ÿ]|(?<=[a-z]{2}[A-Z])[A-Z]|(?<=[A-Z])[A-Z]{3}[a-z]{3})")
"""A capital within a word; it is what is looked for first, as there are few of them."""
_TEASER = re.compile(r"(?:\s\s|[.!?]\s)\s?(?:By|Von|Par|Por|Di|Door)\s[A-ZÀ-Þ][^.!?]{3,100}$")
_CUT = re.compile(r"\s?(?:\.{3}|…)\s?(?:more|mehr|plus|más|leggi|meer)?$", re.IGNORECASE)
ANY = 1 << 60
"""No limit: a piece of any length may give the signal."""

_SIZES = (
    (18, "a word or two"),
    (38, "a few words"),
    (70, "half a line long"),
    (125, "a line long"),
    (210, "two lines long"),
)

_LONGEST = [most for most, _ in _SIZES]
_LENGTHS = [*(name for _, name in _SIZES), "as long as a paragraph"]

_SIGNS: tuple[tuple[str, int, Callable[[Facts], object]], ...] = (
    ("a page's button", 80, lambda seen: seen.button),
    ("head of a box of links", 80, lambda seen: seen.box),
    ("more of the same", 60, lambda seen: furniture.MORE_FROM.match(seen.text)),
    ("what follows articles", 80, lambda seen: seen.plain in furniture.ENDS),
    ("announces key points", 80, lambda seen: seen.plain in cues.KEY_POINTS),
    ("words of a page's furniture", ANY, lambda seen: seen.furniture == 1),
    ("several words of a page's furniture", ANY, lambda seen: seen.furniture > 1),
    ("furniture in a long text", ANY, lambda seen: seen.furniture and seen.size > 220),
    ("a word that furniture has too", ANY, lambda seen: seen.hinted),
    ("points at another story", 200, lambda seen: furniture.BOX_OPENING.match(seen.text)),
    ("program text", ANY, lambda seen: seen.program),
    ("counts pictures", ANY, lambda seen: seen.gallery),
    ("a name or a form in brackets", 90, lambda seen: _BOXED.match(seen.text)),
    ("marked as the chief heading", ANY, lambda seen: seen.level == 1),
    ("marked as a heading", ANY, lambda seen: seen.level > 1),
    ("in the dump's list of links", ANY, lambda seen: seen.reference),
    ("a path through a site", 120, lambda seen: furniture.PATH.match(seen.text)),
    ("drawn, not written", 200, lambda seen: is_rule(seen.text)),
    ("ends in a running time", 120, lambda seen: seen.text[-1].isdigit() and _is_running(seen)),
    ("a time of day", 20, lambda seen: _CLOCK.match(seen.text)),
    ("an address of a page", ANY, lambda seen: seen.words == 1 and _ADDRESS.match(seen.text)),
    ("an account's name", 40, lambda seen: seen.words == 1 and _HANDLE.match(seen.text)),
    ("no letters", 30, lambda seen: _FIGURES.match(seen.text)),
    ("words run together", 120, lambda seen: not seen.dated and _GLUED.search(seen.text)),
    ("says when it was published", ANY, lambda seen: seen.dated and seen.dated.labelled),
    ("a date", ANY, lambda seen: seen.dated and not seen.dated.labelled),
    ("a date behind a sentence", 320, lambda seen: seen.dated and seen.dated.start > 40),
    ("little but a date", ANY, lambda seen: seen.dated and _is_date(seen)),
    ("how long ago", 70, lambda seen: not seen.dated and cues.RELATIVE.match(seen.text)),
    ("a byline's opening", 160, lambda seen: seen.cued),
    ("several names", 120, lambda seen: len(seen.names) > 1),
    ("a name and nothing else", 120, lambda seen: len(seen.names) == 1 and _is_name(seen)),
    ("a name to begin with", 120, lambda seen: len(seen.names) == 1 and not _is_name(seen)),
    ("a post at a paper", 60, lambda seen: seen.post),
    ("says who else reported", 400, lambda seen: seen.agency),
    ("nothing but a credit", ANY, lambda seen: seen.only_credit),
    ("ends in a credit", ANY, lambda seen: seen.credit and seen.caption),
    ("says that it is a caption", 900, lambda seen: cues.CAPTION_LABEL.match(seen.text)),
    ("speaks of a picture", ANY, lambda seen: seen.pictured),
    ("cut short", ANY, lambda seen: seen.size > 60 and _CUT.search(seen.text, len(seen.text) - 12)),
    ("opens with a dateline", ANY, lambda seen: seen.dateline),
    (
        "ends in a byline",
        ANY,
        lambda seen: seen.size > 60 and not seen.ended and _TEASER.search(seen.text[-130:]),
    ),
    ("signs a quotation", 90, lambda seen: cues.SIGNED.match(seen.text)),
    ("in capitals", 160, lambda seen: seen.size > 3 and seen.text.isupper()),
    ("begins small", ANY, lambda seen: seen.text[0].islower()),
    ("opens with a quotation", ANY, lambda seen: seen.ended and _is_quoted(seen)),
    ("all in quotation marks", ANY, lambda seen: not seen.ended and _is_quoted(seen)),
    ("several sentences", ANY, lambda seen: seen.size > 60 and _MANY.search(seen.text, 0, 400)),
    ("an item's mark", ANY, lambda seen: seen.first.marker),
    ("quote signs", ANY, lambda seen: seen.first.quoted),
)
"""Each signal's name, up to how many letters a piece may give it, and what tells whether it does."""


_LIMITS = sorted({most for _, most, _ in _SIGNS})
_NEEDED = {
    "several words of a page's furniture": "furniture",
    "words of a page's furniture": "furniture",
    "furniture in a long text": "furniture",
    "marked as the chief heading": "level",
    "marked as a heading": "level",
    "says when it was published": "dated",
    "a date": "dated",
    "a date behind a sentence": "dated",
    "little but a date": "dated",
    "several names": "names",
    "a name and nothing else": "names",
    "a name to begin with": "names",
    "nothing but a credit": "credit",
    "ends in a credit": "credit",
    "opens with a quotation": "ended",
}
"""What must have been seen in a piece, or there is no need to look for the sign."""


@cache
def _signs_for(limit: int, *seen: bool) -> tuple[tuple[str, Callable[[Facts], object]], ...]:
    """The signs that a piece of up to a limit's length may give, of which these facts are seen or not."""
    lacking = {fact for fact, there in zip(_FACTS, seen, strict=True) if not there}
    return tuple(
        (name, sign)
        for name, most, sign in _SIGNS
        if most >= _LIMITS[limit] and _NEEDED.get(name) not in lacking
    )


_FACTS = ("furniture", "level", "dated", "names", "credit", "ended")


def own_signals(seen: Facts) -> list[str]:
    """The names of the signals that a piece gives by itself."""
    signs = _signs_for(
        bisect_left(_LIMITS, seen.size),
        seen.furniture > 0,
        seen.level > 0,
        seen.dated is not None,
        bool(seen.names),
        bool(seen.credit),
        seen.ended,
    )
    return [_size(seen.size), _ending(seen), *[name for name, sign in signs if sign(seen)]]


def _size(size: int) -> str:
    return _LENGTHS[bisect_left(_LONGEST, size)]


def _ending(seen: Facts) -> str:
    last = seen.text.rstrip("\"'”’»)] ")[-1:]
    if last in {"?", "？"}:
        return "ends in a question"
    if seen.ended:
        return "ends as a sentence"
    if last in {":", "："}:
        return "leads in to something" if seen.size > 38 and seen.words > 5 else "ends in a colon"
    return "ends in a comma" if last == "," else "ends without a mark"


def _is_running(seen: Facts) -> bool:
    return not seen.dated and _RUNNING.search(seen.text, len(seen.text) - 12) is not None


def _is_date(seen: Facts) -> bool:
    return seen.dated is not None and seen.dated.end - seen.dated.start > 0.6 * len(seen.text)


def _is_quoted(seen: Facts) -> bool:
    return seen.text[0] in "\"“„«‘'「『" and seen.size > 40


def _is_name(seen: Facts) -> bool:
    """Whether the line is one name, with nothing but an account beside it."""
    return len(seen.names[0]) > 0.75 * len(_HANDLES.sub("", seen.text))
