"""`broadsheet [PATH|URL|-]...` with options."""

from __future__ import annotations

import click

from reader.cli.session import read


@click.command("read")
@click.argument("paths", nargs=-1)
@click.option("--encoding", help="How the bytes are encoded, whatever they seem to be.")
@click.option("--theme", help="The theme, whatever the settings say.")
@click.option("--plain", is_flag=True, help="Without a screen: lines, and commands by the line.")
def read_command(
    paths: tuple[str, ...], encoding: str | None = None, theme: str | None = None, *, plain: bool = False
) -> int:
    """Read PATHS: files, folders, web addresses, or "-" for standard input; with none, your library."""
    return read(paths, encoding, theme, plain=plain)
