"""Reading lists of cue words as they are written down in the code."""

from __future__ import annotations


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
