"""What a reader did with one article, as fields, and how it is read from the cells of the log."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeGuard

from reader.library.records import Cells, Json

TAG = "tag:"
MARK = "mark:"


@dataclass(frozen=True, slots=True)
class ArticleState:
    """What a reader did with one article.

    Attributes:
        position: Where reading stopped, in characters of the canonical text.
        progress: How much of it has been read, from 0 to 1.
        read: Whether it counts as read.
        starred: Whether it has a star.
        archived: Whether it was put away.
        deleted: Whether it lies in the trash.
        tags: The reader's own, sorted.
        opened: When it was last opened, ISO 8601 in UTC; None for never.
        marks: Places by letter, in characters.
    """

    position: int = 0
    progress: float = 0.0
    read: bool = False
    starred: bool = False
    archived: bool = False
    deleted: bool = False
    tags: tuple[str, ...] = ()
    opened: str | None = None
    marks: Mapping[str, int] = field(default_factory=dict)


UNTOUCHED = ArticleState()
"""The state of an article that was never opened."""


def state_of(cells: Cells) -> ArticleState:
    """Cells as fields; a value of the wrong kind, from another program, counts as not there."""
    plain: dict[str, Json] = {}
    tags: list[str] = []
    marks: dict[str, int] = {}
    for key, (_, _, value) in cells.items():
        if ":" not in key:
            plain[key] = value
        elif key.startswith(TAG) and value is True:
            tags.append(key[len(TAG) :])
        elif key.startswith(MARK) and _is_offset(value):
            marks[key[len(MARK) :]] = value
    position, progress, opened = plain.get("position"), plain.get("progress"), plain.get("opened")
    return ArticleState(
        position if _is_offset(position) else 0,
        min(1.0, max(0.0, float(progress))) if _is_number(progress) else 0.0,
        plain.get("read") is True,
        plain.get("starred") is True,
        plain.get("archived") is True,
        plain.get("deleted") is True,
        tuple(sorted(tags)),
        opened if isinstance(opened, str) else None,
        marks,
    )


def _is_offset(value: Json) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_number(value: Json) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and not math.isnan(value)
