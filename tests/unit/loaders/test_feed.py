"""Feeds: RSS, Atom and JSON Feed, whole, broken and hostile."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.article import Article, Kind, MarkKind, faults
from reader.loaders import registry
from reader.loaders.errors import LoadError
from reader.loaders.feed import read
from reader.loaders.notices import SUMMARY_ONLY
from reader.loaders.source import Source

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Skerry Post</title><link>https://skerry.example/</link><language>en-gb</language>
<item><title>Tower &amp;amp; bell</title><link>https://skerry.example/tower</link>
 <dc:creator>Maren Holt</dc:creator>
 <pubDate>Mon, 02 Mar 2026 09:30:00 +0100</pubDate><category>Towers</category>
 <description>It fell at noon, and nobody was told.</description>
 <content:encoded><![CDATA[<p>The tower fell at <b>noon</b>. <a href="/map">Map</a></p><script>bad()</script>
 <figure><img src="/t.png" alt="Rubble"><figcaption>What is left. (Photo: Ida Brandt)</figcaption></figure>]]>
 </content:encoded></item>
<item><title>Bell found</title><link>https://skerry.example/bell</link>
 <description>&lt;p&gt;The bell was found&amp;hellip;&lt;/p&gt;</description></item>
<item><link>javascript:alert(1)</link><description>No link, so this is all.</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">&lt;b&gt;Skerry&lt;/b&gt;</title>
<entry><title>Tower</title><link rel="alternate" href="https://skerry.example/t"/>
<updated>2026-03-02T09:30:00Z</updated>
<author><name>Maren Holt</name></author><author><name>Piet Aalders</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It fell.</p><script>bad()</script>
</div></content></entry></feed>"""

JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Skerry",
    "home_page_url": "https://skerry.example/",
    "language": "en",
    "authors": [{"name": "Maren Holt"}],
    "items": [
        {
            "id": "1",
            "url": "https://skerry.example/t",
            "title": "Tower",
            "content_html": "<p>It fell.</p>",
            "date_published": "2026-03-02T09:30:00+01:00",
            "tags": ["Towers"],
        },
        {"id": "2", "content_text": "One.\n\nTwo.", "authors": [{"name": "Eva Storm"}]},
    ],
}


def load(text: str | bytes, name: str = "feed.xml") -> tuple[Article, ...]:
    data = text.encode() if isinstance(text, str) else text
    articles = registry.load(Source(name, data, path=Path(name)))
    assert [fault for article in articles for fault in faults(article)] == []
    return articles


def test_an_entry_of_rss_is_an_article() -> None:
    first, _, _ = load(RSS)
    meta = first.meta
    assert (meta.title, meta.site, meta.url) == (
        "Tower & bell",
        "The Skerry Post",
        "https://skerry.example/tower",
    )
    assert (meta.authors, meta.published) == (("Maren Holt",), "2026-03-02T09:30:00+01:00")
    assert (meta.language, meta.tags) == ("en-gb", ("Towers",))
    assert meta.standfirst == "It fell at noon, and nobody was told."
    assert first.captions[0].text == "What is left."
    assert first.captions[0].credit == "Ida Brandt"
    assert [(mark.kind, mark.target) for mark in first.marks] == [
        (MarkKind.STRONG, ""),
        (MarkKind.LINK, "https://skerry.example/map"),
    ]
    assert "bad()" not in first.text
    assert first.notices == ()


def test_an_entry_with_a_summary_alone_says_so() -> None:
    _, second, third = load(RSS)
    assert second.text.endswith("The bell was found…")
    assert second.notices == (SUMMARY_ONLY,)
    assert (third.meta.url, third.notices) == (None, ())


def test_what_names_an_entry_is_not_taken_for_its_address() -> None:
    item = b"<item><title>Boats</title><guid>2</guid><description>Counted twice.</description></item>"
    (article,) = registry.load(Source("f.xml", b"<rss><channel>" + item + b"</channel></rss>"))
    assert article.meta.url is None
    assert SUMMARY_ONLY not in article.notices


