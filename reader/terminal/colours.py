"""Colours: a pen in full colour on a terminal that has fewer, so that what it said can still be seen."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, TypeAlias

from reader.terminal.capabilities import Colours
from reader.terminal.cells import DIM, REVERSE, PenKey

RGB: TypeAlias = tuple[int, int, int]

ANSI: Final[tuple[RGB, ...]] = (
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
    (127, 127, 127),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (92, 92, 255),
    (255, 0, 255),
    (0, 255, 255),
    (255, 255, 255),
)
"""xterm's own sixteen; a person's terminal may show others, but of the same names."""

_STEPS: Final = (0, 95, 135, 175, 215, 255)

_READABLE: Final = 4.5
"""Contrast from which text is easy to read, by WCAG 2.1, criterion 1.4.3."""
_MUTED: Final = 4.5
_STANDS_OUT: Final = 2.0
"""Contrast of a background with the common one from which it marks something, such as a selection."""
_GREY: Final = 40
"""Difference of the strongest and weakest part of a colour below which it is taken for a grey."""


class Restyler:
    """Maps pens to what a terminal with so many colours can show.

    Colours keep their hue as far as there is one, and text its contrast. With sixteen colours, muted text
    becomes grey; with none, it becomes dim, and what stood out by its background is shown reversed.

    Args:
        colours: How many colours the terminal has.
        background: The background that most of the program has, to tell what stands out; by ``None`` it is
            black behind light text and white behind dark.
    """

    def __init__(self, colours: Colours, background: RGB | None = None) -> None:
        self._colours = colours
        self._background = background

    def __call__(self, key: PenKey) -> PenKey:
        """The pen that stands for ``key`` on such a terminal."""
        fg, bg, attributes, link = key
        if self._colours is Colours.TRUE or not (fg or bg):
            return key
        if self._colours is Colours.NONE:
            return "", "", attributes | self._signs(read_colour(fg), read_colour(bg), attributes), link
        shown_bg = self._reduce(bg, 10)
        shown_fg = self._reduce(fg, 0)
        if fg and bg:
            shown_fg = self._readable(fg, bg, shown_fg, shown_bg)
        return shown_fg, shown_bg, attributes, link

    def _reduce(self, colour: str, shift: int) -> str:
        rgb = read_colour(colour)
        if rgb is None or not colour.startswith(("38;", "48;")):
            return colour
        if self._colours is Colours.MANY:
            return colour if colour[3:4] == "5" else f"{38 + shift};5;{nearest_of_256(rgb)}"
        return _sgr16(nearest_of_16(rgb), shift)

    def _readable(self, fg: str, bg: str, shown_fg: str, shown_bg: str) -> str:
        """The foreground, or one that keeps the text apart from its background as it was."""
        was = contrast(read_colour(fg), read_colour(bg))
        ground = read_colour(shown_bg)
        if contrast(read_colour(shown_fg), ground) >= min(was * 0.6, _READABLE):
            return shown_fg
        greys = (0, 8, 7, 15) if self._colours is Colours.SIXTEEN else (16, 244, 252, 231)
        best = max(greys, key=lambda number: _fitness(colour_of_256(number), ground, was))
        return _sgr16(best, 0) if self._colours is Colours.SIXTEEN else f"38;5;{best}"

    def _signs(self, fg: RGB | None, bg: RGB | None, attributes: int) -> int:
        """The attributes that say without colour what the colours said."""
        signs = 0
        if bg is not None:
            light_text = fg is not None and luminance(fg) > luminance(bg)
            common = self._background or ((0, 0, 0) if light_text else (255, 255, 255))
            if contrast(bg, common) >= _STANDS_OUT:
                signs |= REVERSE
            if fg is not None and fg != bg and contrast(fg, bg) < _MUTED and not signs:
                signs |= DIM
        return signs & ~attributes


def _fitness(rgb: RGB, ground: RGB | None, wanted: float) -> tuple[bool, float]:
    """Readable before unreadable; among those, the nearest to the contrast that there was."""
    reached = contrast(rgb, ground)
    enough = reached >= min(wanted * 0.6, _READABLE)
    return enough, -abs(reached - wanted) if enough else reached


def _sgr16(number: int, shift: int) -> str:
    return str((30 if number < 8 else 82) + number + shift)


@lru_cache(maxsize=4096)
def read_colour(parameters: str) -> RGB | None:
    """The colour that SGR parameters name; ``None`` for the default colour."""
    if not parameters:
        return None
    codes = [int(code) for code in parameters.split(";")]
    if len(codes) == 5:
        return codes[2], codes[3], codes[4]
    if len(codes) == 3:
        return colour_of_256(codes[2])
    code = codes[0] % 10
    return ANSI[code + 8 if codes[0] >= 90 else code]


def colour_of_256(number: int) -> RGB:
    """The colour with a number in xterm's palette of 256."""
    if number < 16:
        return ANSI[number]
    if number >= 232:
        grey = 8 + (number - 232) * 10
        return grey, grey, grey
    number -= 16
    return _STEPS[number // 36], _STEPS[number // 6 % 6], _STEPS[number % 6]


@lru_cache(maxsize=4096)
def nearest_of_256(rgb: RGB) -> int:
    """The number of the nearest colour, among those of xterm's palette that no one redefines."""
    cube = [min(range(6), key=lambda step: abs(_STEPS[step] - part)) for part in rgb]
    in_cube = 16 + 36 * cube[0] + 6 * cube[1] + cube[2]
    grey = 232 + min(range(24), key=lambda step: abs(8 + step * 10 - sum(rgb) / 3))
    return min((in_cube, grey), key=lambda number: distance(colour_of_256(number), rgb))


@lru_cache(maxsize=4096)
def nearest_of_16(rgb: RGB) -> int:
    """The number of the colour among sixteen that says the same: by hue, or by lightness for greys."""
    light = luminance(rgb)
    low, high = min(rgb), max(rgb)
    if high - low < _GREY:
        return 0 if light < 0.06 else 8 if light < 0.3 else 7 if light < 0.85 else 15
    middle = (low + high) / 2
    number = sum(1 << bit for bit, part in enumerate(rgb) if part > middle)
    if high < 100:
        return 0 if high < 60 else number
    return number + 8 if light > luminance(ANSI[number]) else number


def distance(one: RGB, other: RGB) -> float:
    """How different two colours look: the weighted distance of "redmean" (Riemersma, compuphase.com)."""
    red = (one[0] + other[0]) / 2
    dr, dg, db = (a - b for a, b in zip(one, other, strict=True))
    return (2 + red / 256) * dr * dr + 4 * dg * dg + (2 + (255 - red) / 256) * db * db


@lru_cache(maxsize=4096)
def luminance(rgb: RGB) -> float:
    """Relative luminance from 0 to 1, by WCAG 2.1."""
    linear = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: RGB | None, other: RGB | None) -> float:
    """Contrast of two colours from 1 to 21, by WCAG 2.1; 21 where one is the terminal's own."""
    if one is None or other is None:
        return 21.0
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
