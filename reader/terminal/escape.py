"""Keys out of what a terminal sends, where Esc and the key after it are two keys.

A terminal sends Esc as the byte with which its sequences begin, and Alt with a letter as Esc and that letter.
Textual takes any key that comes within a tenth of a second after Esc for one with Alt. Over a slow line,
which brings several keys in one packet, and under fast fingers, both keys are lost by that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

ESC: Final = "\x1b"

AFTER_ESC: Final = "[O]P\x7f\tbf\x1b"
"""What may go on with a sequence: the introducers CSI, SS3, OSC and DCS, and what terminals send for Alt with
Backspace, Tab, Left and Right."""

_TWO_KEYS: Final = re.compile(f"(?<={ESC})(?=[^{re.escape(AFTER_ESC)}])")


class EscapeParser(XTermParser):
    """Textual's parser of keys, but for Esc followed by another key."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._after_esc = False

    def feed(self, data: str) -> Iterable[Message]:
        """The messages in what has come; an Esc at its end is told from a sequence by what comes next."""
        for piece in _TWO_KEYS.split(data):
            if self._after_esc and piece[:1] not in AFTER_ESC:
                yield from self._lone_escape()
            yield from super().feed(piece)
            self._after_esc = piece.endswith(ESC)

    def _lone_escape(self) -> Iterable[Message]:
        if self._timeout_time is not None:
            self._timeout_time = 0.0
            yield from self.tick()

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        # Textual asks with `alt` where Esc and the introducer of a sequence came, and then nothing more.
        if alt:
            yield events.Key("escape", ESC)
        yield from super()._sequence_to_key_events(sequence)
