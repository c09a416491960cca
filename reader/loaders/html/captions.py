"""Captions: found in the page itself, since extractors drop them, each with its picture and its credit."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from reader.domain.article import Kind
from reader.loaders.credits import split
from reader.loaders.html.furniture import is_furniture, is_junk, leads_elsewhere
from reader.loaders.html.images import Picture, file_name, picture
from reader.loaders.html.marks import inline_of
from reader.loaders.pieces import Piece
from reader.loaders.wordlists import letters

if TYPE_CHECKING:
    from lxml.etree import _Element

    from reader.loaders.html.outline import Outline, Spot
    from reader.loaders.pieces import Inline

CLOSE = 600
"""So many letters may stand between the article and a picture before or after it: a byline, buttons."""

_WHOLE = frozenset({"body", "html", "article", "main"})

_LABEL = re.compile(
    r"^(?:(?:image|photo|picture|media|video)\s?(?:caption|copyright|credit|source)|caption|bildunterschrift|légende)"
    r"\s*(?:[,:]\s*|\s)(?=\S)",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"(?<!\s)\s*(?:\b(?:(?:hide|show|toggle|read|view)\s(?:caption|more|less|full\scaption|gallery|image)|"
    r"open\simage\smodal|enlarge(?:\sthis\simage|\simage)?|click\sto\senlarge)|(?<=[.!?…])\s*(?:less|more))\s*$",
    re.IGNORECASE,
)
_CREDIT_LABEL = re.compile(
    r"^(?:(?:image|photo|picture|media|foto|bild)\s?)?(?:credits?|copyright|source|quelle|cr[ée]dito?s?)"
    r"\s*[:|,.…]*\s*(?=\S)",
    re.IGNORECASE,
)
_CUT = re.compile(r"(?:…|\.\.\.)$")

MOST = 400
"""So many captions of a page are looked at."""

_SAME = 40
"""A description that begins with so many letters of the caption, or all of them, is the caption."""

_PARAGRAPHS = 4

_SEVERAL = 6
"""So many images of one picture, for screens of different sizes, are looked at."""

_ALIKE = 25
"""Two captions of which one begins with so many letters of the other are one, cut short."""

_MOST_NAMES = 7
"""A credit without a mark of its own has at most so many words."""

_TITLE = 12
_SHOW = 8
"""So many captions that begin with the same `_TITLE` letters are a show of pictures that the site sets into
many of its pages: they begin with the title of the show."""

SHORTEST = 3
"""A caption has at least so many letters."""

LONGEST = 1800
"""What is longer, in characters, is not the caption of one picture."""


@dataclass(frozen=True, slots=True)
class Group:
    """A picture with its caption and credit, and the letters of the page that they cover.

    Attributes:
        covers: First letter and the letter after the last on the page's stream, of it and of its doubles.
        caption: With its marks; its text is empty where there is only a credit.
        credit: "" where there is none.
        picture: None where the page shows none that can be named.
    """

    covers: tuple[tuple[int, int], ...]
    caption: Inline
    credit: str
    picture: Picture | None

    @property
    def start(self) -> int:
        """Where it first stands."""
        return self.covers[0][0]

    def pieces(self) -> list[Piece]:
        """Image, caption, credit: those that there are."""
        made = []
        if self.picture is not None:
            alt = self.picture.alt
            if self.caption[0] and letters(alt).startswith(letters(self.caption[0])[:_SAME]):
                alt = file_name(self.picture.source) or alt  # it would only say the caption twice
            made.append(Piece(Kind.IMAGE, alt, source=self.picture.source, at=self.start))
        if self.caption[0]:
            made.append(Piece(Kind.CAPTION, *self.caption, at=self.start))
        if self.credit:
            made.append(Piece(Kind.CREDIT, self.credit, at=self.start))
        return made


def groups(outline: Outline, first: int, last: int, bulk: int, base: str | None) -> list[Group]:
    """The captions that belong to the article, in the order of the page.

    Args:
        outline: The page.
        first: Where the article begins on its stream, headline included.
        last: Where it ends.
        bulk: How many characters it has.
        base: The page's address.
    """
    low, high = first - CLOSE, last + CLOSE
    spots = [
        spot
        for role in ("figcaption", "caption")
        for spot in outline.spots.get(role, ())
        if low <= spot.start <= high and spot.end - spot.start >= SHORTEST
    ]
    spots = _without_shows(spots, outline.stream)
    credits = [
        spot
        for spot in outline.spots.get("credit", ())
        if low <= spot.start <= high + CLOSE and spot.start < spot.end
    ]
    figures = {spot.element: spot for spot in outline.spots.get("figure", ())}
    chosen: list[Group] = []
    for spot in _innermost(spots[:MOST], credits[:MOST]):
        if not (_is_passage(spot.element) or is_junk(spot.element, bulk) or _is_teaser(spot.element)):
            group = _group(spot, credits[:MOST], figures, base)
            if group and not is_furniture(group.caption[0] or group.credit):
                chosen.append(group)
    return _distinct(chosen)


def _is_passage(element: _Element) -> bool:
    """Whether an element that only its class calls a caption has too many paragraphs to be one."""
    return element.tag != "figcaption" and len(list(islice(element.iter("p"), _PARAGRAPHS))) == _PARAGRAPHS


def _is_teaser(element: _Element) -> bool:
    """Whether a caption is nothing but a link to another story: it names that, not what is in the picture."""
    link = next(element.iter("a"), None)
    if link is None or not leads_elsewhere(link):
        return False
    return letters("".join(link.itertext())) == letters("".join(element.itertext()))


def _without_shows(spots: list[Spot], stream: str) -> list[Spot]:
    titles = Counter(text[:_TITLE] for text in {stream[spot.start : spot.end] for spot in spots})
    return [
        spot
        for spot in spots
        if spot.end - spot.start < _TITLE or titles[stream[spot.start : spot.start + _TITLE]] < _SHOW
    ]


def _innermost(spots: list[Spot], credits: list[Spot]) -> list[Spot]:
    """The elements that are captions: those within another are taken, where they hold most of its text."""
    spots = sorted(spots, key=lambda spot: (spot.start, -spot.end))
    chosen: list[Spot] = []
    for index, spot in enumerate(spots):
        if chosen and spot.start < chosen[-1].end and _holds(chosen[-1].element, spot.element):
            continue
        covered, inner = 0, 0
        for other in spots[index + 1 :]:
            if other.start >= spot.end:
                break
            if other.end <= spot.end and _holds(spot.element, other.element):
                covered += other.end - other.start
                inner += 1
        if inner:
            covered += sum(
                credit.end - credit.start
                for credit in credits
                if spot.start <= credit.start and credit.end <= spot.end
            )
        if not inner or covered * 10 < (spot.end - spot.start) * 6:
            chosen.append(spot)
    return chosen


def _holds(outer: _Element, inner: _Element) -> bool:
    return any(node is outer for node in inner.iterancestors(outer.tag))


def _group(spot: Spot, credits: list[Spot], figures: dict[_Element, Spot], base: str | None) -> Group | None:
    holder = _holder_of(spot.element)
    own = _own_credits(spot, credits, holder)
    inner = {found.element for found in own if _holds(spot.element, found.element)}
    text, marks = _without_labels(inline_of(spot.element, base, passing=inner))
    credit = " ".join(dict.fromkeys(filter(None, (_credit_text(found.element) for found in own))))
    if len(text) > LONGEST or not (text or credit):
        return None
    if not credit:
        whole = text
        text, credit = _split(whole)
        marks = tuple(mark for mark in marks if mark.end <= len(text)) if whole.startswith(text) else ()
    if not credit and holder in figures and (credit := _beside(spot.element, holder)):
        own = [*own, figures[holder]]
    start = min([spot.start, *(found.start for found in own)])
    end = max([spot.end, *(found.end for found in own)])
    return Group(((start, end),), (text, marks), credit, _picture_in(holder, base))


def _holder_of(element: _Element) -> _Element:
    """What holds a caption and its picture: the figure, or the nearest element that has a picture."""
    for steps, node in enumerate(element.iterancestors()):
        if node.tag == "figure" or next(node.iter("img"), None) is not None:
            return node
        if steps == 3 or node.tag in _WHOLE:
            break
    return element


def _own_credits(spot: Spot, credits: list[Spot], holder: _Element) -> list[Spot]:
    """The credits of a caption: within it, or beside it in what holds the picture."""
    near = [credit for credit in credits if spot.start - CLOSE <= credit.start <= spot.end + CLOSE]
    if not near:
        return []
    crowded = len(list(islice(holder.iter("figcaption"), 2))) > 1
    found: list[Spot] = []
    for credit in near:
        within = _holds(spot.element, credit.element)
        beside = credit.element.getparent() is spot.element.getparent()
        if not (within or beside or (not crowded and _holds(holder, credit.element))):
            continue
        if _holds(credit.element, spot.element) or any(_holds(one.element, credit.element) for one in found):
            continue
        found.append(credit)
    return found


def _without_labels(inline: Inline) -> Inline:
    """A caption without "Image caption" before it and "hide caption" after it."""
    text, marks = inline
    while button := _BUTTON.search(text):
        text = text[: button.start()].rstrip()
    cut = label.end() if (label := _LABEL.match(text)) else 0
    moved = (
        replace(mark, start=max(0, mark.start - cut), end=min(mark.end, len(text)) - cut) for mark in marks
    )
    return text[cut:], tuple(mark for mark in moved if mark.start < mark.end)


def _beside(caption: _Element, figure: _Element) -> str:
    """The name that a figure has beside its one caption, with nothing to say what it is; "" for none."""
    if len(list(islice(figure.iter("figcaption"), 2))) > 1:
        return ""
    text = " ".join(inline_of(figure, None, passing={caption})[0].split())
    said = text.split()
    if not said or len(said) > _MOST_NAMES or is_furniture(text):
        return ""
    named = all(word[0].isupper() or word in {"/", "and", "via", "for", "de", "van", "von"} for word in said)
    return text if len(said) > 1 and named and not any(c.isdigit() for c in text) else ""


def _credit_text(element: _Element) -> str:
    text, _ = inline_of(element, None)
    text = _CREDIT_LABEL.sub("", _LABEL.sub("", text))
    caption, credit = split(text)
    text = credit if credit and not caption else text
    return text.strip(" ()[]|·–—-")


def _split(text: str) -> tuple[str, str]:
    """A caption and the credit at its end; what is a credit and nothing else stays the caption that it is."""
    caption, credit = split(text)
    return (caption, credit) if caption else (text, "")


def _picture_in(holder: _Element, base: str | None) -> Picture | None:
    """The picture that the caption tells of; None where what holds it has more captions than one."""
    if len(list(islice(holder.iter("figcaption"), 2))) > 1:
        return None
    fallback = None
    for image in islice(holder.iter("img"), _SEVERAL):
        if shown := picture(image, base):
            if shown.source:
                return shown
            fallback = fallback or shown
    return fallback


def _distinct(found: list[Group]) -> list[Group]:
    """Each caption once: pages repeat them for other screens, and cut short."""
    kept: list[tuple[str, Group]] = []
    for group in found:
        key = letters(_CUT.sub("", group.caption[0]) or group.credit)
        for index, (other, known) in enumerate(kept):
            shorter, longer = sorted((key, other), key=len)
            if key == other or (len(shorter) >= _ALIKE and longer.startswith(shorter)):
                fuller = group if len(key) > len(other) else known
                shown = fuller.picture or known.picture or group.picture
                covers = (*known.covers, *group.covers)
                kept[index] = (longer, replace(fuller, covers=covers, picture=shown))
                break
        else:
            kept.append((key, group))
    return [group for _, group in kept]
