"""ZIP archives, of which no more is read than limits allow, and nothing is ever unpacked to disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from reader.loaders.clean import clean_line
from reader.loaders.errors import LoadError

if TYPE_CHECKING:
    from reader.loaders.source import Source

MOST_MEMBERS = 10_000
LARGEST_MEMBER = 16 * 1024 * 1024
"""A member of more bytes is refused."""
LARGEST_WHOLE = 128 * 1024 * 1024
"""So many bytes are unpacked of an archive at most."""

_PIECE = 1 << 16


class Archive:
    """The members of a ZIP archive by name, counted while they are read, whatever sizes it declares."""

    def __init__(self, source: Source, what: str) -> None:
        """Open an archive.

        Args:
            source: Its bytes.
            what: What to call it in messages, such as "e-book".

        Raises:
            LoadError: It is damaged, or has too many members.
        """
        self.source, self._what = source, what
        self._left = LARGEST_WHOLE
        try:
            self._zip = zipfile.ZipFile(BytesIO(source.data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise LoadError(f"{source.name} is a damaged {what}; it was perhaps not copied whole") from error
        members = self._zip.infolist()
        if len(members) > MOST_MEMBERS:
            raise LoadError(f"{source.name} has more than {MOST_MEMBERS} files in it, the most that is read")
        self._members = {member.filename: member for member in members}

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def __iter__(self) -> Iterator[str]:
        """The names of its members, in their order."""
        return iter(self._members)

    def damaged(self, name: str, how: str) -> LoadError:
        """What to raise of a member that is not as it should be."""
        return LoadError(f"{self.source.name} is a damaged {self._what}: {clean_line(name)} {how}")

    def read(self, name: str) -> bytes:
        """The bytes of a member.

        Raises:
            LoadError: It is missing, damaged, encrypted or too large, by what it declares or in truth.
        """
        member = self._members.get(name)
        if member is None:
            raise self.damaged(name, "is missing in it")
        most = min(LARGEST_MEMBER, self._left)
        if member.flag_bits & 1:
            raise LoadError(f"{self.source.name} is protected; only its own program can read it")
        if member.file_size > most:
            raise self._too_large(name)
        parts: list[bytes] = []
        size = 0
        try:
            with self._zip.open(member) as file:
                while part := file.read(_PIECE):
                    size += len(part)
                    if size > most:
                        raise self._too_large(name)
                    parts.append(part)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise self.damaged(name, "cannot be unpacked") from error
        self._left -= size
        return b"".join(parts)

    def _too_large(self, name: str) -> LoadError:
        return LoadError(
            f"{self.source.name}: {clean_line(name)} is larger than the {LARGEST_MEMBER >> 20} MB (of "
            f"{LARGEST_WHOLE >> 20} MB in all) that are unpacked; it is refused as unsafe"
        )
