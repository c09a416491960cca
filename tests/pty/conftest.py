"""Fixtures for programs in a real pseudo-terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.pty.tty import Tty


@pytest.fixture
def tty_factory() -> Iterator[Callable[..., Tty]]:
    """``Tty`` itself, but every one that a test makes is closed after it."""
    made: list[Tty] = []

    def make(*args: object, **kwargs: object) -> Tty:
        tty = Tty(*args, **kwargs)  # type: ignore[arg-type]
        made.append(tty)
        return tty

    yield make
    for tty in made:
        tty.close()
