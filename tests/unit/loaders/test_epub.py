"""Books: chapters in order, and archives that mean harm."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from reader.domain.article import Article, Kind, MarkKind, faults
from reader.loaders import archive, registry
from reader.loaders.errors import LoadError
from reader.loaders.source import Source

CONTAINER = """<?xml version="1.0"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>
<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""

PACKAGE = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Keeper’s Book</dc:title>
<dc:creator>Maren Holt</dc:creator><dc:language>en</dc:language><dc:date>2026-03-02</dc:date>
<dc:subject>Lighthouses</dc:subject></metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="more" href="text/one%20more.xhtml" media-type="application/xhtml+xml"/>
<item id="two" href="text/two.xhtml" media-type="application/xhtml+xml"/>
</manifest>
<spine toc="ncx"><itemref idref="cover"/><itemref idref="nav"/><itemref idref="two"/><itemref idref="one"/>
<itemref idref="more"/><itemref idref="gone"/></spine></package>"""

NAV = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>
<nav epub:type="toc"><ol><li><a href="text/two.xhtml#start">The Second Watch</a></li>
<li><a href="text/one.xhtml">The First Watch</a></li></ol></nav></body></html>"""

NCX = """<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>
<navPoint><navLabel><text>Watch Two</text></navLabel><content src="text/two.xhtml"/></navPoint>
<navPoint><navLabel><text>Watch One</text></navLabel><content src="text/one.xhtml#a"/></navPoint>
</navMap></ncx>"""


def chapter(body: str) -> str:
    return f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'


MEMBERS = {
    "META-INF/container.xml": CONTAINER,
    "OPS/book.opf": PACKAGE,
    "OPS/nav.xhtml": NAV,
    "OPS/toc.ncx": NCX,
    "OPS/cover.xhtml": chapter('<img src="cover.jpg" alt="Cover"/>'),
    "OPS/text/one.xhtml": chapter("<h1>The First Watch</h1><p>It was <i>calm</i>.</p>"),
    "OPS/text/one more.xhtml": chapter("<p>It stayed so.</p>"),
    "OPS/text/two.xhtml": chapter("<h2>Later</h2><p>It blew – and blew.</p>"),
}


def packed(members: dict[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, content in members.items():
            book.writestr(name, content)
    return held.getvalue()


def load(data: bytes) -> tuple[Article, ...]:
    articles = registry.load(Source("book.epub", data, path=Path("book.epub")))
    assert [fault for article in articles for fault in faults(article)] == []
    return articles


def without(*names: str, **instead: str | bytes) -> bytes:
    return packed({**{name: text for name, text in MEMBERS.items() if name not in names}, **instead})


def test_chapters_come_in_the_order_of_the_spine_with_their_titles() -> None:
    articles = load(packed(dict(MEMBERS)))
    assert [article.meta.title for article in articles] == ["The Second Watch", "The First Watch"]
    second, first = articles
    assert second.text == "The Second Watch\n\nMaren Holt\n\nLater\n\nIt blew – and blew."
    assert first.text == "The First Watch\n\nMaren Holt\n\nIt was calm.\n\nIt stayed so."
    assert [first.of(mark) for mark in first.marks if mark.kind is MarkKind.EMPHASIS] == ["calm"]


def test_each_chapter_knows_its_book() -> None:
    meta = load(packed(dict(MEMBERS)))[0].meta
    assert (meta.site, meta.authors, meta.language) == ("The Keeper’s Book", ("Maren Holt",), "en")
    assert (meta.published, meta.tags) == ("2026-03-02", ("Lighthouses",))


def test_an_older_table_of_contents_is_read_too() -> None:
    package = PACKAGE.replace(' properties="nav"', "")
    articles = load(without("OPS/nav.xhtml", **{"OPS/book.opf": package}))
    assert [article.meta.title for article in articles] == ["Watch Two", "Watch One"]


def test_a_book_without_contents_names_its_chapters_by_their_headings() -> None:
    package = PACKAGE.replace(' properties="nav"', "").replace(' toc="ncx"', "")
    articles = load(without("OPS/nav.xhtml", **{"OPS/book.opf": package}))
    assert [article.meta.title for article in articles] == [
        "Later",
        "The First Watch",
        "The Keeper’s Book (3)",
    ]
    assert articles[0].blocks[0].kind is Kind.HEADLINE


@pytest.mark.parametrize(
    "outside",
    ["../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://127.0.0.1/x", "..%2f..%2fevil"],
)
def test_no_name_leads_out_of_the_archive(outside: str) -> None:
    package = PACKAGE.replace("text/two.xhtml", outside)
    (article,) = load(without(**{"OPS/book.opf": package}))
    assert article.meta.title == "The First Watch"
    assert "not in its file" in article.notices[0]


DAMAGED = [
    (packed(dict(MEMBERS))[:200], "damaged e-book"),
    (without("META-INF/container.xml"), "container.xml is missing"),
    (without(**{"META-INF/container.xml": "no xml"}), "is not XML"),
    (without("OPS/book.opf"), "book.opf is missing"),
    (without(**{"OPS/book.opf": "<package/>"}), "lists no chapters"),
    (without("OPS/text/one.xhtml", "OPS/text/one more.xhtml", "OPS/text/two.xhtml"), "no readable text"),
]


@pytest.mark.parametrize(("data", "words"), DAMAGED)
def test_damage_is_named(data: bytes, words: str) -> None:
    with pytest.raises(LoadError, match=words):
        load(data)


def test_a_member_that_swells_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(LoadError, match="refused as unsafe"):
        load(without(**{"OPS/text/two.xhtml": b" " * (archive.LARGEST_MEMBER + 1)}))


def test_a_member_that_lies_about_its_size_is_refused_while_it_is_unpacked() -> None:
    data = bytearray(without(**{"OPS/text/two.xhtml": b" " * (archive.LARGEST_MEMBER + 1)}))
    size = (archive.LARGEST_MEMBER + 1).to_bytes(4, "little")
    assert size in data
    with pytest.raises(LoadError, match=r"refused as unsafe|cannot be unpacked"):
        load(bytes(data).replace(size, (100).to_bytes(4, "little")))


def test_a_book_that_swells_as_a_whole_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_WHOLE", 1800)
    with pytest.raises(LoadError, match="refused as unsafe"):
        load(packed(dict(MEMBERS)))


def test_an_archive_of_too_many_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 5)
    with pytest.raises(LoadError, match="more than 5 files"):
        load(packed(dict(MEMBERS)))


def test_a_protected_book_says_so() -> None:
    data = bytearray(packed(dict(MEMBERS)))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"META-INF/container.xml"))
    data[at + 8] |= 1
    with pytest.raises(LoadError, match="is protected"):
        load(bytes(data))


def test_entities_in_its_xml_do_not_expand() -> None:
    bomb = '<!DOCTYPE package [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "ha">]>'
    package = PACKAGE.replace("<package", f"{bomb}<package", 1).replace("The Keeper’s Book", "x&a;&b;y")
    site = load(without(**{"OPS/book.opf": package}))[0].meta.site or ""
    assert site.startswith("x")
    assert "ha" not in site
    assert "root" not in site
