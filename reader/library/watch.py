"""Following the files that are open: what is added, changed and removed, as it happens."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Event

from reader.library.where import is_remote
from reader.loaders import find_files

EVERY = 2.0
"""Seconds between two looks at files that were named themselves, and at folders that cannot be watched."""

SETTLED = 0.4
"""Seconds for which changes are gathered, so that a file that is being written is read once."""


class What(StrEnum):
    """What happened to a file."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to a file."""

    what: What
    path: Path


def watch(named: Iterable[str | Path], stop: Event, every: float = EVERY) -> Iterator[tuple[Change, ...]]:
    """Changes to files, as they happen; to be gone through in a worker.

    Folders are watched by the system's own means where it has them and the folder is on this machine;
    everything else is looked at every so often.

    Args:
        named: Files and folders, as they were opened.
        stop: Ends it when it is set.
        every: Seconds between two looks.

    Yields:
        Nothing, once the watch stands, and when it was set up anew as a folder came: what was read before
        may have changed until then. After that what changed, each time something did.
    """
    paths = [Path(one) for one in named]
    folders = [path for path in paths if path.is_dir() and not is_remote(path)]
    polled = _Polled([path for path in paths if path not in folders])
    stands = False
    for seen in _seen_in(folders, polled, stop, every):
        changes = tuple(dict.fromkeys((*(seen or ()), *polled.changes())))
        if not stands:
            yield ()
        if changes:
            yield changes
        stands = seen is not None


def _seen_in(
    folders: list[Path], polled: _Polled, stop: Event, every: float
) -> Iterator[tuple[Change, ...] | None]:
    """What the system tells of folders, and nothing every so often; None when the watch begins anew.

    Folders that the system fails on are polled.
    """
    if folders:
        try:
            yield from _told(folders, stop, every)
        except OSError:  # too many folders for the system's table, say
            polled.add(folders)
    while not stop.wait(every):
        yield ()


def _told(folders: list[Path], stop: Event, every: float) -> Iterator[tuple[Change, ...] | None]:
    import watchfiles

    kinds = {
        watchfiles.Change.added: What.ADDED,
        watchfiles.Change.modified: What.CHANGED,
        watchfiles.Change.deleted: What.REMOVED,
    }
    while not stop.is_set():
        # Each folder by itself: to go through a folder with all below it, the library that watches takes a
        # second where there are 300,000 files, and nothing else is done in that time.
        told = watchfiles.watch(
            *_folders_in(folders),
            stop_event=stop,
            debounce=int(SETTLED * 1000),
            rust_timeout=int(every * 1000),
            yield_on_timeout=True,
            raise_interrupt=False,
            recursive=False,
        )
        try:
            with closing(told):
                for changes in told:
                    seen = sorted((kind, Path(name)) for kind, name in changes)
                    yield tuple(
                        Change(What.REMOVED if not path.exists() else kinds[kind], path)
                        for kind, path in seen
                        if _is_article(path, folders)
                    )
                    if any(kind is watchfiles.Change.added and _is_folder(path) for kind, path in seen):
                        break  # which is to be watched as well
        except FileNotFoundError:
            if not all(folder.is_dir() for folder in folders):
                raise
        yield None


def _folders_in(folders: Iterable[Path]) -> list[Path]:
    """Folders with those below them in which articles are looked for, however links lead there, each once."""
    found: dict[tuple[int, int], Path] = {}
    pending = [*folders]
    while pending:
        folder = pending.pop()
        with suppress(OSError), os.scandir(folder) as entries:
            status = folder.stat()
            if (status.st_dev, status.st_ino) not in found:
                pending += [folder / one.name for one in entries if one.is_dir() and _is_folder(Path(one))]
                found[(status.st_dev, status.st_ino)] = folder
    return [*found.values()]


def _is_folder(path: Path) -> bool:
    """Whether articles are looked for in a folder at this path."""
    return not path.name.startswith(".") and path.is_dir()


def _is_article(path: Path, folders: list[Path]) -> bool:
    """Whether a file would be found if its folder were opened now, or would have been before it went."""
    from reader.loaders.registry import endings

    if path.suffix.lower() not in endings():
        return False
    within = next((folder for folder in folders if path.is_relative_to(folder)), None)
    return within is not None and not any(part.startswith(".") for part in path.relative_to(within).parts)


class _Polled:
    """Files and folders that are looked at from time to time."""

    def __init__(self, paths: list[Path]) -> None:
        self._paths = paths
        self._seen = self._look()

    def add(self, paths: list[Path]) -> None:
        self._paths = [*self._paths, *paths]
        self._seen |= _stamps(paths)

    def changes(self) -> Iterator[Change]:
        now = self._look()
        before, self._seen = self._seen, now
        for path in before.keys() - now.keys():
            yield Change(What.REMOVED, path)
        for path, stamp in now.items():
            if path not in before:
                yield Change(What.ADDED, path)
            elif before[path] != stamp:
                yield Change(What.CHANGED, path)

    def _look(self) -> dict[Path, tuple[int, int]]:
        return _stamps(self._paths)


def _stamps(paths: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    found = {}
    for path in find_files(paths):
        try:
            stat = path.stat()
        except OSError:
            continue
        found[path] = (stat.st_size, stat.st_mtime_ns)
    return found
