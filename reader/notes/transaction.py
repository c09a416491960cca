"""One change to a note file: under its lock, read anew, merged, written whole."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from textwrap import shorten
from typing import Protocol

from reader.domain.article import Article
from reader.domain.highlight import Anchor, AnchorState, Highlight
from reader.domain.span import Span
from reader.notes import anchors, files, naming
from reader.notes.catalogue import Catalogue
from reader.notes.document import Document
from reader.notes.entry import Entry, entry_of
from reader.notes.errors import NotesError, Overtaken, unwritable
from reader.notes.merge import Merged, merge
from reader.notes.notebook import document_of, stands_in

LOCKS = ".locks"
"""The folder below the notes' folder that holds the lock files."""

MOST_NAMED = 48
"""So many characters of a passage are enough to name it in a message."""

_REMEMBERED = 16
"""Of so many files it is remembered how they were."""


class Recorder(Protocol):
    """What is told of every change before it is made, so that it can be undone."""

    def record(self, article_id: str, before: Highlight | None, after: Highlight | None) -> str:
        """Write down a change that is about to be made, and give it a key.

        Raises:
            NotesError: If it cannot be written down; the change is then not made.
        """
        ...

    def void(self, key: str) -> None:
        """Write down that the change of that key was not made after all."""
        ...


@dataclass(frozen=True, slots=True)
class Seen:
    """A note file as it was last read.

    Attributes:
        data: Its bytes.
        document: The same in pieces.
        text: The text of the article by which quotes made by hand were told from others; None for none.
    """

    data: bytes
    document: Document
    text: str | None


