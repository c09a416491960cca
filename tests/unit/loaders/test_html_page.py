"""A whole page: what an editor would point at is found, and what stands around it is not."""

from __future__ import annotations

import pickle

import pytest

from reader.domain.article import Article, Caption, Kind, MarkKind, faults
from reader.loaders.errors import LoadError
from reader.loaders.html import load
from reader.loaders.source import Source

FILLER = (
    "The ferry had left the old pier a little after six, and those who stayed behind watched its lamps grow "
    "small on the grey water until nobody could say which of them was the boat and which a star. "
)
HOURS = ("six", "seven", "eight", "nine", "ten", "eleven", "noon", "one", "two", "three", "four")
SAID = [
    f"At {hour} the keeper of the light wrote in his book that the wind had turned once more, that no sail "
    f"was to be seen, and that the {hour} bell had been rung by nobody whom he knew."
    for hour in HOURS
]

PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head>
<title>Ferry to Holm sails without its captain - The Skerry Post</title>
<meta property="og:site_name" content="The Skerry Post">
<meta property="og:title" content="Ferry to Holm sails without its captain">
<meta property="og:description" content="An inquiry opens on Friday; the ship came home by itself at noon.">
<meta property="article:published_time" content="2026-03-02T21:40:00+00:00">
<meta property="article:modified_time" content="2026-03-03T06:00:00+00:00">
<meta property="article:tag" content="Ferries">
<link rel="canonical" href="https://skerrypost.example/2026/03/02/ferry">
<script type="application/ld+json">
{{"@context": "https://schema.org", "@graph": [
 {{"@type": "WebSite", "author": {{"@type": "Person", "name": "Wrong Person"}}}},
 {{"@type": "NewsArticle", "headline": "Ferry to Holm sails without its captain",
  "author": [{{"@type": "Person", "name": "Maren Holt"}}, {{"@type": "Person", "name": "Piet Aalders"}}],
  "datePublished": "2026-03-02T21:40:00Z"}}]}}
</script></head>
<body>
<nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<h1 class="logo">Skerry</h1>
<main><article>
<h1>Ferry to Holm sails without its captain</h1>
<p class="dek">An inquiry opens on Friday; the ship came home by itself at noon.</p>
<div class="byline">By Maren Holt and Piet Aalders</div>
<time datetime="2026-03-02T21:40:00Z">2 March 2026</time>
<figure class="lead"><img src="/i/pier.jpg" alt="A pier at dusk" width="800">
<figcaption><span class="caption">The old pier at Holm, seen from the church.</span>
<span class="credit">Photo: Ida Brandt</span></figcaption></figure>
<p>HOLM (SNA) — {SAID[0]}</p>
<p>{SAID[1]} She said <em>nothing at all</em>, and wrote to <a href="/people/holt">the editor</a>
and to <a href="javascript:alert(1)">nobody</a>.</p>
<h2>What the log says</h2>
<p>{SAID[2]}</p>
<div class="wp-caption"><img src="https://cdn.example/bell.png" alt="bell">
<p class="wp-caption-text">The ship’s bell was still warm. (Otto Lind/Skerry Post)</p></div>
<p>{SAID[3]}</p>
<blockquote><p>{SAID[4]}</p></blockquote>
<ol><li>{SAID[5]}</li><li>{SAID[6]}</li></ol>
<pre><code class="language-python">def bell(times):
    for _ in range(times):
