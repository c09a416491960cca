"""What stands on a page beside its article: lists of other stories, buttons, dates by themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.domain.article import Kind, MarkKind
from reader.loaders import dates

if TYPE_CHECKING:
    from lxml.etree import _Element

    from reader.loaders.pieces import Piece

_JUNK = re.compile(
    r"related|recommend|recirc|promo|teaser|most-?(?:read|popular|viewed)|trending|newsletter|sidebar|outbrain|"
    r"taboola|sponsor|advert|(?:^|[\s_-])ads?(?:[\s_-]|$)|comments?(?:[\s_-]|$)|read-?more|more-(?:stories|from|on|in)|also-|"
    r"card(?:[\s_-]|$)|story-?list|up-?next|footer|cookie|subscri(?:be|ption)|sign-?up|paywall|"
    r"(?:^|[\s_-])toc(?:[\s_-]|$)|table-?of-?contents",
    re.IGNORECASE,
)
_JUNK_TAGS = frozenset({"nav", "footer", "form", "dialog", "menu"})
_WHOLE = frozenset({"body", "html", "article", "main"})
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)|^#|^javascript:|photo|image|gallery")

_BUTTON = re.compile(
    r"\W*(?:(?:read|show|see|view|load|hide)?\s?(?:less|more|all(?:\s\d+)?)|(?:caption|hide|show|toggle|close|open|full)\s"
    r"(?:close|caption|captions|gallery|image|transcript|comments?)|close|share(?:\s(?:this|on|via|article|story)\b.{0,30})?|"
    r"tweet|print|e-?mail|copy\slink|save|menu|advertisement|advert|anzeige|werbung|publicidad|publicité|pubblicità|"
    r"(?:story|article)?\s?continues\sbelow(?:\sadvertisement)?|(?:image|photo|slide|picture)?\s?\d{1,3}\s?(?:of|/)\s?\d{1,3}|"
    r"\d{0,6}\s?comments?|(?:play|watch)\s(?:video|now)|play|loading|skip\sto\s(?:main\s)?content|back\sto\stop|sign\sup|"
    r"enlarge(?:\s(?:this\s)?image)?|click\sto\senlarge)\W*$",
    re.IGNORECASE,
)

_READING_TIME = re.compile(r"[\s|·•,–—-]{0,4}\d{1,3}[\s-]min(?:ute)?s?(?:\sread)?\W{0,3}$")

_MORE = re.compile(
    r"(?:more (?:[\w'’-]{1,20} ){0,3}(?:from|in|on|about|by)|most (?:viewed|read|popular|shared))\b"
)
"""The head of a box of links, in small letters."""

_LONGEST_HEAD = 60
_LINKS = 2
"""So many links right below it make a head of a box of what may be one."""

_INVITATION = 300
"""A paragraph of fewer characters with two phrases of small print in it is nothing else."""

LEAD = 6
"""Among so many pieces at the top a page may repeat its date, its section and its byline."""


def is_furniture(text: str) -> bool:
    """Whether a text is a button or a sign of the page, and nothing that its author wrote."""
    return len(text) <= 60 and bool(_BUTTON.match(text))


def without_furniture(
    pieces: list[Piece], authors: tuple[str, ...], url: str | None, teasers: bool = False
) -> list[Piece]:
    """The pieces but for buttons, headings that lead to other stories, and the byline's remains at the top.

    Args:
        pieces: Of the article, its captions among them.
        authors: Their names are not told twice.
        url: The page's address.
        teasers: Whether headings that lead to other stories stay, as on a page that lists stories.
    """
    linked = {id(piece) for piece in pieces if piece.kind is Kind.HEADING and _leads_away(piece)}
    headings = sum(1 for piece in pieces if piece.kind is Kind.HEADING)
    if teasers or len(linked) * 2 > headings:
        linked = set()
    names = {name.casefold() for name in authors}
    kept = []
    boxed = False
    for index, piece in enumerate(pieces):
        boxed = _heads_box(pieces, index) or (boxed and (piece.kind is Kind.IMAGE or _is_entry(piece)))
        if boxed and not teasers:
            continue
        if piece.kind in _WRITTEN and (id(piece) in linked or piece.text == url or _is_unwritten(piece)):
            continue
        if index < LEAD and piece.kind in _WRITTEN and _is_told(piece.text, names):
            continue
        kept.append(piece)
    return kept


_WRITTEN = frozenset({Kind.PARAGRAPH, Kind.HEADING, Kind.LIST_ITEM, Kind.QUOTE})


def _heads_box(pieces: list[Piece], index: int) -> bool:
    """Whether it says that other stories follow, and links to them do."""
    from reader.loaders.text import furniture as known

    piece = pieces[index]
    if piece.kind not in _WRITTEN or len(piece.text) > _LONGEST_HEAD:
        return False
    plain = known.plain(piece.text.casefold())
    if not (plain in known.BOXES or _MORE.match(plain)):
        return False
    below = [one for one in pieces[index + 1 : index + 1 + 2 * _LINKS] if one.kind is not Kind.IMAGE]
    return len(below) >= _LINKS and all(map(_is_entry, below[:_LINKS]))


def _is_entry(piece: Piece) -> bool:
    """Whether it may stand in a box of links: it is one, or leads somewhere, or is a headline in a list."""
    linked = _linked(piece)
    if piece.kind is Kind.LIST_ITEM:
        return linked * 4 >= len(piece.text) or not piece.text.endswith((".", ";", ",", ":"))
    return piece.kind in _WRITTEN and linked * 10 >= len(piece.text) * 8


def _is_unwritten(piece: Piece) -> bool:
    """Whether it is a button, the head of a box, a pointer to another story, or an offer to subscribe."""
    from reader.loaders.text import furniture as known

    text = piece.text
    if is_furniture(text):
        return True
    plain = known.plain(text.casefold())
    if plain in known.BOXES or (piece.kind is not Kind.HEADING and plain in known.BUTTONS):
        return True
    if known.BOX_OPENING.match(text) and _linked(piece) * 2 > len(text):
        return True
    return len(text) < _INVITATION and len(known.phrases_in(text)) > 1


def _linked(piece: Piece) -> int:
    """How many of its characters are links."""
    return sum(mark.end - mark.start for mark in piece.marks if mark.kind is MarkKind.LINK)


def _leads_away(piece: Piece) -> bool:
    return any(
        mark.kind is MarkKind.LINK and mark.target and mark.end - mark.start >= len(piece.text) - 2
        for mark in piece.marks
    )


def _is_told(text: str, names: set[str]) -> bool:
    """Whether it is a date and no more, or the name of an author and no more."""
    if len(text) > 90:
        return False
    plain = re.sub(r"^(?:by|von|par|por)\s+", "", text.strip(), flags=re.IGNORECASE).casefold()
    plain = _READING_TIME.sub("", plain)
    if plain in names:
        return True
    found = dates.find(text)
    return (
        bool(found)
        and len(text) - (found[-1].end - found[0].start) < 24
        and not text.endswith((".", "!", "?"))
    )


def is_junk(element: _Element, bulk: int) -> bool:
    """Whether an element stands in a list of other stories, an advertisement, a footer or the like."""
    return junk_around(element, bulk) is not None


def junk_around(element: _Element, bulk: int) -> _Element | None:
    """The list of other stories, advertisement, footer or the like in which an element stands; None for none.

    Args:
        element: Of the page.
        bulk: How many characters the article has; what holds half as many is not beside it but around it.
    """
    for node in element.iterancestors():
        if node.tag in _WHOLE:
            continue
        named = node.get("class") or node.get("id")
        unwanted = (
            node.tag in _JUNK_TAGS
            or (named and node.tag != "figure" and _JUNK.search(named))
            or (node.tag == "a" and leads_elsewhere(node))
        )
        if unwanted:
            return None if _has_more(node, bulk // 2) else node
    return None


def _has_more(node: _Element, characters: int) -> bool:
    for text in node.itertext():
        characters -= len(text)
        if characters < 0:
            return True
    return False


def leads_elsewhere(link: _Element) -> bool:
    """Whether a link around a picture leads to another story, not to the same picture made large."""
    target = (link.get("href") or "").lower()
    return bool(target) and not _PICTURE.search(target)
