"""Rows of paragraphs that are too long to weigh their breaks."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.domain.article import Kind
from reader.typeset import blocks
from reader.typeset.breaks import Break, pieces
from reader.typeset.filling import filled, first_fit
from reader.typeset.fit import Shape
from reader.typeset.layout import Layout

MakeLayout = Callable[..., Layout]

NARROW = st.lists(
    st.tuples(st.text("abé’", min_size=1, max_size=6), st.sampled_from([" ", " ", "  ", "\n", " \n\n"])),
    min_size=1,
    max_size=40,
).map(lambda words: "".join(word + after for word, after in words).strip())


@given(NARROW, st.integers(8, 24), st.integers(-2, 2))
def test_rows_filled_from_the_text_are_those_filled_from_its_pieces(
    text: str, width: int, indent: int
) -> None:
    parts = pieces(text, 0, len(text), width - indent)
    rows, begin = [], 0
    for stop in first_fit(parts, Shape(width, indent)):
        rows.append((parts[begin].start, parts[stop - 1].end, parts[stop - 1].kind is Break.HARD))
        begin = stop
    shown = [
        (row.start, row.end, row.kind is Break.HARD) for row in filled(text, 0, len(text), width, indent)
    ]
    assert [(text[start:end], hard) for start, end, hard in shown] == [
        (text[start:end], hard) for start, end, hard in rows
    ]


WORDS = st.lists(
    st.sampled_from(
        ["harbour", "e-mail", "潮が引いた。", "“Well", "!", "—", "תל", "x\u0301y", "a" * 50, "\n", "I"]
    ),
    min_size=1,
    max_size=60,
).map(" ".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS, st.integers(12, 40), st.booleans(), st.booleans(), st.booleans())
def test_nothing_is_lost_nor_stands_out(
    make_layout: MakeLayout, text: str, measure: int, justify: bool, hang: bool, hyphenate: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "LONGEST_WEIGHED", 0)
        layout = make_layout(
            measure, (Kind.PARAGRAPH, text), language="en", justify=justify, hang=hang, hyphenate=hyphenate
        )
        rows = list(layout)
    assert all(row.cells <= measure for row in rows)
    shown = "".join(run.text for row in rows for run in row.runs if run.start >= 0)
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", layout.article.text)
