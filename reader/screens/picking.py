"""One highlight picked: what it says, and what can be done with it."""

from __future__ import annotations

from dataclasses import replace

from reader.domain.highlight import AnchorState, Colour, Highlight, Placed
from reader.domain.span import Span
from reader.screens.writing import Target, Writing
from reader.widgets.margin import Margin


class Picking(Writing):
    """The actions on the highlight that was picked."""

    def pick_note(self, highlight_id: str) -> None:
        """Pick a highlight that has a place; empty lets go."""
        if self.selection is not None:
            self.select_span(None)
        self.picked = highlight_id
        self.show_note_card()
        self.show_beside()
        self.refresh_bindings()
        self.tell_place()

    def show_notes(self) -> None:
        """Mark highlights in the text, show the notes beside it, and the one that was picked."""
        super().show_notes()
        self.show_note_card()
        self.refresh_bindings()
        self.tell_place()

    def show_note_card(self) -> None:
        """Show the note that was picked in full, or nothing."""
        picked = self.note_at_hand if self.picked else None
        if picked is None:
            for card in self.query("#note-card").results():
                card.display = False
        else:
            self.run_worker(self._show_note_card(picked), group="note-card", exclusive=True)

    async def _show_note_card(self, picked: Placed) -> None:
        from reader.widgets.note_card import NoteCard

        if not self.query(NoteCard):
            await self.mount(NoteCard(id="note-card"), before=self.status)
        card = self.query_one(NoteCard)
        card.tell(picked, self.body.look)
        card.display = True
        # The card takes rows from the text; only then is it known what is on the screen.
        self.call_after_refresh(self._reveal, picked)

    def _reveal(self, placed: Placed) -> None:
        if self.picked == placed.highlight.id and not (
            self.body.seen.start <= placed.start < self.body.seen.end
        ):
            self.body.reveal(placed.start)

    def action_pick(self) -> None:
        """Pick the highlight that the reader looks at."""
        self.keys.take_count()
        if not self.pick_at_eye():
            self.tell("There is no highlight on the screen")

    def pick_at_eye(self) -> bool:
        """Pick the highlight that the reader looks at; whether there is one."""
        at_hand = self.note_at_hand
        if at_hand is not None:
            self.pick_note(at_hand.highlight.id)
        return at_hand is not None

    def pick_at(self, offset: int) -> bool:
        """Pick the highlight at a character; whether there is one."""
        standing = self.reading.standing if self.reading else None
        found = standing.at(offset) if standing else None
        self.pick_note(found.highlight.id if found else "")
        return found is not None

    def on_margin_chosen(self, message: Margin.Chosen) -> None:
        """Pick the highlight whose note was clicked on."""
        self.body.focus()
        self.pick_note(message.id)

    def action_let_go(self) -> None:
        """Let go of the highlight that was picked."""
        self.pick_note("")

    def action_step_picked(self, by: int) -> None:
        """From the highlight that was picked to the next, or the one before."""
        self.action_step_notes(by)

    def action_step_notes(self, by: int) -> None:
        """Pick the next highlight, or the one before."""
        by *= self.keys.take_count()
        standing = self.reading.standing if self.reading else None
        at = self.body.seen.start if by > 0 else self.body.position
        found = standing.step(by, self.picked, at) if standing else None
        if found is None:
            self.tell("There is no highlight further on" if by > 0 else "There is none before")
            return
        if not self.picked:
            self.remember_place()
        self.pick_note(found.highlight.id)
        self.body.reveal(found.start)

    def go_to_note(self, highlight_id: str) -> None:
        """Go to a highlight or a note and pick it; one without a place is told of."""
        found = next((one for one in self.placed if one.highlight.id == highlight_id), None)
        if found is None:
            self.tell("That note is no longer there")
        elif found.end > found.start:
            self.jump_to(found.start, at=1 / 3)
            self.body.focus()
            self.pick_note(highlight_id)
        elif found.state is AnchorState.LOST:
            self.settle(found)
        else:
            self.write_note(Target(None, found.highlight))

    def settle(self, placed: Placed) -> None:
        """Ask where a highlight belongs."""
        raise NotImplementedError

    # Changing it

    def action_edit_note(self) -> None:
        """Write on the note of the highlight that was picked."""
        placed = self.note_at_hand
        if placed is not None:
            self.write_note(Target(Span(placed.start, placed.end), placed.highlight))

    def action_recolour(self, colour: str) -> None:
        """Give the highlight that was picked another colour."""
        placed = self.note_at_hand
        if placed is not None and placed.highlight.colour.value != colour:
            self.change_highlight(placed.highlight, replace(placed.highlight, colour=Colour(colour)))

    def action_next_colour(self) -> None:
        """Give the highlight at hand the colour of the count, or the next one."""
        colours, placed, count = list(Colour), self.note_at_hand, self.keys.take_count(0)
        if placed is None:
            self.tell("There is no highlight on the screen")
            return
        at = count - 1 if 1 <= count <= len(colours) else colours.index(placed.highlight.colour) + 1
        colour = colours[at % len(colours)]
        if self.change_highlight(placed.highlight, replace(placed.highlight, colour=colour)):
            self.tell(colour.value.capitalize())

    def action_tag_note(self) -> None:
        """Write the tags of the highlight that was picked."""
        if self.note_at_hand is not None:
            self.tag(self.note_at_hand.highlight)

    def tag(self, highlight: Highlight) -> None:
        """Let the reader write the tags of a highlight."""
        from reader.screens.line import LineField

        def written(words: str | None) -> None:
            if words is not None and (tags := tags_in(words)) != highlight.tags:
                self.change_highlight(highlight, replace(highlight, tags=tags))

        self.app.push_screen(
            LineField("Tags of the highlight, with spaces between", " ".join(highlight.tags)), written
        )


def tags_in(words: str) -> tuple[str, ...]:
    """The tags in a line that a reader typed, each once."""
    return tuple(dict.fromkeys(words.replace(",", " ").replace("#", " ").split()))
