"""`broadsheet list` and `search`: what there is, and where something stands in it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any

import click

from reader.cli.main import NOTHING, say
from reader.desk.beginning import Beginning
from reader.desk.desk import Desk
from reader.library.paths import config_file
from reader.library.settings import load

if TYPE_CHECKING:
    from reader.domain.span import Span
    from reader.library.articlestate import ArticleState
    from reader.library.entry import Entry
    from reader.library.search import Hit

MOST = 1_000_000
"""So many results can be asked for."""

AT_A_TIME = 200
"""So many rows are read from the index together."""


def library_desk(paths: tuple[str, ...]) -> Desk:
    """A desk with the library laid out, or these files and folders, the index up to date with them.

    A line is said on each file that cannot be read; how far it is, only where that is seen on a terminal.
    """
    settings, problems = load(config_file())
    named = tuple(Path(path).absolute() for path in paths) if paths else None
    desk = Desk(settings, problems, beginning=Beginning(named))
    with _Told("Reading") as told:
        desk.fill(told.progress)
    for line in (*desk.take_problems(), *desk.failures):
        say(line)
    return desk


@click.command("list")
@click.argument("query", required=False, default="")
@click.option("--in", "paths", multiple=True, type=click.Path(), help="Look in these files and folders.")
@click.option("--json", "as_objects", is_flag=True, help="As JSON: one object an article.")
def list_command(query: str, paths: tuple[str, ...], as_objects: bool) -> int:
    """List what you have, or of it what matches QUERY, in the order of the list on the screen."""
    from reader.library.entry import as_json

    desk = library_desk(paths)
    with closing(desk):
        entries = _listed(desk, query)
        if as_objects:
            count = _echo_objects(as_json(entry, desk.state(entry.id)) for entry in entries)
        else:
            count = _echo_lines(_row(entry, desk.state(entry.id)) for entry in entries)
    return 0 if count else say("nothing found", NOTHING)


@click.command("search")
@click.argument("query")
@click.option("--in", "paths", multiple=True, type=click.Path(), help="Look in these files and folders.")
@click.option("--limit", type=click.IntRange(1, MOST), default=20, help="How many results to print.")
@click.option("--json", "as_objects", is_flag=True, help="As JSON: one object a result.")
def search_command(query: str, paths: tuple[str, ...], limit: int, as_objects: bool) -> int:
    """Search titles, texts, names and notes for QUERY, and print the sentences that match."""
    from reader.library.search import as_json

    desk = library_desk(paths)
    with closing(desk):
        hits = found(desk, query, limit)
        count = _echo_objects(map(as_json, hits)) if as_objects else _echo_lines(map(_result, hits))
    return 0 if count else say("nothing found", NOTHING)


def found(desk: Desk, query: str, limit: int = MOST) -> Iterator[Hit]:
    """What matches a query among everything that is laid out, as the search on the screen has it."""
    from reader.library.query import parse
    from reader.library.tree import Sort

    asked = parse(query)
    _name(desk, query)
    page = desk.collection.search(query, 0, lambda: False, typing=False)
    if page is None:
        return
    if page.notice:
        say(page.notice)
    keys = page.keys[:limit]
    if page.more and limit > len(keys) and asked.sort is not Sort.RANK:
        view = desk.collection.view(query)
        keys = tuple(view.keys[:limit]) if view is not None else keys
    for start in range(0, len(keys), AT_A_TIME):
        yield from desk.collection.hits(asked, keys[start : start + AT_A_TIME])


def _listed(desk: Desk, query: str) -> Iterator[Entry]:
    _name(desk, query)
    view = desk.collection.view(query, desk.sort)
    if view is None:
        return
    for start in range(0, len(view), AT_A_TIME):
        rows = desk.collection.rows(view, start, start + AT_A_TIME)
        yield from (entry for entry in rows if entry is not None)


def _name(desk: Desk, query: str) -> None:
    """Find who and what is in the articles, where that is asked for and not known of all yet."""
    from reader.library.query import parse
    from reader.library.tree import Field, terms_in

    named = {Field.PERSON, Field.ORGANISATION, Field.PLACE, Field.ENTITY}
    if not any(term.field in named for term in terms_in(parse(query).tree)):
        return
    with _Told("Looking for names") as told:
        of = len(desk.collection.unnamed(MOST))
        for number, _ in enumerate(desk.filling.names(lambda: None), 1):
            told.progress(number, max(of, number))


def _echo_objects(objects: Iterable[dict[str, Any]]) -> int:
    """Print a JSON array, an object after the other as they come; how many there were."""
    count = 0
    for count, one in enumerate(objects, 1):
        click.echo("[" if count == 1 else ",")
        click.echo(indent(json.dumps(one, ensure_ascii=False, indent=1), " "), nl=False)
    click.echo("\n]" if count else "[]")
    return count


def _echo_lines(lines: Iterable[str]) -> int:
    """Print lines as they come; how many there were."""
    count = 0
    for line in lines:
        click.echo(line)
        count += 1
    return count


def _row(entry: Entry, state: ArticleState) -> str:
    """An article of the list: starred, read or unread, its day and how long it takes."""
    sign = "*" if state.starred else " " if state.read else "•"
    return f"{entry.id[:8]} {sign} {entry.date:<10} {entry.minutes:4} min  {entry.title}"


def _result(hit: Hit) -> str:
    """A result as on the screen: its title, publication and day; below them what matched."""
    entry = hit.entry
    detail = " · ".join(part for part in (entry.site or "", entry.date) if part)
    lines = [f"{entry.id[:8]}  {click.style(entry.title, bold=True)}"]
    if detail:
        lines[0] += f"  {click.style(detail, dim=True)}"
    if hit.sentence:
        where = "" if hit.where in {"", "text", "title"} else f"{hit.where}: "
        lines.append(f"          {where}{_marked(hit.sentence, hit.spans)}")
    return "\n".join(lines)


def _marked(sentence: str, spans: Iterable[Span]) -> str:
    """A sentence with what matched in it bold, which a pipe does not get."""
    parts, at = [], 0
    for span in spans:
        parts += [sentence[at : span.start], click.style(sentence[span.start : span.end], bold=True)]
        at = span.end
    return "".join([*parts, sentence[at:]])


class _Told:
    """Tells on standard error how far some work is, where that is a terminal and there is work at all."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._stack = ExitStack()
        self._bar: Any = None

    def __enter__(self) -> _Told:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def progress(self, done: int, of: int) -> None:
        """So many are done, of so many."""
        if not sys.stderr.isatty():
            return
        if self._bar is None:
            bar = click.progressbar(length=of, label=self._label, file=sys.stderr, show_pos=True)
            self._bar = self._stack.enter_context(bar)
        self._bar.update(done - self._bar.pos)
