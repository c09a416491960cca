"""Work done ahead, in a process of its own, while this one is busy importing."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def ahead(work: Callable[[], T]) -> Callable[[], T]:
    """Begin some work in a child process.

    Reading the first article and importing the interface take about as long as each other; on a machine with
    two cores they take the time of one. To be called before any thread is started.

    Args:
        work: What to do; what it gives or raises must be picklable.

    Returns:
        A function that waits for the result, or raises what the work raised. Where no process can be had, or
        the child dies, it does the work here and now.
    """
    try:
        inlet, outlet = os.pipe()
        child = os.fork()
    except OSError:
        return work
    if child == 0:
        _do(work, outlet)
    os.close(outlet)

    def result() -> T:
        with os.fdopen(inlet, "rb") as pipe:
            data = pipe.read()
        os.waitpid(child, 0)
        if not data:
            return work()
        done, value = pickle.loads(data)
        if not done:
            raise value
        given: T = value
        return given

    return result


def _do(work: Callable[[], object], outlet: int) -> None:
    """Do the work, send what came of it, and end this process without running anything of its parent's."""
    try:
        try:
            answer = (True, work())
        except Exception as error:
            answer = (False, error)
        with os.fdopen(outlet, "wb") as pipe:
            pickle.dump(answer, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)
