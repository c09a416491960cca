"""Bytes to articles: one module a format, found by a registry, each imported only when it is met."""

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
