"""`broadsheet [PATH|URL|-]...`: the reader itself."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from reader.cli.article import WEB, source_named
from reader.cli.looks import chosen_look
from reader.cli.main import NOTHING, WRONG_USAGE, say
from reader.desk import Desk, Opened
from reader.library.paths import config_file
from reader.library.settings import load
from reader.loaders import LoadError

TERMINAL = "/dev/tty"
"""Where keys come from while standard input is the article."""


@click.command("read")
@click.argument("paths", nargs=-1)
@click.option("--encoding", help="How the bytes are encoded, whatever they seem to be.")
@click.option("--theme", help="The theme, whatever the settings say.")
def read_command(paths: tuple[str, ...], encoding: str | None = None, theme: str | None = None) -> int:
    """Read PATHS: files, folders, web addresses, or "-" for standard input; with none, your library."""
    settings, problems = load(config_file())
    look = chosen_look(theme)
    desk = Desk(settings, problems)
    first = _lay_out(desk, paths, encoding)
    if first is None:
        return say(
            "there is no article there; give it a file that ends in .txt or .md, or a folder of such", NOTHING
        )
    if not sys.stdout.isatty():
        return say(
            "standard output is not a terminal; use `broadsheet show` to print an article", WRONG_USAGE
        )
    if not sys.stdin.isatty():
        _take_keys_from_terminal()

    from reader.app import BroadsheetApp

    app = BroadsheetApp(desk, look, first)
    app.run(mouse=settings.mouse)
    return say(app.crash, NOTHING) if app.crash else app.return_code or 0


def _lay_out(desk: Desk, paths: tuple[str, ...], encoding: str | None) -> Opened | None:
    """Lay out what is to be read, and give the article to begin with.

    Raises:
        LoadError: Nothing of it can be read.
    """
    if not paths:
        desk.lay_out_library()
        return desk.first()
    first: Opened | None = None
    files: list[Path] = []
    failed: LoadError | None = None
    for path in paths:
        if path != "-" and not path.lower().startswith(WEB):
            files.append(Path(path))
            continue
        try:
            opened = desk.put(source_named(path, encoding))
        except LoadError as error:
            failed = failed or error
            desk.problems.append(str(error))
        else:
            first = first or opened
    desk.encoding = encoding
    if files:
        desk.lay_out(files)
        if first is None:
            first = desk.first()
    if first is None and failed is not None:
        raise failed
    return first


def _take_keys_from_terminal() -> None:
    try:
        terminal = os.open(TERMINAL, os.O_RDWR)
    except OSError as error:
        raise LoadError(
            "there is no terminal to take keys from; use `broadsheet show -` to print it"
        ) from error
    os.dup2(terminal, sys.stdin.fileno())
    os.close(terminal)
