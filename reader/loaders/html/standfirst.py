"""The standfirst of a page: what its description says, where the page shows that above the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.domain.article import Kind
from reader.loaders import dates
from reader.loaders.html.marks import inline_of
from reader.loaders.wordlists import letters

if TYPE_CHECKING:
    from reader.loaders.html.metadata import Head
    from reader.loaders.html.outline import Outline, Spot
    from reader.loaders.pieces import Piece

LONGEST = 600
"""A standfirst has at most so many characters."""

_SHORTEST = 25
_NEAR = 200
"""So many letters may stand between headline and standfirst: a section, a date."""

_DOTS = re.compile(r"(?<![\s…])(?:\s*(?:…|\.{3}|\[…\]|\[\.{3}\]))+$")


def take_standfirst(
    pieces: list[Piece], head: Head, outline: Outline, headline: Spot | None, body: int
) -> tuple[str, list[Piece]]:
    """The standfirst, "" where there is none, and the pieces without it.

    It is the page's description if the page shows just that between the headline and the first paragraph.
    A description that repeats the first paragraph is none: that paragraph stays where it is. Failing that,
    the standfirst is what stands there as a lower heading, or in an element that its class calls so.

    Args:
        pieces: Of the article.
        head: What the page says about itself.
        outline: What it shows.
        headline: Where the headline stands; None where the page does not show it.
        body: Where the body's first piece stands on the outline's stream.
    """
    first = headline.end if headline is not None else 0
    for text in (
        head.first("og:description", "description", "twitter:description"),
        head.says("description"),
    ):
        key = letters(_DOTS.sub("", text))
        if len(key) < _SHORTEST or len(text) > LONGEST:
            continue
        for index, piece in enumerate(pieces[:4]):
            if piece.key == key and (piece.kind is Kind.HEADING or _is_set_apart(piece, pieces, outline)):
                return piece.text.replace("\n", " "), pieces[:index] + pieces[index + 1 :]
        if any(key in piece.key for piece in pieces[:3] if piece.kind is not Kind.IMAGE):
            break
        place = outline.stream.find(key, first)
        if first <= place and place + len(key) <= body and not _DOTS.search(text):
            return text, pieces
    if headline is None:
        return "", pieces
    if named := _named(outline, headline, body):
        return named, pieces
    return _opening(pieces, outline, headline)


def _opening(pieces: list[Piece], outline: Outline, headline: Spot) -> tuple[str, list[Piece]]:
    """The body's first words where the page calls them a standfirst, or makes a heading of a sentence."""
    index = next((index for index, piece in enumerate(pieces) if piece.kind is not Kind.IMAGE), 0)
    if index + 1 >= len(pieces):
        return "", pieces
    piece, end = pieces[index], pieces[index].at + len(pieces[index].key)
    near = headline.end <= piece.at <= headline.end + _NEAR
    if not near or not _SHORTEST < len(piece.text) <= LONGEST:
        return "", pieces
    called = any(
        spot.start == piece.at and spot.end == end and not _has_links(spot)
        for spot in outline.spots.get("standfirst", ())
    )
    if called or (piece.kind is Kind.HEADING and piece.text.endswith((".", "!", "…"))):
        return piece.text.replace("\n", " "), pieces[:index] + pieces[index + 1 :]
    return "", pieces


def _is_set_apart(piece: Piece, pieces: list[Piece], outline: Outline) -> bool:
    """Whether a piece of the body is called a standfirst, or a byline or a date stands right after it."""
    if any(spot.start == piece.at for spot in outline.spots.get("standfirst", ())):
        return True
    end = piece.at + len(piece.key)
    following = min((other.at for other in pieces if other.at >= end), default=end)
    return any(
        end <= spot.start and spot.end <= following and spot.start < spot.end
        for role in ("byline", "time")
        for spot in outline.spots.get(role, ())
    )


def _named(outline: Outline, headline: Spot, body: int) -> str:
    """What stands between headline and body as a second heading or in an element called a standfirst."""
    for role in ("standfirst", "heading"):
        for spot in outline.spots.get(role, ()):
            if not headline.end <= spot.start <= headline.end + _NEAR or spot.end > body:
                continue
            if spot.end - spot.start < _SHORTEST:
                continue
            text, _ = inline_of(spot.element, None)
            if (
                _SHORTEST < len(text) <= LONGEST
                and " " in text
                and not dates.find(text)
                and not _has_links(spot)
            ):
                return text.replace("\n", " ")
    return ""


def _has_links(spot: Spot) -> bool:
    return next(spot.element.iter("a"), None) is not None
