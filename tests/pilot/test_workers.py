"""What becomes of results that come when nobody waits for them any more."""

from __future__ import annotations

import asyncio

import pytest
from textual.events import Click

from reader.screens.choice import Choice
from reader.screens.picker import Picker
from reader.widgets.rows import Rows
from tests.pilot.conftest import Reader, screen_of

RED, BLUE = Choice("red", "red", "r"), Choice("blue", "blue", "b")


async def test_rows_that_come_before_a_dialog_stands_are_shown_in_it(reader: Reader) -> None:
    async with reader() as (app, pilot):
        picker = Picker("Colours", [RED], empty="none")
        picker.refill([RED, BLUE])
        app.push_screen(picker)
        await pilot.pause()
        assert picker.query_one(Rows).count == 2


async def test_what_a_worker_finds_for_a_dialog_that_is_closed_is_dropped(reader: Reader) -> None:
    async with reader() as (app, pilot):
        picker = Picker("Colours", [RED], empty="none")
        app.push_screen(picker)
        await pilot.pause()
        await asyncio.to_thread(app.call_from_thread, picker.extend, [BLUE])
        assert picker.query_one(Rows).count == 2
        await pilot.press("escape")
        await pilot.pause()
        await asyncio.to_thread(app.call_from_thread, picker.extend, [BLUE])
        picker.refill([RED])
        assert app.is_running


async def test_keys_go_on_when_what_had_them_is_being_closed(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reader() as (app, pilot):
        screen = screen_of(app)
        monkeypatch.setattr(screen.body, "call_later", lambda *_: False)
        for zen in (True, False):
            await pilot.press("z")
            await pilot.pause()
            assert screen.has_class("-zen") is zen


async def test_a_click_on_a_row_that_is_gone_and_on_what_is_taken_away_does_nothing(reader: Reader) -> None:
    async with reader() as (app, pilot):
        picker = Picker("Colours", [RED, BLUE], empty="none")
        app.push_screen(picker)
        await pilot.pause()
        rows = picker.query_one(Rows)
        rows.post_message(Click(rows, 0, 7, 0, 0, 1, False, False, False))
        rows.post_message(Rows.Chosen(7))
        rows.post_message(Rows.Moved(7))
        await pilot.pause()
        assert app.screen is picker
        assert not app.ALLOW_SELECT


async def test_what_closes_a_dialog_twice_closes_nothing_else(reader: Reader) -> None:
    async with reader() as (app, pilot):
        answers: list[str | None] = []
        for title in ("Colours", "More colours"):
            app.push_screen(Picker(title, [RED], empty="none"), answers.append)
        await pilot.pause()
        upper = app.screen
        for _ in range(2):
            upper.post_message(Click(upper, 0, 0, 0, 0, 1, False, False, False))
        await pilot.pause()
        assert (len(app.screen_stack), answers) == (2, [None])


async def test_a_dialog_that_is_closed_before_it_stands_closes_once_it_does(reader: Reader) -> None:
    async with reader() as (app, pilot):
        answers: list[str | None] = []
        picker = Picker("Colours", [RED], empty="none")
        app.push_screen(picker, answers.append)
        picker.dismiss("red")
        await pilot.pause()
        assert (len(app.screen_stack), answers) == (1, ["red"])
