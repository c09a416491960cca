"""`make bench`: everything that is measured, one part after another."""

from __future__ import annotations

import importlib
import sys

PARTS = (
    "reader",
    "loading",
    "anchors",
    "notes",
    "terminal",
    "library",
    "searching",
    "acting",
    "library_start",
)


def main() -> None:
    """Run the parts that were named, or all."""
    for part in sys.argv[1:] or PARTS:
        print(f"\n{part}\n")
        importlib.import_module(f"tests.benchmarks.{part}").main()


if __name__ == "__main__":
    main()
