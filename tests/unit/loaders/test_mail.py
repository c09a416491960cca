"""Letters, and pages saved in the form of letters."""

from __future__ import annotations

import base64
import plistlib
import quopri
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.article import Article, Kind, MarkKind, faults
from reader.loaders import registry
from reader.loaders.errors import LoadError
from reader.loaders.source import Source

HEADERS = (
    "Return-Path: <news@skerry.example>\r\n"
    "From: =?utf-8?q?Skerry_Post_=E2=80=93_Evening?= <news@skerry.example>\r\n"
    "To: reader@home.example\r\n"
    "Subject: =?utf-8?b?" + base64.b64encode("Tower falls – nobody told".encode()).decode() + "?=\r\n"
    "Date: Mon, 02 Mar 2026 18:00:00 +0100\r\n"
    "MIME-Version: 1.0\r\n"
)

HTML = """<html><head><style>p { color: red }</style></head><body>
<div style="display:none">Preview of the letter that nobody should read twice</div>
<table role="presentation"><tr><td>
<a href="https://skerry.example/v">View this email in your browser</a></td></tr></table>
<table width="600"><tr><td><h1>Tower falls – nobody told</h1>
<p>The tower fell at noon, and the caf\u00e9 stayed <b>open</b>.
<a href="https://skerry.example/tower">Read it</a></p>
<img src="https://skerry.example/open.gif" width="1" height="1"></td></tr></table>
<p>You get this letter because you asked for it. <a href="https://skerry.example/u">Unsubscribe</a></p>
</body></html>"""

PLAIN = (
    "The tower fell at noon,\r\nand nobody was told.\r\n\r\n> It had stood long.\r\n\r\n-- \r\nThe Post\r\n"
)


def part(type_: str, text: str, charset: str = "utf-8") -> str:
    encoded = quopri.encodestring(text.encode(charset)).decode("ascii")
    transfer = "Content-Transfer-Encoding: quoted-printable"
    return f"Content-Type: {type_}; charset={charset}\r\n{transfer}\r\n\r\n{encoded}"


def multi(kind: str, *parts: str, extra: str = "") -> str:
    body = "".join(f"--B\r\n{one}\r\n" for one in parts)
    return f'Content-Type: multipart/{kind}; boundary="B"{extra}\r\n\r\n{body}--B--\r\n'


def load(text: str | bytes, name: str = "letter.eml") -> Article:
    data = text if isinstance(text, bytes) else text.encode()
    (article,) = registry.load(Source(name, data, path=Path(name)))
    assert faults(article) == []
    return article


def test_a_newsletter_is_an_article() -> None:
    article = load(HEADERS + multi("alternative", part("text/plain", PLAIN), part("text/html", HTML)))
    meta = article.meta
    assert (meta.title, meta.site) == ("Tower falls – nobody told", "Skerry Post – Evening")
    assert (meta.published, meta.authors) == ("2026-03-02T18:00:00+01:00", ())
    assert article.text.count("Tower falls") == 1
    paragraphs = [article.of(block) for block in article.blocks if block.kind is Kind.PARAGRAPH]
    assert paragraphs == ["The tower fell at noon, and the caf\u00e9 stayed open. Read it"]
    assert [mark.target for mark in article.marks if mark.kind is MarkKind.LINK] == [
        "https://skerry.example/tower"
    ]


@pytest.mark.parametrize("junk", ["Preview", "in your browser", "Unsubscribe", "open.gif", "color"])
def test_what_surrounds_a_newsletter_is_left_out(junk: str) -> None:
    assert junk not in load(HEADERS + part("text/html", HTML)).text


def test_a_letter_in_plain_text_is_joined_to_paragraphs() -> None:
    article = load(HEADERS + part("text/plain", PLAIN))
    assert [article.of(block) for block in article.blocks[3:]] == [
        "The tower fell at noon, and nobody was told.",
        "It had stood long.",
    ]


def test_the_encoding_of_a_part_counts() -> None:
    assert (
        "caf\u00e9" in load(HEADERS + part("text/html", "<p>A caf\u00e9 by the sea</p>", "iso-8859-1")).text
    )
    assert (
        "caf\u00e9" in load(HEADERS.encode() + b"Content-Type: text/plain\r\n\r\nA caf\xe9 by the sea").text
    )


