"""How everything is to look, by what the reader chose and by what the terminal can show."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from reader.domain.settings import SETTINGS
from reader.library import paths as places
from reader.resources import themes_dir
from reader.theming.look import Look, ThemeError, find_themes, load_look
from reader.typeset.options import Options

if TYPE_CHECKING:
    from reader.desk.desk import Desk


class Preferences:
    """What the reader prefers.

    Attributes:
        auto_theme: The theme that suits the terminal, for those who leave it to that.
        auto_graphics: How the terminal shows pictures, for those who leave it to that.
        terminal_links: Whether the terminal is to get the addresses of links.
    """

    def __init__(self, desk: Desk) -> None:
        """What stands in the settings of a desk.

        Args:
            desk: The session's.
        """
        self._desk = desk
        self._themes = find_themes(themes_dir(), places.themes_dir())
        self.auto_theme = "evening"
        self.auto_graphics = "blocks"
        self.terminal_links = False

    @property
    def options(self) -> Options:
        """How the text is to be set."""
        settings = self._desk.settings
        return Options(
            hyphenate=settings.hyphenate,
            justify=settings.justify,
            paragraph="indent" if settings.paragraphs == "indent" else "space",
            ascii=settings.terminal_ascii,
            hang=settings.hang,
        )

    @property
    def graphics(self) -> str:
        """How pictures are to be shown: "kitty", "sixel", "blocks" or "letters"."""
        chosen = self._desk.settings.terminal_pictures
        return self.auto_graphics if chosen == "auto" else chosen

    def look(self, name: str) -> Look:
        """A theme; "auto" is the one that suits the terminal.

        Raises:
            ThemeError: There is none of that name, or it cannot be used.
        """
        return load_look(self.auto_theme if name == "auto" else name, self._themes)

    def theme_titles(self) -> dict[str, str]:
        """The titles of all themes that can be used, by name."""
        titles = {}
        for name in self._themes:
            with suppress(ThemeError):
                titles[name] = self.look(name).title
        return titles

    def remember_choice(self, key: str, value: str | int | bool) -> str | None:
        """Write a choice into the settings file; a line on what went wrong, or None."""
        from reader.library.choices import ChoiceError, remember

        usual = next((setting.default for setting in SETTINGS if setting.key == key), None)
        try:
            remember(places.config_file(), key, value, usual)
        except ChoiceError as error:
            return str(error)
        return None

    def recent_commands(self) -> list[str]:
        """The commands that were last chosen in the palette, by id, the newest first."""
        from reader.library.saved import recent

        return recent(places.recent_commands_file())

    def note_command(self, command_id: str) -> None:
        """A command was chosen in the palette."""
        from reader.library.saved import remember

        # What may be lost at any time is not worth a word where it cannot be written.
        with suppress(OSError):
            remember(places.recent_commands_file(), command_id)
