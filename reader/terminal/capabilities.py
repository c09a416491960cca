"""Capabilities: what a terminal can show, as far as the environment and the settings tell.

No question is put to the terminal: over a slow line the answer comes late, and from some never.
"""

from __future__ import annotations

import codecs
import enum
import re
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Final


class Colours(enum.Enum):
    """How many colours a terminal shows; the values are those of the setting."""

    NONE = "none"
    SIXTEEN = "16"
    MANY = "256"
    TRUE = "truecolour"


class BadSetting(ValueError):
    """A setting has a value that it cannot have; the message names those it can."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a terminal can show.

    Attributes:
        colours: How many colours.
        ascii: Whether to keep to ASCII for boxes and symbols.
        encoding: Python's name for the encoding of the locale.
        bce: Whether erasing takes on the background of the pen.
        dumb: Whether the terminal can do no more than print: full-screen programs are not for it.
    """

    colours: Colours
    ascii: bool
    encoding: str
    bce: bool
    dumb: bool


_TRUE_TERMS: Final = re.compile(
    r"(?:xterm-)?(?:kitty|ghostty)|alacritty|foot|wezterm|contour|rio|.*-direct|.*truecolor"
)
_TRUE_PROGRAMS: Final = ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "mintty", "rio", "Tabby")
_LINKING_TERMS: Final = re.compile(r"(?:xterm-)?(?:kitty|ghostty)|alacritty|foot|wezterm|contour|rio")
_LINKING_PROGRAMS: Final = ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "mintty", "rio", "Tabby")
_LINKING_VTE: Final = 5000
"""VTE 0.50; by "Hyperlinks in terminal emulators" (Egmont Koblinger), which lists them all."""
_NO_COLOUR_TERMS: Final = re.compile(r"(?:vt\d|dumb$|unknown$|.*-m(?:ono)?$|network$)")
_ERASES_WITH_BACKGROUND: Final = re.compile(
    r"xterm|linux|tmux|rxvt|konsole|gnome|vte|alacritty|foot|kitty|wezterm|st(?:-|$)|contour|putty|mintty|iterm"
    r"|ms-terminal|ghostty|rio|screen.*-bce"
)


def detect(
    environ: Mapping[str, str], *, colours: str = "auto", ascii_only: bool | None = None
) -> Capabilities:
    """What the environment and the settings tell about the terminal.

    Args:
        environ: The environment's variables.
        colours: The setting: ``auto``, ``truecolour``, ``256``, ``16`` or ``none``.
        ascii_only: The setting; ``None`` to go by the locale.

    Raises:
        BadSetting: ``colours`` is none of these.
    """
    encoding = locale_encoding(environ)
    return Capabilities(
        colours=colours_of(environ) if colours == "auto" else read_colours(colours),
        ascii=encoding != "utf-8" if ascii_only is None else ascii_only,
        encoding=encoding,
        bce=erases_with_background(environ),
        dumb=environ.get("TERM", "") in ("", "dumb", "unknown"),
    )


def read_colours(setting: str) -> Colours:
    """Read the setting of how many colours to use.

    Raises:
        BadSetting: It is none of the values.
    """
    spelled = {"truecolor": "truecolour", "24bit": "truecolour", "true": "truecolour"}.get(setting, setting)
    try:
        return Colours(spelled)
    except ValueError:
        values = ", ".join(["auto", *(colours.value for colours in reversed(Colours))])
        raise BadSetting(f"{setting!r} is not a number of colours: use one of {values}") from None


def colours_of(environ: Mapping[str, str]) -> Colours:
    """How many colours the environment promises; ``NO_COLOR`` (https://no-color.org) goes before all."""
    term = environ.get("TERM", "")
    if environ.get("NO_COLOR") or not term or _NO_COLOUR_TERMS.match(term):
        return Colours.NONE
    within_screen = "STY" in environ or (term.startswith("screen") and "TMUX" not in environ)
    promised = environ.get("COLORTERM", "").lower() in ("truecolor", "24bit")
    if promised and not within_screen:
        return Colours.TRUE
    if _TRUE_TERMS.match(term):
        return Colours.TRUE
    # What tells of the outer terminal says nothing about what runs in between.
    direct = not within_screen and "TMUX" not in environ
    vte = environ.get("VTE_VERSION", "")
    if direct and (
        environ.get("TERM_PROGRAM") in _TRUE_PROGRAMS
        or "WT_SESSION" in environ
        or (vte.isdecimal() and int(vte) >= 3600)
    ):
        return Colours.TRUE
    return Colours.MANY if "256" in term else Colours.SIXTEEN


def erases_with_background(environ: Mapping[str, str]) -> bool:
    """Whether the terminal is one of those that erase with the background of the pen."""
    return "TMUX" in environ or _ERASES_WITH_BACKGROUND.match(environ.get("TERM", "")) is not None


def passes_links(environ: Mapping[str, str]) -> bool:
    """Whether the terminal is known to take hyperlinks (OSC 8); what runs within another one is not."""
    term = environ.get("TERM", "")
    if "TMUX" in environ or "STY" in environ or term.startswith(("screen", "tmux")):
        return False
    vte = environ.get("VTE_VERSION", "")
    return (
        _LINKING_TERMS.match(term) is not None
        or environ.get("TERM_PROGRAM") in _LINKING_PROGRAMS
        or "WT_SESSION" in environ
        or "KONSOLE_VERSION" in environ
        or (vte.isdecimal() and int(vte) >= _LINKING_VTE)
    )


def locale_encoding(environ: Mapping[str, str]) -> str:
    """Python's name of the locale's encoding; ``ascii`` for the locales C and POSIX and unknown ones."""
    locale = next(filter(None, (environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))), "C")
    name, _, rest = locale.partition(".")
    charset = rest.partition("@")[0]
    if not charset:
        if name.upper() in ("UTF-8", "UTF8"):
            charset = name
        else:
            charset = "ascii" if name in ("C", "POSIX") else "iso-8859-1"
    try:
        return codecs.lookup(charset).name
    except LookupError:
        return "ascii"


def leave_colours_to_driver(environ: MutableMapping[str, str]) -> None:
    """Have Textual draw in full colour, whatever the terminal; the driver maps the colours down.

    A pen seen whole, foreground with background, can keep its contrast; colour by colour it cannot. To be
    called before Textual is imported: it reads these variables then.
    """
    environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"
    environ.pop("NO_COLOR", None)
