"""Rows made into strips: what lies over the text lies over its gaps, too."""

from __future__ import annotations

import re

import pytest

from reader.domain.article import Kind, Metadata
from reader.domain.builder import ArticleBuilder
from reader.loaders.registry import load
from reader.loaders.source import Source
from reader.resources import themes_dir
from reader.theming.look import find_themes, load_look
from reader.typeset.layout import Layout
from reader.typeset.options import Options
from reader.widgets.paint import Layer, Overlay, paint_row

LOOK = load_look("evening", find_themes(themes_dir()))
WORDS = "The ferries left when the captain had finished his tea and the school bell followed them out. " * 3


def test_a_highlight_has_no_holes_in_a_filled_row() -> None:
    builder = ArticleBuilder()
    builder.add(Kind.PARAGRAPH, WORDS.strip())
    layout = Layout(builder.article(Metadata()), 44, Options(justify=True))
    row = next(row for row in layout.rows(0) if len(re.findall(r"\S  +\S", row.text)) > 2)
    first, last = row.start + 5, row.end - 5
    layer = Layer([Overlay(first, last, "highlight-green")])
    strip = paint_row(row, LOOK, [layer], 60, 3)
    assert strip.cell_length == 60
    ground = LOOK["highlight-green"].bgcolor
    marked = "".join(
        segment.text if segment.style and segment.style.bgcolor == ground else "\n" for segment in strip
    ).strip("\n")
    assert "\n" not in marked
    assert marked.split() == layout.article.text[first:last].split()
    assert "  " in marked


LINKS = """# Links

See [one](https://example.org/a) and [two](javascript:alert) and [three](https://b\u00fccher.example/)
and [four](chapter.md) and [five](mailto:desk@example.org).
"""


@pytest.mark.parametrize(
    ("links", "addresses"),
    [
        (False, []),
        (True, ["https://example.org/a", "https://xn--bcher-kva.example/", "mailto:desk@example.org"]),
    ],
)
def test_only_safe_addresses_reach_the_terminal(links: bool, addresses: list[str]) -> None:
    [article] = load(Source("links.md", LINKS.encode()))
    strips = [paint_row(row, LOOK, (), 80, 4, links=links) for row in Layout(article, 70)]
    styles = [segment.style for strip in strips for segment in strip]
    assert list(dict.fromkeys(style.link for style in styles if style and style.link)) == addresses
