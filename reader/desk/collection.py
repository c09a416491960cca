"""What is laid out, as the index has it: how many articles, in what order, and which match a query."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import TypeVar

from reader.library.articlestate import TAG
from reader.library.database import DAMAGE, IndexUnavailable, is_damage
from reader.library.document import Document
from reader.library.entry import Entry
from reader.library.index import Index, open_index
from reader.library.known import known
from reader.library.query import parse
from reader.library.reading import Reading
from reader.library.related import Related, related
from reader.library.schema import DAY_BITS
from reader.library.scope import Scope
from reader.library.search import COUNTED, Hit, Interrupted, Page, Searcher
from reader.library.state import StateLog
from reader.library.tree import Field, Or, Query, Sort, Term

T = TypeVar("T")

_LOOKED_UP = 1024
"""After so many matches it is asked whether the others are still wanted."""


@dataclass(frozen=True, slots=True)
class View:
    """Articles in an order.

    Attributes:
        keys: Their keys in the index, in order; eight bytes each.
        unread: How many of them were not read.
        query: What was asked for, as typed.
        sort: By what they are sorted.
        group: By what they are grouped.
    """

    keys: Sequence[int] = ()
    unread: int = 0
    query: str = ""
    sort: str = "date"
    group: str = "none"

    def __len__(self) -> int:
        return len(self.keys)


class Collection:
    """The articles of a session in the index, and the index's searcher; may be called from any thread.

    Attributes:
        index: The library's, in a file; in memory where none can be had.
        scope: What is laid out.
        generation: Grows whenever `poll` finds that something changed: a view or a result may be another now.
    """

    def __init__(self, state: StateLog, scope: Scope, *, alone: bool = False) -> None:
        """Open the index.

        Args:
            state: The log of reading state.
            scope: What is laid out.
            alone: Whether to make an index of its own in memory, which leaves nothing behind.
        """
        self.index = Index(None) if alone else open_index()
        self.scope = scope
        self.generation = 0
        self._rows: Reading = self.index.beside()
        self._state = state
        self._searcher = Searcher(self.index, state)
        self._stamp: object = None
        self._within: tuple[object, tuple[frozenset[int], bool] | None] = (None, None)
        self._lock, self._turn = Lock(), Lock()
        self._searching = False
        self._broken = False

    def close(self) -> None:
        """Let go of the index; what was in no file goes from it."""
        with self._lock:
            if self.scope.ids:
                with suppress(*DAMAGE, IndexUnavailable):
                    self.index.remove(self.scope.ids)
            if self._rows is not self.index:
                self._rows.close()
            self.index.close()

    def hold(self, ids: Iterable[str]) -> None:
        """Lay out articles that are in no file, for as long as this session lasts."""
        self.scope = replace(self.scope, ids=tuple(dict.fromkeys((*self.scope.ids, *ids))))

    def poll(self) -> bool:
        """Whether the index changed, by whoever, since this was last asked; then `generation` has grown.

        One that was found damaged, or that another program made anew, is opened again.
        """
        if self._broken or not self.index.is_in_place:
            with self._lock:
                if self._broken:
                    self.index.recover()
                else:
                    self.index.reopen()
                self._rows, self._broken = self.index.beside(), False
        stamp = self._safely(lambda: (self.index.revision, self._rows.stamp), self._stamp)
        changed = self._stamp is not None and stamp != self._stamp
        self._stamp = stamp
        self.generation += changed
        return changed

    def _safely(self, read: Callable[[], T], otherwise: T) -> T:
        """Read from the index; what is damaged there is mended at the next `poll`."""
        try:
            return read()
        except IndexUnavailable:
            return otherwise
        except DAMAGE as error:
            self._broken = self._broken or is_damage(error)
            return otherwise

    @contextmanager
    def _beside(self) -> Iterator[Reading]:
        """A connection for what takes long: neither searches nor the rows on the screen are to wait."""
        there = self.index.beside()
        try:
            yield there
        finally:
            if there is not self.index:
                there.close()

    # The list

    def view(
        self,
        query: str = "",
        sort: str = "date",
        group: str = "none",
        cancelled: Callable[[], bool] = lambda: False,
        most: int | None = None,
    ) -> View | None:
        """The articles that match a query, in an order; None where it was broken off by a later search.

        Those that were put away are in it only where the query asks for anything at all. Of a million it
        takes a second or two, so it is for a worker.

        Args:
            query: In the language of `reader.library.query`; empty for everything.
            sort: "date", "added", "title", "source", "length", "progress", where the query does not say; or
                "named" for the order in which files were named.
            group: "none", "day", "source" or "tag".
            cancelled: Whether the answer is wanted no more.
            most: So many of the first matches are enough; None for all.
        """
        asked = parse(query)
        with self._beside() as there:
            if asked.tree is None:
                found = self._safely(lambda: self._everything(there, sort), None)
            else:
                with self._lock:
                    if cancelled():
                        return None
                    self._now_searching(True)
                    try:
                        found = self._safely(
                            lambda: self._matching(there, asked, sort, cancelled, most),
                            array("q") if not self.index.searchable else None,
                        )
                    finally:
                        self._now_searching(False)
            if found is None:
                return None
            grouped = self._safely(lambda: self._grouped(there, found, group), found)
        nobody: frozenset[int] = frozenset()
        read = self._safely(lambda: self._marked("read"), nobody)
        unread = sum(1 for key in grouped if key not in read) if read else len(grouped)
        return View(grouped, unread, query, sort, group)

    def count(self, query: str) -> tuple[int, bool] | None:
        """How many articles match a query, and whether there are more; None where it was broken off."""
        view = self.view(query, most=COUNTED + 1)
        return None if view is None else (min(len(view), COUNTED), len(view) > COUNTED)

    def rows(self, view: View, start: int, stop: int) -> list[Entry | None]:
        """The entries of a view from `start` up to `stop`; None for one that was deleted meanwhile."""
        keys = view.keys[max(0, start) : stop]
        nothing: dict[int, Entry] = {}
        found = self._safely(lambda: self._rows.entries_by_key(keys), nothing)
        return [found.get(key) for key in keys]

    def ids(self, view: View) -> list[str]:
        """The ids of all articles of a view, in its order."""
        nothing: dict[int, str] = {}
        found = self._safely(lambda: self._rows.ids_by_key(view.keys), nothing)
        return [found[key] for key in view.keys if key in found]

    def place_of(self, view: View, article_id: str) -> int | None:
        """Where an article stands in a view; None where it does not."""
        nothing: list[int] = []
        for key in self._safely(lambda: self._rows.keys_of([article_id]), nothing):
            try:
                return view.keys.index(key)
            except ValueError:
                return None
        return None

    def get(self, article_id: str) -> Entry | None:
        """The entry of an article, whether it is laid out or not."""
        return self._safely(lambda: self._rows.get(article_id), None)

    def ids_at(self, path: Path, size: int, changed: float) -> tuple[str, ...]:
        """The articles in a file, in order, where it was read when it had this size and time of change."""
        nothing: tuple[str, ...] = ()
        return self._safely(lambda: self._rows.ids_at(path, size, changed), nothing)

    def document(self, article_id: str) -> Document | None:
        """All that is known of an article, its text too."""
        return self._safely(lambda: self._rows.document(article_id), None)

    def unnamed(self, limit: int) -> list[Entry]:
        """The newest articles of which it is not known yet who and what is in them."""
        nothing: list[Entry] = []
        with self._beside() as there:
            return self._safely(lambda: there.entries(there.without_names(limit)), nothing)

    def _everything(self, there: Reading, sort: str) -> array[int]:
        keys, within = self._sorted(there, sort), self._scoped()
        leave = self._marked("deleted") | self._marked("archived")
        if within is not None and within[1]:
            return array("q", (key for key in keys if key in within[0] and key not in leave))
        if within is not None:
            leave |= within[0]
        return array("q", (key for key in keys if key not in leave)) if leave else keys

    def _matching(
        self, there: Reading, asked: Query, sort: str, cancelled: Callable[[], bool], most: int | None
    ) -> array[int] | None:
        self._searcher.within = self._scoped()
        found = array("q")
        for key in self._searcher.matching(asked):
            if len(found) % _LOOKED_UP == 0 and cancelled():
                return None
            found.append(key)
            if len(found) == most:
                break
        if sort == "date" or asked.sort is not Sort.NEW:
            return found
        wanted = set(found)
        return array("q", (key for key in self._sorted(there, sort) if key in wanted))

    def _sorted(self, there: Reading, sort: str) -> array[int]:
        if sort == "named":
            named = there.in_files(self.scope.files)
            return array("q", dict.fromkeys([*named, *there.order("date")]))
        if sort != "progress":
            return there.order(sort)
        begun = {one: self._state.get(one).progress for one, _ in self._state.speaking_of("progress")}
        order = sorted(begun, key=lambda one: begun[one], reverse=True)
        first = dict.fromkeys(key for one in order for key in there.keys_of([one]))
        return array("q", [*first, *(key for key in there.order("date") if key not in first)])

    def _grouped(self, there: Reading, keys: array[int], group: str) -> array[int]:
        """The keys group by group; within a group the order stays."""
        if group == "none":
            return keys
        if group == "day":
            return array("q", sorted(keys, key=lambda key: -(key >> DAY_BITS)))
        names = there.sources() if group == "source" else self._tags(there)
        # What belongs nowhere comes last.
        return array("q", sorted(keys, key=lambda key: (key not in names, names.get(key, ""))))

    def _tags(self, there: Reading) -> dict[int, str]:
        """The tag under which each article stands, by its key: the first of the reader's own, else any."""
        names = there.source_tags()
        for article_id, _ in self._state.speaking_of(TAG):
            tag = self._state.get(article_id).tags[0].casefold()
            names |= dict.fromkeys(there.keys_of([article_id]), tag)
        return names

    def _marked(self, state: str) -> frozenset[int]:
        log = self._state
        return self.index.mark(state, log.version(state), lambda: log.having(state))

    def _scoped(self) -> tuple[frozenset[int], bool] | None:
        """The keys that are laid out, or those that are not, whichever is sooner said."""
        stamp = (self.index.stamp, self.scope)
        if stamp != self._within[0]:
            if self.scope.most:
                outside = frozenset(self.index.outside(self.scope))
                within = (outside, False) if outside else None
            else:
                within = (frozenset(self.index.inside(self.scope)), True)
            self._within = (stamp, within)
        return self._within[1]

    # Searching

    def search(
        self, query: str, limit: int, cancelled: Callable[[], bool], *, typing: bool = True
    ) -> Page | None:
        """Look for a query in what is laid out; None where it was broken off by a later one.

        Args:
            query: As typed.
            limit: How many hits to make.
            cancelled: Whether the answer is wanted no more.
            typing: Whether the query is still being typed, so that its last word may go on.
        """
        with self._turn:
            # Never in memory: there, what is being put in has the same connection, and would be broken off.
            if self._searching and not self.index.in_memory:
                self._searcher.interrupt()
        with self._lock:
            if cancelled():
                return None
            self._searcher.within = self._safely(self._scoped, None)
            self._now_searching(True)
            try:
                return self._searcher.search(query, limit, typing=typing)
            except Interrupted:
                return None
            finally:
                self._now_searching(False)

    def hits(self, query: Query, keys: Sequence[int]) -> list[Hit]:
        """The hits with these keys, as a list of results is scrolled; see `Page.keys`."""
        nothing: list[Hit] = []
        with self._lock:
            return self._safely(lambda: self._searcher.hits(query, keys), nothing)

    def known(self, field: Field, begun: str) -> list[str]:
        """The values that a field has among the articles, of which a word begins so; the likeliest first."""
        nothing: list[str] = []
        return self._safely(lambda: known(self._rows, field, begun), nothing)

    def related(self, article_id: str) -> list[Related]:
        """The articles that share most with one, the nearest first; nothing that was put away."""

        def find(there: Reading) -> list[Related]:
            document, within = there.document(article_id), self._scoped()
            leave = self._marked("deleted") | self._marked("archived")
            if document is None:
                return []
            return related(
                there,
                document,
                wanted=lambda key: key not in leave and (within is None or (key in within[0]) is within[1]),
            )

        nothing: list[Related] = []
        with self._beside() as there:
            return self._safely(lambda: find(there), nothing)

    def holding(self, names: Iterable[str]) -> list[Entry]:
        """The articles whose words or names have one of these, newest first; at most some hundreds."""
        fields = (Field.BODY, Field.TITLE, Field.ENTITY)
        terms = tuple(Term(name, field, phrase=True) for name in dict.fromkeys(names) for field in fields)
        with self._lock:
            self._searcher.within = self._safely(self._scoped, None)
            try:
                page = self._searcher.search(Query("", Or(terms)), limit=0)
            except Interrupted:
                return []
            return self.index.entries(page.keys)

    def put(self, documents: Iterable[Document]) -> None:
        """Make articles findable, or what changed in them.

        Raises:
            sqlite3.Error: The disk is full, or another process keeps the lock.
        """
        self.index.upsert(documents)

    def _now_searching(self, searching: bool) -> None:
        with self._turn:
            self._searching = searching
