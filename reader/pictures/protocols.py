"""A picture as the control sequences by which some terminals show one.

Kitty's protocol: https://sw.kovidgoyal.net/kitty/graphics-protocol/ ; Sixel: the VT330/VT340 Programmer
Reference Manual, volume 2, chapter 14. The cursor is saved and put back, so that whoever else draws on the
terminal finds it as it was.
"""

from __future__ import annotations

import base64
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

PICTURE_ID = 7331
"""What our one picture is called in Kitty's protocol."""

CHUNK = 4096
"""Characters that Kitty takes at once."""

SIXEL_COLOURS = 128

_RUN = re.compile(rb"(.)\1{3,}", re.DOTALL)

KITTY_GONE = f"\x1b_Ga=d,d=I,i={PICTURE_ID},q=2\x1b\\"
"""Takes the picture away."""


def _placed(row: int, column: int, sequence: str) -> str:
    return f"\x1b7\x1b[{row + 1};{column + 1}H{sequence}\x1b8"


def kitty(image: Image, row: int, column: int, columns: int, rows: int) -> str:
    """A picture over so many cells, its corner at a row and a column (from 0)."""
    file = io.BytesIO()
    image.quantize(256).save(file, "PNG", optimize=True)
    data = base64.b64encode(file.getvalue()).decode("ascii")
    chunks = [data[at : at + CHUNK] for at in range(0, len(data), CHUNK)]
    head = f"a=T,f=100,q=2,C=1,i={PICTURE_ID},c={columns},r={rows},"
    return _placed(
        row,
        column,
        "".join(
            f"\x1b_G{head if not number else ''}m={int(number < len(chunks) - 1)};{chunk}\x1b\\"
            for number, chunk in enumerate(chunks)
        ),
    )


def sixel(image: Image, row: int, column: int) -> str:
    """A picture in bands of six rows of pixels, its corner at a row and a column (from 0)."""
    few = image.quantize(SIXEL_COLOURS)
    palette, width, height = few.getpalette() or [], few.width, few.height
    parts = [f'\x1bP0;1;0q"1;1;{width};{height}']
    for index in range(min(SIXEL_COLOURS, len(palette) // 3)):
        red, green, blue = (round(value * 100 / 255) for value in palette[3 * index : 3 * index + 3])
        parts.append(f"#{index};2;{red};{green};{blue}")
    data = few.tobytes()
    for top in range(0, height, 6):
        bits: dict[int, bytearray] = {}
        for bit, y in enumerate(range(top, min(top + 6, height))):
            for x, colour in enumerate(data[y * width : (y + 1) * width]):
                bits.setdefault(colour, bytearray(b"?" * width))[x] += 1 << bit
        bands = [f"#{colour}{_RUN.sub(_short, bytes(bits[colour])).decode()}" for colour in sorted(bits)]
        parts.append("$".join(bands) + "-")
    return _placed(row, column, "".join(parts) + "\x1b\\")


def _short(run: re.Match[bytes]) -> bytes:
    return b"!%d%c" % (len(run[0]), run[0][0])
