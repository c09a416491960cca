"""Options of the lean driver: what the terminal can do, and what the program wishes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.terminal.cells import PenKey

if TYPE_CHECKING:
    from reader.terminal.capabilities import Capabilities


@dataclass(frozen=True, slots=True)
class Options:
    """How a driver behaves; the defaults change nothing that a program draws.

    Attributes:
        bce: Whether the terminal erases with the background of the pen
            (:func:`~reader.terminal.capabilities.erases_with_background`).
        drop_foreign: Whether control sequences that the driver does not know are kept from the terminal.
            If not, they pass as they are and the screen is drawn afresh: images and the like need that.
        restyle: Maps foreground, background, attributes and link of a pen to what the terminal can show
            (:class:`~reader.terminal.colours.Restyler`).
        respell: Maps a character and the cells that it takes to text that the terminal can show in as many
            (:class:`~reader.terminal.characters.Respeller`).
        encoding: Encoding of the terminal.
        alt: Says whether the program has keys with Alt. If not, Esc and a key that comes at once after it, as
            over a slow line, are two keys (:class:`~reader.terminal.escape.EscapeParser`).
        on_hangup: Called before the process ends by SIGHUP, SIGTERM, SIGINT or the loss of its terminal: the
            place to save. It has to be quick and must not use the screen.
        gate: Whether to stop with an error when anything but the driver's own sequences is about to be
            sent; for tests.
    """

    bce: bool = True
    drop_foreign: bool = False
    restyle: Callable[[PenKey], PenKey] | None = None
    respell: Callable[[str, int], str] | None = None
    encoding: str = "utf-8"
    alt: Callable[[], bool] | None = None
    on_hangup: Callable[[], None] | None = None
    gate: bool = False


def options_for(
    terminal: Capabilities,
    *,
    background: tuple[int, int, int] | None = None,
    drop_foreign: bool = True,
    alt: Callable[[], bool] | None = None,
    on_hangup: Callable[[], None] | None = None,
    gate: bool = False,
) -> Options:
    """The options for a terminal of which this much is known.

    Colours are mapped down only if Textual draws them all:
    :func:`~reader.terminal.capabilities.leave_colours_to_driver`.

    Args:
        terminal: What the terminal can show.
        background: The background that most of the program has, as red, green and blue.
        drop_foreign: As in :class:`Options`.
        alt: As in :class:`Options`.
        on_hangup: As in :class:`Options`.
        gate: As in :class:`Options`.
    """
    from reader.terminal.capabilities import Colours
    from reader.terminal.characters import Respeller
    from reader.terminal.colours import Restyler

    plain = terminal.ascii or terminal.encoding != "utf-8"
    return Options(
        bce=terminal.bce,
        drop_foreign=drop_foreign,
        restyle=None if terminal.colours is Colours.TRUE else Restyler(terminal.colours, background),
        respell=Respeller(terminal.encoding, ascii_only=terminal.ascii) if plain else None,
        encoding=terminal.encoding,
        alt=alt,
        on_hangup=on_hangup,
        gate=gate,
    )
