"""The application: its themes, its palette, its clipboard, and what happens when it ends."""

from __future__ import annotations

import os
import sys
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen

from reader.desk.desk import Desk
from reader.library.paths import config_file, keys_file
from reader.screens.reading import ReadingScreen
from reader.terminal.driver import LeanDriver
from reader.theming.look import Look, ThemeError
from reader.theming.textual_theme import textual_theme
from reader.widgets.typed_ahead import TypedAhead

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.driver import Driver
    from textual.theme import Theme


def is_there(node: DOMNode) -> bool:
    """Whether a widget or a screen still stands, with all that is in it."""
    return node.is_attached and not node._pruning


class BroadsheetApp(TypedAhead):
    """Reads articles."""

    TITLE = "Broadsheet"
    # A default screen's own style sheet is not read by Textual.
    CSS_PATH = ["app.tcss", "screens/reading.tcss"]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", show=False, system=True)]
    ENABLE_COMMAND_PALETTE = False
    # Text is selected by keys and by our own drag; Textual's trips over a widget that is taken away.
    ALLOW_SELECT = False

    def __init__(self, desk: Desk, look: Look, *, driver_class: type[Driver] | None = None) -> None:
        """The app over what `desk` has.

        Args:
            desk: Everything that this session reads with.
            look: The theme to begin with.
            driver_class: What draws on the terminal, if not Textual's own.
        """
        super().__init__(driver_class=driver_class)
        self.desk, self.look = desk, look
        self.crash = ""
        self._begin_with(textual_theme(look))
        if desk.settings.keys or os.access(keys_file(), os.F_OK):
            from reader.keymap import own_keys

            keymap, problems = own_keys(desk.settings.keys, config_file(), keys_file())
            desk.settings = replace(desk.settings, keys=keymap)
            desk.problems += problems

    def _begin_with(self, theme: Theme) -> None:
        """Take the first theme before anything is styled; changed later, all style sheets are parsed anew."""
        self.register_theme(theme)
        self.set_reactive(App.theme, theme.name)
        self._refresh_truecolor_filter(self.ansi_theme)
        self.set_class(theme.dark, "-dark-mode", update=False)
        self.set_class(not theme.dark, "-light-mode", update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """The reading screen: there is no other below it."""
        return ReadingScreen(self.desk, self.look)

    @property
    def reading_screen(self) -> ReadingScreen | None:
        """The screen under all dialogs; None before it stands."""
        return next((screen for screen in self.screen_stack if isinstance(screen, ReadingScreen)), None)

    def exit(self, result: None = None, return_code: int = 0, message: Any | None = None) -> None:
        """End, with everything put on disk first."""
        self.put_away()
        super().exit(result, return_code, message)

    def put_away(self) -> None:
        """Save the place and everything else that is not on disk yet."""
        if (screen := self.reading_screen) is not None:
            screen.save_place()
            screen.write_choices()
        self.desk.close()

    @property
    def at_rest(self) -> bool:
        """Whether nothing is under way that the next key might be meant for; an article that opens is."""
        screen = self.reading_screen
        return super().at_rest and (screen is None or not screen.is_busy)

    # Themes

    def theme_names(self) -> dict[str, str]:
        """The titles of all themes by name."""
        return self.desk.preferences.theme_titles()

    def use_theme(self, name: str) -> None:
        """Draw everything with another theme; one that cannot be used is named and changes nothing."""
        try:
            look = self.desk.preferences.look(name)
            theme = textual_theme(look)
        except ThemeError as error:
            self.notify(str(error), markup=False, severity="error")
            return
        self.look = look
        self.register_theme(theme)
        self.theme = look.name
        if (screen := self.reading_screen) is not None:
            screen.set_look(look)

    # Out of the program

    def copy(self, text: str) -> None:
        """Send text to the terminal's clipboard, and say no more than is known."""
        from reader.library.paths import data_dir
        from reader.terminal.clipboard import copy

        outcome = copy(text, self.write_to_terminal, os.environ, data_dir() / "clipboard")
        words = str(outcome)
        self.notify(words[0].upper() + words[1:], markup=False, timeout=3)

    def write_to_terminal(self, control: str) -> None:
        """Send a control sequence of our own, where there is a terminal."""
        if self._driver is not None:
            self._driver.write(control)
            self._driver.flush()

    def browse(self, address: str) -> None:
        """Open an address of the web or of mail in the browser; its true host is shown first."""
        from reader.terminal.links import UnsafeLink, open_link, read_link

        try:
            link = read_link(address)
            self.notify(f"Opening {link.host}", markup=False, timeout=3)
            open_link(link)
        except (UnsafeLink, OSError) as error:
            self.notify(f"Not opened: {error}", markup=False, severity="warning")

    def repaint(self) -> None:
        """Draw the whole screen again, whatever the terminal shows."""
        if isinstance(self._driver, LeanDriver):
            self._driver.repaint()
        for screen in self.screen_stack:
            screen.refresh(layout=True)

    # Workers

    def call_from_thread(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Give what a worker found to the widget or screen that asked for it, unless that is closed by now.

        A worker that sees that it is still wanted is not wanted any more when its result is delivered, if the
        dialog that waits for it is closed in between.
        """
        owner = getattr(callback, "__self__", self)

        def deliver() -> Any:
            wanted = not self._exit and (not isinstance(owner, DOMNode) or is_there(owner))
            return callback(*args, **kwargs) if wanted else None

        return super().call_from_thread(deliver)

    # Crashes

    def _handle_exception(self, error: Exception) -> None:
        """End with a report; but what anything stumbles over while the program ends is no fault.

        Everything is on disk by then, and what is still under way (a worker, a dialog that opens) has what it
        works with closed under it.
        """
        if not self._exit:
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Leave the terminal as it was found, with a report in a file and one line that names it."""
        if self.crash:
            return  # what a crash entails tells nothing of its cause
        error = sys.exc_info()[1] or self._exception
        report = "".join(traceback.format_exception(error)) if error else "no exception is known"
        self.crash = self.desk.report_crash(report)
        self.put_away()
        self._close_messages_no_wait()
