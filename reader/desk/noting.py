"""Notes at the desk: made, changed and taken away so that each can be undone with everything else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from reader.domain.article import Article
from reader.domain.highlight import Colour, Highlight
from reader.domain.span import Span
from reader.library.journal import Action, Journal
from reader.library.journal import Overtaken as OvertakenAction
from reader.notes import check, trash
from reader.notes.errors import NotesError, Overtaken
from reader.notes.journal import Journal as Changes
from reader.notes.notebook import Notebook
from reader.notes.store import NoteStore

if TYPE_CHECKING:
    from reader.desk.desk import Desk
    from reader.notes.overview import Overview

FIRST_LISTED = 100
"""The notes of so many files are listed before the rest is read."""

KIND = "note"
"""What the journal calls changes of notes."""


class NotesDesk:
    """The notes of all articles, with a journal of what was done to them; for any thread.

    Attributes:
        store: The files.
    """

    def __init__(self, folder: Path, changes: Path, journal: Journal) -> None:
        """The notes below a folder.

        Args:
            folder: Where the note files are.
            changes: The file that remembers what was done to them.
            journal: What tells in which order notes and everything else were changed.
        """
        self._changes = Changes(changes)
        self.store = NoteStore(folder, self._changes)
        self._journal = journal
        self._open: dict[str, Article] = {}
        self._lock = RLock()
        self.register()

    def register(self) -> None:
        """Tell the journal who undoes and redoes changes of notes."""
        self._journal.handle(KIND, self._replay)

    def notebook(self, article_id: str, article: Article, *, whole: bool = True) -> Notebook:
        """An article's notes as they are on disk now, placed in its text or in what there is of it."""
        with self._lock:
            try:
                return self.store.open(article_id, article, whole=whole)
            except NotesError as error:
                return Notebook(article_id, problem=str(error))

    def hold(self, article_id: str, article: Article) -> None:
        """Be told which article is open: undoing may have to make its note file anew."""
        self._open = {article_id: article}

    def stamp(self, article_id: str) -> object:
        """What tells whether a note file changed; None where there is none, or it cannot be read."""
        with self._lock:
            try:
                return self.store.stamp(article_id)
            except NotesError:
                return None

    def article_ids(self) -> set[str]:
        """The articles that have notes."""
        with self._lock:
            try:
                return self.store.article_ids()
            except NotesError:
                return set()

    def overviews(self) -> Iterator[Overview]:
        """The notes and highlights of the files that were changed last, and then all there are.

        Files that cannot be read are left out.
        """
        from reader.notes.overview import Overview

        first: dict[Path, int] = {}
        for newest in (FIRST_LISTED, None):
            with self._lock:
                try:
                    files = list(self.store.all(newest))
                except NotesError:
                    files = []
            first = first or {file.path: place for place, file in enumerate(files)}
            # Of notes that were made within one second, those of the file that was changed last come first.
            yield Overview(sorted(files, key=lambda file: first.get(file.path, len(first))))

    def add(
        self,
        article_id: str,
        article: Article,
        span: Span | None,
        colour: Colour,
        note: str = "",
        tags: tuple[str, ...] = (),
    ) -> Highlight:
        """Highlight `span`, or with None write a note on the article.

        Raises:
            NotesError: Nothing could be saved.
        """
        with self._recorded("a note" if note else "a highlight"):
            return self.store.add(article_id, article, span, colour, note=note, tags=tags)

    def change(
        self, article_id: str, article: Article | None, before: Highlight, after: Highlight
    ) -> Highlight:
        """Give a highlight another note, colour or tags.

        Args:
            article_id: Whose.
            article: The article as it is now; None where it is not at hand.
            before: As it was when the reader began to change it; what others did to it since is kept.
            after: As it is to be.

        Returns:
            It as it stands in the file; of another id where others changed the same words: both stand then.

        Raises:
            NotesError: Nothing could be saved.
        """
        with self._recorded("a changed note"):
            return self.store.change(article_id, article, after, base=before)

    def settle(self, article_id: str, article: Article, highlight: Highlight, span: Span) -> Highlight:
        """Let a highlight stand on a place that the reader agreed to.

        Raises:
            NotesError: Nothing could be saved.
        """
        with self._recorded("a place of a highlight"):
            return check.accept(self.store, article_id, article, highlight, span)

    def keep_as_lost(self, article_id: str, article: Article, highlight: Highlight) -> Highlight:
        """Keep a highlight and its note, and look for its passage no more.

        Raises:
            NotesError: Nothing could be saved.
        """
        with self._recorded("a highlight kept as lost"):
            return check.keep_as_lost(self.store, article_id, article, highlight)

    def remove(self, article_id: str, highlight: Highlight) -> Highlight:
        """Take a highlight or note away; it stays in the trash.

        Raises:
            NotesError: It could not be done, as when somebody changed it since.
        """
        with self._recorded("a deleted note" if highlight.note else "a deleted highlight"):
            return self.store.remove(article_id, highlight.id, base=highlight)

    @contextmanager
    def _recorded(self, label: str) -> Iterator[None]:
        """Tell the journal of the change that is made meanwhile, if one is."""
        with self._lock:
            before = self._changes.latest
            yield
            if self._changes.latest != before:
                self._journal.record(Action(KIND, label, self._changes.latest))

    def _replay(self, action: Action, forward: bool) -> None:
        step = trash.redo if forward else trash.undo
        key = action.changes if isinstance(action.changes, str) else ""
        with self._lock:
            try:
                done = step(self.store, self._changes, self._open.get, key)
            except Overtaken as error:
                raise OvertakenAction(str(error)) from error
            except NotesError as error:
                raise OSError(str(error)) from error
        if done is None:
            raise OvertakenAction("That change of a note is too long ago, or was taken back already")


def is_at_hand(desk: Desk, article_id: str) -> bool:
    """Whether an article can be opened; one that is not in the list but lies where it was is put there."""
    from reader.library.identity import file_of

    shelf = desk.shelf
    if shelf.get(article_id) is None:
        places = [path for path in map(file_of, shelf.identity.places(article_id)) if path.is_file()]
        for _ in shelf.fill(places):
            pass
    return shelf.get(article_id) is not None
