"""The page of a person, place or thing: every article that has it, newest first, and when that was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from reader.domain.entity import Entity
from reader.screens.choice import KeyWord, foot
from reader.screens.dialog import Dialog
from reader.screens.listing import short_date
from reader.theming.look import Look
from reader.theming.textual_theme import inline_style
from reader.widgets.entity_card import quoted
from reader.widgets.entity_words import WORDS, counted
from reader.widgets.rows import Rows
from reader.widgets.timeline import timeline

if TYPE_CHECKING:
    from reader.desk.appearances import Appearance

SHOW_EVERY = 0.25
"""Seconds after which what was found so far is shown."""

LABELS = 40
"""Cells beside the timeline that its ends and its unit take."""

MOST_FORMS = 4
"""So many other names are told."""


class EntityPage(Dialog["Appearance | None"]):
    """Fills the screen while articles are looked for; gives back the one that was chosen, or None."""

    CSS_PATH = "entity_page.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left", "close", "Back", show=False),
        Binding("j,down,n", "go(1)", "Next", show=False),
        Binding("k,up,N", "go(-1)", "Previous", show=False),
        Binding("space,ctrl+f,pagedown", "page(1)", "A page on", show=False),
        Binding("b,ctrl+b,pageup", "page(-1)", "A page back", show=False),
        Binding("ctrl+d", "go(5)", "Five on", show=False),
        Binding("ctrl+u", "go(-5)", "Five back", show=False),
        Binding("g,home", "edge(-1)", "To the newest", show=False),
        Binding("G,end", "edge(1)", "To the oldest", show=False),
        Binding("enter,l,right", "choose", "Read it there", show=False),
    ]

    def __init__(
        self,
        entity: Entity,
        look: Look,
        find: Callable[[Callable[[], bool]], Iterator[Appearance]],
        *,
        keys: Sequence[tuple[str, str, Callable[[EntityPage], None]]] = (),
        ascii: bool = False,
    ) -> None:
        """The page of an entity.

        Args:
            entity: It.
            look: The theme.
            find: Gives the articles that have it, when called with what tells whether to stop.
            keys: More keys: Textual's name, a word for it, and what it does.
            ascii: Whether to draw in ASCII.
        """
        super().__init__()
        self._entity, self._look, self._find, self._keys, self._ascii = entity, look, find, keys, ascii
        self._found: list[Appearance] = []
        self._all_there = False

    def compose(self) -> ComposeResult:
        """Its name, what is known of it, the timeline, the articles, the keys."""
        words = WORDS[self._entity.type]
        style = inline_style(self._look, f"entity-{self._entity.type.value}")
        keys = [("Enter", "read it"), *((key, word) for key, word, _ in self._keys), ("Esc", "back")]
        with Vertical(id="page"):
            yield Static(
                Content.assemble((words.letter, style), "  ", (self._entity.name, "bold $reader-accent")),
                id="page-name",
            )
            yield Static(Content(words.one), id="page-about")
            yield Static(Content(""), id="page-timeline")
            yield Rows(id="page-rows", gap=1)
            yield Static(foot([KeyWord(*pair) for pair in keys]), id="page-foot")

    def on_mount(self) -> None:
        """Look for the articles."""
        for key, _, _ in self._keys:
            self._bindings.bind(key, f"correct('{key}')", show=False)
        self._look_for()

    @work(thread=True, exclusive=True, group="appearances")
    def _look_for(self) -> None:
        worker, found, shown = get_current_worker(), [], monotonic()
        for appearance in self._find(lambda: worker.is_cancelled):
            found.append(appearance)
            if monotonic() - shown > SHOW_EVERY:
                self.app.call_from_thread(self._show, tuple(found), False)
                shown = monotonic()
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, tuple(found), True)

    def _show(self, found: Sequence[Appearance], all_there: bool) -> None:
        if not self.is_mounted:
            return
        rows = self.query_one(Rows)
        at = self._found[rows.highlighted].entry.id if rows.highlighted is not None and self._found else ""
        self._all_there = all_there
        self._found = sorted(found, key=lambda one: one.entry.date, reverse=True)
        stands = next((n for n, one in enumerate(self._found) if one.entry.id == at), None)
        rows.show(len(self._found), self._row, at=stands)
        self.query_one("#page-about", Static).update(self._about())
        self._draw_timeline()

    def _about(self) -> Content:
        mentions = sum(len(one.entity.mentions) for one in self._found)
        forms = dict.fromkeys(form for one in self._found for form in one.forms)
        others = [form for form in forms if form.casefold() != self._entity.name.casefold()][:MOST_FORMS]
        where = f"{counted(mentions, 'mention')} in {counted(len(self._found), 'article')}"
        parts = [WORDS[self._entity.type].one, where + ("" if self._all_there else " so far")]
        if self._entity.related:
            parts.append(f"of {self._entity.related}")
        if others:
            parts.append("also " + ", ".join(others))
        return Content(" · ".join(parts))

    def _draw_timeline(self) -> None:
        line = self.query_one("#page-timeline", Static)
        dated = ((one.entry.published or "", len(one.entity.mentions)) for one in self._found)
        times = timeline(dated, self.query_one("#page").size.width - LABELS, ascii=self._ascii)
        line.display = times is not None
        if times is not None:
            line.update(
                Content.assemble(
                    f"{times.first}  ", (times.bars, "$reader-accent"), f"  {times.last}   by {times.each}"
                )
            )

    def on_resize(self) -> None:
        """The rows and the timeline take the room there is."""
        if self._found:
            self.call_after_refresh(self._show, tuple(self._found), self._all_there)

    def _row(self, index: int, width: int) -> Content:
        # Where a theme has no colour for the ground of the cursor, the title is turned around.
        signed = self._look.ansi and index == self.query_one(Rows).highlighted
        one, today = self._found[index], datetime.now(UTC).date()
        entry = one.entry
        day, count = short_date(entry.published or "", today), len(one.entity.mentions)
        source = entry.site or (entry.authors[0] if entry.authors else "")
        detail = " · ".join(part for part in (source, day, counted(count, "mention")) if part)
        head = Content.assemble(
            (entry.title, "bold reverse" if signed else "bold"), "\n", (detail, "$reader-dim")
        )
        sentence = quoted(one.named.sentence, one.named.name, self._look, one.entity)
        return Content("\n").join(Content("\n").join([head, sentence]).wrap(width))

    def action_go(self, rows: int) -> None:
        """Move the cursor by so many articles, stopping at the ends."""
        self.query_one(Rows).leap(rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by screenfuls, stopping at the ends."""
        self.query_one(Rows).page(pages)

    def action_edge(self, way: int) -> None:
        """To the newest article or the oldest."""
        self.query_one(Rows).edge(way)

    def action_choose(self) -> None:
        """Read the article under the cursor, from the sentence that is shown of it."""
        at = self.query_one(Rows).highlighted
        if at is not None and at < len(self._found):
            self.dismiss(self._found[at])

    @on(Rows.Moved)
    def _turn_around(self) -> None:
        if self._look.ansi:
            self.query_one(Rows).reword()

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_choose()

    def action_correct(self, key: str) -> None:
        """Do what one of the further keys does."""
        next(act for name, _, act in self._keys if name == key)(self)

    def action_close(self) -> None:
        """Choose none."""
        self.dismiss(None)
