"""Start, keys and memory of the reader itself, in a pseudo-terminal, next to a bare Textual application."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.texts import OPENING, write
from tests.pty.tty import Tty

RUNS = 7
LINE_KEYS, PAGE_KEYS = 10, 5

FIRST_WORDS = {"news": "Ferry company to halve", "1 MB": OPENING[:30], "10 MB": OPENING[:30]}
LIMITS = {"news": 1.4, "1 MB": 1.6, "10 MB": 1.6}
"""How many times as long as the bare application the first useful screen may take."""

MEMORY_LIMIT = 200
"""Megabytes that the reader may take with the longest text."""


def start(argv: list[str], wait: str, env: dict[str, str]) -> float:
    """Milliseconds from starting a program to its showing `wait`."""
    began = time.perf_counter()
    with Tty(argv, env=env) as tty:
        tty.wait_for(wait, 60)
        return (time.perf_counter() - began) * 1000


def keys(tty: Tty, there: str, back: str, count: int) -> float:
    """The median of the milliseconds from a key to the last byte that it brings, one way and back."""
    times = []
    for _ in range(count):
        for key in (there, back):
            tty.settle(0.05, 5)
            tty.key(key)
            times.append(tty.settle(0.12, 5) * 1000)
    return statistics.median(times)


def memory(tty: Tty) -> float:
    """The megabytes that the program holds in memory."""
    status = Path(f"/proc/{tty.pid}/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="broadsheet-bench-") as folder:
        root = Path(folder)
        files = write(root)
        home = root / "home"
        env = {
            "HOME": str(home),
            **{f"XDG_{k}_HOME": str(home / k.lower()) for k in ("CONFIG", "DATA", "CACHE", "STATE")},
        }
        bare_argv = [sys.executable, "-m", "tests.benchmarks.bare"]
        argv = {name: [sys.executable, "-m", "reader", str(path)] for name, path in files.items()}
        starts: dict[str, list[float]] = {name: [] for name in ("bare", *files)}
        for _ in range(RUNS):
            # One of each in turn, so that whatever else the machine does falls on all alike.
            starts["bare"].append(start(bare_argv, "Here stands", env))
            for name, words in FIRST_WORDS.items():
                starts[name].append(start(argv[name], words, env))
        bare = statistics.median(starts["bare"])
        heads = (
            ("first screen", 14),
            ("× bare", 9),
            ("limit", 7),
            ("line key", 11),
            ("page key", 11),
            ("G", 11),
        )
        print(f"{'':8}" + "".join(f"{head:>{width}}" for head, width in heads) + f"{'memory':>10}")
        print(f"{'bare':8}{bare:11.0f} ms")
        for name in files:
            first = statistics.median(starts[name])
            with Tty(argv[name], env=env) as tty:
                tty.wait_for(FIRST_WORDS[name], 60)
                if name != "news":
                    tty.key("G")
                    # The end is there only once all of the text has been read.
                    while "last words" not in tty.text():
                        tty.settle(0.3, 2)
                        tty.key("G")
                    tty.key("g", "g")
                tty.settle(1.0, 60)
                line = keys(tty, "j", "k", LINE_KEYS)
                page = keys(tty, "space", "b", PAGE_KEYS)
                end = statistics.median([_there_and_back(tty) for _ in range(5)])
                used = memory(tty)
            print(
                f"{name:8}{first:11.0f} ms{first / bare:9.2f}{LIMITS[name]:7.1f}"
                f"{line:8.1f} ms{page:8.1f} ms{end:8.1f} ms{used:7.0f} MB"
            )
        print(f"memory limit {MEMORY_LIMIT} MB")


def _there_and_back(tty: Tty) -> float:
    tty.key("g", "g")
    tty.settle(0.3, 5)
    tty.key("G")
    return tty.settle(0.12, 5) * 1000


if __name__ == "__main__":
    main()
