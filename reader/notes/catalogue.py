"""Which note file is which article's: by the id in its front matter, whatever the file is called."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from reader.notes import frontmatter
from reader.notes.naming import short_id

Stamp = tuple[int, int, int]
"""What tells that a file was changed: its time in nanoseconds, its size in bytes, its inode."""

_GLANCE = 4096
_SETTLED = 2 * 10**9


class Catalogue:
    """The note files below a folder; read again only as far as they changed.

    Args:
        folder: Where they are; it need not exist.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[Path, tuple[Stamp, str]] = {}
        self._where: dict[str, Path] = {}
        self._absent: set[str] = set()
        self._folders: list[tuple[str, int]] = []

    def find(self, article_id: str) -> Path | None:
        """The file of an article's notes; None where there is none.

        Raises:
            OSError: If the folder cannot be read.
        """
        path = self._where.get(article_id)
        if path is not None and self._id_of(path) == article_id:
            return path
        if self._is_as_before() and article_id in self._absent:
            return None
        end = f"-{short_id(article_id)}.md"
        unnamed = renamed = None
        for candidate in self._files():
            owner = self._id_of(candidate)
            if owner == article_id and candidate.name.endswith(end):
                self._where[article_id] = candidate
                return candidate
            if owner == article_id:
                # Perhaps the copy that a sync program made of one that is yet to come.
                renamed = renamed or candidate
            elif not owner and unnamed is None and candidate.name.endswith(end):
                unnamed = candidate
        if renamed is not None:
            self._where[article_id] = renamed
        elif unnamed is None:
            self._absent.add(article_id)
        return renamed or unnamed

    def found(self, article_id: str, path: Path) -> None:
        """Be told where an article's file is."""
        self._where[article_id] = path
        self._absent.discard(article_id)

    def files(self) -> Iterator[tuple[Path, str]]:
        """Every Markdown file with an id in its front matter, in the order of their paths."""
        for path in self._files():
            if owner := self._id_of(path):
                yield path, owner

    def _files(self) -> list[Path]:
        found: list[str] = []
        seen = []
        for folder, folders, names in os.walk(self._folder, onerror=self._unreadable):
            seen.append((folder, _changed(folder)))
            folders[:] = [name for name in folders if not name.startswith(".")]
            found += [
                f"{folder}/{name}" for name in names if name.endswith(".md") and not name.startswith(".")
            ]
        self._folders, self._absent = seen, set()
        return [Path(path) for path in sorted(found)]

    def _unreadable(self, error: OSError) -> None:
        if error.filename == str(self._folder) and not isinstance(error, FileNotFoundError):
            raise error

    def _is_as_before(self) -> bool:
        """Whether no folder got or lost a file since all were looked through.

        Times of files go by ticks; a folder changed just now may change again within the same one.
        """
        settled = time.time_ns() - _SETTLED
        return bool(self._folders) and all(
            time_then == _changed(folder) and time_then < settled for folder, time_then in self._folders
        )

    def _id_of(self, path: Path) -> str:
        """The id in a file's front matter; empty where there is none or no file."""
        now = stamp(path)
        if now is None:
            self._known.pop(path, None)
            return ""
        known = self._known.get(path)
        if known is None or known[0] != now:
            try:
                with path.open("rb") as file:
                    start = file.read(_GLANCE)
            except OSError:
                return ""
            head, rest = frontmatter.split(start.decode("utf-8", "replace"))
            if head and not rest and len(start) == _GLANCE:
                head = frontmatter.split(path.read_text("utf-8", "replace")[: frontmatter.LONGEST])[0]
            known = self._known[path] = (now, frontmatter.glance(head, "id"))
        return known[1]


def stamp(path: Path) -> Stamp | None:
    """What tells whether a file was changed; None where there is none.

    Raises:
        OSError: If it cannot be looked at.
    """
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _changed(folder: str) -> int:
    try:
        return os.stat(folder).st_mtime_ns  # noqa: PTH116 - of thousands of folders, a second
    except OSError:
        return -1
