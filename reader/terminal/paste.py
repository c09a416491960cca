"""Pasted text on its way in: text it is, and nothing in it may become a key."""

from __future__ import annotations

import re
from typing import Final

START: Final = "\x1b[200~"
END: Final = "\x1b[201~"

_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class PasteFilter:
    """Takes control characters out of bracketed pastes, also where a read cuts a bracket in two.

    Most terminals do so themselves; from one that does not, an escape within a paste would end it for whoever
    takes keys apart, and the rest would be commands.
    """

    def __init__(self) -> None:
        self._pasting = False
        self._seen = ""
        self._held = ""

    def feed(self, text: str) -> str:
        """Filter a text; the last few characters of a paste may be held back until the next."""
        passed = []
        while text or self._held:
            if self._pasting:
                text = self._held + text
                self._held = ""
                inside, bracket, text = text.partition(END)
                if not bracket:
                    kept = next(
                        (size for size in range(len(END) - 1, 0, -1) if inside.endswith(END[:size])), 0
                    )
                    self._held = inside[len(inside) - kept :]
                    passed.append(_CONTROLS.sub("", inside[: len(inside) - kept]))
                    break
                passed += [_CONTROLS.sub("", inside), END]
                self._pasting, self._seen = False, ""
            else:
                at = (self._seen + text).find(START)
                if at < 0:
                    passed.append(text)
                    self._seen = (self._seen + text)[1 - len(START) :]
                    break
                end = at + len(START) - len(self._seen)
                passed.append(text[:end])
                text = text[end:]
                self._pasting, self._seen = True, ""
        return "".join(passed)
