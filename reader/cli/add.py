"""`broadsheet add`: keep articles in the library."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reader.cli.main import NOTHING, STOPPED, say
from reader.cli.session import is_address

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from reader.cli.intake import Intake, Result, Task
    from reader.library.shelf import Opened, Shelf

_SHOWN = 40
"""So many characters of a name stand beside the progress bar."""


@click.command("add")
@click.argument("sources", nargs=-1, metavar="PATH|URL|-...")
@click.option("--encoding", help="How the bytes are encoded, whatever they seem to be.")
@click.option("--subscribed", is_flag=True, help="Also what the feeds that you subscribe to have.")
def add_command(sources: tuple[str, ...], encoding: str | None, subscribed: bool) -> int:
    """Keep articles in the library: files, folders, web addresses, feeds, or "-" for standard input.

    What cannot be read is named at the end, and the rest is kept; ^C ends it, and what is done by then stays.
    """
    from reader.cli.intake import Intake
    from reader.library.paths import machine, state_dir, tables_dir
    from reader.library.shelf import Shelf
    from reader.library.state import StateLog

    if subscribed:
        from reader.library import opml
        from reader.library.paths import feeds_file

        sources = (*sources, *(one.url for one in opml.load(feeds_file())))
    if not sources:
        raise click.UsageError("name what to keep: a PATH, a URL or -, or --subscribed for your feeds")
    log = StateLog(state_dir(), machine(), tables_dir())
    adding = Adding(Shelf(log))
    tasks = list(_tasks(sources, encoding, adding.failures))
    try:
        with _until_interrupted() as stopped, _progress(len(tasks)) as bar:
            intake = Intake(tasks, encoding, stopped)
            for result in intake.results():
                more = adding.take(result, intake)
                if bar is not None:
                    bar.length = (bar.length or 0) + more
                    bar.update(1, result.name)
            adding.unread = intake.unread
            was_stopped = stopped()
    finally:
        log.close()
    for failure in adding.failures:
        say(failure)
    say(adding.summary)
    if was_stopped:
        return STOPPED
    return NOTHING if adding.failures else 0


@dataclass(slots=True)
class Adding:
    """What has come of adding so far.

    Attributes:
        shelf: The library.
        kept: How many articles were kept.
        known: How many had been kept before.
        unread: How many sources were not read, as it was ended before.
        failures: A line on each source that could not be read or kept.
    """

    shelf: Shelf
    kept: int = 0
    known: int = 0
    unread: int = 0
    failures: list[str] = field(default_factory=list)
    _asked: set[str] = field(default_factory=set)
    _there: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._there = self.shelf.kept.ids()

    def take(self, result: Result, intake: Intake) -> int:
        """Keep what was read from one source.

        Args:
            result: What was read.
            intake: Where the pages are asked for of which a feed has only summaries.

        Returns:
            How many pages were asked for.
        """
        if result.source is None:
            self.failures.append(result.failure)
            return 0
        from reader.loaders.notices import is_summary

        opened = self.shelf.put(result.source, articles=result.articles)
        pages = 0
        for one in opened:
            if one.entry.id in self._there:
                self.known += 1
            elif is_summary(one.article):
                address = one.article.meta.url or ""
                if address not in self._asked:
                    self._asked.add(address)
                    intake.add(address)
                    pages += 1
            else:
                self._keep(one, result, alone=len(result.articles) == 1)
        return pages

    def _keep(self, opened: Opened, result: Result, alone: bool) -> None:
        try:
            self.shelf.keep(opened, result.source if alone else None)
        except OSError as error:
            why = error.strerror or type(error).__name__
            self.failures.append(f"{result.name}: it cannot be kept in {self.shelf.folder}: {why}")
            return
        self.shelf.remember(opened.entry.id)
        self._there.add(opened.entry.id)
        self.kept += 1

    @property
    def summary(self) -> str:
        """One line on all of it."""
        parts = [f"{counted(self.kept, 'article')} kept"]
        if self.known:
            parts.append(f"{self.known} there already")
        if self.failures:
            parts.append(f"{len(self.failures)} failed")
        if self.unread:
            parts.append(f"stopped with {counted(self.unread, 'source')} not read")
        return ", ".join(parts)


def counted(number: int, noun: str) -> str:
    """A number with its noun, in the plural where it is not one."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _tasks(sources: tuple[str, ...], encoding: str | None, failures: list[str]) -> Iterator[Task]:
    """What is to be read: each file of a folder, and standard input, which only this process has."""
    from reader.loaders import LoadError, find_files, read_stdin

    for name in dict.fromkeys(sources):
        if name == "-":
            try:
                yield read_stdin(encoding)
            except LoadError as error:
                failures.append(str(error))
        elif is_address(name):
            yield name
        else:
            found = [str(path) for path in find_files([name])]
            if not found:
                failures.append(f"{Path(name)}: there is no article in this folder")
            yield from found


@contextmanager
def _until_interrupted() -> Iterator[Callable[[], bool]]:
    """Whether ^C was pressed; pressed again, it ends the program where it stands."""
    pressed: list[bool] = []

    def interrupted(*_: object) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(True)

    before = signal.signal(signal.SIGINT, interrupted)
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)


def _progress(length: int) -> AbstractContextManager[ProgressBar[Any] | None]:
    """A bar on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        return nullcontext()
    return click.progressbar(
        length=length,
        label="Adding",
        file=sys.stderr,
        show_pos=True,
        item_show_func=lambda name: (name or "")[-_SHOWN:],
    )
