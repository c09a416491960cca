"""The pictures of an article, with what is said of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reader.domain.article import Article, Kind
from reader.domain.span import Span


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of an article.

    Attributes:
        start: Where it, or its caption, begins in the text.
        source: Its address as the article gives it; empty where only its caption came with the article.
        alt: What it shows, for those who do not see it.
        caption: Its caption.
        credit: Who made it.
    """

    start: int
    source: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""


def pictures_of(article: Article) -> list[Picture]:
    """The pictures in the order of the text; captions and credits go with what they follow."""
    found: list[Picture] = []
    before: Kind | None = None
    for block in article.blocks:
        words = " ".join(article.of(block).split())
        match block.kind:
            case Kind.IMAGE:
                found.append(Picture(block.start, block.source, alt=words))
            case Kind.CAPTION if before is Kind.IMAGE:
                found[-1] = replace(found[-1], caption=words)
            case Kind.CAPTION:
                found.append(Picture(block.start, caption=words))
            case Kind.CREDIT if before in {Kind.IMAGE, Kind.CAPTION}:
                found[-1] = replace(found[-1], credit=words)
        before = block.kind
    return found


def in_sight(pictures: list[Picture], seen: Span) -> int:
    """The first of the pictures in a part of the text, else the one nearest to it; by its index."""
    within = (index for index, one in enumerate(pictures) if seen.start <= one.start < seen.end)
    near = _nearest(pictures, seen.start)
    return next(within, near)


def _nearest(pictures: list[Picture], offset: int) -> int:
    return min(range(len(pictures)), key=lambda index: abs(pictures[index].start - offset))
