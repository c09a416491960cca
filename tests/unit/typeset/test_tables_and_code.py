"""Tables shrink, wrap and scroll; code keeps its lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.domain.article import Align, Article, Kind, Mark, MarkKind, Metadata
from reader.domain.builder import ArticleBuilder
from reader.typeset.colouring import HIGHLIGHT_LIMIT, highlight_code
from reader.typeset.layout import Layout
from reader.typeset.options import Options
from reader.typeset.rows import Place

Show = Callable[[Layout], list[str]]
MakeLayout = Callable[..., Layout]

TIDES = [
    ["Port", "High water", "What the clerk wrote beside it"],
    ["Sandholm", "06:41", "Clear, and nineteen minutes early as ever"],
    ["Vik", "7:02", ""],
]


def _table(rows: list[list[str]], *align: Align, header: int = 1, marks: tuple[Mark, ...] = ()) -> Article:
    builder = ArticleBuilder()
    builder.table([[(cell, marks) for cell in row] for row in rows], header=header, align=align)
    return builder.article(Metadata())


def test_a_table_that_fits(shown: Show) -> None:
    layout = Layout(_table(TIDES, Align.LEFT, Align.RIGHT), 80)
    assert shown(layout) == [
        "Port      High water  What the clerk wrote beside it",
        "─" * 63,
        "Sandholm       06:41  Clear, and nineteen minutes early as ever",
        "Vik             7:02",
    ]
    assert [{run.role for run in row.runs} - {"space"} for row in layout.rows(0)] == [
        {"table-header"},
        {"table-rule"},
        {"table"},
        {"table"},
    ]


def test_a_table_that_shrinks_and_wraps(shown: Show) -> None:
    layout = Layout(_table(TIDES, Align.LEFT, Align.CENTRE), 44)
    assert shown(layout) == [
        "Port      High water  What the clerk wrote",
        "                      beside it",
        "─" * 44,
        "Sandholm    06:41     Clear, and nineteen",
        "                      minutes early as ever",
        "Vik          7:02",
    ]
    text = layout.article.text
    assert layout.place_of(text.index("minutes")) == Place(0, 4)
    assert layout.place_of(text.index("Clear")) == layout.place_of(text.index("06:41")) == Place(0, 3)
    fourth, fifth = layout.rows(0)[3:5]
    assert (text[slice(*fourth.drawn)], text[slice(*fifth.drawn)]) == (
        "Sandholm | 06:41 | Clear, and nineteen",
        "minutes early as ever",
    )
    assert layout.rows(0)[2].drawn == (fourth.start, fourth.start)
    for row in range(6):
        assert layout.place_of(layout.offset_of(Place(0, row))) == Place(0, row) or row == 2


def test_a_table_too_wide_scrolls_sideways(shown: Show) -> None:
    layout = Layout(_table(TIDES), 24, Options(ascii=True))
    assert shown(layout) == [
        "Port      High water  W~",
        "                      b~",
        "-----------------------~",
        "Sandholm  06:41       C~",
        "                      m~",
        "Vik       7:02",
    ]
    assert [row.cut for row in layout.rows(0)] == [True, True, True, True, True, False]
    layout.shift = 19
    assert shown(layout) == [
        "~  What the clerk wrote",
        "~  beside it",
        "~----------------------~",
        "~  Clear, and nineteen",
        "~  minutes early as ever",
        "~",
    ]


def test_a_table_of_many_rows_is_set_in_parts() -> None:
    rows = [
        ["Port", "Tide"],
        *([f"port {n}", str(n)] for n in range(1000)),
        ["a port much wider than any", "x"],
    ]
    layout = Layout(_table(rows), 60)
    assert layout.parts(0) > 10
    text = layout.article.text
    for number in (0, 63, 64, 500, 999):
        assert f"port {number} " in layout.row(layout.place_of(text.index(f"port {number} "))).text + " "
    assert layout.row(layout.last).text.strip().endswith("any")
    assert layout.distance(layout.first, layout.last, 10_000) == 1005
    assert layout.move(layout.last, -1005) == layout.first


def test_marks_in_cells() -> None:
    layout = Layout(_table([["sea wall"]], marks=(Mark(MarkKind.STRONG, 4, 8),)), 40)
    (row, _) = layout.rows(0)
    assert [(run.text, bool(run.marks)) for run in row.runs] == [("sea ", False), ("wall", True)]


CODE = "def tide(hour):\n    return TABLE[hour] + 19  # minutes, as everyone knows\n\nprint(tide(6))"


def test_code_keeps_its_lines(make_layout: MakeLayout, shown: Show) -> None:
    layout = make_layout(72, (Kind.CODE, CODE, {"language": "python"}))
    assert shown(layout) == [f"  {line}".rstrip() for line in CODE.split("\n")]
    assert not any(row.cut for row in layout.rows(0))


def test_in_print_nothing_is_cut(make_layout: MakeLayout, shown: Show) -> None:
    table = _table([["hour", *["tide"] * 12], ["six", *["high water"] * 12]], header=1)
    code = shown(make_layout(20, (Kind.CODE, CODE), whole=True))
    assert code == [f"  {line}".rstrip() for line in CODE.split("\n")]
    rows = [row.text for row in Layout(table, 20, Options(whole=True))]
    assert not any("…" in row for row in rows)
    assert " ".join(rows).split().count("tide") == 12
    assert " ".join(rows).split().count("water") == 12


@pytest.mark.parametrize(
    ("shift", "expected"),
    [
        (0, ["  def tide(hour):", "      return TABLE[h…", "", "  print(tide(6))"]),
        (4, ["  …ide(hour):", "  …eturn TABLE[hour]…", "", "  …(tide(6))"]),
        (16, ["  …", "  …hour] + 19  # min…", "", "  …"]),
        (40, ["  …", "  …s everyone knows", "", "  …"]),
    ],
)
def test_long_lines_of_code_are_cut_with_a_sign(
    make_layout: MakeLayout, shown: Show, shift: int, expected: list[str]
) -> None:
    layout = make_layout(21, (Kind.CODE, CODE, {"language": "python"}))
    layout.shift = shift
    assert shown(layout) == expected
    assert [row.cut for row in layout.rows(0)] == [bool(shift), True, False, bool(shift)]
    assert [row.more for row in layout.rows(0)] == [False, shift < 40, False, False]


def test_wide_characters_are_not_halved(make_layout: MakeLayout, shown: Show) -> None:
    layout = make_layout(9, (Kind.CODE, "日本語日本語"))
    assert shown(layout) == ["  日本語…"]
    layout.shift = 2
    assert shown(layout) == ["  … 語日…"]
    layout.shift = 3
    assert shown(layout) == ["  …語日 …"]


def test_shifting_leaves_prose_alone(make_layout: MakeLayout, shown: Show) -> None:
    layout = make_layout(20, (Kind.PARAGRAPH, "The tide turned at six, as ever."))
    before = shown(layout)
    layout.shift = 7
    assert shown(layout) == before
    layout.shift = -3
    assert layout.shift == 0


def test_code_is_coloured_by_its_language() -> None:
    text = "# say it\ndef tide(hour):\n    return 'é' + str(19)\n"
    found = [(text[start:end], role) for start, end, role in highlight_code(text, "Python")]
    assert found == [
        ("# say it", "code-comment"),
        ("def", "code-keyword"),
        ("tide", "code-name"),
        ("return", "code-keyword"),
        ("'é'", "code-string"),
        ("str", "code-builtin"),
        ("19", "code-number"),
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [("x = 1", ""), ("x = 1", "no such language"), ("", "python"), ("1\n" * HIGHLIGHT_LIMIT, "python")],
)
def test_code_that_stays_plain(text: str, language: str) -> None:
    assert highlight_code(text, language) == []