def test_a_person_who_writes_is_its_author() -> None:
    article = load(
        HEADERS.replace("=?utf-8?q?Skerry_Post_=E2=80=93_Evening?=", "Maren Holt") + part("text/plain", PLAIN)
    )
    assert (article.meta.authors, article.meta.site) == (("Maren Holt",), None)


def test_no_escape_sequence_comes_out_of_a_header() -> None:
    subject = base64.b64encode(b"a\x1b]0;owned\x07b\n\x1b[2Jc").decode()
    letter = HEADERS.replace("Subject: ", f"Subject: =?utf-8?b?{subject}?= ") + part("text/plain", "x")
    assert "\x1b" not in load(letter).text
    assert load(letter).meta.title.startswith("ab c")


def test_a_letter_without_text_says_so() -> None:
    picture = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n"
    with pytest.raises(LoadError, match="no text that can be read"):
        load(HEADERS + multi("mixed", picture))


def test_parts_within_parts_have_an_end() -> None:
    deep = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(3000))
    try:
        load(HEADERS + deep + part("text/plain", PLAIN))
    except LoadError as error:
        assert "letter" in str(error)


PAGE = "<html><body><h1>The tower fell</h1><p>It fell at noon = caf\u00e9.</p></body></html>"
SAVED = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://skerry.example/tower\r\n"
    "Subject: x\r\nDate: Mon, 02 Mar 2026 18:00:00 -0000\r\nMIME-Version: 1.0\r\n"
)


def test_a_page_saved_with_its_parts_is_a_page() -> None:
    style = "Content-Type: text/css\r\nContent-Location: cid:a\r\n\r\np { }\r\n"
    article = load(
        SAVED + multi("related", style, part("text/html", PAGE), extra='; type="text/html"'), "page.mhtml"
    )
    assert (article.meta.title, article.meta.url) == ("The tower fell", "https://skerry.example/tower")
    assert "It fell at noon = caf\u00e9." in article.text


def test_the_part_that_is_named_as_the_start_is_the_page() -> None:
    frame = "Content-ID: <f>\r\n" + part("text/html", "<p>A frame with an advertisement in it</p>")
    page = "Content-ID: <p>\r\n" + part("text/html", PAGE)
    article = load(SAVED + multi("related", frame, page, extra='; start="<p>"'), "page.mht")
    assert article.meta.title == "The tower fell"


def test_an_archive_without_a_page_says_so() -> None:
    with pytest.raises(LoadError, match="holds no page"):
        load(SAVED + multi("related", "Content-Type: text/css\r\n\r\np { }\r\n"), "page.mhtml")


@pytest.mark.parametrize("form", [plistlib.FMT_XML, plistlib.FMT_BINARY])
def test_a_web_archive_is_a_page(form: plistlib.PlistFormat) -> None:
    main = {
        "WebResourceData": PAGE.encode("cp1252"),
        "WebResourceURL": "https://skerry.example/tower",
        "WebResourceTextEncodingName": "windows-1252",
        "WebResourceMIMEType": "text/html",
    }
    article = load(plistlib.dumps({"WebMainResource": main}, fmt=form), "page.webarchive")
    assert (article.meta.title, article.meta.url) == ("The tower fell", "https://skerry.example/tower")
    assert "caf\u00e9" in article.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"bplist00 WebMainResource WebResourceData and nothing more", "damaged web archive"),
        (plistlib.dumps({"WebMainResource": {"WebResourceData": "text"}}), "without a page"),
        (plistlib.dumps({"WebMainResource": 5, "WebResourceData": b""}), "without a page"),
    ],
)
def test_a_damaged_web_archive_says_so(data: bytes, words: str) -> None:
    with pytest.raises(LoadError, match=words):
        load(data, "page.webarchive")


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["letter.eml", "page.mhtml"]))
def test_any_bytes_after_the_headers(data: bytes, name: str) -> None:
    kind = b"Content-Type: multipart/related; boundary=B\r\n" if name == "page.mhtml" else b""
    try:
        load(HEADERS.encode() + kind + data, name)
    except LoadError as error:
        assert len(str(error).splitlines()) == 1
