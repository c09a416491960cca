"""What is done to articles: opening the next, marking read, starring, tagging, undoing."""

from __future__ import annotations

from collections.abc import Callable

from textual import on

from reader.screens.base import ReadingBase
from reader.widgets.article_list import ArticleList


class Shelving(ReadingBase):
    """The actions on articles and on the list."""

    def action_open(self) -> None:
        """Open the article under the cursor."""
        self.keys.take_count()
        items = self.articles.items
        if items:
            self.open_article(items[self.articles.cursor].id)
            self.show_pane("body")

    @on(ArticleList.Chosen)
    def _chosen(self, message: ArticleList.Chosen) -> None:
        self.open_article(self.articles.items[message.index].id)
        self.show_pane("body")

    def action_article(self, by: int) -> None:
        """Open the next article in the list, or the one before."""
        self.step_articles(by * self.keys.take_count())

    def step_articles(self, step: int) -> None:
        """Open the article so many places further down the list, or up where negative."""
        items = self.articles.items
        found = items.place_of(self.articles.current)
        current = -1 if found is None else found
        if 0 <= current + step < len(items):
            self.open_article(items[current + step].id)
        elif step > 0 and not self.list_filled:
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
        """Mark the article read or unread."""
        if self.at_hand:
            read = not self.desk.state(self.at_hand).read
            self.desk.mark(self.at_hand, "read" if read else "unread", read=read)
            self.refresh_list()
            self.tell("Read" if read else "Unread")

    def action_toggle_star(self) -> None:
        """Star the article, or take the star away."""
        if self.at_hand:
            starred = not self.desk.state(self.at_hand).starred
            self.desk.mark(self.at_hand, "star", starred=starred)
            self.refresh_list()
            self.tell("Starred" if starred else "The star is gone")

    def action_tags(self) -> None:
        """Write the article's tags."""
        from reader.screens.line import LineField

        article_id = self.at_hand
        if not article_id:
            return

        def written(words: str | None) -> None:
            if words is not None:
                tags = tuple(
                    dict.fromkeys(tag for tag in words.replace(",", " ").replace("#", " ").split() if tag)
                )
                self.desk.mark(article_id, "tags", tags=tags)
                self.refresh_list()

        now = " ".join(self.desk.state(article_id).tags)
        self.app.push_screen(LineField("Tags, with spaces between", now), written)

    def action_undo(self) -> None:
        """Take back the last change."""
        self._went(self.desk.undo, "There is nothing to undo")

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._went(self.desk.redo, "There is nothing to do again")

    def _went(self, step: Callable[[], str | None], nothing: str) -> None:
        try:
            what = step()
        except OSError as error:
            self.tell(str(error), wrong=True)
            return
        self.tell(what or nothing)
        if what:
            self.refresh_list()
            self.refresh_notes()
            self.look_again()

    def action_browse(self) -> None:
        """Open the article's address in the browser."""
        if self.reading is None or not self.reading.article.meta.url:
            self.tell("This article has no address")
        else:
            self.broadsheet.browse(self.reading.article.meta.url)
