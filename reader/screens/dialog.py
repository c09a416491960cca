"""What every dialog stands on."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from textual.await_complete import AwaitComplete
from textual.css.styles import RulesMap
from textual.reactive import Reactive
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widget import Widget

if TYPE_CHECKING:
    from rich.console import RenderableType

T = TypeVar("T")


class Beneath(Visual):
    """The screen under a dialog that has no ground of its own, drawn as it stands.

    Textual has Rich draw it as a console would, which takes four times as long, and it is drawn whenever
    something on the page below moves.
    """

    def __init__(self, screen: Screen[object]) -> None:
        """The screen beneath."""
        self._screen = screen

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Its rows."""
        return self._screen._compositor.render_strips()

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """All there is."""
        return self._screen.size.height


class Dialog(ModalScreen[T], Generic[T]):
    """A screen over the page that closes once, with or without a result."""

    auto_links = Reactive(False)

    def render(self) -> RenderableType:
        """The page beneath it, where the dialog has no ground of its own."""
        drawn = super().render()
        if isinstance(drawn, BackgroundScreen) and drawn.color.a == 0:
            return cast("RenderableType", Beneath(drawn.screen))  # Textual takes both

        return drawn

    def on_mount(self) -> None:
        """Look from the first row on as the size of the terminal has it, which Textual learns only later."""
        wanted = (self.HORIZONTAL_BREAKPOINTS or (), self.VERTICAL_BREAKPOINTS or ())
        fitting = [
            [name for least, name in sorted(breakpoints) if cells >= least][-1:]
            for cells, breakpoints in zip(self.app.size, wanted, strict=True)
        ]
        self.add_class(*chain(*fitting))

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
