"""The signals that a piece of text gives by itself: one line each, weighed in `weights`."""

from __future__ import annotations

import re
from collections.abc import Callable

from reader.loaders.text import cues, furniture
from reader.loaders.text.facts import Facts

_MANY = re.compile(
    r"(?:(?<=[a-zß-ÿ\d%”)’]{3})\.|[!?…。！？])[\"'”’»)\]]*(?:\s+[\"'“‘«(\[]?[A-ZÀ-ÞĀ-Ž\d]|(?=[\u3040-\u9fff]))"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
_FIGURES = re.compile(r"[\W\d_]+$")
_HANDLE = re.compile(r"@\w{2,30}$")
_HANDLES = re.compile(r"\s?@\w{2,30}")
_BOXED = re.compile(
    r"(?:\[[^\[\]]{0,60}\][\s|,]{0,4}){1,6}$|\(BUTTON\)|IFRAME:|\(?[\w-]{1,60}\.(?:png|jpe?g|gif|svg|webp)\)?$|[_\s\[\]]{4,}$"
)
_GLUED = re.compile(r"[a-zß-ÿ][A-ZÀ-Þ][a-zß-ÿ]|[a-z]{2}[A-Z]{2}|[A-Z]{3}[A-Z][a-z]{3}")
_TEASER = re.compile(r"(?:\s{2,}|[.!?]\s+)(?:By|Von|Par|Por|Di|Door)\s[A-ZÀ-Þ][^.!?]{3,100}$")
_CUT = re.compile(r"\s?(?:\.{3}|…)\s?(?:more|mehr|plus|más|leggi|meer)?$", re.IGNORECASE)
_SIZES = (
    (18, "a word or two"),
    (38, "a few words"),
    (70, "half a line long"),
    (125, "a line long"),
    (210, "two lines long"),
)

_SIGNS: tuple[tuple[str, Callable[[Facts], object]], ...] = (
    ("a page's button", lambda seen: seen.button),
    ("head of a box of links", lambda seen: seen.box),
    ("more of the same", lambda seen: seen.size < 60 and furniture.MORE_FROM.match(seen.text)),
    ("what follows articles", lambda seen: seen.plain in furniture.ENDS),
    ("announces key points", lambda seen: seen.plain in cues.KEY_POINTS),
    ("words of a page's furniture", lambda seen: seen.furniture == 1),
    ("several words of a page's furniture", lambda seen: seen.furniture > 1),
    ("furniture in a long text", lambda seen: seen.furniture and seen.size > 220),
    ("a word that furniture has too", lambda seen: seen.size < 500 and furniture.HINT.search(seen.text)),
    ("points at another story", lambda seen: seen.size < 200 and furniture.BOX_OPENING.match(seen.text)),
    ("program text", lambda seen: "{" in seen.text[:600] and furniture.SCRIPT.search(seen.text[:600])),
    ("counts pictures", lambda seen: seen.size > 60 and len(furniture.GALLERY.findall(seen.text[:4000])) > 1),
    ("a name or a form in brackets", lambda seen: seen.size < 90 and _BOXED.match(seen.text)),
    ("marked as the chief heading", lambda seen: seen.level == 1),
    ("marked as a heading", lambda seen: seen.level > 1),
    ("in the dump's list of links", lambda seen: seen.reference),
    ("an address of a page", lambda seen: seen.words == 1 and _ADDRESS.match(seen.text)),
    ("an account's name", lambda seen: seen.words == 1 and _HANDLE.match(seen.text)),
    ("no letters", lambda seen: seen.size < 30 and _FIGURES.match(seen.text)),
    ("words run together", lambda seen: seen.size < 120 and not seen.dated and _GLUED.search(seen.text)),
    ("says when it was published", lambda seen: seen.dated and seen.dated.labelled),
    ("a date", lambda seen: seen.dated and not seen.dated.labelled),
    (
        "little but a date",
        lambda seen: seen.dated and seen.dated.end - seen.dated.start > 0.6 * len(seen.text),
    ),
    ("how long ago", lambda seen: not seen.dated and seen.size < 70 and cues.RELATIVE.match(seen.text)),
    ("a byline's opening", lambda seen: seen.cued),
    ("several names", lambda seen: len(seen.names) > 1 and seen.size < 120),
    ("a name and nothing else", lambda seen: len(seen.names) == 1 and _is_name(seen)),
    ("a name to begin with", lambda seen: len(seen.names) == 1 and seen.size < 120 and not _is_name(seen)),
    ("a post at a paper", lambda seen: seen.size < 60 and cues.ROLE.search(seen.text)),
    ("says who else reported", lambda seen: seen.agency),
    ("nothing but a credit", lambda seen: seen.only_credit),
    ("ends in a credit", lambda seen: seen.credit and seen.caption),
    ("says that it is a caption", lambda seen: seen.size < 900 and cues.CAPTION_LABEL.match(seen.text)),
    ("speaks of a picture", lambda seen: seen.size < 700 and cues.IN_PICTURE.search(seen.text)),
    ("cut short", lambda seen: seen.size > 60 and _CUT.search(seen.text, max(0, len(seen.text) - 12))),
    ("opens with a dateline", lambda seen: seen.dateline),
    (
        "ends in a byline",
        lambda seen: seen.size > 60 and _TEASER.search(seen.text, max(0, len(seen.text) - 130)),
    ),
    ("signs a quotation", lambda seen: seen.size < 90 and cues.SIGNED.match(seen.text)),
    ("in capitals", lambda seen: 3 < seen.size < 160 and seen.text.isupper()),
    ("begins small", lambda seen: seen.text[0].islower()),
    ("opens with a quotation", lambda seen: seen.ended and _is_quoted(seen)),
    ("all in quotation marks", lambda seen: not seen.ended and _is_quoted(seen)),
    ("several sentences", lambda seen: seen.size > 60 and _MANY.search(seen.text, 0, 2000)),
    ("an item's mark", lambda seen: seen.piece.first.marker),
    ("quote signs", lambda seen: seen.piece.first.quoted),
)
"""Each signal's name and what tells whether a piece gives it."""


def own_signals(seen: Facts) -> list[str]:
    """The names of the signals that a piece gives by itself."""
    return [_size(seen.size), _ending(seen), *(name for name, sign in _SIGNS if sign(seen))]


def _size(size: int) -> str:
    return next((name for most, name in _SIZES if size <= most), "as long as a paragraph")


def _ending(seen: Facts) -> str:
    last = seen.text.rstrip("\"'”’»)] ")[-1:]
    if last in {"?", "？"}:
        return "ends in a question"
    if seen.ended:
        return "ends as a sentence"
    if last in {":", "："}:
        return "leads in to something" if seen.size > 38 and seen.words > 5 else "ends in a colon"
    return "ends in a comma" if last == "," else "ends without a mark"


def _is_quoted(seen: Facts) -> bool:
    return seen.text[0] in "\"“„«‘'「『" and seen.size > 40


def _is_name(seen: Facts) -> bool:
    """Whether the line is one name, with nothing but an account beside it."""
    return seen.size < 120 and len(seen.names[0]) > 0.75 * len(_HANDLES.sub("", seen.text))
