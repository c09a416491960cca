"""Entities kept from one start to the next, by the text that they are of and what found them."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path

from reader.domain.entity import Entity, EntityType, Mention

LIMIT = 20_000_000
"""Bytes that the folder may hold; beyond that the files longest unused are removed."""

FORM = 1
"""The version of the files' form."""


class EntityCache:
    """A folder of results, one file each.

    A file that is damaged, or cannot be read or written, counts as absent: the entities are found again.

    Args:
        folder: Where the files lie; made when first needed.
        limit: How many bytes they may take.
    """

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self._folder = folder
        self._limit = limit
        self._size: int | None = None

    def get(self, text: str, version: str) -> tuple[Entity, ...] | None:
        """What is kept for a text, or None.

        Args:
            text: The article's canonical text.
            version: The engine's version and the overrides', together.
        """
        path = self._path(text, version)
        try:
            data = json.loads(path.read_bytes())
            found = tuple(
                Entity(
                    name, EntityType(kind), tuple(Mention(s, e, EntityType(kind)) for s, e in spans), related
                )
                for name, kind, related, spans in data
            )
            if any(not 0 <= m.start < m.end <= len(text) for entity in found for m in entity.mentions):
                return None
            os.utime(path)
        except (OSError, ValueError, TypeError, RecursionError):
            return None
        return found

    def put(self, text: str, version: str, entities: tuple[Entity, ...]) -> None:
        """Keep what was found for a text."""
        data = json.dumps(
            [[e.name, e.type, e.related, [[m.start, m.end] for m in e.mentions]] for e in entities],
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode()
        path = self._path(text, version)
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                Path(name).replace(path)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise
            self._size = None if self._size is None else self._size + len(data)
            self._bound()

    def _path(self, text: str, version: str) -> Path:
        key = hashlib.sha256(f"{FORM}\n{version}\n".encode())
        key.update(text.encode("utf-8", "surrogatepass"))
        return self._folder / f"{key.hexdigest()[:40]}.json"

    def _bound(self) -> None:
        """Where the folder is too large, remove what was longest unused, down to three quarters."""
        if self._size is not None and self._size <= self._limit:
            return
        files = []
        for path in self._folder.glob("*.json"):
            with contextlib.suppress(OSError):
                status = path.stat()
                files.append((status.st_mtime_ns, status.st_size, path))
        self._size = sum(size for _, size, _ in files)
        if self._size <= self._limit:
            return
        for _, size, path in sorted(files, key=lambda file: file[0]):
            if self._size <= self._limit * 3 // 4:
                break
            with contextlib.suppress(OSError):
                path.unlink()
                self._size -= size
