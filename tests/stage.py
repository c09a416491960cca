"""The app on articles that do not change, on a day that does not change: for pictures of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from unittest.mock import patch

from textual.pilot import Pilot

from reader.app import BroadsheetApp
from reader.desk.beginning import begin
from reader.desk.desk import Desk
from reader.domain.highlight import Colour
from reader.domain.settings import Settings
from reader.domain.span import Span
from reader.resources import themes_dir
from reader.screens.reading import ReadingScreen
from reader.theming.look import find_themes, load_look

LOOKS_AFTER = 0.02
"""Seconds between two looks at whether all is done."""

PATIENCE = 1500
"""So many looks are enough on the slowest machine."""


class TheDay(datetime):
    """A clock that stands."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> TheDay:
        """A Monday in March."""
        return cls(2026, 3, 9, 8, 30, tzinfo=tz)


@dataclass
class Stage:
    """The app at work.

    Attributes:
        app: It.
        pilot: Its keys.
        files: How many articles there are to be.
    """

    app: BroadsheetApp
    pilot: Pilot[None]
    files: int

    @property
    def screen(self) -> ReadingScreen:
        """The reading screen, whatever lies over it."""
        screen = self.app.reading_screen
        assert screen is not None
        return screen

    @property
    def text(self) -> str:
        """What the screen on top shows."""
        return "\n".join(strip.text.rstrip() for strip in self.app.screen._compositor.render_strips())

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until all that comes of them is there."""
        await self.pilot.press(*keys)
        await self.done()

    async def done(self) -> None:
        """Wait until every article stands in the list, who is in the open one is known, and nothing runs.

        How far the reader got is then in the list too; by itself it comes there at some beat of a clock.
        """
        asked = False
        for _ in range(PATIENCE):
            await self.pilot.pause(LOOKS_AFTER)
            working = any(not worker.is_finished for worker in self.app.workers)
            reading = self.screen.reading
            if not working and len(self.screen.articles.items) == self.files and reading and reading.entities:
                if asked:
                    return
                self.screen.save_place()
                self.screen.refresh_list()
                asked = True
        raise TimeoutError("the app is still at work")

    async def note(self, words: str, note: str = "", colour: Colour = Colour.YELLOW) -> None:
        """Highlight the first place of `words` in the open article, with a note on it."""
        reading = self.screen.reading
        assert reading is not None
        start = reading.article.text.index(words)
        self.app.desk.notes.add(reading.id, reading.article, Span(start, start + len(words)), colour, note)
        self.screen.refresh_notes()
        await self.done()


@asynccontextmanager
async def staged(
    files: Sequence[Path], size: tuple[int, int], theme: str = "evening", settings: Settings | None = None
) -> AsyncIterator[Stage]:
    """The app with `files` laid out, everything found and shown; the home must be an empty one.

    Args:
        files: Articles.
        size: Columns and rows.
        theme: One that ships.
        settings: The usual ones where not given.
    """
    look = load_look(theme, find_themes(themes_dir()))
    with patch("reader.screens.keeping.datetime", TheDay), patch("reader.screens.search.datetime", TheDay):
        app = BroadsheetApp(Desk(settings or Settings(), beginning=begin(files)), look)
        async with app.run_test(size=size) as pilot:
            stage = Stage(app, pilot, len(files))
            await stage.done()
            yield stage
