"""`broadsheet list` and `search`: what there is, and where something stands in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli.main import NOTHING, say
from reader.desk.beginning import begin
from reader.desk.desk import Desk
from reader.library.paths import config_file
from reader.library.settings import load

if TYPE_CHECKING:
    from reader.library.search import Hit

MOST = 100_000
"""A list is never longer than this; a narrower query shows the rest."""


def library_desk(paths: tuple[str, ...]) -> Desk:
    """A desk with the library laid out, or these files and folders, and a line said on each that fails."""
    settings, problems = load(config_file())
    for problem in problems:
        say(problem)
    desk = Desk(settings, beginning=begin([Path(path) for path in paths] if paths else None))
    desk.fill()
    for failure in desk.failures:
        say(failure)
    return desk


@click.command("list")
@click.argument("query", required=False, default="")
@click.option("--in", "paths", multiple=True, type=click.Path(), help="Look in these files and folders.")
@click.option("--json", "as_objects", is_flag=True, help="As JSON: one object an article.")
def list_command(query: str, paths: tuple[str, ...], as_objects: bool) -> int:
    """List what you have, or of it what matches QUERY."""
    from reader.library.entry import as_json

    desk = library_desk(paths)
    entries = desk.entries(query)
    if as_objects:
        rows = [as_json(entry, desk.state(entry.id)) for entry in entries]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for entry in entries:
            state = desk.state(entry.id)
            sign = "*" if state.starred else " " if state.read else "•"
            click.echo(f"{entry.id[:8]} {sign} {entry.date:<10} {entry.minutes:4} min  {entry.title}")
    return 0 if entries else say("nothing found", NOTHING)


@click.command("search")
@click.argument("query")
@click.option("--in", "paths", multiple=True, type=click.Path(), help="Look in these files and folders.")
@click.option("--limit", type=click.IntRange(1, MOST), default=20, help="How many results to print.")
@click.option("--json", "as_objects", is_flag=True, help="As JSON: one object a result.")
def search_command(query: str, paths: tuple[str, ...], limit: int, as_objects: bool) -> int:
    """Search titles, texts and notes for QUERY, and print the sentences that match."""
    from reader.library.search import as_json

    hits = found(library_desk(paths), query, limit)
    if as_objects:
        click.echo(json.dumps([as_json(hit) for hit in hits], ensure_ascii=False, indent=1))
    else:
        for hit in hits:
            click.echo(f"{hit.entry.id[:8]}  {hit.entry.title}")
            if hit.sentence:
                click.echo(f"          {hit.sentence}")
    return 0 if hits else say("nothing found", NOTHING)


def found(desk: Desk, query: str, limit: int = MOST) -> list[Hit]:
    """What matches a query among everything that is laid out."""
    page = desk.collection.search(query, limit, lambda: False, typing=False)
    if page is None:
        return []
    if page.notice:
        say(page.notice)
    return list(page.hits)