\tring()
</code></pre>
<p>{SAID[7]}</p>
<table><thead><tr><th>Hour</th><th>Bearing</th></tr></thead>
<tr><td>06:10</td><td>north</td></tr><tr><td>07:10</td><td>north by west</td></tr></table>
<p>{SAID[8]}</p>
<aside class="related"><h3>More on this story</h3><ul><li><a href="/a">A harbour closes</a></li></ul>
<figure><img src="/x.jpg"><figcaption>Another story altogether, from last year.</figcaption></figure></aside>
<p>{SAID[9]}</p>
<p>Additional reporting by Nils Berg; editing by Eva Storm</p>
</article></main>
<footer><p>© 2026 The Skerry Post. All rights reserved.</p></footer>
</body></html>"""


@pytest.fixture(scope="module")
def article() -> Article:
    return read(PAGE)


def read(page: str, url: str | None = None, charset: str | None = None) -> Article:
    (found,) = load(Source("page.html", page.encode(), url=url, charset=charset))
    assert faults(found) == []
    return found


def texts(article: Article, kind: Kind) -> list[str]:
    return [article.of(block) for block in article.blocks if block.kind is kind]


def test_it_opens_with_its_headline_and_what_belongs_to_it(article: Article) -> None:
    assert [block.kind for block in article.blocks[:4]] == [
        Kind.HEADLINE,
        Kind.STANDFIRST,
        Kind.BYLINE,
        Kind.PUBLISHED,
    ]
    assert article.of(article.blocks[0]) == "Ferry to Holm sails without its captain"


def test_its_metadata_are_those_of_the_article_not_of_the_site(article: Article) -> None:
    meta = article.meta
    assert meta.title == "Ferry to Holm sails without its captain"
    assert meta.standfirst == "An inquiry opens on Friday; the ship came home by itself at noon."
    assert meta.authors == ("Maren Holt", "Piet Aalders")
    assert meta.published == "2026-03-02T21:40:00+00:00"
    assert meta.updated == "2026-03-03T06:00:00+00:00"
    assert (meta.site, meta.url) == ("The Skerry Post", "https://skerrypost.example/2026/03/02/ferry")
    assert (meta.language, meta.tags) == ("en-GB", ("Ferries",))


def test_captions_come_with_their_credits_and_pictures(article: Article) -> None:
    assert article.captions == (
        Caption("The old pier at Holm, seen from the church.", "Ida Brandt"),
        Caption("The ship’s bell was still warm.", "Otto Lind/Skerry Post"),
    )
    kinds = [block.kind for block in article.blocks]
    first = kinds.index(Kind.CAPTION)
    assert kinds[first - 1 : first + 2] == [Kind.IMAGE, Kind.CAPTION, Kind.CREDIT]
    assert article.blocks[first - 1].source == "https://skerrypost.example/i/pier.jpg"
    assert "still warm" not in " ".join(texts(article, Kind.PARAGRAPH))


def test_the_second_caption_stands_where_the_page_has_it(article: Article) -> None:
    kinds = [block.kind for block in article.blocks]
    assert kinds.index(Kind.HEADING) < kinds.index(Kind.CAPTION, kinds.index(Kind.CAPTION) + 1)


def test_code_tables_lists_and_quotes_keep_their_make(article: Article) -> None:
    (code,) = (block for block in article.blocks if block.kind is Kind.CODE)
    assert article.of(code) == "def bell(times):\n    for _ in range(times):\n    ring()"
    assert code.language == "python"
    (table,) = (block.table for block in article.blocks if block.table is not None)
    assert table.header == 1
    assert [[article.of(cell) for cell in row] for row in table.rows] == [
        ["Hour", "Bearing"],
        ["06:10", "north"],
        ["07:10", "north by west"],
    ]
    assert [block.marker for block in article.blocks if block.kind is Kind.LIST_ITEM] == ["1.", "2."]
    assert [block.quoted for block in article.blocks if block.kind is Kind.QUOTE] == [1]


def test_links_and_emphasis_become_marks_but_no_script_does(article: Article) -> None:
    marks = [(mark.kind, article.of(mark), mark.target) for mark in article.marks]
    assert (MarkKind.EMPHASIS, "nothing at all", "") in marks
    assert (MarkKind.LINK, "the editor", "https://skerrypost.example/people/holt") in marks
    assert not any("javascript" in mark.target for mark in article.marks)


def test_the_dateline_and_the_agency_line_are_told_apart(article: Article) -> None:
    assert texts(article, Kind.DATELINE) == ["HOLM (SNA) —"]
    assert texts(article, Kind.AGENCY) == ["Additional reporting by Nils Berg; editing by Eva Storm"]


@pytest.mark.parametrize(
    "junk", ["More on this story", "A harbour closes", "Another story", "rights reserved", "Sport"]
)
def test_what_stands_around_the_article_is_left_out(article: Article, junk: str) -> None:
    assert junk not in article.text


def test_an_article_can_be_sent_to_another_process(article: Article) -> None:
    assert pickle.loads(pickle.dumps(article)) == article


def test_a_failure_can_be_sent_to_another_process() -> None:
    with pytest.raises(LoadError) as caught:
        load(Source("app.html", b"<html><body><div id=root></div><script>run()</script></body></html>"))
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><div id=root></div><script>run()</script></body></html>",
        "<html><title>App</title><noscript>You need to enable JavaScript.</noscript><script>",
        "<html><body><p>Please enable JavaScript to continue.</p><script src=app.js></script></body></html>",
    ],
)
def test_a_page_that_a_script_would_fill_says_so(page: str) -> None:
    with pytest.raises(LoadError, match="JavaScript"):
        read(page)


def test_a_page_without_any_text_says_so() -> None:
    with pytest.raises(LoadError, match=r"^page.html: no readable text in this page$"):
        read("<html><head><title>Nothing</title></head><body><img src=x.png></body></html>")


def test_a_short_page_is_given_whole() -> None:
    article = read(
        "<html><body><h1>Unclosed <p>para <b>bold <p>second & third &notreal; &#xD800; &#0; <a href=>e</a>"
        '<a href="  java\nscript:alert(1)">j</a><table><p>in table<td>cell</body><p>after'
    )
    for words in ("para", "bold", "second & third", "in table", "cell", "after"):
        assert words in article.text
    assert not [mark for mark in article.marks if mark.kind is MarkKind.LINK]


def test_a_page_nested_too_deeply_is_read_flat_and_says_so() -> None:
    article = read(f"<html><body>{'<div>' * 50_000}{FILLER}{'</div>' * 50_000}</body></html>")
    assert article.text == FILLER.strip()
    assert "nested too deeply" in article.notices[0]


def test_a_page_of_too_many_tags_is_read_flat_and_says_so() -> None:
    article = read(f"<html><body><h1>Heap</h1>{'<b>word</b> ' * 70_000}<p>{FILLER}</p></body></html>")
    assert article.meta.title == "Heap"
    assert article.text.endswith(FILLER.strip())
    assert "too large" in article.notices[0]


def test_tooltips_and_what_is_only_read_out_are_left_out() -> None:
    article = read(
        f"<html><body><h1>Bell</h1><p>{FILLER} The keeper<span class='person-tooltip__content'>Keeper: a man "
        f"of sixty. <a href='/k'>More</a></span> slept.<span class='sr-only'>Opens in a new window</span></p>"
        f"<h2>Later<span class='mw-editsection'>[edit]</span></h2><p>{SAID[0]} {SAID[1]}</p></body></html>"
    )
    assert "The keeper slept." in article.text
    assert texts(article, Kind.HEADING) == ["Later"]
    assert "sixty" not in article.text
    assert "Opens" not in article.text


def test_escape_sequences_are_gone_however_they_are_written() -> None:
    article = read(
        "<html><head><title>Red&#27;]0;owned&#7; flag\x1b[31m</title></head>"
        "<body><h1>Red&#27;]0;owned&#7; flag</h1>"
        f"<p>{FILLER}</p><p>a\x1b]52;c;cGF5bG9hZA==\x07b &#x9b;31m &#x1B;[2J {FILLER}</p></body></html>"
    )
    assert article.meta.title == "Red flag"
    assert "cGF5" not in article.text
    assert "[2J" not in article.text


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ('<meta charset="windows-1252"><p>caf\u00e9 \u201cquoted\u201d \u20ac</p>'.encode("cp1252"), None),
        ("<p>caf\u00e9 \u201cquoted\u201d \u20ac</p>".encode("cp1252"), "iso-8859-1"),
        ('\ufeff<meta charset="iso-8859-1"><p>caf\u00e9 \u201cquoted\u201d \u20ac</p>'.encode(), None),
        ("<p>caf\u00e9 \u201cquoted\u201d \u20ac</p>".encode(), None),
        ("\ufeff<p>caf\u00e9 \u201cquoted\u201d \u20ac</p>".encode("utf-16-le"), None),
    ],
)
def test_its_encoding_is_found(data: bytes, charset: str | None) -> None:
    (article,) = load(Source("page.html", data, charset=charset))
    assert article.text == "caf\u00e9 \u201cquoted\u201d \u20ac"


@pytest.mark.parametrize(
    "box",
    [
        '<h2>More Good Reads From The Post</h2><ul><li>Why <a href="/1">the bell rings</a> at noon</li>'
        '<li><a href="/2">The pilot who could not swim</a></li></ul>',
        "<h3>Most Viewed</h3><ul><li>Why the bell rings at noon</li><li>The pilot without a boat</li></ul>",
        '<h3>Related stories</h3><p><a href="/1">Why the bell rings at noon</a></p>'
        '<p><a href="/2">The pilot who could not swim</a></p>',
    ],
)
def test_a_box_of_links_at_the_end_is_left_out(box: str) -> None:
    body = "".join(f"<p>{said}</p>" for said in SAID)
    page = f"<html><body><article><h1>Ferry to Holm sails</h1>{body}{box}</article></body></html>"
    text = load(Source("page.html", page.encode()))[0].text
    assert text.endswith(SAID[-1])


def test_a_list_under_a_heading_of_the_article_stays() -> None:
    body = "".join(f"<p>{said}</p>" for said in SAID)
    items = "<h2>More on the bell</h2><ul><li>It was cast in Holm.</li><li>It weighs two oxen.</li></ul>"
    page = f"<html><body><article><h1>Ferry to Holm sails</h1>{body}{items}</article></body></html>"
    text = load(Source("page.html", page.encode()))[0].text
    assert "More on the bell\n\nIt was cast" in text


def test_the_author_may_sign_at_the_end() -> None:
    body = "".join(f"<p>{said}</p>" for said in SAID)
    page = (
        f"<html><body><h1>Ferry to Holm sails</h1>{body}<p>-- By Maren Holt Follow @mholt</p></body></html>"
    )
    assert load(Source("page.html", page.encode()))[0].meta.authors == ("Maren Holt",)
