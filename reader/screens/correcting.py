"""What the reader says about names, where the program is wrong: kept, heeded everywhere, and undone by U."""

from __future__ import annotations

from collections.abc import Callable

from reader.domain.article import Article
from reader.domain.entity import Entity, EntityType
from reader.screens.selecting import Selecting

LONGEST_NAME = 120
"""Characters that a name may have which the reader marks."""


class Correcting(Selecting):
    """The actions that say something about a name."""

    def retype(self, entity: Entity) -> None:
        """Let the reader say of what type an entity is."""
        self._pick_type(
            f"{entity.name} is one of the",
            lambda kind, article: self.desk.naming.retype(entity, article, kind),
        )

    def deny(self, entity: Entity) -> None:
        """Say that something is no entity."""
        self._say(lambda article: self.desk.naming.deny(entity, article), f"{entity.name} is no name")

    def join(self, entity: Entity) -> None:
        """Let the reader say that an entity is the same as another one."""
        if self.reading is None:
            return
        others = [other for other in self.reading.entities if other != entity]
        others.sort(key=lambda other: (other.type is not entity.type, other.name))
        from reader.screens.entity_choice import entity_rows

        rows = [
            row
            for other in others
            for row in entity_rows([other], self.reading.article, self.body.look, None)
            if row.value is not None
        ]
        self.pick(
            f"{entity.name} is the same as",
            rows,
            lambda other: self._say(
                lambda _: self.desk.naming.join(entity, other.name), f"{entity.name} is {other.name}"
            ),
            empty="Nobody and nothing else is named in this article.",
        )

    def action_name_selection(self) -> None:
        """Let the reader say of what type the selected words are, wherever they stand."""
        span = self.selected
        if span is None or self.reading is None:
            return
        words = " ".join(self.reading.article.of(span).split()).strip(".,;:!?“”\"'()")
        if not words or len(words) > LONGEST_NAME:
            self.tell("That is too long for a name: select a few words")
            return
        self._pick_type(
            f"“{words}” is always one of the",
            lambda kind, _: self.desk.naming.mark(words, kind),
        )

    def _pick_type(self, title: str, say: Callable[[EntityType, Article], None]) -> None:
        from reader.screens.entity_choice import type_rows
        from reader.widgets.entity_words import WORDS

        self.pick(
            title,
            type_rows(self.body.look),
            lambda kind: self._say(lambda article: say(kind, article), f"Marked as {WORDS[kind].one}"),
            empty="There is no type of that name.",
        )

    def _say(self, say: Callable[[Article], None], told: str) -> None:
        if self.reading is None:
            return
        try:
            say(self.reading.article)
        except (OSError, ValueError) as error:
            self.tell(f"Not kept: {error}", wrong=True)
            return
        self.select_span(None)
        self.look_again()
        self.tell(f"{told}; U takes that back")
