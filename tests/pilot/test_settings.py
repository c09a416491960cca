"""The settings screen, by keys."""

from __future__ import annotations

from textual.widgets import Input, Static

from reader.domain.settings import SETTINGS
from reader.library.paths import config_file
from reader.library.settings import load
from reader.screens.picker import Picker
from tests.pilot.conftest import Reader, screen_of, settled, shown


async def test_settings_are_found_changed_at_once_and_written_with_their_comments(reader: Reader) -> None:
    config_file().parent.mkdir(parents=True)
    config_file().write_text("# mine\nmeasure = 70 # narrow\n", encoding="utf-8")
    async with reader(size=(100, 30)) as (app, pilot):
        screen, desk = screen_of(app), app.desk
        await pilot.press("comma")
        await settled(pilot)
        picker = app.screen
        assert isinstance(picker, Picker)
        rows = {row.value.key: row for row in picker.fitting("") if row.value is not None}
        assert rows.keys() == {setting.key for setting in SETTINGS}
        for setting in SETTINGS:
            assert setting.help in rows[setting.key].hint
            assert setting.check.may_be in rows[setting.key].hint

        await pilot.press(*"meas", "right", "right")
        assert screen.body.measure == desk.settings.measure == 76
        assert shown(app).count("76") == 1
        await pilot.press("enter", "backspace", "backspace", "7", "enter")
        await settled(pilot)
        assert "7 cannot be used; it may be a whole number from 20 to 200" in shown(app)
        await pilot.press("0", "enter")
        await settled(pilot)
        assert screen.body.measure == 70
        await pilot.press("left")

        app.screen.query_one(Input).value = ""
        await pilot.press(*"justify", "enter")
        assert screen.body.options.justify
        app.screen.query_one(Input).value = ""
        await pilot.press(*"mouse", "left")
        assert "from the next start" in str(app.screen.query_one("#picker-hint", Static).render())
        app.screen.query_one(Input).value = ""
        await pilot.press(*"entities.show", "enter")
        assert not screen.entities_marked
        await pilot.press("ctrl+d")
        assert screen.entities_marked
        picker.dismiss(None)
        picker._take(next(setting for setting in SETTINGS if setting.key == "entities.show"))
        assert screen.entities_marked, "a click that comes when it is closed changes nothing"
        await pilot.pause()
        screen.write_choices()

    settings, problems = load(config_file())
    assert problems == []
    assert (settings.measure, settings.justify, settings.mouse) == (68, True, False)
    text = config_file().read_text(encoding="utf-8")
    assert text.startswith("# mine\nmeasure = 68 # narrow\n")
    assert "entities" not in text


async def test_keys_that_change_the_page_are_remembered(reader: Reader) -> None:
    async with reader(size=(160, 30)) as (app, pilot):
        await pilot.press("plus", "w", "greater_than_sign")
        app.put_away()
        settings, _ = load(config_file())
        assert settings.measure == app.desk.settings.measure == 74
        assert not settings.margin
        assert settings.sidebar == screen_of(app).articles.size.width == 32
