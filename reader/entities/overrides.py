"""What the reader has said about names: a plain file that wins over every engine.

`entities.tsv` has one name a line and three columns parted by tabs: the name as it stands in articles; its
type, or "-" for what is no entity, or nothing where only the third column is meant; and a name that it is
the same as, or nothing. Lines that begin with "#" and lines that make no sense are kept as they are.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from reader.domain.entity import Entity, EntityType, Mention
from reader.entities.keys import fold
from reader.entities.plain import plain

NOT_AN_ENTITY = "-"
NAME = "entities.tsv"
HEADING = "# name\ttype, or - for no entity\tthe same as\n"
_TYPES = frozenset(str(kind) for kind in EntityType)


@dataclass(frozen=True, slots=True)
class Override:
    """What the reader has said about one name.

    Attributes:
        text: The name, on one line.
        type: Its type's name, "-" for no entity, "" for whatever the engine says.
        same_as: The name of the entity that it is the same as; "" for none.
    """

    text: str
    type: str = ""
    same_as: str = ""

    @property
    def line(self) -> str:
        """As it stands in the file."""
        return "\t".join((self.text, self.type, self.same_as)).rstrip("\t") + "\n"


@dataclass(frozen=True)
class Overrides:
    """All that the reader has said.

    Attributes:
        entries: By folded name.
    """

    entries: Mapping[str, Override] = field(default_factory=lambda: MappingProxyType({}))

    def get(self, name: str) -> Override | None:
        """What was said about a name, whatever its capitals, accents and quotes."""
        return self.entries.get(fold(name)) if self.entries else None

    def applied(self, mentions: Sequence[Mention], flat: str) -> list[Mention]:
        """The mentions, retyped, left out or added as was said; in order.

        A name with a type is marked wherever it stands as words of its own, and wins over what overlaps it.

        Args:
            mentions: In order, none overlapping.
            flat: The text, `plain`.
        """
        if not self.entries:
            return list(mentions)
        marked = [
            Mention(start, start + length, EntityType(entry.type))
            for entry in sorted(self.entries.values(), key=lambda e: -len(e.text))
            if entry.type in _TYPES
            for start, length in _places(entry.text, flat)
        ]
        taken: set[int] = set()
        kept: list[Mention] = []
        for mention in marked:
            span = range(mention.start, mention.end)
            if taken.isdisjoint(span):
                taken.update(span)
                kept.append(mention)
        for mention in mentions:
            entry = self.get(flat[mention.start : mention.end])
            if entry is not None and entry.type == NOT_AN_ENTITY:
                continue
            if taken.isdisjoint(range(mention.start, mention.end)):
                typed = entry is not None and entry.type in _TYPES
                kept.append(replace(mention, type=EntityType(entry.type)) if entry and typed else mention)
        return sorted(kept, key=lambda mention: mention.start)

    def merged(self, entities: Sequence[Entity]) -> tuple[Entity, ...]:
        """The entities, with those one that the reader called the same; in order of first mention.

        Where the article does not have the other name, the entity takes it all the same, so that it is one
        with that of other articles.
        """
        if not any(entry.same_as for entry in self.entries.values()):
            return tuple(entities)
        made = list(entities)
        for entry in self.entries.values():
            if not entry.same_as:
                continue
            here = _named(made, entry.text)
            there = _named(made, entry.same_as)
            if here is None or here is there:
                continue
            made.remove(here)
            if there is None:
                made.append(replace(here, name=entry.same_as))
                continue
            made.remove(there)
            joined = sorted(
                (*there.mentions, *(replace(m, type=there.type) for m in here.mentions)), key=_start
            )
            made.append(replace(there, mentions=tuple(joined)))
        return tuple(sorted(made, key=lambda entity: entity.mentions[0].start))


def _start(mention: Mention) -> int:
    return mention.start


def _named(entities: Iterable[Entity], name: str) -> Entity | None:
    """The entity of that name, whatever its capitals, accents and quotes."""
    key = fold(name)
    return next((entity for entity in entities if fold(entity.name) == key), None)


def _places(name: str, flat: str) -> Iterable[tuple[int, int]]:
    """Where a name stands as words of its own, and how long it is there; capitals count, spaces do not."""
    words = plain(name).split()
    if not words:
        return
    at = flat.find(words[0])
    while at >= 0:
        end = at + len(words[0])
        for word in words[1:]:
            gap = end
            while end < len(flat) and flat[end] in " \n" and end - gap < 4:
                end += 1
            end = end + len(word) if end > gap and flat.startswith(word, end) else -1
            if end < 0:
                break
        if end > 0 and not (at and flat[at - 1].isalnum()) and not flat[end : end + 1].isalnum():
            yield at, end - at
        at = flat.find(words[0], at + 1)


class OverridesFile:
    """The file `entities.tsv`.

    Args:
        path: The file; it need not exist.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> tuple[Overrides, list[str]]:
        """The overrides, and a line for each line of the file that makes no sense ("FILE:LINE: what")."""
        entries: dict[str, Override] = {}
        problems = []
        for number, line in enumerate(self._text().splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            found = _parsed(line)
            if isinstance(found, str):
                problems.append(f"{self.path}:{number}: {found}")
            else:
                entries[fold(found.text)] = found
        return Overrides(MappingProxyType(entries)), problems

    def put(self, changes: Mapping[str, Override | None]) -> None:
        """Say something about several names, None for nothing any more, in one write.

        Raises:
            ValueError: A type is none, or a name is empty.
            OSError: The file cannot be written; nothing was changed.
        """
        lines = {}
        for text, override in changes.items():
            if override is None:
                lines[fold(text)] = ""
                continue
            entry = replace(override, text=_one_line(override.text), same_as=_one_line(override.same_as))
            if isinstance(problem := _parsed(entry.line), str):
                raise ValueError(problem)
            lines[fold(entry.text)] = entry.line
        self._change(lines)

    def _change(self, lines: Mapping[str, str]) -> None:
        now = self._text()
        kept = [
            old
            for old in now.splitlines(keepends=True)
            if old.startswith("#")
            or not isinstance(found := _parsed(old), Override)
            or fold(found.text) not in lines
        ]
        if kept and not kept[-1].endswith("\n"):
            kept[-1] += "\n"
        self._write("".join([*(kept or [HEADING]), *lines.values()]))

    def _text(self) -> str:
        try:
            return self.path.read_text("utf-8", errors="replace").removeprefix("\ufeff")
        except FileNotFoundError:
            return ""

    def _write(self, text: str) -> None:
        """Replace the file as a whole, so that no reader ever sees half of it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            target = self.path.resolve()
            if target.exists():
                Path(name).chmod(target.stat().st_mode)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _parsed(line: str) -> Override | str:
    """The line's entry, or what is wrong with it."""
    columns = [column.strip() for column in line.rstrip("\r\n").split("\t")]
    text, kind, same_as = (*columns, "", "")[:3]
    if not text or not fold(text):
        return "no name in the first column"
    if kind not in _TYPES | {"", NOT_AN_ENTITY}:
        return f'{kind!r} is no type; it may be {", ".join(sorted(_TYPES))}, or "-" for no entity'
    if not kind and not same_as:
        return "neither a type nor a name that it is the same as"
    return Override(text, kind, same_as)
