"""Which part of everything that the index knows is laid out: the files and folders of a session."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Scope:
    """Files, and folders with all that is below them.

    Attributes:
        folders: Absolute.
        files: Absolute.
        ids: Articles that are in no file, as those from standard input.
        most: Whether nearly all that the index knows is within, as it is for the library.
    """

    folders: tuple[Path, ...] = ()
    files: tuple[Path, ...] = ()
    ids: tuple[str, ...] = ()
    most: bool = False

    @property
    def named(self) -> tuple[Path, ...]:
        """Folders and files."""
        return (*self.folders, *self.files)

    def holds(self, path: Path) -> bool:
        """Whether a file is within."""
        return path in self.files or any(path.is_relative_to(folder) for folder in self.folders)

    @property
    def ranges(self) -> list[tuple[bytes, bytes]]:
        """Between which names, as bytes, everything in the folders is; in order, none within another."""
        starts = sorted(os.fsencode(folder).rstrip(b"/") + b"/" for folder in self.folders)
        outer: list[bytes] = []
        for start in starts:
            if not outer or not start.startswith(outer[-1]):
                outer.append(start)
        return [(start, start[:-1] + b"0") for start in outer]  # "0" is what follows "/"

    @property
    def gaps(self) -> list[tuple[bytes, bytes]]:
        """Between which names everything is that is in none of the folders."""
        ends = [b"", *(end for _, end in self.ranges)]
        starts = [*(start for start, _ in self.ranges), b"\xff" * 8]
        return list(zip(ends, starts, strict=True))


def scope_of(named: Iterable[Path]) -> Scope:
    """The scope of what was named: a folder is one now, or it is a file."""
    paths = [path.absolute() for path in named]
    folders = tuple(dict.fromkeys(path for path in paths if path.is_dir()))
    return Scope(folders, tuple(dict.fromkeys(path for path in paths if path not in folders)))
