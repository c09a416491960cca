"""The reader's own keys, in the app."""

from __future__ import annotations

from textual.widgets import Input

from reader.commands import COMMANDS, Mode
from reader.domain.settings import Settings
from reader.library.paths import keys_file
from tests.pilot.conftest import Reader, screen_of, settled, shown


async def test_own_keys_do_what_they_are_for_and_the_usual_ones_no_longer(reader: Reader) -> None:
    keys = {"view.zen": "x", "view.back": "f9", "move.end": "g e", "find.text": "F"}
    async with reader(size=(100, 12), settings=Settings(keys=keys)) as (app, pilot):
        screen = screen_of(app)
        assert "F find" in shown(app)
        await pilot.press("z")
        assert not screen.has_class("-zen")
        await pilot.press("x")
        assert screen.has_class("-zen")
        await pilot.press("f9")
        assert not screen.has_class("-zen")
        await pilot.press("g")
        assert "g…" in shown(app)
        assert "e to the end" in shown(app)
        await pilot.press("e")
        assert screen.body.progress == 1
        await pilot.press("g", "g")
        assert screen.body.position == 0


async def test_all_that_may_follow_a_key_is_shown_where_the_last_line_has_not_room_for_it(
    reader: Reader,
) -> None:
    async with reader(size=(60, 20)) as (app, pilot):
        before = shown(app)
        await pilot.press("g")
        for _ in range(100):
            if app.screen.query("#followers"):
                break
            await pilot.pause(0.02)
        await settled(pilot)
        text = shown(app)
        for command in COMMANDS:
            if Mode.READ in command.modes and any(keys[0] == "g" for keys in command.sequences):
                assert command.description.lower() in text
        assert text.splitlines()[0] == before.splitlines()[0]
        await pilot.press("escape")
        await pilot.pause()
        assert shown(app) == before


async def test_a_key_taken_from_one_mode_stays_that_of_another(reader: Reader) -> None:
    async with reader(settings=Settings(keys={"view.back": "f9", "find.text": "F"})) as (app, pilot):
        screen = screen_of(app)
        await pilot.press("v", "h")
        selection = screen.selection
        assert selection is not None
        await pilot.press("h")
        assert screen.selection == (selection[0], selection[1] - 1)
        await pilot.press("escape")
        assert screen_of(app).selection is None
        await pilot.press("tab", "slash")
        await settled(pilot)
        assert isinstance(app.focused, Input)


async def test_the_keys_file_counts_and_what_is_wrong_with_it_is_told(reader: Reader) -> None:
    keys_file().parent.mkdir(parents=True)
    keys_file().write_text('view.zen = "x"\nview.theme = "j"\nview.tehme = "t"\n', encoding="utf-8")
    async with reader() as (app, pilot):
        await pilot.pause(0.1)
        await settled(pilot)
        told = [notification.message for notification in app._notifications]
        assert [line.split(": ", 2)[0] for line in told] == [f"{keys_file()}:3", f"{keys_file()}:2"]
        await pilot.press("x")
        assert screen_of(app).has_class("-zen")
        await pilot.press("T")
        await settled(pilot)
        assert "Theme" in shown(app)


async def test_a_command_may_have_no_key_and_is_in_the_palette_all_the_same(reader: Reader) -> None:
    async with reader(settings=Settings(keys={"find.text": "", "view.zen": ""})) as (app, pilot):
        assert "find" not in shown(app).splitlines()[-1]
        await pilot.press("z")
        assert not screen_of(app).has_class("-zen")
        await pilot.press("colon", *"onlythetext"[:4])
        await pilot.pause()
        await pilot.press("enter")
        await settled(pilot)
        assert screen_of(app).has_class("-zen")