def test_atom_is_read_alike() -> None:
    (article,) = load(ATOM)
    assert (article.meta.site, article.meta.title) == ("Skerry", "Tower")
    assert article.meta.authors == ("Maren Holt", "Piet Aalders")
    assert article.meta.published == "2026-03-02T09:30:00+00:00"
    assert article.of(article.blocks[-1]) == "It fell."


def test_json_feed_is_read_alike() -> None:
    first, second = load(json.dumps(JSON), "feed.json")
    assert (first.meta.authors, first.meta.published) == (("Maren Holt",), "2026-03-02T09:30:00+01:00")
    assert (first.meta.tags, first.meta.site) == (("Towers",), "Skerry")
    assert [second.of(block) for block in second.blocks if block.kind is Kind.PARAGRAPH] == ["One.", "Two."]
    assert second.meta.authors == ("Eva Storm",)


def test_the_feed_itself_is_known() -> None:
    feed = read(Source("feed.xml", RSS.encode()))
    assert (feed.title, feed.home, len(feed.articles)) == ("The Skerry Post", "https://skerry.example/", 3)


@pytest.mark.parametrize(
    "data",
    [
        b'<rss version="2.0"><channel><title>Empty</title></channel></rss>',
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1, "content_html": 5}, null, {}]}',
        b'{"version": "https://jsonfeed.org/version/1.1", "items": {}}',
    ],
)
def test_a_feed_without_items_says_so(data: bytes) -> None:
    with pytest.raises(LoadError, match="no items"):
        load(data)
    assert read(Source("feed.xml", data)).articles == ()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', "damaged"),
        (b"<rss", "neither RSS nor Atom"),
        (b"<feed>" + b" " * (17 << 20), "more than 16 MB"),
    ],
)
def test_what_is_no_feed_says_so(data: bytes, words: str) -> None:
    with pytest.raises(LoadError, match=words):
        read(Source("feed.xml", data))


def test_a_broken_feed_gives_what_it_has() -> None:
    (article,) = load(
        '<?xml version="1.0"?><rss version="2.0"><channel><title>A & B</title><item><title>T <b>x</title>'
    )
    assert article.meta.title.startswith("T")


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMBS = {
    "nested": f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>',
    "long": f'<!DOCTYPE rss [<!ENTITY l9 "{"ha" * 5000}">]>',
    "from a file": '<!DOCTYPE rss [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
    "parameter": "<!DOCTYPE rss [<!ENTITY % l9 SYSTEM 'http://127.0.0.1/x'> %l9;]>",
}


@pytest.mark.parametrize("kind", BOMBS)
def test_entities_that_expand_are_refused(kind: str) -> None:
    began = time.process_time()
    with pytest.raises(LoadError, match="refused as unsafe"):
        load(f'{BOMBS[kind]}<rss version="2.0"><channel><title>&l9;</title></channel></rss>')
    assert time.process_time() - began < 1


def test_an_entity_for_a_space_is_no_bomb() -> None:
    (article,) = load(
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY nbsp "&#160;">]><rss version="2.0"><channel>'
        "<item><title>a&nbsp;b</title></item></channel></rss>"
    )
    assert article.meta.title == "a b"


def test_no_escape_sequence_comes_out_of_a_feed() -> None:
    item = {
        "title": "a\x1b]0;owned\x07b",
        "content_html": "c&#27;[31md",
        "authors": [{"name": "A\x1b[2Jnn Lee"}],
    }
    (article,) = load(json.dumps({**JSON, "items": [item]}))
    assert article.meta.title == "ab"
    assert "\x1b" not in article.text
    assert article.meta.authors == ("Ann Lee",)


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "items",
                        "title",
                        "authors",
                        "author",
                        "name",
                        "url",
                        "content_html",
                        "content_text",
                        "tags",
                        "summary",
                    ]
                ),
                inner,
                max_size=5,
            )
        ),
        max_leaves=20,
    )
)
def test_no_json_of_any_shape_breaks_it(value: object) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        **(value if isinstance(value, dict) else {"items": value}),
    }
    for article in read(Source("feed.json", json.dumps(feed).encode())).articles:
        assert faults(article) == []
