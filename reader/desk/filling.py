"""The collection kept as the files are: what is new, changed or gone, the reader's own words, and names."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

from reader.library.articlestate import TAG
from reader.library.database import DAMAGE, IndexUnavailable
from reader.library.document import Document, document_of
from reader.library.indexing import Progress, Report, bring_up_to_date
from reader.library.scope import Scope
from reader.library.shelf import Shelf
from reader.loaders.errors import LoadError
from reader.notes.errors import NotesError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reader.desk.desk import Desk
    from reader.domain.article import Article
    from reader.domain.entity import Entity
    from reader.library.entry import Entry

NAMED_AT_MOST, NAMED_UP_TO = 5_000, 200_000
"""Of so many articles, of so many bytes each, the entities are found before somebody opens them."""

HELD_FOR = 24 * 3600.0
"""Seconds after which an article that came from no file goes from the index, should a reader have left it."""

AT_A_TIME = 200
"""So many articles are put into the index together, as nobody else can write there meanwhile."""

OWN = "own:"
"""Before an article's id, in what the index notes of the reader's own words on it."""


@dataclass(frozen=True, slots=True)
class Own:
    """What a reader put to an article.

    Attributes:
        tags: Their tags.
        notes: The words of their notes.
        highlights: How many passages they highlighted.
    """

    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    highlights: int = 0

    @property
    def line(self) -> str:
        """All of it, to be compared."""
        return json.dumps([self.tags, self.notes, self.highlights], ensure_ascii=False)


NOTHING = Own()


class Filling:
    """Brings a desk's collection up to date; may be called from any thread."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is read yet.

        Args:
            desk: Whose.
        """
        self._desk = desk
        self._notes = desk.notes.store.beside()
        self._own: dict[str, Own] = {}
        self._unnameable: set[str] = set()
        self._lock = Lock()
        self._tags = desk.log.version(TAG)

    def files(
        self,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] = lambda: False,
        changed: Iterable[Path] | None = None,
    ) -> Report:
        """Index what is new or changed among what is laid out, and forget what is gone.

        Args:
            progress: Is called after each file.
            cancelled: Whether to stop, asked before each file.
            changed: Only these files; None for all.
        """
        desk, collection = self._desk, self._desk.collection
        self._take_stock()
        shelf = Shelf(desk.log, desk.shelf.identity, encoding=desk.shelf.encoding)
        shelf.known = lambda: collection
        scope = collection.scope
        if changed is not None:
            scope = Scope(files=tuple(changed))
        return bring_up_to_date(
            collection.index,
            shelf,
            [path for path in scope.named if path != shelf.folder or path.is_dir()],
            describe=lambda entry, article: self._described(entry, article, None),
            progress=progress,
            cancelled=cancelled,
            scope=scope if changed is not None or not scope.most else None,
        )

    def held(self) -> None:
        """Make what came from standard input or from the web findable, as long as this session lasts."""
        index = self._desk.collection.index
        with suppress(*DAMAGE, IndexUnavailable):
            index.remove(index.without_file(time.time() - HELD_FOR))
            self._desk.collection.put(
                self._described(entry, article, None) for entry, article in self._desk.held_in_memory
            )

    @property
    def tags_changed(self) -> bool:
        """Whether a tag was given or taken since the reader's own words were put into the index."""
        return self._desk.log.version(TAG) != self._tags

    def own_words(self, cancelled: Callable[[], bool] = lambda: False) -> bool:
        """Put the tags and notes into the index that changed since they were put there; whether any had.

        Args:
            cancelled: Whether to stop, asked before each few articles; the next call goes on there.
        """
        version = self._desk.log.version(TAG)
        self._take_stock()
        index = self._desk.collection.index
        there = index.notes_on(OWN)
        now = {article_id: own.line for article_id, own in self._own.items()}
        changed = [one for one in {*there, *now} if there.get(one) != now.get(one)]
        for start in range(0, len(changed), AT_A_TIME):
            if cancelled():
                return True
            self._put_own(changed[start : start + AT_A_TIME], now)
        self._tags = version
        return bool(changed)

    def _put_own(self, ids: Sequence[str], lines: Mapping[str, str]) -> None:
        index, documents = self._desk.collection.index, []
        for article_id in ids:
            own = self._own.get(article_id, NOTHING)
            if (document := index.document(article_id)) is not None:
                documents.append(replace(document, tags=own.tags, notes=own.notes, highlights=own.highlights))
        with suppress(*DAMAGE, IndexUnavailable):
            index.upsert(documents)
            index.note(OWN, {article_id: lines.get(article_id) for article_id in ids})

    def names(self, pause: Callable[[], None]) -> Iterator[str]:
        """Find who and what is in all that can be found by its words, so that it is found by that, too.

        Args:
            pause: Is called before each piece of work; it may wait for the reader to rest, and raise.
        """
        desk = self._desk
        again = desk.collection.holding(changed) if (changed := desk.naming.take_changed()) else []
        for entry in [*again, *desk.collection.unnamed(NAMED_AT_MOST)]:
            if entry.size > NAMED_UP_TO or entry.id in self._unnameable:
                continue
            pause()
            try:
                article = desk.open_whole(entry.id).article
                self.put(entry, article, desk.naming.ahead(article, pause))
            except (LoadError, IndexUnavailable, *DAMAGE):
                self._unnameable.add(entry.id)
                continue
            yield entry.id

    def put(self, entry: Entry, article: Article, entities: tuple[Entity, ...] | None) -> None:
        """Put an article, its entities and its notes into the index, in place of what stood there of it.

        Raises:
            sqlite3.Error: The disk is full, or another process keeps the lock.
        """
        self._desk.collection.put([self._described(entry, article, entities)])

    def _described(self, entry: Entry, article: Article, entities: tuple[Entity, ...] | None) -> Document:
        known = self._desk.naming.kept(article) if entities is None else entities
        own = self._own.get(entry.id, NOTHING)
        return document_of(entry, article, known, notes=own.notes, tags=own.tags, highlights=own.highlights)

    def _take_stock(self) -> None:
        """See what the reader put to the articles."""
        with self._lock:
            self._own = self._found()

    def _found(self) -> dict[str, Own]:
        own: dict[str, Own] = {}
        with suppress(NotesError):
            self._notes.take_in_copies()
            for file in self._notes.all():
                words = tuple(one.note for one in file.highlights if one.note)
                marked = sum(1 for one in file.highlights if one.anchor is not None)
                own[file.article_id] = Own((), words, marked)
            self._desk.noted = frozenset(own)
        for article_id, values in self._desk.log.speaking_of(TAG):
            kept = sorted(key[len(TAG) :] for key, value in values.items() if key.startswith(TAG) and value)
            if tags := tuple(kept):
                own[article_id] = replace(own.get(article_id, NOTHING), tags=tags)
        return own
