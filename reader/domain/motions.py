"""Where the keys go that move by words, sentences, paragraphs and headings.

All of them take a place in the canonical text and return one; none looks further than it has to, so they
cost the same in an article of any length.
"""

from __future__ import annotations

import unicodedata

from reader.domain.article import Article, Block, Kind

_REACH = 10_000
"""How many characters a word motion passes over at most where there are no words."""

_APOSTROPHES = "'’‑-"
_IDEOGRAPHIC = (
    ("\u3040", "\u30ff"),
    ("\u3400", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
_ASIDE = frozenset({Kind.CAPTION, Kind.CREDIT, Kind.RULE, Kind.IMAGE})
"""What a reader who goes from paragraph to paragraph passes over."""


def next_paragraph(article: Article, offset: int) -> int:
    """The start of the next paragraph, heading, list item or the like; the text's end where there is none."""
    blocks = article.blocks
    if not blocks:
        return 0
    for index in range(article.block_at(offset), len(blocks)):
        if blocks[index].start > offset and _is_stop(blocks, index):
            return blocks[index].start
    return len(article.text)


def previous_paragraph(article: Article, offset: int) -> int:
    """The start of this paragraph, or of the one before where `offset` is that start already."""
    blocks = article.blocks
    if not blocks:
        return 0
    for index in range(article.block_at(offset), -1, -1):
        if blocks[index].start < offset and _is_stop(blocks, index):
            return blocks[index].start
    return 0


def next_heading(article: Article, offset: int) -> int | None:
    """The start of the next heading; None where there is none."""
    blocks = article.blocks
    for index in range(article.block_at(offset) if blocks else 0, len(blocks)):
        if blocks[index].kind is Kind.HEADING and blocks[index].start > offset:
            return blocks[index].start
    return None


def previous_heading(article: Article, offset: int) -> int | None:
    """The start of the heading before `offset`, or of the headline; None where there is none."""
    blocks = article.blocks
    for index in range(article.block_at(offset) if blocks else -1, -1, -1):
        if blocks[index].kind in {Kind.HEADING, Kind.HEADLINE} and blocks[index].start < offset:
            return blocks[index].start
    return None


def next_word(text: str, offset: int) -> int:
    """The first character of the next word; the end of the text where there is none."""
    at = min(len(text), offset + _REACH)
    end = _end_of_word(text, offset) if _in_word(text, offset) else offset
    return next((place for place in range(end, at) if _in_word(text, place)), at)


def previous_word(text: str, offset: int) -> int:
    """The first character of this word, or of the one before where `offset` is there already."""
    low = max(0, offset - _REACH)
    place = min(offset, len(text)) - 1
    while place >= low and not _in_word(text, place):
        place -= 1
    while place > low and _in_word(text, place - 1) and not _parts(text, place):
        place -= 1
    return max(place, low)


def word_end(text: str, offset: int) -> int:
    """The place after the last character of this word, or of the next where `offset` is there already."""
    at = min(len(text), offset + _REACH)
    begin = next((place for place in range(offset, at) if _in_word(text, place)), at)
    return _end_of_word(text, begin) if begin < at else at


def _is_stop(blocks: tuple[Block, ...], index: int) -> bool:
    """Whether a reader stops at a block; not at asides, nor between a dateline and its paragraph."""
    if blocks[index].kind in _ASIDE:
        return False
    return index == 0 or blocks[index - 1].kind is not Kind.DATELINE


def _end_of_word(text: str, offset: int) -> int:
    place, limit = offset + 1, min(len(text), offset + _REACH)
    while place < limit and _in_word(text, place) and not _parts(text, place):
        place += 1
    return place


def _in_word(text: str, place: int) -> bool:
    """Whether the character at a place belongs to a word; apostrophes and hyphens do within one."""
    if not 0 <= place < len(text):
        return False
    character = text[place]
    if character in _APOSTROPHES:
        return 0 < place < len(text) - 1 and text[place - 1].isalnum() and text[place + 1].isalnum()
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def _parts(text: str, place: int) -> bool:
    """Whether one word ends before `place` and another begins there: ideographs are words of their own."""
    return _is_ideograph(text[place]) or _is_ideograph(text[place - 1])


def _is_ideograph(character: str) -> bool:
    return any(low <= character <= high for low, high in _IDEOGRAPHIC)
