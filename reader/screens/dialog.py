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
        do, and Textual would close whichever screen is uppermost then.
        """
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()
