"""Copies of note files that programs which sync folders leave where both sides changed a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

FOLDER = ".copies"
"""Where a copy is put once its notes are in the file itself; nothing there is read."""

_COPY = re.compile(
    r"\.sync-conflict-\d{8}-\d{6}(-\w+)?(?=\.md$)"  # Syncthing
    r"| \([^()]*conflicted copy[^()]*\)(?=\.md$)",  # Dropbox, Nextcloud
    re.IGNORECASE,
)


def pairs(found: Iterable[tuple[Path, str]]) -> Iterator[tuple[str, Path, Path]]:
    """The copies among note files.

    Args:
        found: Files, each with the id of its article.

    Yields:
        The article's id, its file, and the copy of that.
    """
    owners = dict(found)
    for copy, owner in owners.items():
        name = _COPY.sub("", copy.name)
        if name != copy.name and owners.get(path := copy.with_name(name)) == owner:
            yield owner, path, copy


def put_away(folder: Path, copy: Path) -> None:
    """Move a copy out of sight, as it may hold words between the notes that stand in no other file.

    Raises:
        OSError: It cannot be moved.
    """
    away = folder / FOLDER
    away.mkdir(exist_ok=True)
    names = (f"{number}-{copy.name}" if number else copy.name for number in count())
    copy.rename(next(target for name in names if not (target := away / name).exists()))
