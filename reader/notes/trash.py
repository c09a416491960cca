"""Undoing, redoing, and putting back what was deleted."""

from __future__ import annotations

from collections.abc import Callable

from reader.domain.article import Article
from reader.domain.highlight import Highlight
from reader.notes.journal import Action, Journal
from reader.notes.store import NoteStore

ArticleOf = Callable[[str], Article | None]
"""Gives the article of an id, where it is at hand."""


def undo(store: NoteStore, journal: Journal, article_of: ArticleOf, key: str = "") -> Action | None:
    """Undo the last change of a note or highlight that is not undone yet.

    Args:
        store: Where the notes are.
        journal: What was done to them.
        article_of: For a note file that has to be made anew.
        key: Which change; empty for the last.

    Returns:
        What was undone; None where there is nothing to undo.

    Raises:
        Overtaken: If the same words were changed since; they stay.
        NotesError: If nothing could be saved.
    """
    action = journal.undoable(key)
    if action is not None:
        store.revert(action.article_id, article_of(action.article_id), action.after, action.before)
        journal.undone(action.key)
    return action


def redo(store: NoteStore, journal: Journal, article_of: ArticleOf, key: str = "") -> Action | None:
    """Do again what was undone last, if nothing was done since.

    Args:
        store: Where the notes are.
        journal: What was done to them.
        article_of: For a note file that has to be made anew.
        key: Which change; empty for the last.

    Returns:
        What was done again; None where there is nothing.

    Raises:
        Overtaken: If the same words were changed since; they stay.
        NotesError: If nothing could be saved.
    """
    action = journal.redoable(key)
    if action is not None:
        store.revert(action.article_id, article_of(action.article_id), action.before, action.after)
        journal.redone(action.key)
    return action


def trashed(journal: Journal) -> list[Action]:
    """What was deleted and not put back, the latest first; `before` of each is what it was."""
    gone: dict[tuple[str, str], Action] = {}
    for action in journal.actions():
        highlight = action.before or action.after
        if highlight is not None:
            key = action.article_id, highlight.id
            gone.pop(key, None)
            if action.removes:
                gone[key] = action
    return list(reversed(gone.values()))


def put_back(store: NoteStore, action: Action, article_of: ArticleOf) -> Highlight | None:
    """Put back what an action took out.

    Args:
        store: Where the notes are.
        action: One of `trashed`.
        article_of: For a note file that has to be made anew.

    Returns:
        It as it stands in its file; None if the action took nothing out.

    Raises:
        NotesError: If nothing could be saved.
    """
    if action.before is None or not action.removes:
        return None
    return store.restore(action.article_id, article_of(action.article_id), action.before)
