"""Plain mode from the command line: by the line in a terminal, all at once where there is none."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.main import DONE, NOTHING, say

if TYPE_CHECKING:
    from reader.desk.desk import Desk
    from reader.terminal.capabilities import Capabilities

LEAST_WIDTH, USUAL_SIZE = 8, (80, 24)


def read_plainly(desk: Desk, terminal: Capabilities) -> int:
    """Read what lies on a desk by the line.

    Args:
        desk: With an article to begin with.
        terminal: What the terminal can show.

    Returns:
        The exit status.
    """
    from reader.plain.reader import PlainReader

    for problem in desk.problems:
        say(problem)
    size = shutil.get_terminal_size(USUAL_SIZE)
    # The last column is left free: some terminals begin a new line there by themselves.
    width = max(LEAST_WIDTH, min(desk.settings.measure, size.columns - 1))
    ascii_only = terminal.ascii or terminal.encoding != "utf-8" or desk.settings.terminal_ascii
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    reader = PlainReader(
        desk, sys.stdin, sys.stdout, width=width, height=size.lines - 2, ascii_only=ascii_only
    )
    try:
        reader.run()
    finally:
        desk.close()
    return DONE


def print_all(paths: tuple[str, ...], encoding: str | None) -> int:
    """Print articles one after another, or with none named the list of the library.

    Args:
        paths: Files, folders, web addresses, "-" for standard input.
        encoding: How files are encoded, where the reader orders one.

    Returns:
        The exit status.
    """
    from reader.cli.library import list_command
    from reader.cli.show import show_command
    from reader.loaders.errors import LoadError

    if not paths:
        return int(list_command.main([], standalone_mode=False))
    status, options = DONE, ["--encoding", encoding] if encoding else []
    for number, name in enumerate(name for path in paths for name in _articles_in(path)):
        if number:
            sys.stdout.write("\n\n")
        try:
            show_command.main([*options, "--", name], standalone_mode=False)
        except LoadError as error:
            status = say(str(error), NOTHING)
    return status


def _articles_in(name: str) -> list[str]:
    """What stands for the name of a folder: the files in it that may be articles."""
    if not Path(name).is_dir():
        return [name]
    from reader.loaders import find_files

    return [str(path) for path in find_files([Path(name)])]
