"""EPUB: the chapters of a book, each an article, in the order in which they are read.

Nothing is ever unpacked to disk, so no name in the archive can lead out of it.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from reader.domain.article import Kind, Metadata
from reader.domain.builder import ArticleBuilder
from reader.loaders.archive import Archive
from reader.loaders.clean import clean_line
from reader.loaders.errors import LoadError
from reader.loaders.html.fragment import pieces_of
from reader.loaders.html.parse import text_of
from reader.loaders.html.people import names_in
from reader.loaders.html.when import iso
from reader.loaders.pieces import Piece, build, without_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from reader.domain.article import Article
    from reader.loaders.source import Source

_CONTAINER = "META-INF/container.xml"


@dataclass(frozen=True, slots=True)
class _Book:
    """What the package document says.

    Attributes:
        title: The book's.
        authors: Its authors.
        published: When, ISO 8601.
        language: A BCP 47 tag.
        tags: Its subjects.
        chapters: The names in the archive of its text documents, in reading order.
        contents: The titles in its table of contents, by the document that they lead to.
    """

    title: str
    authors: tuple[str, ...]
    published: str | None
    language: str | None
    tags: tuple[str, ...]
    chapters: tuple[str, ...]
    contents: dict[str, str]


def load(source: Source) -> tuple[Article, ...]:
    """The chapters of a book that have text.

    A document that the table of contents does not name goes on with the chapter before it.

    Raises:
        LoadError: It is damaged, too large, protected, or no book.
    """
    archive = _Members(source)
    book = _book(archive)
    if not book.chapters:
        raise LoadError(f"{source.name}: the book lists no chapters")
    chapters: list[tuple[str, list[Piece]]] = []
    lacking = 0
    for name in book.chapters:
        if name not in archive:
            lacking += 1
            continue
        pieces = pieces_of(archive.text(name))
        if not any(piece.kind is not Kind.IMAGE for piece in pieces):
            continue
        title = book.contents.get(name, "")
        if chapters and not title and book.contents and chapters[-1][0]:
            chapters[-1][1].extend(pieces)
        else:
            chapters.append((title, pieces))
    if not chapters:
        raise LoadError(f"{source.name}: the book has no readable text")
    notices = [f"{lacking} of the {len(book.chapters)} parts that the book lists are not in its file"]
    return tuple(
        _chapter(book, title, pieces, number, notices if lacking and number == 1 else ())
        for number, (title, pieces) in enumerate(chapters, 1)
    )


def _chapter(book: _Book, title: str, pieces: list[Piece], number: int, notices: Iterable[str]) -> Article:
    first = next((piece for piece in pieces[:3] if piece.kind is Kind.HEADING), None)
    if not title and first is not None:
        title = first.text
    title = title or (f"{book.title} ({number})" if book.title else str(number))
    builder = ArticleBuilder()
    builder.add(Kind.HEADLINE, title)
    builder.add(Kind.BYLINE, ", ".join(book.authors))
    build(without_title(pieces, title), builder)
    return builder.article(
        Metadata(
            title=title,
            authors=book.authors,
            published=book.published,
            site=book.title or None,
            language=book.language,
            tags=book.tags,
        ),
        notices,
    )


class _Members(Archive):
    """The archive of a book, whose members are texts and trees."""

    def __init__(self, source: Source) -> None:
        super().__init__(source, "e-book")

    def text(self, name: str) -> str:
        """The text of a member, in the encoding that it declares.

        Raises:
            LoadError: As `read`, or it is not text.
        """
        from dataclasses import replace

        return text_of(replace(self.source, data=self.read(name), path=None, charset=None))

    def tree(self, name: str) -> _Element:
        """The tree of a member that is XML.

        Raises:
            LoadError: As `read`, or it is no XML.
        """
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
        )
        try:
            root = etree.fromstring(self.read(name), parser)
        except (etree.XMLSyntaxError, ValueError):
            root = None
        if root is None:
            raise self.damaged(name, "is not XML")
        return root


def _book(archive: _Members) -> _Book:
    container = archive.tree(_CONTAINER)
    package = next((path for found in _all(container, "rootfile") if (path := found.get("full-path"))), "")
    root = archive.tree(package)
    folder = posixpath.dirname(package)
    items = {item.get("id"): item for item in _all(root, "item") if item.get("id") and item.get("href")}
    spine = next(iter(_all(root, "spine")), None)
    order = [items[ref] for found in _all(root, "itemref") if (ref := found.get("idref")) in items]
    guides = {id(item) for item in items.values() if "nav" in (item.get("properties") or "").split()}
    chapters = [
        _inside(folder, item.get("href"))
        for item in order
        if "html" in (item.get("media-type") or "html") and id(item) not in guides
    ]
    contents = _contents(archive, folder, items, spine.get("toc") if spine is not None else None)
    texts = {
        name: [_line(found) for found in _all(root, name)]
        for name in ("title", "creator", "date", "language", "subject")
    }
    creators = [
        _line(found) for found in _all(root, "creator") if _attribute(found, "role") in {"", "aut"}
    ] or texts["creator"]
    title = next(filter(None, texts["title"]), "")
    return _Book(
        title=title,
        authors=names_in(creators, "") or tuple(dict.fromkeys(filter(None, creators))),
        published=next((when for text in texts["date"] if (when := iso(text))), None),
        language=next(filter(None, texts["language"]), None),
        tags=tuple(dict.fromkeys(tag for tag in texts["subject"] if 0 < len(tag) <= 60))[:20],
        chapters=tuple(dict.fromkeys(chapters)),
        contents=contents,
    )


def _contents(
    archive: _Members, folder: str, items: dict[str | None, _Element], toc: str | None
) -> dict[str, str]:
    """The table of contents, of version 3 or 2; the first title that leads to a document is its title."""
    titles: dict[str, str] = {}
    for item in items.values():
        name = _inside(folder, item.get("href"))
        if "nav" in (item.get("properties") or "").split() and name in archive:
            for link in _all(archive.tree(name), "a"):
                titles.setdefault(_inside(posixpath.dirname(name), link.get("href")), _line(link))
            return titles
    ncx = items.get(toc) if toc else None
    if ncx is not None and (name := _inside(folder, ncx.get("href"))) in archive:
        for point in _all(archive.tree(name), "navPoint"):
            label = next((_line(found) for found in _all(point, "text")), "")
            target = next((found.get("src") for found in _all(point, "content")), None)
            titles.setdefault(_inside(posixpath.dirname(name), target), label)
    return titles


def _inside(folder: str, address: str | None) -> str:
    """The name in the archive that an address leads to; one that would lead out of it is no name in it."""
    return posixpath.normpath(posixpath.join(folder, unquote((address or "").partition("#")[0])))


def _all(root: _Element, name: str) -> Iterator[_Element]:
    """The elements of a local name, whatever their namespace."""
    return root.iter(f"{{*}}{name}")  # type: ignore[no-any-return]


def _attribute(element: _Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _line(element: _Element) -> str:
    return clean_line("".join(element.itertext()))
