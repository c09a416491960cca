"""Each command, run by its name."""

from __future__ import annotations

from inspect import isawaitable

import pytest
from textual.widgets import Input, TextArea

from reader.commands import COMMANDS, PANES, Mode
from reader.screens.dialog import Dialog
from tests.pilot.conftest import Reader, screen_of, settled


async def test_every_command_of_the_palette_can_be_run_and_what_it_opens_can_be_left(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reader(size=(60, 12)) as (app, pilot):
        screen = screen_of(app)
        quits: list[bool] = []
        monkeypatch.setattr(app, "exit", lambda *_: quits.append(True))
        ran: set[str] = set()
        for command in COMMANDS:
            offer = screen._command_offers().get(command.id)
            if offer is None or offer.value is None:
                continue
            ran.add(command.action)
            done = offer.value()
            assert isawaitable(done)
            await done
            await settled(pilot)
            while isinstance(app.screen, Dialog):
                dialog, field = app.screen, app.focused
                assert app.at_rest, f"{command.id} opens what no key goes to"
                dialog.set_focus(None)
                assert app.focused is field
                assert not isinstance(field, Input | TextArea) or not field.cursor_blink, "nothing blinks"
                await pilot.press("escape")
                await settled(pilot)
                assert app.screen is not dialog, f"{command.id} opens what Escape does not close"
            screen.keys.wants, screen.keys.held = None, ""
            screen.show_pane("body")
            if screen.mode is not Mode.READ:
                await pilot.press("escape")
            assert screen.mode is Mode.READ, command.id
        wanted = {command.action for command in COMMANDS if command.modes & PANES}
        assert ran == wanted - {"palette"}
        assert quits
