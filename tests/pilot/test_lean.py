"""The whole program through the lean driver: a terminal shows cell for cell what it would show without.

The frames are those that the compositor makes for a terminal; only the terminal is missing.
"""

from __future__ import annotations

import pytest
from rich.color import ColorSystem
from textual.drivers.headless_driver import HeadlessDriver

from reader.terminal.options import Options
from reader.terminal.stream import SYNC_END, SYNC_START
from tests.pilot.conftest import Reader, settled
from tests.pty.emulator import Emulator
from tests.unit.terminal.conftest import Bench
from tests.unit.terminal.test_same_screen import assert_same

TOUR = (
    *("space", "j", "k", "z", "space", "z", "slash", "h", "e", "enter", "n", "e", "down", "escape", "J"),
    *("question_mark", "escape", "T", "down", "escape", "v", "l", "escape", "E", "S", "b", "a", "escape"),
)
SIZES = {(160, 45): TOUR[:8], (110, 32): TOUR[8:15], (80, 24): TOUR[12:], (40, 12): TOUR}


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_tour_shows_the_same(
    reader: Reader, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    monkeypatch.setattr(HeadlessDriver, "is_headless", False)
    monkeypatch.setattr(HeadlessDriver, "write", lambda _, data: written.append(data))
    bench = Bench(*size, Options(gate=True, drop_foreign=True))
    stock = Emulator(*size)
    stock.feed(b"\x1b[?7l")
    raw, sent = 0, 0

    def show() -> None:
        nonlocal raw, sent
        frames, written[:] = written[:], []
        for frame in frames:
            if frame not in (SYNC_START, SYNC_END):
                stock.feed(frame.replace("\n", "\r\n").encode())
                raw += len(frame)
                sent += len(bench.draw(frame))
        assert_same(stock, bench.emulator)

    async with reader(size=size) as (app, pilot):
        app.console._color_system = ColorSystem.TRUECOLOR
        app.refresh()
        await settled(pilot)
        written.clear()
        app.screen.refresh(layout=True)
        await settled(pilot)
        for key in ("", *SIZES[size]):
            if key:
                await pilot.press(key)
            await settled(pilot)
            show()
        cols, rows = size[0] - 7, size[1] + 5
        await pilot.resize_terminal(cols, rows)
        stock.resize(cols, rows)
        bench.resize(cols, rows)
        await settled(pilot)
        written.clear()
        app.screen.refresh(layout=True)
        await settled(pilot)
        show()
    assert "Ferry" in stock.text() or "vault" in stock.text()
    assert sent < raw / 3
