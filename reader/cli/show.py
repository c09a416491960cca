"""`broadsheet show`: one article on standard output."""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

import click

from reader.cli.article import whole_articles
from reader.cli.main import NOTHING, say

if TYPE_CHECKING:
    from reader.domain.article import Article

FORMATS = ("text", "ansi", "markdown", "json")
WIDTH = 72
"""The measure of what is printed, in cells, where the terminal is not narrower."""

LINES = 500
"""So many lines are written at once."""


@click.command("show")
@click.argument("article")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help="In which form to print it."
)
@click.option("--width", type=click.IntRange(8, 500), help="The measure in columns.")
@click.option("--encoding", help="How the bytes are encoded, whatever they seem to be.")
@click.option("--explain", is_flag=True, help="Say what each line of a plain text was taken for, and why.")
@click.option("--theme", help="The theme of --format ansi.")
def show_command(
    article: str, form: str, width: int | None, encoding: str | None, explain: bool, theme: str | None
) -> int:
    """Print ARTICLE: a path, a web address, "-" for standard input, or the start of an id."""
    if explain:
        return _explain(article, encoding)
    for number, (article_id, one) in enumerate(whole_articles(article, encoding)):
        if number and form in {"text", "ansi"}:
            click.echo("\n")
        for notice in one.notices:
            say(notice)
        gc.freeze()  # or the collector goes through the blocks of a long article again and again
        for piece in _printed(article_id, one, form, width or _width(), theme):
            click.echo(piece, nl=False, color=True)  # or Click takes the colours out before a pager
    return 0


def _printed(article_id: str, article: Article, form: str, width: int, theme: str | None) -> Iterator[str]:
    """The article in a form, in pieces, so that the first of a long one need not wait for the last."""
    from reader.cli import formats

    if form == "json":
        from reader.cli.entities import found_entities

        made = formats.article_json(article_id, article, found_entities(article))
        yield from _joined(formats.json_lines(made), "")
    elif form == "markdown":
        from reader.library.markdown import to_markdown

        yield to_markdown(article)
    elif form == "ansi":
        from reader.cli.looks import chosen_look, colour_depth
        from reader.cli.terminal import terminal_of
        from reader.library.paths import config_file
        from reader.library.settings import load

        settings = load(config_file())[0]
        terminal = terminal_of(settings)
        look = chosen_look(theme, settings, terminal)
        yield from _joined(formats.ansi_lines(article, width, look, colour_depth(terminal)))
    else:
        yield from _joined(formats.text_lines(article, width, ascii_only=not _speaks_unicode()))


def _joined(lines: Iterator[str], end: str = "\n") -> Iterator[str]:
    while some := list(islice(lines, LINES)):
        yield end.join(some) + end


def _speaks_unicode() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") in {"utf8", "utf16"}


def _width() -> int:
    # `COLUMNS` counts, so that `broadsheet show X | less` is right in a narrow terminal too.
    if "COLUMNS" in os.environ or sys.stdout.isatty():
        columns = shutil.get_terminal_size((WIDTH, 24)).columns
    else:
        columns = _columns_of_pager()
    return max(8, min(WIDTH, columns))


def _columns_of_pager() -> int:
    """The width of the terminal that a pager behind a pipe shows things on; `WIDTH` without one."""
    if stat.S_ISFIFO(os.fstat(1).st_mode):
        for descriptor in (2, 0):
            with contextlib.suppress(OSError):
                return os.get_terminal_size(descriptor).columns or WIDTH
    return WIDTH


def _explain(name: str, encoding: str | None) -> int:
    """Print what each line was taken for, and the three weightiest signals that spoke for or against it."""
    from reader.cli.article import source_named
    from reader.loaders import format_of
    from reader.loaders.text import explain

    source = source_named(name, encoding)
    form = format_of(source)
    if form.module != "reader.loaders.text":
        return say(
            f"{source.name} is {form.name}; only the lines of plain text are judged one by one", NOTHING
        )
    for found in explain(source):
        lines = str(found.first) if found.first == found.last else f"{found.first}-{found.last}"
        why = ", ".join(f"{signal} {weight:+.1f}" for signal, weight in found.signals[:3])
        click.echo(f"{lines:>9}  {found.label.value:<11} {found.score:6.1f}  {found.text[:48]!r:<52} {why}")
    return 0
