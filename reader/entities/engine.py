"""Engines: what finds mentions in a text, and how one is chosen by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import NamedTuple, Protocol, runtime_checkable

from reader.domain.entity import Mention

GROUP = "broadsheet.engines"
"""The entry points' group. Each names a function that takes what follows the colon in the engine's name
("en_core_web_sm" in "spacy:en_core_web_sm"; "" where nothing does) and returns an `Engine`."""

DEFAULT = "builtin"


@runtime_checkable
class Engine(Protocol):
    """What finds mentions.

    Attributes:
        name: As it is chosen by.
        version: Changes whenever its answers may; part of the key that they are cached by.
    """

    @property
    def name(self) -> str:
        """As it is chosen by."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever its answers may."""
        ...

    def recognise(self, text: str) -> list[Mention]:
        """The mentions in a text: in order, none overlapping another, offsets in code points of `text`."""
        ...


class EngineProblem(NamedTuple):
    """Why an engine is not the one that was asked for.

    Attributes:
        engine: The name that was asked for.
        reason: What is wrong and what to do, on one line.
    """

    engine: str
    reason: str

    def __str__(self) -> str:
        return f"entities: {self.engine}: {self.reason}"


class EngineUnavailable(Exception):
    """Raised by an engine's maker: not installed, no such model, damaged files. One line."""


Report = Callable[[EngineProblem], None]

OWN = {
    "builtin": "reader.entities.builtin",
    "rules": "reader.entities.rules",
    "spacy": "reader.entities.spacy_engine",
}
"""The engines of this package and the modules whose `make` makes them; looked up here before the installed
entry points are, which costs more than loading the tagger does."""


def engine(name: str = DEFAULT, report: Report | None = None) -> Engine:
    """The engine of that name, or the next best.

    Where it is absent or cannot be made, `report` is told and the built-in one is returned, and where that
    one's files are damaged, the rules. One that fails later, at work, is reported and replaced likewise.

    Args:
        name: "builtin", "rules", "spacy:MODEL", or any that an installed package offers.
        report: Called with each problem met, once for each engine.
    """
    for candidate in dict.fromkeys((name, DEFAULT)):
        try:
            made = _made(candidate)
        except EngineUnavailable as unavailable:
            if report is not None:
                report(EngineProblem(candidate, str(unavailable)))
            continue
        return made if candidate.partition(":")[0] in (DEFAULT, "rules") else Guarded(made, report)
    from reader.entities.rules import Rules, words

    return Rules(words(report))


def _made(name: str) -> Engine:
    """The engine of exactly that name; raises `EngineUnavailable`."""
    kind, _, argument = name.partition(":")
    if kind in OWN:
        return _from_maker(import_module(OWN[kind]).make, argument)
    from importlib.metadata import entry_points

    for entry in entry_points(group=GROUP, name=kind):
        try:
            maker = entry.load()
        except Exception as error:
            raise EngineUnavailable(f"cannot be loaded ({_line(error)}); the built-in one is used") from None
        return _from_maker(maker, argument)
    raise EngineUnavailable("no such engine; there are builtin, rules and spacy:MODEL")


def _from_maker(maker: Callable[[str], Engine], argument: str) -> Engine:
    try:
        return maker(argument)
    except EngineUnavailable:
        raise
    except Exception as error:
        raise EngineUnavailable(f"cannot be started ({_line(error)}); the built-in one is used") from None


def _line(error: Exception) -> str:
    """What went wrong, on one short line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:160]


class Guarded:
    """An engine from elsewhere, whose failure is reported once and never reaches the reader.

    Args:
        inner: The engine.
        report: Called where it fails.
    """

    def __init__(self, inner: Engine, report: Report | None = None) -> None:
        self._inner = inner
        self._report = report
        self._failed = False

    @property
    def name(self) -> str:
        """That of the engine at work."""
        return self._inner.name

    @property
    def version(self) -> str:
        """That of the engine at work."""
        return self._inner.version

    def recognise(self, text: str) -> list[Mention]:
        """The engine's mentions, or, once it has failed, the built-in one's."""
        if not self._failed:
            try:
                return sound(self._inner.recognise(text), len(text))
            except Exception as error:
                self._failed = True
                if self._report is not None:
                    reason = f"failed ({_line(error)}); the built-in one goes on"
                    self._report(EngineProblem(self._inner.name, reason))
                self._inner = engine(DEFAULT, self._report)
        return self._inner.recognise(text)


def sound(mentions: Iterable[Mention], length: int) -> list[Mention]:
    """The mentions in order, without those that leave a text of `length` characters or overlap one before."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if (kept[-1].end if kept else 0) <= mention.start < mention.end <= length:
            kept.append(mention)
    return kept
