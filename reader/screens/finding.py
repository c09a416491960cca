"""Finding: in the text and in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from reader.screens.base import ReadingBase
from reader.screens.state import Matches
from reader.widgets.paint import Overlay

if TYPE_CHECKING:
    from reader.library.related import Related
    from reader.screens.search import Found
    from reader.widgets.find_bar import FindBar

MOST_MATCHES = 50_000
"""More matches than this are not counted."""


class Finding(ReadingBase):
    """The actions that look for something, and those that step through what was found."""

    _before_find = 0

    # In the text

    async def action_find(self) -> None:
        """Open the field for words to find."""
        if self.reading is None:
            return
        self.keys.take_count()
        if not self.query("#find"):
            from reader.widgets.find_bar import FindBar

            await self.mount(FindBar(id="find"), before=self.status)
        self._before_find = self.body.position
        self.status.display = False
        self._find_bar.open()

    def on_find_bar_typed(self, message: FindBar.Typed) -> None:
        """Look for what is typed, from where the reader was."""
        if self.reading is None:
            return
        bar = self._find_bar
        if not message.query.removeprefix("re:"):
            self.set_matches(Matches())
            self.body.go_to(self._before_find)
            bar.tell("re: for a regular expression")
            return
        from reader.domain.find import QueryError, compile_query, find_all

        try:
            spans = find_all(self.reading.article.text, compile_query(message.query), MOST_MATCHES)
        except QueryError as error:
            bar.tell(str(error))
            return
        at = (
            next((index for index, span in enumerate(spans) if span.end > self._before_find), 0)
            if spans
            else -1
        )
        self.set_matches(Matches(message.query, tuple(spans), at))
        if spans:
            self.body.reveal(spans[at].start)
        else:
            self.body.go_to(self._before_find)
        bar.tell(self.match_count() if spans else "nothing found")

    def on_find_bar_stepped(self, message: FindBar.Stepped) -> None:
        """Go on to another match while the field stays open."""
        self.action_match(message.by)
        self._find_bar.tell(self.match_count())

    def on_find_bar_kept(self) -> None:
        """Stay at the match."""
        if self.reading is not None and self.reading.matches.spans:
            self.remember_place(self._before_find)
        self._close_find()

    def on_find_bar_cancelled(self) -> None:
        """Go back to where the reader was."""
        self.set_matches(Matches())
        self.body.go_to(self._before_find)
        self._close_find()

    @property
    def _find_bar(self) -> FindBar:
        from reader.widgets.find_bar import FindBar

        return self.query_one("#find", FindBar)

    def _close_find(self) -> None:
        self._find_bar.display = False
        self.status.display = True
        self.body.focus()
        self.tell_place()

    def set_matches(self, matches: Matches) -> None:
        """Make these what `n` and `N` step through, and show them."""
        if self.reading is None:
            return
        self.reading.matches = matches
        self.body.lay("matches", [Overlay(span.start, span.end, "match") for span in matches.spans])
        self._show_current()

    def _show_current(self) -> None:
        assert self.reading is not None
        matches = self.reading.matches
        current = matches.spans[matches.at] if matches.spans and matches.at >= 0 else None
        self.body.lay("current", [Overlay(current.start, current.end, "match-current")] if current else [])
        self.tell_place()

    def match_count(self) -> str:
        """Such as "3/17"; empty where nothing was looked for."""
        if self.reading is None or not self.reading.matches.spans:
            return ""
        matches = self.reading.matches
        more = "+" if len(matches.spans) >= MOST_MATCHES else ""
        return f"{matches.at + 1}/{len(matches.spans)}{more}"

    def action_match(self, by: int) -> None:
        """To the next match, or the one before; past the last comes the first."""
        count = self.keys.take_count()
        if self.reading is None:
            return
        matches = self.reading.matches
        if not matches.spans:
            self.tell("Nothing was looked for: / finds words, e lists who and what is in it")
            return
        matches.at = (matches.at + by * count) % len(matches.spans)
        self.body.reveal(matches.spans[matches.at].start)
        self._show_current()

    # In the library

    def action_search(self) -> None:
        """Search everything that is loaded."""
        from reader.screens.search import SearchScreen

        self.keys.take_count()

        def go(found: Found | None) -> None:
            self.count_views()  # of which one may be new
            if found is not None:
                self.open_article(found.article_id, offset=found.offset, then=lambda: self._mark_found(found))

        self.app.push_screen(SearchScreen(self.desk, self.articles.look), go)

    def _mark_found(self, found: Found) -> None:
        """Mark every match in the article that was found, and go to the one that the reader chose."""
        from reader.library import snippet

        if self.reading is None:
            return
        offset = found.offset
        if found.note:
            offset = self._place_of_note(found.note)
        spans = tuple(snippet.matches(self.reading.article.text, found.patterns))
        at = next((index for index, span in enumerate(spans) if span.start >= (offset or 0)), 0)
        self.set_matches(Matches(found.query, spans, at if spans else -1))
        if offset is not None:
            self.jump_to(offset, at=1 / 3)
        self.show_pane("body")

    def _place_of_note(self, shown: str) -> int | None:
        """Where the passage begins that a note is about; None for a note on the whole article.

        Args:
            shown: The note, or the sentence of it that matched.
        """
        assert self.reading is not None
        words = " ".join(shown.strip("…").split())
        for one in self.desk.notes.notebook(self.reading.id, self.reading.article).placed:
            if one.end > one.start and words in " ".join(one.highlight.note.split()):
                return one.start
        return None

    # Related to the open article

    def action_related(self) -> None:
        """Look for the articles that share most with the open one."""
        self.keys.take_count()
        if self.reading is not None:
            self._relate(self.reading.id)

    @work(thread=True, exclusive=True, group="related")
    def _relate(self, article_id: str) -> None:
        found = self.desk.collection.related(article_id)
        self.app.call_from_thread(self._show_related, found)

    def _show_related(self, found: list[Related]) -> None:
        from reader.screens.choice import Titled

        self.pick(
            "Related articles",
            [Titled(one.entry.id, one.entry.title, ", ".join(one.shared[:4])) for one in found],
            self._open_related,
            empty="Nothing else shares names or words with it.",
            panel=True,
        )

    def _open_related(self, article_id: str) -> None:
        self.open_article(article_id)
        self.show_pane("body")
