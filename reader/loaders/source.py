"""Where bytes come from: a file, standard input, and the files in a folder."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from reader.loaders.clean import clean_line
from reader.loaders.errors import LoadError

LARGEST = 64 * 1024 * 1024
"""How many bytes a file may have: some twelve million words."""

STANDARD_INPUT = "standard input"

_SCHEME = re.compile(r"([A-Za-z][A-Za-z\d+.-]{1,20}):/{1,2}(?=\S)")
_SAVED_FROM = re.compile(
    rb"<!--\s{0,9}(?:saved from url=\(\d{1,9}\)|Page saved with SingleFile\s{1,9}url:)\s{0,9}"
    rb"(https?://[^\s<>\"']{1,2000})"
)
_COMMENT_WITHIN = 4096
_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Source:
    """What a loader is given.

    Attributes:
        name: What to call it in a message, on one clean line: the path or address as it was given.
        data: All its bytes.
        path: Where it lies, if it is a file.
        url: Where it was fetched from, now or, as a saved page says of itself, before.
        media_type: What its server calls it, "text/html", in lower case and without parameters.
        charset: The encoding that its server or its container declares.
        encoding: The encoding that the reader orders, whatever else is said.
    """

    name: str
    data: bytes
    path: Path | None = None
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None
    encoding: str | None = None

    @property
    def ending(self) -> str:
        """The ending of its name, in lower case with the dot; "" where there is none."""
        address = (self.url or "").partition("?")[0].partition("://")[2].partition("/")[2]
        return (self.path or PurePosixPath(address)).suffix.lower()

    @property
    def stem(self) -> str:
        """What to call it where it has no headline: its name without folder and ending, cleaned."""
        return clean_line(self.path.stem) if self.path is not None else self.name


def read_path(path: str | os.PathLike[str], encoding: str | None = None) -> Source:
    """Read a file.

    Args:
        path: The file.
        encoding: The encoding that the reader orders.

    Raises:
        LoadError: It is missing, may not be read, is no regular file, is empty, or has more than
            `LARGEST` bytes. A named pipe is refused without waiting for its writer.
    """
    path = Path(path)
    name = clean_line(str(path))
    try:
        # Without O_NONBLOCK, opening a named pipe would wait for somebody to write to it.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise LoadError(f"{name}: {_why(error)}") from error
    try:
        _refuse_odd(os.fstat(handle), name)
        with os.fdopen(handle, "rb", closefd=False) as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise LoadError(f"{name}: {_why(error)}") from error
    finally:
        os.close(handle)
    return _checked(Source(name, data, path=path, url=_saved_from(data), encoding=encoding))


def read_stdin(encoding: str | None = None) -> Source:
    """Read standard input to its end.

    Raises:
        LoadError: It is empty, has more than `LARGEST` bytes, or cannot be read.
    """
    try:
        data = sys.stdin.buffer.read(LARGEST + 1)
    except OSError as error:
        raise LoadError(f"{STANDARD_INPUT}: {_why(error)}") from error
    return _checked(Source(STANDARD_INPUT, data, encoding=encoding))


def find_files(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Path]:
    """The files to read among what was named.

    A path that is not a folder is given back whatever it is, so that reading it says what is wrong with it.
    Folders are searched to any depth, in the order of their names ("2" before "10"), for files with an
    ending that some format claims; what is hidden is passed over, and no folder is entered twice, however
    links lead to it. A folder that may not be read is given back itself.

    Args:
        paths: Files and folders.
    """
    from reader.loaders.registry import endings

    claimed = endings()
    for path in map(Path, paths):
        if path.is_dir():
            yield from _within(path, claimed, set())
        else:
            yield path


def _within(folder: Path, claimed: frozenset[str], entered: set[tuple[int, int]]) -> Iterator[Path]:
    pending = [folder]
    while pending:
        path = pending.pop()
        try:
            if not path.is_dir():
                yield path
                continue
            status = path.stat()
            if (status.st_dev, status.st_ino) in entered:
                continue
            entered.add((status.st_dev, status.st_ino))
            children = sorted(path.iterdir(), key=lambda child: _order(child.name), reverse=True)
        except OSError:
            yield path
            continue
        pending += [child for child in children if _is_wanted(child, claimed)]


def _is_wanted(path: Path, claimed: frozenset[str]) -> bool:
    if path.name.startswith("."):
        return False
    try:
        return path.is_dir() or (path.suffix.lower() in claimed and path.is_file())
    except OSError:
        return False


def _order(name: str) -> str:
    """A key that sorts numbers by their worth and letters without regard to case.

    One string, as 100,000 of them are in order before the program could be missed.
    """
    parts = [
        f"0{len(part.lstrip('0')):02}{part.lstrip('0')}"
        if part.isdecimal() and part.isascii() and len(part) < 20
        else f"1{part.casefold()}\0"
        for part in _NUMBER.split(name)
        if part
    ]
    return f"{''.join(parts)}2{name}"


def _refuse_odd(status: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise LoadError(f"{name} is a folder, not an article; give it to the reader to see what is in it")
    if not stat.S_ISREG(status.st_mode):
        raise LoadError(f"{name} is a pipe or a device, not a file; use - and send it to standard input")
    _refuse_large(status.st_size, name)


def _refuse_large(size: int, name: str) -> None:
    if size > LARGEST:
        has, most = size // 1024 // 1024, LARGEST // 1024 // 1024
        raise LoadError(f"{name} has {has} MB, and {most} MB is the most that is read; split it first")


def _saved_from(data: bytes) -> str | None:
    """The address that a browser writes into the first comment of a page which it saves."""
    start = data[:_COMMENT_WITHIN]
    found = _SAVED_FROM.search(start) if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else None
    return found[1].decode("utf-8", "replace") if found else None


def _checked(source: Source) -> Source:
    _refuse_large(len(source.data), source.name)
    if not source.data:
        raise LoadError(f"{source.name} is empty")
    return source


def _why(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        if scheme := _SCHEME.match(str(error.filename)):
            return f"{scheme[1].lower()} addresses are not read, only those of http and https"
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "you may not read this file; check its permissions"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return "this cannot be the name of a file"
