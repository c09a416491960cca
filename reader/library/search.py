"""Searching the library: a query in, a page of hits out, each with the sentence that matched."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import groupby, islice
from typing import Any

from reader.domain.span import Span
from reader.library import snippet
from reader.library.alternatives import alternatives
from reader.library.database import DAMAGE, IndexUnavailable, is_damage
from reader.library.document import Document
from reader.library.entry import Entry
from reader.library.index import Index
from reader.library.plan import Plan, plan, states_in
from reader.library.query import parse
from reader.library.ranking import RANKED, ranked
from reader.library.state import StateLog
from reader.library.tree import Field, Query, Sort, Term, positive_terms

COUNTED = 1000
"""Up to how many matches are counted; beyond that it is said that there are more."""

WORTH = 100
"""To ask whether an article matches takes as long as to go through so many that do."""

AT_A_TIME = 100
"""After so many articles at a time it is asked whether they match."""


class Interrupted(Exception):
    """A search was broken off, as the next key was pressed."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that matches.

    Attributes:
        entry: Its entry.
        key: Its key in the index.
        where: What matched: "text", "title", "byline", "site", "tag", "person", "organisation", "place",
            "entity" or "note"; empty where only a date, a state or the like was asked for.
        sentence: The sentence, name or note that matched, on one line; else how the article begins.
        spans: Where the words stand in `sentence`, in characters.
        match: Where to open the article: the first of the words in its text; None where it is not there.
    """

    entry: Entry
    key: int
    where: str = ""
    sentence: str = ""
    spans: tuple[Span, ...] = ()
    match: Span | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What a search found.

    Attributes:
        query: What was asked for.
        hits: The first of them, in the order that was asked for.
        keys: The keys of all that were counted, for `Searcher.hits` as a list is scrolled.
        more: Whether there are more than `keys`.
        notice: One line on what went wrong, or None.
        seconds: How long it took.
    """

    query: Query
    hits: tuple[Hit, ...] = ()
    keys: tuple[int, ...] = ()
    more: bool = False
    notice: str | None = None
    seconds: float = 0.0

    @property
    def count(self) -> str:
        """How many there are, in words: "17", "1,000+"."""
        return f"{len(self.keys):,}" + ("+" if self.more else "")

    @property
    def patterns(self) -> list[Any]:
        """What marks every match in an open article, with `reader.library.snippet.matches`."""
        return snippet.patterns(_in_text(self.query))

    @property
    def title_patterns(self) -> list[Any]:
        """What marks the matches in a headline: of a byline, or a sentence, nothing stands there."""
        elsewhere = {Field.BY, Field.BODY}
        return snippet.patterns(term for term in _in_text(self.query) if term.field not in elsewhere)


