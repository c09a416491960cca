"""The lines of all logs of reading state as they stand there, by the article that each is of."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from reader.library import records
from reader.library.records import OPENED

if TYPE_CHECKING:
    from reader.library.logtable import OpenLog, Table

Line = tuple[str, bytes]
"""A line of a log, after the machine that wrote it."""


class LogLines:
    """Lines by article: some in memory, those of long logs in their files, where tables find them.

    Every call may be made again; the lines of an article come in no order that means anything.
    """

    def __init__(self) -> None:
        """No lines yet."""
        self._held: dict[str, tuple[Line, ...]] = {}
        self._filed: list[_Filed] = []

    def hold(self, machine: str, data: bytes) -> None:
        """Take in lines of a log."""
        held = self._held
        for article_id, text in records.lines(data):
            line = (machine, text)
            held[article_id] = (*held[article_id], line) if article_id in held else (line,)

    def add(self, article_id: str, machine: str, text: bytes) -> None:
        """Take in a line of an article."""
        self._held[article_id] = (*self._held.get(article_id, ()), (machine, text))

    def file(self, machine: str, log: OpenLog, table: Table) -> None:
        """Take in what a table finds in a log."""
        self._filed.append(_Filed(machine, log, table))

    def of(self, article_id: str) -> list[Line]:
        """All lines of an article."""
        there = [(one.machine, text) for one in self._filed for text in one.of(article_id)]
        return [*there, *self._held.get(article_id, ())]

    def with_(self, needle: bytes, but: Container[str]) -> dict[str, list[Line]]:
        """The lines that contain some bytes, by article, but for some articles."""
        found: dict[str, list[Line]] = {}
        for one in self._filed:
            for article_id, text in one.lines(needle):
                if article_id not in but:
                    found.setdefault(article_id, []).append((one.machine, text))
        for article_id, lines in list(self._held.items()):
            if article_id not in but and (some := [line for line in lines if needle in line[1]]):
                found.setdefault(article_id, []).extend(some)
        return found

    def opened(self) -> dict[str, str]:
        """When articles were opened that may be among those opened last."""
        times: dict[str, str] = {}
        for one in self._filed:
            for article_id, when in one.table.recent.items():
                times[article_id] = max(when, times.get(article_id, ""))
        for article_id, lines in self._held.items():
            for _, text in lines:
                if OPENED in text and (when := records.opened_in(text)) > times.get(article_id, ""):
                    times[article_id] = when
        return times


class _Filed:
    """A log whose lines are read when they are asked for."""

    def __init__(self, machine: str, log: OpenLog, table: Table) -> None:
        self.machine, self.table = machine, table
        self._log = log

    def of(self, article_id: str) -> list[bytes]:
        """The lines of an article."""
        found = self._at(article_id)
        if found is None:
            # Somebody wrote into the log from within: where its lines are now is found out anew.
            from reader.library.logtable import table_of

            self.table = table_of(self._log)
            found = self._at(article_id) or []
        return found

    def _at(self, article_id: str) -> list[bytes] | None:
        """The lines of an article, where the table says that they are; None where something else is there."""
        found = []
        for begin, length in self.table.of(article_id):
            text = self._log.read(begin, length)
            ids = [one for one, _ in records.lines(text)]
            if len(text) < length or b"\n" in text or not self.table.finds(ids, article_id):
                return None
            if article_id in ids:
                found.append(text)
        return found

    def lines(self, needle: bytes) -> Iterator[tuple[str, bytes]]:
        """The lines that contain some bytes, each with the article that it is of."""
        for _, data in self._log.pieces(self.table.stamp.size):
            at = data.find(needle)
            while at >= 0:
                begin, end = data.rfind(b"\n", 0, at) + 1, data.find(b"\n", at)
                yield from records.lines(data[begin:end])
                at = data.find(needle, end)
