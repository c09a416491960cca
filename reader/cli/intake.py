"""Reading many sources in two processes, so that a bad one stops none of the others."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from reader.cli.article import source_named
from reader.domain.article import Article
from reader.loaders import LoadError, Source, load
from reader.loaders.clean import clean_line

PROCESSES = 2

AHEAD = 4
"""So many sources are on their way at once, so that what was read does not pile up."""

_BREATH = 0.2
"""After so many seconds at most it is asked whether to stop."""

Task = str | Source
"""What is to be read: a path, an address, or what was read from standard input."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of reading one source.

    Attributes:
        name: The source, on one clean line.
        source: Its bytes; None where it could not be read.
        articles: What is in it.
        failure: What, where and what to do, where it could not be read; else empty.
    """

    name: str
    source: Source | None = None
    articles: tuple[Article, ...] = ()
    failure: str = ""


class Intake:
    """Sources on their way into the library; more may be added while it is gone through."""

    def __init__(self, tasks: Iterable[Task], encoding: str | None, stopped: Callable[[], bool]) -> None:
        """Nothing is read before the results are asked for.

        Args:
            tasks: What to read.
            encoding: How files are encoded, where the reader orders one.
            stopped: Whether to begin with no more; what has been read by then is still given.
        """
        self._waiting = deque(tasks)
        self._encoding = encoding
        self._stopped = stopped
        self._running: dict[Future[Result], Task] = {}
        self._pool = _pool()

    def add(self, task: Task) -> None:
        """Read one more."""
        self._waiting.append(task)

    @property
    def unread(self) -> int:
        """How many sources were not read, once there are no more results."""
        return len(self._waiting) + len(self._running)

    def results(self) -> Iterator[Result]:
        """What came of each source, in the order in which they are done."""
        try:
            while (self._waiting or self._running) and not self._stopped():
                while self._waiting and len(self._running) < AHEAD:
                    self._begin(self._waiting.popleft())
                wait(self._running, _BREATH, FIRST_COMPLETED)
                yield from self._done()
            yield from self._done()
        finally:
            self._end()

    def _begin(self, task: Task) -> None:
        self._running[self._pool.submit(read, task, self._encoding)] = task

    def _done(self) -> Iterator[Result]:
        suspects: list[Task] = []
        for future in [future for future in self._running if future.done()]:
            task = self._running.pop(future)
            try:
                yield future.result()
            except BrokenProcessPool:
                suspects.append(task)
        if suspects:
            yield from self._apart([*suspects, *self._running.values()])

    def _apart(self, suspects: list[Task]) -> Iterator[Result]:
        """Read again, one after another, what was being read when a process was killed: one is to blame."""
        self._running.clear()
        for number, task in enumerate(suspects):
            self._end()
            if self._stopped():
                self._waiting.extend(suspects[number:])
                break
            self._pool = _pool(1)
            try:
                yield self._pool.submit(read, task, self._encoding).result()
            except BrokenProcessPool:
                name = _name(task)
                yield Result(
                    name,
                    failure=f"{name}: the process that read it was killed; perhaps for want of memory",
                )
        self._end()
        self._pool = _pool()

    def _end(self) -> None:
        from multiprocessing import active_children

        if any(not future.done() for future in self._running):
            for child in active_children():
                child.terminate()  # one that waits for a slow server would hold up the end
        # Not waiting leaves Python to tidy up at its exit, where it trips over what is closed already.
        self._pool.shutdown(wait=True, cancel_futures=True)


def read(task: Task, encoding: str | None) -> Result:
    """Read one source, whatever it is and whatever goes wrong."""
    name = _name(task)
    try:
        source = task if isinstance(task, Source) else source_named(task, encoding)
        return Result(name, source, load(source))
    except LoadError as error:
        return Result(name, failure=str(error))
    except Exception as error:
        import traceback

        from reader.library.crash import report

        return Result(
            name, failure=clean_line(f"{name}: {report(''.join(traceback.format_exception(error)))}")
        )


def _name(task: Task) -> str:
    return task.name if isinstance(task, Source) else clean_line(task)


def _pool(processes: int = PROCESSES) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, initializer=_leave_interrupts_to_parent)


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
