"""Bytes to articles: one module a format, found by a registry, each imported only when it is met."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.loaders.errors import LoadError
    from reader.loaders.registry import FORMATS, Format, format_of, head, load
    from reader.loaders.source import Source, find_files, read_path, read_stdin

__all__ = [
    "FORMATS",
    "Format",
    "LoadError",
    "Source",
    "find_files",
    "format_of",
    "head",
    "load",
    "read_path",
    "read_stdin",
]

_WHERE = {
    "LoadError": "errors",
    **dict.fromkeys(("FORMATS", "Format", "format_of", "head", "load"), "registry"),
    **dict.fromkeys(("Source", "find_files", "read_path", "read_stdin"), "source"),
}


def __getattr__(name: str) -> object:
    """What `__all__` names, imported when it is first asked for (PEP 562)."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
