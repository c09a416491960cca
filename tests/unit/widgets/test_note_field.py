from __future__ import annotations

import pytest

from reader.widgets.note_field import fenced_lines, markdown_spans


@pytest.mark.parametrize(
    ("line", "drawn"),
    [
        ("plain words, 3 * 4 and snake_case_too", []),
        ("## A heading", [("## A heading", "heading")]),
        ("> quoted *words*", [("> quoted *words*", "dim")]),
        ("#sea #law", [("#sea #law", "note-sign")]),
        ("it is #sea here", [("#sea", "note-sign")]),
        ("- [x] done **well**", [("- [x] ", "marker"), ("**well**", "strong")]),
        ("12. twelve", [("12. ", "marker")]),
        ("a *word* and `co*d*e`", [("*word*", "emphasis"), ("`co*d*e`", "code-inline")]),
        ("see [it](https://e.org) and [[Note]]", [("[it](https://e.org)", "link"), ("[[Note]]", "link")]),
        ("", []),
    ],
)
def test_what_markdown_is_drawn_apart(line: str, drawn: list[tuple[str, str]]) -> None:
    assert [(line[start:end], role) for start, end, role in markdown_spans(line)] == drawn


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\n```py\nb\n```\nc", {1, 2, 3}),
        ("~~~\n```\n~~~\nd", {0, 1, 2}),
        ("```\nopen to the end", {0, 1}),
        ("none", set[int]()),
    ],
)
def test_fenced_lines(text: str, lines: set[int]) -> None:
    assert fenced_lines(text.split("\n")) == lines
