"""How far apart two colours are, to eyes of several kinds."""

from __future__ import annotations

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

RGB = tuple[int, int, int]
Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

WHITE: Triple = (0.95047, 1.0, 1.08883)
"""D65, the white of sRGB."""

TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
"""Linear sRGB to CIE XYZ: IEC 61966-2-1."""

EYES: dict[str, Matrix] = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Linear sRGB as each kind of eye has it: Machado, Oliveira and Fernandes, "A Physiologically-based Model for
Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009, their table for severity 1.0."""


def linear(colour: RGB) -> Triple:
    """The parts of an sRGB colour as amounts of light, 0 to 1."""

    def light(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return light(colour[0]), light(colour[1]), light(colour[2])


def times(matrix: Matrix, vector: Triple) -> Triple:
    """A matrix times a column."""
    one, two, three = (sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)
    return one, two, three


def contrast(one: RGB, other: RGB) -> float:
    """The contrast ratio of WCAG 2.2: 1 to 21."""
    lights = sorted(times(TO_XYZ, linear(colour))[1] for colour in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def seen_by(eye: str, colour: RGB) -> Triple:
    """CIELAB of a colour as an eye of a kind (one of `EYES`) has it."""
    red, green, blue = (min(1.0, max(0.0, part)) for part in times(EYES[eye], linear(colour)))
    x, y, z = (part / white for part, white in zip(times(TO_XYZ, (red, green, blue)), WHITE, strict=True))

    def root(t: float) -> float:
        return t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116

    return 116 * root(y) - 16, 500 * (root(x) - root(y)), 200 * (root(y) - root(z))


def ciede2000(one: Triple, other: Triple) -> float:
    """The difference of two CIELAB colours: Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference Formula",
    Color Research and Application 30(1), 2005; its equations in their order."""
    chroma = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    g = (1 - sqrt(chroma**7 / (chroma**7 + 25**7))) / 2
    a1, a2 = one[1] * (1 + g), other[1] * (1 + g)
    c1, c2 = hypot(a1, one[2]), hypot(a2, other[2])
    h1, h2 = degrees(atan2(one[2], a1)) % 360, degrees(atan2(other[2], a2)) % 360
    turn = 0.0 if not c1 * c2 else (h2 - h1 + 180) % 360 - 180
    if turn == -180:
        turn = 180.0
    d_l, d_c, d_h = other[0] - one[0], c2 - c1, 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    l_mean, c_mean = (one[0] + other[0]) / 2, (c1 + c2) / 2
    if not c1 * c2:
        h_mean = h1 + h2
    elif abs(h1 - h2) <= 180:
        h_mean = (h1 + h2) / 2
    else:
        h_mean = (h1 + h2 + 360) / 2 if h1 + h2 < 360 else (h1 + h2 - 360) / 2
    t = (
        1
        - 0.17 * cos(radians(h_mean - 30))
        + 0.24 * cos(radians(2 * h_mean))
        + 0.32 * cos(radians(3 * h_mean + 6))
        - 0.20 * cos(radians(4 * h_mean - 63))
    )
    s_l = 1 + 0.015 * (l_mean - 50) ** 2 / sqrt(20 + (l_mean - 50) ** 2)
    s_c, s_h = 1 + 0.045 * c_mean, 1 + 0.015 * c_mean * t
    twist = 30 * exp(-(((h_mean - 275) / 25) ** 2))
    r_t = -sin(radians(2 * twist)) * 2 * sqrt(c_mean**7 / (c_mean**7 + 25**7))
    return sqrt((d_l / s_l) ** 2 + (d_c / s_c) ** 2 + (d_h / s_h) ** 2 + r_t * (d_c / s_c) * (d_h / s_h))


def apart(eye: str, one: RGB, other: RGB) -> float:
    """How different two colours look to an eye of a kind."""
    return ciede2000(seen_by(eye, one), seen_by(eye, other))
