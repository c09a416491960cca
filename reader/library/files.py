"""Writing files so that the old one or the new one is there, whole, whatever happens in between."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

PATIENCE = 0.2
"""Seconds to wait for a lock; a suspended process may hold one for ever, and nobody shall hang on it."""

_PAUSE = 0.005


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path`, in place of what was there; the folder is made where it is missing.

    Raises:
        OSError: The disk is full, the folder cannot be written to; the old file is as it was.
    """
    with replacement(path) as (file, put):
        file.write(data)
        put()


@contextmanager
def replacement(path: Path) -> Iterator[tuple[BinaryIO, Callable[[], None]]]:
    """A file that is to take the place of the one at `path`; the folder is made where it is missing.

    The order is that of a safe save: a temporary file beside it, written, synced and closed, then renamed,
    then the folder synced. A symbolic link is followed, and the old file's mode is kept.

    Yields:
        What to write to, and what to call once all is written; where that is not called, nothing changes.

    Raises:
        OSError: The disk is full, the folder cannot be written to; the old file is as it was.
    """
    import tempfile

    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:

            def put() -> None:
                os.fchmod(file.fileno(), _mode_of(path))
                file.flush()
                os.fsync(file.fileno())
                file.close()
                Path(name).replace(path)
                sync_folder(path.parent)

            yield file, put
    finally:
        with suppress(OSError):
            Path(name).unlink()


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` last through a loss of power, where its file system can."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EBADF}:
            raise
    finally:
        os.close(descriptor)


def _mode_of(path: Path) -> int:
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        return 0o644


@contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[bool]:
    """Hold the lock that `path` stands for, among all threads and processes that ask for it.

    The lock is on the file's open description (flock; on NFS the kernel makes a byte range lock of it), so
    two holders within one process exclude each other too. The file is never removed or renamed.

    Args:
        path: An empty file for this purpose only; it is made where it is missing.
        patience: Seconds to wait for another holder.

    Yields:
        Whether the lock is held. False where another kept it for too long; True also where the file system
        knows no locks, as there is then nobody to wait for.

    Raises:
        OSError: The file cannot be made.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        yield _take(descriptor, patience)
    finally:
        os.close(descriptor)


def _take(descriptor: int, patience: float) -> bool:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(_PAUSE)
        except OSError as error:
            if error.errno == errno.EINTR:
                continue
            return error.errno in {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}
        else:
            return True


def append(path: Path, data: bytes) -> tuple[int, int]:
    """Add whole lines to the end of a log; a line torn by an earlier crash is closed first.

    Returns:
        The length of the file before and after, in bytes.

    Raises:
        OSError: Nothing or only a part was written; a reader of the log skips that part.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
    try:
        before = os.fstat(descriptor).st_size
        torn = before > 0 and os.pread(descriptor, 1, before - 1) != b"\n"
        rest = memoryview(b"\n" + data if torn else data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        return before, os.fstat(descriptor).st_size
    finally:
        os.close(descriptor)
