"""Highlights and notes, and the anchors that hold them to an article's text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

CONTEXT = 64
"""How many characters on each side of a quote an anchor keeps, at least where there are so many."""


class Colour(StrEnum):
    """A highlight's colour, in the order of the keys 1 to 5."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"
    PURPLE = "purple"


class AnchorState(StrEnum):
    """How sure it is that a highlight stands on its own words."""

    EXACT = "exact"
    MOVED = "moved"
    UNCERTAIN = "uncertain"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What finds a passage again: its words, what stood around them, and where they stood.

    Attributes:
        quote: The passage itself, as it stands in the canonical text.
        prefix: Up to `CONTEXT` characters or more before it.
        suffix: Likewise after it.
        start: Where it began when it was made, in characters; -1 where that is not known, as of a quote
            that was written into the notes file by hand.
        end: Where it ended; -1 likewise.
        alike: In how many other places of the text the very same words stood when it was made.
    """

    quote: str
    prefix: str
    suffix: str
    start: int
    end: int
    alike: int = 0


@dataclass(frozen=True, slots=True)
class Highlight:
    """A marked passage, perhaps with a note; or, with no anchor, a note on the whole article.

    Attributes:
        id: Random, for ever the same; also the Obsidian block id.
        anchor: Where it stands; None for a note on the article.
        colour: Its colour.
        note: The reader's own words, Markdown; may be empty.
        made: When, ISO 8601 in UTC.
        tags: The reader's own, without "#".
        lost: Whether the reader said that the passage is gone; it is then looked for no more.
    """

    id: str
    anchor: Anchor | None
    colour: Colour = Colour.YELLOW
    note: str = ""
    made: str = ""
    tags: tuple[str, ...] = ()
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A highlight and where it stands in the article as it is now.

    Attributes:
        highlight: What was marked.
        state: How sure the place is.
        start: The first character; of a lost one and of a note on the article, 0.
        end: The character after the last; equal to `start` where there is no place.
    """

    highlight: Highlight
    state: AnchorState
    start: int
    end: int
