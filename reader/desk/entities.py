"""Who and what the articles speak of: found, kept from one start to the next, and corrected by the reader."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock, RLock

from reader.domain.article import Article
from reader.domain.entity import Entity, EntityType, Mention
from reader.entities.cache import EntityCache
from reader.entities.document import BOUND, corrected, reading
from reader.entities.engine import Engine, engine
from reader.entities.keys import fold
from reader.entities.overrides import NOT_AN_ENTITY, Override, Overrides, OverridesFile
from reader.entities.sameness import forms_of
from reader.library.journal import Action, Journal

KIND = "entities"
"""What the journal calls what the reader says about names."""


class EntitiesDesk:
    """Finds the entities of articles with one engine; every method may be called from any thread.

    Results are kept as the engine found them; what the reader has said about names is laid over them, so that
    a correction costs nothing but a new look at what is kept.
    """

    def __init__(self, engine_name: str, cache: EntityCache, overrides: Path, journal: Journal) -> None:
        """A desk that has not found anything yet.

        Args:
            engine_name: As in the settings.
            cache: What was found before.
            overrides: The file of what the reader has said about names.
            journal: What can be undone.
        """
        self._name = engine_name
        self._cache = cache
        self._file = OverridesFile(overrides)
        self._journal = journal
        self._engine: Engine | None = None
        self._making, self._working = RLock(), Lock()
        self._problems: list[str] = []
        self._told: set[str] = set()
        self._overrides = Overrides()
        self._changed: set[str] = set()
        self._stamp: object = None
        self._heeded = False
        self.register()

    def register(self) -> None:
        """Tell the journal who undoes and redoes what was said about names."""
        self._journal.handle(KIND, self._replay)

    # Finding

    def of(self, article: Article, around: int = 0) -> Iterator[tuple[Entity, ...]]:
        """Who and what an article speaks of, as it becomes known; each item takes the one before's place.

        Args:
            article: The article.
            around: The character on the screen; the part around it is read first.
        """
        yield from self._found(article, around, lambda: None)

    def ahead(self, article: Article, pause: Callable[[], None]) -> tuple[Entity, ...]:
        """All that an article speaks of, found while the reader does something else.

        Args:
            article: The article.
            pause: Is called before each piece of work of some tenths of a second; it may wait, and raise.
        """
        return deque(self._found(article, 0, pause), maxlen=1)[0]

    def kept(self, article: Article) -> tuple[Entity, ...] | None:
        """What is known of an article without finding anything anew; None where nothing is."""
        found = self._cache.get(article.text, self._ready.version)
        return None if found is None else corrected(article, found, self.overrides)

    def _found(
        self, article: Article, around: int, pause: Callable[[], None]
    ) -> Iterator[tuple[Entity, ...]]:
        kept = self.kept(article)
        if kept is not None:
            yield kept
            return
        version = self._ready.version
        found: tuple[Entity, ...] = ()
        for found in reading(article, _InTurn(self._ready, self._working, pause), around):
            yield corrected(article, found, self.overrides)
        # Of a text that is read in part only, another part is read when it is opened elsewhere.
        if len(article.text) <= BOUND and version == self._ready.version:
            self._cache.put(article.text, version, found)

    @property
    def _ready(self) -> Engine:
        with self._making:
            if self._engine is None:
                self._engine = engine(self._name, lambda problem: self._tell(str(problem)))
            return self._engine

    # Problems

    def _tell(self, line: str) -> None:
        if line not in self._told:
            self._told.add(line)
            self._problems.append(line)

    def take_problems(self) -> list[str]:
        """A line on each thing that went wrong since this was last asked; each is said once."""
        said, self._problems = self._problems, []
        return said

    # What the reader says about names

    @property
    def overrides(self) -> Overrides:
        """What the reader has said, as it stands in the file now."""
        with self._making:
            self._heed()
            return self._overrides

    def _heed(self) -> None:
        """Read the file again where it is another than when it was last read; note what it says anew."""
        stamp = self._file_stamp()
        if stamp == self._stamp:
            return
        before = self._overrides.entries
        try:
            self._overrides, problems = self._file.load()
        except OSError as error:
            problems = [f"{self._file.path}: {error.strerror}; what it says is not heeded"]
        now = self._overrides.entries
        if self._heeded:
            both = {**before, **now}
            self._changed |= {one.text for key, one in both.items() if before.get(key) != now.get(key)}
        self._stamp, self._heeded = stamp, True
        for line in problems:
            self._tell(line)

    def _file_stamp(self) -> tuple[int, int, int] | None:
        try:
            status = self._file.path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino

    def retype(self, entity: Entity, article: Article, kind: EntityType) -> None:
        """Say of what type an entity is, by whatever name the article calls it.

        Raises:
            OSError: It cannot be written.
        """
        self._say(
            f"{entity.name} marked as {kind.value}",
            [self._now(form, type=kind.value) for form in forms_of(entity, article)],
        )

    def deny(self, entity: Entity, article: Article) -> None:
        """Say that something is no entity, by whatever name the article calls it.

        Raises:
            OSError: It cannot be written.
        """
        self._say(
            f"{entity.name} is no name",
            [Override(form, NOT_AN_ENTITY) for form in forms_of(entity, article)],
        )

    def join(self, entity: Entity, name: str) -> None:
        """Say that an entity is the same as the one of another name.

        Raises:
            OSError: It cannot be written.
        """
        self._say(f"{entity.name} is {name}", [self._now(entity.name, same_as=name)])

    def mark(self, text: str, kind: EntityType) -> None:
        """Say that some words are always an entity of a type.

        Raises:
            OSError: It cannot be written.
            ValueError: There is no name in them.
        """
        name = " ".join(text.split())
        if not fold(name):
            raise ValueError(f"{name}: there is no name in it")
        self._say(f"{name} marked as {kind.value}", [self._now(name, type=kind.value)])

    def joined_to(self, name: str) -> tuple[str, ...]:
        """The names that the reader has called the same as this one."""
        key = fold(name)
        return tuple(one.text for one in self.overrides.entries.values() if fold(one.same_as) == key)

    def _now(self, name: str, *, type: str = "", same_as: str = "") -> Override:
        """What was said about a name, changed in what is given."""
        said = self.overrides.get(name) or Override(name)
        kept = "" if said.type == NOT_AN_ENTITY else said.type
        return Override(name, type or kept, same_as or said.same_as)

    def _say(self, label: str, sayings: Sequence[Override]) -> None:
        first: dict[str, Override] = {}
        for saying in sayings:
            if fold(saying.text):
                first.setdefault(fold(saying.text), saying)
        before = {key: self.overrides.get(saying.text) for key, saying in first.items()}
        self._put({saying.text: saying for saying in first.values()})
        self._journal.record(
            Action(
                KIND,
                label,
                [
                    [saying.text, asdict(old) if (old := before[key]) else None, asdict(saying)]
                    for key, saying in first.items()
                ],
            )
        )

    def _put(self, changes: Mapping[str, Override | None]) -> None:
        with self._making:
            self._heed()
            self._heeded = True
            self._file.put(changes)
            self._stamp = object()
            self._heed()

    @property
    def has_changed(self) -> bool:
        """Whether something was said about a name since `take_changed`, here or straight into the file."""
        with self._making:
            self._heed()
            return bool(self._changed)

    def take_changed(self) -> set[str]:
        """The names that something was said about, or unsaid, since this was last asked."""
        changed, self._changed = self._changed, set()
        return changed

    def _replay(self, action: Action, forward: bool) -> None:
        said = {text: new if forward else old for text, old, new in action.changes}
        self._put({text: Override(**one) if one else None for text, one in said.items()})


@dataclass(frozen=True)
class _InTurn:
    """An engine that several threads share: a chunk for one, a chunk for the other.

    Attributes:
        inner: It.
        lock: Held while it works, as its memory of words is not made for two at a time.
        pause: Called before each chunk.
    """

    inner: Engine
    lock: Lock
    pause: Callable[[], None]

    @property
    def name(self) -> str:
        """The engine's."""
        return self.inner.name

    @property
    def version(self) -> str:
        """The engine's."""
        return self.inner.version

    def recognise(self, text: str) -> list[Mention]:
        """The engine's mentions."""
        self.pause()
        with self.lock:
            return self.inner.recognise(text)
