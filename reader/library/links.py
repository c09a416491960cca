"""Links from one article to another."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from reader.library.urls import canonical_url


class Found(Protocol):
    """What must be known of an article that a link may lead to."""

    @property
    def id(self) -> str:
        """Its identity."""
        ...

    @property
    def path(self) -> Path | None:
        """Its file."""
        ...

    @property
    def url(self) -> str | None:
        """Its address."""
        ...


def address_of(target: str, base: str | None) -> str:
    """A link as an absolute address, where the article that has it is from the web; else as it stands.

    Args:
        target: The link as the article gives it.
        base: The article's address; None where it has none.
    """
    try:
        return urljoin(base, target) if base and not urlsplit(target).scheme else target
    except ValueError:
        return target


def linked(entries: Iterable[Found], target: str, path: Path | None, base: str | None) -> str | None:
    """The article that a link leads to, by its id; None where it is none of these.

    A relative link is taken from the article's address if it has one, else from its file.

    Args:
        entries: The articles that there are.
        target: The link as the article gives it.
        path: The file of the article that has it.
        base: Its address.
    """
    address = address_of(target, base)
    wanted = canonical_url(address)
    if wanted is not None:
        tail = wanted.rpartition("/")[2]
        near = (entry for entry in entries if entry.url and (tail in entry.url or "%" in tail))
        return next((entry.id for entry in near if canonical_url(entry.url or "") == wanted), None)
    if path is None or address.startswith(("//", "#")):
        return None
    try:
        if urlsplit(address).scheme:
            return None
        file = (path.parent / unquote(urldefrag(address).url)).resolve()
    except (OSError, ValueError, RuntimeError):
        return None
    there = (entry for entry in entries if entry.path is not None and entry.path.name == file.name)
    return next((entry.id for entry in there if entry.path and entry.path.resolve() == file), None)
