"""Putting a page's article together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.domain.article import Kind, Metadata
from reader.domain.builder import ArticleBuilder
from reader.loaders.errors import LoadError
from reader.loaders.html import people, when
from reader.loaders.html.body import body_of
from reader.loaders.html.bold import with_bold_headings
from reader.loaders.html.furniture import without_furniture
from reader.loaders.html.graft import graft
from reader.loaders.html.headline import headline, kicker, without_site
from reader.loaders.html.links import link_target, site_of
from reader.loaders.html.metadata import Head, head_of
from reader.loaders.html.outline import Outline, outline_of
from reader.loaders.html.parse import parse, text_of
from reader.loaders.html.standfirst import take_standfirst
from reader.loaders.html.wash import wash_line
from reader.loaders.html.wire import with_wire_parts
from reader.loaders.pieces import Piece, build, size
from reader.loaders.wordlists import letters

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from reader.domain.article import Article
    from reader.loaders.source import Source

KICKER = 6
"""The level of the line over a headline, below that of any other heading."""

_NEEDS_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8}){0,3}$")


def load_page(source: Source) -> Article:
    """The article of a page.

    Raises:
        LoadError: It holds no readable text.
    """
    return page_article(text_of(source), source.name, source.url)


def page_article(page: str, name: str, url: str | None) -> Article:
    """The article of a page that is decoded already.

    Args:
        page: Its text, tags and all, not yet cleaned.
        name: What to call it in a message.
        url: Where it was fetched from, if it was.

    Raises:
        LoadError: It holds no readable text.
    """
    root, whole = parse(page)
    head = head_of(root) if root is not None else Head()
    base = _address(head, root, url)
    outline = outline_of(root) if root is not None else Outline("", {})
    for element in outline.hovering:
        element.drop_tree()
    pieces, notice = body_of(root, page, whole, base)
    if not any(piece.kind is not Kind.IMAGE for piece in pieces):
        raise _nothing(page, name)
    site = _site(head, base)
    titles = (head.first("og:title", "twitter:title"), head.says("headline"), without_site(head.title, site))
    title, spot = headline(outline, titles, site)
    outline.place(pieces)
    pieces = _without_headline(pieces, title)
    body_first = min(
        (piece.at for piece in pieces if piece.at >= 0 and piece.kind is not Kind.IMAGE), default=0
    )
    first = spot.start if spot is not None else body_first
    pieces = graft(pieces, outline, min(first, body_first), base, teasers=head.collection)
    standfirst, pieces = take_standfirst(pieces, head, outline, spot, body_first)
    last = max((piece.at for piece in pieces), default=first)
    authors = people.authors(head, outline, (first, last), size(pieces), site) or people.signed(pieces)
    pieces = without_furniture(with_bold_headings(pieces), authors, base, teasers=head.collection)
    pieces = with_wire_parts(pieces)
    published, updated = (None, None)
    if root is not None:
        published, updated = when.times(
            head,
            outline,
            root,
            first=first,
            headline=spot.element if spot is not None else None,
            url=base,
            size=len(page),
        )
    builder = ArticleBuilder()
    builder.add(Kind.HEADING, kicker(outline, spot, site) if spot is not None else "", level=KICKER)
    builder.add(Kind.HEADLINE, title)
    builder.add(Kind.STANDFIRST, standfirst)
    builder.add(Kind.BYLINE, ", ".join(authors))
    builder.add(Kind.PUBLISHED, (published or "").replace("T", " ")[:16])
    build(pieces, builder)
    meta = Metadata(
        title=title,
        standfirst=standfirst,
        authors=authors,
        published=published,
        updated=updated,
        site=site or None,
        url=base,
        language=_language(head),
        tags=_tags(head),
    )
    return builder.article(meta, [notice] if notice else [])


def _nothing(page: str, name: str) -> LoadError:
    if _NEEDS_SCRIPT.search(page):
        return LoadError(
            f"{name}: no readable text; the page needs JavaScript to show it. "
            "Save it from a browser and open that file"
        )
    return LoadError(f"{name}: no readable text in this page")


def _address(head: Head, root: HtmlElement | None, url: str | None) -> str | None:
    """The page's address: where it was fetched, else what it says; None where that is not http or https."""
    stated = [head.canonical, head.first("og:url"), head.says("url")]
    if root is not None:
        stated += [base.get("href") or "" for base in root.iter("base")][:1]
    for address in (url, *stated):
        target = link_target(address, None)
        if target.lower().startswith(("http://", "https://")):
            return target
    return None


def _site(head: Head, base: str | None) -> str:
    publisher = head.linked.get("publisher")
    publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
    named = publisher.get("name") if isinstance(publisher, dict) else None
    return (
        head.first("og:site_name", "application-name")
        or (wash_line(named) if isinstance(named, str) else "")
        or site_of(base)
    )


def _language(head: Head) -> str | None:
    for stated in (
        head.language,
        head.first("og:locale", "content-language", "language"),
        head.says("inLanguage"),
    ):
        if _LANGUAGE.match(stated):
            return stated.replace("_", "-")
    return None


def _tags(head: Head) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for tag in head.all("article:tag") if len(tag) <= 60))[:20]


def _without_headline(pieces: list[Piece], title: str) -> list[Piece]:
    """The body without the headline, which the extractor may have left at its top."""
    key = letters(title)
    for index, piece in enumerate(pieces[:6]):
        if key and piece.kind in {Kind.HEADING, Kind.PARAGRAPH} and piece.key == key:
            return pieces[:index] + pieces[index + 1 :]
    return pieces