class Searcher:
    """Searches an index, in a file or in memory, with the reader's state.

    One search runs at a time; another thread breaks it off with `interrupt`.

    Attributes:
        index: Where to look.
        within: Keys, and whether only these are looked for or all but these; None for everything.
    """

    def __init__(self, index: Index, state: StateLog | None = None) -> None:
        self.index = index
        self.within: tuple[frozenset[int], bool] | None = None
        self._state = state

    def add(self, documents: Iterable[Document]) -> None:
        """Put documents in the index, as those of opened files in one in memory.

        Raises:
            sqlite3.Error: The disk is full, or another process keeps the lock.
        """
        self.index.upsert(documents)

    def interrupt(self) -> None:
        """Break off the search that is under way; it raises `Interrupted`."""
        self.index.interrupt()

    def search(
        self, query: str | Query, limit: int = 20, *, typing: bool = False, after: int | None = None
    ) -> Page:
        """Look for what matches.

        Args:
            query: As typed, or parsed.
            limit: How many hits to make; of the others only the keys are given.
            typing: Whether the query is still being typed, so that its last word may go on.
            after: The key of the last hit of the page before.

        Raises:
            Interrupted: `interrupt` was called.
        """
        asked = parse(query, typing=typing) if isinstance(query, str) else query
        start = time.perf_counter()
        try:
            return self._search(asked, limit, after, start)
        except DAMAGE as error:
            if "interrupted" in str(error):
                raise Interrupted from error
            if not is_damage(error):
                return Page(asked, notice=f"the search failed: {error}; try again")
        except IndexUnavailable as error:
            return Page(asked, notice=str(error))
        return self._again(asked, limit, after, start)

    def _again(self, query: Query, limit: int, after: int | None, start: float) -> Page:
        """Search once more after an error of damage, where the index was whole after all."""
        if not self.index.recover():
            return Page(query, notice=self.index.notice)
        try:
            return self._search(query, limit, after, start)
        except DAMAGE as error:
            if self.index.in_memory or not is_damage(error):
                return Page(query, notice=f"the search failed: {error}; try again")
            self.index.recover(distrust=True)
            return Page(query, notice=self.index.notice)

    def hits(self, query: Query, keys: Sequence[int]) -> list[Hit]:
        """The hits with these keys, in their order; those that are gone from the index are left out."""
        entries = self.index.entries_by_key(keys)
        wanted = list(positive_terms(query.tree))
        bodies = self.index.bodies(list(entries)) if wanted else {}
        return [
            _hit(key, entry, wanted, *bodies.get(key, ("", {}))) if wanted else Hit(entry, key)
            for key, entry in entries.items()
        ]

    def _search(self, query: Query, limit: int, after: int | None, start: float) -> Page:
        if query.sort is Sort.RANK and query.tree is not None and after is None:
            found = list(islice(self._keys(query, after), RANKED))
            keys = ranked(self.index, query.tree, found)
        else:
            keys = list(islice(self._keys(query, after), COUNTED + 1))
        more = len(keys) > COUNTED
        keys = keys[:COUNTED]
        hits = tuple(self.hits(query, keys[:limit]))
        return Page(query, hits, tuple(keys), more, self.index.notice, time.perf_counter() - start)

    def matching(self, query: Query) -> Iterator[int]:
        """The keys of all that matches, however many there are, in the order of dates.

        Raises:
            sqlite3.Error: The index is damaged, or it was broken off.
        """
        return self._keys(query, None)

    def _keys(self, query: Query, after: int | None) -> Iterator[int]:
        """The keys that match, state and all, in the order of dates."""
        oldest, go_on = query.sort is Sort.OLD, self.index.go_on
        plans = [plan(one, go_on) for one in alternatives(query.tree)]
        if any(how.rest is not None for how in plans):
            for state in states_in(query.tree):
                self.index.lay_marked(state, self._marked(state))
        found = [self._matched(how, after, oldest) for how in plans]
        if len(found) == 1:
            return found[0]
        return (key for key, _ in groupby(merge(*found, reverse=not oldest)))

    def _matched(self, how: Plan, after: int | None, oldest: bool) -> Iterator[int]:
        """The keys that match one alternative."""
        tests = [(self._marked(state), holds) for state, holds in how.states]
        if self._state is not None and (deleted := self._marked("deleted")):
            tests.append((deleted, False))
        if self.within is not None:
            tests.append(self.within)
        few = min((keys for keys, holds in tests if holds), key=len, default=None)
        if few is None or how.rest is not None:
            found = self.index.find(how, oldest=oldest, after=after)
        else:
            found = self._among(few, how, after, oldest)
        for key in found:
            if all((key in keys) is holds for keys, holds in tests):
                yield key

    def _among(self, few: frozenset[int], how: Plan, after: int | None, oldest: bool) -> Iterator[int]:
        """Keys that match, among them all of a set that do: what is shorter of the two is gone through.

        Which it is, is not known before: so the matches are gone through first, for as long as it would take
        to ask after each of the set, and then the rest of the set, where that is no more.
        """
        worth = len(few) * (WORTH if how.match is not None else 1)
        looked = 0
        for key in self.index.find(how, oldest=oldest, after=after):
            if looked >= worth:
                break
            yield key
            after, looked = key, looked + 1
        else:
            return
        keys = [key for key in few if how.first <= key <= how.last]
        if after is not None:
            keys = [key for key in keys if (key > after if oldest else key < after)]
        keys.sort(reverse=not oldest)
        if how.match is None:
            yield from keys
            return
        for start in range(0, len(keys), AT_A_TIME):
            found = self.index.among(how.match, keys[start : start + AT_A_TIME])
            yield from sorted(found, reverse=not oldest)

    def _marked(self, state: str) -> frozenset[int]:
        if self._state is None:
            return frozenset()
        log = self._state
        return self.index.mark(state, log.version(state), lambda: log.having(state))


