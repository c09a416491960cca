"""What the last line says: what the keys do now, and where the reader is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from reader.commands import COUNTED, FOOT, Command, Mode, Moment, shown_key, shown_keys
from reader.domain.highlight import Highlight
from reader.screens.base import ReadingBase
from reader.widgets.status_line import Hint, StatusLine, fitting

NARROW = 80
"""Below so many columns the last line says either what the keys do or where the reader is."""

PLACING = {"highlight": "it is here"}
"""What keys are called while the passage of a highlight is being selected anew."""

WORDS = {Mode.SELECT: "SELECT", Mode.NOTE: "HIGHLIGHT"}
"""What a mode is called, where that must be said."""

LIST_AFTER = 0.35
"""Seconds for which a key must be held before what may follow is listed."""

SMALL = 40
"""Below so many columns the minutes that are left are not told."""


class Telling(ReadingBase):
    """Keeps the last line up to date."""

    placing: Highlight | None
    own_commands: tuple[Command, ...]

    def tell_place(self) -> None:
        """Bring the last line up to date."""
        if not self.is_mounted:
            return
        mode, keys = self.mode, self.keys
        words, hints = WORDS.get(mode, ""), self._foot()
        if mode is Mode.ROLL:
            words = f"{self.desk.settings.pace} words a minute"
        if self.placing is not None:
            words = "PLACE"
            hints = [Hint(hint.key, PLACING.get(hint.word, hint.word)) for hint in hints]
        if keys.held:
            words, hints = f"{shown_key(keys.held)}…", self._followers()
        elif keys.wants is not None:
            words, hints = keys.asked, [Hint(*pair) for pair in keys.asks]
        elif keys.count and not keys.spent:
            words = f"{words} {keys.count}".strip()
            hints = [*self._followers(), *self._counted(mode)] or hints
        if self.app.screen is not self:
            hints = []  # the keys are a dialog's, which says itself what they do
        # What the keys do to a passage is more than a narrow line has room for beside the place.
        narrow = mode in {Mode.SELECT, Mode.NOTE} and self.size.width < NARROW
        place = "" if narrow else self._place()
        room = self.size.width - cell_len(words) - cell_len(place) - 5
        self.status.tell(mode=words, hints=hints, place=place)
        if not keys.held:
            for listed in self.query("#followers").results():
                listed.display = False
        elif fitting(hints, room) != hints:
            # Not at once: whoever knows what follows has typed it by then, and nothing is sent for it.
            self.set_timer(LIST_AFTER, lambda: self._list_followers(keys.held))

    def _list_followers(self, held: str) -> None:
        """List what may follow a key that is held still, where the last line has not room for all of it."""
        hints = self._followers()
        if not held or not hints:
            return
        from reader.widgets.fitted import Fitted

        if not self.query("#followers"):
            self.mount(Static(id="followers"))
        listed = self.query_one("#followers", Static)
        listed.update(Fitted(partial(in_columns, hints)))
        listed.display = True

    async def on_status_line_pressed(self, message: StatusLine.Pressed) -> None:
        """Do what the key does that was clicked on."""
        self.keys.held = ""
        await self.run_action(message.action)
        self.tell_place()

    @property
    def moment(self) -> Moment:
        """What the reader is about, as far as that decides which keys matter."""
        mode = self.mode
        if mode is Mode.NOTE and self.is_in_doubt:
            return Moment.DOUBT
        if mode is Mode.READ and self.reading is not None and self.reading.matches.spans:
            return Moment.NAMED if self.reading.matches.entity is not None else Moment.FOUND
        if mode is Mode.READ and self.body.has_more:
            return Moment.WIDE
        if mode is Mode.LIST and self.articles.selected:
            return Moment.CHOSEN
        return Moment(mode.value)

    def _foot(self) -> list[Hint]:
        by_id = {command.id: command for command in self.own_commands}
        wanted = [(by_id[command_id], word) for command_id, word in FOOT[self.moment]]
        return [
            Hint(shown_keys(command).split()[0], word, command.action)
            for command, word in wanted
            if command.keys
        ]

    def _followers(self) -> list[Hint]:
        """What may follow the key that is held, or the number that was typed."""
        called = {command.action: command.description.lower() for command in self.own_commands}
        return [Hint(shown_key(key), called[action], action) for key, action in self.keys.followers()]

    def _counted(self, mode: Mode) -> list[Hint]:
        """What a number may be of."""
        by_id = {command.id: command for command in self.own_commands}
        counted = [(by_id[command_id], word) for command_id, word in COUNTED.items()]
        return [
            Hint(shown_keys(command).split()[0], word, command.action)
            for command, word in counted
            if mode in command.modes and command.keys
        ]

    def _place(self) -> str:
        # In a narrow terminal the list hides the text, and what is hidden has no place to tell.
        if self.reading is None or not self.body.size.height:
            return ""
        progress = self.body.progress
        left = round((1 - progress) * self.reading.article.words / self.desk.settings.pace)
        parts = [self._match_words(), f"{int(progress * 100)} %"]
        if self.size.width >= SMALL:
            parts.append("the end" if progress >= 1 else f"{left} min left" if left else "under a minute")
        return "  ".join(part for part in parts if part)

    def _match_words(self) -> str:
        count = self.match_count()
        name = self.reading.matches.name if self.reading is not None else ""
        return f"{name[:24]} {count}" if count else ""


def in_columns(hints: Sequence[Hint], width: int) -> Content:
    """Keys and what they do, in as many columns as there is room for.

    Args:
        hints: In order, to be read column by column.
        width: In cells.
    """
    lead = max(cell_len(hint.key) for hint in hints)
    cell = min(width, lead + max(cell_len(hint.word) for hint in hints) + 5)
    rows = -(-len(hints) // max(1, width // cell))
    made = [
        Content.assemble((hint.key.ljust(lead), "$reader-accent"), "  ", hint.word).truncate(
            cell, ellipsis=True, pad=True
        )
        for hint in hints
    ]
    return Content("\n").join(Content("").join(made[row::rows]) for row in range(rows))
