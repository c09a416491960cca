"""Captions in the shapes in which papers, blogs and encyclopaedias set them."""

from __future__ import annotations

import pytest

from reader.domain.article import Kind, faults
from reader.loaders.html import load
from reader.loaders.source import Source

TEXT = (
    "The keeper of the light wrote in his book that the wind had turned once more, that no sail was seen, "
    "and that the bell in the tower had been rung at the full hour by nobody whom he knew or had heard of."
)
AFTER = (
    "Nobody in the village below had slept, since the lamp went out at two and was lit again at three; and "
    "the men, who count on it as others count on the sun, stood on the quay until it was day, saying little."
)
TOWER = "The tower before the storm of Friday."


def captions(html: str) -> list[tuple[str, str]]:
    page = (
        f"<html><head><title>The bell</title></head><body><article><h1>The bell</h1><p>{TEXT}</p>{html}"
        f"<p>{AFTER}</p><p>{TEXT[::-1]}</p></article></body></html>"
    )
    (article,) = load(Source("page.html", page.encode()))
    assert faults(article) == []
    body = " ".join(article.of(block) for block in article.blocks if block.kind is Kind.PARAGRAPH)
    assert TEXT in body
    assert AFTER in body
    for caption in article.captions:
        assert caption.text not in body
    return [(caption.text, caption.credit) for caption in article.captions]


IMG = '<img src="/tower.jpg" width="800">'
SHAPES = {
    "plain": f"<figure>{IMG}<figcaption>{TOWER}</figcaption></figure>",
    "above the picture": f"<figure><figcaption>{TOWER}</figcaption>{IMG}</figure>",
    "blog": f'<div class="wp-caption alignright">{IMG}<p class="wp-caption-text">{TOWER}</p></div>',
    "block editor": f'<figure class="wp-block-image">{IMG}<figcaption class="wp-element-caption">{TOWER}'
    f'</figcaption></figure>',
    "letter": f'<div class="captioned-image-container"><figure>{IMG}'
    f'<figcaption class="image-caption">{TOWER}</figcaption>'
    "</figure></div>",
    "encyclopaedia": f'<div class="thumb tright"><div class="thumbinner">{IMG}'
    f'<div class="thumbcaption">{TOWER}</div></div></div>',
    "cutline": f'<div class="photo">{IMG}<p class="cutline">{TOWER}</p></div>',
    "German": f'<div class="bild">{IMG}<span class="bildunterschrift">{TOWER}</span></div>',
    "by its property": f'<div>{IMG}<span itemprop="caption">{TOWER}</span></div>',
    "with a label": f"<figure>{IMG}<figcaption><span>Image caption, </span>{TOWER}</figcaption></figure>",
    "with a button": f"<figure>{IMG}<figcaption>{TOWER} <b>hide caption</b></figcaption></figure>",
    "in a link to the picture": f'<a href="/big/tower.jpg"><figure>{IMG}<figcaption>{TOWER}</figcaption>'
    f'</figure></a>',
    "twice": f'<div>{IMG}<div class="caption"><div class="caption-full">{TOWER} less</div>'
    f'<div class="caption-truncated">{TOWER[:34]}… more</div></div></div>',
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_a_caption_is_found(shape: str) -> None:
    assert captions(SHAPES[shape]) == [(TOWER, "")]


CREDITS = {
    "in brackets": f"<figure>{IMG}<figcaption>{TOWER} (AFP/Ida Brandt)</figcaption></figure>",
    "in its own element": f'<figure>{IMG}<figcaption>{TOWER} <span class="credit">AFP/Ida Brandt</span>'
    f'</figcaption>'
    "</figure>",
    "beside the caption": f'<figure>{IMG}<figcaption>{TOWER}</figcaption>'
    f'<div class="image__credit">AFP/Ida Brandt</div>'
    "</figure>",
    "before the caption": f'<figure>{IMG}<span class="copyright"><span>Image copyright'
    f'</span> AFP/Ida Brandt</span>'
    f"<figcaption>{TOWER}</figcaption></figure>",
    "with a label": f'<figure>{IMG}<figcaption><span class="caption">{TOWER}</span>'
    '<span class="photo-credit">Credit: AFP/Ida Brandt</span></figcaption></figure>',
    "with dots": f'<figure>{IMG}<figcaption>{TOWER}<span itemprop="copyrightHolder"><span>Credit...</span>'
    "<span>AFP/Ida Brandt</span></span></figcaption></figure>",
    "in one class with it": f'<div class="image">{IMG}<div class="credit-caption">'
    f'<div class="caption-wrap"><p>{TOWER}</p></div>'
    '<span class="credit">AFP/Ida Brandt</span></div></div>',
}  # fmt: skip


@pytest.mark.parametrize("shape", CREDITS)
def test_a_credit_is_parted_from_its_caption(shape: str) -> None:
    assert captions(CREDITS[shape]) == [(TOWER, "AFP/Ida Brandt")]


NONE = {
    "of another story": f'<a href="/other-story"><figure>{IMG}<figcaption>{TOWER}</figcaption></figure></a>',
    "in a list of stories": f'<div class="related-stories"><figure>{IMG}<figcaption>{TOWER}</figcaption>'
    f'</figure></div>',
    "a link to another story": f'<figure>{IMG}<figcaption><a href="/other-story">{TOWER}</a>'
    f'</figcaption></figure>',
    "in an advertisement": f'<div class="ad ad-slot"><figure>{IMG}<figcaption>{TOWER}</figcaption>'
    f'</figure></div>',
    "of a film": f'<video></video><div class="closed-captions">{TOWER}</div>',
    "a button": f'<figure>{IMG}<figcaption>Image 1 of 8</figcaption></figure>',
    "a show": "".join(
        f"<figure>{IMG}<figcaption>The week in pictures {n} May</figcaption></figure>" for n in range(1, 20)
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", NONE)
def test_what_is_no_caption_of_the_article_is_left(shape: str) -> None:
    assert captions(NONE[shape]) == []


def test_text_set_beside_a_picture_is_text() -> None:
    beside = "The lamp itself was made in Paris and weighs as much as two oxen, or so the children are told."
    assert (
        captions(f'<div class="wp-block-media-text">{IMG}<div class="media-text"><p>{beside}</p></div></div>')
        == []
    )
