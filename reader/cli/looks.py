"""The theme and the colours of what is printed."""

from __future__ import annotations

import os

import click

from reader.library.paths import config_file, themes_dir
from reader.resources import themes_dir as shipped_themes
from reader.theming.look import Look, ThemeError, find_themes, load_look


def theme_for(name: str) -> str:
    """The theme that a setting names; "auto" is one that suits the terminal, by its environment."""
    if name != "auto":
        return name
    if os.environ.get("NO_COLOR") or os.environ.get("TERM", "") == "dumb":
        return "plain"
    if colour_depth() == "standard":
        return "terminal"
    # Set by rxvt, Konsole and others: the numbers of the foreground and the background.
    background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return "morning" if background in {"7", "15"} else "evening"


def colour_depth() -> str:
    """How many colours the terminal has, by its environment: "truecolor", "256" or "standard"."""
    if os.environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return "truecolor"
    term = os.environ.get("TERM", "")
    if "256" in term or "kitty" in term or "direct" in term:
        return "256"
    return "standard"


def chosen_look(name: str | None) -> Look:
    """The theme of that name, or the one in the settings.

    Raises:
        click.ClickException: There is none, or it cannot be used.
    """
    if name is None:
        from reader.library.settings import load

        name = load(config_file())[0].theme
    try:
        return load_look(theme_for(name), find_themes(shipped_themes(), themes_dir()))
    except ThemeError as error:
        raise click.ClickException(str(error)) from error
