"""The theme and the colours of what is printed."""

from __future__ import annotations

from reader.cli.terminal import theme_for
from reader.domain.settings import Settings
from reader.library.paths import themes_dir
from reader.resources import themes_dir as shipped_themes
from reader.terminal.capabilities import Capabilities, Colours
from reader.theming.look import Look, find_themes, load_look


def colour_depth(terminal: Capabilities) -> str:
    """How many colours printed text gets: "truecolor", "256" or "standard"."""
    return {Colours.TRUE: "truecolor", Colours.MANY: "256"}.get(terminal.colours, "standard")


def chosen_look(name: str | None, settings: Settings, terminal: Capabilities) -> Look:
    """The theme of that name, or the one in the settings.

    Args:
        name: What the command line says, if it does.
        settings: What the settings say.
        terminal: What "auto" goes by.

    Raises:
        ThemeError: There is none, or it cannot be used.
    """
    files = find_themes(shipped_themes(), themes_dir())
    return load_look(theme_for(name or settings.theme, terminal), files)
