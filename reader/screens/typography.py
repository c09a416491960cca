"""How the text is set: the measure, hyphens, both edges, indents, the ruler, and what is too wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from reader.domain.article import Block, Kind
from reader.domain.settings import RULERS
from reader.screens.base import ReadingBase
from reader.widgets.paint import Overlay

if TYPE_CHECKING:
    from reader.typeset.colouring import Coloured

MEASURES = (20, 200)
"""The measure may be made as narrow and as wide as this, in cells."""

SIDEWAYS = 4
"""Code and wide tables are scrolled by one part in this many of the measure."""

_AHEAD = 200
"""In how many blocks from the first on the screen on code is coloured."""

_AT_ONCE = 50_000
"""How many characters of code are coloured at once, about."""

SWITCHES = {
    "hyphenate": ("Words stay whole", "Words are divided"),
    "justify": ("The right edge is ragged", "Both edges are straight"),
    "hang": ("Quotation marks stand in the text", "Quotation marks hang in the margin"),
}
"""What is said of each setting that is on or off, by its field: off, on."""


class Typography(ReadingBase):
    """The actions that set the text in another manner; each is remembered."""

    def action_measure(self, by: int) -> None:
        """Set the text in shorter or longer lines."""
        width, room = self.body.text_width, self.body.room
        wanted = max(MEASURES[0], min(MEASURES[1], width + by * self.keys.take_count()))
        if by > 0:
            wanted = min(wanted, room)
        if wanted == width or (by > 0 and width >= room):
            self.tell(f"{width} cells a line; there is no room for {'more' if by > 0 else 'fewer'}")
            return
        self.change_setting("measure", wanted)
        self.app.clear_notifications()
        self.tell(f"{wanted} cells a line")

    def action_switch(self, name: str) -> None:
        """Turn hyphens, straight edges or hanging marks on or off."""
        on = not getattr(self.desk.settings, name)
        self.change_setting(name, on)
        self.tell(SWITCHES[name][on])

    def action_paragraphs(self) -> None:
        """Part paragraphs by an indent instead of an empty row, or the other way round."""
        by = "space" if self.desk.settings.paragraphs == "indent" else "indent"
        self.change_setting("paragraphs", by)
        self.tell("Paragraphs begin with an indent" if by == "indent" else "An empty row parts paragraphs")

    def action_ruler(self) -> None:
        """Set off the line, then the paragraph, then nothing."""
        ruler = RULERS[(RULERS.index(self.body.ruler) + 1) % len(RULERS)]
        self.change_setting("ruler", ruler)

    def action_sideways(self, by: int) -> None:
        """Scroll code and tables that are too wide to the left or the right."""
        cells = by * self.keys.take_count() * max(1, self.body.text_width // SIDEWAYS)
        if self.body.sideways(cells):
            self.tell_place()
        else:
            self.tell("Nothing on the screen goes on to the " + ("right" if by > 0 else "left"))

    # Code

    _colours: dict[int, Coloured] | None = None
    """What was found for each block of code, by its start; None while the article is only just opened."""

    def colour_code(self) -> None:
        """Have the code on the screen, and a little further on, coloured by its language."""
        rows = self.body.rows()
        if self._colours is None or self.reading is None or not rows:
            return
        first = rows[0][1].block
        blocks, room = list[Block](), _AT_ONCE
        for block in self.reading.article.blocks[first : first + _AHEAD]:
            if block.kind is Kind.CODE and block.language and block.start not in self._colours:
                room -= block.end - block.start
                if room < 0 and blocks:
                    break
                self._colours[block.start] = []
                blocks.append(block)
        if blocks:
            self._find_colours(self.reading.id, blocks)

    @work(thread=True, group="code")
    def _find_colours(self, article_id: str, blocks: list[Block]) -> None:
        from reader.typeset.colouring import colours_of

        assert self.reading is not None
        article = self.reading.article
        found = colours_of([(article.of(block), block.language) for block in blocks])
        self.app.call_from_thread(
            self._show_colours, article_id, dict(zip((block.start for block in blocks), found, strict=True))
        )

    def _show_colours(self, article_id: str, found: dict[int, Coloured]) -> None:
        if self.reading is None or self.reading.id != article_id or self._colours is None:
            return
        self._colours.update(found)
        self.body.lay(
            "code",
            (
                Overlay(at + start, at + end, role)
                for at, coloured in self._colours.items()
                for start, end, role in coloured
            ),
        )
