"""Captions as a page prints them, doubled and cut, brought down to one each with its credit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reader.loaders import credits
from reader.loaders.text.evidence import Label
from reader.loaders.wordlists import letters

_LESS = re.compile(r"(?<=[.!?”\"')\w])\s+(?:less|weniger|moins|menos|meno|minder)$")
_MORE = re.compile(r"\s*(?:\.{3}|…)\s*(?:more|mehr|plus|más|mais|di più|meer)?$", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:(?:image|media|photo) ?caption[\s:]?|(?:caption|image|picture|foto|bild|imagen):)\s?(?=\S)",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"^(?:image|bild|foto|photo) ?(?:copyright|rechte)\b", re.IGNORECASE)


@dataclass(slots=True)
class Picture:
    """A caption in the making.

    Attributes:
        text: The caption; empty where only a credit was found.
        credit: Its credit; may be empty.
        at: The index of the first piece that it was made from.
        cut: Whether the page cut it short.
    """

    text: str
    credit: str
    at: int
    cut: bool = False


def pictures(pieces: Iterable[tuple[int, str, Label]]) -> list[Picture]:
    """The captions and the lone credits of a text, each once, in order.

    A credit on a line of its own belongs to the caption above it or, where the page says "Image copyright",
    to the one below. A caption that stands twice, or once more cut short, is one caption.

    Args:
        pieces: Index, text and label of those taken for captions and credits, in order.
    """
    found: list[Picture] = []
    waiting: Picture | None = None
    last = -9
    for index, text, label in pieces:
        if label is Label.CREDIT:
            _, credit = credits.split(text)
            credit = credit or text
            if _BEFORE.match(text):
                waiting = Picture("", credit, index)
                found.append(waiting)
            elif found and found[-1].text and not found[-1].credit and index - last <= 2:
                found[-1].credit = credit
            elif not any(one.credit == credit and index - one.at <= 6 for one in found):
                found.append(Picture("", credit, index))
            last = index
            continue
        picture = _picture(index, text)
        if waiting is not None and index - waiting.at <= 2 and not picture.credit:
            waiting.text, waiting.cut = picture.text, picture.cut
        elif (twin := _twin(found, picture)) is None:
            found.append(picture)
        else:
            if twin.cut and not picture.cut:
                twin.text, twin.cut = picture.text, False
            twin.credit = twin.credit or picture.credit
        waiting, last = None, index
    return found


def _picture(index: int, text: str) -> Picture:
    text = _LABEL.sub("", _LESS.sub("", text))
    caption, credit = credits.split(text)
    cut = _MORE.search(caption)
    return Picture(caption, credit, index, cut is not None)


def _twin(found: list[Picture], picture: Picture) -> Picture | None:
    mine = _bare(picture)
    for other in reversed(found[-6:]):
        theirs = _bare(other)
        shorter = min(len(mine), len(theirs))
        if mine == theirs or (
            shorter > 20 and (picture.cut or other.cut) and mine[:shorter] == theirs[:shorter]
        ):
            return other
    return None


def _bare(picture: Picture) -> str:
    return letters(_MORE.sub("", picture.text))
