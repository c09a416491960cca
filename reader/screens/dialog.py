"""What every dialog stands on."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen
from textual.widget import Widget

T = TypeVar("T")


class Dialog(ModalScreen[T], Generic[T]):
    """A screen over the page that closes once, with or without a result."""

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Give a widget the keys; to none at all they do not go while what has them can still take them.

        A click in a part of the terminal that has just been added to it would otherwise leave a note that is
        being written without a cursor.
        """
        has = self.focused
        if widget is not None or has is None or not (has.is_attached and has.display and has.focusable):
            super().set_focus(widget, scroll_visible, from_app_focus)

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close, where it is the uppermost screen; else nothing happens.

        What closes it may come twice before the first has had its effect, as the two clicks of a double click
        do, and Textual would close whichever screen is uppermost then. It may also come before the dialog
        stands, on a slow machine: then it closes once it does.
        """
        if self.app.screen is not self:
            return AwaitComplete()
        if not self.is_mounted:
            self.call_later(self._dismiss_at_last, result)
            return AwaitComplete()
        return super().dismiss(result)

    def _dismiss_at_last(self, result: T | None) -> None:
        self.dismiss(result)
