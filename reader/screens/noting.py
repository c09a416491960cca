"""Highlights and notes: made, listed, copied, deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.domain.highlight import AnchorState, Colour, Highlight, Placed
from reader.domain.span import Span
from reader.screens.picking import tags_in
from reader.screens.settling import Settling
from reader.screens.writing import Target

if TYPE_CHECKING:
    from reader.notes.overview import Found
    from reader.screens.picker import Picker


class Noting(Settling):
    """The actions that make, list, copy and delete highlights and notes."""

    # Making

    def _selection_taken(self) -> Span | None:
        """What is selected, which is then let go."""
        span = self.selected
        self.select_span(None)
        return span

    def _colour_counted(self) -> Colour:
        """The colour whose number was typed, else the first."""
        colours, count = list(Colour), self.keys.take_count()
        return colours[count - 1] if count <= len(colours) else colours[0]

    def _there(self, span: Span | None) -> Highlight | None:
        """The highlight that is on just these characters already."""
        standing = self.reading.standing if self.reading else None
        placed = standing.exactly(span) if standing and span else None
        return placed.highlight if placed else None

    def action_highlight(self, colour: str = "") -> None:
        """Highlight what is selected, or give a highlight that is there already its colour."""
        placing, self.placing = self.placing, None
        counted = bool(self.keys.count)
        chosen = Colour(colour) if colour else self._colour_counted()
        span = self._selection_taken()
        if span is None:
            return
        if placing is not None:
            self.place_highlight(placing, span)
        elif (there := self._there(span)) is None:
            self.add_highlight(span, chosen)
        elif counted or colour:
            self.change_highlight(there, replace(there, colour=chosen))
        else:
            self.pick_note(there.id)

    def action_highlight_note(self) -> None:
        """Highlight what is selected and write a note on it."""
        colour = self._colour_counted()
        span = self._selection_taken()
        if span is not None:
            self.write_note(Target(span, self._there(span), colour))

    def action_highlight_tags(self) -> None:
        """Highlight what is selected and write its tags."""
        from reader.screens.line import LineField

        colour = self._colour_counted()
        span = self.selected
        if span is None:
            return
        if (there := self._there(span)) is not None:
            self.select_span(None)
            self.tag(there)
            return

        def written(words: str | None) -> None:
            if words is not None:
                self.select_span(None)
                self.add_highlight(span, colour, tags=tags_in(words))

        self.app.push_screen(LineField("Tags of the highlight, with spaces between", ""), written)

    def action_write_note(self) -> None:
        """Write on the highlight in this paragraph, or on the paragraph; from the list, on the article."""
        reading = self.reading
        if reading is None:
            return
        if self.focused is self.articles:
            whole = next((p.highlight for p in self.placed if p.highlight.anchor is None), None)
            self.write_note(Target(None, whole))
            return
        block = reading.article.blocks[reading.article.block_at(self.body.eye)]
        placed = self.note_at_hand
        if placed is not None and placed.start < block.end and placed.end > block.start:
            self.write_note(Target(Span(placed.start, placed.end), placed.highlight))
        else:
            self.write_note(Target(block.span, self._there(block.span)))

    # Listing

    def action_notes(self) -> None:
        """List notes and highlights; the one that is chosen is gone to."""
        if self.reading is None:
            return
        from reader.screens.note_choice import listed
        from reader.screens.picker import Picker

        at_hand = self.note_at_hand
        start = next((n for n, placed in enumerate(self.placed) if placed is at_hand), 0)
        panel = Picker(
            "Notes and highlights",
            listed(self.placed, self.body.look),
            empty="None yet: v selects, Enter highlights, a writes a note.",
            start=start,
            enter="go there",
            keys=(
                ("ctrl+e", "write", self._edit_from_panel),
                ("ctrl+t", "place", self._settle_from_panel),
                ("ctrl+x", "delete", self._delete_from_panel),
            ),
        )
        panel.id = "notes"
        self.app.push_screen(panel, self._go_note)

    def _go_note(self, placed: Placed | None) -> None:
        if placed is None:
            return
        self.go_to_note(placed.highlight.id)
        if placed.state is AnchorState.UNCERTAIN:
            self.settle(placed)

    def _edit_from_panel(self, panel: Picker[Placed], placed: Placed) -> None:
        panel.dismiss(None)
        span = Span(placed.start, placed.end) if placed.end > placed.start else None
        self.write_note(Target(span, placed.highlight))

    def _settle_from_panel(self, panel: Picker[Placed], placed: Placed) -> None:
        if placed.highlight.anchor is not None:
            panel.dismiss(None)
            self.settle(placed)

    def _delete_from_panel(self, panel: Picker[Placed], placed: Placed) -> None:
        from reader.screens.note_choice import listed

        if self._delete(placed):
            left = [one for one in self.placed if one.highlight.id != placed.highlight.id]
            panel.refill(listed(left, self.body.look))

    def action_library_notes(self) -> None:
        """List every note and highlight of the library; the one that is chosen is gone to in its article."""
        from reader.screens.noted import NotesScreen

        self.app.push_screen(NotesScreen(self.desk.notes, self.body.look), self._go_found)

    def _go_found(self, found: Found | None) -> None:
        if found is None:
            return
        from reader.desk.noting import is_at_hand

        anchor = found.highlight.anchor
        if self.reading is not None and self.reading.id == found.article_id:
            self.show_pane("body")
            self.go_to_note(found.highlight.id)
        elif is_at_hand(self.desk, found.article_id):
            self.awaited_note = found.article_id, found.highlight.id
            self.open_article(found.article_id, offset=anchor.start if anchor and anchor.start >= 0 else None)
            self.show_pane("body")
        else:
            from reader.screens.noted import Remains

            self.app.push_screen(Remains(found, self.broadsheet.copy))

    # Taking away

    def action_delete_picked(self) -> None:
        """Delete the highlight that was picked."""
        self.action_delete_note()

    def action_delete_note(self) -> None:
        """Delete the highlight that was picked, or that the reader looks at."""
        placed = self.note_at_hand
        if placed is None:
            self.tell("There is no note or highlight on the screen")
        else:
            self._delete(placed)

    def _delete(self, placed: Placed) -> bool:
        reading = self.here
        deleted = self.store(lambda: self.desk.notes.remove(reading.id, placed.highlight))
        if deleted:
            self.tell("Deleted; U brings it back")
        return deleted

    # Out

    def action_copy(self) -> None:
        """Send the highlight that was picked or is looked at, or the article's address, to the clipboard."""
        if self.reading is None:
            return
        placed = self.note_at_hand if self.picked or self.focused is self.body else None
        if placed is not None:
            self.broadsheet.copy(self.reading.article.text[placed.start : placed.end])
        elif self.reading.article.meta.url:
            self.broadsheet.copy(self.reading.article.meta.url)
        else:
            self.tell("There is no highlight here, and the article has no address")
