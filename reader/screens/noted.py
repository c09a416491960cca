"""Every note and highlight of the library, and what is left of one whose article is gone."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import shorten
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from reader.notes.overview import Found, Overview
from reader.screens.dialog import Dialog
from reader.screens.narrowing import Narrowing
from reader.screens.showing import colour_of
from reader.theming.look import Look
from reader.theming.textual_theme import ground_style
from reader.widgets.one_line import OneLine
from reader.widgets.rows import Rows

if TYPE_CHECKING:
    from reader.desk.noting import NotesDesk

MOST_CHARACTERS = 160
"""So much of a passage and of a note is shown in the list."""


class NotesScreen(Narrowing[Found | None]):
    """A field, and under it notes and highlights, newest first."""

    CSS_PATH = "noted.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (112, "-medium")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close", show=False)]

    def __init__(self, notes: NotesDesk, look: Look) -> None:
        """The notes of the library.

        Args:
            notes: Where they are had from.
            look: The theme.
        """
        super().__init__()
        self._notes, self._look = notes, look
        self._overview: Overview | None = None
        self._shown: list[Found] = []
        self._asked = ""

    def compose(self) -> ComposeResult:
        """The field, the notes, the keys."""
        with Vertical(id="noted"):
            yield Static(Content("All notes and highlights"), id="noted-title")
            yield OneLine(
                placeholder='words · "a phrase" · -without · note: tag: title: after:2026-01',
                id="noted-field",
                compact=True,
            )
            yield Rows(id="noted-rows", gap=1)
            yield Static(Content("Reading the notes…"), id="noted-foot")

    def on_mount(self) -> None:
        """Show all of them."""
        self._look_for("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._look_for(event.value)

    @work(thread=True, exclusive=True, group="notes")
    def _look_for(self, query: str) -> None:
        """Find notes off the event loop."""
        worker = get_current_worker()
        for overview in [self._overview] if self._overview is not None else self._notes.overviews():
            found = overview.matching(query, lambda: worker.is_cancelled)
            if found is None or worker.is_cancelled:
                return
            self.app.call_from_thread(self._show, query, found)
        self._overview = overview

    def _show(self, query: str, found: list[Found]) -> None:
        if not self.is_mounted or query != self.query_one(Input).value:
            return
        rows, before = self.query_one(Rows), self._shown
        at = before[rows.highlighted] if rows.highlighted is not None and query == self._asked else None
        self._asked, self._shown = query, found
        if before and found[: len(before)] == before:
            rows.add(len(found) - len(before))
        else:
            # More of the same: the cursor stays on its note.
            rows.show(len(found), self._row, at=found.index(at) if at in found else None)
        self._tell(query, len(found))

    def _row(self, index: int, width: int) -> Content:
        found = self._shown[index]
        role = colour_of(found.highlight)
        mark = ground_style(self._look, role) if found.highlight.anchor is not None else ""
        lines = _row(found).wrap(max(1, width - 2))
        return Content("\n").join(Content.assemble((" ", mark), " ", line) for line in lines)

    def _tell(self, query: str, count: int) -> None:
        """Say how many there are."""
        if self._shown:
            told = f"{count:,} found" if query.strip() else f"{count:,} in all"
        else:
            told = (
                "Nothing found."
                if query.strip()
                else "None yet: v selects, Enter highlights, a writes a note."
            )
        foot = Content.assemble(
            ("Enter", "$reader-text"), " go there   ", ("Esc", "$reader-text"), " close   ", told
        )
        self.query_one("#noted-foot", Static).update(foot)

    def action_close(self) -> None:
        """Choose none."""
        self.dismiss(None)

    @on(Input.Submitted)
    def _enter(self) -> None:
        at = self.query_one(Rows).highlighted
        if at is not None and at < len(self._shown):
            self.dismiss(self._shown[at])

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        if event.index < len(self._shown):  # fewer may be left by what was typed since
            self.dismiss(self._shown[event.index])


class Remains(Dialog[None]):
    """A highlight whose article is not at hand: its words, its note, and where it came from."""

    CSS_PATH = "noted.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (112, "-medium")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "close", "Close", show=False),
        Binding("y", "copy", "Copy", show=False),
    ]

    def __init__(self, found: Found, copy: Callable[[str], None]) -> None:
        """What is left of a highlight.

        Args:
            found: It.
            copy: Sends text to the clipboard.
        """
        super().__init__()
        self._found, self._copy = found, copy

    def compose(self) -> ComposeResult:
        """The passage, the note, where it was."""
        found, highlight = self._found, self._found.highlight
        parts = [f"“{highlight.anchor.quote.strip()}”" if highlight.anchor else "", highlight.note]
        parts.append(" ".join(f"#{tag}" for tag in highlight.tags))
        with Vertical(id="noted"):
            yield Static(Content(found.title or found.article_id), id="noted-title")
            with VerticalScroll(id="noted-words"):
                yield Static(Content("\n\n".join(part for part in parts if part)))
            where = f" It was read from {found.url}." if found.url else ""
            yield Static(Content(f"The article is no longer at hand.{where}"), id="noted-told")
            yield Static(
                Content.assemble(("y", "$reader-text"), " copy   ", ("Esc", "$reader-text"), " close"),
                id="noted-foot",
            )

    def action_close(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_copy(self) -> None:
        """Send the passage and the note to the clipboard."""
        highlight = self._found.highlight
        quote = highlight.anchor.quote if highlight.anchor else ""
        self._copy("\n\n".join(part for part in (quote, highlight.note) if part))


def shortened(text: str) -> str:
    """As much of a text on one line as tells what it is."""
    return shorten(text, MOST_CHARACTERS, placeholder="…")


def _row(found: Found) -> Content:
    """A note: its passage, what the reader wrote, and below them the article."""
    highlight = found.highlight
    quote = shortened(highlight.anchor.quote) if highlight.anchor else ""
    lines = [Content(f"“{quote}”" if quote else "On the article")]
    if note := shortened(highlight.note):
        lines.append(Content.assemble((note, "bold")))
    tags = " ".join(f"#{tag}" for tag in highlight.tags)
    detail = " · ".join(part for part in (found.title, highlight.made[:10], tags) if part)
    lines.append(Content.assemble((detail, "$reader-dim")))
    return Content("\n").join(lines)
