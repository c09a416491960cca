"""The application: its themes, its palette, its clipboard, and what happens when it ends."""

from __future__ import annotations

import sys
import traceback
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType

from reader.desk.desk import Desk
from reader.screens.reading import ReadingScreen
from reader.theming.look import Look, ThemeError
from reader.theming.textual_theme import textual_theme
from reader.widgets.typed_ahead import TypedAhead

if TYPE_CHECKING:
    from textual.driver import Driver


class BroadsheetApp(TypedAhead):
    """Reads articles."""

    TITLE = "Broadsheet"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", show=False, system=True)]
    ENABLE_COMMAND_PALETTE = False

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
        self.register_theme(textual_theme(look))
        self.theme = look.name
        self.set_keymap(dict(desk.settings.keys))

    def on_mount(self) -> None:
        """Open the reading screen."""
        self.push_screen(ReadingScreen(self.desk, self.look))

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
        self.desk.close()

    @property
    def at_rest(self) -> bool:
        """Whether nothing is under way that the next key might be meant for; an article that opens is."""
        screen = self.reading_screen
        return super().at_rest and not (screen is not None and screen.is_opening)

    # Themes

    def theme_names(self) -> dict[str, str]:
        """The titles of all themes by name."""
        return self.desk.theme_titles()

    def use_theme(self, name: str) -> None:
        """Draw everything with another theme; one that cannot be used is named and changes nothing."""
        try:
            look = self.desk.look(name)
            theme = textual_theme(look)
        except ThemeError as error:
            self.notify(str(error), markup=False, severity="error")
            return
        self.look = look
        self.register_theme(theme)
        self.theme = name
        if (screen := self.reading_screen) is not None:
            screen.set_look(look)

    # Out of the program

    def copy(self, text: str) -> None:
        """Send text to the terminal's clipboard, and say no more than is known."""
        self.copy_to_clipboard(text)
        self.notify(f"{len(text)} characters sent to the terminal's clipboard", markup=False, timeout=3)

    def browse(self, address: str) -> None:
        """Open an address in the browser, if it is one of the web or of mail."""
        if not address.lower().startswith(("http://", "https://", "mailto:")):
            self.notify(
                f"Not opened: {address} is not an address of the web", markup=False, severity="warning"
            )
            return
        self.notify(f"Opening {address}", markup=False, timeout=3)
        self.open_url(address)

    def repaint(self) -> None:
        """Draw the whole screen again."""
        self.refresh(layout=True)
        for screen in self.screen_stack:
            screen.refresh(layout=True)

    # Crashes

    def _fatal_error(self) -> None:
        """Leave the terminal as it was found, with a report in a file and one line that names it."""
        error = sys.exc_info()[1] or self._exception
        report = "".join(traceback.format_exception(error)) if error else "no exception is known"
        self.crash = self.desk.report_crash(report)
        self.put_away()
        self._close_messages_no_wait()
