"""What keys cost in bytes and delay: Textual's driver, the lean one, and `less`; then 2,000 tours of frames.

The program is the small one of the tests, on a text of 1 MB, 120 columns by 40 rows, 256 colours.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.pty.lean_app import made_lines
from tests.pty.tty import Tty

ROOT = Path(__file__).parents[2]
LINES = 18_000
QUIET = {"TEXTUAL_ANIMATIONS": "none"}
SITUATIONS: tuple[tuple[str, list[str], str, int], ...] = (
    ("line key", [], "j", 10),
    ("page key", [], "space", 6),
    ("line key, list shown", ["--list"], "j", 10),
    ("page key, list shown", ["--list"], "space", 6),
    ("letter in the search box", ["/"], "x", 10),
    ("toast", [], "ctrl+t", 1),
    ("list shown and hidden", [], "s", 4),
    ("redraw of the whole screen", [], "ctrl+l", 3),
)


def cost(argv: list[str], first: list[str], key: str, times: int) -> tuple[float, float]:
    """Median bytes and milliseconds of a key, after it was pressed once and other keys before it."""
    with Tty(argv, 120, 40, QUIET, cwd=str(ROOT)) as tty:
        tty.wait_for("0 stood", 60)
        tty.settle(0.5)
        for name in first:
            tty.key(name)
            tty.settle(0.3)
        sizes, delays = [], []
        for _ in range(times):
            before = len(tty.raw)
            tty.key(key)
            delays.append(tty.settle(0.15) * 1000)
            sizes.append(len(tty.raw) - before)
    return statistics.median(sizes), statistics.median(delays)


def first_screen(argv: list[str]) -> int:
    """Bytes until the first screen stands still."""
    with Tty(argv, 120, 40, QUIET, cwd=str(ROOT)) as tty:
        tty.wait_for("0 stood", 60)
        tty.settle(0.5)
        return len(tty.raw)


def program(*flags: str) -> list[str]:
    """The command that starts the small program."""
    return [sys.executable, "-m", "tests.pty.lean_app", "--lines", str(LINES), *flags]


def main() -> None:
    """Print the table, then run the tours."""
    print("| | Textual's driver | lean driver | less |")
    print("|---|---|---|---|")
    print(f"| first screen | {first_screen(program('--stock')):,} | {first_screen(program()):,} | |")
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "text.txt"
        text.write_text("\n".join(made_lines(LINES, odd=False)), encoding="utf-8")
        for name, first, key, times in SITUATIONS:
            flags = [word for word in first if word.startswith("--")]
            keys = [word for word in first if not word.startswith("--")]
            cells = []
            for mode in (["--stock"], []):
                size, delay = cost(program(*mode, *flags), keys, key, times)
                cells.append(f"{size:,.0f} B, {delay:.0f} ms")
            if name in ("line key", "page key") and shutil.which("less"):
                size, delay = cost(["less", str(text)], [], key, times)
                cells.append(f"{size:,.0f} B, {delay:.0f} ms")
            print(f"| {name} | {' | '.join([*cells, ''][:3])} |")
    tours = [sys.executable, "-m", "pytest", "-q", "tests/unit/terminal/test_same_screen.py"]
    subprocess.run(tours, check=True, cwd=ROOT, env={**os.environ, "BROADSHEET_FRAME_SEQUENCES": "2000"})


if __name__ == "__main__":
    main()
