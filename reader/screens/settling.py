"""Where a highlight belongs whose passage changed: the reader is asked, and nothing moves by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.domain.highlight import Highlight, Placed
from reader.domain.span import Span
from reader.screens.picking import Picking
from reader.widgets.paint import Overlay

if TYPE_CHECKING:
    from reader.screens.choice import Choice

SELECT, LOST = "select", "lost"
"""What may be chosen in place of a passage."""


class Settling(Picking):
    """The actions that give a highlight its place.

    Attributes:
        placing: The highlight whose passage the reader is selecting; None for none.
    """

    placing: Highlight | None = None

    def select_span(self, selection: tuple[int, int] | None) -> None:
        """Select from one character to another; None lets go, and then no highlight waits for its place."""
        if selection is None:
            self.placing = None
        super().select_span(selection)

    def action_settle(self) -> None:
        """Ask where the highlight that was picked belongs."""
        if self.note_at_hand is not None:
            self.settle(self.note_at_hand)

    def settle(self, placed: Placed) -> None:
        """Ask where a highlight belongs, and show each place as the cursor passes it."""
        from reader.notes import check
        from reader.screens.choice import Choice

        highlight, article, here = placed.highlight, self.here.article, self.body.position
        if highlight.anchor is None:
            return
        now = Span(placed.start, placed.end)
        places = [Span(one.start, one.end) for one in check.choices(highlight, article)]
        if now.end > now.start:
            places = [now, *(place for place in places if place != now)]
        rows: list[Choice[Span | str]] = [
            Choice(
                place,
                f"“{' '.join(article.of(place).split())}”",
                ("It is here: " if place == now else "Perhaps here: ")
                + check.in_context(article.text, place),
                below=True,
            )
            for place in places
        ]
        rows += [
            Choice(SELECT, "Select another passage", style="$reader-accent"),
            Choice(LOST, "It is gone: keep as lost", style="$reader-accent"),
        ]

        def passed(value: Span | str) -> None:
            span = value if isinstance(value, Span) else None
            self.body.lay("selection", [Overlay(*span, "selection")] if span else [])
            if span is not None:
                self.body.reveal(span.start)

        def left() -> None:
            self.body.lay("selection", [])
            self.body.go_to(here)

        def chosen(value: Span | str) -> None:
            self.body.lay("selection", [])
            if isinstance(value, Span):
                self.place_highlight(highlight, value)
            elif value == LOST:
                self.picked = ""
                notes, reading = self.desk.notes, self.here
                if self.store(lambda: notes.keep_as_lost(reading.id, reading.article, highlight)):
                    self.tell("Kept in the list; U takes it back")
            else:
                self.placing = highlight
                self.action_select()
                self.tell("Select its passage, then Enter")

        if places:
            passed(places[0])
        quote = " ".join(highlight.anchor.quote.split())
        self.pick(
            f"Where is “{quote}”?", rows, chosen, empty="Nowhere.", preview=passed, otherwise=left, panel=True
        )

    def place_highlight(self, highlight: Highlight, span: Span) -> None:
        """Let a highlight stand on a place."""
        notes, reading = self.desk.notes, self.here
        if self.store(lambda: notes.settle(reading.id, reading.article, highlight, span)):
            self.pick_note("")
            self.tell("Placed; U takes it back")
