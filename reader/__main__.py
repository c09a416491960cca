"""`python -m reader` and the command `broadsheet`."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    # Nothing imported at the start will ever be garbage; the first screen turns the collector on again.
    gc.disable()
    from reader.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
