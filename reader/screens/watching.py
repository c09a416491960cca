"""Following the files that are laid out: what is added, changed and removed appears by itself."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from textual import work

from reader.domain.span import Span
from reader.screens.base import ReadingBase

if TYPE_CHECKING:
    from reader.desk.beginning import Opened
    from reader.domain.article import Article

FOLLOWED = 2_000
"""So many files that were opened one by one are looked at; folders are followed whatever is in them."""

HELD_BY = 120
"""Characters by which the place in a changed article is found again."""


class Watching(ReadingBase):
    """What happens to files while one reads."""

    _enough = Event()

    def watch_files(self) -> None:
        """Begin to follow the files, where the reader wants that."""
        self._enough.set()
        self._enough = Event()
        if self.desk.settings.library_watch:
            # No worker: it never ends by itself, and nobody is to wait for it.
            Thread(target=self._follow, args=(self._enough,), daemon=True, name="files").start()

    def on_unmount(self) -> None:
        """Follow them no longer."""
        self._enough.set()

    def _follow(self, enough: Event) -> None:
        from reader.library.watch import watch

        scope = self.desk.collection.scope
        with suppress(RuntimeError):  # the app is gone
            for changes in watch([*scope.folders, *scope.files[:FOLLOWED]], enough):
                if enough.is_set():
                    return
                paths = [change.path for change in changes]
                report = self.desk.filling.files(changed=paths or None)
                self.desk.failures_in(report)
                if paths or report.added or report.removed:
                    self.app.call_from_thread(self._files_changed, paths or report.paths)

    def _files_changed(self, paths: Sequence[Path]) -> None:
        self.refresh_list()
        reading = self.reading
        entry = self.desk.entry(reading.id) if reading is not None else None
        if reading is not None and entry is not None and entry.path in paths and reading.whole:
            self._read_again(reading.id, reading.article)

    @work(thread=True, exclusive=True, group="load")
    def _read_again(self, article_id: str, before: Article) -> None:
        from reader.loaders.errors import LoadError

        try:
            opened = self.desk.open_whole(article_id)
        except LoadError:
            return  # it is gone, or being written; what is on the screen stays there
        if opened.article != before:
            self.app.call_from_thread(self._show_again, opened, before)

    def _show_again(self, opened: Opened, before: Article) -> None:
        """Show the open article as it is now, at the place that the reader had come to."""
        if self.reading is None or self.reading.article is not before:
            return
        self.show_opened(opened, same_place(before.text, self.body.position, opened.article.text))
        self.tell("The article was changed, and read again")


def same_place(before: str, offset: int, now: str) -> int:
    """Where a place of a text is in another version of it, in characters.

    Args:
        before: The text as it was.
        offset: The place in it.
        now: The text as it is.
    """
    from reader.domain.highlight import AnchorState
    from reader.notes import anchors

    here = Span(offset, min(len(before), offset + HELD_BY))
    if before[:offset] == now[:offset] or here.start == here.end:
        return min(offset, len(now))
    state, start, _ = anchors.place(anchors.make(before, here), now)
    return min(offset, len(now)) if state is AnchorState.LOST else start
