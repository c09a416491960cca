"""The standfirst of a page: what its description says, where the page shows that above the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.domain.article import Kind
from reader.loaders.html.pieces import letters

if TYPE_CHECKING:
    from reader.loaders.html.metadata import Head
    from reader.loaders.html.outline import Outline
    from reader.loaders.html.pieces import Piece

LONGEST = 600
"""A standfirst has at most so many characters."""

_SHORTEST = 25
_DOTS = re.compile(r"(?:\s*(?:…|\.{3}|\[…\]|\[\.{3}\]))+$")


def take_standfirst(
    pieces: list[Piece], head: Head, outline: Outline, first: int, body: int
) -> tuple[str, list[Piece]]:
    """The standfirst, "" where there is none, and the pieces without it.

    It is the page's description if the page shows just that between the headline and the first paragraph.
    A description that repeats the first paragraph is none: that paragraph stays where it is.

    Args:
        pieces: Of the article.
        head: What the page says about itself.
        outline: What it shows.
        first: Where the headline stands on the outline's stream.
        body: Where the body's first piece stands.
    """
    for text in (head.first("og:description", "description", "twitter:description"), head.says("description")):
        key = letters(_DOTS.sub("", text))
        if len(key) < _SHORTEST or len(text) > LONGEST:
            continue
        for index, piece in enumerate(pieces[:4]):
            if piece.kind is Kind.HEADING and piece.key == key:
                return piece.text, pieces[:index] + pieces[index + 1 :]
        if any(key in piece.key for piece in pieces[:3] if piece.kind is not Kind.IMAGE):
            return "", pieces
        place = outline.stream.find(key, first)
        if first <= place and place + len(key) <= body and not _DOTS.search(text):
            return text, pieces
    return "", pieces
