"""What every dialog stands on."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

T = TypeVar("T")


class Dialog(ModalScreen[T], Generic[T]):
    """A screen over the page that closes once, with or without a result."""

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
