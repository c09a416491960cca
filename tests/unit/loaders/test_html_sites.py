"""Pages as the usual systems for publishing make them: headline, headings and captions, and no boxes."""

from __future__ import annotations

import pytest

from reader.domain.article import Kind
from reader.loaders.html import load
from reader.loaders.source import Source

TITLE = "Sandholm moves its tower clock back by nineteen minutes"
DECK = "The council says that the tide table was right all along; shopkeepers are less sure."
HEADINGS = ("What the tide table says", "“Nobody asked the ferry”", "How it goes on")
CAPTION = "The clock tower at low water on Sunday."
CREDIT = "Ida Brandt"
OTHERS = ("Lighthouse keeper retires at ninety", "Ferry fares rise again", "Ten walks along the dunes")
LETTER = "Our letter every morning"

_HOURS = ("six", "seven", "eight", "nine", "ten", "eleven", "noon", "one", "two")
SAID = [
    f"At {hour} the harbour master wrote in her book that the wind had turned once more, that no sail was to "
    f"be seen from the tower, and that the {hour} bell had been rung by nobody whom she knew in the town."
    for hour in _HOURS
]


def _paragraphs(part: int, tag: str = "p", attributes: str = "") -> str:
    return "".join(f"<{tag}{attributes}>{text}</{tag}>" for text in SAID[2 * part : 2 * part + 2])


def _links(wrap: str) -> str:
    return "".join(wrap.format(f'<a href="/s/{n}">{text}</a>') for n, text in enumerate(OTHERS))


_MENU = '<nav><ul><li><a href="/n">News</a></li><li><a href="/s">Sport</a></li></ul></nav>'

WORDPRESS = f"""<body class="single-post">{_MENU}<article class="post hentry"><header class="entry-header">
<h1 class="entry-title">{TITLE}</h1><div class="entry-meta">By <span class="author">Ann Lee</span></div>
</header>
<div class="entry-content">{_paragraphs(0)}<figure class="wp-block-image"><img src="/a.jpg" alt="">
<figcaption class="wp-element-caption">{CAPTION} (Photo: {CREDIT})</figcaption></figure>
<h2 class="wp-block-heading">{HEADINGS[0]}</h2>{_paragraphs(1)}
<h2 class="wp-block-heading"><strong>{HEADINGS[1]}</strong></h2>{_paragraphs(2)}
<h3>{HEADINGS[2]}</h3>{_paragraphs(3)}
<div class="jp-relatedposts">
<h3 class="jp-relatedposts-headline">Related</h3>{_links("<h4>{}</h4>")}</div></div>
</article><aside class="widget-area"><h2>{LETTER}</h2><form><input name="e"></form></aside></body>"""

DRUPAL = f"""<body>{_MENU}<main><div class="node node--type-article"><h1 class="page-header">
<span>{TITLE}</span></h1>
<div class="field field--name-field-subtitle">{DECK}</div>
<div class="field field--name-body">{_paragraphs(0)}<h3>{HEADINGS[0]}</h3>{_paragraphs(1)}
<div class="media media-image"><img src="/a.jpg" alt="tower">
<div class="field--name-field-caption">{CAPTION}</div>
<div class="field--name-field-credit">{CREDIT}</div></div>
<h3>{HEADINGS[1]}</h3>{_paragraphs(2)}<h3>{HEADINGS[2]}</h3>{_paragraphs(3)}</div>
<section class="block-views related"><h2>See also</h2><ul>{_links("<li><h3>{}</h3></li>")}</ul></section>
</div></main></body>"""

BROADSHEET = f"""<body>{_MENU}<main><article><div data-gu-name="headline"><h1>{TITLE}</h1></div>
<div data-gu-name="standfirst"><div class="standfirst"><p>{DECK}</p></div></div>
<figure class="dcr-x"><picture><img src="/a.jpg" alt="Tower"></picture><figcaption><span>{CAPTION}</span>
<span class="credit">Photograph: {CREDIT}</span></figcaption></figure>
<div id="maincontent">{_paragraphs(0)}<h2 id="a">{HEADINGS[0]}</h2>{_paragraphs(1)}
<figure class="element-newsletter"><a href="/sign-up"><h3>{LETTER}</h3></a></figure>
<h2>{HEADINGS[1]}</h2>{_paragraphs(2)}
<aside class="element-rich-link"><h3>Read more</h3><a href="/s/1">{OTHERS[1]}</a></aside>
<h2>{HEADINGS[2]}</h2>{_paragraphs(3)}</div></article></main>
<section class="most-viewed"><h2>Most viewed</h2><ol>{_links("<li>{}</li>")}</ol></section></body>"""

