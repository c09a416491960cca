"""What holds other formats, what is refused, and how the formats of the Web are told apart."""

from __future__ import annotations

import gzip
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from reader.loaders import registry
from reader.loaders import source as sources
from reader.loaders.errors import LoadError
from reader.loaders.registry import format_of
from reader.loaders.source import Source

PAGE = b"<!doctype html><h1>Tower</h1><p>The tower fell at noon.</p>"


def named(name: str, data: bytes, media_type: str | None = None) -> Source:
    return Source(name, data, path=Path(name), media_type=media_type)


FORMATS = [
    ("a.txt", PAGE, "HTML"),
    ("a.txt", b"\xef\xbb\xbf \n<!-- saved --><HTML>", "HTML"),
    ("a", b"<?xml version='1.0'?><!DOCTYPE html><html>", "HTML"),
    ("a.html", b"The tower <b>fell</b>.", "HTML"),
    ("a", b"<p>The tower fell.", "HTML"),
    ("a.md", b"<p align=center>Tower</p>\n\n# Tower", "Markdown"),
    ("a.txt", b"The tower <b>fell</b>.", "plain text"),
    ("a.txt", b"<not a tag", "plain text"),
    ("a.xml", b"<?xml version='1.0'?><!-- x --><rss version='2.0'>", "feed"),
    ("a", b"<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
    ("a", b"<?xml version='1.0'?><rdf:RDF>", "feed"),
    ("a", b"<!DOCTYPE rss><rss>", "feed"),
    ("a", b'{"version": "https://jsonfeed.org/version/1.1"}', "feed"),
    ("a", b'{"version": 1}', "plain text"),
    ("a", gzip.compress(PAGE, mtime=0), "gzip"),
    ("a", b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/epub+zip", "EPUB"),
    ("a.epub", b"PK\x03\x04cut", "EPUB"),
    ("a.txt", b"%PDF-1.7\n", "PDF"),
    ("a", b"Subject: x\nFrom: y\nDate: z\n\nbody", "e-mail"),
    ("a", b"From x Mon\nReceived: a\n b\nFrom: y\nTo: z\n\nbody", "e-mail"),
    ("a", b"Subject: x\nAuthor: y\n\nbody", "plain text"),
    (
        "a",
        b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n",
        "MHTML",
    ),
    ("a.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n", "MHTML"),
    ("a", b"bplist00 WebMainResource WebResourceData", "web archive"),
]


@pytest.mark.parametrize(("name", "data", "expected"), FORMATS)
def test_what_it_holds_tells_what_it_is(name: str, data: bytes, expected: str) -> None:
    assert format_of(named(name, data)).name == expected


@pytest.mark.parametrize(
    ("media_type", "expected"),
    [
        ("text/html", "HTML"),
        ("application/xhtml+xml", "HTML"),
        ("application/rss+xml", "feed"),
        (None, "plain text"),
    ],
)
def test_else_its_server_does(media_type: str | None, expected: str) -> None:
    assert format_of(named("a", b"The tower fell.", media_type)).name == expected


def test_what_is_compressed_is_read_as_what_it_is() -> None:
    (article,) = registry.load(named("a.html.gz", gzip.compress(PAGE, mtime=0)))
    assert article.meta.title == "Tower"
    (article,) = registry.load(named("a.txt.gz", gzip.compress(b"The tower ") + gzip.compress(b"fell.")))
    assert "The tower fell." in article.text


GOOD = gzip.compress(PAGE, mtime=0)
DAMAGED = [
    (GOOD[:-12], "ends too early"),
    (GOOD[:12] + b"\xff\xff\xff" + GOOD[15:], "damaged gzip"),
    (gzip.compress(GOOD, mtime=0), "compressed twice"),
    (gzip.compress(b"", mtime=0), "empty when unpacked"),
    (gzip.compress(b"%PDF-1.7", mtime=0), "is a PDF"),
]


@pytest.mark.parametrize(("data", "words"), DAMAGED)
def test_damage_is_named(data: bytes, words: str) -> None:
    with pytest.raises(LoadError, match=words):
        registry.load(named("a.gz", data))


def test_what_swells_is_refused_while_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.loaders import gzip as gzip_loader

    monkeypatch.setattr(gzip_loader, "LARGEST", 3 << 20)
    with pytest.raises(LoadError, match="more than 3 MB when unpacked"):
        registry.load(named("a.gz", gzip.compress(b" " * (64 << 20), mtime=0)))
    assert sources.LARGEST > 3 << 20


def test_a_pdf_is_refused_with_what_to_do() -> None:
    with pytest.raises(LoadError) as caught:
        registry.load(named("my paper.pdf", b"%PDF-1.7\n"))
    assert str(caught.value).endswith("try: pdftotext 'my paper.pdf' - | broadsheet -")
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    program = (
        "import sys; import reader.loaders.registry, reader.loaders.fetch, reader.loaders.notices; "
        "heavy = {'lxml', 'trafilatura', 'readability', 'htmldate', 'feedparser', 'httpx', 'email'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
