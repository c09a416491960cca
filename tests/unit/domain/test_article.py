"""The article's invariants, and the builder that keeps them."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.article import (
    WORDS_A_MINUTE,
    Article,
    Block,
    Caption,
    Kind,
    Mark,
    MarkKind,
    Metadata,
    Table,
    faults,
)
from reader.domain.builder import ArticleBuilder, normalised
from reader.domain.span import Span, first_ending_after, within

CLEAN = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029") | st.just("\n"),
    max_size=60,
)
MARKS = st.lists(
    st.builds(Mark, st.sampled_from(list(MarkKind)), st.integers(0, 60), st.integers(0, 60)), max_size=4
)
KINDS = st.sampled_from([kind for kind in Kind if kind is not Kind.TABLE])


@given(
    st.lists(st.tuples(KINDS, CLEAN, MARKS), max_size=8), st.lists(st.lists(CLEAN, max_size=3), max_size=4)
)
def test_what_the_builder_makes_is_sound(
    blocks: list[tuple[Kind, str, list[Mark]]], table: list[list[str]]
) -> None:
    builder = ArticleBuilder()
    for number, (kind, text, marks) in enumerate(blocks):
        inside = [m for m in marks if m.start < m.end <= len(text)]
        builder.add(kind, text, inside)
        if number % 3 == 1:
            builder.table([[(cell, ()) for cell in row] for row in table], header=1)
    article = builder.article(Metadata())
    assert faults(article) == []
    assert len(builder) == len(article.blocks)
    for offset in range(len(article.text)):
        block = article.blocks[article.block_at(offset)]
        assert block.end > offset
        assert block.start <= offset or not article.text[offset].strip()


@given(CLEAN, st.integers(0, 60), st.integers(0, 60))
def test_marks_stay_on_their_characters(text: str, low: int, high: int) -> None:
    start, end = sorted((min(low, len(text)), min(high, len(text))))
    composed, (mark,) = normalised(text, (Mark(MarkKind.STRONG, start, end),))
    assert composed == unicodedata.normalize("NFC", text)
    assert 0 <= mark.start <= mark.end <= len(composed)


def test_a_mark_moves_with_its_letter() -> None:
    text, marks = normalised("cafe\u0301 noir", (Mark(MarkKind.STRONG, 6, 10),))
    assert text[marks[0].start : marks[0].end] == "noir"


def _sound() -> Article:
    text = "Title\n\nSANDHOLM – One.\n\nTwo."
    blocks = (
        Block(Kind.HEADLINE, 0, 5),
        Block(Kind.DATELINE, 7, 17),
        Block(Kind.PARAGRAPH, 18, 22),
        Block(Kind.PARAGRAPH, 24, 28),
    )
    return Article(text, blocks, (Mark(MarkKind.STRONG, 18, 21),))


def _with_block(number: int, **fields: object) -> Article:
    article = _sound()
    changed = replace(article.blocks[number], **fields)  # type: ignore[arg-type]
    return replace(article, blocks=(*article.blocks[:number], changed, *article.blocks[number + 1 :]))


@pytest.mark.parametrize(
    ("article", "fault"),
    [
        (replace(_sound(), text="Title\n\nSANDHOLM – Oné.\n\nTwo.".replace("é", "e\u0301")), "not NFC"),
        (replace(_sound(), text=_sound().text.replace("e", "\x1b")), "U+001B at 4"),
        (replace(_sound(), text=_sound().text + "\n\nmore"), "6 characters follow"),
        (_with_block(0, end=0), "block 0 (headline) lies at 0-0"),
        (_with_block(0, end=9), "block 1 (dateline) lies at 7-17, after 9"),
        (_with_block(3, start=23), "stands before block 3"),
        (_with_block(1, kind=Kind.PARAGRAPH), "stands before block 2"),
        (_with_block(3, end=99), "block 3 (paragraph) lies at 24-99"),
        (_with_block(3, table=Table(((Span(20, 25),),))), "a cell of block 3 lies outside"),
        (replace(_sound(), marks=(Mark(MarkKind.STRONG, 19, 25),)), "does not lie within a block"),
        (replace(_sound(), marks=(Mark(MarkKind.STRONG, 20, 20),)), "does not lie within a block"),
        (replace(_sound(), marks=(Mark(MarkKind.LINK, 24, 25), Mark(MarkKind.LINK, 1, 2))), "not in order"),
    ],
)
def test_faults_are_named(article: Article, fault: str) -> None:
    assert faults(_sound()) == []
    assert any(fault in line for line in faults(article)), faults(article)


def test_blank_blocks_and_tables_are_left_out() -> None:
    builder = ArticleBuilder()
    builder.add(Kind.PARAGRAPH, " \n ")
    builder.table([[("", ()), (" ", ())], []])
    assert len(builder) == 0
    assert faults(builder.article(Metadata())) == []


def test_cells_are_where_the_table_says() -> None:
    builder = ArticleBuilder()
    builder.add(Kind.PARAGRAPH, "Tides")
    strong = Mark(MarkKind.STRONG, 0, 4)
    builder.table([[("Port", [strong]), ("High", ())], [("Sand\nholm", ()), ("", ())]], header=1)
    article = builder.article(Metadata())
    table = article.blocks[1].table
    assert table is not None
    assert [[article.of(cell) for cell in row] for row in table.rows] == [["Port", "High"], ["Sand holm", ""]]
    assert article.of(article.marks[0]) == "Port"
    assert faults(article) == []


def test_captions_have_their_credits() -> None:
    builder = ArticleBuilder()
    builder.add(Kind.CAPTION, "The clock.")
    builder.add(Kind.CREDIT, "Photo: Gazette")
    builder.add(Kind.CAPTION, "The sea.")
    assert builder.article(Metadata()).captions == (
        Caption("The clock.", "Photo: Gazette"),
        Caption("The sea.", ""),
    )


@pytest.mark.parametrize(
    ("text", "words"), [("one two, three", 3), ("", 0), ("潮の町", 3), ("The 潮 turned", 3), ("a - b", 3)]
)
def test_words_are_counted(text: str, words: int) -> None:
    blocks = (Block(Kind.PARAGRAPH, 0, len(text)),) if text else ()
    assert Article(text, blocks).words == words


def test_minutes() -> None:
    text = "word " * (3 * WORDS_A_MINUTE)
    assert Article(text, (Block(Kind.PARAGRAPH, 0, len(text)),)).minutes == 3
    assert Article("", ()).minutes == 1


def test_spans() -> None:
    spans = [Span(0, 2), Span(2, 5), Span(7, 9)]
    assert [first_ending_after(spans, at) for at in (0, 1, 2, 5, 8, 9)] == [0, 0, 1, 2, 2, 3]
    assert list(within(spans, 1, 7)) == spans[:2]
    assert list(within(spans, 5, 7)) == []
    assert Span(0, 2).overlaps(Span(1, 3))
    assert not Span(0, 2).overlaps(Span(2, 3))
    assert Span(1, 2).contains(1)
    assert not Span(1, 2).contains(2)
