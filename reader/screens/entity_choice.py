"""Rows of lists of entities and of their types."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.content import Content

from reader.desk.appearances import Named, first_named
from reader.domain.article import Article
from reader.domain.entity import Entity, EntityType
from reader.domain.span import Span
from reader.screens.choice import Choice
from reader.theming.look import Look
from reader.theming.textual_theme import inline_style
from reader.widgets.entity_words import WORDS

TICK, NO_TICK = "✓", " "
NOWHERE = Span(0, 0)

IN_VIEW = 100
"""Characters of a sentence that two rows of a narrow window show."""

BEFORE = 60
"""So many of them may stand before the name."""


@dataclass(frozen=True, slots=True)
class EntityChoice(Choice[Entity]):
    """An entity of the open article: its letter, how often it is named, its name.

    Attributes:
        mark: The style of its letter, and of its name in the sentence.
        name: Where in the hint, which is the first sentence that names it, the name stands.
        now: Whether its mentions are what the reader steps through.
    """

    mark: str = ""
    name: Span = NOWHERE
    now: bool = False

    @property
    def sought(self) -> str:
        """Its name and its type; not the words of its sentence."""
        assert self.value is not None
        words = WORDS[self.value.type]
        return f"{self.label} {words.one} {words.many}"

    @property
    def told(self) -> Content:
        """The sentence, with the name marked in it."""
        return Content(self.hint).stylize(f"bold {self.mark}", self.name.start, self.name.end)

    def row(self, width: int) -> Content:
        """The row, with what Enter does where that is not what it does elsewhere."""
        assert self.value is not None
        details = [self.detail, "Enter opens its page" if self.now else ""]
        return Content.assemble(
            " ",
            (WORDS[self.value.type].letter, self.mark),
            (f"{len(self.value.mentions):4}  ", "$reader-dim"),
            (self.label, "bold") if self.now else self.label,
            ("".join(f"   {detail}" for detail in details if detail), "$reader-dim"),
        )


def entity_rows(
    entities: Iterable[Entity], article: Article, look: Look, now: Entity | None
) -> list[Choice[Entity]]:
    """Entities by type, in each the most named first.

    Args:
        entities: Those of an article.
        article: It.
        look: The theme.
        now: The one that the reader steps through.
    """
    of_type: dict[EntityType, list[Entity]] = {kind: [] for kind in WORDS}
    for entity in entities:
        of_type[entity.type].append(entity)
    rows: list[Choice[Entity]] = []
    for kind, found in of_type.items():
        if found:
            rows.append(Choice(None, WORDS[kind].many, style="bold $reader-dim"))
        for entity in sorted(found, key=lambda one: (-len(one.mentions), one.name)):
            sentence, name = _near(first_named(entity, article))
            rows.append(
                EntityChoice(
                    entity,
                    entity.name,
                    f"of {entity.related}" if entity.related else "",
                    hint=sentence,
                    mark=inline_style(look, f"entity-{kind.value}"),
                    name=name,
                    now=entity == now,
                )
            )
    return rows


def _near(named: Named) -> tuple[str, Span]:
    """A sentence, and where the name stands in it; from just before the name on where that stands late."""
    sentence, name = named.sentence, named.name
    if name.end <= IN_VIEW:
        return sentence, name
    cut = sentence.find(" ", max(0, name.start - BEFORE), name.start) + 1
    return f"…{sentence[cut:]}", Span(name.start - cut + 1, name.end - cut + 1)


@dataclass(frozen=True, slots=True)
class TypeChoice(Choice[EntityType]):
    """A type of entities.

    Attributes:
        mark: The style of its letter.
        tick: Stands before it; empty where types are not ticked.
    """

    mark: str = ""
    tick: str = ""

    def row(self, width: int) -> Content:
        """The row."""
        assert self.value is not None
        letter = WORDS[self.value].letter
        return Content.assemble(
            f" {self.tick} " if self.tick else " ", (f"{letter}  ", self.mark), self.label
        )


def type_rows(look: Look, ticked: frozenset[EntityType] | None = None) -> list[Choice[EntityType]]:
    """All types, with ticks where some are chosen."""
    return [
        TypeChoice(
            kind,
            words.many,
            mark=inline_style(look, f"entity-{kind.value}"),
            tick="" if ticked is None else TICK if kind in ticked else NO_TICK,
        )
        for kind, words in WORDS.items()
    ]
