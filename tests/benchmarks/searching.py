"""How long it takes from a key in the search box to its results on the screen.

Run as `python -m tests.benchmarks.searching [10k] [100k] [1m] [anything] [in=FOLDER]`; without arguments, the
first and "anything", which puts 100,000 random strings into all that the search box is made of. The libraries
are those of `tests.benchmarks.library`, as a reader would have them: in the user's cache, with the whole
program before them and not only the index. With a folder, they are made there and used again.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from textual import events

from reader.app import BroadsheetApp
from reader.desk.beginning import begin
from reader.desk.desk import Desk
from reader.domain.settings import Settings
from reader.library.completion import completions
from reader.library.index import Index
from reader.library.known import known
from reader.library.paths import articles_dir
from reader.library.query import parse, written_out
from reader.library.search import Searcher
from reader.library.tree import Field
from reader.resources import themes_dir
from reader.screens.search import SearchScreen
from reader.theming.look import find_themes, load_look
from tests.benchmarks.library import SIZES, Press, index_of

TURNS = 3
"""Every query is typed so many times; the first does not count, as nothing is warm then."""

BOUND = 50.0
"""Milliseconds in which 95 of 100 results are to be on the screen."""


class Taken(NamedTuple):
    """What something takes, in milliseconds.

    Attributes:
        wall: By the clock.
        cpu: Of the processor, in all threads.
    """

    wall: float
    cpu: float


def main() -> None:
    """Measure the libraries that the arguments name."""
    asked = [argument for argument in sys.argv[1:] if argument in {*SIZES, "anything"}] or ["10k", "anything"]
    places = [Path(argument[3:]) for argument in sys.argv[1:] if argument.startswith("in=")]
    press = Press()
    with tempfile.TemporaryDirectory() as folder:
        for name in (name for name in asked if name in SIZES):
            home = index_of(name, press, places[0] if places else Path(folder)).parents[1]
            for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
                os.environ[variable] = str(home)
            # Something to read.
            articles_dir().mkdir(parents=True, exist_ok=True)
            (articles_dir() / "first.md").write_text("# A first article\n\nThe harbour is far away.\n")
            _say(f"library of {name}: from a key to its results on the screen")
            asyncio.run(_measure(press))
    if "anything" in asked:
        _type_anything(press, 100_000)


async def _measure(press: Press) -> None:
    desk = Desk(Settings(), beginning=begin(None))
    app = BroadsheetApp(desk, load_look("evening", find_themes(themes_dir())))
    every: list[Taken] = []
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("S")
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        for what, queries in _queries(press).items():
            times = [await _typed(screen, query) for _ in range(TURNS) for query in queries][len(queries) :]
            _tell(what, times)
            every += times
        _tell("all of them", every)
        _tell("the next key after a slow one", await _broken_off(screen))
    over = sum(1 for taken in every if taken.wall > BOUND)
    _say(f"  {over} of {len(every)} took longer than {BOUND:.0f} ms")


def _queries(press: Press) -> dict[str, list[str]]:
    words, rare = press.words, press.words[60_000:60_020]
    return {
        "one letter": list("abcdefgklmnoprstuvwz"),
        "two letters": ["st", "ba", "th", "re", "co", "sa", "ma", "ti", "no", "wa", "ha", "in", "go", "pe"],
        "three letters": ["the", "wat", "har", "cou", "gov", "sai", "ban", "ter", "sta", "mor", "and"],
        "a rare word": rare,
        "a common word": ["the ", "of ", "and ", "to ", "in ", "said ", "water ", "council "],
        "two words": [f"{a} {b}" for a, b in zip(words[5:25], words[200:220], strict=True)],
        "a phrase": ['"open water"', '"of the"', '"in the"', 'council "open water"'],
        "a word as it is typed": ["wate", "water", "gover", "governmen", "counc", "harbo"],
        "a field": ["title:water", "by:ba", "site:gazette", "tag:sport council", "lang:en water", "person:s"],
        "a field with nothing": ["note:w", "place:s", "org:the", "note:water"],
        "a date": ["water date:2015", "the after:2024", "council before:2006", "date:2010-03"],
        "without": ["-water ", "council -water ", "NOT the "],
        "state": ["is:unread", "is:unread council", "is:starred", "has:note", "is:starred OR council"],
        "the best": [f"sort:rank {word}" for word in press.words[5:15]],
    }


async def _typed(screen: SearchScreen, query: str) -> Taken:
    """What it takes from the last key of a query until its results are drawn."""
    field = screen.field
    field.put(query[:-1])
    await _shows(screen, query[:-1])
    start, cpu = time.perf_counter(), time.process_time()
    _press(screen, query[-1])
    await _shows(screen, query)
    return Taken((time.perf_counter() - start) * 1e3, (time.process_time() - cpu) * 1e3)


async def _shows(screen: SearchScreen, query: str) -> None:
    """Wait until the results of a query are drawn."""
    while screen.answered != query:
        await asyncio.sleep(0.0005)
    drawn = asyncio.Event()
    screen.call_after_refresh(drawn.set)
    await drawn.wait()


async def _broken_off(screen: SearchScreen) -> list[Taken]:
    """What it takes until the results of a key that comes while a slow query is under way."""
    times = []
    for letter in "abcdefghklmnop":
        screen.field.put(f"is:starred OR -(date:2010 {letter}) OR title:b")
        await asyncio.sleep(0.01)
        screen.field.put("")
        start, cpu = time.perf_counter(), time.process_time()
        _press(screen, letter)
        await _shows(screen, letter)
        times.append(Taken((time.perf_counter() - start) * 1e3, (time.process_time() - cpu) * 1e3))
    return times


def _press(screen: SearchScreen, character: str) -> None:
    key = {" ": "space", '"': "quotation_mark"}.get(character, character)
    screen.field.line.post_message(events.Key(key, character))


SIGNS = (
    *"()\"“”-*:^{}+~%\\,.&|<>@#$'’!?/=[];",
    *(
        "OR",
        "AND",
        "NOT",
        "NEAR(",
        " ",
        " ",
        " ",
        "\x00",
        "\ud800",
        "2024",
        "7d",
        "..",
        "the",
        "北京",
        "Łódź",
    ),
    *("\u202e", "🙂", *(f"{field.value}:" for field in Field)),
)
"""What is syntax to somebody, and what else may come out of a clipboard."""


def _type_anything(press: Press, count: int) -> None:
    """Search for random strings, complete and keep them; whatever raises, ends the run."""
    index = Index(None)
    index.upsert(press.article(number, True) for number in range(200))
    searcher, chance = Searcher(index), random.Random(3)
    start, failed = time.perf_counter(), 0
    for number in range(count):
        text = "".join(chance.choices(SIGNS, k=chance.randint(1, 14)))
        cursor = chance.randint(0, len(text))
        failed += searcher.search(text, 2, typing=number % 2 == 0).notice is not None
        completions(text, cursor, lambda field, begun: known(index, field, begun))
        kept = written_out(text)
        failed += parse(kept).tree != parse(kept, typing=True).tree
    seconds = time.perf_counter() - start
    _say(f"{count:,} random strings typed: {failed} failed, {seconds / count * 1e6:,.0f} µs each")


def _tell(what: str, times: list[Taken]) -> None:
    wall, cpu = sorted(one.wall for one in times), sorted(one.cpu for one in times)
    last = min(len(times) - 1, int(len(times) * 0.95))
    _say(
        f"  {what:<30} p50 {statistics.median(wall):6.1f}  p95 {wall[last]:6.1f} ms"
        f"   CPU {statistics.median(cpu):6.1f} {cpu[last]:6.1f}"
    )


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
