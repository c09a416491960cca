"""The parts of reading a page, each by itself: tables of cases."""

from __future__ import annotations

import pytest

from reader.domain.article import Kind, Mark, MarkKind
from reader.loaders.html import people, when
from reader.loaders.html.convert import convert
from reader.loaders.html.flat import flat_pieces
from reader.loaders.html.fragment import line_of, pieces_of, plain_pieces
from reader.loaders.html.furniture import is_furniture
from reader.loaders.html.headline import headline, without_site
from reader.loaders.html.links import image_source, link_target
from reader.loaders.html.marks import inline_of
from reader.loaders.html.metadata import head_of
from reader.loaders.html.outline import outline_of
from reader.loaders.html.parse import parse
from reader.loaders.pieces import Piece

BASE = "https://post.example/a/b"


def kinds(html: str) -> list[tuple[str, str]]:
    return [(str(piece.kind), piece.text) for piece in pieces_of(html, BASE)]


LINKS = [
    ("https://x.example/p?q=1#f", "https://x.example/p?q=1#f"),
    ("/c", "https://post.example/c"),
    ("c", "https://post.example/a/c"),
    ("//x.example/c", "https://x.example/c"),
    ("mailto:a@b.example", "mailto:a@b.example"),
    ("#note", ""),
    ("", ""),
    (None, ""),
    ("javascript:alert(1)", ""),
    ("  java\nscript:alert(1)", ""),
    ("java\x00script:alert(1)", ""),
    ("JAVASCRIPT:x", ""),
    ("data:text/html,x", ""),
    ("file:///etc/passwd", ""),
    ("vbscript:x", ""),
    ("http://x.example/a b<c>", "http://x.example/ab%3Cc%3E"),
    ("http://x.example/" + "a" * 3000, ""),
    ("http://[::1", ""),
]


@pytest.mark.parametrize(("address", "expected"), LINKS)
def test_only_harmless_links_are_kept(address: str | None, expected: str) -> None:
    assert link_target(address, BASE) == expected


def test_a_relative_link_stays_relative_where_the_page_has_no_address() -> None:
    assert link_target("../c", None) == "../c"
    assert link_target("//x.example/c", None) == "https://x.example/c"
    assert link_target("javascript:x", None) == ""


@pytest.mark.parametrize("address", ["data:image/png;base64,AAAA", "mailto:a@b.example", "file:///x.png"])
def test_a_picture_has_an_address_of_the_web_or_none(address: str) -> None:
    assert image_source(address, BASE) == ""


INLINE = [
    ("<p>a <b>b</b> c</p>", "a b c", [(MarkKind.STRONG, 2, 3)]),
    ("<p>a<b> b </b>c</p>", "a b c", [(MarkKind.STRONG, 2, 3)]),
    ("<p>  a\n\t b&nbsp; c </p>", "a b c", []),
    ("<p><i><b>x</b></i></p>", "x", [(MarkKind.STRONG, 0, 1), (MarkKind.EMPHASIS, 0, 1)]),
    ("<p><i></i>x<i> </i></p>", "x", []),
    (
        "<p>H<sub>2</sub>O x<sup>2</sup></p>",
        "H2O x2",
        [(MarkKind.SUBSCRIPT, 1, 2), (MarkKind.SUPERSCRIPT, 5, 6)],
    ),
    ("<p>a<script>x()</script>b<style>y</style></p>", "ab", []),
    ("<p>a<span hidden>b</span><span style='DISPLAY : none'>c</span>d</p>", "ad", []),
]


@pytest.mark.parametrize(("html", "text", "marks"), INLINE)
def test_running_text_keeps_its_marks(html: str, text: str, marks: list[tuple[MarkKind, int, int]]) -> None:
    root, _ = parse(html)
    assert root is not None
    found, on_it = inline_of(root, None)
    assert found == text
    assert [(mark.kind, mark.start, mark.end) for mark in on_it] == marks


