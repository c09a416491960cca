"""Files written so that a crash, a full disk or another instance never costs a word of them.

The recipe: one lock a note file, held while it is read, merged and written; a temporary file beside the
target, written whole, brought to disk with `fsync`, closed, put in the target's place with `rename`; then
the folder brought to disk, so that the new name outlives a power cut too.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import os
import re
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

PATIENCE = 10.0
"""For how many seconds a lock that another instance holds is waited for."""

STALE = 60.0
"""After how many seconds a lock file stands for nobody, where the file system knows no locks."""

STRAY = 24 * 3600.0
"""After how many seconds a temporary file was surely left by a crash."""

_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,64}")
_TEMPORARY = re.compile(r"\..+\.[0-9a-f]{12}\.tmp")
_UNLOCKABLE = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}

_threads: dict[str, threading.Lock] = {}
_threads_guard = threading.Lock()


class System:
    """The calls to the operating system that writing makes; a test puts failing ones in their place."""

    def open(self, path: Path, flags: int, mode: int = 0o666) -> int:
        """As `os.open`; the descriptor is not inherited."""
        return os.open(path, flags | os.O_CLOEXEC, mode)

    def write(self, fd: int, data: bytes | memoryview) -> int:
        """As `os.write`; may write less than it is given."""
        return os.write(fd, data)

    def fsync(self, fd: int) -> None:
        """Bring a file's or a folder's content to disk; on macOS through the drive's own cache too."""
        full = getattr(fcntl, "F_FULLFSYNC", None)
        if full is None:
            os.fsync(fd)
        else:
            fcntl.fcntl(fd, full)

    def close(self, fd: int) -> None:
        """As `os.close`; over a network a full disk may be told here only."""
        os.close(fd)

    def fchmod(self, fd: int, mode: int) -> None:
        """As `os.fchmod`."""
        os.fchmod(fd, mode)

    def rename(self, source: Path, target: Path) -> None:
        """Put `source` in the place of `target` at one stroke."""
        os.replace(source, target)  # noqa: PTH105 - one seam for every call

    def unlink(self, path: Path) -> None:
        """As `os.unlink`."""
        os.unlink(path)  # noqa: PTH108

    def makedirs(self, path: Path) -> None:
        """Make a folder and those it stands in, where they are missing."""
        path.mkdir(parents=True, exist_ok=True)

    def lockf(self, fd: int, command: int) -> None:
        """As `fcntl.lockf`."""
        fcntl.lockf(fd, command)


SYSTEM = System()
"""The system itself."""


def file_name(key: str) -> str:
    """A name for a file that stands for any `key`: itself where that is harmless, else its hash."""
    return key if _PLAIN.fullmatch(key) else hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32]


def write_whole(path: Path, data: bytes, system: System = SYSTEM) -> None:
    """Put `data` in the place of a file's content: afterwards the file holds the old or the new, whole.

    A symbolic link stays one, and its target keeps its mode.

    Args:
        path: The file; it may be missing, and its folder too.
        data: All that it is to hold.
        system: The calls to make.

    Raises:
        OSError: If any call fails; what the file held is then still there, unless only bringing the folder
            to disk failed, when it may hold the new content.
    """
    path = Path(os.path.realpath(path))
    system.makedirs(path.parent)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
    mode = _mode(path)
    fd = system.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if mode is not None else 0o666)
    try:
        try:
            if mode is not None:
                system.fchmod(fd, mode)
            view = memoryview(data)
            while view:
                view = view[system.write(fd, view) :]
            system.fsync(fd)
        finally:
            system.close(fd)
        system.rename(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            system.unlink(temporary)
        raise
    sync_folder(path.parent, system)


def append(path: Path, data: bytes, system: System = SYSTEM) -> None:
    """Add to the end of a file and bring it to disk.

    What a crash left without its line end is closed off first, so that a torn line spoils no other.

    Args:
        path: The file; it may be missing, and its folder too.
        data: Whole lines.
        system: The calls to make.

    Raises:
        OSError: If any call fails.
    """
    system.makedirs(path.parent)
    fresh = not path.exists()
    fd = system.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        size = os.fstat(fd).st_size
        if size and os.pread(fd, 1, size - 1) != b"\n":
            data = b"\n" + data
        view = memoryview(data)
        while view:
            view = view[system.write(fd, view) :]
        system.fsync(fd)
    finally:
        system.close(fd)
    if fresh:
        sync_folder(path.parent, system)


def sync_folder(folder: Path, system: System = SYSTEM) -> None:
    """Bring the names in a folder to disk, where its file system can.

    Raises:
        OSError: If it tries and fails.
    """
    fd = system.open(folder, os.O_RDONLY)
    try:
        system.fsync(fd)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.EOPNOTSUPP, errno.EBADF}:
            raise
    finally:
        system.close(fd)


