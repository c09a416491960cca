"""Pictures that stand alone, with their captions and credits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from markdown_it.token import Token

from reader.domain.article import Kind, Mark, MarkKind
from reader.loaders.clean import clean_line
from reader.loaders.markdown.inline import Inliner, followable
from reader.loaders.pieces import Piece

LONGEST_CAPTION = 1_000

_BETWEEN = {"softbreak", "hardbreak", "link_open", "link_close"}
_EMPHASISED = {"em_open": "em_close", "strong_open": "strong_close"}
_WEB = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://|//")


def pictures(tokens: list[Token], inliner: Inliner) -> list[Piece]:
    """The pictures of a paragraph that holds nothing else, but perhaps emphasised words after them.

    Args:
        tokens: The paragraph's inline tokens.
        inliner: What turns them into text.

    Returns:
        The images, and the words as a paragraph; nothing where the paragraph holds other text.
    """
    found: list[Piece] = []
    for at, token in enumerate(tokens):
        if token.type == "image":
            text, _ = inliner.of(token.children or [])
            source = followable(str(token.attrGet("src") or ""), ("http:", "https:"))
            title = clean_line(str(token.attrGet("title") or ""))
            found.append(Piece(Kind.IMAGE, " ".join(text.split()), source=source, title=title))
        elif found and token.type in _EMPHASISED:
            rest = [inner for inner in tokens[at:] if inner.type != "text" or inner.content.strip()]
            if rest[-1].type != _EMPHASISED[token.type] or rest[-1].level != token.level:
                return []
            found.append(Piece(Kind.PARAGRAPH, *inliner.of(tokens[at:])))
            return found
        elif token.type not in _BETWEEN and (token.type != "text" or token.content.strip()):
            return []
    return found


def grouped(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, with a caption and a credit after each image that has them, in this order.

    An image's title is its caption; else a paragraph right below it that is all emphasis, or is emphasis but
    for a credit. A paragraph below that is nothing but a credit is the credit.
    """
    image: Piece | None = None
    for piece in pieces:
        if image is None:
            if piece.kind is Kind.IMAGE:
                image = piece
            else:
                yield piece
            continue
        below = _below(image, piece)
        yield from _group(image, below)
        image = piece if piece.kind is Kind.IMAGE else None
        if image is None and not below:
            yield piece
    if image is not None:
        yield from _group(image, [])


def _below(image: Piece, piece: Piece) -> list[Piece]:
    """The caption and credit that a piece right below an image is; nothing where it is neither."""
    alike = (piece.depth, piece.quoted) == (image.depth, image.quoted)
    running = piece.kind in {Kind.PARAGRAPH, Kind.QUOTE, Kind.LIST_ITEM} and not piece.marker
    if not (alike and running and len(piece.text) <= LONGEST_CAPTION):
        return []
    from reader.loaders import credits

    if credits.is_credit(piece.text):
        return _caption(piece)
    emphasised = max(
        (m.end for m in piece.marks if m.start == 0 and m.kind in {MarkKind.EMPHASIS, MarkKind.STRONG}),
        default=0,
    )
    rest = piece.text[emphasised:].strip()
    if image.title or not emphasised or (rest and not credits.is_credit(rest)):
        return []
    return _caption(piece)


def _group(image: Piece, below: list[Piece]) -> Iterator[Piece]:
    """The image with its title or what stands below it."""
    if image.title:
        titled = _caption(replace(image, kind=Kind.CAPTION, text=image.title, marks=(), source="", title=""))
        below = titled + [piece for piece in below if piece.kind not in {known.kind for known in titled}]
    caption = below[0].text if below and below[0].kind is Kind.CAPTION else ""
    name = _name(image.source)
    if not image.text or (name and image.text.casefold() == caption.casefold()):
        image = replace(image, text=name)
    yield replace(image, title="")
    yield from below


def _caption(piece: Piece) -> list[Piece]:
    """A piece as a caption and a credit; either may be wanting."""
    from reader.loaders import credits

    text, credit = credits.split(piece.text)
    found = []
    if text:
        caption = replace(piece, kind=Kind.CAPTION, text=text, marks=_marks_within(piece, text), title="")
        found.append(caption)
    if credit:
        found.append(replace(piece, kind=Kind.CREDIT, text=credit, marks=(), title=""))
    return found


def _marks_within(piece: Piece, text: str) -> tuple[Mark, ...]:
    """The marks on what is left of a piece, without those that only say that it is a caption."""
    if not piece.text.startswith(text):
        return ()
    kept = (replace(mark, end=min(mark.end, len(text))) for mark in piece.marks)
    return tuple(mark for mark in kept if mark.start < mark.end and (mark.start, mark.end) != (0, len(text)))


def _name(source: str) -> str:
    """What to call an image that has no other words: the name of its file."""
    return clean_line(unquote(PurePosixPath(_WEB.sub("", source).partition("?")[0]).name))
