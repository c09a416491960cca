"""Searching everything there is: results from the first letter, each with the sentence that matches."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from reader.library import snippet
from reader.library.query import HELP, parse, written_out
from reader.library.search import Hit, Page
from reader.library.tree import Field, TokenKind
from reader.screens.dialog import Dialog
from reader.screens.line import LineField
from reader.screens.listing import short_date
from reader.theming.look import Look
from reader.widgets.query_field import QueryField
from reader.widgets.results import Result, Results

if TYPE_CHECKING:
    from reader.desk.desk import Desk

MORE = 20
"""So many results are made at a time as the cursor comes to them; at first only those on the screen."""

FEWEST = 8
"""So many are made at least."""

LOOK_AFTER = 0.5
"""Seconds between two looks at whether more can be found by now."""

RECENT_SHOWN = 8
"""So many of the last searches are shown while nothing is typed."""


@dataclass(frozen=True, slots=True)
class Found:
    """The result that the reader chose.

    Attributes:
        article_id: Of which article.
        query: What was looked for.
        offset: Where in its text the match begins; None where that is not in the text.
        patterns: What finds every match in the text, for `n` and `N`.
        note: The note that matched, as far as it is shown; empty where another thing did.
    """

    article_id: str
    query: str
    offset: int | None
    patterns: tuple[Any, ...]
    note: str = ""


class SearchScreen(Dialog[Found | None]):
    """A field, and under it what was found."""

    CSS_PATH = "search.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (64, "-medium"), (112, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", show=False),
        Binding("down", "go(1)", "Next", show=False),
        Binding("up", "go(-1)", "Previous", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("f1", "help", "Help", show=False),
        Binding("ctrl+s", "keep", "Save the search", show=False),
    ]

    def __init__(self, desk: Desk, look: Look) -> None:
        """A search over what `desk` has.

        Args:
            desk: Everything that this session reads with.
            look: The theme.
        """
        super().__init__()
        self._desk, self._look = desk, look
        self._page = Page(parse(""))
        self._asked = ""
        self._first_wanted = False
        self._earlier: list[str] = []
        self._counted = ""
        self._revision = desk.collection.index.revision

    def compose(self) -> ComposeResult:
        """The field, the results or the help, the count and the keys."""
        with Vertical(id="search"):
            yield QueryField(
                self._known,
                value=self._desk.last_search,
                placeholder="Search all articles",
                recent=self._desk.searches.recent,
            )
            yield Results(self._look, id="search-results")
            with VerticalScroll(id="search-help", can_focus=False):
                yield Static(Content(""), id="search-help-words")
            yield Static(Content(""), id="search-foot")

    def on_mount(self) -> None:
        """Look for what was looked for last."""
        self._look_for(self._desk.last_search)
        self.set_interval(LOOK_AFTER, self._look_again)

    def on_resize(self) -> None:
        """Tell of as many keys as there is room for."""
        self.call_after_refresh(self._tell_foot)

    @property
    def field(self) -> QueryField:
        """Where the query is typed."""
        return self.query_one(QueryField)

    @property
    def answered(self) -> str:
        """The query whose results are shown."""
        return self._asked

    @property
    def _results(self) -> Results:
        return self.query_one(Results)

    def _known(self, field: Field, begun: str) -> list[str]:
        return self._desk.collection.known(field, begun)

    # Looking for it

    @on(QueryField.Typed)
    def _typed(self, message: QueryField.Typed) -> None:
        self._first_wanted = False
        if message.query.endswith("?") and not message.query[:-1].strip():
            self.field.put("")
            self.action_help()
        else:
            self._look_for(message.query)

    def _look_for(self, query: str) -> None:
        if query.strip():
            # A result takes three rows or more.
            self._search(query, max(FEWEST, self._results.size.height // 3 + 1))
        else:
            self._show_earlier()

    def _look_again(self) -> None:
        """Find what was put into the index since, unless the reader is among the results already."""
        revision = self._desk.collection.index.revision
        if revision != self._revision and self._results.cursor == 0 and self._asked.strip():
            self._look_for(self.field.value)
        self._revision = revision

    @work(thread=True, exclusive=True, group="search")
    def _search(self, query: str, most: int) -> None:
        """Look for a query off the event loop."""
        worker = get_current_worker()
        page = self._desk.collection.search(query, most, lambda: worker.is_cancelled)
        if page is not None and not worker.is_cancelled:
            self.app.call_from_thread(self._show, query, page)

    def _show(self, query: str, page: Page) -> None:
        if not self.is_mounted or query != self.field.value:
            return
        self._page, self._asked, self._earlier = page, query, []
        self._results.show(self._rows(page.hits), "Nothing found." if page.query.tree else "")
        self._count(page.notice or (f"{page.count} found" if page.hits else ""))
        if self._first_wanted and page.hits:
            self._choose(0)

    def _show_earlier(self) -> None:
        """What was looked for before, to be chosen from."""
        self._page, self._asked = Page(parse("")), ""
        self._earlier = self._desk.searches.recent[:RECENT_SHOWN]
        self._results.show([Result(query) for query in self._earlier])
        self._count("earlier searches" if self._earlier else "")

    def _count(self, words: str) -> None:
        self._counted = words
        self._tell_foot()

    def _rows(self, hits: tuple[Hit, ...] | list[Hit]) -> list[Result]:
        today, patterns = datetime.now(UTC).date(), self._page.title_patterns
        return [_row(hit, today, patterns) for hit in hits]

    @on(Results.NearEnd)
    def _near_end(self) -> None:
        if len(self._page.hits) < len(self._page.keys):
            self._fetch_more(self._page)

    @work(thread=True, exclusive=True, group="more")
    def _fetch_more(self, page: Page) -> None:
        keys = page.keys[len(page.hits) : len(page.hits) + MORE]
        hits = self._desk.collection.hits(page.query, keys)
        self.app.call_from_thread(self._add, page, hits, len(keys))

    def _add(self, page: Page, hits: list[Hit], asked: int) -> None:
        if page is not self._page:
            return
        keys = (
            *page.keys[: len(page.hits)],
            *(hit.key for hit in hits),
            *page.keys[len(page.hits) + asked :],
        )
        self._page = replace(page, hits=(*page.hits, *hits), keys=keys)
        self._results.add(self._rows(hits))

    # Keys

    def action_go(self, rows: int) -> None:
        """Move the cursor, or the help."""
        if self.has_class("-helping"):
            self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)
        else:
            self._results.move(rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by a screenful, or the help."""
        if self.has_class("-helping"):
            self.query_one(VerticalScroll).scroll_relative(y=pages * 8, animate=False)
        else:
            self._results.page(pages)

    def action_close(self) -> None:
        """Close the help; without it, choose nothing."""
        if self.has_class("-helping"):
            self.action_help()
        else:
            self.dismiss(None)

    def action_help(self) -> None:
        """Show the query language over the results, or the results again."""
        self.toggle_class("-helping")
        if self.has_class("-helping"):
            narrow = self.size.width < HELP_BESIDE
            self.query_one("#search-help-words", Static).update(_help_words(narrow))
        self._tell_foot()

    def action_keep(self) -> None:
        """Save the search under a name, as a view of the list."""
        query = written_out(self.field.value).strip()
        if not self.field.value.strip():
            self.notify("Type a search first; it is saved under a name", timeout=3)
            return

        def named(name: str | None) -> None:
            if not name or not name.strip():
                return
            try:
                self._desk.searches.keep(name, query)
            except OSError as error:
                self.notify(str(error), markup=False, severity="error")
                return
            self.notify(f"Saved as {name.strip()}: a view of the list", markup=False, timeout=3)

        self.app.push_screen(LineField("Save this search as", ""), named)

    def _tell_foot(self) -> None:
        """How many there are at the left; at the right the keys that there is room for."""
        foot = self.query_one("#search-foot", Static)
        words = "" if self.has_class("-helping") else self._counted
        keys = [("^P", "earlier"), ("^S", "save"), ("F1", "help")]
        if self.has_class("-helping"):
            keys = [("Esc", "back to the results")]
        room = foot.content_size.width - len(words)
        while keys and sum(len(key) + len(word) + 4 for key, word in keys) > room:
            keys.pop(0)
        pad = room - sum(len(key) + len(word) + 4 for key, word in keys) + 3
        parts: list[Content | str | tuple[str, str]] = [words, " " * pad]
        for key, word in keys:
            parts += [(key, "$reader-text"), f" {word}", "   " if (key, word) != keys[-1] else ""]
        foot.update(Content.assemble(*parts) if keys else Content(words), layout=False)

    # Choosing

    @on(QueryField.Entered)
    def _enter(self, message: QueryField.Entered) -> None:
        if self._earlier and not message.query.strip():
            self._choose(self._results.cursor)
            return
        # What was typed ahead of its results takes the first of them once they are there.
        self._first_wanted = self._asked != message.query
        if not self._first_wanted:
            self._choose(self._results.cursor)

    @on(Results.Chosen)
    def _clicked(self, message: Results.Chosen) -> None:
        self._choose(message.index)

    def _choose(self, index: int) -> None:
        if index < len(self._earlier):
            self.field.put(self._earlier[index])
            return
        if index >= len(self._page.hits):
            return
        self._desk.last_search = query = self._asked
        if problem := self._desk.searches.remember(query):
            self.notify(problem, markup=False, severity="warning")
        hit = self._page.hits[index]
        offset = hit.match.start if hit.match else None
        note = hit.sentence if hit.where == "note" else ""
        self.dismiss(Found(hit.entry.id, query, offset, tuple(self._page.patterns), note))


