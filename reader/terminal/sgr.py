"""SGR sequences: reading one into a pen, and the shortest one from a pen to another."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from reader.terminal.cells import Pen, PenKey

PLAIN: Final[PenKey] = ("", "", 0, "")

_ON: Final = (1, 2, 3, 4, 5, 6, 7, 8, 9, 21, 51, 52, 53)
_OFF: Final = {
    22: (1, 2),
    23: (3,),
    24: (4, 21),
    25: (5, 6),
    27: (7,),
    28: (8,),
    29: (9,),
    54: (51, 52),
    55: (53,),
}
_OFF_BITS: Final = {code: sum(1 << on for on in ons) for code, ons in _OFF.items()}
_BASIC_FG: Final = frozenset([*range(30, 38), *range(90, 98)])
_BASIC_BG: Final = frozenset([*range(40, 48), *range(100, 108)])


@lru_cache(maxsize=8192)
def read_sgr(pen: PenKey, parameters: str) -> PenKey | None:
    """What a pen becomes by an SGR sequence.

    Args:
        pen: The pen before it.
        parameters: What stands between ``ESC [`` and ``m``.

    Returns:
        The pen after it; ``None`` if some parameter is not understood.
    """
    fg, bg, attributes, link = pen
    codes = [int(code or 0) for code in parameters.split(";")] if parameters else [0]
    at = 0
    while at < len(codes):
        code = codes[at]
        at += 1
        if code == 0:
            fg, bg, attributes = "", "", 0
        elif code in _BASIC_FG:
            fg = str(code)
        elif code in _BASIC_BG:
            bg = str(code)
        elif code in (38, 48):
            length = {5: 2, 2: 4}.get(codes[at] if at < len(codes) else -1, 0)
            if not length or at + length > len(codes):
                return None
            colour = ";".join(map(str, [code, *codes[at : at + length]]))
            fg, bg = (colour, bg) if code == 38 else (fg, colour)
            at += length
        elif code == 39:
            fg = ""
        elif code == 49:
            bg = ""
        elif code in _ON:
            attributes |= 1 << code
        elif code in _OFF_BITS:
            attributes &= ~_OFF_BITS[code]
        else:
            return None
    return fg, bg, attributes, link


@lru_cache(maxsize=16384)
def change(old: Pen | None, new: Pen) -> str:
    """The shortest sequence that takes a terminal from one pen to another.

    Args:
        old: The pen that the terminal holds; ``None`` if that is not known.
        new: The pen that it shall hold.
    """
    link = ""
    if old is None or old.link != new.link:
        link = f"\x1b]8;;{new.link}\x1b\\"
    on = [str(code) for code in _ON if new.attributes >> code & 1]
    fresh = ";".join(filter(None, ["0" if on or new.fg or new.bg else "", *on, new.fg, new.bg]))
    if old is None:
        return f"\x1b[{fresh}m{link}"
    if (old.fg, old.bg, old.attributes) == (new.fg, new.bg, new.attributes):
        return link
    steps: list[str] = []
    kept = old.attributes
    for code, bits in _OFF_BITS.items():
        if kept & bits & ~new.attributes:
            steps.append(str(code))
            kept &= ~bits
    steps += [str(code) for code in _ON if new.attributes & ~kept & 1 << code]
    if old.fg != new.fg:
        steps.append(new.fg or "39")
    if old.bg != new.bg:
        steps.append(new.bg or "49")
    stepped = ";".join(steps)
    return f"\x1b[{min(fresh, stepped, key=len)}m{link}"
