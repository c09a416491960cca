"""An article to make notes on, and a store for them."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.domain.article import Article, Kind, Metadata
from reader.domain.builder import ArticleBuilder
from reader.domain.span import Span
from reader.notes import files
from reader.notes.store import NoteStore

ID = "01J8ABCDEFGHIJKMNPQRST"

SENTENCES = (
    "The town council of Sandholm voted on Monday to set the clock nineteen minutes back.",
    "Nobody at the harbour office could say who had asked for it.",
    "The tide table, printed in the year of the great ice, was right all along.",
    "Shopkeepers are less sure: bread, they say, is sold by the bell.",
    "“We shall see,” said Ines Rask – and went back to her nets.",
    "A second vote is planned for the spring, when the pilots are home.",
)


@pytest.fixture
def article() -> Article:
    """Three paragraphs of two sentences each below a headline."""
    builder = ArticleBuilder()
    builder.add(Kind.HEADLINE, "Harbour *clock*: a tale")
    for index in range(0, len(SENTENCES), 2):
        builder.add(Kind.PARAGRAPH, " ".join(SENTENCES[index : index + 2]))
    meta = Metadata(
        title="Harbour *clock*: a tale",
        authors=("A. Person",),
        published="2026-11-20",
        url="https://example.org/clock",
        tags=("tides", "no"),
    )
    return builder.article(meta)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the notes go."""
    return tmp_path / "notes"


@pytest.fixture
def store(folder: Path) -> NoteStore:
    """A store whose clock stands still."""
    return NoteStore(folder, now=noon)


def noon() -> datetime:
    """A moment."""
    return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def third(article: Article) -> Span:
    """The third sentence."""
    start = article.text.index(SENTENCES[2])
    return Span(start, start + len(SENTENCES[2]))


class Killed(BaseException):
    """The process is gone; nothing of ours runs any more."""


class FaultySystem(files.System):
    """Calls that are written down, and one of which fails.

    Args:
        fail_at: Which call, counted from 1; 0 for none.
        error: What is wrong then: an error number, or None for a process that is killed instead of making
            that call.
    """

    def __init__(self, fail_at: int = 0, error: int | None = None) -> None:
        self.calls: list[str] = []
        self._fail_at = fail_at
        self._error = error
        self._dead = False
        self._folders: set[int] = set()

    @property
    def failed(self) -> bool:
        """Whether the call that was to fail was reached."""
        return 0 < self._fail_at <= len(self.calls)

    def _call(self, name: str) -> None:
        if self._dead:
            raise Killed
        self.calls.append(name)
        if len(self.calls) == self._fail_at:
            if self._error is None:
                self._dead = True
                raise Killed
            raise OSError(self._error, os.strerror(self._error))

    def open(self, path: Path, flags: int, mode: int = 0o666) -> int:
        self._call("open")
        fd = super().open(path, flags, mode)
        if path.is_dir():
            self._folders.add(fd)
        return fd

    def write(self, fd: int, data: bytes | memoryview) -> int:
        self._call("write")
        return super().write(fd, bytes(data[: max(1, len(data) // 2)]))

    def fsync(self, fd: int) -> None:
        self._call("fsync folder" if fd in self._folders else "fsync")
        super().fsync(fd)

    def close(self, fd: int) -> None:
        try:
            self._call("close")
        finally:
            self._folders.discard(fd)
            super().close(fd)

    def fchmod(self, fd: int, mode: int) -> None:
        self._call("fchmod")
        super().fchmod(fd, mode)

    def rename(self, source: Path, target: Path) -> None:
        self._call("rename")
        super().rename(source, target)

    def unlink(self, path: Path) -> None:
        self._call("unlink")
        super().unlink(path)

    def makedirs(self, path: Path) -> None:
        self._call("makedirs")
        super().makedirs(path)

    def lockf(self, fd: int, command: int) -> None:
        self._call("lockf")
        super().lockf(fd, command)


Faults = Callable[[int, int | None], FaultySystem]


@pytest.fixture
def faults() -> Faults:
    """Makes a system of which one call fails."""
    return FaultySystem


@pytest.fixture
def killed() -> type[BaseException]:
    """What a killed process raises in a test."""
    return Killed
