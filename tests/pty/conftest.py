"""Fixtures for programs in a real pseudo-terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.pty.tty import Tty


@pytest.fixture
def tty_factory(home: Path) -> Iterator[Callable[..., Tty]]:
    """``Tty`` itself, but every one that a test makes is closed after it; reports of crashes are printed."""
    made: list[Tty] = []

    def make(*args: object, **kwargs: object) -> Tty:
        tty = Tty(*args, **kwargs)  # type: ignore[arg-type]
        made.append(tty)
        return tty

    yield make
    for tty in made:
        tty.close()
    for report in home.rglob("crash*"):
        sys.stdout.write(report.read_text(encoding="utf-8"))
