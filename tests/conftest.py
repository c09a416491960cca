"""What every test stands on: a home of its own, and a terminal whose abilities are known."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings

os.environ["TEXTUAL_ANIMATIONS"] = "none"

# How long an example takes says more of the machine, and of what else runs on it, than of the test. The same
# examples are tried each time, so that a failure is of the change at hand; `make fuzz` looks for others.
settings.register_profile(
    "steady", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile("fuzz", settings.get_profile("steady"), derandomize=False, max_examples=500)
settings.load_profile("steady")

CHECKOUT = Path(__file__).parent.parent
SHARED = CHECKOUT.parent / "shared"


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their argument: those of an archive hold the time, and workers would disagree on it."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(autouse=True)
def environment() -> Iterator[None]:
    """What a test, or what it tries, sets in the environment is not there for the next one."""
    with patch.dict(os.environ):
        yield


@pytest.fixture(autouse=True)
def home(
    environment: None, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """An empty home; nothing of the person who runs the tests is read or written."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    for name, part in (
        ("XDG_CONFIG_HOME", ".config"),
        ("XDG_DATA_HOME", ".local/share"),
        ("XDG_CACHE_HOME", ".cache"),
        ("XDG_STATE_HOME", ".local/state"),
    ):
        monkeypatch.setenv(name, str(folder / part))
    for name in ("NO_COLOR", "COLORFGBG", "TEXTUAL_COLOR_SYSTEM", "VISUAL", "EDITOR", "TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return folder


@pytest.fixture
def shared() -> Path:
    """The folder of common test material beside the checkout; where it is absent the test is skipped."""
    if not SHARED.is_dir():
        pytest.skip("the common test material is not beside this checkout")
    return SHARED