@contextlib.contextmanager
def locked(folder: Path, key: str, system: System = SYSTEM) -> Iterator[None]:
    """Hold the lock of one note file, against other threads, instances and machines.

    The lock is a file of its own, for ever: a lock on the note file would be lost when that is renamed.
    A POSIX lock is that of a process, and is lost when any descriptor of the file is closed; so a thread
    takes a lock among threads first, and the file is opened once.

    Args:
        folder: Where the lock files are; made where it is missing.
        key: What to lock.
        system: The calls to make.

    Yields:
        Nothing; the lock is held.

    Raises:
        OSError: If the lock file cannot be made; `EBUSY` if another holds it for longer than `PATIENCE`.
    """
    path = folder / file_name(key)
    with _threads_guard:
        mutex = _threads.setdefault(os.path.realpath(path), threading.Lock())
    if not mutex.acquire(timeout=PATIENCE):
        raise OSError(errno.EBUSY, "another thread is still writing", str(path))
    try:
        system.makedirs(folder)
        fd = system.open(path, os.O_RDWR | os.O_CREAT)
        try:
            if _lock(fd, path, system):
                yield
            else:
                with _lock_file(path.with_name(path.name + ".held"), system):
                    yield
        finally:
            system.close(fd)
    finally:
        mutex.release()


def clean_strays(folder: Path, now: float, system: System = SYSTEM) -> None:
    """Delete the temporary files of crashed writers in a folder, once they are a day old.

    Args:
        folder: Where to look; not in its folders.
        now: The time, in seconds since the epoch.
        system: The calls to make.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _TEMPORARY.fullmatch(entry.name):
                with contextlib.suppress(OSError):
                    if entry.is_file(follow_symlinks=False) and now - entry.stat().st_mtime > STRAY:
                        system.unlink(Path(entry.path))


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode & 0o7777
    except FileNotFoundError:
        return None


def _lock(fd: int, path: Path, system: System) -> bool:
    """Take the POSIX lock; False where the file system has none."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            system.lockf(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _UNLOCKABLE:
                return False
            if error.errno not in {errno.EACCES, errno.EAGAIN}:
                raise
            if time.monotonic() > deadline:
                raise OSError(errno.EBUSY, "another instance is still writing", str(path)) from error
            time.sleep(0.005)
        else:
            return True


@contextlib.contextmanager
def _lock_file(path: Path, system: System) -> Iterator[None]:
    """Where there are no locks: a file that only one can make, void once it is `STALE`."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            fd = system.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
            break
        except FileExistsError:
            with contextlib.suppress(FileNotFoundError):
                if time.time() - path.stat().st_mtime > STALE:
                    system.unlink(path)
                    continue
            if time.monotonic() > deadline:
                raise OSError(errno.EBUSY, "another instance is still writing", str(path)) from None
            time.sleep(0.05)
    try:
        system.write(fd, f"{socket.gethostname()} {os.getpid()}\n".encode())
        system.close(fd)
        yield
    finally:
        with contextlib.suppress(FileNotFoundError):
            system.unlink(path)
