"""What is done to articles: opening the next, marking read, starring, tagging, undoing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.screens.acting import Acting
from reader.screens.listing import Viewed
from reader.widgets.article_list import ArticleList

if TYPE_CHECKING:
    from pathlib import Path

    from reader.desk.acts import Done
    from reader.library.indexing import Progress


class Shelving(Acting):
    """The actions on articles and on the list."""

    def action_open(self) -> None:
        """Open the article under the cursor."""
        self.keys.take_count()
        items = self.articles.items
        if items:
            self.open_article(items[self.articles.cursor].id)
            self.show_pane("body")

    def on_article_list_chosen(self, message: ArticleList.Chosen) -> None:
        """Open the article that was clicked on."""
        self.open_article(self.articles.items[message.index].id)
        self.show_pane("body")

    def action_article(self, by: int) -> None:
        """Open the next article in the list, or the one before."""
        self.step_articles(by * self.keys.take_count())

    def step_articles(self, step: int) -> None:
        """Open the article so many places further down the list, or up where negative."""
        items = self.articles.items
        current = items.place_of(self.articles.current)
        if current is None:
            # It was put away, say: the cursor stands where the next one is now.
            current = self.articles.cursor - (step > 0)
        if 0 <= current + step < len(items):
            self.open_article(items[current + step].id)
        elif not self.list_filled and (step > 0 or not isinstance(items, Viewed)):
            self.steps_to_come += step
        else:
            self.tell("That was the last article" if step > 0 else "That was the first article")

    @property
    def at_hand(self) -> str:
        """The id of the article that a command is about: the one under the list's cursor, or the open one."""
        items = self.articles.items
        if self.focused is self.articles and items:
            return items[self.articles.cursor].id
        return self.reading.id if self.reading else ""

    def action_toggle_read(self) -> None:
        """Mark the articles read, or where all are, unread."""
        self._toggle("read", ("read", "Read"), ("unread", "Unread"))

    def action_toggle_star(self) -> None:
        """Star the articles, or where all have a star, take it away."""
        self._toggle("starred", ("star", "Starred"), ("unstar", "The star is gone"))

    def action_archive(self) -> None:
        """Put the articles away, or where all are, back among the others."""
        self._toggle("archived", ("archive", "Archived; U brings it back"), ("unarchive", "Not archived now"))

    def _toggle(self, field: str, on: tuple[str, str], off: tuple[str, str]) -> None:
        ids, acts = self.chosen_ids(), self.desk.acts
        if not ids:
            return

        def mark(progress: Progress | None) -> str:
            value = not acts.all_are(ids, field)
            label, said = on if value else off
            acts.mark(ids, label, progress, **{field: value})
            return said

        self.carry_out(len(ids), "marking", mark, lambda said: self._acted(ids, said))

    def action_delete(self) -> None:
        """Put the articles into the trash."""
        ids = self.chosen_ids()
        if not ids:
            return

        def deleted(files: tuple[Path, ...]) -> None:
            self.take_in(files)
            self._acted(ids, "Deleted; U brings it back")

        self.carry_out(len(ids), "deleting", lambda progress: self.desk.acts.delete(ids, progress), deleted)

    def action_tags(self) -> None:
        """Write the articles' tags."""
        ids, acts = self.chosen_ids(), self.desk.acts
        if not ids:
            return

        def ask(of_all: set[str]) -> None:
            self._ask_tags(ids, of_all)

        # To find which tags all of them have takes a while where they are very many.
        self.carry_out(len(ids), "reading the tags of", lambda _: acts.tags_of_all(ids), ask, awaited=True)

    def _ask_tags(self, ids: list[str], of_all: set[str]) -> None:
        from reader.screens.line import LineField

        acts = self.desk.acts

        def written(words: str | None) -> None:
            if words is not None:
                tags = dict.fromkeys(tag for tag in words.replace(",", " ").replace("#", " ").split() if tag)
                self.carry_out(
                    len(ids),
                    "tagging",
                    lambda progress: acts.tag(ids, of_all, tags, progress),
                    lambda _: self._acted(ids, ""),
                )

        several = f" of {len(ids):,} articles" if len(ids) > 1 else ""
        title = f"Tags{several}, with spaces between"
        self.app.push_screen(LineField(title, " ".join(sorted(of_all))), written)

    def _acted(self, ids: list[str], said: str) -> None:
        """Show what was done, and say it where it is not to be seen."""
        self.articles.select(())
        self.refresh_list()
        self.tell_place()
        if said:
            self.tell(f"{len(ids):,} articles: {said[0].lower()}{said[1:]}" if len(ids) > 1 else said)

    def action_undo(self) -> None:
        """Take back the last change."""
        acts = self.desk.acts
        self._go_back(acts.coming(forward=False), acts.undo, "There is nothing to undo")

    def action_redo(self) -> None:
        """Do again what was undone."""
        acts = self.desk.acts
        self._go_back(acts.coming(forward=True), acts.redo, "There is nothing to do again")

    def _go_back(self, count: int, step: Callable[[], Done | None], nothing: str) -> None:
        def went(done: Done | None) -> None:
            self.tell(done.words if done else nothing)
            if done:
                self.take_in(done.files)
                self.refresh_list()
                self.refresh_notes()
                self.look_again()

        self.carry_out(count, "going back over", lambda _: step(), went)

    def action_browse(self) -> None:
        """Open the article's address in the browser."""
        if self.reading is None or not self.reading.article.meta.url:
            self.tell("This article has no address")
        else:
            self.broadsheet.browse(self.reading.article.meta.url)
