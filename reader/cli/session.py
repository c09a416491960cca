"""A session of the reader: what is laid out, what the terminal can do, and the app over both."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.ahead import ahead
from reader.cli.main import NOTHING, say
from reader.desk.beginning import Beginning, begin

if TYPE_CHECKING:
    from reader.desk.desk import Desk

WEB = ("http://", "https://")
NO_ARTICLE = "there is no article there; name a text or Markdown file, or a folder of such"
TERMINAL = "/dev/tty"
"""Where keys come from while standard input is the article."""


def read(
    paths: tuple[str, ...], encoding: str | None = None, theme: str | None = None, *, plain: bool = False
) -> int:
    """Open the reader.

    Args:
        paths: Files, folders, web addresses, "-" for standard input; none for the library.
        encoding: How files are encoded, where the reader orders one.
        theme: The theme, whatever the settings say.
        plain: Whether to do without a screen, whatever the settings and the terminal say.

    Returns:
        The exit status.

    Raises:
        LoadError: Standard input is the article, and there is no terminal to take keys from.
        ThemeError: The theme cannot be used.
    """
    if not sys.stdout.isatty():
        from reader.cli.plain import print_all

        return print_all(paths, encoding)
    local = [Path(path) for path in paths if path != "-" and not is_address(path)]
    work = partial(begin, local if paths else None, encoding) if local or not paths else Beginning
    beginning = ahead(work)

    from reader.cli.terminal import graphics_for, lean_driver, links_for, prepare, theme_for
    from reader.library.paths import config_file
    from reader.library.settings import load

    settings, problems = load(config_file())
    terminal = prepare(settings)
    plain = plain or settings.terminal_plain or terminal.dumb

    from reader.desk.desk import Desk

    if not plain:
        import reader.app  # takes about as long as the child, which reads meanwhile

    desk = Desk(settings, problems, beginning(), encoding)
    desk.preferences.auto_theme = theme_for("auto", terminal)
    desk.preferences.terminal_links = links_for(settings.terminal_links)
    desk.preferences.auto_graphics = graphics_for(terminal)
    for path in paths:
        if Path(path) not in local:
            _fetch(desk, path, encoding)
    if desk.first is None:
        return say(desk.failures[0] if desk.failures else NO_ARTICLE, NOTHING)
    if not sys.stdin.isatty() and (not plain or "-" in paths):
        _take_keys_from_terminal()
    if plain:
        from reader.cli.plain import read_plainly

        return read_plainly(desk, terminal)

    from reader.cli.looks import chosen_look

    running: list[reader.app.BroadsheetApp] = []

    def save() -> None:
        for app in running:
            app.put_away()

    def has_alt() -> bool:
        return any("alt+" in keys for keys in desk.settings.keys.values())

    driver = lean_driver(terminal, has_alt, save) if settings.terminal_lean else None
    app = reader.app.BroadsheetApp(desk, chosen_look(theme, settings, terminal), driver_class=driver)
    running.append(app)
    app.run(mouse=settings.mouse)
    return say(app.crash, NOTHING) if app.crash else app.return_code or 0


def is_address(name: str) -> bool:
    """Whether what was named is a web address."""
    return name.lower().startswith(WEB)


def _fetch(desk: Desk, name: str, encoding: str | None) -> None:
    """Lay out standard input, or what is at a web address."""
    from reader.cli.article import source_named
    from reader.loaders.errors import LoadError

    try:
        with waiting_for(name) if is_address(name) else nullcontext():
            desk.put(source_named(name, encoding))
    except LoadError as error:
        desk.fail(str(error))


@contextmanager
def waiting_for(address: str) -> Iterator[None]:
    """Say on the terminal what is being fetched, and take it back when that is over."""
    from reader.loaders.clean import clean_line

    if not sys.stderr.isatty():
        yield
        return
    width = shutil.get_terminal_size().columns
    sys.stderr.write(f"fetching {clean_line(address)}"[: width - 2] + "…")
    sys.stderr.flush()
    try:
        yield
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def _take_keys_from_terminal() -> None:
    from reader.loaders.errors import LoadError

    try:
        terminal = os.open(TERMINAL, os.O_RDWR)
    except OSError as error:
        raise LoadError(
            "there is no terminal to take keys from; use `broadsheet show -` to print it"
        ) from error
    os.dup2(terminal, sys.stdin.fileno())
    os.close(terminal)
