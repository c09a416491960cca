"""How the page looks: panes, widths, zen, theme, and what the keys do."""

from __future__ import annotations

from reader.commands import Mode
from reader.screens.base import ReadingBase
from reader.screens.state import Matches

LIST_WIDTHS = (18, 60)
"""The list may be made as narrow and as wide as this, in cells."""


class Viewing(ReadingBase):
    """The actions that change the look of the screen and nothing else."""

    def action_other_pane(self) -> None:
        """To the list, or to the text."""
        self.show_pane("body" if self.mode is Mode.LIST else "list")

    def action_back(self) -> None:
        """One step back: matches, what is selected in the list, zen, the contents, the list, out."""
        if self.keys.count or self.keys.held:
            self.keys.count, self.keys.held = 0, ""
        elif self.reading is not None and self.reading.matches.spans and self.mode is Mode.READ:
            self.set_matches(Matches())
        elif self.mode is Mode.READ and self.body.sideways_home():
            self.tell_place()
        elif self.mode is Mode.LIST and self.articles.selected:
            self.articles.select(())
            self.tell_place()
        elif self.has_class("-zen"):
            self.action_zen()
        elif self.has_contents:
            self.leave_contents()
        elif self.mode is Mode.READ and self.articles.items:
            self.show_pane("list")
        elif self.mode is Mode.LIST and self.list_query:
            self.show_only("")
        else:
            self.app.exit()

    def action_zen(self) -> None:
        """Only the text, or everything again."""
        self.toggle_class("-zen")
        if self.has_class("-zen"):
            self.show_pane("body")

    def action_list_width(self, by: int) -> None:
        """Make the list narrower or wider."""
        width = self.beside.size.width + by * self.keys.take_count()
        self.change_setting("sidebar", max(LIST_WIDTHS[0], min(LIST_WIDTHS[1], width)))

    def action_margin(self) -> None:
        """Show the notes beside the text, or hide them."""
        self.change_setting("margin", self.has_class("-no-margin"))

    def action_repaint(self) -> None:
        """Draw the whole screen again."""
        self.broadsheet.repaint()

    def action_theme(self) -> None:
        """Choose a theme; each is shown as the cursor passes it."""
        from reader.screens.choice import Choice

        before = self.app.theme
        names = self.broadsheet.theme_names()
        choices = [Choice(name, title) for name, title in names.items()]

        def chosen(name: str) -> None:
            self.broadsheet.use_theme(name)
            self.change_setting("theme", name)

        self.pick(
            "Theme",
            choices,
            chosen,
            empty="There is no theme of that name.",
            start=list(names).index(before) if before in names else 0,
            preview=self.broadsheet.use_theme,
            otherwise=lambda: self.broadsheet.use_theme(before),
            panel=True,
        )
