"""How each kind of block looks, and what stands between two."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.domain.article import Article, Kind, Mark, MarkKind, Metadata
from reader.domain.builder import ArticleBuilder
from reader.typeset.layout import Layout
from reader.typeset.options import Options
from reader.typeset.rows import Place

Show = Callable[[Layout], list[str]]
MakeLayout = Callable[..., Layout]
MakeArticle = Callable[..., Article]

REPORT = (
    (Kind.HEADLINE, "Harbour town votes to move its clock back"),
    (Kind.STANDFIRST, "The tide table was right all along."),
    (Kind.BYLINE, "By Ada Holm"),
    (Kind.PUBLISHED, "2 March 2026"),
    (Kind.IMAGE, "The tower"),
    (Kind.CAPTION, "The clock tower at low water on Sunday."),
    (Kind.CREDIT, "Photo: Coast Gazette"),
    (Kind.DATELINE, "SANDHOLM –"),
    (Kind.PARAGRAPH, "The council voted on Monday to set the clock back."),
    (Kind.HEADING, "What follows", {"level": 2}),
    (Kind.PARAGRAPH, "Ferries leave later."),
    (Kind.HEADING, "And then", {"level": 3}),
    (Kind.PARAGRAPH, "Schools, too."),
    (Kind.RULE, "***"),
    (Kind.AGENCY, "Wire services contributed"),
)


def test_a_report(make_layout: MakeLayout, shown: Show) -> None:
    assert shown(make_layout(30, *REPORT)) == [
        "Harbour town votes to",
        "move its clock back",
        "",
        "The tide table was",
        "right all along.",
        "",
        "By Ada Holm · 2 March 2026",
        "",
        "▒ The tower",
        "▏ The clock tower at low water",
        "▏ on Sunday.",
        "▏ Photo: Coast Gazette",
        "",
        "SANDHOLM – The council",
        "voted on Monday to set the",
        "clock back.",
        "",
        "",
        "What follows",
        "",
        "Ferries leave later.",
        "",
        "And then",
        "Schools, too.",
        "",
        "            ∗ ∗ ∗",
        "",
        "Wire services contributed",
    ]


def test_roles_and_blocks(make_layout: MakeLayout) -> None:
    layout = make_layout(30, *REPORT)
    seen = [
        (row.block, [run.role for run in row.runs]) for row in layout.window(layout.first, 1000) if row.runs
    ]
    assert (0, ["headline"]) in seen
    assert (3, ["byline", "published", "published"]) in seen
    assert (5, ["caption-rule", "caption"]) in seen
    assert (6, ["caption-rule", "credit"]) in seen
    assert (8, ["dateline", "paragraph"]) in seen
    assert (9, ["heading-2"]) in seen
    assert (13, ["space", "rule"]) in seen


def test_a_dateline_and_a_byline_have_no_rows_of_their_own(make_layout: MakeLayout) -> None:
    layout = make_layout(30, *REPORT)
    text = layout.article.text
    assert layout.rows(2) == layout.rows(7) == ()
    assert layout.place_of(text.index("SANDHOLM") + 3) == layout.place_of(text.index("The council"))
    assert layout.place_of(text.index("Ada")) == Place(3, 1)
    narrow = make_layout(20, *REPORT)
    assert [row.text for row in narrow.rows(2)] == ["", "By Ada Holm"]
    assert [row.text for row in narrow.rows(3)] == ["2 March 2026"]


def test_a_place_without_rows_is_that_of_the_next(make_layout: MakeLayout) -> None:
    layout = make_layout(30, (Kind.DATELINE, "VIK –"), (Kind.PARAGRAPH, _verse(9)))
    top = Place(0, 0)
    assert layout.offset_of(top) == 0
    assert layout.row(top) == layout.rows(1)[0]
    assert layout.move(top, 2) == Place(1, 2)
    assert layout.distance(top, Place(1, 2), 9) == 2
    assert layout.page_down(top, 4) == Place(1, 3)
    assert layout.page_up(top, 4) == layout.first == Place(1, 0)
    with pytest.raises(IndexError):
        layout.row(Place(2, 0))


def _verse(lines: int) -> str:
    return "\n".join(f"line {number}" for number in range(lines))


def test_indented_paragraphs(make_layout: MakeLayout, shown: Show) -> None:
    layout = make_layout(
        20,
        (Kind.HEADLINE, "Title"),
        (Kind.PARAGRAPH, "One two three four five."),
        (Kind.PARAGRAPH, "Six seven eight nine ten."),
        (Kind.HEADING, "Head", {"level": 2}),
        (Kind.PARAGRAPH, "Eleven."),
        (Kind.QUOTE, "Said.", {"quoted": 1}),
        (Kind.QUOTE, "Again.", {"quoted": 1}),
        paragraph="indent",
    )
    assert shown(layout) == [
        "Title",
        "",
        "One two three",
        "four five.",
        "  Six seven eight",
        "nine ten.",
        "",
        "Head",
        "Eleven.",
        "",
        "│ Said.",
        "│   Again.",
    ]


LIST = (
    (Kind.LIST_ITEM, "A bullet that runs on and on", {"depth": 1, "marker": "•"}),
    (Kind.LIST_ITEM, "inside", {"depth": 2, "marker": "9."}),
    (Kind.LIST_ITEM, "inside", {"depth": 2, "marker": "10."}),
    (Kind.LIST_ITEM, "more of the bullet", {"depth": 1}),
    (Kind.LIST_ITEM, "to do", {"depth": 1, "marker": "☐"}),
    (Kind.LIST_ITEM, "done", {"depth": 1, "marker": "☑"}),
    (Kind.LIST_ITEM, "quoted", {"depth": 1, "marker": "•", "quoted": 2}),
    (Kind.FOOTNOTE, "A note that runs on and on, and on.", {"marker": "1"}),
    (Kind.FOOTNOTE, "Another.", {"marker": "12"}),
)


@pytest.mark.parametrize(
    ("measure", "ascii_only", "expected"),
    [
        (
            40,
            False,
            [
                "  • A bullet that runs on and on",
                "     9. inside",
                "    10. inside",
                "",
                "    more of the bullet",
                "  ☐ to do",
                "  ☑ done",
                "│ │   • quoted",
                "",
                "────────",
                " 1 A note that runs on and on, and on.",
                "12 Another.",
            ],
        ),
        (
            20,
            True,
            [
                "* A bullet that runs",
                "  on and on",
                "  9. inside",
                "  10. inside",
                "",
                "  more of the bullet",
                "[ ] to do",
                "[x] done",
                "| | * quoted",
                "",
                "--------",
                " 1 A note that",
                "   runs on and on,",
                "   and on.",
                "12 Another.",
            ],
        ),
    ],
)
def test_lists_and_footnotes(
    make_layout: MakeLayout, shown: Show, measure: int, ascii_only: bool, expected: list[str]
) -> None:
    assert shown(make_layout(measure, *LIST, ascii=ascii_only)) == expected


def test_a_footnote_of_two_paragraphs(make_layout: MakeLayout, shown: Show) -> None:
    layout = make_layout(40, (Kind.FOOTNOTE, "First.", {"marker": "1"}), (Kind.FOOTNOTE, "Second."))
    assert shown(layout) == [" 1 First.", "   Second."]


def test_quotes_and_pull_quotes(make_layout: MakeLayout, shown: Show) -> None:
    layout = make_layout(
        40,
        (Kind.QUOTE, "Nobody minded.", {"quoted": 1}),
        (Kind.QUOTE, "Not then.", {"quoted": 2}),
        (Kind.PULL_QUOTE, "The sea was never late, and we were"),
    )
    assert shown(layout) == [
        "│ Nobody minded.",
        "│",
        "│ │ Not then.",
        "",
        "    The sea was never",
        "    late, and we were",
    ]


def test_hard_breaks_and_empty_lines_are_kept(make_layout: MakeLayout, shown: Show) -> None:
    layout = make_layout(12, (Kind.PARAGRAPH, "Roses\n  are red and\n\nblue \nfor now"))
    assert shown(layout) == ["Roses", "  are", "red and", "", "blue", "for now"]
    assert [(row.start, row.end) for row in layout.rows(0)] == [
        (0, 6),
        (6, 12),
        (12, 20),
        (20, 21),
        (21, 27),
        (27, 34),
    ]


def test_opening_marks_hang_in_the_margin(make_layout: MakeLayout, shown: Show) -> None:
    words = (
        "“No,” said the captain of the ferry, “not in all my years have I seen a clock so sure of itself.”"
    )
    layout = make_layout(40, (Kind.PARAGRAPH, words), (Kind.PARAGRAPH, "He left."), hang=True)
    assert shown(layout) == [
        "“No,” said the captain of the ferry,",
        "“not in all my years have I seen a clock",
        " so sure of itself.”",
        "",
        " He left.",
    ]


def test_marks_split_runs_and_nest(make_article: MakeArticle) -> None:
    link = Mark(MarkKind.LINK, 4, 12, "https://example.org")
    strong = Mark(MarkKind.STRONG, 4, 7)
    article = make_article((Kind.PARAGRAPH, "The tide tab\u0301le turned"), marks=[link, strong])
    runs = Layout(article, 40).rows(0)[0].runs
    assert [(run.text, [mark.kind for mark in run.marks]) for run in runs] == [
        ("The ", []),
        ("tid", [MarkKind.LINK, MarkKind.STRONG]),
        ("e tab\u0301", [MarkKind.LINK]),
        ("le turned", []),
    ]


def test_a_divided_word_keeps_its_mark_on_the_hyphen(make_article: MakeArticle) -> None:
    article = make_article((Kind.PARAGRAPH, "a con\u00adsiderable"), marks=[Mark(MarkKind.STRONG, 0, 15)])
    first, second, _ = Layout(article, 8).rows(0)
    assert [run.text for run in first.runs] == ["a con", "-"]
    assert first.runs[1].marks == first.runs[0].marks != ()
    assert second.text == "siderabl"


@pytest.mark.parametrize(
    ("text", "rtl"),
    [("שלום עולם", True), ("العالم", True), ("– «العالم»", True), ("Shalom שלום", False), ("1931", False)],
)
def test_direction(make_layout: MakeLayout, text: str, rtl: bool) -> None:
    (row,) = make_layout(30, (Kind.PARAGRAPH, text)).rows(0)
    assert row.rtl is rtl
    assert row.text == text.rjust(30) if rtl else row.text == text


def test_an_article_of_nothing() -> None:
    layout = Layout(Article("", ()), 40)
    assert layout.window(layout.first, 10) == []
    assert (
        layout.place_of(3)
        == layout.last
        == layout.top_of_end(5)
        == layout.move(Place(0, 0), 4)
        == Place(0, 0)
    )
    assert layout.offset_of(Place(0, 0)) == 0
    assert layout.page_down(Place(0, 0), 10) == layout.page_up(Place(0, 0), 10) == Place(0, 0)


def test_the_measure_has_a_floor() -> None:
    builder = ArticleBuilder()
    builder.add(Kind.PARAGRAPH, "considerable")
    layout = Layout(builder.article(Metadata()), 1, Options())
    assert layout.measure == 8
    assert [row.text for row in layout.rows(0)] == ["consider", "able"]
