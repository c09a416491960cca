"""`broadsheet import`: take over what was saved in another reading program."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from reader.cli.main import NOTHING, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.domain.article import Article
    from reader.domain.highlight import Highlight
    from reader.library.imports import Quoted, Saved
    from reader.library.shelf import Shelf
    from reader.library.state import StateLog
    from reader.loaders import Source
    from reader.notes.store import NoteStore

PROGRAMS = ("opml", "pocket", "instapaper", "wallabag", "omnivore", "readwise")

_COLOURS = {"red": "pink", "orange": "yellow"}
"""Colours of other programs that have no namesake here."""


@click.command("import")
@click.argument("program", metavar="FORMAT", type=click.Choice(PROGRAMS))
@click.argument("file")
def import_command(program: str, file: str) -> int:
    """Take over what another program exported: articles, with tags, stars and highlights, or feeds.

    FORMAT is opml, pocket, instapaper, wallabag, omnivore or readwise; FILE what it exported, or "-".
    Nothing is fetched: an article of which the export has only the address is fetched when it is opened.
    Done twice, nothing is there twice.
    """
    from reader.loaders import read_path, read_stdin

    source = read_stdin() if file == "-" else read_path(file)
    return _feeds(source) if program == "opml" else _articles(program, source)


def _feeds(source: Source) -> int:
    """Add the feeds of a list to the subscriptions."""
    from reader.cli.add import counted
    from reader.library import opml
    from reader.library.paths import feeds_file

    there = {one.url: one for one in opml.load(feeds_file())}
    found = opml.parse(source.data, source.name)
    new = [one for one in found if one.url not in there]
    if new:
        opml.save(feeds_file(), [*there.values(), *new])
    say(f"{counted(len(new), 'feed')} subscribed to, {len(found) - len(new)} there already: {feeds_file()}")
    say("`broadsheet add --subscribed` reads their articles")
    return 0 if found else NOTHING


def _articles(program: str, source: Source) -> int:
    from reader.library.imports import saved
    from reader.library.paths import config_file, machine, notes_dir, notes_journal, state_dir, tables_dir
    from reader.library.settings import load
    from reader.library.shelf import Shelf
    from reader.library.state import StateLog
    from reader.loaders import LoadError
    from reader.notes.journal import Journal
    from reader.notes.store import NoteStore

    log = StateLog(state_dir(), machine(), tables_dir())
    notes = NoteStore(notes_dir(load(config_file())[0].notes_dir), Journal(notes_journal()))
    taking = Taking(Shelf(log), log, notes)
    try:
        for one in saved(program, source):
            try:
                taking.take(one)
            except LoadError as error:
                taking.failures.append(str(error))
    finally:
        log.close()
    for failure in taking.failures:
        say(failure)
    say(taking.summary)
    return NOTHING if taking.failures or not taking.found else 0


@dataclass(slots=True)
class Taking:
    """What has come of taking articles over so far.

    Attributes:
        shelf: The library.
        log: What was done with its articles.
        notes: The notes on them.
        kept: How many articles were kept.
        known: How many had been kept before.
        passages: How many highlights were made.
        failures: A line on each that could not be taken over.
    """

    shelf: Shelf
    log: StateLog
    notes: NoteStore
    kept: int = 0
    known: int = 0
    passages: int = 0
    failures: list[str] = field(default_factory=list)
    _there: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._there = self.shelf.kept.ids()

    @property
    def found(self) -> int:
        """How many articles there were."""
        return self.kept + self.known

    @property
    def summary(self) -> str:
        """One line on all of it."""
        from reader.cli.add import counted

        parts = [f"{counted(self.kept, 'article')} kept", f"{self.known:,} there already"]
        if self.passages:
            parts.append(f"{counted(self.passages, 'highlight')} made")
        if self.failures:
            parts.append(f"{len(self.failures):,} failed")
        return ", ".join(parts)

    def take(self, saved: Saved) -> None:
        """Keep an article, with what was done with it and marked in it.

        Raises:
            LoadError: There is nothing of it, or it cannot be written.
        """
        from reader.library.imports.making import article_of
        from reader.loaders import LoadError, Source

        article = article_of(saved)
        opened = self.shelf.put(Source(article.meta.title, b"", url=article.meta.url), articles=(article,))[0]
        article_id = opened.entry.id
        if article_id in self._there:
            self.known += 1
        else:
            try:
                path = self.shelf.keep(opened).path
                if saved.added is not None and path is not None:
                    os.utime(path, (saved.added, saved.added))  # what has no other date is sorted by this
            except (OSError, OverflowError) as error:
                why = f"it cannot be kept in {self.shelf.folder}: {error}"
                raise LoadError(f"{article.meta.title}: {why}") from error
            self.kept += 1
            self._there.add(article_id)
        self.shelf.remember(article_id)
        self._mark(article_id, saved)
        if saved.passages:
            self._highlight(article_id, article, saved.passages)

    def _mark(self, article_id: str, saved: Saved) -> None:
        """Set what was set there; what was done here stays."""
        from reader.loaders.clean import clean_line

        now = self.log.get(article_id)
        tags = {clean_line(tag).replace(" ", "-") for tag in saved.tags} - {""}
        self.log.set(
            article_id,
            read=now.read or saved.read,
            starred=now.starred or saved.starred,
            archived=now.archived or saved.archived,
            tags=tuple(sorted({*now.tags, *tags})),
            progress=max(now.progress, saved.progress),
        )

    def _highlight(self, article_id: str, article: Article, passages: Iterable[Quoted]) -> None:
        """Make highlights of passages, but for those that were made before."""
        from reader.loaders import LoadError
        from reader.notes.errors import NotesError

        there = {placed.highlight.id for placed in self.notes.open(article_id, article).placed}
        for passage in passages:
            made = highlight_of(article_id, article, passage)
            if made.id in there:
                continue
            try:
                self.notes.restore(article_id, article, made)
            except NotesError as error:
                raise LoadError(f"{article.meta.title}: {error}") from error
            there.add(made.id)
            self.passages += 1


def highlight_of(article_id: str, article: Article, passage: Quoted) -> Highlight:
    """A passage as a highlight; its id follows from what it is, so that it is known when it comes again.

    Args:
        article_id: Whose.
        article: The article, where the passage is sought; it may be no more than its address as yet.
        passage: What was marked.
    """
    from base64 import b32encode
    from hashlib import blake2b

    from reader.domain.highlight import Anchor, AnchorState, Colour, Highlight
    from reader.domain.span import Span
    from reader.loaders.clean import clean, clean_line
    from reader.notes import anchors

    quote, note = clean(passage.quote).strip(), clean(passage.note).strip()
    anchor = Anchor(quote, "", "", -1, -1)
    state, start, end = anchors.place(anchor, article.text)
    if state in {AnchorState.EXACT, AnchorState.MOVED} and start < end:
        anchor = anchors.make(article.text, Span(start, end))
    digest = blake2b("\0".join((article_id, quote, note)).encode(), digest_size=5).digest()
    colour = passage.colour.strip().casefold()
    colour = _COLOURS.get(colour, colour)
    return Highlight(
        "hl-" + b32encode(digest).decode().lower(),
        anchor,
        Colour(colour) if colour in {one.value for one in Colour} else Colour.YELLOW,
        note,
        passage.made,
        tuple(filter(None, (clean_line(tag).replace(" ", "-") for tag in passage.tags))),
    )
