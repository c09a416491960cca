"""Searching everything that is loaded: results from the first letter, each with the sentence that matches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from reader.library.query import parse
from reader.library.search import Hit, Page
from reader.screens.listing import short_date

if TYPE_CHECKING:
    from reader.desk.desk import Desk

MOST = 100
"""How many results are shown."""


@dataclass(frozen=True, slots=True)
class Found:
    """The result that the reader chose.

    Attributes:
        article_id: Of which article.
        query: What was looked for.
        offset: Where in its text the match begins; None where that is not in the text.
        patterns: What finds every match in the text, for `n` and `N`.
    """

    article_id: str
    query: str
    offset: int | None
    patterns: tuple[Any, ...]


class SearchScreen(ModalScreen[Found | None]):
    """A field, and under it what was found."""

    CSS_PATH = "picker.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", show=False),
        Binding("down,ctrl+n", "go(1)", "Next", show=False),
        Binding("up,ctrl+p", "go(-1)", "Previous", show=False),
        Binding("pagedown", "go(5)", "Five on", show=False),
        Binding("pageup", "go(-5)", "Five back", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._page = Page(parse(""))
        self._asked = ""
        self._first_wanted = False

    def compose(self) -> ComposeResult:
        """The field, the results, the keys."""
        with Vertical(id="picker", classes="-search"):
            yield Static(Content("Search all articles"), id="picker-title")
            yield Input(
                self._desk.last_search,
                placeholder='words · "a phrase" · -without · title: by: tag: note: is:unread after:2026-01',
                id="picker-field",
                compact=True,
            )
            yield OptionList(id="picker-rows", markup=False, compact=True)
            yield Static(Content(""), id="picker-foot")

    def on_mount(self) -> None:
        """Look for what was looked for last."""
        self._look_for(self._desk.last_search)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._look_for(event.value)

    @work(thread=True, exclusive=True, group="search")
    def _look_for(self, query: str) -> None:
        """Look for a query off the event loop."""
        worker = get_current_worker()
        page = self._desk.finder.search(query, MOST, lambda: worker.is_cancelled)
        if page is not None and not worker.is_cancelled:
            self.app.call_from_thread(self._show, query, page)

    def _show(self, query: str, page: Page) -> None:
        if not self.is_mounted or query != self.query_one(Input).value:
            return
        self._page, hits = page, page.hits
        self._asked = query
        rows, today = self.query_one(OptionList), datetime.now(UTC).date()
        rows.clear_options()
        rows.add_options([Option(_row(hit, today)) for hit in hits])
        if hits:
            rows.highlighted = 0
            if self._first_wanted:
                self._choose(0)
        self.query_one("#picker-foot", Static).update(Content(page.notice or _told(page)))

    def action_go(self, rows: int) -> None:
        """Move the cursor."""
        options = self.query_one(OptionList)
        for _ in range(abs(rows)):
            (options.action_cursor_down if rows > 0 else options.action_cursor_up)()

    def action_close(self) -> None:
        """Choose none."""
        self.dismiss(None)

    @on(Input.Submitted)
    def _enter(self) -> None:
        # What was typed ahead of its results takes the first of them once they are there.
        self._first_wanted = self._asked != self.query_one(Input).value
        at = self.query_one(OptionList).highlighted if not self._first_wanted else None
        if at is not None and at < len(self._page.hits):
            self._choose(at)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._choose(event.option_index)

    def _choose(self, index: int) -> None:
        query = self.query_one(Input).value
        self._desk.last_search = query
        hit = self._page.hits[index]
        self.dismiss(
            Found(hit.entry.id, query, hit.match.start if hit.match else None, tuple(self._page.patterns))
        )


def _told(page: Page) -> str:
    if not page.hits:
        return "Nothing found." if page.query.tree else ""
    return f"{page.count} found"


def _row(hit: Hit, today: date) -> Content:
    """A result: its title, below it the sentence with what matched in it, and a free row."""
    entry = hit.entry
    sentence = Content(hit.sentence)
    for span in hit.spans:
        sentence = sentence.stylize("bold $reader-accent", span.start, span.end)
    where = "" if hit.where in {"", "text", "title"} else f"{hit.where}: "
    day = short_date(entry.published or "", today)
    detail = " · ".join(part for part in (entry.site or "", day) if part)
    head = Content.assemble((entry.title, "bold"), "  ", (detail, "$reader-dim"))
    return Content("\n").join([head, Content.assemble((where, "$reader-dim")) + sentence, Content("")])
