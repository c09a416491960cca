"""Highlights and notes: made, shown, listed, copied, deleted."""

from __future__ import annotations

from reader.domain.highlight import AnchorState, Colour, Placed
from reader.domain.span import Span
from reader.screens.choice import Choice
from reader.screens.writing import Target, Writing
from reader.widgets.paint import Overlay

SIGN = "✎"
"""Stands in the gutter beside a line that has a note."""

STATES = {
    AnchorState.EXACT: "",
    AnchorState.MOVED: "the text around it changed",
    AnchorState.UNCERTAIN: "not sure that it is here",
    AnchorState.LOST: "its passage is gone",
}


class Noting(Writing):
    """The actions that make, change, list and delete highlights and notes."""

    # Making

    def action_highlight(self, colour: str = Colour.YELLOW) -> None:
        """Highlight what is selected."""
        if (span := self.selected) is not None:
            self.select_span(None)
            self.add_highlight(span, Colour(colour))

    def action_highlight_note(self) -> None:
        """Highlight what is selected and write a note on it."""
        if (span := self.selected) is not None:
            self.select_span(None)
            self.write_note(Target(span))

    def action_write_note(self) -> None:
        """Write a note on the highlight or paragraph that is looked at; from the list, on the article."""
        reading = self.reading
        if reading is None:
            return
        if self.focused is self.articles:
            whole = next((p.highlight for p in self.placed if p.highlight.anchor is None), None)
            self.write_note(Target(None, whole))
            return
        placed = self._looked_at()
        if placed is not None and placed.highlight.anchor is not None:
            self.write_note(Target(Span(placed.start, placed.end), placed.highlight))
        else:
            block = reading.article.blocks[reading.article.block_at(self.body.eye)]
            self.write_note(Target(block.span))

    # Seeing

    def show_notes(self) -> None:
        """Mark highlights in the text and put signs beside the lines that have notes."""
        standing = [placed for placed in self.placed if placed.end > placed.start]
        self.body.lay(
            "highlights",
            [Overlay(p.start, p.end, f"highlight-{p.highlight.colour.value}") for p in standing],
        )
        self.body.sign({p.start: SIGN for p in standing if p.highlight.note})

    def _looked_at(self) -> Placed | None:
        """The highlight on the screen that is nearest to the eye."""
        seen, eye = self.body.seen, self.body.eye
        near = [p for p in self.placed if p.end > p.start and p.start < seen.end and p.end > seen.start]
        inside = [p for p in near if p.start <= eye < p.end]
        if inside:
            return inside[0]
        return min(near, key=lambda placed: abs(placed.start - eye), default=None)

    def action_notes(self) -> None:
        """List notes and highlights; the one that is chosen is gone to."""
        if self.reading is None:
            return
        choices = []
        for placed in self.placed:
            highlight = placed.highlight
            quote = " ".join(highlight.anchor.quote.split()) if highlight.anchor else "On the article"
            state = STATES[placed.state] if highlight.anchor else ""
            detail = " · ".join(part for part in (" ".join(highlight.note.split()), state) if part)
            choices.append(Choice(placed, f"“{quote}”" if highlight.anchor else quote, detail, below=True))
        self.pick(
            "Notes and highlights",
            choices,
            self._go_note,
            empty="None yet: v selects, Enter highlights, a writes a note.",
        )

    def _go_note(self, placed: Placed) -> None:
        if placed.end > placed.start:
            self.jump_to(placed.start, at=1 / 3)
            self.body.focus()

    # Taking away

    def action_delete_note(self) -> None:
        """Delete the highlight that the reader looks at."""
        placed = self._looked_at()
        if placed is None:
            self.tell("There is no note or highlight on the screen")
        elif self.store(lambda: self.desk.notes.remove(self.here.id, placed.highlight)):
            self.tell("Deleted; U brings it back")

    # Out

    def action_copy(self) -> None:
        """Send the highlight that the reader looks at, or the article's address, to the clipboard."""
        if self.reading is None:
            return
        placed = self._looked_at() if self.focused is self.body else None
        if placed is not None:
            self.broadsheet.copy(self.reading.article.text[placed.start : placed.end])
        elif self.reading.article.meta.url:
            self.broadsheet.copy(self.reading.article.meta.url)
        else:
            self.tell("There is no highlight here, and the article has no address")
