"""Which article this is: an id is given once and found again by address, place, content or likeness."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from threading import RLock
from typing import Any

from reader.domain.article import Article
from reader.library import sketch as prints
from reader.library.likeness import Likeness
from reader.library.sketch import BINS, COPY, OPENING, SAME, UNRELATED, sketch
from reader.library.state import StateLog

PLACE = "path:"
"""Before a place, in a key of the log."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What an article is known by.

    Attributes:
        url: Its canonical address.
        place: Its path, with "#" and its title where the file holds several articles.
        content: A hash of the opening of its text.
        print: See `reader.library.sketch`; empty for a short text.
        title: Its headline.
    """

    url: str | None
    place: str | None
    content: str
    print: bytes
    title: str


def traits_of(article: Article, place: str | None = None, url: str | None = None) -> Traits:
    """What an article is known by.

    Args:
        article: All of it, or a beginning of `OPENING` characters or more.
        place: Where it was found.
        url: Where it was fetched from, for one that does not say itself where it was published.
    """
    return traits_of_text(article.text, article.meta.title, article.meta.url or url, place)


def traits_of_text(text: str, title: str, address: str | None, place: str | None) -> Traits:
    """As `traits_of`, of the parts that it takes from an article."""
    return Traits(
        _canonical(address) if address else None,
        place,
        _hash("text", text[:OPENING]),
        sketch(text),
        title,
    )


def _canonical(address: str) -> str | None:
    from reader.library.urls import canonical_url  # urllib is long to import, and most files have no address

    return canonical_url(address)


def file_of(place: str) -> Path:
    """The file of a place: all of it, or what stands before a "#" in it; the longest that is there."""
    name = place
    while "#" in name and not Path(name).is_file():
        name = name.rpartition("#")[0]
    return Path(name)


def _values(traits: Traits) -> dict[str, Any]:
    """Traits as values of the log."""
    values: dict[str, Any] = {"content": traits.content, "title": traits.title}
    if traits.url:
        values["url"] = traits.url
    if traits.place:
        values[PLACE + traits.place] = True
    if traits.print:
        values["print"] = prints.encode(traits.print)
    return values


def _stands(values: Mapping[str, Any], place: str | None) -> bool:
    """Whether an article's file is where it was, and that is not `place`."""
    places = (key[len(PLACE) :] for key, value in values.items() if key.startswith(PLACE) and value is True)
    return any(other != place and file_of(other).exists() for other in places)


def _hash(kind: str, text: str) -> str:
    return blake2b(f"{kind}\0{text}".encode("utf-8", "replace"), digest_size=8).hexdigest()


class Identity:
    """Finds the id of an article among those that the log of reading state knows.

    An id is in the log from when its article was first opened or kept (`remember`). Until then it follows
    from the article itself, its address or else the opening of its text, so that it comes out the same on
    every machine.
    """

    def __init__(self, state: StateLog) -> None:
        self._state = state
        self._by_url: dict[str, str] = {}
        self._by_place: dict[str, str] = {}
        self._by_content: dict[str, str] = {}
        self._known: dict[str, dict[str, Any]] = {}
        self._likeness: Likeness | None = None
        self._waiting: list[tuple[str, dict[str, Any]]] = []
        self._lock = RLock()

    def identify(self, traits: Traits) -> str:
        """The id of the article with these traits: the one it was given, else the one it would be given."""
        with self._lock:
            known = next((found for found in self._candidates(traits) if self._fits(found, traits)), None)
        if known is not None:
            return known
        return _hash("url", traits.url) if traits.url else traits.content

    def remember(self, traits: Mapping[str, Traits]) -> None:
        """Write down what articles are known by, so that each keeps its id when some of that changes."""
        with self._lock:
            self._state.put({article_id: _values(one) for article_id, one in traits.items()})
            for article_id, one in traits.items():
                self.meet(article_id, one)

    def meet(self, article_id: str, traits: Traits) -> None:
        """Know an article again until the program ends, without writing anything down."""
        with self._lock:
            self._learn(article_id, _values(traits))

    def refresh(self, article_ids: frozenset[str]) -> None:
        """Take note of what other instances have remembered, after `StateLog.poll` named these articles."""
        with self._lock:
            if self._likeness is not None:
                for article_id in article_ids:
                    self._learn(article_id, self._state.values(article_id))

    def places(self, article_id: str) -> list[str]:
        """Where an article was found, on any machine."""
        values = self._state.values(article_id)
        return [key.removeprefix(PLACE) for key in values if key.startswith(PLACE)]

    def _candidates(self, traits: Traits) -> Iterator[str]:
        """Articles that may be the one, the surest first."""
        likeness = self._ready()
        for table, key in (
            (self._by_url, traits.url),
            (self._by_place, traits.place),
            (self._by_content, traits.content),
        ):
            if key and (found := table.get(key)):
                yield found
        if traits.print:
            yield from likeness.like(traits.print)

    def _fits(self, article_id: str, traits: Traits) -> bool:
        """Whether nothing speaks against an article's being the one.

        The same address and the same words are enough. The same place is, unless another address or
        wholly other words show that the file was replaced. Mere likeness is, unless the addresses differ,
        or the texts differ in more than a few words and the other's file is still there: then both are
        wanted, as two drafts are.
        """
        values = self._known.get(article_id, {})
        url = values.get("url")
        if (traits.url and url == traits.url) or values.get("content") == traits.content:
            return True
        if traits.url and url and url != traits.url:
            return False
        print_ = prints.decode(values.get("print"))
        share = prints.similarity(traits.print, print_)
        if traits.place and self._by_place.get(traits.place) == article_id:
            both = bool(traits.print and print_)
            return not both or share > UNRELATED or values.get("title") == traits.title != ""
        return share >= COPY or (share >= SAME and not _stands(values, traits.place))

    def _ready(self) -> Likeness:
        """What tells likeness, with all that the log knows learnt before."""
        if self._likeness is not None:
            return self._likeness
        ids: list[str] = []
        words: list[str] = []
        for article_id, values in self._state.scan():
            self._enter(article_id, values)
            word = values.get("print")
            if isinstance(word, str) and len(word) == 2 * BINS:
                ids.append(article_id)
                words.append(word)
        together = prints.decode_all(words)
        if together is None:
            sound = [
                (article_id, print_)
                for article_id, word in zip(ids, words, strict=True)
                if (print_ := prints.decode(word))
            ]
            ids, together = [article_id for article_id, _ in sound], b"".join(print_ for _, print_ in sound)
        self._likeness = Likeness(ids, together)
        waiting, self._waiting = self._waiting, []
        for article_id, values in waiting:
            self._learn(article_id, values)
        return self._likeness

    def _learn(self, article_id: str, values: dict[str, Any]) -> None:
        likeness = self._likeness
        if likeness is None:
            # To know every article again takes a second where there are 100,000: only who asks waits for it.
            self._waiting.append((article_id, values))
            return
        self._enter(article_id, self._known.get(article_id, {}) | values)
        if print_ := prints.decode(values.get("print")):
            likeness.add(article_id, print_)

    def _enter(self, article_id: str, values: dict[str, Any]) -> None:
        self._known[article_id] = values
        for key, value in values.items():
            if value is True and key.startswith(PLACE):
                self._by_place[key[len(PLACE) :]] = article_id
        if isinstance(url := values.get("url"), str):
            self._by_url[url] = article_id
        if isinstance(content := values.get("content"), str):
            self._by_content[content] = article_id
