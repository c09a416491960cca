"""How long no key is heeded while all articles of a library are selected and acted on at once.

Run as `python -m tests.benchmarks.acting [COUNT]`; without it, 10,000 kept articles, a title and 400
characters each. All are selected, and starred, read, tagged, archived and deleted, each of which is then
undone, in the whole program; told is the longest time in which its event loop did not come round, and how
much of that its own thread was at work: the rest it waited for another.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from textual.pilot import Pilot

from reader.app import BroadsheetApp
from reader.desk.beginning import begin
from reader.desk.desk import Desk
from reader.domain.settings import Settings
from reader.resources import themes_dir
from reader.screens.reading import ReadingScreen
from reader.theming.look import find_themes, load_look
from tests.benchmarks.library_start import environment, make

COUNT = 10_000
LIMIT = 100.0
"""Milliseconds in which a key is to be heeded."""

PAUSE = 0.002
"""Seconds between two looks at whether the event loop comes round."""

ACTS = {
    "star": ("s",),
    "mark read": ("r",),
    "tag": ("t", "l", "a", "t", "e", "r", "enter"),
    "archive": ("P",),
    "delete": ("D",),
}


class Round(NamedTuple):
    """How long the event loop took to come round, in milliseconds.

    Attributes:
        wall: By the clock.
        own: Of the processor, in its own thread.
    """

    wall: float
    own: float


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else COUNT
    with tempfile.TemporaryDirectory(prefix="broadsheet-bench-") as folder:
        home = Path(folder)
        make(home, count)
        os.environ |= environment(home)
        print(f"library of {count:,}: the longest time in which no key is heeded (limit {LIMIT:.0f} ms)")
        asyncio.run(_measure())


async def _measure() -> None:
    desk = Desk(Settings(), beginning=begin(None))
    app = BroadsheetApp(desk, load_look("evening", find_themes(themes_dir())))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        while not screen.list_filled:
            await asyncio.sleep(0.1)
        await _rest(app)
        screen.show_pane("list")
        for what, keys in ACTS.items():
            _tell("select all", *await _timed(pilot, ("ctrl+a",)))
            _tell(what, *await _timed(pilot, keys))
            _tell("undo", *await _timed(pilot, ("U",)))


async def _timed(pilot: Pilot[None], keys: tuple[str, ...]) -> tuple[float, Round]:
    """What some keys take in seconds until all is done, and the longest round of the event loop meanwhile."""
    rounds: list[Round] = []
    beat = asyncio.create_task(_beat(rounds))
    start = time.perf_counter()
    await pilot.press(*keys)
    await _rest(pilot.app)
    beat.cancel()
    return time.perf_counter() - start, max(rounds)


async def _beat(rounds: list[Round]) -> None:
    while True:
        wall, own = time.perf_counter() + PAUSE, time.thread_time()
        await asyncio.sleep(PAUSE)
        rounds.append(Round((time.perf_counter() - wall) * 1e3, (time.thread_time() - own) * 1e3))


async def _rest(app: object) -> None:
    """Wait until nothing is under way."""
    assert isinstance(app, BroadsheetApp)
    quiet = 0
    while quiet < 5:
        await asyncio.sleep(0.05)
        quiet = 0 if any(worker.is_running for worker in app.workers) else quiet + 1


def _tell(what: str, seconds: float, longest: Round) -> None:
    late = "   too long" if longest.wall > LIMIT else ""
    print(
        f"  {what:<12} {longest.wall:6.0f} ms, itself {longest.own:4.0f}   all done in {seconds:6.1f} s{late}"
    )


if __name__ == "__main__":
    main()
