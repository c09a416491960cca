"""Every dialog in terminals of all sizes: inside the screen, nothing over another, cut, or jumping."""

from __future__ import annotations

from itertools import combinations

from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static
from textual.widgets._toast import Toast, ToastRack

from reader.widgets.rows import Rows
from tests.pilot.conftest import Reader, settled

SIZES = ((60, 20), (40, 10))
LARGE = (300, 80)
OF_EACH_SHAPE = {"help", "contents", "search", "a note"}

DIALOGS: dict[str, tuple[str, ...]] = {
    "help": ("question_mark",),
    "palette": ("colon",),
    "settings": ("comma",),
    "contents": ("c",),
    "entities": ("e",),
    "notes": ("A",),
    "a part of the text": ("percent_sign",),
    "search": ("S",),
    "a note": ("a",),
}


def seen(screen: ModalScreen[object]) -> list[Widget]:
    """The widgets of a dialog that are to be seen."""
    return [
        widget
        for widget in screen.walk_children(Widget)
        if widget.visible
        and all(node.display for node in widget.ancestors_with_self if isinstance(node, Widget))
        and not isinstance(widget, Toast | ToastRack)
    ]


def misplaced(screen: ModalScreen[object]) -> list[str]:
    """Widgets outside the screen, over one another, or without any room."""
    shown = seen(screen)
    whole = screen.size.region
    wrong = [f"{one!r} at {one.region}" for one in shown if one.id and not one.region.area]
    wrong += [f"{one!r} at {one.region}" for one in shown if not whole.contains_region(one.region)]
    return wrong + [
        f"{one!r} over {other!r}"
        for one, other in combinations(shown, 2)
        if one.parent is other.parent and one.region.intersection(other.region).area
    ]


def cut(screen: ModalScreen[object]) -> list[str]:
    """Texts of which there is more than is seen, and nothing says so."""
    wrong = []
    for widget in seen(screen):
        if isinstance(widget, Static):
            wanted = widget.visual.get_height({}, widget.content_size.width)
            if wanted > widget.content_size.height:
                wrong.append(f"{widget!r}: {wanted} rows on {widget.content_size.height}")
        if isinstance(widget, Rows):
            lines = [widget.render_line(y) for y in range(widget.size.height)]
            wrong += [line.text for line in lines if line.cell_length != widget.size.width]
    return wrong


async def test_dialogs_fit_any_terminal_and_one_that_changes(reader: Reader) -> None:
    async with reader(size=SIZES[0]) as (app, pilot):
        await pilot.press("J")
        await settled(pilot)
        for name, keys in DIALOGS.items():
            await pilot.press(*keys)
            await settled(pilot)
            screen = app.screen
            assert isinstance(screen, ModalScreen), name
            for size in (*SIZES, *([LARGE] if name in OF_EACH_SHAPE else [])):
                if size != tuple(screen.size):
                    await pilot.resize_terminal(*size)
                    await pilot.pause()
                assert misplaced(screen) == [], (name, size)
                assert cut(screen) == [], (name, size)
            if screen.query("#picker-rows"):
                before = [(widget.id, widget.region) for widget in seen(screen) if widget.id]
                await pilot.press("z")
                await pilot.pause()
                assert [(widget.id, widget.region) for widget in seen(screen) if widget.id] == before, name
            while isinstance(app.screen, ModalScreen):
                await pilot.press("escape")
                await pilot.pause()
