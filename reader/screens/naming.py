"""Who and what is in the article: found, marked in the text, and listed."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from textual import work
from textual.worker import get_current_worker

from reader.domain.article import Block, Kind
from reader.domain.entity import Entity, EntityType, Mention
from reader.screens.following import Following, spans_of
from reader.screens.state import Matches, Reading
from reader.widgets.paint import Overlay

if TYPE_CHECKING:
    from reader.screens.choice import Choice
    from reader.screens.picker import Picker

EVERY_TYPE = frozenset(EntityType)

NAMES = frozenset(
    {
        EntityType.PERSON,
        EntityType.ORGANISATION,
        EntityType.PLACE,
        EntityType.GROUP,
        EntityType.EVENT,
        EntityType.WORK,
    }
)
"""The entities that stay marked when only names are."""

UNMARKED = frozenset({Kind.HEADLINE, Kind.HEADING, Kind.BYLINE, Kind.PUBLISHED, Kind.CREDIT})
"""What keeps its own colour throughout; its entities count all the same."""

REST = 0.4
"""Seconds without a key after which articles are looked through that are not open."""


class Broken(Exception):
    """The work for later is to be broken off."""


class Naming(Following):
    """The actions on entities."""

    _own_choice: frozenset[EntityType] | None = None

    # Finding them

    @work(thread=True, exclusive=True, group="entities")
    def look_for_entities(self) -> None:
        """Find the entities of the open article off the event loop, and show them."""
        reading, worker = self.reading, get_current_worker()
        if reading is None:
            return
        entities: tuple[Entity, ...] = ()
        for entities in self.desk.naming.of(reading.article, self.body.position):
            if worker.is_cancelled:
                return
            self.app.call_from_thread(self._entities_found, reading, entities, False)
        self.app.call_from_thread(self._entities_found, reading, entities, True)
        self.app.call_from_thread(self._tell_problems)

    @work(thread=True, exclusive=True, group="names")
    def name_library(self) -> None:
        """Find who and what is in the other articles, whenever the reader rests."""
        worker = get_current_worker()

        def pause() -> None:
            while not worker.is_cancelled and self.broadsheet.quiet_for < REST:
                time.sleep(REST / 8)
            if worker.is_cancelled:
                raise Broken

        try:
            for _ in self.desk.filling.names(pause):
                pass
        except Broken:
            return
        self.app.call_from_thread(self._tell_problems)

    def _tell_problems(self) -> None:
        for line in self.desk.naming.take_problems():
            self.tell(line, wrong=True)

    def _entities_found(self, reading: Reading, entities: tuple[Entity, ...], all_of_them: bool) -> None:
        if self.reading is not reading:
            return
        reading.named = all_of_them
        if entities != reading.entities:
            reading.entities = entities
            self.show_entities()
        if (now := reading.matches.entity) is not None and now not in entities:
            self._go_on_with(now)
        from reader.screens.picker import Picker

        for screen in self.app.screen_stack:
            if isinstance(screen, Picker) and screen.id == "entities":
                cast("Picker[Entity]", screen).refill(self._rows())

    def _go_on_with(self, was: Entity) -> None:
        """Step on through the entity that has become of another one, where there is one."""
        assert self.reading is not None
        starts = {mention.start for mention in was.mentions}
        heirs = (e for e in self.reading.entities if not starts.isdisjoint(m.start for m in e.mentions))
        heir = next(heirs, None)
        if heir is None:
            self.set_matches(Matches())
            return
        at = min(self.reading.matches.at, len(heir.mentions) - 1)
        self.set_matches(Matches(heir.name, spans_of(heir), at, heir))

    def look_again(self) -> None:
        """Look at the names anew where something was said about them, or unsaid, here or in the file."""
        if self.desk.naming.has_changed:
            self.look_for_entities()
            self.name_library()
        else:
            self._tell_problems()

    # Marking them in the text

    def show_entities(self) -> None:
        """Mark the entities in the text, as far as the reader wants them marked."""
        if self.reading is None:
            return
        article, marked = self.reading.article, self.entities_marked
        self.body.lay(
            "entities",
            [
                Overlay(mention.start, mention.end, f"entity-{entity.type.value}")
                for entity in self.reading.entities
                if entity.type in marked
                for mention in entity.mentions
                if is_marked(article.blocks[article.block_at(mention.start)], mention)
            ],
        )

    def action_entity_colours(self) -> None:
        """All entities marked, names only, none, and those of the reader's own choice if there is one."""
        turns = [EVERY_TYPE, NAMES, frozenset[EntityType]()]
        if self._own_choice is not None and self._own_choice not in turns:
            turns.append(self._own_choice)
        at = turns.index(self.entities_marked) if self.entities_marked in turns else -1
        self._mark_types(turns[(at + 1) % len(turns)])
        self.tell(marked_words(self.entities_marked))

    def mark_entities(self, show: bool) -> None:
        """Mark all entities in the text, or none."""
        self._mark_types(EVERY_TYPE if show else frozenset())

    def _mark_types(self, marked: frozenset[EntityType]) -> None:
        self.entities_marked = marked
        self.show_entities()

    def action_entity_types(self) -> None:
        """Choose which types are marked."""
        from reader.screens.entity_choice import type_rows
        from reader.screens.picker import Picker

        def toggle(kind: EntityType) -> list[Choice[EntityType]]:
            self._own_choice = self.entities_marked ^ {kind}
            self._mark_types(self._own_choice)
            return type_rows(self.body.look, self.entities_marked)

        self.app.push_screen(
            Picker(
                "Marked in the text",
                type_rows(self.body.look, self.entities_marked),
                empty="There is no type of that name.",
                enter="mark or not",
                instead=toggle,
            )
        )

    # Listing them and stepping through one

    def action_entities(self) -> None:
        """List who and what is in the article; what is chosen becomes what `n` and `N` step through."""
        if self.reading is None:
            return
        self.look_again()
        from reader.screens.picker import Picker

        title = self.reading.article.meta.title
        rows = self._rows()
        now = self.reading.matches.entity
        panel = Picker(
            f"In “{title}”" if title else "In this article",
            rows,
            empty=self._nobody,
            start=next((index for index, row in enumerate(rows) if now and row.value == now), 0),
            enter="follow",
            growing=True,
            keys=(
                ("ctrl+o", "page", self._from_panel(self.open_entity)),
                ("ctrl+t", "type", lambda _, entity: self.retype(entity)),
                ("ctrl+x", "no name", lambda _, entity: self.deny(entity)),
                ("ctrl+s", "same as", lambda _, entity: self.join(entity)),
            ),
        )
        panel.id = "entities"
        self.app.push_screen(panel, self._entity_chosen)

    def _nobody(self, typed: str) -> str:
        """What the list says where it has no rows, for the words typed."""
        from reader.entities.document import BOUND

        assert self.reading is not None
        if not self.reading.named:
            return "Nobody and nothing of that name so far; still looking." if typed else "Still looking."
        part = " around this place" if len(self.reading.article.text) > BOUND else ""
        return f"Nobody and nothing {'of that name' if typed else 'is named'} in this article{part}."

    def _rows(self) -> list[Choice[Entity]]:
        from reader.screens.entity_choice import entity_rows

        assert self.reading is not None
        reading = self.reading
        return entity_rows(reading.entities, reading.article, self.body.look, reading.matches.entity)

    def _from_panel(self, act: Callable[[Entity], None]) -> Callable[[Picker[Entity], Entity], None]:
        def close_and_act(panel: Picker[Entity], entity: Entity) -> None:
            panel.dismiss(None)
            act(entity)

        return close_and_act

    def _entity_chosen(self, entity: Entity | None) -> None:
        if entity is None or self.reading is None:
            return
        if entity == self.reading.matches.entity:
            self.open_entity(entity)
        else:
            self.step_through(entity)


def is_marked(block: Block, mention: Mention) -> bool:
    """Whether a mention is marked in its block; headings of all kinds keep the look that they have."""
    if block.table is not None and block.table.header:
        heads = [cell for row in block.table.rows[: block.table.header] for cell in row]
        return all(mention.start >= cell.end or mention.end <= cell.start for cell in heads)
    return block.kind not in UNMARKED


def marked_words(marked: frozenset[EntityType]) -> str:
    """What is marked, in words."""
    if marked == EVERY_TYPE:
        return "All entities are marked"
    if marked == NAMES:
        return "Names are marked"
    return "The types of your choice are marked" if marked else "No entity is marked"