class Transactions:
    """What reads and changes the note files below one folder, and remembers what it last saw of them.

    Args:
        folder: The notes' folder; made with the first note.
        catalogue: Knows the files.
        journal: Is told of every change; None to keep no record.
        system: The calls that write.
        now: Gives the time.
    """

    def __init__(
        self,
        folder: Path,
        catalogue: Catalogue,
        journal: Recorder | None,
        system: files.System,
        now: Callable[[], datetime],
    ) -> None:
        self._folder = folder
        self._catalogue = catalogue
        self._journal = journal
        self._system = system
        self._now = now
        self._seen: OrderedDict[str, Seen] = OrderedDict()
        self._tidied: set[Path] = set()

    def write(
        self,
        article_id: str,
        article: Article | None,
        entry_id: str,
        ours: Highlight | None,
        *,
        base: Highlight | None = None,
        undoing: bool = False,
    ) -> Merged:
        """Make one change to a file, in one transaction.

        Args:
            article_id: Whose notes.
            article: The article as it is now; None where it is not at hand.
            entry_id: Which block.
            ours: What it is to be; None where it is to go.
            base: As it was when the change was begun; None for as it was last seen here.
            undoing: Whether to leave all as it is where others changed the same words, and to keep no record.

        Raises:
            Overtaken: If others changed the same words since, while undoing.
            NotesError: If nothing could be saved.
        """
        where = self._folder
        try:
            with files.locked(self._folder / LOCKS, article_id, self._system):
                last_seen = self._seen.get(article_id)
                path = self._catalogue.find(article_id)
                if path is None:
                    path, document = self._new(article_id, article)
                    seen = Seen(b"", document, article.text if article else None)
                else:
                    where = path
                    seen, problem = self.read(article_id, path, article, remember=False)
                    if problem is not None:
                        raise NotesError(problem)
                where = path
                before = _base(base, entry_id, seen, last_seen)
                wanted = self._wanted(ours, before or seen.document.entries.get(entry_id), article)
                merged = merge(seen.document, entry_id, before, wanted)
                if undoing and (merged.conflict or merged.kept):
                    raise Overtaken(f"{_named(seen, entry_id)} was changed again since, and stays as it is")
                document = _dated(merged.document, before, wanted, article)
                data = document.text.encode()
                if data != seen.data and not merged.kept:
                    key = None if undoing else self._record(article_id, entry_id, seen, merged)
                    self._put(path, data, key)
                self._remember(article_id, Seen(data, document, seen.text))
                self._catalogue.found(article_id, path)
        except OSError as error:
            raise unwritable(where, error) from error
        return merged

    def absorb(self, article_id: str, path: Path, copy: Path) -> bool:
        """Bring the blocks of another copy of a file into it, each beside ours where both changed it.

        Args:
            article_id: Whose notes both are.
            path: The file.
            copy: The other copy, which stays as it is.

        Returns:
            Whether all of the copy's blocks are in the file now.

        Raises:
            OSError: If the copy cannot be read, or the file not be written.
        """
        with files.locked(self._folder / LOCKS, article_id, self._system):
            seen, problem = self.read(article_id, path, None, remember=False)
            other, unclear = document_of(copy, copy.read_bytes(), None)
            if problem is not None or unclear is not None:
                return False
            document = seen.document
            for entry_id, entry in other.entries.items():
                document = merge(document, entry_id, None, entry).document
            data = document.text.encode()
            if data != seen.data:
                self._put(path, data, None)
        return True

    def _record(self, article_id: str, entry_id: str, seen: Seen, merged: Merged) -> str | None:
        if self._journal is None:
            return None
        after = merged.entry.highlight if merged.entry is not None else None
        entry = seen.document.entries.get(after.id if after is not None else entry_id)
        return self._journal.record(article_id, entry.highlight if entry is not None else None, after)

    def _put(self, path: Path, data: bytes, key: str | None) -> None:
        if path.parent not in self._tidied:
            files.clean_strays(path.parent, self._now().timestamp(), self._system)
            self._tidied.add(path.parent)
        try:
            files.write_whole(path, data, self._system)
        except OSError:
            if self._journal is not None and key is not None:
                self._journal.void(key)
            raise

    def _new(self, article_id: str, article: Article | None) -> tuple[Path, Document]:
        if article is None:
            raise NotesError(f"{article_id}: it has no note file; open the article and try again")
        path = naming.file_path(self._folder, article_id, article, self._now())
        return path, naming.new_document(article_id, article)

    def _wanted(self, ours: Highlight | None, before: Entry | None, article: Article | None) -> Entry | None:
        """The block to write; an anchor that has only its words is given its position and context."""
        if ours is None:
            return None
        if ours.anchor is not None and ours.anchor.start < 0 and article is not None:
            ours = replace(ours, anchor=_settled(ours.anchor, article.text))
        return entry_of(ours, before)

    def read(
        self, article_id: str, path: Path, article: Article | None, remember: bool = True
    ) -> tuple[Seen, str | None]:
        """What is in a file now, and why it must be left alone; None where it need not.

        Args:
            article_id: Whose notes.
            path: The file.
            article: The article as it is now; None where it is not at hand.
            remember: Whether that is what later changes are begun from.

        Raises:
            OSError: If it cannot be read.
        """
        data = path.read_bytes()
        seen = self._seen.get(article_id)
        text = article.text if article is not None else seen.text if seen is not None else None
        if seen is not None and seen.data == data and seen.text == text:
            return seen, None
        document, problem = document_of(path, data, stands_in(text) if text is not None else None)
        now = Seen(data, document, text)
        if remember and problem is None:
            self._remember(article_id, now)
        return now, problem

    def _remember(self, article_id: str, seen: Seen) -> None:
        self._seen[article_id] = seen
        self._seen.move_to_end(article_id)
        while len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)


def _named(seen: Seen, entry_id: str) -> str:
    """A note or highlight as its reader would call it."""
    entry = seen.document.entries.get(entry_id)
    words = " ".join((entry.quote or entry.note).split()) if entry is not None else entry_id
    return f"“{shorten(words, MOST_NAMED, placeholder='…')}”"


def _base(base: Highlight | None, entry_id: str, now: Seen, last_seen: Seen | None) -> Entry | None:
    """The block as it was when a change was begun."""
    there = now.document.entries.get(entry_id)
    then = last_seen.document.entries.get(entry_id) if last_seen is not None else there
    if base is None:
        return then
    for entry in (there, then):
        if entry is not None and entry.highlight == base:
            return entry
    return entry_of(base, then or there)


def _settled(anchor: Anchor, text: str) -> Anchor:
    state, start, end = anchors.place(anchor, text)
    return anchors.make(text, Span(start, end)) if state is AnchorState.EXACT else anchor


def _dated(
    document: Document, before: Entry | None, wanted: Entry | None, article: Article | None
) -> Document:
    """The document with the hash of the text that its newest position refers to."""
    if wanted is None or wanted.quote is None or article is None or not document.head.raw:
        return document
    if before is not None and before.data.get("pos") == wanted.data.get("pos"):
        return document
    sha = naming.text_sha(article.text)
    return document if document.head.text("text_sha") == sha else document.with_head("text_sha", sha)
