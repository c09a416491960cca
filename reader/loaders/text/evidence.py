"""What a piece of a text can be taken for, and the account of why it was."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Label(StrEnum):
    """What a piece is taken for."""

    HEADLINE = "headline"
    KICKER = "kicker"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    PUBLISHED = "published"
    CAPTION = "caption"
    CREDIT = "credit"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "list-item"
    AGENCY = "agency"
    JUNK = "junk"
    BOX = "head of a box"
    VERSE = "verse"
    CODE = "code"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a line or a group of lines was taken for, and why.

    Attributes:
        first: The number of its first line in the file, from 1.
        last: The number of its last line.
        text: The lines joined.
        label: What it was taken for.
        score: How well that fits by itself; its neighbours had a say too, so that another label may have
            scored higher.
        signals: What spoke for it (a positive weight) and against it (a negative one), weightiest first.
    """

    first: int
    last: int
    text: str
    label: Label
    score: float
    signals: tuple[tuple[str, float], ...]
