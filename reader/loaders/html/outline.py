"""A page as one stream of letters, and where on it the elements lie that matter.

Blocks that an extractor found are matched with the page by their letters alone: the extractor may have
split, joined or re-made elements, but it keeps the words and their order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.domain.article import Kind
from reader.loaders.html.marks import UNSEEN
from reader.loaders.wordlists import letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from reader.loaders.pieces import Piece


_CAPTION = re.compile(
    r"(?<!closed)(?<!closed-)(?<!video-)(?:caption(?!s?[-_]?(?:toggle|button|icon))|cutline|"
    r"(?:img|image|photo|picture|media)[-_]*(?:desc|legend)|bild(?:unterschrift|text)|bildlegende|"
    r"leyenda|legende|didascalia|pie-?de-?foto|fotobyline)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"credit|copyright|photographer|(?:img|image|photo|picture|media|caption)[-_]*(?:source|attribution|byline|author)|"
    r"fotograf|bildrechte|bildnachweis|quelle",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"byline|author|writer|submitted|autor|redacteur|signature|journalist|contributor", re.IGNORECASE
)

_STANDFIRST = re.compile(
    r"stand-?first|(?:^|[\s_-])de(?:k|ck)(?:$|[\s_-])|sub-?(?:title|head(?:line)?)(?:$|[\s_-])|strap-?line|article-?summary|"
    r"(?:article|story|page|post|news)[-_]*(?:intro|description|lead|excerpt|subtitle)(?:$|[\s_-])|vorspann|chap(?:o|eau)(?:$|[\s_-])|"
    r"bajada|entradilla|sottotitolo|occhiello|ingress(?:$|[\s_-])|linha-?fina|soustitre",
    re.IGNORECASE,
)

_HOVERS = re.compile(
    r"(?:tool-?tip|pop-?over|roll-?over|hover-?card)s?[-_]*(?:[\w-]*[-_])?(?:text|content|block|body|box|inner|panel)"
    r"|(?:^|\s)(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|off-?screen|mw-editsection|headerlink|"
    r"(?:header|heading)-?anchor|anchorjs-link)(?:\s|$)",
    re.IGNORECASE,
)
"""Of what stands in a sentence or a heading, but is only shown while a pointer rests on it, or read out."""

NEAR = 4000
"""How many letters on a short text is looked for: it may stand in many places."""

_SHORT = 16
_PREFIX = 60


@dataclass(frozen=True, slots=True)
class Spot:
    """An element and the letters that it covers on the stream.

    Attributes:
        element: The element.
        start: Its first letter.
        end: The letter after its last.
    """

    element: _Element
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Outline:
    """What a page is made of.

    Attributes:
        stream: Its letters and digits, case folded.
        spots: The elements of note, by what they are, in document order: "caption", "figcaption", "credit",
            "byline", "standfirst", "figure", "image", "table", "code", "heading" and "time".
        hovering: What a page does not show, or only while a pointer rests on a word; it is not on the stream.
    """

    stream: str
    spots: dict[str, list[Spot]]
    hovering: list[_Element] = field(default_factory=list)

    def find(self, key: str, after: int = 0) -> int:
        """Where letters stand on the stream, at or after a place if they do; -1 where they do not.

        A long text that is not found whole is looked for by its beginning.
        """
        if not key:
            return -1
        if len(key) < _SHORT:
            return self.stream.find(key, after, after + NEAR)
        for wanted in (key, key[:_PREFIX]):
            for start in (after, 0):
                if (place := self.stream.find(wanted, start)) >= 0:
                    return place
        return -1

    def place(self, pieces: Sequence[Piece]) -> None:
        """Note with each piece where it stands on the stream; with a heading, where there is one."""
        headings: dict[str, list[int]] = {}
        for spot in self.spots.get("heading", ()):
            headings.setdefault(self.stream[spot.start : spot.end], []).append(spot.start)
        after = 0
        for piece in pieces:
            key = piece.key
            known = headings.get(key, ()) if piece.kind is Kind.HEADING else ()
            found = next((start for start in known if start >= after), -1)
            piece.at = found if found >= 0 else self.find(key, after)
            if piece.at >= 0:
                after = piece.at + len(key)


_TAGS = {
    "figcaption": "figcaption",
    "figure": "figure",
    "img": "image",
    "table": "table",
    "pre": "code",
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
    "time": "time",
}

_WHOLE = frozenset({"body", "html", "article", "main"})
"""Elements whose classes speak of the page, not of what they are."""

_PROPERTIES = {
    "author": "byline",
    "author creator": "byline",
    "creator": "byline",
    "caption": "caption",
    "copyrightHolder": "credit",
    "creditText": "credit",
}

_NOT_STREAMED = UNSEEN | {"head", "nav"}


def outline_of(root: _Element) -> Outline:
    """Read a page from its first element to its last.

    Args:
        root: The page's tree, without comments.
    """
    from lxml.etree import iterwalk

    parts: list[str] = []
    at = 0
    spots: dict[str, list[Spot]] = {}
    hovering: list[_Element] = []
    opened: list[tuple[_Element, str, int, int]] = []
    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            tag = element.tag
            if tag in _NOT_STREAMED or not isinstance(tag, str):
                walk.skip_subtree()
                continue
            if role := _role(element, tag):
                if role == "hovering":
                    hovering.append(element)
                    walk.skip_subtree()
                    continue
                found = spots.setdefault(role, [])
                opened.append((element, role, len(found), at))
                found.append(Spot(element, at, at))
            text = element.text
        else:
            if opened and opened[-1][0] is element:
                _, role, index, start = opened.pop()
                spots[role][index] = Spot(element, start, at)
            text = element.tail
        if text and not text.isspace() and (run := letters(text)):
            parts.append(run)
            at += len(run)
    return Outline("".join(parts), spots, hovering)


def _role(element: _Element, tag: str) -> str | None:
    if role := _TAGS.get(tag):
        return role
    named = element.get("class")
    if named and tag not in _WHOLE and (role := _role_of_class(named)):
        return role
    known = element.get("id")
    if known and tag not in _WHOLE and _STANDFIRST.search(known):
        return "standfirst"
    property_ = element.get("itemprop")
    if property_ and (role := _PROPERTIES.get(property_)):
        return role
    return "byline" if tag == "a" and element.get("rel") == "author" else None


@lru_cache(maxsize=8192)
def _role_of_class(named: str) -> str | None:
    """What a class says; pages repeat the same few thousand times."""
    if _HOVERS.search(named):
        return "hovering"
    credit = _CREDIT.search(named)
    if caption := _CAPTION.search(named):
        return "credit" if credit and credit.start() > caption.start() else "caption"
    if credit:
        return "credit"
    if _BYLINE.search(named):
        return "byline"
    return "standfirst" if _STANDFIRST.search(named) else None
