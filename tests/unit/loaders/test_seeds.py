"""The sample articles: each is read whole, and together they show every kind of thing."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from reader.domain.article import Article, Caption, Kind, MarkKind, faults
from reader.loaders import find_files, load, read_path

SEEDS = Path(__file__).parents[3] / "seeds"
NAMES = [path.name for path in find_files([SEEDS])]


@cache
def seed(name: str) -> Article:
    """The article in a sample file."""
    (found,) = load(read_path(SEEDS / name))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_sound_and_opens_with_its_headline(name: str) -> None:
    found = seed(name)
    assert faults(found) == [] and found.notices == ()
    assert found.blocks[0].kind is Kind.HEADLINE
    assert found.of(found.blocks[0]) == found.meta.title
    assert "/" not in found.meta.title and len(found.meta.title) < 80


def test_there_are_enough_of_them_in_a_good_order() -> None:
    assert len(NAMES) >= 8
    assert sorted(NAMES) == NAMES and NAMES[0].startswith("01-how-to-read")


def test_the_news_report_is_understood() -> None:
    found = seed("02-harbour-clock.txt")
    assert found.meta.title == "Harbour town votes to move its clock back by nineteen minutes"
    assert found.meta.standfirst.startswith("The council says the tide table was right")
    assert found.meta.authors == ("Ingrid Aasen",)
    assert found.meta.published == "2026-03-02T09:30:00"
    (caption,) = found.captions
    assert caption.credit == "SUNNIVA MOE/COAST GAZETTE" and caption.text.endswith("not the church")
    lines = (SEEDS / "02-harbour-clock.txt").read_text(encoding="utf-8").splitlines()
    body = [found.of(block) for block in found.blocks if block.kind is Kind.PARAGRAPH]
    assert body == lines[lines.index("(photo credit: SUNNIVA MOE/COAST GAZETTE)") + 1 : -1]
    assert [found.of(block) for block in found.blocks if block.kind is Kind.AGENCY] == [lines[-1]]


def test_the_wire_report_is_understood() -> None:
    found = seed("03-ice-in-the-sound.txt")
    assert found.meta.authors == ("Elias Brandt",)
    assert found.meta.published == "2026-02-11T16:05:00"
    dateline = next(block for block in found.blocks if block.kind is Kind.DATELINE)
    assert found.of(dateline).startswith("HALLENBERG (Northern Press)")
    assert found.blocks[-1].kind is Kind.AGENCY


def test_the_feature_has_all_that_markdown_can() -> None:
    found = seed("04-the-arithmetic-of-the-tide.md")
    kinds = {block.kind for block in found.blocks}
    assert kinds >= {
        *(Kind.STANDFIRST, Kind.BYLINE, Kind.PUBLISHED, Kind.HEADING, Kind.PULL_QUOTE, Kind.TABLE, Kind.CODE),
        *(Kind.LIST_ITEM, Kind.IMAGE, Kind.CAPTION, Kind.CREDIT, Kind.FOOTNOTE),
    }
    assert {mark.kind for mark in found.marks} >= {MarkKind.LINK, MarkKind.EMPHASIS, MarkKind.FOOTNOTE}
    assert [type(caption) for caption in found.captions] == [Caption]
    assert found.captions[0].credit == "The Reckoner archive"


def test_the_code_in_the_feature_runs(capsys: pytest.CaptureFixture[str]) -> None:
    found = seed("04-the-arithmetic-of-the-tide.md")
    code = next(found.of(block) for block in found.blocks if block.kind is Kind.CODE)
    exec(compile(code, "tide", "exec"), {})
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 24 and lines[0].startswith("00:00")
    heights = [float(line.split()[1]) for line in lines]
    turns = sum((b - a) * (c - b) < 0 for a, b, c in zip(heights, heights[1:], heights[2:], strict=False))
    assert turns in {3, 4}, "two tides a day"


def test_the_interview_asks_in_bold() -> None:
    found = seed("05-a-cartographer-of-smells.md")
    questions = [
        block
        for block in found.blocks
        for mark in found.marks
        if mark.kind is MarkKind.STRONG and (mark.start, mark.end) == (block.start, block.end)
    ]
    assert len(questions) > 10
    assert Kind.PULL_QUOTE in {block.kind for block in found.blocks}


def test_the_long_read_is_long_and_nowhere_says_a_thing_twice() -> None:
    found = seed("06-the-long-winter-of-the-seed-vault.md")
    assert found.words >= 6_000
    body = [found.of(block) for block in found.blocks if block.kind is Kind.PARAGRAPH]
    sentences = [s for text in body for s in re.split(r"(?<=[.?!”\"])\s+", text) if len(s) > 40]
    assert len(sentences) == len(set(sentences))


def test_one_of_them_has_other_scripts_and_emoji() -> None:
    text = seed("07-rain-in-nine-languages.md").text
    for script in [
        "[\u4e00-\u9fff]",
        "[\u3040-\u30ff]",
        "[\uac00-\ud7a3]",
        "[\u0600-\u06ff]",
        "[\u0590-\u05ff]",
    ]:
        assert re.search(script, text)
    for cluster in [
        "👨\u200d👩\u200d👧",
        "👩🏽\u200d🌾",
        "🇯🇵",
        "🌧️",
        "\U0001f3f4\U000e0067\U000e0062\U000e0073",
    ]:
        assert cluster in text


def test_one_of_them_is_short_and_one_is_wrapped() -> None:
    assert seed("08-correction.txt").words < 120
    wrapped = seed("09-what-the-eel-knows.txt")
    assert not any("\n" in wrapped.of(block) for block in wrapped.blocks if block.kind is Kind.PARAGRAPH)
    assert [wrapped.of(b) for b in wrapped.blocks if b.kind is Kind.HEADING] == [
        *("THE LONG WAY HOME", "TWENTY-SIX EELS", "WHAT IT DOES NOT SHOW")
    ]
    assert wrapped.meta.title == "What the eel knows about where it is" and wrapped.meta.authors == (
        "Tomas Reyes",
    )


def test_the_guide_counts_its_lighthouses_right() -> None:
    text = seed("01-how-to-read-here.md").text
    assert text.lower().count("lighthouse") == 6 and "There are six lighthouses" in text