BLOCKS = [
    ("<p>a<br>b</p>", [("paragraph", "a\nb")]),
    ("<p>a<br> <br>b</p>", [("paragraph", "a"), ("paragraph", "b")]),
    (f"<p>{'a' * 200}.<br>b<br>c</p>", [("paragraph", f"{'a' * 200}."), ("paragraph", "b\nc")]),
    ("a<div>b<p>c</div>d", [("paragraph", "a"), ("paragraph", "b"), ("paragraph", "c"), ("paragraph", "d")]),
    ("<h3>a<br>b</h3>", [("heading", "a b")]),
    ("<blockquote>a<p>b</p></blockquote>c", [("quote", "a"), ("quote", "b"), ("paragraph", "c")]),
    ("<blockquote class='pullquote'>a</blockquote>", [("pull-quote", "a")]),
    ("<p>He said <q>no</q>.</p>", [("paragraph", "He said “no”.")]),
    ("<pre>a\n  b\n\n</pre>", [("code", "a\n  b")]),
    ("<p>a</p><hr><p>b</p>", [("paragraph", "a"), ("rule", "* * *"), ("paragraph", "b")]),
    ("<table role=presentation><tr><td>a<td>b</table>", [("paragraph", "a"), ("paragraph", "b")]),
    ("<img src=x.png alt='A tower'>", [("image", "A tower")]),
    ("<img src=/i/tower.png>", [("image", "tower.png")]),
    ("<img src=/i/spacer.gif><img src=x.png width=1 height=1><img src='data:image/png;base64,AA'>", []),
    ("<figure><figcaption>A tower. (Photo: Ida Brandt)</figcaption><img src=x.png alt='T'></figure>",
     [("image", "T"), ("caption", "A tower."), ("credit", "Ida Brandt")]),
]  # fmt: skip


@pytest.mark.parametrize(("html", "expected"), BLOCKS)
def test_elements_become_blocks(html: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(html) == expected


def test_lists_know_their_depth_and_their_numbers() -> None:
    pieces = pieces_of(
        "<ol start=3><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ol>"
        "<ul><li><input type=checkbox checked>e<li><input type=checkbox>f</ul>"
    )
    assert [(piece.text, piece.marker, piece.depth) for piece in pieces] == [
        ("a", "3.", 1),
        ("b", "•", 2),
        ("c", "4.", 1),
        ("d", "", 1),
        ("e", "☑", 1),
        ("f", "☐", 1),
    ]


def test_a_link_around_blocks_is_on_each_of_them() -> None:
    pieces = pieces_of("<a href='/x'><p>one</p><p>two</p></a>", BASE)
    assert [piece.marks for piece in pieces] == [(Mark(MarkKind.LINK, 0, 3, "https://post.example/x"),)] * 2


def test_a_table_of_data_is_kept_and_one_of_layout_is_not() -> None:
    (table,) = pieces_of("<table><tr><th>a<th>b<tr><td>1<td>2 <b>x</b></table>")
    assert (table.kind, table.header) == (Kind.TABLE, 1)
    assert [[text for text, _ in row] for row in table.rows] == [["a", "b"], ["1", "2 x"]]
    layout = "<table><tr><td><p>one</p><p>two</p></td><td><p>three</p><p>four</p></td></tr></table>" * 2
    assert {piece.kind for piece in pieces_of(layout)} == {Kind.PARAGRAPH}


def test_the_trees_of_the_extractor_are_read_alike() -> None:
    from lxml import etree

    body = etree.fromstring(
        '<body><head rend="h3">H</head><p>a <hi rend="#b">b</hi> <ref target="/c">c</ref><lb/>d</p>'
        '<list rend="ol"><item>x</item></list><quote>q</quote><code>one\ntwo</code>'
        '<table><row><cell role="head">k</cell><cell role="head">v</cell></row>'
        "<row><cell>1</cell><cell>2</cell></row></table></body>"
    )
    pieces = convert(body, BASE)
    assert [(piece.kind, piece.text, piece.level) for piece in pieces] == [
        (Kind.HEADING, "H", 3),
        (Kind.PARAGRAPH, "a b c\nd", 0),
        (Kind.LIST_ITEM, "x", 0),
        (Kind.QUOTE, "q", 0),
        (Kind.CODE, "one\ntwo", 0),
        (Kind.TABLE, "", 0),
    ]
    assert [mark.kind for mark in pieces[1].marks] == [MarkKind.STRONG, MarkKind.LINK]


def test_flat_reading_knows_paragraphs_and_headings_only() -> None:
    pieces = flat_pieces("<h2>T</h2>a <b>b</b><!-- x --> c<script>if (a<b) x</script><p>d &amp; e<p>f<")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        (Kind.HEADING, "T"),
        (Kind.PARAGRAPH, "a b c"),
        (Kind.PARAGRAPH, "d & e"),
        (Kind.PARAGRAPH, "f<"),
    ]


def test_plain_text_is_parted_at_blank_lines() -> None:
    assert [piece.text for piece in plain_pieces("a\nb\r\n \r\n\r\nc\n")] == ["a b", "c"]


