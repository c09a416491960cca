"""Writing notes: the editor, drafts, and what they are saved as."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual.app import SuspendNotSupported

from reader.domain.highlight import Colour, Highlight
from reader.domain.span import Span
from reader.screens.selecting import Selecting
from reader.screens.showing import Showing
from reader.screens.state import Reading

if TYPE_CHECKING:
    from reader.notes.drafts import Draft
    from reader.screens.drafting import Drafting


class Target(NamedTuple):
    """What a note is about.

    Attributes:
        span: The passage; None for the article.
        highlight: The highlight or note there, where there is one already.
        colour: What a new highlight is to have.
    """

    span: Span | None
    highlight: Highlight | None = None
    colour: Colour = Colour.YELLOW

    @property
    def key(self) -> str:
        """What its draft is called."""
        if self.highlight is not None:
            return self.highlight.id
        return f"on-{self.span.start}-{self.span.end}" if self.span else "on"


class Writing(Selecting, Showing):
    """What the actions that write notes have in common."""

    _others_told = False

    def add_highlight(
        self,
        span: Span | None,
        colour: Colour,
        note: str = "",
        tags: tuple[str, ...] = (),
        reading: Reading | None = None,
    ) -> bool:
        """Highlight a passage of the open article, or write a note on it; whether that is saved."""
        if span is None and not note.strip():
            return True
        here = reading or self.here
        return self.store(
            lambda: self.desk.notes.add(here.id, here.article, span, colour, note.strip(), tags)
        )

    def change_highlight(self, before: Highlight, after: Highlight, reading: Reading | None = None) -> bool:
        """Give a highlight of the open article another note, colour or tags; whether that is saved."""
        here = reading or self.here

        def change() -> None:
            if self.desk.notes.change(here.id, here.article, before, after).id != before.id:
                self.tell("It was changed elsewhere meanwhile: both are kept, one below the other")

        return self.store(change)

    def store(self, write: Callable[[], object]) -> bool:
        """Change notes and show them; what goes wrong is said, and gives False."""
        from reader.notes.errors import NotesError

        try:
            write()
        except NotesError as error:
            self.tell(str(error), wrong=True)
            return False
        self.is_reading_notes = True
        self.refresh_notes()
        return True

    @property
    def here(self) -> Reading:
        """The open article; there is one."""
        assert self.reading is not None
        return self.reading

    def write_note(self, target: Target, text: str | None = None, instead_of: Draft | None = None) -> None:
        """Open the editor on a note.

        Args:
            target: What it is about.
            text: What is typed already; by default the note as it stands.
            instead_of: A draft that was left behind, which goes once this one is on disk.
        """
        from reader.notes.errors import NotesError
        from reader.screens.drafting import Drafting
        from reader.screens.editor import NoteEditor

        reading, before = self.here, target.highlight
        quote = ""
        if before is not None and before.anchor is not None:
            quote = before.anchor.quote
        elif before is None and target.span is not None:
            quote = reading.article.of(target.span)
        title = reading.article.meta.title
        about = " ".join(quote.split()) or (f"On “{title}”" if title else "On this article")
        note = before.note if before is not None else ""
        draft = Drafting(self.desk.drafts, reading.id, target.key, base=note, quote=quote)

        def write_draft() -> None:
            try:
                draft.write()
            except NotesError as error:
                self.app.call_from_thread(self.tell, str(error), wrong=True)

        def typed(words: str) -> None:
            draft.words = words
            self.run_worker(write_draft, thread=True, group="draft")

        def save(words: str) -> bool:
            saved = self._save(reading, target, words)
            if saved:
                draft.done()
            else:
                typed(words)
            return saved

        def outside(words: str) -> str:
            draft.words = words
            return self._in_editor(draft)

        if text is not None:
            draft.words = text
            try:
                draft.write()
                if instead_of is not None:
                    self.desk.drafts.forget(instead_of)
            except NotesError as error:
                self.tell(str(error), wrong=True)
        notice = "This was being written when the reader stopped." if instead_of is not None else ""
        words = note if text is None else text
        field = NoteEditor(about, words, self.body.look, typed, save, outside, notice)
        self.app.push_screen(field)

    def _save(self, reading: Reading, target: Target, words: str) -> bool:
        if target.highlight is None:
            return self.add_highlight(target.span, target.colour, words, reading=reading)
        before = target.highlight
        if words.strip() == before.note.strip():
            return True
        return self.change_highlight(before, replace(before, note=words.strip()), reading)

    def _in_editor(self, draft: Drafting) -> str:
        """What is typed, as the reader leaves it in `$EDITOR`."""
        from reader.notes.errors import NotesError

        try:
            path = draft.put_out()
            return path.read_text(encoding="utf-8") if self.edit_file(path) else draft.words
        except NotesError as error:
            self.tell(str(error), wrong=True)
        except (OSError, UnicodeDecodeError) as error:
            self.tell(f"{error}; the note is as it was", wrong=True)
        return draft.words

    def edit_file(self, path: Path) -> bool:
        """Give the terminal to `$EDITOR` on a file; whether that went well."""
        import shlex
        import subprocess

        command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
        try:
            with self.app.suspend():
                subprocess.run([*command, str(path)], check=True)
        except SuspendNotSupported:
            self.tell("This terminal cannot be handed to another program", wrong=True)
        except (OSError, subprocess.CalledProcessError) as error:
            self.tell(f"{command[0]}: {error}; everything is as it was", wrong=True)
        else:
            return True
        return False

    def offer_draft(self) -> None:
        """Offer what was being typed on this article when the program, or the machine, went down."""
        left = self.desk.drafts.recover()
        others = {draft.article_id for draft in left} - {self.here.id}
        if others and not self._others_told:
            self._others_told = True
            titles = [entry.title for entry in self.desk.entries() if entry.id in others]
            where = f"“{titles[0]}”" if titles else "another article"
            self.tell(f"A note on {where} was being written when the reader stopped: open it to go on")
        for draft in left:
            if draft.article_id == self.here.id:
                target, text = self._target_of(draft)
                self.write_note(target, text, instead_of=draft)
                return

    def _target_of(self, draft: Draft) -> tuple[Target, str]:
        """What a draft is about, and its text, with the passage where that is gone."""
        highlight = next((p.highlight for p in self.placed if p.highlight.id == draft.key), None)
        if highlight is not None:
            return Target(None, replace(highlight, note=draft.base)), draft.text
        article_text = self.here.article.text
        if not draft.quote:
            return Target(None), draft.text
        match draft.key.split("-"):
            case ["on", start, end] if (
                start.isdecimal() and end.isdecimal() and article_text[int(start) : int(end)] == draft.quote
            ):
                return Target(Span(int(start), int(end))), draft.text
        at = article_text.find(draft.quote)
        if at >= 0:
            return Target(Span(at, at + len(draft.quote))), draft.text
        quoted = "\n".join(f"> {line}" for line in draft.quote.splitlines())
        return Target(None), f"{quoted}\n\n{draft.text}"
