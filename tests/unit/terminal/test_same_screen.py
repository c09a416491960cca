"""The one promise of the driver: what the terminal shows is what the program drew.

Frames are made up as Textual's compositor writes them. One terminal is fed them as they are, another what the
driver makes of them; after each frame both must show the same, cell for cell and style for style.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.terminal.options import Options
from reader.terminal.stream import SYNC_END, SYNC_START
from tests.pty.emulator import Emulator
from tests.unit.terminal.conftest import Bench

RUNS = int(os.environ.get("BROADSHEET_FRAME_SEQUENCES", "250"))
WORDS = ["tide", "灯台", "na\u00efve", "e\u0301t\u00e9", "—", "x\u200b", "a", "海b", "\u0928\u0301", "quay"]
PENS = [
    "",
    "\x1b[38;2;200;200;190;48;2;18;18;20m",
    "\x1b[48;2;18;18;20m",
    "\x1b[1;38;5;214;48;5;233m",
    "\x1b[2;3;37;40m",
    "\x1b[4;91m",
    "\x1b[7m",
    "\x1b[9;53;38;2;1;2;3m",
]
CHANGES = ["scroll", "scroll", "page", "line", "full", "resize", "suspend", "redraw"]
LINKS = ["https://example.org/a", "https://example.org/b", "mailto:desk@example.org"]


@dataclass(frozen=True)
class Span:
    """A stretch of text in one pen, as Rich writes it."""

    text: str
    width: int
    pen: str
    link: str

    def render(self) -> str:
        text = f"{self.pen}{self.text}\x1b[0m" if self.pen else self.text
        return f"\x1b]8;id=7;{self.link}\x1b\\{text}\x1b]8;;\x1b\\" if self.link else text


def width_of(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def fitted(words: list[str], width: int) -> str:
    """Words in just so many cells."""
    text = ""
    for word in words:
        if width_of(text) + width_of(word) + 1 > width:
            break
        text += word + " "
    return text + " " * (width - width_of(text))


@st.composite
def spans(draw: st.DrawFn, width: int) -> str:
    """A piece of a row of a width."""
    rendered = ""
    while width:
        part = draw(st.integers(1, width)) if draw(st.booleans()) else width
        words = draw(st.lists(st.sampled_from(WORDS), max_size=4))
        link = draw(st.sampled_from(["", "", "", *LINKS]))
        rendered += Span(fitted(words, part), part, draw(st.sampled_from(PENS)), link).render()
        width -= part
    return rendered


@dataclass
class Scene:
    """What a program may do with its screen: lines of a long text, a list beside it, a status line."""

    lines: list[str]
    list_rows: list[str]
    list_width: int
    cols: int
    rows: int
    top: int = 0

    def layout(self) -> str:
        """All of the screen, as a full update."""
        rows = []
        for y in range(self.rows - 1):
            beside = self.list_rows[y % len(self.list_rows)] if self.list_width else ""
            rows.append(f"\x1b[{y + 1};1H{beside}{self.line(y)}\n")
        return "".join(rows) + f"\x1b[{self.rows};1H" + self.status() + "\x1b[1;1H"

    def chops(self, first: int, count: int) -> str:
        """Some rows of the text, as a partial update."""
        count = min(count, self.rows - 1 - first)
        last = first + count - 1
        rows = [
            f"\x1b[{y + 1};{self.list_width + 1}H{self.line(y)}" + ("\n" if y < last else "")
            for y in range(first, last + 1)
        ]
        return "".join(rows) + f"\x1b[{self.rows};{min(3, self.cols)}H"

    def line(self, y: int) -> str:
        return self.lines[(self.top + y) % len(self.lines)]

    def status(self) -> str:
        return "\x1b[7m" + f" {self.top}".ljust(self.cols)[: self.cols] + "\x1b[0m"


@st.composite
def tours(draw: st.DrawFn) -> tuple[int, int, list[tuple[str, int, int, str]]]:
    """A size, and steps: (what, cols, rows, frame)."""
    cols, rows = draw(st.integers(12, 60)), draw(st.integers(4, 14))
    steps: list[tuple[str, int, int, str]] = []
    size = (cols, rows)
    scene: Scene | None = None
    for _ in range(draw(st.integers(2, 10))):
        if scene is None:
            list_width = draw(st.sampled_from([0, 0, size[0] // 3]))
            count = draw(st.integers(1, 12))
            scene = Scene(
                [draw(spans(size[0] - list_width)) for _ in range(count)],
                [draw(spans(list_width)) for _ in range(3)] if list_width else [""],
                list_width,
                *size,
                top=draw(st.integers(0, 20)),
            )
            steps.append(("frame", *size, scene.layout()))
        what = draw(
            st.sampled_from(["scroll", "scroll", "page", "line", "full", "resize", "suspend", "redraw"])
        )
        if what == "resize":
            size = (draw(st.integers(12, 60)), draw(st.integers(4, 14)))
            steps.append(("resize", *size, ""))
            scene = None
            continue
        if what in ("suspend", "redraw"):
            steps.append((what, *size, ""))
            continue
        if what == "scroll":
            scene.top = max(0, scene.top + draw(st.sampled_from([-3, -2, -1, 1, 1, 2, 4])))
        elif what == "page":
            scene.top += scene.rows - 2
        elif what == "line":
            scene.lines[draw(st.integers(0, len(scene.lines) - 1))] = draw(spans(size[0] - scene.list_width))
        first = draw(st.integers(0, scene.rows - 2)) if what == "line" else 0
        partial = what != "full" and draw(st.booleans())
        frame = scene.chops(first, scene.rows) if partial else scene.layout()
        steps.append(("frame", *size, frame))
    if scene is None:
        steps.append(("frame", *size, "\x1b[1;1H" + draw(spans(size[0])) + "\x1b[2;2H"))
    return cols, rows, steps


def assert_same(stock: Emulator, lean: Emulator) -> None:
    if stock.cells() != lean.cells():
        for y, (wanted, shown) in enumerate(zip(stock.cells(), lean.cells(), strict=True)):
            for x, (cell, other) in enumerate(zip(wanted, shown, strict=True)):
                assert cell == other, f"row {y}, column {x}\n{stock.text()}\n---\n{lean.text()}"
    assert stock.cursor == lean.cursor


@settings(max_examples=RUNS, deadline=None, suppress_health_check=list(HealthCheck))
@given(tours(), st.booleans(), st.booleans())
def test_the_terminal_shows_what_was_drawn(
    tour: tuple[int, int, list[tuple[str, int, int, str]]], synchronised: bool, bce: bool
) -> None:
    cols, rows, steps = tour
    bench = Bench(cols, rows, Options(bce=bce, gate=True))
    stock = Emulator(cols, rows)
    stock.feed(b"\x1b[?7l")
    for what, width, height, frame in steps:
        if what == "resize":
            stock.resize(width, height)
            bench.resize(width, height)
            continue
        if what == "suspend":
            start = len(bench.line.taken)
            bench.sender.leave()
            bench.emulator.feed(bytes(bench.line.taken[start:]) + b"\x1b[H\x1b[2J\x1b[0mshell\x1b[3;4H")
            bench.sender.enter(bench.line, (width, height))
            bench.draw("")
        elif what == "redraw":
            start = len(bench.line.taken)
            bench.sender.repaint()
            bench.emulator.feed(bytes(bench.line.taken[start:]))
        else:
            frames = [SYNC_START, frame, SYNC_END] if synchronised else [frame]
            for part in frames:
                stock.feed(part.replace("\n", "\r\n").encode())
            bench.draw(*frames)
        assert_same(stock, bench.emulator)


def test_a_frame_that_changes_nothing_sends_nothing(bench: Callable[..., Bench]) -> None:
    made = bench(20, 3)
    frame = "\x1b[1;1Hone                 \n\x1b[2;1Htwo                 \x1b[1;1H"
    assert made.draw(frame)
    assert made.draw(frame) == b""
