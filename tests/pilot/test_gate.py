"""Nothing foreign leaves the driver, whatever feeds, notes, messages and the clipboard hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from textual import events
from textual.drivers.headless_driver import HeadlessDriver

from reader.terminal.gate import foreign
from reader.terminal.options import Options
from reader.terminal.stream import SYNC_END, SYNC_START
from tests.pilot.conftest import Reader, screen_of, settled, shown
from tests.pty.hostile import SEQUENCES
from tests.unit.terminal.conftest import Bench

SIZE = (100, 30)
NASTY = st.lists(
    st.sampled_from([*SEQUENCES, "\x1b[2J", "\x1bc", "\x9b", "\x00", "\r", "\u202e", "tide"])
    | st.text(max_size=8),
    min_size=3,
    max_size=8,
)


def made(count: int) -> list[str]:
    """Made-up texts full of what a terminal would obey, the same each time; each says "counted"."""
    found: list[str] = []

    @settings(max_examples=count, database=None, derandomize=True, phases=[Phase.generate], deadline=None)
    @given(NASTY)
    def draw(parts: list[str]) -> None:
        found.append("".join([parts[0], " counted ", *parts[1:]]).encode("utf-8", "replace").decode())

    draw()
    return found


async def test_nothing_foreign_leaves_the_driver(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    monkeypatch.setattr(HeadlessDriver, "is_headless", False)
    monkeypatch.setattr(HeadlessDriver, "write", lambda _, data: written.append(data))
    monkeypatch.setenv("TERM", "xterm")
    for name in ("TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)
    texts = made(30)
    items = [
        {"id": number, "title": f"Item {number} {text}", "content_text": f"{text} quay. " * 30}
        for number, text in enumerate(texts[:12])
    ]
    feed = tmp_path / "feed.json"
    version = "https://jsonfeed.org/version/1.1"
    feed.write_text(json.dumps({"version": version, "title": texts[12], "items": items}), encoding="utf-8")
    bad = tmp_path / f"bad {texts[13].translate({0: None, 47: None})[:40]}.bin"
    bad.write_bytes(bytes(range(256)) * 4)
    bench = Bench(*SIZE, Options(gate=True, drop_foreign=True))

    def show() -> str:
        sent = b"".join(bench.draw(frame) for frame in written if frame not in (SYNC_START, SYNC_END))
        written.clear()
        assert foreign(sent.decode()) is None
        return sent.decode()

    async with reader(feed, bad, size=SIZE) as (app, pilot):
        assert "Item 0" in shown(app)
        show()
        await pilot.press("J")
        await settled(pilot)
        show()
        for text in texts[14:18]:
            screen_of(app).notify(text, markup=False)
        await settled(pilot)
        show()
        assert bench.emulator.text().count("counted") > 4
        await pilot.press("v", "l", "l", "y")
        await settled(pilot)
        copied = show()
        assert copied.count("\x1b]52;c;") == 1
        for text in texts[18:19]:
            await pilot.press("a")
            await settled(pilot)
            app.screen.post_message(events.Paste(text))
            await settled(pilot)
            assert "counted" in shown(app)
            await pilot.press("ctrl+s")
            await settled(pilot)
            show()
        await pilot.press("A")
        await settled(pilot)
        show()
        assert "counted" in shown(app)
        show()
    assert set(bench.emulator.modes) <= {7, 25, 2026}
    assert bench.emulator.screen.title == ""
