"""What keys cost in bytes and delay: the reader with Textual's driver and with the lean one, and `less`.

On texts of 1 MB, 120 columns by 40 rows, 256 colours; then 2,000 made-up sequences of frames are compared.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.texts import OPENING, markdown
from tests.pty.lean_app import made_lines
from tests.pty.tty import Tty

ROOT = Path(__file__).parents[2]
LINES = 18_000
SIZE = (120, 40)
PLAIN, NAMES = "1 plain.txt", "2 names.txt"
OPENS = {PLAIN: "0 stood", NAMES: "stand here"}
MARKED = 8.0
"""Seconds of rest after which the names near the beginning of a text are marked."""


class Situation(NamedTuple):
    """A key, and what is on the screen when it is pressed.

    Attributes:
        name: In words.
        text: The file that is open.
        before: Keys that lead there.
        key: The key.
        times: How often it is pressed; the median counts.
        less: Whether `less` has such a key.
        quiet: Seconds of silence after which all that the key brings is taken to have come.
    """

    name: str
    text: str
    before: tuple[str, ...]
    key: str
    times: int
    less: bool = False
    quiet: float = 0.3


SITUATIONS = (
    Situation("line key", PLAIN, ("z",), "j", 10, True),
    Situation("page key", PLAIN, ("z",), "space", 6, True),
    Situation("line key, names marked", NAMES, ("z",), "j", 40, True),
    Situation("page key, names marked", NAMES, ("z",), "space", 6, True),
    Situation("line key, the list beside the text", PLAIN, (), "j", 10),
    Situation("page key, the list beside the text", PLAIN, (), "space", 6),
    Situation("moving in the list", PLAIN, ("tab",), "j", 1, quiet=1.0),
    Situation("opening the next article", PLAIN, (), "J", 1, quiet=2.0),
    Situation("a letter in the search box", PLAIN, ("/",), "q", 6),
    Situation("a toast", PLAIN, (), "y", 1, quiet=1.0),
    Situation("the whole screen again", PLAIN, (), "ctrl+l", 3),
)


def cost(argv: list[str], env: dict[str, str], situation: Situation) -> tuple[float, float]:
    """Median bytes and milliseconds of a key."""
    with Tty(argv, *SIZE, env, cwd=str(ROOT)) as tty:
        tty.wait_for(OPENS[situation.text], 60)
        if argv[0] != "less":
            tty.wait_for(r"Articles\s+2", 60)
        tty.settle(MARKED if situation.text == NAMES and argv[0] != "less" else 1.5, MARKED + 1)
        for name in situation.before if argv[0] != "less" else ():
            tty.key(name)
            tty.settle(0.5)
        sizes, delays = [], []
        for _ in range(situation.times):
            before = len(tty.raw)
            tty.key(situation.key)
            delays.append(tty.settle(situation.quiet) * 1000)
            sizes.append(len(tty.raw) - before)
    return statistics.median(sizes), statistics.median(delays)


def write(folder: Path) -> None:
    """Two texts of 1 MB, one without names and one full of them, in lines of about 60 and of 100."""
    (folder / PLAIN).write_text("\n".join(made_lines(LINES, odd=False)), encoding="utf-8")
    paragraphs = markdown(1_000_000).replace("# A very long article\n\n", "").split("\n\n")
    filled = "\n\n".join(textwrap.fill(paragraph, 100) for paragraph in paragraphs)
    (folder / NAMES).write_text(f"A very long article\n\n{OPENING}\n\n{filled}", encoding="utf-8")


def home(folder: Path, *, lean: bool) -> dict[str, str]:
    """Folders of the reader's own in which the driver is chosen."""
    place = folder / f"home-{lean}"
    config = place / "config" / "broadsheet"
    config.mkdir(parents=True)
    (config / "config.toml").write_text(f"[terminal]\nlean = {str(lean).lower()}\n", encoding="utf-8")
    return {f"XDG_{name.upper()}_HOME": str(place / name) for name in ("config", "data", "cache", "state")}


def main() -> None:
    """Print the table, then compare the sequences of frames."""
    print("| | Textual's driver | lean driver | less |")
    print("|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = folder / "texts"
        texts.mkdir()
        write(texts)
        for situation in SITUATIONS:
            cells = []
            others = [path for path in sorted(texts.iterdir()) if path.name != situation.text]
            argv = [sys.executable, "-m", "reader", str(texts / situation.text), *map(str, others)]
            for lean in (False, True):
                env = home(folder / situation.name.replace(" ", "-"), lean=lean)
                size, delay = cost(argv, env, situation)
                cells.append(f"{size:,.0f} B, {delay:.0f} ms")
            if situation.less and shutil.which("less"):
                size, delay = cost(["less", str(texts / situation.text)], {}, situation)
                cells.append(f"{size:,.0f} B, {delay:.0f} ms")
            print(f"| {situation.name} | {' | '.join([*cells, ''][:3])} |", flush=True)
    tours = [sys.executable, "-m", "pytest", "-q", "-n", "0", "tests/unit/terminal/test_same_screen.py"]
    subprocess.run(tours, check=True, cwd=ROOT, env={**os.environ, "BROADSHEET_FRAME_SEQUENCES": "2000"})


if __name__ == "__main__":
    main()
