"""What stands in the list: articles opened by path or from standard input, and those of the library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Protocol

from reader.domain.article import Article
from reader.library import paths
from reader.library.entry import Entry, entry_of
from reader.library.identity import PLACE, Identity, Traits, file_of, traits_of, traits_of_text
from reader.library.keep import KeptFiles, keep, kept_id
from reader.library.sketch import OPENING
from reader.library.state import StateLog
from reader.loaders import LoadError, Source, find_files, head, load, read_path
from reader.loaders.clean import clean_line

if TYPE_CHECKING:
    from reader.library.document import Document


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be read.

    Attributes:
        line: What, where and what to do, on one line.
        path: The file.
    """

    line: str
    path: Path | None


@dataclass(frozen=True, slots=True)
class Opened:
    """An article with its entry."""

    entry: Entry
    article: Article


class Known(Protocol):
    """What knows of articles from an earlier time, as the index does."""

    def get(self, article_id: str) -> Entry | None:
        """The entry with this id."""
        ...

    def ids_at(self, path: Path, size: int, changed: float) -> tuple[str, ...]:
        """The articles in a file, in order, where it was read when it had this size and time of change."""
        ...

    def document(self, article_id: str) -> Document | None:
        """All that is known of an article, its text too."""
        ...


class Shelf:
    """The articles at hand, by id, in the order in which they were found.

    It grows while a worker goes through `fill`; everything may be called from any thread.

    Attributes:
        encoding: How files are encoded, where the reader orders one; None to find out.
        known: Gives what knows of articles that were read before; None where there is nothing such.
        identity: Knows the articles again.
        state: The log of reading state.
        folder: Where kept articles are.
        kept: Which are there.
    """

    def __init__(
        self,
        state: StateLog,
        identity: Identity | None = None,
        folder: Path | None = None,
        *,
        encoding: str | None = None,
    ) -> None:
        self.state = state
        self.known: Callable[[], Known | None] = lambda: None
        self.encoding = encoding
        self.folder = folder or paths.articles_dir()
        self.kept = KeptFiles(self.folder)
        self.identity = identity or Identity(state)
        self._entries: dict[str, Entry] = {}
        self._held: dict[str, Article] = {}
        self._traits: dict[str, Traits] = {}
        self._copies: dict[Path, tuple[str, ...]] = {}
        self._awaited: set[str] = set()
        self._lock = RLock()

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What was found so far, in order."""
        with self._lock:
            return tuple(self._entries.values())

    def get(self, article_id: str) -> Entry | None:
        """The entry with this id."""
        return self._entries.get(article_id)

    def matching(self, start: str) -> list[Entry]:
        """The entries whose id begins so; what a command line's ARTICLE may name."""
        return [entry for entry in self.entries if entry.id.startswith(start)] if start else []

    def fill(self, named: Iterable[str | Path]) -> Iterator[Entry | Failure]:
        """Read what is at these paths, folders too, and put it on the shelf.

        To be gone through in a worker. A copy of an article that is on the shelf gives nothing. Of a big
        file only the beginning is read.

        Args:
            named: Files and folders.

        Yields:
            Each new entry, and a line for each file that cannot be read; the rest go on.
        """
        for path in find_files(named):
            try:
                opened = self.open(path, whole=False)
            except LoadError as error:
                yield Failure(str(error), path)
            else:
                yield from (one.entry for one in opened if one.entry.path == path)

    def open(self, path: Path, whole: bool = True) -> list[Opened]:
        """Read one file and put what is in it on the shelf.

        Args:
            path: A file.
            whole: Whether to read a big one to its end.

        Returns:
            Its articles, in order, each with its entry; that of a copy is the entry found first.

        Raises:
            LoadError: It cannot be read.
        """
        return self.put(read_path(path, self.encoding), whole)

    def put(
        self, source: Source, whole: bool = True, articles: Sequence[Article] | None = None
    ) -> list[Opened]:
        """Put the articles of a source on the shelf; those without a path are kept in memory.

        Args:
            source: Where they are from.
            whole: Whether to read a big one to its end.
            articles: All its articles, where they were loaded before.

        Raises:
            LoadError: It cannot be read.
        """
        beginning = None if whole else head(source)
        partial = beginning is not None and len(beginning.text) >= OPENING
        if articles is None:
            articles = (beginning,) if partial and beginning is not None else load(source)
        size, changed = _size_and_time(source)
        ids = self._ids_at(source, size, changed, sum(1 for article in articles if article.blocks))
        opened: list[Opened] = []
        for member, article in enumerate(articles):
            if not article.blocks:
                continue
            place = _place(source.path, article.meta.url, article.meta.title, alone=len(articles) == 1)
            traits = traits_of(article, place, source.url)
            article_id = ids[len(opened)] if ids else self.identity.identify(traits)
            entry = entry_of(
                article_id,
                article,
                name=source.stem.removesuffix(f"-{article_id}"),
                path=source.path,
                member=member,
                url=source.url,
                size=size,
                changed=changed,
                partial=partial,
            )
            opened.append(Opened(self._stand(entry, traits), article))
            if source.path is None:
                self._held[article_id] = article
        if source.path is not None:
            self._copies[source.path] = tuple(one.entry.id for one in opened)
        return opened

    def load(self, entry: Entry) -> Article:
        """All of an article, read now.

        Raises:
            LoadError: Its file is gone, cannot be read, or no longer holds it.
        """
        if (held := self._held.get(entry.id)) is not None:
            return held
        if entry.path is None:
            raise LoadError(f"{entry.title} is not on this machine; add it from {entry.url or 'its source'}")
        opened = self.open(entry.path)
        for one in opened:
            if one.entry.id == entry.id:
                return one.article
        if len(opened) == 1 and entry.member == 0:
            return opened[0].article
        raise LoadError(f"{entry.path} no longer holds “{entry.title}”; open the file again")

    def keep(self, opened: Opened, source: Source | None = None) -> Entry:
        """Keep an article in the library; see `reader.library.keep`.

        Args:
            opened: The article, with its entry.
            source: What it was loaded from, where that holds no other article.

        Returns:
            The entry of the kept copy, which stands in place of the one there was.

        Raises:
            OSError: It cannot be written.
        """
        path = keep(self.kept, opened.entry.id, opened.article, source)
        stat = path.stat()
        kept = replace(
            opened.entry, path=path, member=0, size=stat.st_size, changed=stat.st_mtime, partial=False
        )
        with self._lock:
            self._entries[kept.id] = kept
            self._held.pop(kept.id, None)
            self._copies[path] = (kept.id,)
        return kept

    def adopt(self, entries: Iterable[Entry]) -> None:
        """Put entries on the shelf that are known from the index, without reading their files."""
        with self._lock:
            for entry in entries:
                self._entries.setdefault(entry.id, entry)

    def opened_before(self) -> list[Path]:
        """The files of articles that were opened once and still lie where they did, newest first.

        Kept articles are left out.
        """
        seen: list[tuple[str, Path]] = []
        for _, values in self.state.speaking_of("opened"):
            places = [key[len(PLACE) :] for key, value in values.items() if key.startswith(PLACE) and value]
            seen += [(str(values.get("opened")), file_of(place)) for place in places]
        files = dict.fromkeys(path for _, path in sorted(seen, reverse=True))
        return [path for path in files if path.parent != self.folder and path.is_file()]

    def _ids_at(self, source: Source, size: int, changed: float, count: int) -> tuple[str, ...]:
        """The ids of the articles in a file that are known without looking at their texts; else nothing."""
        if source.path is None:
            return ()
        if (named := kept_id(source.path, self.folder)) is not None:
            return (named,) * count
        known = self.known()
        ids = known.ids_at(source.path, size, changed) if known is not None else ()
        return ids if len(ids) == count else ()

    def remember(self, *article_ids: str) -> None:
        """Fix the ids of articles that a reader opened or wrote on: they are in the log from now on."""
        known, found = self.known(), {}
        for article_id in article_ids:
            traits = self._traits.get(article_id)
            if traits is None and known is not None:
                if self._is_on_record(known.get(article_id)):
                    continue
                if document := known.document(article_id):
                    traits = _traits_known(document)
            if traits is not None:
                found[article_id] = traits
            else:
                # The article that the program begins with is on the screen before it is on the shelf.
                with self._lock:
                    self._awaited.add(article_id)
        self.identity.remember(found)

    def _is_on_record(self, entry: Entry | None) -> bool:
        """Whether the log has an article at its place, so that its text need not be read for that."""
        if entry is None:
            return False
        values = self.state.values(entry.id)
        place = _place(entry.path, entry.url, entry.title, alone=entry.member == 0)
        return "content" in values and (place is None or bool(values.get(PLACE + place)))

    def remember_awaited(self) -> None:
        """As `remember`, for those of which nothing was known then; to be called once the index is there."""
        with self._lock:
            awaited, self._awaited = self._awaited, set()
        self.remember(*awaited)

    def remove(self, article_id: str) -> None:
        """Take an entry off the shelf; no file is touched."""
        with self._lock:
            self._entries.pop(article_id, None)
            self._held.pop(article_id, None)

    def at(self, path: Path) -> tuple[str, ...]:
        """The ids of the articles that were found in a file."""
        return self._copies.get(path, ())

    def _stand(self, entry: Entry, traits: Traits) -> Entry:
        """Put an entry in its place; a copy of an article in another file leaves the one that stands."""
        with self._lock:
            self._traits.setdefault(entry.id, traits)
            standing = self._entries.get(entry.id)
            if standing is None and entry.path is not None and (known := self.known()) is not None:
                standing = known.get(entry.id)
            if standing is not None and standing.path != entry.path and _exists(standing):
                return standing
            self._traits[entry.id] = traits
            self._entries[entry.id] = entry
            self.identity.meet(entry.id, traits)
            if entry.id in self._awaited:
                self._awaited.discard(entry.id)
                self.identity.remember({entry.id: traits})
            return entry


def _exists(entry: Entry) -> bool:
    return entry.path is None or entry.path.exists()


def _place(path: Path | None, url: str | None, title: str, alone: bool) -> str | None:
    """What tells where an article was found: its absolute path, and its title where it is not alone there."""
    if path is None:
        return None
    place = clean_line(str(path.absolute()))
    return place if alone else f"{place}#{url or title}"


def _traits_known(document: Document) -> Traits:
    """What an article is known by, from what the index has of it; it counts as alone in its file."""
    entry = document.entry
    place = _place(entry.path, entry.url, entry.title, alone=entry.member == 0)
    return traits_of_text(document.text, entry.title, entry.url, place)


def _size_and_time(source: Source) -> tuple[int, float]:
    try:
        changed = source.path.stat().st_mtime if source.path is not None else 0.0
    except OSError:
        changed = 0.0
    return len(source.data), changed