_LISTS = {
    "person": "people",
    "organisation": "organisations",
    "place": "places",
    "entity": "others",
    "note": "notes",
    "tag": "tags",
}
"""What is searched besides the text, and how the index calls it."""

_NAMED_BY = {
    Field.PERSON: ("person",),
    Field.ORGANISATION: ("organisation",),
    Field.PLACE: ("place",),
    Field.ENTITY: ("person", "organisation", "place", "entity"),
    Field.NOTE: ("note",),
    Field.TAG: ("tag",),
}


def _in_text(query: Query) -> list[Term]:
    """The terms that may stand in the text itself."""
    elsewhere = {Field.SITE, Field.TAG, Field.NOTE, Field.LANGUAGE}
    return [term for term in positive_terms(query.tree) if term.field not in elsewhere]


def _hit(key: int, entry: Entry, wanted: list[Term], text: str, extra: dict[str, Any]) -> Hit:
    """Show why an article matched: the sentence with the words; else the name, note or tag that has them."""
    title_end = len(entry.title) if text.startswith(entry.title) else 0
    plain = [term for term in wanted if term.field in {None, Field.BODY}]
    if plain and (found := snippet.passage(text, snippet.patterns(plain), title_end)):
        where = "title" if found.match.end <= title_end else "text"
        return Hit(entry, key, where, found.text, found.spans, found.match)
    for term in wanted:
        if (hit := _by_field(key, entry, term, text, extra)) is not None:
            return hit
    return Hit(entry, key, sentence=entry.snippet)


def _by_field(key: int, entry: Entry, term: Term, text: str, extra: dict[str, Any]) -> Hit | None:
    one = snippet.patterns([term])
    names = _NAMED_BY.get(term.field) if term.field is not None else tuple(_LISTS)
    for where in names or ():
        values = [*extra.get(_LISTS[where], ()), *(entry.tags if where == "tag" else ())]
        for value in values:
            if found := snippet.passage(value, one):
                place = None
                if where not in {"tag", "note"}:
                    place = snippet.passage(text, snippet.patterns([Term(value, phrase=True)]))
                if place is not None:
                    return Hit(entry, key, where, place.text, place.spans, place.match)
                return Hit(entry, key, where, found.text, found.spans)
    for where, value in (("title", entry.title), ("byline", ", ".join(entry.authors)), ("site", entry.site)):
        asked = term.field in {None, {"title": Field.TITLE, "byline": Field.BY, "site": Field.SITE}[where]}
        if asked and value and (found := snippet.passage(value, one)):
            return Hit(entry, key, where, found.text, found.spans, _standing(text, value, found.match))
    return None


def _standing(text: str, value: str, match: Span) -> Span | None:
    """Where a word of a headline or byline stands in the text."""
    at = text.find(value)
    return Span(at + match.start, at + match.end) if at >= 0 else None


def as_json(hit: Hit) -> dict[str, Any]:
    """What `broadsheet search --json` prints of a hit; scripts rely on these fields.

    Returns:
        id, title, authors, site, published, url, path, words, minutes of the article; where (what
        matched, see `Hit.where`), sentence, spans (pairs of offsets into sentence), and start and end of
        the match in the article's text, null where it is not in the text.
    """
    entry = hit.entry
    return {
        "id": entry.id,
        "title": entry.title,
        "authors": list(entry.authors),
        "site": entry.site,
        "published": entry.published,
        "url": entry.url,
        "path": str(entry.path) if entry.path else None,
        "words": entry.words,
        "minutes": entry.minutes,
        "where": hit.where,
        "sentence": hit.sentence,
        "spans": [[span.start, span.end] for span in hit.spans],
        "start": hit.match.start if hit.match else None,
        "end": hit.match.end if hit.match else None,
    }
