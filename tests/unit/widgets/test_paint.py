"""Rows made into strips: what lies over the text lies over its gaps, too."""

from __future__ import annotations

import re

from reader.domain.article import Kind, Metadata
from reader.domain.builder import ArticleBuilder
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
