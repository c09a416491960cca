"""Many notes: 5,000 on one article, 20,000 over a library, beside the same with none and with a few."""

from __future__ import annotations

import asyncio
import os
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from reader.app import BroadsheetApp
from reader.desk.beginning import begin
from reader.desk.desk import Desk
from reader.desk.noting import FIRST_LISTED
from reader.domain.article import Article
from reader.domain.highlight import Colour, Highlight
from reader.domain.settings import Settings
from reader.domain.span import Span
from reader.library.paths import notes_dir
from reader.notes import anchors, naming
from reader.notes.entry import entry_of
from reader.notes.overview import Overview
from reader.notes.store import NoteStore
from reader.resources import themes_dir
from reader.theming.look import find_themes, load_look
from reader.widgets.rows import Rows
from tests.benchmarks.texts import write
from tests.pty.tty import Tty

ON_ONE, IN_LIBRARY, FILES = 5_000, 20_000, 2_000
FEW = 60
"""So many notes fill a panel, and hardly ever a margin."""

KEYS = 40
RUNS, STARTS = 5, 3
A_SCREENFUL = 3_000
"""So many characters and more stand on the screen."""

LIMITS = {
    "start to first screen, elapsed": 1.2,
    "a line down": 1.3,
    "a page down": 1.3,
    "the panel, there and back": 1.15,
}
"""How many times the processor's time with a few notes each may take with many: the margin is then full."""


