"""Putting together the article that was read: what goes in, in which order, and what is known of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.domain.article import Kind, Metadata
from reader.domain.builder import ArticleBuilder
from reader.loaders import bylines
from reader.loaders.text import cues
from reader.loaders.text.captions import Picture, pictures
from reader.loaders.text.evidence import Label
from reader.loaders.text.facts import Facts
from reader.loaders.text.lines import is_rule
from reader.loaders.text.plain import bullet
from reader.loaders.text.reading import Part, Read
from reader.loaders.wordlists import letters

_PHRASE = re.compile(r"[\w ]+|^\W*$")
_LONGEST_PULLED = 330
"""A pull quote has no more characters than this."""

_SEPARATORS = " |·•,;:/–—-"
_KINDS = {
    Label.PARAGRAPH: Kind.PARAGRAPH,
    Label.HEADING: Kind.HEADING,
    Label.AGENCY: Kind.AGENCY,
    Label.BYLINE: Kind.BYLINE,
    Label.PUBLISHED: Kind.PUBLISHED,
    Label.STANDFIRST: Kind.STANDFIRST,
}
_FRONT = (Part.ABOVE, Part.HEADLINE, Part.FRONT)


@dataclass(frozen=True, slots=True)
class Known:
    """What the pieces say about the article as a whole.

    Attributes:
        authors: Names.
        published: ISO 8601.
        updated: Likewise.
    """

    authors: tuple[str, ...]
    published: str | None
    updated: str | None


def build(
    builder: ArticleBuilder,
    pieces: Sequence[Facts],
    readings: Sequence[Read],
    *,
    language: str | None = None,
    drop: bool,
) -> Metadata:
    """Add the blocks of an article that was read, and say what is known of it.

    Headline, standfirst, byline and date come first, whatever order the page has them in, then the pictures
    that stood before the body.

    Args:
        builder: Takes the blocks.
        pieces: What was read.
        readings: As what.
        language: Its language, where that is known.
        drop: Whether what was taken for the page's furniture is left out.
    """
    known = known_of(pieces, readings)
    shown = {picture.at: picture for picture in _pictures(pieces, readings)}
    title = _add_front(builder, pieces, readings)
    standfirst = " ".join(
        _undated(seen) for seen, one in zip(pieces, readings, strict=True) if one.label is Label.STANDFIRST
    )
    pulled = _pulled(pieces, readings)
    for early in (True, False):
        for index, (seen, one) in enumerate(zip(pieces, readings, strict=True)):
            if (one.part in _FRONT) is not early:
                continue
            if index in shown:
                _add_picture(builder, shown[index])
            elif one.label in {Label.CAPTION, Label.CREDIT}:
                continue
            elif index in pulled:
                builder.add(Kind.PULL_QUOTE, seen.text)
            elif one.part is not Part.HEADLINE and not _is_front_matter(one):
                _add(builder, seen, one, known, drop=drop)
    return Metadata(
        title=title,
        standfirst=standfirst,
        authors=known.authors,
        published=known.published,
        updated=known.updated,
        language=language,
        tags=_tags(pieces, readings),
    )


def known_of(pieces: Sequence[Facts], readings: Sequence[Read]) -> Known:
    """Authors and dates: those at the top of the text before those at its foot."""
    both = list(zip(pieces, readings, strict=True))
    top = [(seen, one) for seen, one in both if one.part in _FRONT]
    rest = [(seen, one) for seen, one in both if one.part not in _FRONT]
    authors = _authors(top) or _authors([(seen, one) for seen, one in rest if seen.cued]) or _reporters(rest)
    dated = [seen.dated for seen, one in top if seen.dated and one.label is not Label.CAPTION]
    if not dated:
        dated = [seen.dated for seen, one in rest if seen.dated and one.label is Label.PUBLISHED]
    if not dated:
        return Known(authors, None, None)
    best = max(dated, key=lambda one: (one.labelled, one.timed))
    return Known(authors, best.published, next((one.updated for one in dated if one.updated), None))


def _authors(signed: list[tuple[Facts, Read]]) -> tuple[str, ...]:
    lines = [seen for seen, one in signed if one.label is Label.BYLINE]
    if any(seen.cued for seen in lines):
        first = next(index for index, seen in enumerate(lines) if seen.cued)
        names = list(lines[first].names)
        if not names and first + 1 < len(lines):
            names = list(lines[first + 1].names)
    else:
        names = [name for seen in lines for name in seen.names] or [
            name for seen, one in signed if one.label is Label.PUBLISHED for name in seen.names
        ]
    return tuple({name.casefold(): name for name in names}.values())


def _reporters(rest: list[tuple[Facts, Read]]) -> tuple[str, ...]:
    """Those who signed "Reporting by", where the report has no byline."""
    for seen, one in rest:
        if one.label is Label.AGENCY and (opening := cues.REPORTING.match(seen.text)):
            return bylines.authors("By " + seen.text[opening.end() :])
    return ()


def _tags(pieces: Sequence[Facts], readings: Sequence[Read]) -> tuple[str, ...]:
    return tuple(seen.text for seen, one in zip(pieces, readings, strict=True) if one.label is Label.KICKER)


def _pictures(pieces: Sequence[Facts], readings: Sequence[Read]) -> list[Picture]:
    return pictures(
        (index, seen.text, one.label)
        for index, (seen, one) in enumerate(zip(pieces, readings, strict=True))
        if one.label in {Label.CAPTION, Label.CREDIT}
    )


def _pulled(pieces: Sequence[Facts], readings: Sequence[Read]) -> set[int]:
    """The paragraphs that only say again what stands within another one: pull quotes."""
    said = {
        index: seen.text
        for index, (seen, one) in enumerate(zip(pieces, readings, strict=True))
        if one.label is Label.PARAGRAPH
    }
    small = "\n".join(dict.fromkeys(said.values())).casefold()
    short = [
        index
        for index, text in said.items()
        if len(text) <= _LONGEST_PULLED and small.count(max(_PHRASE.findall(text.casefold()), key=len)) > 1
    ]
    whole = letters(small) if short else ""
    bare = {index: letters(said[index]) for index in short}
    return {index for index, one in bare.items() if 30 <= len(one) <= 250 and whole.count(one) > 1}


def _is_front_matter(one: Read) -> bool:
    return one.part in _FRONT and one.label in {
        Label.STANDFIRST,
        Label.BYLINE,
        Label.PUBLISHED,
        Label.AGENCY,
    }


def _add_front(builder: ArticleBuilder, pieces: Sequence[Facts], readings: Sequence[Read]) -> str:
    both = [(seen, one) for seen, one in zip(pieces, readings, strict=True) if one.part in _FRONT]
    title = next((seen.text for seen, one in both if one.part is Part.HEADLINE), "")
    builder.add(Kind.HEADLINE, title)
    for seen, one in both:
        if one.label is Label.STANDFIRST:
            builder.add(Kind.STANDFIRST, _undated(seen))
    signatures: list[str] = []
    days: list[str] = []
    for seen, one in both:
        if one.label in {Label.BYLINE, Label.AGENCY, Label.PUBLISHED} or (
            one.label is Label.STANDFIRST and seen.dated
        ):
            signature, day = _parted(seen, one.label)
            if signature:
                signatures.append(signature)
            if day and day not in days:
                days.append(day)
    text = "\n".join(signatures)
    builder.add(Kind.BYLINE, text.replace("By\n", "By ", 1) if text.startswith("By\n") else text)
    for day in days:
        builder.add(Kind.PUBLISHED, day)
    return title


def _parted(seen: Facts, label: Label) -> tuple[str, str]:
    """The byline and the date of a line that may hold both."""
    if seen.dated is None:
        return ("", seen.text) if label is Label.PUBLISHED else (seen.text, "")
    before, after = (
        seen.text[: seen.dated.start].strip(_SEPARATORS),
        seen.text[seen.dated.end :].strip(_SEPARATORS),
    )
    day = seen.text[seen.dated.start : seen.dated.end].strip(_SEPARATORS)
    if label is Label.STANDFIRST:
        return "", f"{day} {after}".strip()
    if bylines.has_cue(after) or (not before and label is Label.BYLINE):
        return after, f"{before} {day}".strip()
    if label is Label.BYLINE or bylines.has_cue(before):
        return before, seen.text[seen.dated.start :].strip(_SEPARATORS)
    return "", seen.text


def _undated(seen: Facts) -> str:
    return seen.text[: seen.dated.start].strip(" |·•–—-") if seen.dated else seen.text


def _add(builder: ArticleBuilder, seen: Facts, one: Read, known: Known, *, drop: bool) -> None:
    first = seen.first
    if one.label in {Label.JUNK, Label.BOX} and drop:
        return
    if one.label is Label.PUBLISHED and drop and seen.dated and seen.dated.published == known.published:
        return
    if is_rule(first.raw) and len(seen.piece.lines) == 1:
        if not drop:
            builder.add(Kind.RULE, first.raw.strip())
    elif one.label is Label.KICKER:
        if not drop:
            builder.add(Kind.HEADING, _marked(seen), level=6)
    elif one.label is Label.ITEM or (one.label is Label.PARAGRAPH and first.marker):
        builder.add(Kind.LIST_ITEM, seen.text, depth=1, marker=bullet(first.marker))
    elif one.label is Label.HEADING:
        builder.add(Kind.HEADING, _marked(seen), level=2)
    elif one.label is Label.PARAGRAPH and first.quoted:
        builder.add(Kind.QUOTE, seen.text, quoted=first.quoted)
    elif one.label is Label.PARAGRAPH and seen.dateline:
        builder.add(Kind.DATELINE, seen.text[: seen.dateline].strip())
        builder.add(Kind.PARAGRAPH, seen.text[seen.dateline :].strip())
    else:
        builder.add(_KINDS.get(one.label, Kind.PARAGRAPH), _marked(seen))


def _marked(seen: Facts) -> str:
    marker = seen.first.marker
    return f"{marker} {seen.text}" if marker else seen.text


def _add_picture(builder: ArticleBuilder, picture: Picture) -> None:
    builder.add(Kind.CAPTION, picture.text)
    builder.add(Kind.CREDIT, picture.credit)
