"""A terminal emulator for tests: pyte, with what it lacks to tell one screen from another in full.

pyte ignores dim, overline, hyperlinks, SU, SD and REP, trips over some private sequences, has no second
screen, and drops the rest of a run of text after a zero-width character. Each of these would hide a fault.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from typing import Any

import pyte
from pyte.screens import Char

_EXTRA_ON = {
    2: "dim",
    6: "blink2",
    8: "conceal",
    21: "underline2",
    51: "frame",
    52: "encircle",
    53: "overline",
}
_EXTRA_OFF = {
    22: {"dim"},
    24: {"underline2"},
    25: {"blink2"},
    28: {"conceal"},
    54: {"frame", "encircle"},
    55: {"overline"},
}
_SPECIAL = re.compile(
    r"\x1b\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|\x1b[PX^_].*?\x1b\\"
    r"|\x1b\[(?P<prefix>[<>=?]?)(?P<params>[0-9;:]*)(?P<middle>[ -/]*)(?P<final>[@-~])",
    re.DOTALL,
)
_PARTIAL = re.compile(r"\x1b(?:\[[<>=?0-9;: -/]*|\][^\x07\x1b]*\x1b?|[PX^_][^\x1b]*\x1b?)?\Z", re.DOTALL)


class Screen(pyte.Screen):
    """pyte's screen, whose cells also hold dim, overline and the like, and the hyperlink.

    They ride in the ``blink`` field of each cell as a tuple, since every operation of pyte carries it along.
    """

    def __init__(self, columns: int, lines: int, *, bce: bool = True) -> None:
        self.bce = bce
        self.extras: frozenset[str] = frozenset()
        self.link = ""
        self.private_modes: dict[int, bool] = {}
        self.main_screen: dict[int, dict[int, Char]] | None = None
        self.main_cursor = (0, 0)
        super().__init__(columns, lines)

    def select_graphic_rendition(self, *attrs: int, **_private: Any) -> None:
        plain: list[int] = []
        left = list(attrs or (0,))
        while left:
            code = left.pop(0)
            if code in (38, 48):
                taken = 2 if left[:1] == [5] else 4
                plain += [code, *left[:taken]]
                del left[:taken]
                continue
            if code == 0:
                self.extras = frozenset()
            elif code in _EXTRA_ON:
                self.extras |= {_EXTRA_ON[code]}
                continue
            self.extras -= _EXTRA_OFF.get(code, set())
            plain.append(code)
        if plain:
            super().select_graphic_rendition(*plain)
        self._mark()

    def restore_cursor(self) -> None:
        super().restore_cursor()
        extra: Any = self.cursor.attrs.blink or ("",)
        self.extras, self.link = frozenset(extra[:-1]), extra[-1]

    def set_link(self, link: str) -> None:
        self.link = link
        self._mark()

    def _mark(self) -> None:
        extra: Any = (*sorted(self.extras), self.link) if self.extras or self.link else False
        self.cursor.attrs = self.cursor.attrs._replace(blink=extra)

    def draw(self, data: str) -> None:
        for character in data:
            super().draw(character)

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        self._erasing(lambda: super(Screen, self).erase_in_line(how, private))

    def erase_in_display(self, how: int = 0, *args: Any, **kwargs: Any) -> None:
        self._erasing(lambda: super(Screen, self).erase_in_display(how, *args, **kwargs))

    def erase_characters(self, count: int | None = None) -> None:
        self._erasing(lambda: super(Screen, self).erase_characters(count))

    def _erasing(self, erase: Callable[[], None]) -> None:
        """Erase, with the background of the pen only on a terminal that does so."""
        attrs = self.cursor.attrs
        if not self.bce:
            self.cursor.attrs = attrs._replace(bg="default")
        erase()
        self.cursor.attrs = attrs

    def scroll(self, count: int) -> None:
        """Scroll the region up, or down by a negative count (SU and SD)."""
        top, bottom = self.margins or (0, self.lines - 1)
        row = self.cursor.y
        self.cursor.y = bottom if count > 0 else top
        for _ in range(abs(count)):
            if count > 0:
                self.index()
            else:
                self.reverse_index()
            if self.bce:
                blank = self.cursor.attrs._replace(data=" ")
                self.buffer[self.cursor.y].update(dict.fromkeys(range(self.columns), blank))
        self.cursor.y = row

    def repeat(self, count: int) -> None:
        """Draw the character before the cursor again (REP)."""
        if self.cursor.x:
            self.draw(self.buffer[self.cursor.y][self.cursor.x - 1].data * count)

    def set_private(self, mode: int, on: bool) -> None:
        if mode == 1049 and on and not self.private_modes.get(1049):
            self.main_screen = {y: dict(line) for y, line in self.buffer.items()}
            self.main_cursor = self.cursor.x, self.cursor.y
            self.buffer.clear()
        elif mode == 1049 and not on and self.main_screen is not None:
            self.buffer.clear()
            for y, line in self.main_screen.items():
                self.buffer[y].update(line)
            self.main_screen = None
            self.cursor.x, self.cursor.y = self.main_cursor
        self.private_modes[mode] = on


class Emulator:
    """A screen that takes bytes and tells what it shows.

    Args:
        cols: Width in cells.
        rows: Height in rows.
        bce: Whether erased cells take on the background of the pen.
    """

    def __init__(self, cols: int, rows: int, *, bce: bool = True) -> None:
        self.screen = Screen(cols, rows, bce=bce)
        self.stream = pyte.Stream(self.screen)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._pending = ""

    def feed(self, data: bytes) -> None:
        """Show what ``data`` says; a sequence cut at the end waits for its rest."""
        text = self._pending + self._decode(data)
        partial = _PARTIAL.search(text)
        self._pending = text[partial.start() :] if partial else ""
        text = text[: partial.start()] if partial else text
        at = 0
        for found in _SPECIAL.finditer(text):
            self.stream.feed(text[at : found.start()])
            self._special(found)
            at = found.end()
        self.stream.feed(text[at:])

    def _special(self, found: re.Match[str]) -> None:
        osc = found["osc"]
        if osc is not None:
            if osc.startswith("8;"):
                self.screen.set_link(osc[2:].partition(";")[2])
            elif osc.startswith(("0;", "2;")):
                self.screen.set_title(osc[2:])
            return
        if found["final"] is None or found["middle"]:
            return
        prefix, final, params = found["prefix"], found["final"], found["params"]
        if prefix == "?" and final in "hl":
            for mode in filter(None, params.split(";")):
                self.screen.set_private(int(mode), final == "h")
        if not prefix and final in "STb":
            count = int(params or 1)
            if final == "b":
                self.screen.repeat(count)
            else:
                self.screen.scroll(count if final == "S" else -count)
        elif prefix in ("", "?") and final not in "cn" and ":" not in params:
            self.stream.feed(found[0])

    def resize(self, cols: int, rows: int) -> None:
        """Give the screen another size."""
        # Terminals do so too; pyte only afterwards, when its region has already kept rows from moving.
        self.screen.set_margins()
        self.screen.resize(rows, cols)

    def text(self) -> str:
        """The screen as lines of text, without the blanks at their ends."""
        lines = []
        for y in range(self.screen.lines):
            line = self.screen.buffer[y]
            lines.append("".join(line[x].data for x in range(self.screen.columns)).rstrip())
        return "\n".join(lines)

    def cells(self) -> list[list[Char]]:
        """Every cell with its style, row by row; ``blink`` holds dim, overline and the link if set."""
        buffer, cols = self.screen.buffer, self.screen.columns
        return [[buffer[y][x] for x in range(cols)] for y in range(self.screen.lines)]

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the cursor, from 0."""
        return self.screen.cursor.x, self.screen.cursor.y

    @property
    def modes(self) -> dict[int, bool]:
        """The private modes that were ever set or reset, and how they stand."""
        return dict(self.screen.private_modes)
