from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reader.notes import frontmatter


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=20), max_size=3))
def test_any_words_come_back_as_they_are(title: str, tags: list[str]) -> None:
    title = title.encode("utf-8", "ignore").decode()
    tags = [tag for tag in (t.encode("utf-8", "ignore").decode() for t in tags) if tag]
    raw = frontmatter.written({"title": title, "tags": tuple(tags), "format": "1"})
    head, rest = frontmatter.split(raw + "body")
    matter = frontmatter.read(head)
    assert rest == "body"
    assert matter.problem is None
    assert matter.text("title") == title
    assert matter.texts("tags") == tuple(tags)


@pytest.mark.parametrize(
    "value", ["no", "on", "null", "1_000", "12e4", "0x1f", "2026", "~", "- a", "a: b", "yes"]
)
def test_other_readers_take_words_for_words(value: str) -> None:
    raw = frontmatter.written({"id": value})
    assert yaml.safe_load(raw.split("---")[1]) == {"id": value}


def test_a_date_stays_a_date_for_other_readers() -> None:
    assert "published: 2026-11-20\n" in frontmatter.written({"published": "2026-11-20"})


@pytest.mark.parametrize(
    ("raw", "lines"),
    [
        ("---\nid: a\ntitle: [x\n---\n", {3, 4}),
        ("---\nid: a\n", {1}),
        ("---\n- a\n- b\n---\n", {2}),
        ("---\nid: *x\n---\n", {2}),
        ("---\nid: a\n\tb: c\n---\n", {3}),
        ("---\na: " + "[" * 5000 + "\n---\n", {2, 3}),
        ("---\na: " + "x" * 70_000 + "\n---\n", {1}),
    ],
)
def test_a_broken_one_says_where(raw: str, lines: set[int]) -> None:
    matter = frontmatter.read(raw)
    assert matter.problem
    assert matter.line in lines


@pytest.mark.parametrize(
    ("raw", "changed"),
    [
        ("---\nid: a\nsha: old\n# mine\n---\n", "---\nid: a\nsha: new\n# mine\n---\n"),
        ("---\r\nsha: old\r\nid: a\r\n---\r\n", "---\r\nsha: new\r\nid: a\r\n---\r\n"),
        ("---\nid: a\n---\n", "---\nid: a\nsha: new\n---\n"),
        ("---\nsha: |\n  block\n---\n", "---\nsha: |\n  block\n---\n"),
        ("---\nsha: [a]\n---\n", "---\nsha: [a]\n---\n"),
    ],
)
def test_one_line_is_changed_and_no_other(raw: str, changed: str) -> None:
    assert frontmatter.changed(raw, "sha", "new") == changed


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("---\nid: a1\n---\n", "a1"),
        ('---\nother: x\nid: "a b"\n---\n', "a b"),
        ("---\nid: a # comment\n---\n", "a"),
        ("---\nid: 'it''s'\ntitle: [broken\n---\n", "it's"),
        ("---\nnested:\n  id: no\n---\n", ""),
    ],
)
def test_a_glance_finds_a_value_even_beside_broken_lines(raw: str, value: str) -> None:
    assert frontmatter.glance(raw, "id") == value
