"""Notes at the desk: made, changed and taken away so that each can be undone with everything else."""

from __future__ import annotations

from pathlib import Path

from reader.domain.article import Article
from reader.domain.highlight import Colour, Highlight
from reader.domain.span import Span
from reader.library.journal import Action, Journal
from reader.notes import trash
from reader.notes.errors import NotesError
from reader.notes.journal import Journal as Changes
from reader.notes.notebook import Notebook
from reader.notes.store import NoteStore

KIND = "note"
"""What the journal calls changes of notes."""


class NotesDesk:
    """The notes of all articles, with a journal of what was done to them.

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
        self._articles: dict[str, Article] = {}
        self.register()

    def register(self) -> None:
        """Tell the journal who undoes and redoes changes of notes."""
        self._journal.handle(KIND, self._replay)

    def notebook(self, article_id: str, article: Article) -> Notebook:
        """An article's notes as they are on disk now, placed in its text."""
        self._articles = {article_id: article}
        try:
            return self.store.open(article_id, article)
        except NotesError as error:
            return Notebook(article_id, problem=str(error))

    def stamp(self, article_id: str) -> object:
        """What tells whether a note file changed; None where there is none, or it cannot be read."""
        try:
            return self.store.stamp(article_id)
        except NotesError:
            return None

    def article_ids(self) -> set[str]:
        """The articles that have notes."""
        try:
            return {note_file.article_id for note_file in self.store.all()}
        except NotesError:
            return set()

    def add(
        self, article_id: str, article: Article, span: Span | None, colour: Colour, note: str
    ) -> Highlight:
        """Highlight `span`, or with None write a note on the article.

        Raises:
            NotesError: Nothing could be saved.
        """
        made = self.store.add(article_id, article, span, colour, note=note)
        self._record("a note" if note else "a highlight")
        return made

    def change(self, article_id: str, article: Article, before: Highlight, after: Highlight) -> Highlight:
        """Give a highlight another note, colour or tags.

        Args:
            article_id: Whose.
            article: The article as it is now.
            before: As it was when the reader began to change it; what others did to it since is kept.
            after: As it is to be.

        Raises:
            NotesError: Nothing could be saved.
        """
        changed = self.store.change(article_id, article, after, base=before)
        self._record("a changed note")
        return changed

    def remove(self, article_id: str, highlight: Highlight) -> Highlight:
        """Take a highlight or note away; it stays in the trash.

        Raises:
            NotesError: It could not be done, as when somebody changed it since.
        """
        removed = self.store.remove(article_id, highlight.id, base=highlight)
        self._record("a deleted note")
        return removed

    def _record(self, label: str) -> None:
        self._journal.record(Action(KIND, label, None))

    def _replay(self, action: Action, forward: bool) -> None:
        step = trash.redo if forward else trash.undo
        try:
            step(self.store, self._changes, self._articles.get)
        except NotesError as error:
            raise OSError(str(error)) from error
