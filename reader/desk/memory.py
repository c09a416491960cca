"""What memory costs besides its size: what is not given back, and the collector that goes through it all."""

from __future__ import annotations

import gc
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache

ARENAS, MMAP_THRESHOLD = -8, -3
"""What `mallopt` is to change (mallopt(3)): how many heaps there may be, and what is mapped by itself."""

LARGE = 128 * 1024
"""From how many bytes on a piece of memory is mapped by itself, and so returned whole."""


@lru_cache(maxsize=1)
def _trim() -> Callable[[], object]:
    """What returns free memory to the system; with glibc, set up so that there is some to return."""
    if platform.libc_ver()[0] != "glibc":
        return lambda: None
    import ctypes

    library = ctypes.CDLL(None)
    library.mallopt(ARENAS, 2)
    library.mallopt(MMAP_THRESHOLD, LARGE)
    return lambda: library.malloc_trim(0)


def give_back() -> None:
    """Return freed memory to the system; does nothing where the C library is not glibc.

    By itself glibc keeps a heap for each thread and, once a large piece was freed, takes the next ones from
    there too. With an article of 10 MB read in a thread that leaves some 100 MB that nobody uses.
    """
    _trim()()


@contextmanager
def undisturbed() -> Iterator[None]:
    """While something large is made that stays, the collector does not run, and later passes over it.

    A collection of cycles goes through everything that the program holds, and nothing else runs meanwhile:
    with the state of 100,000 articles that is half a second and more in which no key is heeded.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def settle() -> None:
    """Collect what came lately, and have the collector pass over what is left of it from now on."""
    gc.collect(1)
    gc.freeze()
