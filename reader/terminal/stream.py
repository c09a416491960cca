"""The outgoing stream, read: what a Textual program writes, taken apart into cells, controls and the rest."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from reader.terminal.cells import Cell, Typecase
from reader.terminal.sgr import PLAIN, read_sgr

SYNC_START: Final = "\x1b[?2026h"
SYNC_END: Final = "\x1b[?2026l"

_MOVE: Final = re.compile(r"\x1b\[(\d+);(\d+)H")
_TOKEN: Final = re.compile(
    r"\x1b\[([\d;]*)m"
    r"|\x1b\]8;([^;\x00-\x1f\x7f-\x9f]*);([^\x00-\x1f\x7f-\x9f]*)(?:\x1b\\|\x07)"
    r"|([\x00-\x1f\x7f-\x9f])"
)
CONTROL: Final = (
    r"\x1b\[\?[\d;]+[hl]"  # modes
    r"|\x1b\[\?\d+\$p|\x1b\[>?c|\x1b\[[56]n|\x1b\[\?\d+n"  # queries
    r"|\x1b\[[<>=]\d*(?:;\d*)?u|\x1b\[\?u"  # the kitty keyboard
    r"|\x1b\[\d* q"  # shape of the cursor
    r"|\x1b\[2[23];\d+t"  # the stack of titles
    r"|\x1b\](?:[0-2]|52|9|99|777|22);[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\)"  # titles, clipboard, notices
    r"|\x1bPtmux;\x1b\x1b\]52;[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\x1b\\)\x1b\\"  # through tmux
    r"|\x1bP\x1b\]52;[\w+/=;]*(?:\x1b\\\x1bP[\w+/=]*)*\x07\x1b\\"  # through screen, in pieces
    r"|\x1b7\x1b\[\d+;\d+H"  # a picture laid over the cells, by Kitty's protocol or Sixel's
    r"(?:(?:\x1b_G[\w+/=,;-]*\x1b\\)+|\x1bP[\d;]*q[!-~]*\x1b\\)\x1b8"
    r"|\x1b_G[\w=,]*\x1b\\"  # a picture gone
    r"|\x07"
)
"""What only sets modes, asks, rings or hands something over, as a regular expression."""

_CONTROLS: Final = re.compile(f"(?:{CONTROL})+")
_TITLE: Final = re.compile(r"\x1b\][0-2];")
_SCREEN_SWITCH: Final = re.compile(r"\x1b\[\?(?:47|1047|1049)[hl]")

_DRAWING: Final = re.compile(r"\x1b\[[\d;]*[Hm]|\x1b\]8;|[^\x00-\x1f\x7f-\x9f]")

_MOST_PIECES: Final = 4096
"""Distinct pieces of rows to remember: some hundred screens' worth of text scrolled by."""


class Piece(NamedTuple):
    """What stands between two cursor moves of a frame, understood.

    Attributes:
        cells: The cells that it writes, one after another.
        newlines: Line ends after them.
    """

    cells: tuple[Cell, ...]
    newlines: int


class Frame:
    """Where a frame writes which cells.

    Attributes:
        writes: Row, column and cells, in the order in which they are written.
        cursor: Row and column in which the frame leaves the cursor.
    """

    def __init__(self) -> None:
        self.writes: list[tuple[int, int, tuple[Cell, ...]]] = []
        self.cursor: tuple[int, int] | None = None


def is_control(data: str) -> bool:
    """Whether data only sets modes, asks, rings or hands something over, and leaves every cell as it is."""
    return _CONTROLS.fullmatch(data) is not None


def is_frame(data: str) -> bool:
    """Whether data draws: it begins with a move, a pen, a link or text."""
    return _DRAWING.match(data) is not None


def sets_title(data: str) -> bool:
    """Whether data gives the terminal's window a title."""
    return _TITLE.match(data) is not None


def switches_screen(data: str) -> bool:
    """Whether data changes between the terminal's main and alternate screen."""
    return _SCREEN_SWITCH.search(data) is not None


class Reader:
    """Reads frames; rows that it has read before cost it one look into a dictionary.

    Args:
        typecase: Where the cells come from.
        drop: Whether to take control characters that are not the program's own out of the text of a frame.
            If not, a frame with any is not understood; if so, every frame is.
    """

    def __init__(self, typecase: Typecase, *, drop: bool = False) -> None:
        self._typecase = typecase
        self._drop = drop
        self._pieces: dict[str, Piece | None] = {}

    def read(self, data: str, cursor: tuple[int, int] | None) -> Frame | None:
        """Read a frame.

        Args:
            data: What was written.
            cursor: Row and column, from 0, in which the frame before left the cursor, if known.

        Returns:
            The frame; ``None`` if something in it is not understood.
        """
        parts = _MOVE.split(data)
        frame = Frame()
        if parts[0]:
            if cursor is not None:
                if not self._place(frame, *cursor, parts[0]):
                    return None
            elif not self._drop:
                return None
        for at in range(1, len(parts), 3):
            row, column = int(parts[at]) - 1, int(parts[at + 1]) - 1
            if not self._place(frame, max(row, 0), max(column, 0), parts[at + 2]):
                return None
        return frame

    def _place(self, frame: Frame, row: int, column: int, text: str) -> bool:
        if text:
            piece = self.piece(text)
            if piece is None:
                return False
            if piece.cells:
                frame.writes.append((row, column, piece.cells))
            row, column = (row + piece.newlines, 0) if piece.newlines else (row, column + len(piece.cells))
        frame.cursor = (row, column)
        return True

    def piece(self, text: str) -> Piece | None:
        """What a text between two moves writes, beginning with a plain pen."""
        try:
            return self._pieces[text]
        except KeyError:
            if len(self._pieces) >= _MOST_PIECES:
                self._pieces.clear()
            piece = self._pieces[text] = self._read_piece(text)
            return piece

    def _read_piece(self, text: str) -> Piece | None:
        body = text.rstrip("\n")
        newlines = len(text) - len(body)
        cells: list[Cell] = []
        key = PLAIN
        at = 0
        for token in _TOKEN.finditer(body):
            self._set(body[at : token.start()], key, cells)
            at = token.end()
            parameters, _, link, control = token.groups()
            if parameters is not None:
                changed = read_sgr(key, parameters)
                if changed is None and not self._drop:
                    return None
                key = changed or key
            elif link is not None:
                key = (*key[:3], self._target(link))
            elif control is not None and not self._drop:
                return None
        self._set(body[at:], key, cells)
        return Piece(tuple(cells), newlines) if key == PLAIN or self._drop else None

    def _target(self, link: str) -> str:
        if not link:
            return ""
        from reader.terminal.links import escape, hyperlink_target

        return hyperlink_target(link) if self._drop else escape(link)

    def _set(self, text: str, key: tuple[str, str, int, str], cells: list[Cell]) -> None:
        if not text:
            return
        more, riding = self._typecase.set(text, self._typecase.ink(key))
        if riding and cells:
            at = len(cells) - 1 if cells[-1].width else len(cells) - 2
            base = cells[at]
            cells[at] = self._typecase.cell(base.text + riding, base.pen, base.width)
        cells += more
