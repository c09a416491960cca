"""Notes at the desk: made, changed and taken away so that each can be undone with everything else."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from reader.domain.article import Article
from reader.domain.highlight import Anchor, Colour, Highlight
from reader.domain.span import Span
from reader.library.journal import Action, Journal
from reader.notes.errors import NotesError
from reader.notes.notebook import Notebook
from reader.notes.store import NoteStore

KIND = "note"
"""What the journal calls changes of notes."""


class NotesDesk:
    """The notes of all articles, with a journal of what was done to them.

    Attributes:
        store: The files.
    """

    def __init__(self, store: NoteStore, journal: Journal) -> None:
        self.store = store
        self._journal = journal
        self.register()

    def register(self) -> None:
        """Tell the journal who undoes and redoes changes of notes."""
        self._journal.handle(KIND, self._replay)

    def notebook(self, article_id: str, article: Article) -> Notebook:
        """An article's notes as they are on disk now, placed in its text."""
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
        self._record("a note" if note else "a highlight", article_id, None, made)
        return made

    def change(self, article_id: str, article: Article, before: Highlight, after: Highlight) -> Highlight:
        """Give a highlight another note, colour or tags.

        Raises:
            NotesError: Nothing could be saved.
        """
        changed = self.store.change(article_id, article, after, before)
        self._record("a changed note", article_id, before, changed)
        return changed

    def remove(self, article_id: str, highlight_id: str) -> Highlight:
        """Take a highlight or note away.

        Raises:
            NotesError: It could not be done.
        """
        removed = self.store.remove(article_id, highlight_id)
        self._record("a deleted note", article_id, removed, None)
        return removed

    def _record(self, label: str, article_id: str, before: Highlight | None, after: Highlight | None) -> None:
        self._journal.record(Action(KIND, label, [article_id, as_record(before), as_record(after)]))

    def _replay(self, action: Action, forward: bool) -> None:
        article_id, old, new = action.changes
        before, after = (old, new) if forward else (new, old)
        try:
            if after is None:
                self.store.remove(article_id, before["id"])
            elif before is None:
                self.store.restore(article_id, None, of_record(after))
            else:
                self.store.change(article_id, None, of_record(after))
        except NotesError as error:
            raise OSError(str(error)) from error


def as_record(highlight: Highlight | None) -> dict[str, Any] | None:
    """A highlight as plain values."""
    return asdict(highlight) if highlight is not None else None


def of_record(record: dict[str, Any]) -> Highlight:
    """The highlight that `as_record` made plain."""
    anchor = record["anchor"]
    return Highlight(
        record["id"],
        Anchor(**anchor) if anchor is not None else None,
        Colour(record["colour"]),
        record["note"],
        record["made"],
        tuple(record["tags"]),
    )
