"""The bytes of a picture made into pixels, as many as there is room for, by Pillow."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.pictures.errors import PictureError

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
"""Those that are looked for; Pillow knows others whose readers are less tried."""

MOST_PIXELS = 64_000_000
"""A picture of more would take a quarter of a gigabyte."""

COLOURS = 128
"""So many colours a picture in cells has; with fewer, long runs cost a slow line less."""

INSTALL = "Showing pictures needs Pillow: pip install 'broadsheet[pictures]'"


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture, row by row.

    Attributes:
        width: In pixels.
        height: In pixels.
        data: Three bytes a pixel: red, green, blue.
    """

    width: int
    height: int
    data: bytes

    def at(self, x: int, y: int) -> tuple[int, int, int]:
        """The colour of a pixel."""
        at = 3 * (y * self.width + x)
        return self.data[at], self.data[at + 1], self.data[at + 2]


def opened(data: bytes, width: int, height: int, ground: tuple[int, int, int]) -> Image:
    """A picture scaled to fit, upright, on a ground where it is transparent.

    Args:
        data: The file's bytes.
        width: The room there is, in pixels.
        height: Likewise.
        ground: A colour.

    Raises:
        PictureError: It is none of `FORMATS`, broken or too large, or Pillow is not installed.
    """
    try:
        from PIL import Image, ImageOps
    except ImportError as error:
        raise PictureError(INSTALL) from error
    # Its own limit only warns, on the screen; ours is checked below, before a pixel is made.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise PictureError(_too_large(image.width, image.height))
            image.draft("RGB", (2 * width, 2 * height))
            upright = ImageOps.exif_transpose(image)
            scale = min(width / upright.width, height / upright.height)
            size = (max(1, round(upright.width * scale)), max(1, round(upright.height * scale)))
            small = upright.convert("RGBA").resize(size, Image.Resampling.LANCZOS)
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError) as error:
        raise PictureError("The picture is broken, or of a kind that cannot be shown.") from error
    sheet = Image.new("RGBA", small.size, (*ground, 255))
    return Image.alpha_composite(sheet, small).convert("RGB")


def _too_large(width: int, height: int) -> str:
    return f"A picture of {width} × {height} pixels is too large to show."


def pixels(image: Image) -> Pixels:
    """The pixels of a picture, in few colours."""
    from PIL.Image import Dither

    few = image.quantize(COLOURS, dither=Dither.NONE).convert("RGB")
    return Pixels(few.width, few.height, few.tobytes())