BROADCASTER = f"""<body>{_MENU}<main id="main-content"><article><header><h1 class="ssrcss-x">{TITLE}</h1>
</header>
<div data-component="image-block"><figure><img src="/a.jpg" alt="Tower"><span role="text">{CREDIT}</span>
<figcaption><span class="visually-hidden">Image caption, </span>{CAPTION}</figcaption></figure></div>
<div data-component="text-block">{_paragraphs(0)}</div>
<div data-component="subheadline-block"><h2><span>{HEADINGS[0]}</span></h2></div>
<div data-component="text-block">{_paragraphs(1)}</div>
<div data-component="links-block" class="links-block"><h2>More on this story</h2>
<ul>{_links("<li>{}</li>")}</ul></div>
<div data-component="subheadline-block"><h2><span>{HEADINGS[1]}</span></h2></div>
<div data-component="text-block">{_paragraphs(2)}</div>
<div data-component="subheadline-block"><h2><span>{HEADINGS[2]}</span></h2></div>
<div data-component="text-block">{_paragraphs(3)}</div></article>
<section><h2>Related Topics</h2><ul>{_links("<li>{}</li>")}</ul></section></main></body>"""

TIMES = f"""<body>{_MENU}<main><article id="story"><header class="css-1">
<h1 data-testid="headline">{TITLE}</h1>
<p id="article-summary" class="css-2">{DECK}</p></header><div class="css-3"><figure aria-label="media">
<img src="/a.jpg">
<figcaption><span class="css-4 caption">{CAPTION}</span><span class="css-5">
<span class="visually-hidden">Credit...
</span><span>{CREDIT}</span></span></figcaption></figure></div>
<section name="articleBody"><div class="StoryBodyCompanionColumn"><div>{_paragraphs(0)}</div></div>
<div class="StoryBodyCompanionColumn"><div>
<h2 class="css-6" id="link-1">{HEADINGS[0]}</h2>{_paragraphs(1)}</div></div>
<div class="ad"><p>Advertisement</p></div>
<div class="StoryBodyCompanionColumn"><div><h2 class="css-6">{HEADINGS[1]}</h2>{_paragraphs(2)}
<h2 class="css-6">{HEADINGS[2]}</h2>{_paragraphs(3)}</div></div></section></article>
<section class="recirculation"><h2>More in Coast</h2>{_links("<article><h3>{}</h3></article>")}</section>
</main></body>"""

LETTERS = f"""<body><div class="single-post"><article class="newsletter-post post"><div class="post-header">
<h1 class="post-title">{TITLE}</h1><h3 class="subtitle">{DECK}</h3></div>
<div class="body markup">{_paragraphs(0)}
<h2 class="header-with-anchor-widget">{HEADINGS[0]}</h2>{_paragraphs(1)}
<div class="captioned-image-container"><figure><img src="/a.jpg" alt="">
<figcaption class="image-caption">{CAPTION}
Photo: {CREDIT}</figcaption></figure></div>
<div class="subscription-widget"><h4>{LETTER}</h4><form><input></form></div>
<h2 class="header-with-anchor-widget">{HEADINGS[1]}</h2>{_paragraphs(2)}
<h2 class="header-with-anchor-widget">{HEADINGS[2]}</h2>{_paragraphs(3)}</div></article>
<div class="comments-section"><h4>Discussion about this post</h4><p>I like it.</p></div></div></body>"""

MAGAZINE = f"""<body><article><section><div><h1 class="pw-post-title">{TITLE}</h1>
<h2 class="pw-subtitle-paragraph">{DECK}</h2>
<div><a href="/@ann" rel="author">Ann Lee</a> · <span>4 min read</span>
</div>{_paragraphs(0, "p", ' class="pw-post-body-paragraph"')}
<figure class="paragraph-image"><img src="/a.jpg">
<figcaption data-selectable-paragraph="">{CAPTION} Photo: {CREDIT}
</figcaption></figure>
<h1 id="1">{HEADINGS[0]}</h1>{_paragraphs(1)}<h1 id="2">{HEADINGS[1]}</h1>{_paragraphs(2)}
<h1 id="3">{HEADINGS[2]}</h1>{_paragraphs(3)}</div></section></article>
<div class="recommended"><h2>Recommended from here</h2>{_links("<h2>{}</h2>")}</div></body>"""

