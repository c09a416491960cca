"""The palette and the help: everything by its name."""

from __future__ import annotations

from typing import Any, cast

from textual.widgets import Input

from reader.commands import COMMANDS, PANES
from reader.domain.settings import SETTINGS
from reader.library.paths import searches_file
from reader.screens.palette import Palette
from reader.screens.picker import Picker
from reader.widgets.fitted import AMPLE
from reader.widgets.rows import Rows
from tests.pilot.conftest import Reader, screen_of, settled, shown


def rows(picker: Picker[Any]) -> list[str]:
    """What stands in the rows, the space between columns as one blank."""
    choices = picker.fitting(picker.query_one(Input).value)
    assert picker.query_one(Rows).count == len(choices)
    return [" ".join(choice.row(AMPLE).plain.split()) for choice in choices]


async def test_everything_is_in_the_palette_the_best_first_and_the_last_used_at_its_head(
    reader: Reader,
) -> None:
    searches_file().parent.mkdir(parents=True, exist_ok=True)
    searches_file().write_text('"Coast news" = "site:gazette"\n', encoding="utf-8")
    async with reader(size=(100, 14)) as (app, pilot):
        screen = screen_of(app)
        await pilot.press("J", "colon")
        await settled(pilot)
        palette = app.screen
        assert isinstance(palette, Palette)
        names = {choice.label: choice for choice in palette.fitting("") if choice.value}
        for command in COMMANDS:
            if command.modes & PANES and command.id != "program.palette":
                assert names[command.description].hint
        assert names.keys() >= {setting.key for setting in SETTINGS}
        assert names.keys() >= {"What is inside", "What comes out", "Coast news"}
        assert len(palette.fitting("")) < 500

        await pilot.press(*"only")
        await settled(pilot)
        assert rows(palette)[0] == "Only the text z"
        await pilot.press("enter")
        await settled(pilot)
        assert screen.has_class("-zen")

        await pilot.press("colon")
        await settled(pilot)
        assert rows(cast("Palette", app.screen))[:2] == ["Lately", "Only the text z"]
        await pilot.press(*"winter cr")
        await settled(pilot)
        assert rows(cast("Palette", app.screen)) == ["Ferry company to halve its winter crossings article"]
        await pilot.press("enter")
        await settled(pilot)
        assert screen.reading is not None
        assert screen.reading.article.meta.title.startswith("Ferry company")

        await pilot.press("tab", "colon", *"part of", "enter", "y", "enter", "backspace", "5", "0", "enter")
        await settled(pilot)
        assert screen.focused is screen.body
        assert 0.2 < screen.body.position / len(screen.reading.article.text) < 0.55


async def test_the_help_is_searched_by_word_and_key(reader: Reader) -> None:
    async with reader(size=(100, 30)) as (app, pilot):
        last = shown(app).splitlines()[-1]
        await pilot.click("#status", offset=(last.index("? keys") + 3, 0))
        await settled(pilot)
        picker = app.screen
        assert isinstance(picker, Picker)
        told = {choice.value: choice for choice in picker.fitting("") if choice.value is not None}
        for command in COMMANDS:
            assert told[command].lead
            assert told[command].label == command.description
            assert told[command].hint == command.tooltip
        found_by = {"percent": ["To a part of the text"], "]]": ["Next heading"], "no such": []}
        for typed, found in found_by.items():
            assert [choice.label for choice in picker.fitting(typed)] == found
        assert "Moving" in shown(app)
        assert "Scroll a line down, or go down the list." in shown(app)
        await pilot.press(*"zzz")
        await settled(pilot)
        assert "No key does that." in shown(app)
        assert "Scroll a line down" not in shown(app)
        await pilot.click(offset=(1, 1))
        await settled(pilot)
        assert app.screen is not picker