def noted(article_id: str, article: Article, count: int, title: str = "") -> str:
    """A note file with so many highlights, a note on each second one."""
    dice = random.Random(count)
    text = article.text
    blocks = [
        naming.new_document(article_id, article).text.replace(article.meta.title, title or article.meta.title)
    ]
    for number in range(count):
        start = dice.randrange(max(1, len(text) - 200))
        anchor = anchors.make(text, Span(start, min(len(text), start + dice.randint(15, 160))))
        made = f"2026-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}T10:00:00Z"
        note = (
            f"What I think of number {number}, at some length, so that it takes two rows."
            if number % 2
            else ""
        )
        one = Highlight(f"hl-{article_id[:4]}{number}", anchor, list(Colour)[number % 5], note, made)
        blocks.append(entry_of(one).rendered("\n").raw)
    return "\n".join(blocks)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until nothing is at work."""
    for _ in range(3):
        with suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def cost(what: Callable[[], Awaitable[object]]) -> float:
    """The least milliseconds of processor time that something takes, of some runs."""
    times = []
    for _ in range(RUNS):
        begun = time.process_time()
        await what()
        times.append((time.process_time() - begun) * 1000)
    return min(times)


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[tuple[BroadsheetApp, Pilot[None], float]]:
    """The reader on an article once all is shown, and the milliseconds of processor time until then."""
    begun = time.process_time()
    desk = Desk(Settings(entities_show=False), beginning=begin((path,)))
    app = BroadsheetApp(desk, load_look("evening", find_themes(themes_dir())))
    async with app.run_test(size=(160, 45)) as pilot:
        await settled(pilot)
        yield app, pilot, (time.process_time() - begun) * 1000


def start(path: Path) -> float:
    """The least milliseconds, of some runs, from starting the program to its first screen."""
    times = []
    for _ in range(STARTS):
        begun = time.perf_counter()
        with Tty([sys.executable, "-m", "reader", str(path)], 160, 45) as tty:
            tty.wait_for(r" (min left|the end)", 60)
            times.append((time.perf_counter() - begun) * 1000)
    return min(times)


async def in_the_reader(path: Path) -> dict[str, float]:
    """What it costs to open an article, to scroll in it, to list its notes and to make one."""
    first_screen = start(path)
    async with opened(path) as (app, pilot, taken):
        found = {"start to first screen, elapsed": first_screen, "open, all shown": taken}
        screen = app.reading_screen
        assert screen is not None
        await pilot.press("g", "g", "space", "space", "space")

        async def lines() -> None:
            for _ in range(KEYS):
                screen.action_move(1)
                await pilot.pause()

        async def pages() -> None:
            for _ in range(KEYS):
                screen.action_page(1)
                await pilot.pause()

        async def panel() -> None:
            screen.action_notes()
            await pilot.pause()
            await pilot.press("escape")

        async def highlight() -> None:
            before = len(screen.placed)
            screen.body.go_to((before + 1) * A_SCREENFUL % len(screen.here.article.text))
            await pilot.press("v", "enter")
            await settled(pilot)
            assert len(screen.placed) == before + 1

        found["a line down"] = await cost(lines) / KEYS
        found["a page down"] = await cost(pages) / KEYS

        async def letter() -> None:
            await pilot.press("t")
            await pilot.press("backspace")
            await pilot.pause()

        found["the panel, there and back"] = await cost(panel)
        screen.action_notes()
        await pilot.pause()
        begun = time.process_time()
        await letter()
        found["a letter in it, the first"] = (time.process_time() - begun) * 1000
        found["a letter in it, the next"] = await cost(letter)
        await pilot.press("escape")
        found["a highlight, until shown"] = await cost(highlight)
    return found


async def in_the_list_of_all(path: Path) -> dict[str, float]:
    """What it costs to start with many notes in the library, to list them, and to type a letter."""
    first_screen = start(path)
    async with opened(path) as (app, pilot, taken):
        found = {"start to first screen, elapsed": first_screen, "open an article, all shown": taken}
        for what, keys in {"list all notes": ("g", "a"), "the first letter typed": ("l",)}.items():
            begun = time.process_time()
            await pilot.press(*keys)
            await settled(pilot)
            found[what] = (time.process_time() - begun) * 1000
        assert app.screen.query_one(Rows).count > FEW
    return found


async def over_a_library(folder: Path) -> dict[str, float]:
    """What it costs to read all notes, to read them again, and to find among them."""
    store = NoteStore(folder)
    found = {}
    begun = time.process_time()
    store.article_ids()
    found["which articles have notes"] = (time.process_time() - begun) * 1000
    begun = time.process_time()
    Overview(store.all(FIRST_LISTED))
    found["the newest of them, the first time"] = (time.process_time() - begun) * 1000
    begun = time.process_time()
    overview = Overview(store.all())
    found["all notes, the first time"] = (time.process_time() - begun) * 1000

    async def again() -> None:
        Overview(store.all())

    async def letter() -> None:
        overview.matching("note:leng")

    assert len(overview.all) == IN_LIBRARY
    found["all notes, again"] = await cost(again)
    overview.matching("a")
    found["finding as one types"] = await cost(letter)
    return found


async def measured() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="broadsheet-bench-") as name:
        root = Path(name)
        for kind in ("CONFIG", "DATA", "CACHE", "STATE"):
            os.environ[f"XDG_{kind}_HOME"] = str(root / kind.lower())
        path = write(root)["1 MB"]
        bare = await in_the_reader(path)
        desk = Desk(Settings(), beginning=begin((path,)))
        assert desk.first is not None
        article_id = desk.first.id
        article = desk.open_whole(article_id).article
        folder = notes_dir()
        [file] = folder.rglob("*.md")
        file.write_text(noted(article_id, article, FEW), encoding="utf-8")
        few = await in_the_reader(path)
        file.write_text(noted(article_id, article, ON_ONE), encoding="utf-8")
        many = await in_the_reader(path)
        print(f"ms of processor time on 1 MB of text {'none':>14} {FEW:>9,} {ON_ONE:>10,} notes")
        for what, ms in bare.items():
            print(f"  {what:<40} {ms:>8.1f} {few[what]:>9.1f} {many[what]:>10.1f}")
        small = Article(article.text[:20_000], article.blocks[:1], (), article.meta)
        other = root / "other.txt"
        other.write_text(article.text[:20_000], encoding="utf-8")
        library = folder
        file.unlink()
        for number in range(FILES):
            text = noted(f"{number:016x}", small, IN_LIBRARY // FILES, f"Article {number}")
            (library / f"{number}.md").write_text(text, encoding="utf-8")
        print(f"\nms of processor time on {IN_LIBRARY:,} notes in {FILES:,} files")
        for what, ms in (await over_a_library(library)).items():
            print(f"  {what:<40} {ms:>8.1f}")
        print("\nms of processor time in the reader with them")
        for what, ms in (await in_the_list_of_all(other)).items():
            print(f"  {what:<40} {ms:>8.1f}")
        slow = [what for what, limit in LIMITS.items() if many[what] > max(bare[what], few[what]) * limit]
        print("\nwithin the limit" if not slow else f"\nTOO SLOW: {', '.join(slow)}")


def main() -> None:
    """Measure and print."""
    asyncio.run(measured())
