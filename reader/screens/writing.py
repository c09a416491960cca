"""Writing notes: the editor, drafts, and what they are saved as."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from textual.app import SuspendNotSupported

from reader.domain.highlight import Colour, Highlight, Placed
from reader.domain.span import Span
from reader.screens.base import Reading
from reader.screens.selecting import Selecting


@dataclass(frozen=True, slots=True)
class Target:
    """What a note is about.

    Attributes:
        span: The passage; None for the article.
        highlight: The highlight or note there, where there is one already.
    """

    span: Span | None
    highlight: Highlight | None = None

    @property
    def key(self) -> str:
        """What its draft is called."""
        if self.highlight is not None:
            return self.highlight.id
        return f"on-{self.span.start}-{self.span.end}" if self.span else "on"


class Writing(Selecting):
    """What the actions that write notes have in common."""

    @property
    def placed(self) -> tuple[Placed, ...]:
        """The highlights and notes of the open article, with their places."""
        notebook = self.reading.notebook if self.reading else None
        return notebook.placed if notebook else ()

    def add_highlight(self, span: Span | None, colour: Colour, note: str = "") -> bool:
        """Highlight a passage, or write a note on the article; whether that is saved."""
        if span is None and not note.strip():
            return True
        return self.store(
            lambda: self.desk.notes.add(self.here.id, self.here.article, span, colour, note.strip())
        )

    def store(self, write: Callable[[], object]) -> bool:
        """Change notes and show them; what goes wrong is said, and gives False."""
        from reader.notes.errors import NotesError

        try:
            write()
        except NotesError as error:
            self.tell(str(error), wrong=True)
            return False
        self.refresh_notes()
        return True

    @property
    def here(self) -> Reading:
        """The open article; there is one."""
        assert self.reading is not None
        return self.reading

    def write_note(self, target: Target, text: str | None = None) -> None:
        """Open the editor on a note.

        Args:
            target: What it is about.
            text: What is typed already; by default the note as it stands.
        """
        from reader.screens.editor import NoteEditor, Written

        reading = self.here
        if target.span is not None:
            about = " ".join(reading.article.of(target.span).split())
        else:
            about = f"On “{reading.article.meta.title}”" if reading.article.meta.title else "On this article"

        def draft(words: str) -> None:
            self._store_draft(reading.id, target.key, words)

        def written(result: Written | None) -> None:
            if result is None:
                return
            words = self._in_editor(result.text) if result.outside else result.text
            if self._save(target, words):
                self.desk.drafts.discard(reading.id, target.key)
            else:
                draft(words)
                self.write_note(target, words)

        before = target.highlight.note if target.highlight is not None else ""
        self.app.push_screen(NoteEditor(about, before if text is None else text, draft), written)

    def _save(self, target: Target, words: str) -> bool:
        if target.highlight is None:
            return self.add_highlight(target.span, Colour.YELLOW, words)
        before = target.highlight
        if words.strip() == before.note.strip():
            return True
        after = replace(before, note=words.strip())
        return self.store(lambda: self.desk.notes.change(self.here.id, self.here.article, before, after))

    def _store_draft(self, article_id: str, key: str, words: str) -> None:
        from reader.notes.errors import NotesError

        try:
            self.desk.drafts.save(article_id, key, words)
        except NotesError as error:
            self.tell(str(error), wrong=True)

    def _in_editor(self, text: str) -> str:
        """The text as the reader leaves it in `$EDITOR`."""
        import tempfile

        with tempfile.TemporaryDirectory(prefix="broadsheet-") as folder:
            path = Path(folder) / "note.md"
            path.write_text(text, encoding="utf-8")
            try:
                return path.read_text(encoding="utf-8") if self.edit_file(path) else text
            except (OSError, UnicodeDecodeError) as error:
                self.tell(f"{error}; the note is as it was", wrong=True)
        return text

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
        for draft in self.desk.drafts.recover():
            if draft.article_id == self.here.id:
                self.tell("Here is a note that was being written when the reader stopped")
                self.desk.drafts.forget(draft)
                self._store_draft(draft.article_id, draft.key, draft.text)
                self.write_note(self._target_of(draft.key), draft.text)
                return

    def _target_of(self, key: str) -> Target:
        highlight = next((p.highlight for p in self.placed if p.highlight.id == key), None)
        if highlight is not None:
            return Target(None, highlight)
        length = len(self.here.article.text)
        match key.split("-"):
            case ["on", start, end] if (
                start.isdecimal() and end.isdecimal() and int(start) < int(end) <= length
            ):
                return Target(Span(int(start), int(end)))
            case _:
                return Target(None)