HELP_BESIDE = 60
"""From so many columns on, what a piece of the language means stands beside it, else below."""

_STYLES = {
    TokenKind.FIELD: "$reader-accent",
    TokenKind.OPERATOR: "bold $reader-keyword",
    TokenKind.BRACKET: "bold $reader-keyword",
    TokenKind.PHRASE: "italic $reader-string",
}
"""The colours of the field, for the examples of the help."""


def _help_words(narrow: bool) -> Content:
    """The query language by example."""
    widest = max(len(example) for example, _ in HELP)
    gap = "\n  " if narrow else "   "
    rows = []
    for example, meaning in HELP:
        coloured = Content(example)
        for token in parse(example).tokens:
            coloured = coloured.stylize(_STYLES.get(token.kind, "$reader-text"), token.start, token.end)
        pad = "" if narrow else " " * (widest - len(example))
        rows.append(Content.assemble(coloured, pad, gap, (meaning, "$reader-dim")))
    return Content("\n").join(rows)


def _row(hit: Hit, today: date, patterns: list[Any]) -> Result:
    """A hit as it is shown."""
    entry = hit.entry
    day = short_date(entry.published or "", today)
    title = " ".join(entry.title.split())
    # The headline is there anyway: below it stands how the article begins.
    shown = hit if hit.where != "title" else replace(hit, sentence=entry.snippet, spans=())
    return Result(
        title=title,
        detail=" · ".join(part for part in (entry.site or "", day) if part),
        sentence=shown.sentence,
        marked=shown.spans,
        where="" if hit.where in {"", "text", "title"} else hit.where,
        title_marked=tuple(snippet.matches(title, patterns)),
    )
