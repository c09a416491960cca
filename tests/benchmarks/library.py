"""How quickly a library of 10,000, 100,000 or 1,000,000 articles is indexed, searched and listed.

Run as `python -m tests.benchmarks.library [10k] [100k] [1m] [in=FOLDER]`; without arguments, the first two.
Articles are made up, the same at every run: words by Zipf's law from 120,000, with names, 300 words each on
average; in the library of a million, a title and 400 characters, to fit a small disk. With a folder, they are
made there and used again.
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import accumulate, islice
from pathlib import Path

from reader.library.document import Document
from reader.library.entry import Entry
from reader.library.index import Index
from reader.library.records import dump
from reader.library.search import Searcher
from reader.library.state import StateLog

SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}
VOCABULARY = 120_000
BATCH = 2_000
ROWS = 50
_START = date(2004, 1, 1)
_DAYS = 8_000
_SYLLABLES = [a + b for a in "bdfghklmnprstvwyz" for b in "aeiou"] + [
    "an",
    "er",
    "in",
    "st",
    "ch",
    "sh",
    "nd",
]
_SITES = [f"{name} {kind}" for name in ("Coast", "Valley", "Harbour", "Hill") for kind in ("Gazette", "Post")]


class Press:
    """Writes articles; the same number gives the same article."""

    def __init__(self) -> None:
        chance = random.Random(1)
        words = dict.fromkeys(
            ["the", "of", "and", "to", "in", "said", "government", "harbour", "council", "water"]
        )
        while len(words) < VOCABULARY:
            words["".join(chance.choices(_SYLLABLES, k=chance.choice((1, 2, 2, 3, 3, 4))))] = None
        self.words = list(words)
        self._weights = list(accumulate(1 / (rank + 2.7) ** 1.08 for rank in range(VOCABULARY)))
        self._names = [
            f"{a.capitalize()} {b.capitalize()}"
            for a, b in zip(self.words[900:3900], self.words[4000:7000], strict=True)
        ]

    def article(self, number: int, short: bool) -> Document:
        """An article, as the index takes it."""
        chance = random.Random(number)
        count = 68 if short else chance.randint(120, 480)
        words = chance.choices(self.words, cum_weights=self._weights, k=count)
        names = chance.sample(self._names, 3)
        for at in range(0, count - 5, max(20, count // 3)):
            words[at] = names[at % 3]
        if number % 5 == 0:
            words[7:9] = ["open", "water"]
        title = " ".join(words[:7]).capitalize()
        sentences = (" ".join(words[start : start + 17]).capitalize() + "." for start in range(0, count, 17))
        body = " ".join(sentences)
        text = f"{title}\n\n{body[:400] if short else body}"
        published = (_START + timedelta(chance.randrange(_DAYS))).isoformat()
        entry = Entry(
            id=f"{number:016x}",
            title=title,
            authors=(names[0],),
            site=chance.choice(_SITES),
            published=published,
            added=published + "T08:00:00Z",
            words=count,
            language="en",
            tags=(chance.choice(("local", "world", "sport", "business")),),
            snippet=body[:200],
        )
        return Document(entry, text, people=tuple(names))


def main() -> None:
    """Measure the libraries that the arguments name."""
    asked = [argument for argument in sys.argv[1:] if argument in SIZES]
    asked = asked or ["10k", "100k"]
    places = [Path(argument[3:]) for argument in sys.argv[1:] if argument.startswith("in=")]
    press = Press()
    for name in (name for name in asked if name in SIZES):
        with tempfile.TemporaryDirectory() as folder:
            _ask(press, index_of(name, press, places[0] if places else Path(folder)))
    _state()


def index_of(name: str, press: Press, folder: Path) -> Path:
    """The index of a library, in a home of its own in a folder; made where it is not there yet."""
    path = folder / f"home-{name}/broadsheet/index.db"
    if not path.exists():
        path.parent.mkdir(parents=True)
        _build(name, press, path)
    return path


def _build(name: str, press: Press, path: Path) -> None:
    """Index a library, its articles in no order, and print how quickly."""
    index, size = Index(path), SIZES[name]
    numbers = list(range(size))
    random.Random(2).shuffle(numbers)
    # As of kept files that were read before; that these are not there is seen only when one is opened.
    kept = path.with_name("articles")
    made = (press.article(number, size > 200_000) for number in numbers)
    articles = (
        replace(one, named=True, entry=replace(one.entry, path=kept / f"{one.entry.id}.md")) for one in made
    )
    text, cpu, wall = 0, 0.0, 0.0
    while batch := list(islice(articles, BATCH)):
        text += sum(len(document.text.encode()) for document in batch)
        start, start_wall = time.process_time(), time.perf_counter()
        index.upsert(batch)
        cpu, wall = cpu + time.process_time() - start, wall + time.perf_counter() - start_wall
    index.complete()
    index.close()
    of_all = path.stat().st_size / text
    _say(f"library of {name}: {size / cpu:,.0f} articles indexed a CPU-second, {size / wall:,.0f} a second")
    _say(
        f"  text {text / 1e6:,.0f} MB, index {path.stat().st_size / 1e6:,.0f} MB: {of_all:.1f} times as much"
    )


def _ask(press: Press, path: Path) -> None:
    start = time.perf_counter()
    index = Index(path)
    rows = index.newest(50)
    _say(f"  open, and {len(rows)} rows of the list: {(time.perf_counter() - start) * 1e3:.1f} ms")
    searcher = Searcher(index)
    for what, queries in _queries(press).items():
        _time(what, [partial(searcher.search, query, 20, typing=True) for query in queries])
    _time("  the best (sort:rank)", [partial(searcher.search, f"{w} sort:rank") for w in press.words[5:15]])
    _scroll(index)
    _time("order of the list by date", [partial(index.order, "date")] * 3)
    _time("order of the list by title", [partial(index.order, "title")] * 3)
    _time(
        "change one article", [partial(index.upsert, [press.article(number, True)]) for number in range(40)]
    )
    index.close()
    _say(f"  memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def _queries(press: Press) -> dict[str, list[str]]:
    words, rare = press.words, press.words[60_000:60_020]
    return {
        "one letter": list("abcdefgklmnoprstuvwz"),
        "two letters": ["st", "ba", "th", "re", "co", "sa", "ma", "ti", "no", "wa", "ha", "in", "go", "pe"],
        "three letters": ["the", "wat", "har", "cou", "gov", "sai", "ban", "ter", "sta", "mor", "and"],
        "a rare word": [f"{word} " for word in rare],
        "a common word": ["the ", "of ", "and ", "to ", "in ", "said ", "water ", "council "],
        "two words": [f"{a} {b} " for a, b in zip(words[5:25], words[200:220], strict=True)],
        "a phrase": ['"open water"', '"of the"', '"in the"', '"open water" council '],
        "a field": ["title:water ", "by:ba", "site:gazette ", "tag:sport council ", "lang:en water "],
        "a date": ["date:2015 water ", "after:2024 the ", "before:2006 council ", "date:2010-03"],
        "without": ["-water ", "council -water ", "NOT the "],
    }


def _scroll(index: Index) -> None:
    """Go through the list from its first row to its last, as one does with the page key held down."""
    order, times = index.order("date"), []
    for at in range(0, len(order), ROWS):
        start = time.perf_counter()
        index.entries(order[at : at + ROWS])
        times.append((time.perf_counter() - start) * 1e3)
    _tell(f"scroll to the end, {ROWS} rows each", times)
    _say(f"    all {len(order):,} rows: {sum(times) / 1e3:.1f} s")


def _time(what: str, calls: Sequence[Callable[[], object]]) -> None:
    """Print the middle and the 95th percentile of what each call takes, warm."""
    times = []
    for turn in range(3):
        for call in calls:
            start = time.perf_counter()
            call()
            if turn or len(calls) > 30:
                times.append((time.perf_counter() - start) * 1e3)
    _tell(what, times)


def _tell(what: str, times: list[float]) -> None:
    times.sort()
    _say(f"  {what:<30} p50 {statistics.median(times):8.2f}   p95 {times[int(len(times) * 0.95)]:8.2f} ms")


def _state() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "desk.jsonl").write_bytes(b"".join(_lines(10_000)))
        times = []
        for _ in range(5):
            start = time.process_time()
            StateLog(folder, "desk")
            times.append((time.process_time() - start) * 1e3)
    middle = statistics.median(times)
    _say(f"reading state of 10,000 articles: {min(times):.0f} ms of CPU at best, {middle:.0f} as a rule")


def _lines(count: int) -> Iterator[bytes]:
    for number in range(count):
        values = {
            "position": number,
            "progress": 0.5,
            "opened": "2026-11-23T10:00:00Z",
            "title": "A headline of the usual length, give or take",
            "url": f"https://example.org/{number}/a-headline-of-the-usual-length",
            "print": f"{number:0128x}",
            f"path:/home/reader/articles/{number}.md": True,
        }
        yield dump(
            {
                "t": "2026-11-23T10:00:00.000000Z",
                "id": f"{number:016x}",
                "set": values,
                "at": {"position": "2026-11-23T09:00:00.000000Z"},
            }
        )


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
