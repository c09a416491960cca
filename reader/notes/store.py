"""The notes on disk: opened, added to, changed and taken out, one Markdown file an article.

Every change is one transaction under the file's lock: read what is there now, merge the change into it,
write the whole safely. The files are the only truth; what is held in memory is what was last seen of them,
to tell what others changed since.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from reader.domain.article import Article
from reader.domain.highlight import Anchor, AnchorState, Colour, Highlight, Placed
from reader.domain.span import Span
from reader.notes import anchors, files, naming
from reader.notes.catalogue import Catalogue, Stamp, stamp
from reader.notes.entry import Entry, entry_of
from reader.notes.errors import NotesError, unreadable, unwritable
from reader.notes.markdown_file import Document
from reader.notes.merge import Merged, merge
from reader.notes.notebook import (
    Notebook,
    NoteFile,
    document_of,
    note_file,
    placed_in,
    reading_order,
    stands_in,
)

LOCKS = ".locks"
"""The folder below the notes' folder that holds the lock files."""

_REMEMBERED = 16


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
class _Seen:
    """A note file as it was last read."""

    data: bytes
    document: Document
    text: str | None


class NoteStore:
    """All notes below one folder.

    For one thread at a time; several stores, in threads or processes, may share a folder.

    Args:
        folder: The notes' folder; made with the first note.
        journal: Is told of every change; None to keep no record.
        system: The calls that write; a test's own.
        now: Gives the time.
    """

    def __init__(
        self,
        folder: Path,
        journal: Recorder | None = None,
        system: files.System = files.SYSTEM,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.folder = folder
        self._journal = journal
        self._system = system
        self._now = now
        self._catalogue = Catalogue(folder)
        self._seen: OrderedDict[str, _Seen] = OrderedDict()
        self._places: tuple[str, dict[Highlight, Placed]] = ("", {})
        self._files: dict[Path, tuple[Stamp | None, NoteFile | None]] = {}
        self._tidied: set[Path] = set()

    def open(self, article_id: str, article: Article) -> Notebook:
        """An article's notes as they are on disk now, placed in its text.

        Args:
            article_id: Whose notes.
            article: The article as it is now.

        Returns:
            The notes; a file that cannot be read is told of in `problem`.
        """
        path = self.path_of(article_id)
        if path is None:
            return Notebook(article_id)
        try:
            version = stamp(path)
            seen, problem = self._read(article_id, path, article)
        except OSError as error:
            return Notebook(article_id, path, problem=str(unreadable(path, error)))
        if problem is not None:
            return Notebook(article_id, path, problem=problem, stamp=version)
        highlights = [entry.highlight() for entry in seen.document.entries.values()]
        placed = sorted(self._placed(highlights, article.text), key=reading_order)
        return Notebook(article_id, path, tuple(placed), stamp=version)

    def add(
        self,
        article_id: str,
        article: Article,
        span: Span | None,
        colour: Colour = Colour.YELLOW,
        *,
        note: str = "",
        tags: tuple[str, ...] = (),
    ) -> Highlight:
        """Make a highlight or a note, on disk when this returns.

        Args:
            article_id: Whose.
            article: The article as it is now.
            span: The passage; None for a note on the whole article.
            colour: The highlight's colour.
            note: The reader's own words; a first line of nothing but #tags becomes tags.
            tags: Without "#".

        Returns:
            What was made, as it stands in the file.

        Raises:
            NotesError: If nothing could be saved.
        """
        anchor = anchors.make(article.text, span) if span is not None else None
        made = Highlight(_new_id(), anchor, colour, note, naming.utc(self._now()), tags)
        return self._needed(self._write(article_id, article, made.id, made).entry)

    def change(
        self,
        article_id: str,
        article: Article | None,
        highlight: Highlight,
        base: Highlight | None = None,
    ) -> Highlight:
        """Change a highlight's note, colour, tags or place; what others changed in it meanwhile is kept.

        Args:
            article_id: Whose.
            article: The article as it is now; None where it is not at hand.
            highlight: As it is to be; its id says which one.
            base: As it was when the change was begun, say when its editor was opened; None for as it was
                last opened or written here.

        Returns:
            It as it stands in the file. Where others changed the same words, both stand there, and this is
            the copy with ours, of another id.

        Raises:
            NotesError: If nothing could be saved.
        """
        return self._needed(self._write(article_id, article, highlight.id, highlight, base=base).entry)

    def remove(self, article_id: str, highlight_id: str, base: Highlight | None = None) -> Highlight:
        """Take a highlight or a note out of its file.

        Args:
            article_id: Whose.
            highlight_id: Which.
            base: As it was when the reader last saw it; None for as it was last opened or written here.

        Returns:
            What it was.

        Raises:
            NotesError: If it is not there, or was changed by others since it was seen (it then stays), or if
                the file could not be written.
        """
        before = self._current(article_id, highlight_id)
        if before is None:
            raise NotesError(f"{highlight_id}: there is no such note or highlight; it may be deleted already")
        merged = self._write(article_id, None, highlight_id, None, base=base)
        if merged.kept:
            raise NotesError(
                f"{highlight_id}: it was changed in another program meanwhile and stays; "
                "read it and delete it again"
            )
        return before

    def restore(self, article_id: str, article: Article | None, highlight: Highlight) -> Highlight:
        """Put back what was taken out, under its id.

        Args:
            article_id: Whose.
            article: The article as it is now; None will do while its note file is there.
            highlight: What `remove` gave.

        Returns:
            It as it stands in the file.

        Raises:
            NotesError: If nothing could be saved.
        """
        return self._needed(self._write(article_id, article, highlight.id, highlight).entry)

    def revert(
        self,
        article_id: str,
        article: Article | None,
        since: Highlight | None,
        to: Highlight | None,
    ) -> None:
        """Undo or redo a change, without a record of its own.

        Args:
            article_id: Whose.
            article: The article as it is now; None will do while its note file is there.
            since: What the change made; None where it took out.
            to: What it is to be again; None where it is to go.

        Raises:
            NotesError: If the same words were changed since, or if nothing could be saved.
        """
        highlight = to or since
        if highlight is not None:
            self._write(article_id, article, highlight.id, to, base=since, undoing=True)

    def path_of(self, article_id: str) -> Path | None:
        """The file of an article's notes, wherever it was moved below the folder; None where there is none.

        Raises:
            NotesError: If the folder cannot be read.
        """
        try:
            return self._catalogue.find(article_id)
        except OSError as error:
            raise unreadable(self.folder, error) from error

    def stamp(self, article_id: str) -> Stamp | None:
        """What tells whether an article's notes changed on disk; None where there are none.

        Cheap enough to ask every second. Compare with the `stamp` of the notebook at hand.
        """
        path = self.path_of(article_id)
        try:
            return stamp(path) if path is not None else None
        except OSError as error:
            raise unreadable(self.folder, error) from error

    def all(self) -> Iterator[NoteFile]:
        """Every note file below the folder, in the order of their paths, without their articles.

        Raises:
            NotesError: If the folder cannot be read.
        """
        try:
            for path, article_id in self._catalogue.files():
                found = self._listed(path, article_id)
                if found is not None:
                    yield found
        except OSError as error:
            raise unreadable(self.folder, error) from error

    def _listed(self, path: Path, article_id: str) -> NoteFile | None:
        """A file as it is listed, read again only if it changed."""
        try:
            version = stamp(path)
            known = self._files.get(path)
            if known is None or version is None or known[0] != version:
                known = self._files[path] = (version, note_file(path, article_id, path.read_bytes()))
        except OSError as error:
            return NoteFile(path, article_id, problem=str(unreadable(path, error)))
        return known[1]

    def _write(
        self,
        article_id: str,
        article: Article | None,
        entry_id: str,
        ours: Highlight | None,
        *,
        base: Highlight | None = None,
        undoing: bool = False,
    ) -> Merged:
        """Make one change to a file, in one transaction."""
        where = self.folder
        try:
            with files.locked(self.folder / LOCKS, article_id, self._system):
                last_seen = self._seen.get(article_id)
                path = self.path_of(article_id)
                if path is None:
                    path, document = self._new(article_id, article)
                    seen = _Seen(b"", document, article.text if article else None)
                else:
                    where = path
                    seen, problem = self._read(article_id, path, article, remember=False)
                    if problem is not None:
                        raise NotesError(problem)
                where = path
                before = _base(base, entry_id, seen, last_seen)
                wanted = self._wanted(ours, before or seen.document.entries.get(entry_id), article)
                merged = merge(seen.document, entry_id, before, wanted)
                if undoing and (merged.conflict or merged.kept):
                    raise NotesError(f"{entry_id}: it was changed again since; nothing is undone")
                document = _dated(merged.document, before, wanted, article)
                data = document.text.encode()
                if data != seen.data and not merged.kept:
                    key = None if undoing else self._record(article_id, entry_id, seen, merged)
                    self._put(path, data, key)
                self._remember(article_id, _Seen(data, document, seen.text))
                self._catalogue.found(article_id, path)
        except OSError as error:
            raise unwritable(where, error) from error
        return merged

    def _record(self, article_id: str, entry_id: str, seen: _Seen, merged: Merged) -> str | None:
        if self._journal is None:
            return None
        after = merged.entry.highlight() if merged.entry is not None else None
        entry = seen.document.entries.get(after.id if after is not None else entry_id)
        return self._journal.record(article_id, entry.highlight() if entry is not None else None, after)

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
        path = naming.file_path(self.folder, article_id, article, self._now())
        return path, naming.new_document(article_id, article)

    def _wanted(self, ours: Highlight | None, before: Entry | None, article: Article | None) -> Entry | None:
        """The block to write; an anchor that has only its words is given its position and context."""
        if ours is None:
            return None
        if ours.anchor is not None and ours.anchor.start < 0 and article is not None:
            ours = replace(ours, anchor=_settled(ours.anchor, article.text))
        return entry_of(ours, before)

    def _read(
        self, article_id: str, path: Path, article: Article | None, remember: bool = True
    ) -> tuple[_Seen, str | None]:
        """What is in a file now, and why it must be left alone."""
        data = path.read_bytes()
        seen = self._seen.get(article_id)
        text = article.text if article is not None else seen.text if seen is not None else None
        if seen is not None and seen.data == data and seen.text == text:
            return seen, None
        document, problem = document_of(path, data, stands_in(text) if text is not None else None)
        now = _Seen(data, document, text)
        if remember and problem is None:
            self._remember(article_id, now)
        return now, problem

    def _remember(self, article_id: str, seen: _Seen) -> None:
        self._seen[article_id] = seen
        self._seen.move_to_end(article_id)
        while len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)

    def _placed(self, highlights: list[Highlight], text: str) -> list[Placed]:
        """Where highlights stand; of those that were placed in the same text before, as then."""
        known = self._places[1] if self._places[0] == text else {}
        placed = {highlight: known.get(highlight) or placed_in(highlight, text) for highlight in highlights}
        self._places = text, placed
        return list(placed.values())

    @staticmethod
    def _needed(entry: Entry | None) -> Highlight:
        assert entry is not None, "a merge with a wanted block gives a block"
        return entry.highlight()

    def _current(self, article_id: str, highlight_id: str) -> Highlight | None:
        path = self.path_of(article_id)
        if path is None:
            return None
        try:
            seen, _ = self._read(article_id, path, None, remember=False)
        except OSError as error:
            raise unreadable(path, error) from error
        entry = seen.document.entries.get(highlight_id)
        return entry.highlight() if entry is not None else None


def _new_id() -> str:
    """An id that no other block of any file has: forty random bits."""
    return "hl-" + "".join(secrets.choice("abcdefghijklmnopqrstuvwxyz234567") for _ in range(8))


def _base(base: Highlight | None, entry_id: str, now: _Seen, last_seen: _Seen | None) -> Entry | None:
    """The block as it was when a change was begun."""
    there = now.document.entries.get(entry_id)
    then = last_seen.document.entries.get(entry_id) if last_seen is not None else there
    if base is None:
        return then
    for entry in (there, then):
        if entry is not None and entry.highlight() == base:
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
