"""Keys typed ahead, each handled only once all that the one before it set going has come to rest.

Textual hands a key to the widget that has the focus at that moment and goes on to the next at once. A key
that opens a dialog is then followed by keys that still reach what lies under it: over a slow line, where
several keys arrive together, the text of a note would be taken for commands.
"""

from __future__ import annotations

from collections import deque
from time import monotonic

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import ModalScreen

PATIENCE = 2.0
"""Seconds after which the next key is handled whatever is still going on."""

AGAIN = 0.004
"""Seconds after which it is looked again whether things have come to rest."""

ROUNDS = 3
"""How often messages are followed from the focused widget to the app before things count as at rest."""


class TypedAhead(App[None]):
    """An app that handles keys and pastes strictly one after another."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._typed: deque[events.Key | events.Paste] = deque()
        self._handling = False
        self._since = 0.0

    @property
    def at_rest(self) -> bool:
        """Whether nothing is under way that the next key might be meant for."""
        screen = self.screen
        if isinstance(screen, ModalScreen):
            return screen.is_mounted and screen.focused is not None
        return screen.is_mounted

    @property
    def quiet_for(self) -> float:
        """Seconds since the last key was handled; none while one is."""
        return 0.0 if self._handling else monotonic() - self._since

    async def on_event(self, event: events.Event) -> None:
        """Queue what is typed; everything else takes its usual way."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed.append(event)
        if not self._handling:
            self._handling = True
            await self._next()

    async def _next(self) -> None:
        if not self._typed:
            self._handling = False
            return
        self._since = monotonic()
        await super().on_event(self._typed.popleft())
        self._follow(ROUNDS)

    def _follow(self, rounds: int) -> None:
        """Call back through the queues of the focused widget and all that its messages bubble to."""
        chain: list[MessagePump] = [*(self.focused or self.screen).ancestors_with_self]

        def step(index: int) -> None:
            # One that is being closed takes nothing more, and the rest is asked without it.
            for place, pump in enumerate(chain[index:], index + 1):
                if pump.is_running and pump.call_later(step, place):
                    return
            self.call_later(self._rested, rounds - 1)

        step(0)

    async def _rested(self, rounds: int) -> None:
        waited = monotonic() - self._since > PATIENCE
        if rounds > 0 and not waited:
            self._follow(rounds)
        elif self.at_rest or waited:
            await self._next()
        else:
            self.set_timer(AGAIN, lambda: self._follow(1))
