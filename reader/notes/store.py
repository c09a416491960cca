"""The notes on disk: opened, added to, changed and taken out, one Markdown file an article.

Every change is one transaction under the file's lock: read what is there now, merge the change into it,
write the whole safely. The files are the only truth; what is held in memory is what was last seen of them,
to tell what others changed since.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from heapq import nlargest
from pathlib import Path

from reader.domain.article import Article
from reader.domain.highlight import Colour, Highlight, Placed
from reader.domain.span import Span
from reader.notes import anchors, copies, files, naming
from reader.notes.catalogue import Catalogue, Stamp, stamp
from reader.notes.entry import Entry
from reader.notes.errors import NotesError, unreadable
from reader.notes.notebook import Notebook, NoteFile, note_file, placed_in, reading_order, standing_in
from reader.notes.transaction import Recorder, Transactions


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
        self._now = now
        self._catalogue = Catalogue(folder)
        self._transactions = Transactions(folder, self._catalogue, journal, system, now)
        self._places: tuple[str, dict[Highlight, Placed]] = ("", {})
        self._files: dict[Path, tuple[Stamp | None, NoteFile | None]] = {}

    def beside(self) -> NoteStore:
        """Another store of the same files, for another thread; neither reads what the other has listed."""
        other = NoteStore(self.folder)
        other._files = self._files
        return other

    def open(self, article_id: str, article: Article, *, whole: bool = True) -> Notebook:
        """An article's notes as they are on disk now, placed in its text.

        Args:
            article_id: Whose notes.
            article: The article as it is now.
            whole: Whether that is all of it; of a beginning, only what stands there as it stood is given, and
                nothing is looked for.

        Returns:
            The notes; a file that cannot be read is told of in `problem`.
        """
        path = self.path_of(article_id)
        if path is None:
            return Notebook(article_id)
        version = None
        try:
            version = stamp(path)
            seen, problem = self._transactions.read(article_id, path, article)
        except OSError as error:
            return Notebook(article_id, path, problem=str(unreadable(path, error)), stamp=version)
        if problem is not None:
            return Notebook(article_id, path, problem=problem, stamp=version)
        highlights = [entry.highlight for entry in seen.document.entries.values()]
        if whole:
            placed = sorted(self._placed(highlights, article.text), key=reading_order)
        else:
            placed = sorted(standing_in(highlights, article.text), key=reading_order)
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
        return self._needed(self._transactions.write(article_id, article, made.id, made).entry)

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
        return self._needed(
            self._transactions.write(article_id, article, highlight.id, highlight, base=base).entry
        )

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
        merged = self._transactions.write(article_id, None, highlight_id, None, base=base)
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
        return self._needed(self._transactions.write(article_id, article, highlight.id, highlight).entry)

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
            Overtaken: If the same words were changed since; they stay.
            NotesError: If nothing could be saved.
        """
        highlight = to or since
        if highlight is not None:
            self._transactions.write(article_id, article, highlight.id, to, base=since, undoing=True)

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

    def article_ids(self) -> set[str]:
        """The articles that have a note file; only the beginnings of the files are read.

        Raises:
            NotesError: If the folder cannot be read.
        """
        try:
            return {article_id for _, article_id in self._catalogue.files()}
        except OSError as error:
            raise unreadable(self.folder, error) from error

    def take_in_copies(self) -> None:
        """Bring the copies that a sync program made of note files into these; see `reader.notes.copies`."""
        for article_id, path, copy in copies.pairs(self._catalogue.files()):
            with suppress(OSError):
                if self._transactions.absorb(article_id, path, copy):
                    copies.put_away(self.folder, copy)

    def all(self, newest: int | None = None) -> Iterator[NoteFile]:
        """Every note file below the folder, in the order of their paths, without their articles.

        Args:
            newest: Only so many, those that were changed last, the last of all first.

        Raises:
            NotesError: If the folder cannot be read.
        """
        try:
            for path, article_id in self._catalogue.files() if newest is None else self._newest(newest):
                found = self._listed(path, article_id)
                if found is not None:
                    yield found
        except OSError as error:
            raise unreadable(self.folder, error) from error

    def _newest(self, count: int) -> list[tuple[Path, str]]:
        return nlargest(count, self._catalogue.files(), key=lambda file: stamp(file[0]) or (0, 0, 0))

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

    def _placed(self, highlights: list[Highlight], text: str) -> list[Placed]:
        """Where highlights stand; of those that were placed in the same text before, as then."""
        known = self._places[1] if self._places[0] == text else {}
        placed = {highlight: known.get(highlight) or placed_in(highlight, text) for highlight in highlights}
        self._places = text, placed
        return list(placed.values())

    @staticmethod
    def _needed(entry: Entry | None) -> Highlight:
        assert entry is not None, "a merge with a wanted block gives a block"
        return entry.highlight

    def _current(self, article_id: str, highlight_id: str) -> Highlight | None:
        path = self.path_of(article_id)
        if path is None:
            return None
        try:
            seen, _ = self._transactions.read(article_id, path, None, remember=False)
        except OSError as error:
            raise unreadable(path, error) from error
        entry = seen.document.entries.get(highlight_id)
        return entry.highlight if entry is not None else None


def _new_id() -> str:
    """An id that no other block of any file has: forty random bits."""
    return "hl-" + "".join(secrets.choice("abcdefghijklmnopqrstuvwxyz234567") for _ in range(8))
