"""The list kept as the library is: filled, brought up to date, and shown again when others change it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.worker import get_current_worker

from reader.desk.memory import give_back, settle, undisturbed
from reader.screens.listing import Fixed, Viewed, item_of
from reader.screens.watching import Watching

if TYPE_CHECKING:
    from reader.desk.collection import View

MOST_TOLD = 3
"""So many files that cannot be read are named; of the others only how many they are."""

SHOWN_AGAIN = 1.0
"""Seconds between two times that the list is shown anew while files are read."""

FIRST_ROWS = 500
"""So many matches are shown before all are found."""

TOLD_AGAIN = 0.1
"""Seconds between two times that it is told how many files are read."""

TRIES, TRIED_AGAIN = 40, 0.05
"""So often, and after so many seconds each time, it is tried again to put the list in order."""


class Keeping(Watching):
    """What goes on in the background while one reads."""

    # What others do

    def look_around(self) -> None:
        """See whether another instance, another machine or an editor changed something, and show it.

        Not while that is still being seen to from the last time: where another instance marks 100,000
        articles, taking that in and putting the list in order takes longer than the time between two looks.
        """
        busy = {worker.group for worker in self.workers if not worker.is_finished}
        if busy.isdisjoint({"watch", "view"}):
            self._look_around()

    @work(thread=True, exclusive=True, group="watch")
    def _look_around(self) -> None:
        reading = self.reading
        changed = self.desk.poll()
        if reading is not None and (notebook := reading.notebook) is not None:
            stamp = self.desk.notes.stamp(reading.id)
            if stamp != notebook.stamp and reading.notebook is notebook:
                self.app.call_from_thread(self.refresh_notes)
        if changed:
            self.app.call_from_thread(self.refresh_list)

    # The list

    def show_first_rows(self) -> None:
        """Show the rows that came with the first screen, until there are all."""
        today, desk = datetime.now(UTC).date(), self.desk
        items = [item_of(entry, state, False, today) for entry, state in desk.rows]
        if desk.first is not None and not any(item.id == desk.first.id for item in items):
            entry = desk.first_entry
            items += [item_of(entry, desk.state(entry.id), False, today)] if entry is not None else []
        self.articles.set_rows(Fixed(items), "Articles" if items else "No articles")

    @work(thread=True, exclusive=True, group="list")
    def fill_list(self) -> None:
        """Show the list as the index has it, bring that up to date with the files, and show what is new."""
        desk, worker = self.desk, get_current_worker()
        with undisturbed():
            desk.log.tidy()
            self._show_view()
        shown = told = time.monotonic()

        def progress(done: int, of: int) -> None:
            nonlocal shown, told
            now = time.monotonic()
            if now - told > TOLD_AGAIN:
                told = now
                self.app.call_from_thread(self.articles.set_progress, done, of)
            if now - shown > SHOWN_AGAIN:
                self._show_view()
                shown = time.monotonic()

        desk.fill(progress, lambda: worker.is_cancelled)
        if not worker.is_cancelled:
            settle()
            give_back()
            self.list_filled = True
            self._show_view()
            self.app.call_from_thread(self._filled)

    def _filled(self) -> None:
        self.articles.set_progress(0, 0)
        self._tell_failures()
        self._go_on()
        self.indexed()
        self.watch_files()

    @work(thread=True, exclusive=True, group="view")
    def _view_again(self) -> None:
        worker = get_current_worker()
        if self.desk.filling.tags_changed:
            self.desk.filling.own_words(lambda: worker.is_cancelled)
        self._show_view()

    def _show_view(self) -> None:
        """Show the list anew; from a worker."""
        worker = get_current_worker()
        for view in self.views_of_list(lambda: worker.is_cancelled):
            if not worker.is_cancelled:
                self.app.call_from_thread(self.set_view, view)
        self.app.call_from_thread(self.count_views)

    def views_of_list(self, cancelled: Callable[[], bool]) -> Iterator[View]:
        """The list as it was asked for; see `Whole`."""
        desk, query, collection = self.desk, self.list_query, self.desk.collection
        by = (query, desk.sort, desk.settings.list_group, cancelled)
        if query and by[1:3] == ("date", "none"):
            first = collection.view(*by, most=FIRST_ROWS)
            if first is not None:
                yield first
                if len(first) < FIRST_ROWS:
                    return
        for _ in range(TRIES):
            whole = collection.view(*by)
            if whole is not None or cancelled():
                break
            time.sleep(TRIED_AGAIN)  # a search broke it off, or the index is being mended
        if whole is not None:
            yield whole

    def set_view(self, view: View, at: str = "") -> None:
        """Show a view as the list; see `Whole`."""
        first, place_of = self.desk.first, self.desk.collection.place_of
        if not (self.list_filled or view.query) and first and place_of(view, first.id) is None:
            return  # an index that is being made does not even have what is on the screen
        words = self.told_of_list(len(view), view.unread)
        shown = self.articles.items
        anew = isinstance(shown, Viewed) and shown.view.query != view.query
        self.articles.set_rows(Viewed(self.desk, view, datetime.now(UTC).date()), words, anew=anew)
        if at and (place := place_of(view, at)) is not None:
            self.articles.move(place - self.articles.cursor)
        self._go_on()

    def ids_listed(self) -> list[str]:
        """The ids of everything in the list, in its order."""
        rows = self.articles.items
        return self.desk.collection.ids(rows.view) if isinstance(rows, Viewed) else []

    def take_in(self, files: Sequence[Path]) -> None:
        """Bring the list up to date with files that came, changed or went."""
        if files:
            self._take_in(tuple(files))

    @work(thread=True, group="files")
    def _take_in(self, files: Sequence[Path]) -> None:
        self.desk.failures_in(self.desk.filling.files(changed=files))
        self._show_view()

    def refresh_list(self) -> None:
        """Show the list as the library now is."""
        rows = self.articles.items
        if isinstance(rows, Viewed):
            # What was done to an article is seen at once; who then stands where, a moment later.
            self.articles.set_rows(
                Viewed(self.desk, rows.view, datetime.now(UTC).date()), self.articles.heading
            )
            self._view_again()

    def _go_on(self) -> None:
        """Take the steps to other articles that waited for the list."""
        if self.reading is not None:
            self.articles.current = self.reading.id
        if self.steps_to_come and not self.is_opening:
            step, self.steps_to_come = self.steps_to_come, 0
            self.step_articles(step)

    def _tell_failures(self) -> None:
        for line in self.desk.take_problems():
            self.tell(line, wrong=True)
        failures = self.desk.failures
        for line in failures[:MOST_TOLD]:
            self.tell(line, wrong=True)
        if len(failures) > MOST_TOLD:
            self.tell(
                f"{len(failures) - MOST_TOLD} more files cannot be read; `broadsheet list` names them",
                wrong=True,
            )
