"""What the reader makes of the terminal that it is started in."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.domain.settings import Settings
from reader.terminal.capabilities import Capabilities, Colours, detect, leave_colours_to_driver, passes_links

if TYPE_CHECKING:
    from reader.terminal.driver import LeanDriver


def terminal_of(settings: Settings) -> Capabilities:
    """What the terminal can show, by the environment and the settings."""
    setting = {"true": "truecolour"}.get(settings.terminal_colours, settings.terminal_colours)
    return detect(os.environ, colours=setting, ascii_only=True if settings.terminal_ascii else None)


def theme_for(name: str, terminal: Capabilities) -> str:
    """The theme that a setting names; "auto" is one that suits the terminal, by its environment."""
    if name != "auto":
        return name
    if terminal.colours is Colours.NONE:
        return "plain"
    if terminal.colours is Colours.SIXTEEN:
        return "terminal"
    # Set by rxvt, Konsole and others: the numbers of the foreground and the background.
    background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return "morning" if background in {"7", "15"} else "evening"


def graphics_for(terminal: Capabilities) -> str:
    """How the terminal shows pictures."""
    from reader.terminal.graphics import graphics_of

    return graphics_of(os.environ, colours=terminal.colours is not Colours.NONE)


def links_for(setting: str) -> bool:
    """Whether the terminal is to get the addresses of links.

    By itself only on this machine: over SSH every link would cost its whole address each time it is drawn.
    """
    if setting != "auto":
        return setting == "on"
    return "SSH_CONNECTION" not in os.environ and "SSH_TTY" not in os.environ and passes_links(os.environ)


def prepare(settings: Settings) -> Capabilities:
    """Find out what the terminal can show; to be called before Textual is imported."""
    terminal = terminal_of(settings)
    if settings.terminal_lean:
        leave_colours_to_driver(os.environ)
    return terminal


def lean_driver(
    terminal: Capabilities, alt: Callable[[], bool], save: Callable[[], None]
) -> type[LeanDriver]:
    """The driver that sends only what changes.

    Args:
        terminal: What the terminal can show.
        alt: Says whether any command has a key with Alt.
        save: Called before the process ends by a signal or the loss of its terminal.
    """
    from reader.terminal.driver import lean_driver_class
    from reader.terminal.options import options_for

    return lean_driver_class(options_for(terminal, alt=alt, on_hangup=save))
