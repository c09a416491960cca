"""Highlights and notes on the screen: in the text, beside it, and which one the reader is at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import work
from textual.worker import get_current_worker

from reader.domain.highlight import AnchorState, Highlight, Placed
from reader.screens.base import ReadingBase
from reader.screens.state import Reading
from reader.widgets.margin import Beside, Margin
from reader.widgets.paint import Overlay

if TYPE_CHECKING:
    from reader.notes.notebook import Notebook
    from reader.notes.standing import Standing

NOTED, DOUBTED = "✎", "?"
"""Stand in the gutter beside a line that has a note, or a passage that may not be the right one."""

ASCII_NOTED = "*"

STATES = {
    AnchorState.EXACT: "",
    AnchorState.MOVED: "the text around it changed",
    AnchorState.UNCERTAIN: "not sure that it is here",
    AnchorState.LOST: "its passage is gone",
}


class Showing(ReadingBase):
    """What shows notes and highlights.

    Attributes:
        picked: The highlight that was picked, by its id; empty for none.
        awaited_note: The article that is being opened and the one to go to and pick once its notes are read.
    """

    picked = ""
    awaited_note: tuple[str, str] | None = None
    _signs: Mapping[int, str]
    _doubts_told = _drafts_offered = ""

    @property
    def placed(self) -> tuple[Placed, ...]:
        """The highlights and notes of the open article, with their places."""
        notebook = self.reading.notebook if self.reading else None
        return notebook.placed if notebook else ()

    @property
    def note_at_hand(self) -> Placed | None:
        """The highlight that was picked, else the one on the screen that is nearest to the eye."""
        standing = self.reading.standing if self.reading else None
        if standing is None:
            return None
        if self.picked:
            return standing.get(self.picked)
        return standing.nearest(self.body.eye, self.body.seen)

    @property
    def is_in_doubt(self) -> bool:
        """Whether the highlight that was picked may stand elsewhere."""
        at_hand = self.note_at_hand
        return at_hand is not None and at_hand.state is AnchorState.UNCERTAIN

    # Reading them

    def refresh_notes(self) -> None:
        """Read the notes of the open article again and show them."""
        if self.reading is not None:
            self.desk.notes.hold(self.reading.id, self.reading.article)
            self._read_notes(self.reading)

    @work(thread=True, exclusive=True, group="notes")
    def _read_notes(self, reading: Reading) -> None:
        from reader.notes.standing import Standing

        worker, article = get_current_worker(), reading.article
        notebook = self.desk.notes.notebook(reading.id, article, whole=reading.whole)
        standing = Standing(notebook.placed)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._notes_read, reading, notebook, standing)

    def _notes_read(self, reading: Reading, notebook: Notebook, standing: Standing) -> None:
        self.is_reading_notes = False
        if reading is not self.reading:
            return
        before = reading.notebook
        problem = before.problem if before is not None else None
        reading.notebook, reading.standing = notebook, standing
        if notebook.problem and notebook.problem != problem:
            self.tell(notebook.problem, wrong=True)
        if self.picked and standing.get(self.picked) is None:
            self.picked = ""
        self.show_notes()
        has_notes = bool(notebook.placed)
        if has_notes != (reading.id in self.desk.noted):
            self.desk.noted ^= {reading.id}
            self.refresh_list()
        if before is not None and before.stamp != notebook.stamp and reading.whole:
            self._make_notes_findable()
        self._tell_doubts(reading)
        if reading.whole and self._drafts_offered != reading.id:
            self._drafts_offered = reading.id
            self.offer_draft()
        if self.awaited_note is not None and reading.whole:
            (article_id, highlight_id), self.awaited_note = self.awaited_note, None
            if article_id == reading.id:
                self.go_to_note(highlight_id)

    @work(thread=True, exclusive=True, group="findable")
    def _make_notes_findable(self) -> None:
        """Let a search for the words of the notes find the article."""
        self.desk.filling.own_words()

    def _tell_doubts(self, reading: Reading) -> None:
        """Say once what asks for an answer."""
        doubts = sum(1 for one in self.placed if one.state is AnchorState.UNCERTAIN)
        lost = sum(1 for one in self.placed if one.state is AnchorState.LOST and not one.highlight.lost)
        if (doubts or lost) and reading.whole and self._doubts_told != reading.id:
            self._doubts_told = reading.id
            parts = [f"{doubts} may stand elsewhere now"] if doubts else []
            parts += [f"{lost} lost their passage" if lost > 1 else "1 lost its passage"] if lost else []
            self.tell(f"The text changed: of the highlights {' and '.join(parts)}; A lists them")

    def offer_draft(self) -> None:
        """Offer what was being typed on this article when the program, or the machine, went down."""
        raise NotImplementedError

    def go_to_note(self, highlight_id: str) -> None:
        """Go to a highlight or a note and pick it; one without a place is listed."""
        raise NotImplementedError

    # Showing them

    def show_notes(self) -> None:
        """Mark highlights in the text, and show the notes beside it."""
        standing = self.reading.standing if self.reading else None
        placed = standing.placed if standing else ()
        self.body.lay("highlights", [Overlay(one.start, one.end, role_of(one)) for one in placed])
        self._sign()
        self.show_beside()

    def _sign(self) -> None:
        """Find what stands in the gutter: beside a margin that shows the notes, doubts only."""
        noted = ASCII_NOTED if self.body.options.ascii else NOTED
        in_margin = self.query_one(Margin).display
        signs: dict[int, str] = {}
        standing = self.reading.standing if self.reading else None
        for one in reversed(standing.placed if standing else ()):
            if one.state is AnchorState.UNCERTAIN:
                signs[one.start] = DOUBTED
            elif one.highlight.note and not in_margin:
                signs[one.start] = noted
        self._signs, self._signs_for_margin = signs, in_margin

    _signs_for_margin = False

    def show_beside(self) -> None:
        """Show the notes of what is on the screen, and which of them is at hand."""
        reading, margin = self.reading, self.query_one(Margin)
        if reading is None or reading.standing is None:
            margin.tell(())
            return
        if margin.display != self._signs_for_margin:
            self._sign()
        at_hand, seen = self.note_at_hand, self.body.seen
        lead = None
        if margin.display:
            beside = []
            for one in reading.standing.between(*seen):
                first = max(one.start, seen.start)
                words = words_of(one)
                if words and (row := self.body.row_of(first)) is not None:
                    here = at_hand is not None and one.highlight.id == at_hand.highlight.id
                    beside.append(Beside(one.highlight.id, row, words, colour_of(one.highlight), here))
                    lead = first if here else lead
            margin.tell(beside)
        self.body.sign(self._signs, at_hand.start if at_hand else None, lead)


def colour_of(highlight: Highlight) -> str:
    """The role of a highlight's colour."""
    return f"highlight-{highlight.colour.value}"


def role_of(placed: Placed) -> str:
    """The role in which a passage is marked."""
    return "highlight-uncertain" if placed.state is AnchorState.UNCERTAIN else colour_of(placed.highlight)


def words_of(placed: Placed) -> str:
    """What the margin says of a highlight: doubt first, then the note and the tags; empty for nothing."""
    highlight = placed.highlight
    doubt = f"? {STATES[placed.state]}" if placed.state is AnchorState.UNCERTAIN else ""
    tags = " ".join(f"#{tag}" for tag in highlight.tags)
    return "\n".join(part for part in (doubt, highlight.note, tags) if part)