@pytest.mark.parametrize(
    ("title", "line"),
    [("A &amp; B", "A & B"), ("<b>A</b> <script>x</script>B", "A B"), ("a < b", "a < b"), ("1 & 2", "1 & 2")],
)
def test_a_title_may_hold_markup(title: str, line: str) -> None:
    assert line_of(title) == line


HEADLINES = [
    ("<h1>Logo</h1><h1>The tower fell</h1>", ["The tower fell - The Post"], "The Post", "The tower fell"),
    ("<h1>Logo</h1>", ["Tower fell at noon | The Post"], "The Post", "Tower fell at noon"),
    ("<h1>Logo</h1>", ["The Post: Tower fell at noon"], "The Post", "Tower fell at noon"),
    ("<h1>Logo</h1><h2>Town: Tower fell down</h2>", ["Tower fell down"], "", "Town: Tower fell down"),
    ("<h1>The tower has fallen</h1>", [], "", "The tower has fallen"),
    ("<h1>The tower has fallen</h1>", ["Tower has fallen in the night"], "", "The tower has fallen"),
    ("<p>x</p>", [], "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("html", "titles", "site", "expected"), HEADLINES)
def test_the_headline_is_the_heading_that_the_metadata_speak_of(
    html: str, titles: list[str], site: str, expected: str
) -> None:
    root, _ = parse(f"<html><body>{html}</body></html>")
    assert headline(outline_of(root), titles, site)[0] == expected


@pytest.mark.parametrize(
    ("title", "site", "expected"),
    [
        ("A tower falls - The Post", "The Post", "A tower falls"),
        ("A tower falls at noon — Daily News", "", "A tower falls at noon"),
        ("Tower-block falls", "", "Tower-block falls"),
        ("Then - and now", "", "Then - and now"),
        ("The Post", "The Post", "The Post"),
    ],
)
def test_a_title_loses_the_name_of_the_paper(title: str, site: str, expected: str) -> None:
    assert without_site(title, site) == expected


PEOPLE = [
    ("", '{"@type": "Article", "author": "Maren Holt"}', ("Maren Holt",)),
    ("", '{"@type": "Article", "headline": "x", "author": [{"name": ["Maren Holt", "Piet Aalders"]}]}',
     ("Maren Holt", "Piet Aalders")),
    ("", '{"@type": "Article", "author": {"@type": "Organization", "name": "The Post"}}', ()),
    ("", '<![CDATA[ {"@type": "Article", "author": {"name": "Maren Holt"}} ]]>', ("Maren Holt",)),
    ("", '{"@type": "WebSite", "author": "Maren Holt"}', ()),
    ("", '{"@graph": [{"@type": "Article", "author": {"@id": "#m"}},'
     '{"@type": "Person", "@id": "#m", "name": "Maren Holt"}]}',
     ("Maren Holt",)),
    ("", '{"@type": "Article", "author": [{"@id": {}}, {"@id": "#x"}, 5]}', ()),
    ("", '{"@type": "Article", "author": {"@type": "Person", "name": "AFP"}}', ()),
    ("", '{"@type": "Article", "author": {"@type": "Person", "name": "Skerry Post staff"}}', ()),
    ("", '{"@type": "Article", "author": {"@type": "Person", "name": "kovar"}}', ("kovar",)),
    ("", '[1, null, {"@type": ["https://schema.org/Article"], "author": "Maren Holt"}]', ("Maren Holt",)),
    ("", "{not json", ()),
    ('<meta name="author" content="By Maren Holt and Piet Aalders">', "", ("Maren Holt", "Piet Aalders")),
    ('<meta property="article:author" content="https://social.example/post">', "", ()),
    ('<meta name="author" content="admin">', "", ()),
    ('<meta name="author" content="Post AG"><p class="byline">Von Maren Holt</p>', "", ("Maren Holt",)),
    ('<p class="article-byline">By MAREN HOLT | 3 March 2026</p>', "", ("Maren Holt",)),
    ('<a rel="author" href="/x">Maren Holt</a>', "", ("Maren Holt",)),
    ('<div class="related"><p class="byline">By Eva Storm</p></div>', "", ()),
    ("<p>By the river stood a tower.</p>", "", ()),
]  # fmt: skip


@pytest.mark.parametrize(("html", "linked", "expected"), PEOPLE)
def test_authors_are_named_or_nobody_is(html: str, linked: str, expected: tuple[str, ...]) -> None:
    root, _ = parse(
        f"<html><head><script type='application/ld+json'>{linked}</script></head>"
        f"<body><h1>Tower</h1>{html}</body></html>"
    )
    assert people.authors(head_of(root), outline_of(root), (0, 200), 1000, "The Post") == expected


TIMES = [
    ("2026-03-02", "2026-03-02"),
    ("2026-03-02T09:30:00Z", "2026-03-02T09:30:00+00:00"),
    ("2026-03-02T09:30:00.123+0100", "2026-03-02T09:30:00+01:00"),
    ("2026-03-02 09:30", "2026-03-02T09:30:00"),
    ("20260302T093000Z", "2026-03-02T09:30:00+00:00"),
    ("Mon, 02 Mar 2026 09:30:00 +0200", "2026-03-02T09:30:00+02:00"),
    ("Mon, 02 Mar 2026 09:30:00 GMT", "2026-03-02T09:30:00+00:00"),
    ("2 March 2026", "2026-03-02"),
    ("2026-13-45", None),
    ("0001-01-01T00:00:00Z", None),
    ("9999-12-31", None),
    ("yesterday", None),
    ("", None),
    ("x" * 500, None),
]


@pytest.mark.parametrize(("text", "expected"), TIMES)
def test_times_are_read_as_pages_and_feeds_write_them(text: str, expected: str | None) -> None:
    assert when.iso(text) == expected


WHEN = [
    ('<meta itemprop="datePublished" content="2026-03-02T09:30:00Z">', None, "2026-03-02T09:30:00+00:00"),
    ('<time datetime="2026-03-02">2 March</time>', None, "2026-03-02"),
    ('<time>3 April 2026</time><time class="published">2 March 2026</time>', None, "2026-03-02"),
    # An evening in the west is the next day by UTC: the page's own clock counts, and its address.
    ('<meta name="date" content="2026-03-03T02:30:00Z"><time datetime="2026-03-02 20:30:00">x</time>', None,
     "2026-03-02T20:30:00-06:00"),
    ('<meta name="date" content="2026-03-03T02:30:00Z">', "https://x.example/2026/03/02/tower", "2026-03-02"),
    ('<meta name="date" content="2026-03-03T02:30:00Z">', "https://x.example/2020/03/02/tower",
     "2026-03-03T02:30:00+00:00"),
    ("<p>In the spring of 1848 the tower fell.</p>", None, None),
    # What stands below the headline counts before what stands elsewhere.
    ('<div>By Ida Brandt<br>Mon, 2 March 2026 09:30 UTC</div><p id="date">25 Dec 2026</p>', None,
     "2026-03-02T09:30:00+00:00"),
    # A year alone is no date, though a library makes the first of January of it.
    ("<p>The tower fell.</p>", "https://x.example/2013/tower/8/3/fall", None),
    ("<p>The tower fell.</p><footer>© 2013 Tower Ltd</footer>", None, None),
    ('<meta name="date" content="2026-03-03"><meta name="lastmod" content="2026-03-01">', None, "2026-03-03"),
]  # fmt: skip


@pytest.mark.parametrize(("html", "url", "expected"), WHEN)
def test_the_day_is_that_of_the_place(html: str, url: str | None, expected: str | None) -> None:
    root, _ = parse(f"<html><body><h1>Tower</h1>{html}</body></html>")
    assert root is not None
    headline = next(root.iter("h1"))
    found, _ = when.times(
        head_of(root), outline_of(root), root, first=0, headline=headline, url=url, size=10**6
    )
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "Advertisement",
        "... more",
        "less",
        "Show all 50",
        "Image 1 of 8",
        "Caption Close",
        "12 comments",
        "Share this",
    ],
)
def test_buttons_are_no_text(text: str) -> None:
    assert is_furniture(text)


@pytest.mark.parametrize(
    "text", ["More than ever", "Save the whales", "Share prices fell", "He was less sure.", "Print is dead"]
)
def test_sentences_are_no_buttons(text: str) -> None:
    assert not is_furniture(text)


def test_pieces_are_found_again_on_the_page_in_their_order() -> None:
    root, _ = parse("<body><p>one and the same</p><p>between them both</p><p>one and the same</p></body>")
    outline = outline_of(root)
    pieces = [
        Piece(Kind.PARAGRAPH, text) for text in ("One and the same", "Between them both", "One and the same")
    ]
    outline.place(pieces)
    assert [piece.at for piece in pieces] == [0, 13, 28]
