"""`broadsheet themes`, `keys` and `doctor`: what there is, and whether it is well."""

from __future__ import annotations

import os
import sys

import click

from reader.cli.main import NOTHING


@click.command("themes")
def themes_command() -> int:
    """List the themes: name, title, file."""
    from reader.library.paths import themes_dir
    from reader.resources import themes_dir as shipped
    from reader.theming.look import ThemeError, find_themes, load_look

    files = find_themes(shipped(), themes_dir())
    status = 0
    for name, path in files.items():
        try:
            look = load_look(name, files)
        except ThemeError as error:
            click.echo(f"broadsheet: {error}", err=True)
            status = NOTHING
        else:
            click.echo(f"{name:<16} {look.title:<32} {path}")
    return status


@click.command("keys")
def keys_command() -> int:
    """List every key, what it does, and the id by which `[keys]` in config.toml gives it another."""
    from reader.commands import COMMANDS, shown_keys
    from reader.keymap import own_keys
    from reader.library.paths import config_file, keys_file
    from reader.library.settings import load

    keymap, problems = own_keys(load(config_file())[0].keys, config_file(), keys_file())
    for group in dict.fromkeys(command.group for command in COMMANDS):
        click.echo(f"\n{group}")
        for command in COMMANDS:
            if command.group == group:
                click.echo(f"  {shown_keys(command, keymap):<18} {command.description:<26} {command.id}")
    for problem in problems:
        click.echo(problem, err=True)
    return NOTHING if problems else 0


@click.command("doctor")
def doctor_command() -> int:
    """Say where everything is, and what is wrong with it."""
    from importlib.util import find_spec

    from reader import __version__
    from reader.cli.terminal import graphics_for, terminal_of, theme_for
    from reader.library import paths
    from reader.library.settings import load
    from reader.pictures.decode import INSTALL

    settings, problems = load(paths.config_file())
    terminal = terminal_of(settings)
    rows = {
        "version": f"{__version__}, Python {sys.version.split()[0]}",
        "settings": str(paths.config_file()),
        "notes": str(paths.notes_dir(settings.notes_dir)),
        "state": str(paths.state_dir()),
        "articles": str(paths.articles_dir()),
        "index": str(paths.index_file()),
        "terminal": f"{os.environ.get('TERM', 'not set')}, colours: {terminal.colours.value}",
        "theme": theme_for(settings.theme, terminal),
        "pictures": graphics_for(terminal) + ("" if find_spec("PIL") else f"; {INSTALL}"),
    }
    for name, value in rows.items():
        click.echo(f"{name:<10} {value}")
    for problem in problems:
        click.echo(f"broadsheet: {problem}", err=True)
    return NOTHING if problems else 0
