"""Pages that nobody meant: whatever comes, a sound article or one clear line, in linear time."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.domain.article import FORBIDDEN, faults
from reader.loaders.errors import LoadError
from reader.loaders.html import load
from reader.loaders.html.fragment import pieces_of
from reader.loaders.pieces import build
from reader.loaders.source import Source

TAGS = """
p div span a b i em h1 h2 h3 ul ol li table tr td th thead blockquote q pre code figure figcaption
img br hr article main section aside nav footer time script style noscript svg title head body html
meta sub sup del iframe form input select textarea template details summary dl dt dd font center
ruby rt
"""
ATTRIBUTES = (
    "",
    ' class="caption"',
    ' class="credit"',
    ' class="byline"',
    ' class="related"',
    ' class="tooltip-text"',
    ' href="javascript:x"',
    ' href="/x" rel="author"',
    ' src="data:x" alt="y"',
    ' src="/x.png" alt="a picture"',
    ' datetime="2026-02-30"',
    ' start="99999999999999999999"',
    " hidden",
    ' width="999999999999999999999px"',
    ' itemprop="author"',
)
TEXTS = st.text(max_size=40) | st.sampled_from(
    [
        "&#27;[31m",
        "\x1b]52;c;eA==\x07",
        "&#xD800;",
        "&#x9b;2J",
        "\x9b2J",
        "e\u0301" * 3,
        "\u202e",
        "&lt;p&gt;",
        "&bogus;",
        "]]>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<",
        "LONDON (AP) — ",
        "By Ann Lee",
        "(Photo: Ann Lee/AP) ",
        "word " * 60,
    ]
)
TAG_SOUP = st.lists(
    st.builds(
        lambda tag, attribute: f"<{tag}{attribute}>",
        st.sampled_from(TAGS.split()),
        st.sampled_from(ATTRIBUTES),
    )
    | st.sampled_from(TAGS.split()).map("</{}>".format)
    | TEXTS,
    max_size=60,
).map("".join)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(TAG_SOUP)
def test_any_soup_gives_a_sound_article_or_a_clear_line(soup: str) -> None:
    try:
        (article,) = load(Source("soup.html", soup.encode("utf-8", "surrogatepass")))
    except LoadError as error:
        assert len(str(error).splitlines()) == 1
        return
    assert faults(article) == []
    fields = (article.meta.title, article.meta.standfirst, *article.meta.authors, article.meta.site or "")
    assert not any(FORBIDDEN.search(text) for text in (article.text, *fields, *article.notices))
    assert not any("\n" in text for text in fields)
    assert not any(
        mark.target.lower().startswith(("javascript:", "data:", "file:")) for mark in article.marks
    )


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(TAG_SOUP)
def test_any_fragment_gives_a_sound_article(soup: str) -> None:
    from reader.domain.article import Metadata
    from reader.domain.builder import ArticleBuilder

    builder = ArticleBuilder()
    build(pieces_of(soup), builder)
    assert faults(builder.article(Metadata())) == []


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=400))
def test_any_bytes_after_a_doctype(data: bytes) -> None:
    try:
        (article,) = load(Source("bytes.html", b"<!doctype html><body>" + data))
    except LoadError:
        return
    assert faults(article) == []


SENTENCE = "The keeper wrote in his book that the wind had turned and that no sail was to be seen. "
HOSTILE = {
    "captions": "<figure><img src=a.png><figcaption>Caption {0} of the pier</figcaption></figure>",
    "classes": '<div class="caption{0}">Caption {0} of the pier</div>',
    "credits": '<span class="credit">Photo: Person {0}</span>',
    "bylines": '<span class="byline">By Person Number{0}</span>',
    "headings": "<h2>Heading {0}</h2><p>Short {0}.</p>",
    "code": "<pre>line {0}</pre>",
    "tables": "<table><tr><th>k<th>v<tr><td>{0}<td>x</table>",
    "links": "<p><a href='/a/{0}'>Link {0}</a></p>",
    "images": "<img src='/i/{0}.png' alt='Picture {0}'>",
    "times": "<time datetime='2026-03-02T09:30:{0}'>x</time>",
    "repeats": "<p>the same few words again and again and again</p>",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_heap_of_one_thing_takes_no_more_than_its_share_of_time(kind: str) -> None:
    heap = "".join(HOSTILE[kind].format(number) for number in range(2000))
    text = f"<p>{SENTENCE * 8}</p>"
    page = f"<html><body><article><h1>Heap</h1>{text}{heap}{text}</article></body></html>"
    began = time.process_time()
    (article,) = load(Source("heap.html", page.encode()))
    assert time.process_time() - began < 8
    assert faults(article) == []


@pytest.mark.parametrize("tag", ["span", "b", "div", "blockquote", "ul><li", "table><tr><td", "font"])
def test_depth_is_no_danger(tag: str) -> None:
    page = f"<html><body>{f'<{tag}>' * 20_000}{SENTENCE * 5}</body></html>"
    (article,) = load(Source("deep.html", page.encode()))
    assert SENTENCE.strip() in article.text


@pytest.mark.parametrize(
    "page",
    [
        "<" * 200_000,
        "<a " * 100_000,
        "&" * 200_000,
        "<!--" * 50_000,
        "<!-- - - " * 50_000,
        "<script>" * 30_000,
        "<p class='" + "caption " * 50_000 + "'>x</p>",
        "<p>" + "By " * 60_000 + "</p>",
        "<meta charset" + " " * 100_000 + "=x>",
        "<title>" + "| - " * 50_000 + "</title><h1>x</h1><p>y</p>",
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script><p>x</p>",
        "<p>" + "(" * 50_000 + "</p>",
    ],
    ids=lambda page: page[:14],
)
def test_no_expression_runs_away(page: str) -> None:
    began = time.process_time()
    try:
        (article,) = load(Source("evil.html", f"<html><body>{page}".encode()))
    except LoadError:
        pass
    else:
        assert faults(article) == []
    assert time.process_time() - began < 4


NAMES = ("@type", "@id", "@graph", "mainEntity", "author", "publisher", "name", "headline", "datePublished")
WORDS = ("Article", "Person", "Ann Lee", "#a", "2026-03-02")
VALUES = st.none() | st.booleans() | st.integers() | st.sampled_from(WORDS)
SHAPES = st.recursive(
    VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
    max_leaves=15,
)


@settings(max_examples=40, deadline=None)
@given(SHAPES)
def test_no_shape_of_metadata_breaks_a_page(value: object) -> None:
    linked = f"<script type='application/ld+json'>{json.dumps(value)}</script>"
    page = f"<html><head>{linked}</head><body><p>{SENTENCE}</p></body></html>"
    (article,) = load(Source("page.html", page.encode()))
    assert faults(article) == []
    assert all(isinstance(name, str) for name in article.meta.authors)
