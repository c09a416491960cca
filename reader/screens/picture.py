"""A picture on a screen of its own, above its caption and credit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from reader.pictures.errors import PictureError
from reader.pictures.listing import Picture
from reader.pictures.source import host_of
from reader.screens.choice import KeyWord, foot
from reader.screens.dialog import Dialog
from reader.screens.host import Host
from reader.theming.look import Look
from reader.widgets.canvas import Canvas
from reader.widgets.fitted import Fitted, clipped

if TYPE_CHECKING:
    from PIL.Image import Image

USUAL_CELL = (8, 16)
"""Pixels of a cell where the terminal does not tell."""

MOST_PIXELS_WIDE = 1200
"""A picture that is sent as it is has no more pixels than this in a row, for the sake of slow lines."""

MEASURE = 60
"""Columns that a caption is left."""

SETTLED = 0.15
"""Seconds after which a picture is sent that lies over the cells; they are drawn by then."""


class PictureScreen(Dialog[None]):
    """Shows the pictures of an article, one at a time, each read or fetched when it is its turn."""

    CSS_PATH = "picture.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,i", "close", "Close", show=False),
        Binding("n,j,right,down,space", "turn(1)", "Next", show=False),
        Binding("N,p,k,left,up,b", "turn(-1)", "Previous", show=False),
        Binding("o", "browse", "In the browser", show=False),
    ]

    def __init__(
        self,
        pictures: Sequence[Picture],
        at: int,
        look: Look,
        *,
        graphics: str,
        read: Callable[[str], bytes],
        address: Callable[[str], str],
    ) -> None:
        """What to show.

        Args:
            pictures: Those of an article.
            at: Which of them first.
            look: The theme.
            graphics: "kitty", "sixel", "blocks" or "letters".
            read: Gives the bytes of a source, or raises `PictureError`; called off the event loop.
            address: Gives the absolute address of a source.
        """
        super().__init__()
        self._pictures, self._at, self._look = pictures, at, look
        self._graphics, self._read, self._address = graphics, read, address

    def compose(self) -> ComposeResult:
        """The picture, what is said of it, the keys."""
        with Vertical(id="picture"):
            canvas = Canvas(self._look, letters=self._graphics == "letters", id="picture-canvas")
            canvas.can_focus = True
            yield canvas
            yield Static(id="picture-caption")
            yield Static(id="picture-credit")
            yield Static(id="picture-foot")

    def on_mount(self) -> None:
        """Tell of the first one."""
        self._tell()
        self.query_one(Canvas).focus()

    def on_resize(self) -> None:
        """Draw it for the room that there is."""
        self.call_after_refresh(self._draw)

    def _tell(self) -> None:
        picture = self._pictures[self._at]
        said = picture.caption or picture.alt or "There is no caption."
        caption = self.query_one("#picture-caption", Static)
        caption.update(Fitted(lambda width: clipped(Content(said), width, 3)))
        credit = self.query_one("#picture-credit", Static)
        credit.update(Fitted(lambda _: Content(picture.credit)))
        credit.display = bool(picture.credit)
        many = len(self._pictures) > 1
        keys = [KeyWord("n N", f"{self._at + 1} of {len(self._pictures)}")] if many else []
        if host_of(self._address(picture.source)):
            keys.append(KeyWord("o", "in the browser"))
        self.query_one("#picture-foot", Static).update(foot([*keys, KeyWord("Esc", "close")]))

    def _draw(self) -> None:
        self._wipe()
        picture, canvas = self._pictures[self._at], self.query_one(Canvas)
        host = host_of(self._address(picture.source))
        canvas.show(None, f"Fetching from {host} …" if host else "Reading …")
        if canvas.size.width and canvas.size.height:
            self._load(picture, canvas.size.width, canvas.size.height)

    @work(thread=True, exclusive=True, group="picture")
    def _load(self, picture: Picture, columns: int, rows: int) -> None:
        from reader.pictures.decode import opened, pixels
        from reader.terminal.graphics import BLOCKS, LETTERS

        worker = get_current_worker()
        cells = self._graphics in {BLOCKS, LETTERS}
        cell = (1, 2) if cells else self._cell()
        try:
            width, height = columns * cell[0], rows * cell[1]
            shrunk = 1.0 if cells else min(1.0, MOST_PIXELS_WIDE / width)
            image = opened(
                self._read(picture.source), int(width * shrunk), int(height * shrunk), self._ground
            )
            made = pixels(image) if cells else None
        except PictureError as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._show, None, str(error))
            return
        if worker.is_cancelled:
            return
        if made is not None:
            self.app.call_from_thread(self._show, made, "")
        else:
            across = max(1, round(image.width / shrunk / cell[0]))
            down = max(1, round(image.height / shrunk / cell[1]))
            self.app.call_from_thread(self._lay_over, image, across, down)

    def _show(self, made: object, words: str) -> None:
        from reader.pictures.decode import Pixels

        if not self.is_mounted:
            return
        canvas = self.query_one(Canvas)
        if isinstance(made, Pixels):
            canvas.show(made)
            self._set_below((canvas.size.width - made.width) // 2)
        else:
            canvas.show(None, words)
            self._set_below(0)

    def _set_below(self, left: int) -> None:
        """Have what is said of the picture begin where the picture does, as long as that leaves it room."""
        for name in ("caption", "credit", "foot"):
            style = self.query_one(f"#picture-{name}").styles
            style.padding = (0, 0, 0, max(0, min(left, self.size.width - MEASURE)))

    def _lay_over(self, image: Image, columns: int, rows: int) -> None:
        """Send a picture that the terminal draws itself, once the cells below it are blank."""
        from reader.pictures.protocols import kitty, sixel

        if not self.is_mounted:
            return
        canvas = self.query_one(Canvas)
        canvas.show(None)
        self._set_below((canvas.size.width - columns) // 2)
        row = canvas.region.y + (canvas.size.height - rows) // 2
        column = canvas.region.x + (canvas.size.width - columns) // 2
        sent = (
            kitty(image, row, column, columns, rows)
            if self._graphics == "kitty"
            else sixel(image, row, column)
        )
        now = self._at

        def send() -> None:
            if self.is_current and self._at == now:
                cast("Host", self.app).write_to_terminal(sent)

        self.set_timer(SETTLED, send)

    def _wipe(self) -> None:
        """Take a picture away that the terminal drew itself."""
        if self._graphics == "kitty":
            from reader.pictures.protocols import KITTY_GONE

            cast("Host", self.app).write_to_terminal(KITTY_GONE)
        elif self._graphics == "sixel":
            cast("Host", self.app).repaint()

    def _cell(self) -> tuple[int, int]:
        from reader.terminal.graphics import cell_size

        return cell_size() or USUAL_CELL

    @property
    def _ground(self) -> tuple[int, int, int]:
        ground = self._look["text"].bgcolor
        if ground is None or ground.is_default:
            return (0, 0, 0) if self._look.dark else (255, 255, 255)
        return tuple(ground.get_truecolor())  # type: ignore[return-value]

    def action_turn(self, by: int) -> None:
        """To another picture."""
        self._at = (self._at + by) % len(self._pictures)
        self._tell()
        self._draw()

    def action_browse(self) -> None:
        """Open it in the browser, where it is from the web."""
        address = self._address(self._pictures[self._at].source)
        if host_of(address):
            cast("Host", self.app).browse(address)

    def action_close(self) -> None:
        """Back to the text."""
        self._wipe()
        self.dismiss(None)
