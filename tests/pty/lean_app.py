"""A small Textual program for the tests of the driver: a long text drawn by the line, and a list beside it.

python -m tests.pty.lean_app [--stock] [--list] [--lines N] [--saves FILE] [--drop] [--no-mouse] [--odd]
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input, Static

TEXT = (
    "the tide came in over the flats and took the boards of the old pier one by one while gulls stood "
    "along the wall as if they had been asked to count them nobody in the office could say who had paid"
)
WORDS = tuple(TEXT.split())
ODD = ["灯台の光", "naïve", "cafe\u0301", "Ωmega", "—", "海", "zero\u200bwidth"]
MEASURE = 72


def made_lines(count: int, *, odd: bool) -> list[str]:
    """Lines of made-up text, the same each time, with a blank one here and there."""
    chance = random.Random(7)
    lines = []
    for number in range(count):
        words = [f"{number}"]
        while sum(map(len, words)) + len(words) < MEASURE - 12:
            words.append(chance.choice(ODD) if odd and chance.random() < 0.1 else chance.choice(WORDS))
        lines.append("" if number % 7 == 6 else " ".join(words))
    return lines


class Body(ScrollView, can_focus=True):
    """The text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("j", "step(1)", "Down"),
        ("k", "step(-1)", "Up"),
        ("space", "leap(1)", "Page down"),
        ("b", "leap(-1)", "Page up"),
    ]
    DEFAULT_CSS = "Body { scrollbar-size: 0 0; }"

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.lines = lines
        self.virtual_size = Size(MEASURE, len(lines))

    def render_line(self, y: int) -> Strip:
        number = self.scroll_offset.y + y
        width = self.size.width
        style = self.rich_style
        if number >= len(self.lines):
            return Strip([Segment(" " * width, style)], width)
        text = self.lines[number]
        margin = max(0, (width - MEASURE) // 2)
        if number % 11 == 3:
            link = Style(link=f"https://example.org/{number}", underline=True)
            segments = [
                Segment(" " * margin, style),
                Segment(text[:6], style + link),
                Segment(text[6:], style),
            ]
        else:
            segments = [Segment(" " * margin + text, style)]
        return Strip(segments).crop_extend(0, width, style)

    def action_step(self, by: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + by, animate=False)
        self.app.query_one("#place", Static).update(f" line {self.scroll_target_y:.0f}")

    def action_leap(self, by: int) -> None:
        self.action_step(by * (self.size.height - 1))


class LeanApp(App[None]):
    """Body, list, status line, a search box and toasts."""

    CSS = """
    #list { width: 26; background: $panel; color: $text; display: none; }
    .-list #list { display: block; }
    #status { height: 1; background: $boost; }
    #keys { width: 1fr; }
    #place { width: 16; }
    Input { display: none; }
    Input.-open { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+l", "redraw", "Redraw"),
        ("ctrl+t", "toast", "Toast"),
        ("ctrl+r", "shell", "Run a program"),
        ("ctrl+z", "suspend_process", "Stop"),
        ("ctrl+x", "crash", "Crash"),
        ("s", "sidebar", "List"),
        ("slash", "find", "Find"),
        ("q", "quit", "Quit"),
    ]

    def __init__(self, arguments: argparse.Namespace) -> None:
        if arguments.stock:
            super().__init__()
        else:
            from reader.terminal.capabilities import erases_with_background
            from reader.terminal.driver import lean_driver_class
            from reader.terminal.options import Options

            def save() -> None:
                if arguments.saves:
                    Path(arguments.saves).write_text("saved", encoding="utf-8")

            options = Options(
                bce=erases_with_background(os.environ),
                drop_foreign=arguments.drop,
                gate=arguments.drop,
                on_hangup=save,
            )
            super().__init__(driver_class=lean_driver_class(options))
        self.arguments = arguments

    def compose(self) -> ComposeResult:
        items = "\n".join(
            f"[b]{number} {WORDS[number % 30]} {WORDS[number % 17]}[/b]\n[dim]{number * 3} min[/dim]\n"
            for number in range(20)
        )
        yield Horizontal(
            Static(items, id="list"), Body(made_lines(self.arguments.lines, odd=self.arguments.odd))
        )
        yield Input(placeholder="find")
        yield Horizontal(Static(" / find   q quit", id="keys"), Static(" line 0", id="place"), id="status")

    def on_mount(self) -> None:
        self.screen.set_class(self.arguments.list, "-list")
        self.query_one(Body).focus()

    def action_sidebar(self) -> None:
        self.screen.toggle_class("-list")

    def action_find(self) -> None:
        box = self.query_one(Input)
        box.add_class("-open")
        box.focus()

    def action_toast(self) -> None:
        self.notify("A toast for the tests", timeout=60)

    def action_crash(self) -> None:
        raise RuntimeError("a crash for the tests")

    def action_redraw(self) -> None:
        from reader.terminal.driver import LeanDriver

        if isinstance(self._driver, LeanDriver):
            self._driver.repaint()
        else:
            self.refresh()

    def action_shell(self) -> None:
        with self.suspend():
            subprocess.run(["sh", "-c", "echo other program; read line; echo $line"], check=False)


def main() -> None:
    parser = argparse.ArgumentParser()
    for flag in ("--stock", "--list", "--drop", "--no-mouse", "--odd"):
        parser.add_argument(flag, action="store_true")
    parser.add_argument("--lines", type=int, default=2000)
    parser.add_argument("--saves")
    arguments = parser.parse_args()
    app = LeanApp(arguments)
    app.run(mouse=not arguments.no_mouse)
    sys.exit(app.return_code or 0)


if __name__ == "__main__":
    main()
