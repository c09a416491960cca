"""The app in memory, on articles made for the tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from reader.app import BroadsheetApp
from reader.desk.beginning import begin
from reader.desk.desk import Desk
from reader.domain.settings import Settings
from reader.resources import themes_dir
from reader.screens.reading import ReadingScreen
from reader.theming.look import find_themes, load_look

NEWS = """Ferry company to halve its winter crossings

The last boat of the day will leave at four from November, the operator says.

By MARTA OKONJO
MARCH 4, 2026 09:15
The ferry Aurora leaves Sandholm harbour at dawn on Tuesday. (photo credit: HARBOUR OFFICE/HANDOUT)
Sandholm's ferry company said on Tuesday that it would halve its winter crossings from November.
“Nobody rides at seven,” said Ilse Varga, who runs the company. She added that the boats were old.
Varga told the Coast Gazette that diesel now cost 40% more than in 2024.
The town council of Sandholm meets on March 12 to talk about it.
Shopkeepers near the quay fear for their trade. They have asked the council for help.
"We live from the seven o'clock boat," said Tomas Berg, a baker. "It brings the nurses."
Berg said that he had collected 600 names against the plan.
The Coast Agency contributed to this report.
"""

FEATURE = """---
title: The long winter of the seed vault
author: Ada Lind
date: 2026-02-27
---

# The long winter of the seed vault

A door in a mountain opens twice a year.

## What is inside

There are seeds of barley, and of *many* other things, in [boxes](https://example.org/boxes).[^1]

> Seeds do not hurry.

- barley
- rye
- wheat

## What comes out

Nothing, if all goes well. The harbour is far away.

[^1]: Black boxes, each with a number.
"""

HOSTILE = """---
title: "[/] [red]x[/red] [@click=app.quit]quit[/]"
author: "[/] Eve [bold]"
site: "[@click=app.quit]site[/]"
---

A paragraph with [/] and [red] and [@click=app.quit]x[/] and \\x1b in words, and **[/]** too.

## [/] heading [red]

More text about [/] things.
"""

Reader = Callable[..., AbstractAsyncContextManager[tuple[BroadsheetApp, Pilot[None]]]]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder of three articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "1-ferry.txt").write_text(NEWS, encoding="utf-8")
    (folder / "2-vault.md").write_text(FEATURE, encoding="utf-8")
    (folder / "3-hostile.md").write_text(HOSTILE, encoding="utf-8")
    return folder


@pytest.fixture
def reader(library: Path) -> Reader:
    """Opens the app: `async with reader() as (app, pilot)`."""

    @asynccontextmanager
    async def run(
        *paths: Path, size: tuple[int, int] = (100, 30), settings: Settings | None = None
    ) -> AsyncIterator[tuple[BroadsheetApp, Pilot[None]]]:
        desk = Desk(settings or Settings(), beginning=begin(paths or (library,)))
        app = BroadsheetApp(desk, load_look("evening", find_themes(themes_dir())))
        async with app.run_test(size=size, notifications=True) as pilot:
            await settled(pilot)
            yield app, pilot

    return run


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All that is said in passing, which on the screen is gone after some seconds."""
    words: list[str] = []

    def tell(_: ReadingScreen, message: str, **__: object) -> None:
        words.append(message)

    monkeypatch.setattr(ReadingScreen, "notify", tell)
    return words


async def settled(pilot: Pilot[None]) -> None:
    """Wait until every worker has done its work and what it brought is shown."""
    for _ in range(2):
        # A worker that a newer one of its group takes the place of is cancelled, which is no fault.
        with suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def screen_of(app: BroadsheetApp) -> ReadingScreen:
    """The reading screen, whatever lies over it."""
    screen = app.reading_screen
    assert screen is not None
    return screen


def shown(app: BroadsheetApp) -> str:
    """What the screen on top shows, as text."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)
