"""How the page looks: panes, widths, zen, theme, and what the keys do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from reader.commands import COMMANDS, Mode, shown_keys
from reader.domain.article import Kind
from reader.screens.base import Matches, ReadingBase
from reader.screens.choice import Choice, widest

MEASURES = (40, 120)
"""The measure may be made as narrow and as wide as this, in cells."""

LIST_WIDTHS = (18, 60)
"""Likewise the list."""


class Viewing(ReadingBase):
    """The actions that change the look of the screen and nothing else."""

    def action_other_pane(self) -> None:
        """To the list, or to the text."""
        self.show_pane("body" if self.mode is Mode.LIST else "list")

    def action_back(self) -> None:
        """One step back: matches, zen, the list, out."""
        if self.keys.count or self.keys.held:
            self.keys.count, self.keys.held = 0, ""
        elif self.reading is not None and self.reading.matches.spans and self.mode is Mode.READ:
            self.set_matches(Matches())
        elif self.has_class("-zen"):
            self.action_zen()
        elif self.mode is Mode.READ and self.articles.items:
            self.show_pane("list")
        else:
            self.app.exit()

    def action_zen(self) -> None:
        """Only the text, or everything again."""
        self.toggle_class("-zen")
        if self.has_class("-zen"):
            self.show_pane("body")

    def action_list_width(self, by: int) -> None:
        """Make the list narrower or wider."""
        width = self.articles.size.width + by * self.keys.take_count()
        self.change_setting("sidebar", max(LIST_WIDTHS[0], min(LIST_WIDTHS[1], width)))

    def action_measure(self, by: int) -> None:
        """Set the text in shorter or longer lines."""
        measure = self.body.measure + by * self.keys.take_count()
        measure = max(MEASURES[0], min(MEASURES[1], measure))
        self.change_setting("measure", measure)
        self.tell(f"{measure} cells a line")

    def action_margin(self) -> None:
        """Show the notes beside the text, or hide them."""
        self.change_setting("margin", self.has_class("-no-margin"))

    def action_repaint(self) -> None:
        """Draw the whole screen again."""
        self.broadsheet.repaint()

    def action_palette(self) -> None:
        """Find a command, an article, a heading or an entity by its name."""
        mode, keymap = self.mode, self.desk.settings.keys
        choices: list[Choice[Callable[[], object]]] = [
            Choice(partial(self.run_action, command.action), command.description, shown_keys(command, keymap))
            for command in COMMANDS
            if mode in command.modes
        ]
        choices += [
            Choice(partial(self.open_article, item.id), item.title, "article") for item in self.articles.items
        ]
        if self.reading is not None:
            article = self.reading.article
            choices += [
                Choice(partial(self.jump_to, block.start), " ".join(article.of(block).split()), "heading")
                for block in article.blocks
                if block.kind is Kind.HEADING
            ]
            choices += [
                Choice(partial(self.step_through, entity), entity.name, entity.type.value)
                for entity in self.reading.entities
            ]
        self.pick("Go to, or do", choices, lambda act: act(), empty="There is nothing of that name.")

    def action_help(self) -> None:
        """What every key does."""
        keys = {command.id: shown_keys(command, self.desk.settings.keys) for command in COMMANDS}
        column = widest(list(keys.values()))
        choices: list[Choice[str]] = []
        for group in dict.fromkeys(command.group for command in COMMANDS):
            choices.append(Choice(None, group, style="bold $reader-dim"))
            choices += [
                Choice(
                    command.action,
                    command.description,
                    hint=command.tooltip,
                    lead=keys[command.id],
                    lead_width=column,
                )
                for command in COMMANDS
                if command.group == group
            ]
        self.pick("What the keys do", choices, self.run_action, empty="No key does that.")

    def action_theme(self) -> None:
        """Choose a theme; each is shown as the cursor passes it."""
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
