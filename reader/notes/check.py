"""Looking over all notes: does each still stand on its words, and mending those that do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from reader.domain.article import Article
from reader.domain.highlight import AnchorState, Highlight, Placed
from reader.domain.span import Span
from reader.notes import anchors
from reader.notes.errors import NotesError
from reader.notes.notebook import NoteFile
from reader.notes.store import NoteStore

AROUND = 32
"""So many characters on either side of a place are shown with it."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One note file, looked over.

    Attributes:
        path: The file.
        article_id: Whose notes.
        title: The article's.
        placed: Each note and highlight with its state; empty where that cannot be told.
        problem: Why it cannot be told, in one line; None where it can.
    """

    path: Path
    article_id: str
    title: str
    placed: tuple[Placed, ...] = ()
    problem: str | None = None

    @property
    def counts(self) -> Counter[AnchorState]:
        """How many are in each state."""
        return Counter(placed.state for placed in self.placed)


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that a passage may be given.

    Attributes:
        start: Its first character.
        end: The character after its last.
        score: What speaks for it, 0 to 1.
        text: The words there.
    """

    start: int
    end: int
    score: float
    text: str


def check(store: NoteStore, article_of: Callable[[NoteFile], Article | None]) -> Iterator[Checked]:
    """Every note file of a library, with the state of each of its anchors.

    Args:
        store: Where the notes are.
        article_of: Gives a note file's article as it is now; None where it is not to be had.

    Yields:
        One for each file, in the order of their paths.

    Raises:
        NotesError: If the folder cannot be read.
    """
    seen: dict[str, Path] = {}
    for note in store.all():
        if note.problem is not None:
            yield Checked(note.path, note.article_id, note.title, problem=note.problem)
        elif note.article_id in seen:
            first = seen[note.article_id]
            problem = f"{note.path}: notes on the same article as {first}; only one is used: join the two"
            yield Checked(note.path, note.article_id, note.title, problem=problem)
        else:
            yield _checked(store, note, article_of(note))
        seen.setdefault(note.article_id, note.path)


def choices(highlight: Highlight, article: Article) -> list[Choice]:
    """The places that a passage may be given, the likeliest first; none for a note on the article."""
    if highlight.anchor is None:
        return []
    found = anchors.candidates(highlight.anchor, article.text)
    return [Choice(start, end, score, article.text[start:end]) for start, end, score in found]


def accept(
    store: NoteStore, article_id: str, article: Article, highlight: Highlight, span: Span
) -> Highlight:
    """Let a highlight stand on a place that its reader agreed to.

    Args:
        store: Where the notes are.
        article_id: Whose.
        article: The article as it is now.
        highlight: Which.
        span: The place.

    Returns:
        It as it stands in the file.

    Raises:
        NotesError: If it could not be saved.
    """
    anchor = anchors.make(article.text, span)
    return store.change(article_id, article, replace(highlight, anchor=anchor, lost=False), base=highlight)


def keep_as_lost(
    store: NoteStore, article_id: str, article: Article | None, highlight: Highlight
) -> Highlight:
    """Keep a highlight and its note, and look for its passage no more.

    Raises:
        NotesError: If it could not be saved.
    """
    return store.change(article_id, article, replace(highlight, lost=True), base=highlight)


def settle_moved(store: NoteStore, article_id: str, article: Article) -> list[Placed]:
    """Write down where the passages that surely moved stand now, so that later edits do not add up.

    Args:
        store: Where the notes are.
        article_id: Whose.
        article: The article as it is now.

    Returns:
        Those that were written down, as they were placed.

    Raises:
        NotesError: If one could not be saved, or the note file has a problem.
    """
    notebook = store.open(article_id, article)
    if notebook.problem is not None:
        raise NotesError(notebook.problem)
    moved = [placed for placed in notebook.placed if placed.state is AnchorState.MOVED]
    for placed in moved:
        accept(store, article_id, article, placed.highlight, Span(placed.start, placed.end))
    return moved


def _checked(store: NoteStore, note: NoteFile, article: Article | None) -> Checked:
    if article is None:
        problem = f"{note.path}: its article is not to be found; open it once, or keep it in the library"
        return Checked(note.path, note.article_id, note.title, problem=problem)
    notebook = store.open(note.article_id, article)
    return Checked(note.path, note.article_id, note.title, notebook.placed, notebook.problem)


def in_context(text: str, span: Span) -> str:
    """A passage with what stands on either side of it, on one line."""
    before = text[max(0, span.start - AROUND) : span.start]
    after = text[span.end : span.end + AROUND]
    return f"…{' '.join(f'{before}[{text[span.start : span.end]}]{after}'.split())}…"
