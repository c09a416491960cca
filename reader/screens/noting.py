"""Selecting, highlighting, and writing notes."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from textual import on
from textual.app import SuspendNotSupported

from reader.domain import motions, sentences
from reader.domain.article import Article
from reader.domain.highlight import AnchorState, Colour, Highlight, Placed
from reader.domain.span import Span
from reader.notes.errors import NotesError
from reader.screens.base import Reading, ReadingBase
from reader.screens.choice import Choice
from reader.widgets.body import Body
from reader.widgets.paint import Overlay

SIGN = "✎"
"""Stands in the gutter beside a line that has a note."""

STATES = {
    AnchorState.EXACT: "",
    AnchorState.MOVED: "the text around it changed",
    AnchorState.UNCERTAIN: "not sure that it is here",
    AnchorState.LOST: "its passage is gone",
}


def extended(article: Article, head: int, how: str) -> int:
    """Where the last character of a selection comes to stand.

    Args:
        article: The article.
        head: The character at the end that moves.
        how: "left", "right", "word", "sentence" or "paragraph", the last three also with "-back".
    """
    text = article.text
    match how:
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


class Noting(ReadingBase):
    """The actions that make, change, list and delete highlights and notes."""

    # Selecting

    def action_select(self) -> None:
        """Select the sentence that the reader looks at, or the current match."""
        if self.reading is None:
            return
        self.keys.take_count()
        matches = self.reading.matches
        start = self.body.eye
        if matches.spans and self.body.row_of(matches.spans[matches.at].start) is not None:
            start = matches.spans[matches.at].start
        span = sentences.sentence_at(self.reading.article.text, start)
        self._set_selection((span.start, max(span.start, span.end - 1)))

    def action_end_selection(self) -> None:
        """Let go of the selection."""
        self._set_selection(None)

    def action_other_end(self) -> None:
        """Move the other end from now on."""
        if self.selection is not None:
            anchor, head = self.selection
            self._set_selection((head, anchor))

    def action_extend(self, how: str) -> None:
        """Move the end of the selection by a letter, line, word, sentence or paragraph."""
        if self.reading is None or self.selection is None:
            return
        anchor, head = self.selection
        if how in {"up", "down"}:
            head = self.body.vertical(head, 1 if how == "down" else -1)
        else:
            head = extended(self.reading.article, head, how)
        self._set_selection((anchor, head))

    @on(Body.Dragged)
    def _dragged(self, message: Body.Dragged) -> None:
        self._set_selection((message.anchor, message.offset))

    @property
    def selected(self) -> Span | None:
        """What is selected."""
        if self.selection is None:
            return None
        return Span(min(self.selection), max(self.selection) + 1)

    def _set_selection(self, selection: tuple[int, int] | None) -> None:
        self.selection = selection
        span = self.selected
        self.body.lay("selection", [Overlay(span.start, span.end, "selection")] if span else [])
        if selection is not None:
            self.body.follow(selection[1])
        self.refresh_bindings()
        self.tell_place()

    # Making

    def action_highlight(self, colour: str = Colour.YELLOW) -> None:
        """Highlight what is selected."""
        if (span := self.selected) is not None:
            self._set_selection(None)
            self._add(span, Colour(colour))

    def action_highlight_note(self) -> None:
        """Highlight what is selected and write a note on it."""
        span, reading = self.selected, self.reading
        if span is None or reading is None:
            return
        self._set_selection(None)
        passage = " ".join(reading.article.of(span).split())
        self._write(passage, "", lambda text: self._add(span, Colour.YELLOW, text))

    def action_write_note(self) -> None:
        """Write a note on the highlight or paragraph that is looked at; from the list, on the article."""
        reading = self.reading
        if reading is None:
            return
        if self.focused is self.articles:
            whole = next((p.highlight for p in self._placed if p.highlight.anchor is None), None)
            about = f"On “{reading.article.meta.title}”" if reading.article.meta.title else "On this article"
            if whole is not None:
                self._rewrite(whole, about)
            else:
                self._write(about, "", lambda text: self._add(None, Colour.YELLOW, text))
            return
        placed = self._looked_at()
        if placed is not None and placed.highlight.anchor is not None:
            self._rewrite(placed.highlight, " ".join(placed.highlight.anchor.quote.split()))
            return
        block = reading.article.blocks[reading.article.block_at(self.body.eye)]
        passage = " ".join(reading.article.of(block).split())
        self._write(passage, "", lambda text: self._add(block.span, Colour.YELLOW, text))

    def _rewrite(self, highlight: Highlight, about: str) -> None:
        def change(text: str) -> bool:
            if text.strip() == highlight.note.strip():
                return True
            changed = replace(highlight, note=text.strip())
            return self._store(
                lambda: self.desk.notes.change(self._here.id, self._here.article, highlight, changed)
            )

        self._write(about, highlight.note, change)

    def _add(self, span: Span | None, colour: Colour, note: str = "") -> bool:
        if span is None and not note.strip():
            return True
        return self._store(
            lambda: self.desk.notes.add(self._here.id, self._here.article, span, colour, note.strip())
        )

    def _store(self, write: Callable[[], object]) -> bool:
        try:
            write()
        except NotesError as error:
            self.tell(str(error), wrong=True)
            return False
        self.refresh_notes()
        return True

    @property
    def _here(self) -> Reading:
        assert self.reading is not None
        return self.reading

    def _write(self, about: str, text: str, save: Callable[[str], bool]) -> None:
        """Open the editor; what was typed goes to `save`, and where that fails it is offered again."""
        from reader.screens.editor import NoteEditor, Written

        article_id = self._here.id

        def written(result: Written | None) -> None:
            if result is None:
                return
            words = self._in_editor(result.text) if result.outside else result.text
            if save(words):
                self.desk.drafts.discard(article_id)
            else:
                self.desk.drafts.save(article_id, about, words)
                self._write(about, words, save)

        self.app.push_screen(
            NoteEditor(about, text, lambda draft: self.desk.drafts.save(article_id, about, draft)), written
        )

    def _in_editor(self, text: str) -> str:
        import shlex
        import subprocess
        import tempfile

        command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
        with tempfile.TemporaryDirectory(prefix="broadsheet-") as folder:
            path = Path(folder) / "note.md"
            path.write_text(text, encoding="utf-8")
            try:
                with self.app.suspend():
                    subprocess.run([*command, str(path)], check=True)
                return path.read_text(encoding="utf-8")
            except SuspendNotSupported:
                self.tell("This terminal cannot be handed to another program", wrong=True)
            except (OSError, subprocess.CalledProcessError, UnicodeDecodeError) as error:
                self.tell(f"{command[0]}: {error}; the note is as it was", wrong=True)
        return text

    def offer_draft(self) -> None:
        """Offer what was being typed when the program, or the machine, went down."""
        for draft in self.desk.drafts.recover(self._here.id):
            self.tell("A note that was being written when the reader stopped is here again")
            self._write(draft.key, draft.text, lambda text: self._add(None, Colour.YELLOW, text))

    # Seeing

    @property
    def _placed(self) -> tuple[Placed, ...]:
        notebook = self.reading.notebook if self.reading else None
        return notebook.placed if notebook else ()

    def show_notes(self) -> None:
        """Mark highlights in the text and put signs beside the lines that have notes."""
        standing = [placed for placed in self._placed if placed.end > placed.start]
        self.body.lay(
            "highlights",
            [Overlay(p.start, p.end, f"highlight-{p.highlight.colour.value}") for p in standing],
        )
        self.body.sign({p.start: SIGN for p in standing if p.highlight.note})

    def _looked_at(self) -> Placed | None:
        """The highlight on the screen that is nearest to the eye."""
        seen, eye = self.body.seen, self.body.eye
        near = [p for p in self._placed if p.end > p.start and p.start < seen.end and p.end > seen.start]
        inside = [p for p in near if p.start <= eye < p.end]
        if inside:
            return inside[0]
        return min(near, key=lambda placed: abs(placed.start - eye), default=None)

    def action_notes(self) -> None:
        """List notes and highlights; the one that is chosen is gone to."""
        if self.reading is None:
            return
        choices = []
        for placed in self._placed:
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
        elif self._store(lambda: self.desk.notes.remove(self._here.id, placed.highlight.id)):
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

    def action_copy_selection(self) -> None:
        """Send what is selected to the clipboard."""
        if (span := self.selected) is not None and self.reading is not None:
            self.broadsheet.copy(self.reading.article.of(span))
            self._set_selection(None)
