"""The list kept as the library is: filled, made findable, and brought up to date with what others change."""

from __future__ import annotations

from datetime import UTC, datetime

from textual import work
from textual.worker import get_current_worker

from reader.desk.memory import give_back
from reader.screens.base import ReadingBase
from reader.screens.listing import item_of

MOST_TOLD = 3
"""So many files that cannot be read are named; of the others only how many they are."""


class Keeping(ReadingBase):
    """What goes on in the background while one reads."""

    # What others do

    @work(thread=True, exclusive=True, group="watch")
    def look_around(self) -> None:
        """See whether another instance, another machine or an editor changed something, and show it."""
        reading = self.reading
        changed = self.desk.poll()
        if reading is not None and (notebook := reading.notebook) is not None:
            stamp = self.desk.notes.stamp(reading.id)
            if stamp != notebook.stamp and reading.notebook is notebook:
                self.app.call_from_thread(self.refresh_notes)
        if changed:
            self.app.call_from_thread(self.refresh_list)

    # The list

    @work(thread=True, exclusive=True, group="list")
    def fill_list(self) -> None:
        """Read the headings of everything that was laid out, and show them as they come."""
        self.desk.log.tidy()
        for _ in self.desk.fill():
            self.app.call_from_thread(self.refresh_list)
        self.app.call_from_thread(self._filled)

    def _filled(self) -> None:
        self._tell_failures()
        self.list_filled = True
        self.refresh_list()
        # While the rest of a big article is being read, it would be read a second time.
        if self.reading is None or self.reading.whole:
            self.make_findable()

    @work(thread=True, exclusive=True, group="index")
    def make_findable(self) -> None:
        """Make everything in the list findable."""
        worker = get_current_worker()
        for _ in self.desk.index():
            if worker.is_cancelled:
                return
        give_back()
        self.app.call_from_thread(self.indexed)

    def refresh_list(self) -> None:
        """Show the list as the library now is."""
        today, desk = datetime.now(UTC).date(), self.desk
        items = [
            item_of(entry, desk.state(entry.id), entry.id in desk.noted, today) for entry in desk.entries()
        ]
        unread = sum(1 for item in items if not item.read)
        self.articles.set_items(
            items, f"Articles   {len(items)} · {unread} unread" if items else "No articles"
        )
        if self.reading is not None:
            self.articles.current = self.reading.id
        if self.steps_to_come and not self.is_opening:
            step, self.steps_to_come = self.steps_to_come, 0
            self.step_articles(step)

    def _tell_failures(self) -> None:
        failures = self.desk.failures
        for line in failures[:MOST_TOLD]:
            self.tell(line, wrong=True)
        if len(failures) > MOST_TOLD:
            self.tell(
                f"{len(failures) - MOST_TOLD} more files cannot be read; `broadsheet list` names them",
                wrong=True,
            )
