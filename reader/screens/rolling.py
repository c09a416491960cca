"""Text that moves by itself, at the reader's own pace, when asked to and until any other key."""

from __future__ import annotations

from textual.timer import Timer

from reader.commands import Mode
from reader.domain.settings import PACES
from reader.screens.typography import Typography

_BRIEFEST = 0.2
"""Seconds that a row stays at the least."""


class Rolling(Typography):
    """The actions that start, stop and hasten text that scrolls by itself."""

    _timer: Timer | None = None
    _stood: tuple[object, ...] = ()
    """Where the text stood after the last step; it stands elsewhere when the reader took it there."""

    @property
    def is_rolling(self) -> bool:
        """Whether the text moves by itself."""
        return self._timer is not None

    def action_roll(self) -> None:
        """Scroll at the reader's pace; a count is a pace, in words a minute."""
        if self.keys.count:
            self._set_pace(self.keys.take_count())
        if self.reading is not None and self.mode is Mode.READ:
            self._wait(self.body.seconds_to_eye(self.desk.settings.pace))
            self.refresh_bindings()
            self.tell_place()

    def action_stop_rolling(self) -> None:
        """Let the text stand."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            self.refresh_bindings()
            self.tell_place()

    def action_pace(self, by: int) -> None:
        """Scroll faster or slower, by so many words a minute."""
        self._set_pace(self.desk.settings.pace + by)

    def _set_pace(self, pace: int) -> None:
        self.change_setting("pace", max(PACES[0], min(PACES[1], pace)))

    def _wait(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._stood = self.body.standing
        self._timer = self.set_timer(max(_BRIEFEST, seconds), self._roll)

    def _roll(self) -> None:
        if self.app.screen is self and self.mode is Mode.ROLL and self.body.standing == self._stood:
            self.body.move(1)
            if self.body.standing != self._stood:
                self._wait(self.body.seconds_at_eye(self.desk.settings.pace))
                return
        self.action_stop_rolling()
