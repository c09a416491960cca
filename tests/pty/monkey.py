"""Random keys, clicks, pastes and sizes in the real program, until something breaks.

Run as `python -m tests.pty.monkey [SEED] [KEYS] [PATH]...`; by default seed 1, 1,500 keys and the samples.
It has a home of its own, an editor and a browser that do nothing, and starts the program
again when that was left. What it stumbled over is printed with the last keys; the exit status is 1 then.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from reader.commands import COMMANDS, SHOWN
from reader.resources import seeds_dir
from tests.pty.tty import KEYS, Tty

SIZES = (
    (160, 45),
    (100, 30),
    (60, 20),
    (40, 10),
    (80, 24),
    (300, 80),
    (140, 40),
    (79, 24),
    (200, 12),
    (45, 70),
)
WORDS = ("tide", "the", "re:[a-", "tag:coast", "is:unread", '"', "(", "日本", "é", "theme", "99", "[/b]", "-")
BYTES = {**KEYS, "shift+left": b"\x1b[1;2D", "shift+right": b"\x1b[1;2C"}
PASTE = b"\x1b[200~pasted [/x] words\nand a line\x1b[201~"
HANGS_AFTER, LAST = 90.0, 80


class Broken(Exception):
    """The program crashed, or does nothing any more."""


class Monkey:
    """Sits at a terminal of its own.

    Args:
        seed: The same one presses the same keys.
        home: An empty folder.
        paths: What is read.
    """

    def __init__(self, seed: int, home: Path, paths: list[str]) -> None:
        self.chance = random.Random(seed)
        self.cache = home / "cache"
        self.pressed: list[str] = []
        self.starts = 0
        self._argv = [sys.executable, "-m", "reader", *paths]
        self._env = {
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CACHE_HOME": str(self.cache),
            "EDITOR": "true",
            "BROWSER": "true",
        }
        self._size = SIZES[0]
        self._tty = self._start()

    def run(self, keys: int) -> None:
        """Press so many keys.

        Raises:
            Broken: Something is wrong with the program.
        """
        bursts = 0
        while len(self.pressed) < keys:
            for _ in range(self.chance.choice((1, 1, 2, 5, 12))):
                for name, data in self._some():
                    self.pressed.append(name)
                    with contextlib.suppress(OSError):
                        self._tty.send(data)
            self._tty.settle(self.chance.choice((0.005, 0.02, 0.1)), 1)
            bursts += 1
            if self._tty.alive() and bursts % 4 == 0:
                self._rest()
            if self._tty.alive() and bursts % 20 == 0:
                self._resize()
            if not self._tty.alive():
                self._check_end()
                self._tty = self._start()
        self._tty.close()

    def _start(self) -> Tty:
        self._size = self.chance.choice(SIZES)
        self.starts += 1
        tty = Tty(self._argv, *self._size, env=self._env)
        while tty.alive() and not tty.raw:
            tty.pump(0.1)
        return tty

    def _some(self) -> Iterator[tuple[str, bytes]]:
        """What is pressed next: names and bytes."""
        chance, kind = self.chance, self.chance.random()
        if kind < 0.5:
            command = chance.choice([one for one in COMMANDS if one.id != "program.quit"])
            if chance.random() < 0.1:
                yield from ((digit, digit.encode()) for digit in str(chance.choice((2, 17, 99_999))))
            for key in chance.choice(command.keys.split(",")).split():
                yield key, BYTES.get({"escape": "esc"}.get(key, key)) or SHOWN.get(key, key).encode()
        elif kind < 0.75:
            key = chance.choice(
                ("enter", "enter", "esc", "esc", "tab", "down", "up", "left", "right", "space")
            )
            yield key, BYTES[key]
        elif kind < 0.85:
            word = chance.choice(WORDS)
            yield f"type {word}", word.encode()
        elif kind < 0.95:
            x, y = chance.randint(1, self._size[0]), chance.randint(1, self._size[1])
            button = chance.choice((0, 0, 0, 2, 64, 65))
            times = chance.choice((1, 1, 2))
            yield (
                f"mouse {button} at {x},{y}",
                f"\x1b[<{button};{x};{y}M\x1b[<{button};{x};{y}m".encode() * times,
            )
        else:
            key = chance.choice(("ctrl+s", "ctrl+e", "ctrl+t", "ctrl+x", "ctrl+w", "paste"))
            yield key, BYTES.get(key, PASTE)

    def _rest(self) -> None:
        """Wait until all that was sent is handled."""
        began, calm = time.monotonic(), 0
        while self._tty.alive() and calm < 4:
            if time.monotonic() - began > HANGS_AFTER:
                raise Broken("it is busy without an end")
            calm = calm + 1 if not self._tty.pump(0.04) and self._sleeps() else 0

    def _sleeps(self) -> bool:
        with contextlib.suppress(OSError):
            for thread in Path(f"/proc/{self._tty.pid}/task").iterdir():
                if (thread / "stat").read_text().rpartition(")")[2].split()[0] not in "SI":
                    return False
        return True

    def _resize(self) -> None:
        """Give the terminal another size, which must be drawn."""
        others = [size for size in SIZES if size != self._size]
        self._size = self.chance.choice(others)
        before, began = len(self._tty.raw), time.monotonic()
        self._tty.resize(*self._size)
        self.pressed.append(f"size {self._size}")
        while self._tty.alive() and len(self._tty.raw) == before:
            if time.monotonic() - began > HANGS_AFTER:
                raise Broken(f"it does not draw itself again at {self._size}")
            self._tty.pump(0.1)

    def _check_end(self) -> None:
        reports = [path.read_text(encoding="utf-8") for path in self.cache.rglob("crash*")]
        status = self._tty.wait_exit()
        if reports or status:
            raise Broken("\n".join([f"it ended with status {status}", *reports]))


def say(words: str) -> None:
    """Print a line."""
    sys.stdout.write(words + "\n")


def main() -> int:
    """Press, and print what comes of it."""
    numbers = [int(word) for word in sys.argv[1:3] if word.isdecimal()]
    paths = sys.argv[1 + len(numbers) :] or [str(seeds_dir())]
    seed, keys = [*numbers, 1, 1_500][:2] if len(numbers) != 1 else (numbers[0], 1_500)
    with tempfile.TemporaryDirectory(prefix="broadsheet-monkey-") as folder:
        copies = []
        for path in map(Path, paths):
            copy = Path(folder) / path.name
            (shutil.copytree if path.is_dir() else shutil.copy)(path, copy)
            copies.append(str(copy))
        os.chdir(folder)
        monkey = Monkey(seed, Path(folder) / "home", copies)
        try:
            monkey.run(keys)
        except Broken as fault:
            say(f"seed {seed}, after {len(monkey.pressed)} keys: {fault}")
            say(f"the last keys: {', '.join(monkey.pressed[-LAST:])}")
            return 1
    say(f"seed {seed}: {len(monkey.pressed)} keys, {monkey.starts} starts, nothing broke")
    return 0


if __name__ == "__main__":
    sys.exit(main())
