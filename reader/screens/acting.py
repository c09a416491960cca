"""What is done to articles: a few at once, many in the background while one goes on reading."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from textual import work
from textual.worker import get_current_worker

from reader.desk.memory import settle, undisturbed
from reader.screens.gathering import Gathering

if TYPE_CHECKING:
    from reader.library.indexing import Progress

T = TypeVar("T")

AT_ONCE = 200
"""So many articles are done at once: it takes a tenth of a second at most."""


class Stopped(Exception):
    """The reader quits; what was done until then stands, and can be undone."""


class Acting(Gathering):
    """How acts on articles are carried out, one after the other."""

    _under_way = ""
    _is_awaited = False

    @property
    def is_busy(self) -> bool:
        """Whether what the next key is meant for is still to come, as what an act is to bring."""
        return super().is_busy or self._is_awaited

    def carry_out(
        self,
        count: int,
        words: str,
        act: Callable[[Progress | None], T],
        then: Callable[[T], None],
        *,
        awaited: bool = False,
    ) -> None:
        """Do something to articles, of many in a worker, with how far it is above the list.

        Args:
            count: To how many.
            words: What it is, for the line that says that it is still being done: "marking as read".
            act: Does it; what it is called with is to be told how far it is. May raise OSError.
            then: Gets what `act` returned.
            awaited: Whether what is typed meanwhile is for what comes of it.
        """
        if self._under_way:
            self.tell(f"Still {self._under_way}; it can be done again once that is through")
        elif count > AT_ONCE:
            self._under_way, self._is_awaited = f"{words} {count:,} articles", awaited
            self._in_background(act, then)
        else:
            try:
                result = act(None)
            except OSError as error:
                self._went_wrong(error)
            else:
                then(result)

    @work(thread=True, exclusive=True, group="act")
    def _in_background(self, act: Callable[[Progress | None], T], then: Callable[[T], None]) -> None:
        worker = get_current_worker()

        def progress(done: int, of: int) -> None:
            if worker.is_cancelled:
                raise Stopped
            settle()
            # It waits until that is shown, so that keys come first.
            self.app.call_from_thread(self.articles.set_progress, done, of)

        try:
            with undisturbed():
                result = act(progress)
        except Stopped:
            return
        except OSError as error:
            self.app.call_from_thread(self._went_wrong, error)
        else:
            self.app.call_from_thread(self._through, result, then)

    def _through(self, result: T, then: Callable[[T], None]) -> None:
        self._end()
        then(result)

    def _went_wrong(self, error: OSError) -> None:
        self._end()
        self.tell(f"{error.filename}: {error.strerror}" if error.filename else str(error), wrong=True)
        self.refresh_list()

    def _end(self) -> None:
        self._under_way, self._is_awaited = "", False
        self.articles.set_progress(0, 0)
