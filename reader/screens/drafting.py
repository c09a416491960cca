"""The draft of a note that is being written: on disk until the note is."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from reader.notes.drafts import Drafts


class Drafting:
    """One draft; for any thread.

    Attributes:
        words: What is typed so far.
    """

    def __init__(self, drafts: Drafts, article_id: str, key: str, *, base: str, quote: str) -> None:
        """A draft, not yet on disk.

        Args:
            drafts: Where they are.
            article_id: The article.
            key: What it is to become.
            base: The note as it was when typing began.
            quote: The passage that it is about; empty for the article.
        """
        self.words = base
        self._drafts, self._whose = drafts, (article_id, key)
        self._base, self._quote = base, quote
        self._lock = Lock()
        self._over = self._failed = False

    def write(self) -> None:
        """Put what is typed on disk, unless the note is there already.

        Raises:
            NotesError: It cannot be written; said once only until it can.
        """
        from reader.notes.errors import NotesError

        with self._lock:
            if self._over:
                return
            try:
                self._drafts.save(*self._whose, self.words, base=self._base, quote=self._quote)
                self._failed = False
            except NotesError:
                if not self._failed:
                    self._failed = True
                    raise

    def put_out(self) -> Path:
        """A file with what is typed, for another program to edit.

        Raises:
            NotesError: It cannot be written.
        """
        self.write()
        return self._drafts.put_out(*self._whose, self.words)

    def done(self) -> None:
        """The note is saved: delete the draft."""
        with self._lock:
            self._over = True
            self._drafts.discard(*self._whose)
