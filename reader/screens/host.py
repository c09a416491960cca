"""What the screens ask of the app."""

from __future__ import annotations

from typing import Protocol


class Host(Protocol):
    """What the screens ask of the app; see there."""

    def theme_names(self) -> dict[str, str]:
        """The titles of all themes by name."""
        ...

    def use_theme(self, name: str) -> None:
        """Draw everything with another theme."""
        ...

    def copy(self, text: str) -> None:
        """Send text to the terminal's clipboard."""
        ...

    def browse(self, address: str) -> None:
        """Open an address in the browser."""
        ...

    def repaint(self) -> None:
        """Draw the whole screen again."""
        ...

    def write_to_terminal(self, control: str) -> None:
        """Send a control sequence of our own, where there is a terminal."""
        ...

    @property
    def quiet_for(self) -> float:
        """Seconds since the last key."""
        ...
