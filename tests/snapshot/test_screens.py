"""What the screens show, letter by letter; `pytest tests/snapshot --snapshot-update` accepts what is new."""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.image import SVGImageSnapshotExtension

from reader.domain.highlight import Colour
from reader.domain.settings import Settings
from tests.stage import Stage, staged

WIDE, MEDIUM, NARROW = (160, 45), (100, 30), (60, 20)
SIZES = pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW], ids=["160x45", "100x30", "60x20"])


async def noted(stage: Stage) -> None:
    await stage.note("eleven after it was first declared unsafe", "So it was open, unsafe, since 2015.")
    await stage.note("The county has 9 million.", "Ask where the rest is to come from.", Colour.GREEN)
    await stage.note("said Aksel Lunde, a baker", colour=Colour.PINK)


@SIZES
async def test_a_report_and_the_list(
    articles: list[Path], snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with staged(articles, size) as stage:
        assert stage.text == snapshot
        await stage.press("tab")
        assert stage.text == snapshot(name="the list")


@SIZES
async def test_an_essay_with_everything_in_it(
    articles: list[Path], snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with staged(articles, size) as stage:
        await stage.press("J")
        assert stage.text == snapshot
        await stage.press("space")
        assert stage.text == snapshot(name="a page on")


@SIZES
async def test_notes_beside_the_text(
    articles: list[Path], snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with staged(articles, size) as stage:
        await noted(stage)
        assert stage.text == snapshot
        await stage.press("A")
        assert stage.text == snapshot(name="their list")


@SIZES
@pytest.mark.parametrize(
    "keys",
    [("question_mark",), ("colon", "n", "o"), ("e",), ("c",), ("T",)],
    ids=["help", "palette", "entities", "contents", "themes"],
)
async def test_what_lies_over_the_text(
    articles: list[Path], snapshot: SnapshotAssertion, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with staged(articles, size) as stage:
        if keys == ("c",):
            await stage.press("J")
        await stage.press(*keys)
        assert stage.text == snapshot


@SIZES
async def test_what_is_found(
    articles: list[Path], snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with staged(articles, size) as stage:
        await stage.press("slash", *"bridge")
        assert stage.text == snapshot
        await stage.press("enter", "S", *"eira")
        assert stage.text == snapshot(name="in the library")


async def test_text_set_straight_and_indented(articles: list[Path], snapshot: SnapshotAssertion) -> None:
    settings = Settings(justify=True, hyphenate=True, paragraphs="indent", measure=56)
    async with staged(articles, MEDIUM, settings=settings) as stage:
        assert stage.text == snapshot


@pytest.mark.parametrize("theme", ["evening", "morning", "contrast-dark", "plain"])
async def test_one_theme_of_each_family_in_colour(
    articles: list[Path], snapshot: SnapshotAssertion, theme: str
) -> None:
    async with staged(articles, (92, 26), theme) as stage:
        await noted(stage)
        await stage.press("slash", *"bridge", "enter")
        picture = stage.app.export_screenshot(title=theme)
        assert picture == snapshot(extension_class=SVGImageSnapshotExtension)
