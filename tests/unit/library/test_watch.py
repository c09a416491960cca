"""Watching: what happens to opened files and folders is told, soon and once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from reader.library import watch as watching
from reader.library.watch import Change, What, watch


class Listener:
    """Gathers what a watcher tells, in a thread of its own."""

    def __init__(self, *named: Path) -> None:
        self.stop = Event()
        self.told: list[Change] = []
        self.anything = 0
        self.heard = Event()
        self._source = watch(named, self.stop, every=0.05)
        self._thread = Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        for changes in self._source:
            self.told += changes
            self.anything += not changes
            self.heard.set()

    def expect(self, change: Change) -> None:
        """Wait until something was told."""
        for _ in range(200):
            if change in self.told:
                return
            self.heard.wait(0.1)
            self.heard.clear()
        raise AssertionError(f"{change} was not told, but {self.told}")

    def expect_anything_new(self, times: int) -> None:
        """Wait until it was told so often that anything may have changed."""
        for _ in range(200):
            if self.anything >= times:
                return
            self.heard.wait(0.1)
            self.heard.clear()
        raise AssertionError("it was not told that a folder came")

    def close(self) -> None:
        self.stop.set()
        self._thread.join(10)
        assert not self._thread.is_alive()


@pytest.fixture
def listeners() -> Iterator[list[Listener]]:
    found: list[Listener] = []
    yield found
    for one in found:
        one.close()


def touched(path: Path, text: str) -> None:
    """Write a file so that its time differs, however coarse the clock of the file system is."""
    path.write_text(text)
    os.utime(path, (1_700_000_000 + len(text), 1_700_000_000 + len(text)))


def nudge(listener: Listener, path: Path, text: str, change: Change) -> None:
    """Change a file again until it is told: the watcher may have begun after the first time."""
    for turn in range(40):
        touched(path, text + "." * turn)
        for _ in range(5):
            if change in listener.told:
                return
            listener.heard.wait(0.1)
            listener.heard.clear()
    raise AssertionError(f"{change} was not told")


def test_a_file_that_was_named_is_looked_at(tmp_path: Path, listeners: list[Listener]) -> None:
    path = tmp_path / "a.txt"
    touched(path, "one")
    (tmp_path / "other.txt").write_text("not asked for")
    listener = Listener(path)
    listeners.append(listener)
    nudge(listener, path, "two", Change(What.CHANGED, path))
    path.unlink()
    listener.expect(Change(What.REMOVED, path))
    assert {change.path for change in listener.told} == {path}


def test_a_folder_is_watched(tmp_path: Path, listeners: list[Listener]) -> None:
    (tmp_path / "sub").mkdir()
    listener = Listener(tmp_path)
    listeners.append(listener)
    nudge(listener, tmp_path / "first.txt", "x", Change(What.CHANGED, tmp_path / "first.txt"))
    new = tmp_path / "sub" / "new.md"
    new.write_text("# New")
    listener.expect(Change(What.ADDED, new))
    new.unlink()
    listener.expect(Change(What.REMOVED, new))
    elsewhere = tmp_path.with_name(f"{tmp_path.name}-elsewhere")
    (elsewhere / "deep").mkdir(parents=True)
    (elsewhere / "deep/old.md").write_text("# Old")
    elsewhere.rename(tmp_path / "moved")
    listener.expect_anything_new(2)
    (tmp_path / "moved/deep/newer.md").write_text("# Newer")
    listener.expect(Change(What.ADDED, tmp_path / "moved/deep/newer.md"))
    (tmp_path / ".hidden.txt").write_text("x")
    (tmp_path / "picture.png").write_text("x")
    nudge(listener, tmp_path / "last.txt", "x", Change(What.CHANGED, tmp_path / "last.txt"))
    assert {change.path.suffix for change in listener.told} == {".txt", ".md"}
    assert not any(change.path.name.startswith(".") for change in listener.told)


def test_a_folder_that_cannot_be_watched_is_looked_at(
    tmp_path: Path, listeners: list[Listener], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> Iterator[tuple[Change, ...]]:
        raise OSError(28, "no more watches")

    monkeypatch.setattr(watching, "_told", refuse)
    listener = Listener(tmp_path)
    listeners.append(listener)
    path = tmp_path / "new.txt"
    nudge(listener, path, "xyz", Change(What.CHANGED, path))
