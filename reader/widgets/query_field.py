"""A field for a query: coloured as it is typed, completed, and with the last queries at hand."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from reader.library.completion import Completion, completions, field_at
from reader.library.query import parse
from reader.library.tree import Field, TokenKind
from reader.widgets.one_line import OneLine

ASK_AFTER = 0.06
"""So many seconds after a key values are looked up, so that the results of the key come before them."""

Known = Callable[[Field, str], Iterable[str]]
"""The values that a field may have of which a word begins so; may be called from any thread."""


class _Colours(Highlighter):
    """Gives each piece of a query the style of what it is."""

    def __init__(self, field: _QueryInput) -> None:
        self._field = field

    def highlight(self, text: Text) -> None:
        # Textual asks for the width of the text before it has read the style sheet.
        with suppress(KeyError):
            for token in parse(text.plain).tokens:
                style = self._field.get_component_rich_style(f"query--{token.kind.value}", partial=True)
                text.stylize(style, token.start, token.end)


class _QueryInput(OneLine):
    """The line that is typed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"query--{kind.value}" for kind in TokenKind}

    def __init__(self, value: str, placeholder: str) -> None:
        super().__init__(value, placeholder, _Colours(self), id="query-line", compact=True)


class QueryField(Vertical):
    """The line, and below it what could come next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete(1)", "Complete", show=False),
        Binding("shift+tab", "complete(-1)", "The completion before", show=False),
        Binding("ctrl+p", "earlier(1)", "The search before", show=False),
        Binding("ctrl+n", "earlier(-1)", "The search after", show=False),
    ]

    @dataclass
    class Typed(Message):
        """The query changed."""

        query: str

    @dataclass
    class Entered(Message):
        """The reader pressed Enter."""

        query: str

    def __init__(
        self, known: Known, *, value: str = "", placeholder: str = "", recent: Sequence[str] = ()
    ) -> None:
        """A field.

        Args:
            known: Gives the values that are completed.
            value: What stands in it at first; typing takes its place.
            placeholder: What stands in it while it is empty.
            recent: The last queries, the newest first.
        """
        super().__init__()
        self._known, self._recent = known, recent
        self._first, self._placeholder = value, placeholder
        self._offers: Sequence[Completion] = ()
        self._taken: tuple[str, str, int] | None = None  # what Tab made, of what, and by which offer
        self._stepped: tuple[str, int, str] | None = None  # what was typed, how far back, what stands there

    def compose(self) -> ComposeResult:
        """The line, and the row below it."""
        yield _QueryInput(self._first, self._placeholder)
        yield Static(Content(""), id="query-next")

    @property
    def line(self) -> Input:
        """What is typed into."""
        return self.query_one("#query-line", Input)

    @property
    def value(self) -> str:
        """The query."""
        return self.line.value

    def put(self, query: str) -> None:
        """Put a query there, the cursor at its end."""
        self.line.value = query
        self.line.cursor_position = len(query)

    def set_recent(self, recent: Sequence[str]) -> None:
        """Have other queries at hand."""
        self._recent = recent

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        query = event.value
        self.post_message(self.Typed(query))
        if self._taken is not None and self._taken[0] == query:
            self._tell()
            return
        self._taken = None
        if self._stepped is not None and self._stepped[2] != query:
            self._stepped = None
        self._look_up(query)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Entered(event.value))

    # What could come next

    def _look_up(self, query: str) -> None:
        cursor = self.line.cursor_position
        if (asked := field_at(query, cursor)) is not None:
            self._ask(query, cursor, *asked)
        else:
            self._offer(query, completions(query, cursor))

    @work(thread=True, exclusive=True, group="complete")
    def _ask(self, query: str, cursor: int, field: Field, begun: str) -> None:
        """Look the values up off the event loop."""
        worker = get_current_worker()
        time.sleep(ASK_AFTER)
        if worker.is_cancelled:
            return
        values = list(self._known(field, begun))
        if not worker.is_cancelled:
            offers = completions(query, cursor, lambda field, begun: values)
            self.app.call_from_thread(self._offer, query, offers)

    def _offer(self, query: str, offers: Sequence[Completion]) -> None:
        if self.is_mounted and query == self.value:
            self._offers = offers
            self._tell()

    def _tell(self) -> None:
        # Its size is fixed: what is laid out anew for nothing is waited for with every key.
        self.query_one("#query-next", Static).update(self._next_words(), layout=False)

    def _next_words(self) -> Content:
        """The completions, the one that Tab takes next first to the eye; else what has no effect."""
        if not self._offers:
            typed = self.value
            ignored = [piece for piece in parse(typed).ignored if not typed.endswith(piece)]
            return Content(f"no effect: {'  '.join(ignored)}" if ignored else "")
        following = (self._taken[2] + 1) % len(self._offers) if self._taken else 0
        parts: list[Content | str | tuple[str, str]] = [("Tab ", "$reader-dim")]
        for place, offer in enumerate(self._offers):
            style = "$reader-text" if place == following else "$reader-dim"
            parts += [" ", (offer.text, style), " "]
        if len(self._offers) == 1 and self._offers[0].about:
            parts.append((f" {self._offers[0].about}", "$reader-dim"))
        return Content.assemble(*parts)

    def action_complete(self, by: int) -> None:
        """Take what could come next; again, the one after that."""
        if not self._offers:
            return
        base, at = self.value, -1 if by > 0 else 0
        if self._taken is not None and self._taken[0] == self.value:
            _, base, at = self._taken
        at = (at + by) % len(self._offers)
        offer = self._offers[at]
        head = base[: offer.start] + offer.text
        rest = base[offer.end :]
        if not head.endswith(":") and not rest:
            head += " "
        # The name of a field goes on with its values; a value may be changed for the next one.
        self._taken = None if head.endswith(":") else (head + rest, base, at)
        self.line.value = head + rest
        self.line.cursor_position = len(head)

    # The last queries

    def action_earlier(self, by: int) -> None:
        """Put one of the last queries there that begins as was typed; or what was typed, again."""
        typed, at, _ = self._stepped or (self.value, -1, self.value)
        fitting = [one for one in self._recent if one.startswith(typed) and one != typed]
        at = max(-1, min(len(fitting) - 1, at + by))
        query = fitting[at] if at >= 0 else typed
        self._stepped = (typed, at, query)
        self.put(query)
