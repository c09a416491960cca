"""How a library of 100,000 kept articles starts and scrolls in a pseudo-terminal, next to an empty one.

Run as `python -m tests.benchmarks.library_start [COUNT]`. The articles are those of the library's benchmark,
a title and 400 characters each, kept as files; the log of reading state names all of them.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from reader.library.index import Index
from reader.library.indexwrite import Seen
from reader.library.records import dump
from tests.benchmarks.library import Press
from tests.benchmarks.reader import keys, memory, start
from tests.pty.tty import Tty

COUNT, BATCH, RUNS, LIMIT = 100_000, 2_000, 7, 1.2
READER = [sys.executable, "-m", "reader"]
WORDS = "The article that was open"


def environment(home: Path) -> dict[str, str]:
    """A home of its own."""
    names = {"XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache"}
    return {"HOME": str(home), **{name: str(home / part) for name, part in names.items()}}


def make(home: Path, count: int) -> None:
    """Keep `count` articles, and one that is opened last, with their index and their reading state."""
    folder = home / "data/broadsheet/articles"
    folder.mkdir(parents=True)
    open_id = "f" * 16
    (folder / f"open-{open_id}.md").write_text(f"# {WORDS}\n\nIt has a few words.\n", encoding="utf-8")
    lines = [_line(open_id, folder / f"open-{open_id}.md", "2026-11-23T10:00:00Z")]
    if count:
        (home / "cache/broadsheet").mkdir(parents=True)
        index, press, numbers = Index(home / "cache/broadsheet/index.db"), Press(), iter(range(count))
        while batch := list(islice(numbers, BATCH)):
            documents, seen = [], []
            for number in batch:
                document = press.article(number, True)
                entry = document.entry
                path = folder / f"{number}-{entry.id}.md"
                path.write_text(f"---\ndate: {entry.published}\n---\n\n# {document.text}\n", encoding="utf-8")
                stat = path.stat()
                entry = replace(entry, path=path, size=stat.st_size, changed=stat.st_mtime)
                documents.append(replace(document, entry=entry, named=True))
                seen.append(Seen(path, stat.st_size, stat.st_mtime, (entry.id,)))
                opened = f"2026-10-{number % 28 + 1:02}T10:00:00Z" if number % 10 == 0 else None
                lines.append(_line(entry.id, path, opened))
            index.upsert(documents, seen)
        index.complete()
        index.close()
    state = home / "data/broadsheet/state"
    state.mkdir(parents=True)
    (state / "another.jsonl").write_bytes(b"".join(lines))


def _line(article_id: str, path: Path, opened: str | None) -> bytes:
    values: dict[str, object] = {
        "title": path.stem,
        "content": article_id,
        "print": article_id * 8,
        f"path:{path}": True,
    }
    if opened:
        values |= {"opened": opened, "position": 10, "progress": 0.3}
    return dump({"t": "2026-10-01T10:00:00.000000Z", "id": article_id, "set": values})


def _scrolled(tty: Tty, heading: str) -> Iterator[str]:
    """What it takes to go through the list, end to end and by pages."""
    began = time.perf_counter()
    tty.wait_for(heading, 120)
    yield f"  the whole list is there {time.perf_counter() - began:.2f} s after the first screen"
    tty.settle(1.5, 60)
    tty.key("tab")
    tty.settle(0.3, 5)
    page, ends = keys(tty, "space", "b", 10), keys(tty, "end", "home", 3)
    yield f"  a page of the list: {page:.1f} ms; from one end to the other: {ends:.1f} ms"
    yield f"  memory {memory(tty):.0f} MB"


def _shown(tty: Tty, count: int) -> float:
    """Milliseconds until the first screen; gives back once the whole list is there as well."""
    began = time.perf_counter()
    tty.wait_for(WORDS, 60)
    first = (time.perf_counter() - began) * 1000
    tty.wait_for(rf"{count + 1:,} · ", 120)
    return first


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else COUNT
    with tempfile.TemporaryDirectory(prefix="broadsheet-bench-") as folder:
        homes = {0: Path(folder) / "empty", count: Path(folder) / "full"}
        for articles, home in homes.items():
            make(home, articles)
        times: dict[int, list[float]] = {articles: [] for articles in homes}
        for articles, home in homes.items():
            with Tty(READER, env=environment(home)) as tty:
                first = _shown(tty, articles)
                tty.settle(2, 120)
                tty.key("Q")
                tty.wait_exit(60)
            print(f"the very first start with {articles:,} articles: {first:.0f} ms")
        for _ in range(RUNS):
            for articles, home in homes.items():
                times[articles].append(start(READER, WORDS, environment(home)))
        empty, full = statistics.median(times[0]), statistics.median(times[count])
        print(f"first screen of an empty library {empty:.0f} ms, of {count:,} articles {full:.0f} ms", end="")
        print(f": {full / empty:.2f} times (limit {LIMIT})")
        with Tty(READER, env=environment(homes[count])) as tty:
            tty.wait_for(WORDS, 60)
            for line in _scrolled(tty, rf"{count + 1:,} · "):
                print(line)
        size = sum(file.stat().st_size for file in (homes[count] / "cache/broadsheet").glob("index.db*"))
        text = sum(file.stat().st_size for file in os.scandir(homes[count] / "data/broadsheet/articles"))
        print(f"  files {text / 1e6:.0f} MB, index {size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
