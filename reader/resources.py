"""Where the files that ship with the program are: its themes and its sample articles."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def _shipped(name: str) -> Path:
    # An installed wheel holds the folders inside the package, a checkout beside it.
    packaged = _HERE / name
    return packaged if packaged.is_dir() else _HERE.parent / name


def themes_dir() -> Path:
    """The folder of the themes that ship with the program."""
    return _shipped("themes")


def seeds_dir() -> Path:
    """The folder of the sample articles that the first run shows."""
    return _shipped("seeds")
