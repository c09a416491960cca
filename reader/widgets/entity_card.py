"""The card of an entity whose mentions the reader steps through: who it is, and the sentence that says so."""

from __future__ import annotations

from textual.content import Content

from reader.domain.entity import Entity
from reader.domain.span import Span
from reader.theming.look import Look
from reader.theming.textual_theme import inline_style
from reader.widgets.card import Card
from reader.widgets.entity_words import WORDS, counted


def heading(entity: Entity, look: Look, *others: str) -> Content:
    """An entity's letter and name, and what else there is to say of it on that line."""
    style = inline_style(look, f"entity-{entity.type.value}")
    words = WORDS[entity.type]
    told = " · ".join((words.one, counted(len(entity.mentions), "mention"), *others))
    return Content.assemble(
        (words.letter, style), "  ", (entity.name, "bold $reader-text"), "   ", (told, "$reader-dim")
    )


def quoted(sentence: str, name: Span, look: Look, entity: Entity) -> Content:
    """A sentence with the name in it as the theme marks it."""
    style = inline_style(look, f"entity-{entity.type.value}")
    return Content(sentence).stylize(f"bold {style}", name.start, name.end)


class EntityCard(Card):
    """A few rows below the text; it takes no focus and goes when something else is looked for."""

    DEFAULT_CSS = """
    EntityCard { max-height: 5; }
    EntityCard .card-words { max-height: 3; padding-left: 3; }
    """

    def tell(self, entity: Entity, sentence: str, name: Span, look: Look) -> None:
        """Show an entity.

        Args:
            entity: It.
            sentence: The first one that names it.
            name: Where in the sentence.
            look: The theme.
        """
        related = (f"of {entity.related}",) if entity.related else ()
        keys = Content.assemble(("Enter", "$reader-text"), " page   ", ("Esc", "$reader-text"), " close")
        self.set_card(heading(entity, look, *related), keys, quoted(sentence, name, look, entity))
