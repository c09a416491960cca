"""Reading lists of cue words as they are written down in the code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

_NO_LETTERS = re.compile(r"[\W_]+")
_DROPPED = {code: None for code in range(128) if not chr(code).isalnum()}


def words(text: str) -> frozenset[str]:
    """The words of a text, white space between them."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """The phrases of a text, with a stroke or a line's end between them."""
    return frozenset(
        phrase for line in text.splitlines() for part in line.split("|") if (phrase := " ".join(part.split()))
    )


def pattern(text: str) -> str:
    """A regular expression that is written over several lines, its lines put end to end."""
    return "".join(line.strip() for line in text.splitlines())


def alternatives(names: Iterable[str]) -> str:
    """A regular expression that matches the longest of these that stands at a place.

    Those that begin with the same letter stand in one group, so that at each place few of them are tried.
    """
    groups: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        groups.setdefault(name[0], []).append(re.escape(name[1:]))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in groups.items())


def openings(text: str) -> str:
    """A regular expression that finds any of these at the beginning of a word.

    Those that begin with the same letter stand in one group, so that at each word few of them are tried.

    Args:
        text: Regular expressions, semicolons between them, each with a letter of its own at its beginning.
    """
    parts = sorted(part.strip() for part in pattern(text).split(";"))
    groups = (
        f"{letter}(?:{'|'.join(one[1:] for one in rest)})"
        for letter, rest in groupby(parts, lambda one: one[0])
    )
    return rf"(?<!\w)(?:{'|'.join(groups)})"


def evenly_spaced(text: str) -> str:
    """The text with one space between its words and none at its ends."""
    if text.isprintable() and "  " not in text:  # no white space but single spaces: the usual case
        return text.strip(" ")
    return " ".join(text.split())


def letters(text: str) -> str:
    """The letters and figures of a text in small letters, to compare it with another print of it."""
    small = text.casefold()
    return small.translate(_DROPPED) if small.isascii() else _NO_LETTERS.sub("", small)
