"""What other reading programs export: the articles that somebody saved there, in one shape for all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from reader.loaders import Source

FORMATS = {
    "pocket": "pocket",
    "instapaper": "instapaper",
    "wallabag": "wallabag",
    "omnivore": "omnivore",
    "readwise": "readwise",
}
"""The programs, and the modules here that read what they export."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage that somebody marked.

    Attributes:
        quote: Its words.
        note: What was written on it.
        made: When, ISO 8601; "" where that is not known.
        colour: As the other program calls it; "" for none.
        tags: Without "#".
    """

    quote: str
    note: str = ""
    made: str = ""
    colour: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Saved:
    """An article as another program kept it; every text as it stands there, not cleaned yet.

    Attributes:
        title: Its headline; "" where it is not known.
        url: Its address; "" for none.
        html: Its text in HTML; "" where the export has its address only.
        standfirst: What it is about, in a sentence.
        authors: Who wrote it.
        published: When it was, as the export writes it.
        site: Where it appeared.
        language: A BCP 47 tag.
        added: When it was saved, seconds since 1970 in UTC; None where that is not known.
        read: Whether it was read or put away.
        starred: Whether it was a favourite.
        archived: Whether it was put away.
        tags: The reader's own.
        progress: How much of it was read, 0 to 1.
        passages: What was marked in it.
    """

    title: str = ""
    url: str = ""
    html: str = ""
    standfirst: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    site: str = ""
    language: str = ""
    added: float | None = None
    read: bool = False
    starred: bool = False
    archived: bool = False
    tags: tuple[str, ...] = ()
    progress: float = 0.0
    passages: tuple[Quoted, ...] = ()


class _Reader(Protocol):
    """A module that reads one program's exports."""

    def saved(self, source: Source) -> Iterator[Saved]:
        """The articles in an export, in its order."""
        ...


def saved(name: str, source: Source) -> Iterator[Saved]:
    """The articles in an export, in its order.

    Args:
        name: The program, one of `FORMATS`.
        source: The export.

    Raises:
        LoadError: It is damaged, or nothing that this program exports.
    """
    return cast("_Reader", import_module(f"{__name__}.{FORMATS[name]}")).saved(source)
