"""Count the words that are common in lower case: `python -m reader.entities.training.common_words FOLDER`.

A word counts where it stands in lower case in at least nine of ten places within sentences and at least
eight times in all.
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter
from pathlib import Path

from reader.entities.training import train

LEAST, SHARE = 8, 0.9
SOURCES = (*train.SOURCES.split(), "gmb")
"""The training sets, and the texts of the Groningen Meaning Bank, which are in the public domain."""


def main() -> None:
    """Print the words, one a line, in alphabetical order."""
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for name in SOURCES:
        path = next(Path(sys.argv[1]).glob(f"{name}.bio*"))
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
        first = True
        for line in text.splitlines():
            word = line.split(" ")[0]
            if not line:
                first = True
            elif word.isalpha():
                if word.islower():
                    lower[word] += 1
                elif not first:
                    upper[word.lower()] += 1
                first = False
    for word in sorted(lower):
        if lower[word] >= LEAST and lower[word] >= SHARE * (lower[word] + upper[word]):
            sys.stdout.write(word + "\n")


if __name__ == "__main__":
    main()
