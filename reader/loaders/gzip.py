"""What is compressed by gzip: unpacked up to a limit, then read as what it is."""

from __future__ import annotations

import zlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.loaders.errors import LoadError
from reader.loaders.source import LARGEST

if TYPE_CHECKING:
    from reader.domain.article import Article
    from reader.loaders.source import Source

_PIECE = 1 << 20


def load(source: Source) -> tuple[Article, ...]:
    """The articles in what is compressed.

    Raises:
        LoadError: It is damaged, is compressed twice, has more than `LARGEST` bytes when unpacked, or what it
            holds cannot be read.
    """
    from reader.loaders import registry

    return registry.load(unpacked(source))


def head(source: Source, size: int) -> Article | None:
    """The beginning of the first article, as far as the format within can give it.

    Raises:
        LoadError: As `load`.
    """
    from reader.loaders import registry

    return registry.head(unpacked(source), size)


def unpacked(source: Source) -> Source:
    """What a compressed source holds, by the name it has without ".gz".

    Raises:
        LoadError: As `load`.
    """
    data = _unpack(source.data, source.name)
    if not data:
        raise LoadError(f"{source.name} is empty when unpacked")
    if data.startswith(b"\x1f\x8b\x08"):
        raise LoadError(f"{source.name} is compressed twice; unpack it with gunzip first")
    path = source.path
    if path is not None and path.suffix.lower() == ".gz":
        path = Path(path.with_suffix(""))
    media_type = (
        None if source.media_type in {"application/gzip", "application/x-gzip"} else source.media_type
    )
    return replace(source, data=data, path=path, media_type=media_type)


def _unpack(data: bytes, name: str) -> bytes:
    """All members, one after the other, counted while they are unpacked."""
    parts: list[bytes] = []
    size = 0
    try:
        while data.startswith(b"\x1f\x8b"):
            stream = zlib.decompressobj(wbits=31)
            part = stream.decompress(data, _PIECE)
            while part or stream.unconsumed_tail:
                size += len(part)
                if size > LARGEST:
                    raise LoadError(
                        f"{name} has more than {LARGEST >> 20} MB when unpacked, the most that is read; "
                        "unpack and split it"
                    )
                parts.append(part)
                part = stream.decompress(stream.unconsumed_tail, _PIECE)
            if not stream.eof:
                raise LoadError(f"{name} ends too early for a gzip file; it was not copied whole")
            data = stream.unused_data
    except zlib.error as error:
        raise LoadError(f"{name} is a damaged gzip file") from error
    return b"".join(parts)
