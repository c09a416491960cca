"""What can be seen in a piece of text by itself, whatever stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.loaders import bylines, credits, dates
from reader.loaders.text import cues, furniture
from reader.loaders.text.lines import Piece, cells_of

PROSE = 80
"""From how many letters on a finished sentence counts as running text."""

_CLOSED = re.compile(r"[.!?…。！？][\"'”’»)\]\s]*$")
_END = 400
_OPENING = 250
"""In so many characters at its head a piece of furniture shows what it is."""


@dataclass(slots=True)
class Facts:
    """A piece and what can be seen in it.

    Attributes:
        piece: The piece.
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
        credit: The credit that it ends in or consists of.
        agency: Whether it tells who else worked on the report.
        dateline: How many characters at its start are a dateline.
        program: Whether it is a script that leaked into the page.
        gallery: Whether it counts the pictures of a gallery.
        level: Of what level it says that it is a heading; 0 where it says nothing.
        reference: Whether it stands in a list of addresses that the dumping program made.
    """

    piece: Piece
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
    caption: str = ""
    credit: str = ""
    agency: bool = False
    dateline: int = 0
    program: bool = False
    gallery: bool = False
    level: int = 0
    reference: bool = False

    @property
    def only_credit(self) -> bool:
        """Whether it is a credit and nothing else."""
        return bool(self.credit) and not self.caption


def facts_of(piece: Piece, day_first: bool | None) -> Facts:
    """What can be seen in a piece.

    Args:
        piece: The piece.
        day_first: How its language reads 4/5/2020; None where that is not known.
    """
    text = piece.text
    size = cells_of(text[:2000]) + max(0, len(text) - 2000)
    seen = Facts(
        piece, text, size, len(text[:_END].split()), _CLOSED.search(text, max(0, len(text) - 8)) is not None
    )
    seen.plain = furniture.plain(text)
    seen.button = seen.plain in furniture.BUTTONS
    seen.box = seen.plain in furniture.BOXES
    if size <= 160 and not (seen.button or seen.box or seen.plain in cues.KEY_POINTS):
        seen.cued = bylines.has_cue(text)
        if seen.cued or (size <= 110 and not seen.ended and seen.words <= 12 and text[0].isupper()):
            seen.names = bylines.authors(text)
    if not seen.button:
        seen.caption, seen.credit = credits.split(text)
    if seen.cued and seen.only_credit:
        seen.credit = ""  # "By Jane Roe, Reuters": who wrote it, not who took a picture
    if (size <= 300 or not seen.ended) and not (seen.credit and size > 60):
        seen.dated = dates.published(text, day_first)
    if size <= 400:
        seen.agency = cues.says_who_reported(text)
    if (
        size > PROSE // 2
        and (mark := cues.DATELINE.match(text[:120]))
        and not furniture.BOX_OPENING.match(text)
    ):
        seen.dateline = mark.end()
    seen.furniture = min(2, len(furniture.phrases_in(text[:_OPENING]))) if size < 1200 else 0
    seen.program = furniture.is_program(text)
    seen.gallery = size > 60 and furniture.counts_pictures(text)
    seen.prose = (
        seen.ended
        and size >= PROSE
        and (seen.words >= 10 or size > len(text))
        and not (seen.furniture and size < 300)
        and seen.furniture < 2
        and not seen.credit
    )
    return seen
