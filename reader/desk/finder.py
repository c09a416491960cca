"""Searching what is laid out, with an index that is made in memory while the reader reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from threading import Lock

from reader.domain.article import Article
from reader.domain.entity import Entity
from reader.library.document import Document, document_of
from reader.library.entry import Entry
from reader.library.index import Index
from reader.library.known import known
from reader.library.search import Hit, Interrupted, Page, Searcher
from reader.library.state import StateLog
from reader.library.tree import Field, Or, Query, Term


class Finder:
    """Puts articles into an index and searches it; may be called from any thread."""

    def __init__(self, state: StateLog) -> None:
        self._state = state
        self._index = Index(None)
        self._searcher = Searcher(self._index, state)
        self._held: set[str] = set()
        self._lock, self._turn = Lock(), Lock()
        self._searching = False

    def holds(self, article_id: str) -> bool:
        """Whether an article can be found already."""
        return article_id in self._held

    def take(
        self,
        entry: Entry,
        article: Article,
        entities: tuple[Entity, ...],
        notes: Iterable[str],
        highlights: int,
    ) -> None:
        """Make an article findable, or what changed in it.

        Args:
            entry: Its entry.
            article: All of it.
            entities: Who and what is in it.
            notes: The reader's own words on it.
            highlights: How many passages are highlighted.
        """
        document: Document = document_of(
            entry,
            article,
            entities,
            notes=tuple(notes),
            tags=self._state.get(entry.id).tags,
            highlights=highlights,
        )
        with self._lock:
            self._searcher.add([document])
            self._held.add(entry.id)

    def holding(self, names: Iterable[str]) -> list[Entry]:
        """The articles whose words or names have one of these, newest first; at most some hundreds."""
        fields = (Field.BODY, Field.TITLE, Field.ENTITY)
        terms = tuple(Term(name, field, phrase=True) for name in dict.fromkeys(names) for field in fields)
        with self._lock:
            try:
                page = self._searcher.search(Query("", Or(terms)), limit=0)
            except Interrupted:
                return []
            return self._index.entries(page.keys)

    def search(
        self, query: str, limit: int, cancelled: Callable[[], bool], *, typing: bool = True
    ) -> Page | None:
        """Look for a query; None where it was broken off by a later one.

        Args:
            query: As typed.
            limit: How many hits to make.
            cancelled: Whether the answer is wanted no more.
            typing: Whether the query is still being typed, so that its last word may go on.
        """
        with self._turn:
            # Never while an article is being put in: it has the same connection, and would be broken off.
            if self._searching:
                self._searcher.interrupt()
        with self._lock:
            if cancelled():
                return None
            self._now_searching(True)
            try:
                return self._searcher.search(query, limit, typing=typing)
            except Interrupted:
                return None
            finally:
                self._now_searching(False)

    def hits(self, query: Query, keys: Sequence[int]) -> list[Hit]:
        """More of the hits of a page, by their keys."""
        with self._lock:
            return self._searcher.hits(query, keys)

    def known(self, field: Field, begun: str) -> list[str]:
        """The values that a field has among the articles, of which a word begins so; the likeliest first."""
        with self._lock:
            return known(self._index, field, begun)

    def _now_searching(self, searching: bool) -> None:
        with self._turn:
            self._searching = searching
