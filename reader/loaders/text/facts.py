"""What can be seen in a piece of text by itself, whatever stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.loaders import bylines, credits, dates
from reader.loaders.text import cues, furniture
from reader.loaders.text.lines import Line, Piece, cells_of

PROSE = 80
"""From how many letters on a finished sentence counts as running text."""

_GALLERIES = ("image", "photo", "slide", "bild", "foto")
"""Where none of these stands no pictures of a gallery are counted."""

_CLOSED = re.compile(r"[.!?…。！？][\"'”’»)\]\s]*$")
_END = 400
_OPENING = 250
"""In so many characters at its head a piece of furniture shows what it is."""

_LONGEST_HINTED = 500
_LONGEST_CAPTION = 700
_LONGEST_POST = 70


@dataclass(frozen=True, slots=True)
class Held:
    """Which cues a whole text holds at all: what it lacks need not be sought in each of its pieces.

    Attributes:
        hints: Those of `furniture.HINTS`.
        pictures: Those of `cues.PICTURE_WORDS`.
        galleries: Whether it may count pictures.
    """

    hints: tuple[str, ...]
    pictures: tuple[str, ...]
    galleries: bool


def held_by(small: str) -> Held:
    """Which cues a text, in small letters, holds."""
    return Held(
        tuple(hint for hint in furniture.HINTS if hint in small),
        tuple(word for word in cues.PICTURE_WORDS if word in small),
        any(word in small for word in _GALLERIES),
    )


@dataclass(slots=True)
class Facts:
    """A piece and what can be seen in it.

    Attributes:
        piece: The piece.
        first: Its first line.
        text: Its text.
        size: How long it is, in letters of a Western script.
        words: How many words its first four hundred characters hold.
        ended: Whether it ends as a sentence does.
        prose: Whether it is running text.
        plain: It, as the lists of cues have it.
        button: Whether only a page's furniture has such a line.
        box: Whether it heads a box of links.
        furniture: How many words of a page's furniture it holds, two at most.
        dated: When it says that the article was published.
        cued: Whether it says that it is a byline.
        names: The people whom it would name as a byline.
        caption: It without its credit.
        post: Whether it is short and names a post at a paper.
        credit: The credit that it ends in or consists of.
        agency: Whether it tells who else worked on the report.
        dateline: How many characters at its start are a dateline.
        program: Whether it is a script that leaked into the page.
        gallery: Whether it counts the pictures of a gallery.
        hinted: Whether it holds a word that furniture has more often than articles.
        pictured: Whether it tells what is where in a picture.
        level: Of what level it says that it is a heading; 0 where it says nothing.
        reference: Whether it stands in a list of addresses that the dumping program made.
    """

    piece: Piece
    first: Line
    text: str
    size: int
    words: int
    ended: bool
    prose: bool = False
    plain: str = ""
    button: bool = False
    box: bool = False
    furniture: int = 0
    dated: dates.Dated | None = None
    cued: bool = False
    names: tuple[str, ...] = ()
    post: bool = False
    caption: str = ""
    credit: str = ""
    agency: bool = False
    dateline: int = 0
    program: bool = False
    gallery: bool = False
    hinted: bool = False
    pictured: bool = False
    level: int = 0
    reference: bool = False

    @property
    def only_credit(self) -> bool:
        """Whether it is a credit and nothing else."""
        return bool(self.credit) and not self.caption


def facts_of(piece: Piece, small: str, held: Held, day_first: bool | None) -> Facts:
    """What can be seen in a piece.

    Args:
        piece: The piece.
        small: Its text in small letters.
        held: Which cues the whole text holds.
        day_first: How its language reads 4/5/2020; None where that is not known.
    """
    text = piece.text
    size = cells_of(text[:2000]) + max(0, len(text) - 2000)
    seen = Facts(
        piece,
        piece.lines[0],
        text,
        size,
        len(text[:_END].split()),
        _CLOSED.search(text, max(0, len(text) - 8)) is not None,
    )
    seen.plain = furniture.plain(small)
    seen.button = seen.plain in furniture.BUTTONS
    seen.box = seen.plain in furniture.BOXES
    if size <= 160 and not (seen.button or seen.box or seen.plain in cues.KEY_POINTS):
        seen.cued = bylines.has_cue(text)
        if seen.cued or (size <= 110 and not seen.ended and seen.words <= 12 and text[0].isupper()):
            seen.names = bylines.authors(text)
    seen.post = size < _LONGEST_POST and cues.ROLE.search(small) is not None
    if not seen.button:
        seen.caption, seen.credit = credits.split(text)
    if seen.cued and seen.only_credit:
        seen.credit = ""  # "By Jane Roe, Reuters": who wrote it, not who took a picture
    if (size <= 300 or not seen.ended) and not (seen.credit and size > 60):
        seen.dated = dates.published(text, day_first)
    if size <= 400:
        seen.agency = cues.says_who_reported(text, small)
    if (
        size > PROSE // 2
        and (mark := cues.DATELINE.match(text[:120]))
        and not furniture.BOX_OPENING.match(text)
        and (not mark.group().rstrip().endswith(":") or (seen.ended and size >= PROSE))  # "ADD TO CART: …"
    ):
        seen.dateline = mark.end()
    seen.furniture = (
        min(2, len(furniture.phrases_in(text[:_OPENING], small[:_OPENING]))) if size < 1200 else 0
    )
    seen.program = furniture.is_program(text)
    seen.gallery = size > 60 and held.galleries and furniture.counts_pictures(small)
    seen.hinted = size <= _LONGEST_HINTED and furniture.has_hint(small, held.hints)
    seen.pictured = size <= _LONGEST_CAPTION and cues.speaks_of_picture(small, held.pictures)
    seen.prose = (
        seen.ended
        and size >= PROSE
        and (seen.words >= 10 or size > len(text))
        and not (seen.furniture and size < 300)
        and seen.furniture < 2
        and not seen.credit
    )
    return seen
