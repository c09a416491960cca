"""The whole program through the lean driver: a terminal shows cell for cell what it would show without.

The frames are those that the compositor makes for a terminal; only the terminal is missing.
"""

from __future__ import annotations

import pytest
from rich.color import ColorSystem
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot

from reader.app import BroadsheetApp
from reader.terminal.capabilities import detect
from reader.terminal.options import Options, options_for
from reader.terminal.stream import SYNC_END, SYNC_START
from tests.pilot.conftest import Reader, screen_of, settled
from tests.pty.emulator import Emulator
from tests.unit.terminal.conftest import Bench
from tests.unit.terminal.test_same_screen import assert_same

TOUR = (
    *("space", "j", "k", "z", "space", "z", "slash", "h", "e", "enter", "n", "e", "down", "escape", "J"),
    *("question_mark", "escape", "T", "down", "escape", "v", "l", "escape", "E", "S", "b", "a", "escape"),
)
SIZES = {(160, 45): TOUR[:8], (110, 32): TOUR[8:15], (80, 24): TOUR[12:], (40, 12): TOUR}


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the program writes for its terminal."""
    frames: list[str] = []
    monkeypatch.setattr(HeadlessDriver, "is_headless", False)
    monkeypatch.setattr(HeadlessDriver, "write", lambda _, data: frames.append(data))
    return frames


async def draw_anew(app: BroadsheetApp, pilot: Pilot[None], written: list[str]) -> None:
    """Have the whole screen written, in full colour, and nothing before it.

    How far the reader got is in the list then; by itself it comes there at some beat of a clock.
    """
    app.console._color_system = ColorSystem.TRUECOLOR
    await settled(pilot)
    screen_of(app).save_place()
    screen_of(app).refresh_list()
    await settled(pilot)
    written.clear()
    app.screen.refresh(layout=True)
    await settled(pilot)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_tour_shows_the_same(reader: Reader, size: tuple[int, int], written: list[str]) -> None:
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
        await draw_anew(app, pilot, written)
        for key in ("", *SIZES[size]):
            if key:
                await pilot.press(key)
            await settled(pilot)
            show()
        cols, rows = size[0] - 7, size[1] + 5
        await pilot.resize_terminal(cols, rows)
        stock.resize(cols, rows)
        bench.resize(cols, rows)
        await draw_anew(app, pilot, written)
        show()
    assert "Ferry" in stock.text() or "vault" in stock.text()
    assert sent < raw / 3


SIXTEEN = {"default", "black", "red", "green", "brown", "blue", "magenta", "cyan", "white"}
BRIGHT = {f"bright{name}" for name in SIXTEEN} | {"bfightmagenta"}
POOR = """\
 Articles   3 . 3 unread   |   Ferry company to halve its winter crossings
                           |
|* Ferry company to halve  |   The last boat of the day will leave at
|  its winter crossings    |   four from November, the operator says.
|  Marta Okonjo . 4 Mar    |
   ------------------ 46 % |   By MARTA OKONJO . MARCH 4, 2026 09:15
 * The long winter of the  |
   seed vault              |   | The ferry Aurora leaves Sandholm harbour at dawn
   Ada Lind . 27 Feb       |   | on Tuesday.
                           |   | HARBOUR OFFICE/HANDOUT
 * [/] [red]x[/red]        |
   [@click=app.quit]quit[. |   Sandholm's ferry company said on Tuesday that it would
   [@click=app.quit]site[. |   halve its winter crossings from November.
                           |
                           |  "Nobody rides at seven," said Ilse Varga, who runs the
 / find   e entities   v select   a note   ? keys                    46 %  under a minute"""


@pytest.mark.parametrize(
    ("colours", "shown"), [("16", SIXTEEN | BRIGHT), ("none", {"default"})], ids=["16", "none"]
)
async def test_a_poor_terminal_shows_all_of_it(
    reader: Reader, written: list[str], colours: str, shown: set[str]
) -> None:
    terminal = detect({"TERM": "xterm", "LC_ALL": "C"}, colours=colours)
    bench = Bench(90, 16, options_for(terminal, gate=True))
    async with reader(size=(90, 16)) as (app, pilot):
        await draw_anew(app, pilot, written)
        for frame in written:
            if frame not in (SYNC_START, SYNC_END):
                bench.draw(frame)
    cells = [cell for row in bench.emulator.cells() for cell in row]
    assert {colour for cell in cells for colour in (cell.fg, cell.bg)} <= shown
    assert any(cell.bold for cell in cells)
    assert bench.emulator.text() == POOR
