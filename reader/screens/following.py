"""Following a person or thing: its mentions, its card, its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.domain.entity import Entity
from reader.domain.span import Span
from reader.screens.correcting import Correcting
from reader.screens.state import Matches

if TYPE_CHECKING:
    from reader.desk.appearances import Appearance
    from reader.screens.entity_page import EntityPage
    from reader.widgets.entity_card import EntityCard


class Following(Correcting):
    """The actions on one entity."""

    def step_through(self, entity: Entity) -> None:
        """Make an entity's mentions what `n` and `N` step through, and go to the next one."""
        if self.reading is None:
            return
        spans, here = spans_of(entity), self.body.position
        at = next((index for index, span in enumerate(spans) if span.start >= here), 0)
        self.remember_place()
        self.set_matches(Matches(entity.name, spans, at, entity))
        self.show_pane("body")
        # The card takes rows from the text; only then is it known what is on the screen.
        self.call_after_refresh(self.body.reveal, spans[at].start)

    def choose_at(self, offset: int) -> None:
        """Step through the entity that is named at a character, where one is."""
        for entity in self.reading.entities if self.reading else ():
            at = next((n for n, m in enumerate(entity.mentions) if m.start <= offset < m.end), None)
            if at is not None and entity.type in self.entities_marked:
                self.set_matches(Matches(entity.name, spans_of(entity), at, entity))

    # The card

    def set_matches(self, matches: Matches) -> None:
        """Make these what `n` and `N` step through, and show them and whose they are."""
        super().set_matches(matches)
        self.show_card()

    def show_card(self) -> None:
        """Show who the reader steps through, or nobody."""
        entity = self.reading.matches.entity if self.reading is not None else None
        cards = self.query("#card").results()
        if entity is None:
            for card in cards:
                card.display = False
        else:
            self.run_worker(self._show_card(entity), group="card", exclusive=True)

    async def _show_card(self, entity: Entity) -> None:
        from reader.desk.appearances import first_named
        from reader.widgets.entity_card import EntityCard

        if not self.query(EntityCard):
            await self.mount(EntityCard(id="card"), before=self.status)
        if self.reading is None or self.reading.matches.entity is not entity:
            return
        named = first_named(entity, self.reading.article)
        card: EntityCard = self.query_one(EntityCard)
        card.tell(entity, named.sentence, named.name, self.body.look)
        card.display = True

    # The page

    def action_entity_page(self) -> None:
        """Open the page of the entity whose mentions the reader steps through."""
        if self.reading is None:
            return
        if self.reading.matches.entity is None:
            if not self.pick_at_eye():
                self.tell("Choose someone or something first: e lists who and what is in it")
        else:
            self.open_entity(self.reading.matches.entity)

    def open_entity(self, entity: Entity) -> None:
        """Show every article at hand that has an entity."""
        if self.reading is None:
            return
        from reader.desk.appearances import appearances
        from reader.screens.entity_page import EntityPage

        reading = self.reading

        def corrected(act: Callable[[Entity], None]) -> Callable[[EntityPage], None]:
            def close_and_act(page: EntityPage) -> None:
                page.dismiss(None)
                act(entity)

            return close_and_act

        page = EntityPage(
            entity,
            self.body.look,
            lambda cancelled: appearances(self.desk, entity, reading.id, reading.article, cancelled),
            keys=(
                ("t", "type", corrected(self.retype)),
                ("x", "no name", corrected(self.deny)),
                ("s", "same as", corrected(self.join)),
            ),
            ascii=self.desk.settings.terminal_ascii,
        )
        self.app.push_screen(page, self._go_to_appearance)

    def _go_to_appearance(self, there: Appearance | None) -> None:
        if there is None:
            return

        def mark() -> None:
            spans = spans_of(there.entity)
            at = next((n for n, span in enumerate(spans) if span.start == there.named.offset), 0)
            self.set_matches(Matches(there.entity.name, spans, at, there.entity))
            self.jump_to(there.named.offset, at=1 / 3)
            self.show_pane("body")

        self.open_article(there.entry.id, then=mark)


def spans_of(entity: Entity) -> tuple[Span, ...]:
    """Where an entity is named."""
    return tuple(Span(mention.start, mention.end) for mention in entity.mentions)
