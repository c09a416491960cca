"""Articles of any length cost the same; pages begin and end well."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from reader.domain.article import Article, Kind, Mark, MarkKind, Metadata
from reader.domain.builder import ArticleBuilder
from reader.typeset import blocks
from reader.typeset.layout import Layout
from reader.typeset.page import Page
from reader.typeset.pages import rows_that_end_well
from reader.typeset.rows import PART_ROWS, Place, Row

MakeLayout = Callable[..., Layout]
MakeArticle = Callable[..., Article]

SENTENCE = "The harbour office has kept the same tide table since the spring of that year. "


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many characters were set, call by call."""
    sizes: list[int] = []
    original = blocks.set_part

    def counting(page: Page, index: int, bounds: tuple[int, int]) -> tuple[Row, ...]:
        sizes.append(bounds[1] - bounds[0])
        return original(page, index, bounds)

    monkeypatch.setattr("reader.typeset.layout.set_part", counting)
    return sizes


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE * 20_000,
        "tide " * 200_000,
        "x" * 1_000_000,
        "潮が引いた。" * 100_000,
        "Roses are red\n" * 50_000 + "end",
        "x\u0301\u0302" * 100_000,
    ],
    ids=["sentences", "words", "unbroken", "ideographs", "verses", "accents"],
)
def test_a_giant_paragraph_is_set_a_screen_at_a_time(
    make_layout: MakeLayout, counted: list[int], text: str
) -> None:
    layout = make_layout(72, (Kind.HEADLINE, "Tides"), (Kind.PARAGRAPH, text.strip()))
    whole = layout.article.text
    layout.window(layout.first, 50)
    middle = layout.place_of(len(whole) // 2)
    assert layout.row(middle).start <= len(whole) // 2 < layout.row(middle).end
    layout.window(middle, 50)
    layout.window(layout.top_of_end(50), 50)
    assert layout.row(layout.last).end == len(whole)
    assert sum(counted) < 60_000
    assert max(counted) <= 2 * 4096


def test_parts_tile_a_paragraph_and_places_cross_them(make_layout: MakeLayout) -> None:
    layout = make_layout(60, (Kind.PARAGRAPH, (SENTENCE * 400).strip()), (Kind.PARAGRAPH, "After."))
    parts = layout.parts(0)
    assert parts > 5
    rows = [row for part in range(parts) for row in layout.rows(0, part)]
    assert rows[0].start == 0
    assert all(above.end == below.start for above, below in pairwise(rows))
    assert all(row.text.rstrip().endswith(".") for row in (layout.rows(0, part)[-1] for part in range(parts)))
    place = layout.first
    for number in range(len(rows)):
        assert layout.row(place) == rows[number]
        assert layout.place_of(layout.offset_of(place)) == place
        assert layout.distance(layout.first, place, 10_000) == number
        assert layout.move(layout.first, number) == place
        assert layout.move(place, -number) == layout.first
        below = layout.move(place, 1)
        assert below > place
        place = below
    assert place == Place(1, 0)
    assert layout.rows(0, 1)[0].start == layout.offset_of(Place(0, PART_ROWS))


def test_marks_reach_over_parts(make_article: MakeArticle) -> None:
    text = (SENTENCE * 200).strip()
    article = make_article((Kind.PARAGRAPH, text), marks=[Mark(MarkKind.STRONG, 10, len(text) - 10)])
    layout = Layout(article, 60)
    middle = layout.row(layout.place_of(len(text) // 2))
    assert all(run.marks for run in middle.runs)


def test_giant_code_is_set_a_screen_at_a_time(make_layout: MakeLayout, counted: list[int]) -> None:
    layout = make_layout(72, (Kind.CODE, "y" * 300_000 + "\n" + "z = 1\n" * 100_000 + "end"))
    rows = layout.window(layout.first, 50)
    assert rows[0].cut
    assert len(rows[0].text) == 72
    assert rows[1].text == "  z = 1"
    assert layout.row(layout.last).text == "  end"
    assert sum(counted) < 400_000


def test_a_long_article_is_set_a_screen_at_a_time(make_layout: MakeLayout, counted: list[int]) -> None:
    layout = make_layout(72, *[(Kind.PARAGRAPH, SENTENCE * 5)] * 3000)
    layout.window(layout.first, 50)
    layout.window(layout.place_of(len(layout.article.text) // 2), 50)
    layout.window(layout.top_of_end(50), 50)
    assert len(counted) < 50


def test_rows_are_kept_but_not_for_ever(make_layout: MakeLayout, counted: list[int]) -> None:
    layout = make_layout(40, *[(Kind.PARAGRAPH, "Short.")] * 2000)
    layout.rows(0)
    layout.rows(0)
    assert len(counted) == 1
    for block in range(2000):
        layout.rows(block)
    layout.rows(0)
    assert len(counted) == 2001


def _numbered(rows: int) -> str:
    return "\n".join(f"row {number}" for number in range(rows))


def test_a_page_repeats_a_row(make_layout: MakeLayout) -> None:
    layout = make_layout(40, (Kind.PARAGRAPH, _numbered(100)))
    below = layout.page_down(Place(0, 0), 20)
    assert below == Place(0, 19)
    assert layout.page_up(below, 20) == Place(0, 0)


@pytest.mark.parametrize("before", range(12, 20))
def test_no_heading_stands_at_the_foot(make_layout: MakeLayout, before: int) -> None:
    height = 20
    layout = make_layout(
        40,
        (Kind.PARAGRAPH, _numbered(height)),
        (Kind.PARAGRAPH, _numbered(before)),
        (Kind.HEADING, "A heading", {"level": 2}),
        (Kind.PARAGRAPH, _numbered(40)),
    )
    top = layout.page_down(Place(0, 0), height)
    shown = [row for row in layout.window(top, height) if row.runs]
    assert not shown[-1].runs[0].role.startswith("heading")
    assert Place(0, 0) < top <= Place(1, 0)
    up = layout.page_up(layout.move(top, height), height)
    shown = [row for row in layout.window(up, height) if row.runs]
    assert not shown[-1].runs[0].role.startswith("heading")


@pytest.mark.parametrize(
    ("below", "ends_with"),
    [
        ((Kind.HEADING, "A heading", {"level": 2}), "row 5"),
        ((Kind.FOOTNOTE, "A note", {"marker": "1"}), "row 5"),
        ((Kind.CAPTION, "A caption"), "▏ A caption"),
    ],
)
def test_a_view_ends_with_nothing_that_only_announces(
    make_layout: MakeLayout, below: tuple[object, ...], ends_with: str
) -> None:
    layout = make_layout(40, (Kind.PARAGRAPH, _numbered(6)), below, (Kind.PARAGRAPH, _numbered(9)))
    at = next(n for n, row in enumerate(layout) if row.block == 1 and not row.is_empty)
    view = layout.window(layout.first, at + 1)
    assert view[rows_that_end_well(view) - 1].text == ends_with
    alone = layout.window(Place(1, 0), 3)
    assert rows_that_end_well(alone[:2]) == 2


@pytest.mark.parametrize(
    ("bold", "ends_with"), [("", "the other?"), ("Who was it", "the other?"), ("all", "row 5")]
)
def test_a_question_in_bold_stands_with_its_answer(bold: str, ends_with: str) -> None:
    question = "Who was it that asked all of these questions, one after the other?"
    builder = ArticleBuilder()
    builder.add(Kind.PARAGRAPH, _numbered(6))
    length = len(question) if bold == "all" else len(bold)
    builder.add(Kind.PARAGRAPH, question, [Mark(MarkKind.STRONG, 0, length)] if bold else ())
    builder.add(Kind.PARAGRAPH, _numbered(9))
    layout = Layout(builder.article(Metadata()), 40)
    view = layout.window(layout.first, 9)
    assert view[-1].text.endswith("the other?")
    assert view[rows_that_end_well(view) - 1].text.endswith(ends_with)


def test_a_lone_last_row_is_taken_along(make_layout: MakeLayout) -> None:
    layout = make_layout(
        40, (Kind.PARAGRAPH, _numbered(20)), (Kind.PARAGRAPH, _numbered(18)), (Kind.PARAGRAPH, _numbered(50))
    )
    # The usual page ends with the last row but one of the second paragraph.
    assert layout.window(layout.move(Place(0, 0), 19), 20)[-1].text == "row 17"
    layout = make_layout(
        40, (Kind.PARAGRAPH, _numbered(20)), (Kind.PARAGRAPH, _numbered(19)), (Kind.PARAGRAPH, _numbered(50))
    )
    top = layout.page_down(Place(0, 0), 20)
    assert layout.window(top, 20)[-1].text == "row 18"
    assert top == Place(1, 0)


def test_the_last_page_is_full(make_layout: MakeLayout) -> None:
    layout = make_layout(40, (Kind.PARAGRAPH, _numbered(30)))
    assert layout.page_down(Place(0, 0), 20) == Place(0, 10)
    assert layout.page_down(Place(0, 10), 20) == Place(0, 10)
    assert layout.page_down(Place(0, 0), 60) == Place(0, 0)
    assert layout.page_up(Place(0, 5), 20) == Place(0, 0)


@pytest.mark.parametrize("height", [1, 2])
def test_pages_of_a_row_or_two_move(make_layout: MakeLayout, height: int) -> None:
    layout = make_layout(40, (Kind.PARAGRAPH, _numbered(30)))
    assert layout.page_down(Place(0, 4), height) == Place(0, 5)
    assert layout.page_up(Place(0, 4), height) == Place(0, 3)
