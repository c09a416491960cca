"""The head of a Markdown article: front matter, or the first lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.domain.article import Article, Kind, Metadata, faults
from reader.loaders import Source
from reader.loaders.markdown import load
from reader.loaders.markdown.front_matter import iso, metadata
from reader.loaders.markdown.opening import readable


def opening(text: str) -> Article:
    """The article in a Markdown text."""
    (found,) = load(Source("test.md", text.encode(), path=Path("test.md")))
    assert faults(found) == []
    return found


FULL = """---
title: "Clocks: a history"
description: Nineteen minutes, and who lost them.
author: [Ada Lund, "By Per Holm"]
date: 2026-03-02 09:30
lastmod: 2026-03-03T08:00:00Z
publication: Coast Gazette
canonical_url: https://x.example/clocks
lang: en_GB
tags: time, "#harbours", time
draft: no
---
# Clocks: a history

Body.
"""


def test_front_matter_is_read_and_shown_above_the_body() -> None:
    found = opening(FULL)
    assert found.meta == Metadata(
        title="Clocks: a history",
        standfirst="Nineteen minutes, and who lost them.",
        authors=("Ada Lund", "Per Holm"),
        published="2026-03-02T09:30:00",
        updated="2026-03-03T08:00:00+00:00",
        site="Coast Gazette",
        url="https://x.example/clocks",
        language="en-GB",
        tags=("time", '"#harbours"'),
    )
    assert [(block.kind, found.of(block)) for block in found.blocks] == [
        (Kind.HEADLINE, "Clocks: a history"),
        (Kind.STANDFIRST, "Nineteen minutes, and who lost them."),
        (Kind.BYLINE, "By Ada Lund and Per Holm"),
        (Kind.PUBLISHED, "2 March 2026, 09:30"),
        (Kind.PARAGRAPH, "Body."),
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("title: no\n", Metadata(title="no")),
        ("title: 2024-01-01\ndate: 2024-01-01\n", Metadata(title="2024-01-01", published="2024-01-01")),
        ("title: null\nauthor: ~\ntags:\n", Metadata()),
        ("title: [a, b]\ntags: 5\ndate: 99999-13-45\n", Metadata(tags=("5",))),
        ("author: {name: Ada Lund, x: [1, {a: b}]}\n", Metadata(authors=("Ada Lund",))),
        ("authors:\n  - name: Ada Lund\n  - Per Holm\n", Metadata(authors=("Ada Lund", "Per Holm"))),
        ("by: Ada Lund & Per Holm\n", Metadata(authors=("Ada Lund", "Per Holm"))),
        ("author: By Ada Lund\n", Metadata(authors=("Ada Lund",))),
        ('title: "T\\e]0;x\\aitle\\x1b[31m"\n', Metadata(title="Title")),
        ("title: !!python/object/apply:os.system [x]\n", Metadata()),
        ("title: !!python/name:os.system x\n", Metadata(title="x")),
        ("source: https://x.example/a\n", Metadata(url="https://x.example/a")),
        ("source: Coast Gazette\nurl: javascript:x\n", Metadata(site="Coast Gazette")),
        ("Title: Upper\nPublish-Date: 2 March 2026\n", Metadata(title="Upper", published="2026-03-02")),
        ("keywords: [a, '#b', a]\n", Metadata(tags=("a", "b"))),
        ("lang: not a language at all\n", Metadata()),
        ("title: |\n  two\n  lines\n", Metadata(title="two lines")),
    ],
)
def test_fields_of_every_shape(fields: str, expected: Metadata) -> None:
    assert metadata(fields, "yaml") == (expected, [])


def test_toml_is_read_too() -> None:
    text = 'title = "Clocks"\ndate = 2026-03-02T09:30:00\nauthors = ["Ada Lund"]\ndraft = true\ntags = []\n'
    assert metadata(text, "toml") == (
        Metadata(title="Clocks", published="2026-03-02T09:30:00", authors=("Ada Lund",)),
        [],
    )
    assert opening("+++\ntitle = 'Clocks'\n+++\nBody.").text == "Clocks\n\nBody."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('---\ntitle: "unclosed\nauthor: [a, b\n---\n# Real\n\nBody.', "broken"),
        ("---\na: [" + "[" * 3_000 + "\n---\n# Real\n\nBody.", "broken"),
        ("+++\ntitle = \n+++\n# Real\n\nBody.", "broken"),
        ("---\njust words\n---\n# Real\n\nBody.", "no fields"),
        ("---\n\x85- a\n---\n# Real\n\nBody.", "no fields"),
    ],
)
def test_broken_front_matter_is_named_and_the_document_shown(text: str, words: str) -> None:
    found = opening(text)
    assert (found.meta.title, found.text) == ("Real", "Real\n\nBody.")
    (notice,) = found.notices
    assert words in notice and "\n" not in notice


def test_a_bomb_of_aliases_does_not_go_off() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    assert metadata("\n".join([*lines, "tags: *a59", "title: *a59"]), "yaml") == (Metadata(), [])


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "# Head\n\n*What it is about.*\n\nBy Ada Lund\n\n2 March 2026\n\nBody.",
            "headline standfirst byline published",
        ),
        ("Head\n====\n\nBy Ada Lund and Jan Berg\n\nBody.", "headline byline"),
        ("## Head\n\nBody.", "headline"),
        ("![A](a.jpg)\n\n# Head\n\nBody.", "headline image"),
        ("Intro.\n\n# Head\n\nBody.", "headline paragraph"),
        ("Intro.\n\n## Section\n\nBody.", "paragraph heading"),
        ("By the sea it was cold.\n\nBody.", "paragraph"),
        ("# Head\n\nBy the time they came, it was noon.\n\nBody.", "headline paragraph"),
        ("# Head\n\n**Loud.** Words.\n\nBody.", "headline paragraph"),
        ("> # Quoted\n\nBody.", "heading"),
        ("---\ntitle: Head\n---\n# Another\n\nBody.", "headline heading"),
        ("---\ntitle: Head\ndescription: Dek.\n---\n# Head\n\nDek.\n\nBody.", "headline standfirst"),
        ("---\ntitle: Head\nauthor: Ada Lund\n---\nBy Ada Lund\n\nBody.", "headline byline"),
        ("---\nauthor: Ada Lund\n---\nBody.", "byline"),
    ],
)
def test_the_first_lines_are_understood(text: str, kinds: str) -> None:
    found = opening(text)
    assert [block.kind.value for block in found.blocks] == [*kinds.split(), "paragraph"]
    assert found.of(found.blocks[-1]) == "Body."


def test_what_the_first_lines_say_is_known() -> None:
    meta = opening("# A *late* head\n\n*What it is.*\n\nBy Ada Lund\n\n2 March 2026\n\nBody.").meta
    assert meta == Metadata("A late head", "What it is.", ("Ada Lund",), "2026-03-02")


NEWS = "---\ntitle: Head\nauthor: Ada Lund\n---\n"
LEAD = "Ferry services between the *mainland* and the outer islands resumed on Wednesday."


@pytest.mark.parametrize(
    "dateline",
    ["HALLENBERG (Northern Press) —", "SANDHOLM –", "VIENNA, March 2 (Reuters) -", "TORSVIK, Norway (AP) —"],
)
def test_a_report_has_its_dateline_apart(dateline: str) -> None:
    found = opening(f"{NEWS}{dateline} {LEAD}\n\nBody.")
    assert [block.kind for block in found.blocks[2:4]] == [Kind.DATELINE, Kind.PARAGRAPH]
    assert [found.of(block) for block in found.blocks[2:4]] == [dateline, LEAD.replace("*", "")]
    assert [found.of(mark) for mark in found.marks] == ["mainland"]
    assert opening(f"# Head\n\n{dateline} {LEAD}").blocks[1].kind is Kind.PARAGRAPH


@pytest.mark.parametrize(
    ("last", "kind"),
    [
        ("Northern Press contributed to this report.", Kind.AGENCY),
        ("*Reporting by Elias Brandt; editing by Jon Falk*", Kind.AGENCY),
        ("The clinic will stay until the end of the month.", Kind.PARAGRAPH),
    ],
)
def test_a_report_may_close_with_an_agency_line(last: str, kind: Kind) -> None:
    found = opening(f"{NEWS}{LEAD}\n\nBody.[^1]\n\n{last}\n\n[^1]: Note.")
    assert [block.kind for block in found.blocks[-2:]] == [kind, Kind.FOOTNOTE]
    assert opening(f"# Head\n\nBody.\n\n{last}").blocks[-1].kind is Kind.PARAGRAPH


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-03-02", "2026-03-02"),
        ("2026/3/2", "2026-03-02"),
        ("2026-03-02T09:30", "2026-03-02T09:30:00"),
        ("2026-03-02 9:30:15", "2026-03-02T09:30:15"),
        ("2026-03-02T09:30:00.123Z", "2026-03-02T09:30:00+00:00"),
        ("2026-03-02 09:30:00 +0100", "2026-03-02T09:30:00+01:00"),
        ("2026-03-02T09:30:00-05:00", "2026-03-02T09:30:00-05:00"),
        ("2026-03-02 09:30 CET", "2026-03-02T09:30:00"),
        ("2 March 2026", "2026-03-02"),
        ("2026-02-30", None),
        ("2026-03-02 25:00", None),
        ("soon", None),
        ("", None),
    ],
)
def test_days_become_iso(value: str, expected: str | None) -> None:
    assert iso(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-03-02", "2 March 2026"),
        ("2026-03-02T09:30:00", "2 March 2026, 09:30"),
        ("2026-03-02T00:00:00", "2 March 2026"),
        ("2026-03-02T09:30:00+00:00", "2 March 2026, 09:30 UTC"),
        ("2026-03-02T09:30:00+01:00", "2 March 2026, 09:30 +01:00"),
    ],
)
def test_days_are_written_for_people(value: str, expected: str) -> None:
    assert readable(value) == expected
