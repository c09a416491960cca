"""What is left behind when the program fails: a report in a file, and one line that names it."""

from __future__ import annotations

from datetime import UTC, datetime

from reader.library.paths import cache_dir


def report(traceback: str) -> str:
    """Put a report in the cache folder.

    Args:
        traceback: As Python formats it.

    Returns:
        One line for a person: what happened, and where the report is.
    """
    lines = traceback.strip().splitlines()
    last = lines[-1] if lines else "no cause is known"
    folder = cache_dir()
    path = folder / f"crash-{datetime.now(UTC):%Y%m%dT%H%M%S}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(traceback, encoding="utf-8", errors="backslashreplace")
    except OSError:
        return f"this is a fault of Broadsheet: {last}"
    return f"this is a fault of Broadsheet: {last}; a report is in {path}"
