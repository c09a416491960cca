"""Searches that a reader saved, by name, in a file of their own; and the last ones that were made."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from reader.library import files

MOST_RECENT = 100

_HEAD = "# Saved searches, in the order of the list: a name and a query each.\n"


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search with a name, which stands in the list's head as a view.

    Attributes:
        name: What it is called.
        query: As it would be typed.
    """

    name: str
    query: str


def load(path: Path) -> tuple[list[SavedSearch], list[str]]:
    """Read the saved searches.

    Args:
        path: A TOML file of `"name" = "query"`.

    Returns:
        The searches in the file's order, and a line for each problem: "FILE: what is wrong".
    """
    try:
        tree = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return [], []
    except OSError as error:
        return [], [f"{path}: cannot be read ({error.strerror})"]
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return [], [f"{path}: not TOML: {str(error).lower()}; mend it to have the saved searches again"]
    found, problems = [], []
    for name, query in tree.items():
        if isinstance(query, str) and name.isprintable() and query.isprintable():
            found.append(SavedSearch(name, query))
        else:
            problems.append(f"{path}: {name!r}: a saved search is a name = and a query in quotes")
    return found, problems


def save(path: Path, searches: Iterable[SavedSearch]) -> None:
    """Write the saved searches.

    Raises:
        OSError: The file cannot be written; it is as it was.
    """
    lines = [f"{_quoted(one.name)} = {_quoted(one.query)}\n" for one in searches]
    files.write_atomically(path, (_HEAD + "".join(lines)).encode())


def _quoted(text: str) -> str:
    """A TOML string: JSON's, but for the delete character, which TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def recent(path: Path) -> list[str]:
    """The last searches, the newest first; none where the file cannot be read."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    return list(dict.fromkeys(line for line in reversed(lines) if line.strip() and line.isprintable()))


def remember(path: Path, query: str) -> None:
    """Note that a search was made, at the end of the file; old ones drop out.

    Raises:
        OSError: The file cannot be written.
    """
    line = " ".join(query.split())
    if not line or not line.isprintable():
        return
    known = [one for one in reversed(recent(path)) if one != line]
    files.write_atomically(path, "".join(f"{one}\n" for one in [*known[1 - MOST_RECENT :], line]).encode())
