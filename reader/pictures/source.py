"""The bytes of a picture: from beside the article's file, from within its book, or from the web."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from reader.pictures.errors import PictureError

LARGEST = 24 * 1024 * 1024
"""So many bytes a picture may have."""

PATIENCE = 20.0
"""So many seconds fetching one may take."""


def host_of(address: str) -> str:
    """The host that a picture would be fetched from; empty where none is needed."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in {"http", "https"} else ""


def data_of(source: str, address: str, path: Path | None) -> bytes:
    """The bytes of a picture. To be called only when the reader asked for it: it may go to the network.

    Args:
        source: Its address as the article gives it.
        address: The same, absolute where the article is from the web.
        path: The article's file; a file of the web is never one of this machine.

    Raises:
        PictureError: There are none to be had.
    """
    if not source:
        raise PictureError("This picture did not come with the article; only its caption did.")
    near = _beside(source, path) if path is not None and not urlsplit(source).scheme else None
    if near is not None:
        return near
    if not host_of(address):
        raise PictureError(f"The picture {_shown(source)} is not beside the article.")
    from reader.loaders.errors import LoadError
    from reader.loaders.fetch import fetch

    try:
        return fetch(address, patience=PATIENCE, largest=LARGEST, picture=True).data
    except LoadError as error:
        raise PictureError(f"Not fetched: {error}") from error


def _beside(source: str, path: Path) -> bytes | None:
    name = unquote(source.partition("?")[0].partition("#")[0])
    if path.suffix.lower() == ".epub":
        return _within(name, path)
    try:
        file = path.parent / name
        if not file.is_file():
            return None
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise PictureError(f"{_shown(name)} cannot be read: {error}") from error
    return _checked(data, name)


def _within(name: str, book: Path) -> bytes | None:
    import zipfile

    tail = "/" + name.rpartition("../")[2].lstrip("./")
    try:
        with zipfile.ZipFile(book) as archive:
            member = next((one for one in archive.infolist() if f"/{one.filename}".endswith(tail)), None)
            if member is None:
                return None
            with archive.open(member) as opened:
                return _checked(opened.read(LARGEST + 1), name)
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise PictureError(f"{_shown(name)} cannot be read from {book.name}: {error}") from error


def _checked(data: bytes, name: str) -> bytes:
    if len(data) > LARGEST:
        raise PictureError(f"{_shown(name)} is larger than {LARGEST // 1024 // 1024} MB.")
    return data


def _shown(name: str) -> str:
    from reader.loaders.clean import clean_line

    return clean_line(name)[:80]