GHOST = f"""<body><main><article class="gh-article post"><header class="gh-article-header">
<h1 class="gh-article-title">{TITLE}</h1>
<p class="gh-article-excerpt">{DECK}</p></header><section class="gh-content">{_paragraphs(0)}
<figure class="kg-card kg-image-card kg-card-hascaption"><img src="/a.jpg" class="kg-image" alt="">
<figcaption><span>{CAPTION}</span> Photo by <a href="https://e.org">{CREDIT}</a></figcaption></figure>
<h2 id="a">{HEADINGS[0]}</h2>{_paragraphs(1)}<div class="kg-card kg-signup-card"><h2>{LETTER}</h2></div>
<h2 id="b">{HEADINGS[1]}</h2>{_paragraphs(2)}<h2 id="c">{HEADINGS[2]}</h2>{_paragraphs(3)}</section>
</article>
<section class="gh-read-more"><h2>Read more</h2>{_links("<article><h3>{}</h3></article>")}</section>
</main></body>"""

ARC = f"""<body>{_MENU}<main><h1 class="b-headline">{TITLE}</h1><h2 class="b-subheadline">{DECK}</h2>
<figure class="b-lead-art"><img src="/a.jpg"><figcaption class="c-media-item__fig-caption">
<span class="c-media-item__caption">
{CAPTION}</span><span class="c-media-item__credit">({CREDIT})</span></figcaption></figure>
<article class="b-article-body">{_paragraphs(0)}<h4 class="c-heading">{HEADINGS[0]}</h4>{_paragraphs(1)}
<div class="b-interstitial-link"><p class="interstitial-link"><a href="/s/1">[{OTHERS[1]}]</a></p></div>
<h4 class="c-heading">{HEADINGS[1]}</h4>{_paragraphs(2)}
<h4 class="c-heading">{HEADINGS[2]}</h4>{_paragraphs(3)}</article>
<div class="b-results-list"><h3>Latest</h3>{_links("<h3>{}</h3>")}</div></main></body>"""

WIKI = f"""<body><div id="content" class="mw-body"><h1 id="firstHeading">{TITLE}</h1>
<div id="bodyContent"><div id="mw-content-text">
<div class="mw-parser-output"><figure typeof="mw:File/Thumb"><img src="/a.jpg">
<figcaption>{CAPTION}</figcaption></figure>
{_paragraphs(0)}<div id="toc" class="toc"><h2>Contents</h2><ul><li><a href="#a">{HEADINGS[0]}</a></li>
</ul></div>
<div class="mw-heading mw-heading2"><h2 id="a">{HEADINGS[0]}</h2>
<span class="mw-editsection">[edit]</span></div>{_paragraphs(1)}
<div class="mw-heading mw-heading2"><h2 id="b">{HEADINGS[1]}</h2>
<span class="mw-editsection">[edit]</span></div>{_paragraphs(2)}
<div class="mw-heading mw-heading3"><h3 id="c">{HEADINGS[2]}</h3></div>{_paragraphs(3)}</div></div></div>
</div></body>"""

BOLD = f"""<body>{_MENU}<div id="page"><div class="article"><h1>{TITLE}</h1>
<div class="text">{_paragraphs(0)}
<p><strong>{HEADINGS[0]}</strong></p>{_paragraphs(1)}<p><b>{HEADINGS[1]}</b></p>{_paragraphs(2)}
<p><strong>{HEADINGS[2]}</strong><br></p>{_paragraphs(3)}
<div class="photo"><img src="/a.jpg"><div class="photo-caption">{CAPTION} Photo: {CREDIT}</div></div>
</div></div>
<div class="sidebar"><h3>More</h3>{_links("<p>{}</p>")}</div></div></body>"""

SITES = {
    "wordpress": WORDPRESS, "drupal": DRUPAL, "broadsheet": BROADSHEET, "broadcaster": BROADCASTER,
    "times": TIMES, "letters": LETTERS, "magazine": MAGAZINE, "ghost": GHOST, "arc": ARC, "wiki": WIKI,
    "bold": BOLD,
}  # fmt: skip
DECKED = {"drupal", "broadsheet", "times", "letters", "magazine", "ghost", "arc"}


@pytest.mark.parametrize("name", SITES)
def test_the_page_of_a_usual_system(name: str) -> None:
    page = f"<html><head><title>{TITLE} | The Coast</title></head>{SITES[name]}</html>"
    (article,) = load(Source(f"{name}.html", page.encode()))
    headings = tuple(article.of(block) for block in article.blocks if block.kind is Kind.HEADING)
    assert article.meta.title == TITLE
    assert headings == HEADINGS
    assert [caption.text for caption in article.captions] == [CAPTION]
    assert article.captions[0].credit == ("" if name == "wiki" else CREDIT)
    assert article.meta.standfirst == (DECK if name in DECKED else "")
    assert [text for text in SAID[:8] if article.text.count(text) != 1] == []
    assert [text for text in (*OTHERS, LETTER, "I like it.") if text in article.text] == []
