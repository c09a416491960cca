"""The headings of the article: a list to choose from, which then stays beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.screens.base import ReadingBase

if TYPE_CHECKING:
    from reader.screens.contents import Contents


class Outlining(ReadingBase):
    """The actions that show what the article consists of."""

    def action_contents(self) -> None:
        """Choose a heading and go there; the text shows each that the cursor passes."""
        if self.reading is None:
            return
        from reader.screens.contents import heading, headings

        article, before, here = self.reading.article, self.body.position, self.body.eye
        heads = headings(article)
        now = max((index for index, block in enumerate(heads) if block.start <= here), default=-1)

        def chosen(offset: int) -> None:
            # The place to come back to is the one before the panel opened, not one that it showed.
            self.body.go_to(before)
            self.jump_to(offset)
            self._keep_contents()

        self.pick(
            "Contents",
            [heading(article, block, now=index == now) for index, block in enumerate(heads)],
            chosen,
            empty="This article has no headings.",
            start=max(0, now),
            preview=self.body.go_to,
            otherwise=lambda: self.body.go_to(before),
            panel=True,
        )

    def _keep_contents(self) -> None:
        """Let the headings stand where the list is, as long as the reader stays in the text."""
        from reader.screens.contents import Contents

        if self.reading is None:
            return
        if not self.query("#contents"):
            column = Contents(self.reading.article, id="contents")
            column.styles.width = self.desk.settings.sidebar or None
            self.query_one("#panes").mount(column, before=0)
        self.show_pane("body")
        self.add_class("-contents")
        self.call_after_refresh(self.follow_contents)

    @property
    def has_contents(self) -> bool:
        """Whether the headings stand beside the text."""
        return self.has_class("-contents") and not self.has_class("-narrow")

    def leave_contents(self) -> None:
        """Let the list have the place of the headings again."""
        self.remove_class("-contents")

    def follow_contents(self) -> None:
        """Mark the heading that the reader is under, where the headings stand beside the text."""
        if self.has_contents and self.reading is not None:
            from reader.screens.contents import Contents

            for column in self.query(Contents):
                column.follow(self.reading.article, self.body.eye)

    def on_contents_chosen(self, message: Contents.Chosen) -> None:
        """Go to the heading that was clicked on."""
        self.show_pane("body")
        self.jump_to(message.offset)
