"""Selecting by keyboard and by mouse."""

from __future__ import annotations

from reader.domain import motions
from reader.domain.article import Article
from reader.domain.span import Span
from reader.screens.base import ReadingBase
from reader.widgets.body import Body
from reader.widgets.paint import Overlay


def extended(article: Article, head: int, how: str, *, first: bool = False) -> int:
    """Where the character at the moving end of a selection comes to stand.

    Args:
        article: The article.
        head: The character at the end that moves.
        how: "left", "right", "word", "sentence" or "paragraph", the last three also with "-back".
        first: Whether that is the first character, which then goes to where a word begins, not where it ends.
    """
    from reader.domain import sentences

    text = article.text
    match how:
        case "word" if first:
            head = motions.next_word(text, head)
        case "sentence" if first:
            head = sentences.next_sentence(text, head)
        case "paragraph" if first:
            head = motions.next_paragraph(article, head)
        case "left":
            head -= 1
        case "right":
            head += 1
        case "word":
            head = motions.word_end(text, head + 1) - 1
        case "word-back":
            head = motions.previous_word(text, head)
        case "sentence":
            here = sentences.sentence_at(text, head)
            if head >= here.end - 1:
                here = sentences.sentence_at(text, sentences.next_sentence(text, head))
            head = here.end - 1
        case "sentence-back":
            head = sentences.previous_sentence(text, head)
        case "paragraph":
            block = article.blocks[article.block_at(head + 1)]
            head = block.end - 1
        case "paragraph-back":
            head = motions.previous_paragraph(article, head)
    return max(0, min(head, len(text) - 1))


class Selecting(ReadingBase):
    """The actions that begin, change and end a selection."""

    def action_select(self) -> None:
        """Select the sentence that the reader looks at, or the current match."""
        from reader.domain import sentences

        if self.reading is None:
            return
        self.keys.take_count()
        matches = self.reading.matches
        start = self.body.eye
        if matches.spans and self.body.row_of(matches.spans[matches.at].start) is not None:
            start = matches.spans[matches.at].start
        span = sentences.sentence_at(self.reading.article.text, start)
        self.select_span((span.start, max(span.start, span.end - 1)))

    def action_select_sentence(self, by: int) -> None:
        """Select another sentence than what is selected: those after it (1), or those before it (-1)."""
        from reader.domain import sentences

        if self.reading is None or self.selection is None:
            return
        text, chosen = self.reading.article.text, None
        start = max(self.selection) if by > 0 else min(self.selection)
        for _ in range(self.keys.take_count()):
            move = sentences.next_sentence if by > 0 else sentences.previous_sentence
            further = move(text, start)
            if further == start or further >= len(text):
                break
            chosen = sentences.sentence_at(text, further)
            start = further
        if chosen is not None:
            self.select_span((chosen.start, max(chosen.start, chosen.end - 1)))

    def action_end_selection(self) -> None:
        """Let go of the selection."""
        self.select_span(None)

    def action_other_end(self) -> None:
        """Move the other end from now on."""
        if self.selection is not None:
            anchor, head = self.selection
            self.select_span((head, anchor))

    def action_extend(self, how: str) -> None:
        """Move the end of the selection by a letter, line, word, sentence or paragraph."""
        if self.reading is None or self.selection is None:
            return
        anchor, head = self.selection
        count = self.keys.take_count()
        if how in {"up", "down"}:
            head = self.body.vertical(head, count if how == "down" else -count)
        for _ in range(count if how not in {"up", "down"} else 0):
            further = extended(self.reading.article, head, how, first=head < anchor)
            if further == head:
                break
            head = further
        self.select_span((anchor, head))

    def on_dragging_dragged(self, message: Body.Dragged) -> None:
        """Select what the mouse was drawn over."""
        self.select_span((message.anchor, message.offset))

    @property
    def selected(self) -> Span | None:
        """What is selected."""
        if self.selection is None:
            return None
        return Span(min(self.selection), max(self.selection) + 1)

    def select_span(self, selection: tuple[int, int] | None) -> None:
        """Select from one character to another, the second being the end that moves; None lets go."""
        self.selection = selection
        span = self.selected
        self.body.lay("selection", [Overlay(span.start, span.end, "selection")] if span else [])
        if selection is not None:
            self.body.follow(selection[1])
        self.refresh_bindings()
        self.tell_place()

    def action_copy_selection(self) -> None:
        """Send what is selected to the clipboard."""
        if (span := self.selected) is not None and self.reading is not None:
            self.broadsheet.copy(self.reading.article.of(span))
            self.select_span(None)
