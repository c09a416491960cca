"""The palette and the help: everything by its name, and what every key does."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import work

from reader.commands import COMMANDS, PANES, Command, Mode, shown_keys
from reader.domain.article import Kind
from reader.domain.settings import SETTINGS
from reader.screens.base import ReadingBase
from reader.screens.choosing import shown_value

if TYPE_CHECKING:
    from reader.screens.choice import Choice
    from reader.screens.palette import Offer

HEAD = "bold $reader-dim"

MOST_ARTICLES, MOST_RECENT = 50, 5
"""So many articles are offered at once, and so many commands of those that were chosen last."""

WORDS = re.compile(r"\w+")


class Asking(ReadingBase):
    """The actions that find other actions."""

    # The palette

    def action_palette(self) -> None:
        """Find a command, an article, a heading, a name or a setting, and do it or go there."""
        from reader.screens.palette import Palette

        commands = self._command_offers()
        recent = [
            commands[command_id]
            for command_id in self.desk.preferences.recent_commands()
            if command_id in commands
        ]
        offers = [*self._grouped(commands), *self._here(), *self._settings(), *self._searches()]

        async def chosen(act: Callable[[], object] | None) -> None:
            if act is None:
                return
            from inspect import isawaitable

            result = act()
            if isawaitable(result):
                await result

        self.app.push_screen(Palette(offers, recent[:MOST_RECENT], self._articles_named), chosen)

    def _command_offers(self) -> dict[str, Offer]:
        """The commands that can be run now; those of the other pane go there first."""
        from reader.screens.palette import Offer

        usable = {self.mode} | (PANES if self.mode in PANES else set())
        # What has a key for each pane is offered once.
        once = {command.action: command for command in reversed(COMMANDS) if command.modes & usable}
        return {
            command.id: Offer(
                partial(self._run, command),
                command.description,
                shown_keys(command, self.desk.settings.keys),
                hint=command.tooltip,
                beside=f"{command.group} {command.tooltip} {command.id}",
            )
            for command in once.values()
            if command.id != "program.palette"
        }

    async def _run(self, command: Command) -> None:
        self._note(command.id)
        if self.mode not in command.modes:
            self.show_pane("list" if Mode.LIST in command.modes else "body")
        await self.run_action(command.action)
        self.tell_place()

    @work(thread=True, group="recent")
    def _note(self, command_id: str) -> None:
        self.desk.preferences.note_command(command_id)

    def _grouped(self, commands: dict[str, Offer]) -> list[Offer]:
        from reader.screens.palette import Offer

        offers: list[Offer] = []
        group = ""
        for command in sorted(COMMANDS, key=lambda one: GROUPS.index(one.group)):
            if command.id in commands:
                if command.group != group:
                    group = command.group
                    offers.append(Offer(None, group, style=HEAD))
                offers.append(commands[command.id])
        return offers

    def _here(self) -> list[Offer]:
        """The headings and the names of the article that is open."""
        from reader.screens.palette import Offer

        if self.reading is None:
            return []
        article = self.reading.article
        headings = [
            Offer(partial(self._read_on, block.start), " ".join(article.of(block).split()), "heading")
            for block in article.blocks
            if block.kind is Kind.HEADING
        ]
        names = [
            Offer(partial(self.step_through, entity), entity.name, entity.type.value)
            for entity in self.reading.entities
        ]
        return [
            *([Offer(None, "Headings", style=HEAD), *headings] if headings else []),
            *([Offer(None, "Named in it", style=HEAD), *names] if names else []),
        ]

    def _read_on(self, offset: int) -> None:
        self.show_pane("body")
        self.jump_to(offset)

    def _settings(self) -> list[Offer]:
        from reader.screens.palette import Offer

        return [
            Offer(None, "Settings", style=HEAD),
            *(
                Offer(
                    partial(self.show_settings, setting.key),
                    setting.key,
                    shown_value(getattr(self.desk.settings, setting.field)),
                    hint=setting.help,
                    beside=f"setting {setting.help}",
                )
                for setting in SETTINGS
            ),
        ]

    def _searches(self) -> list[Offer]:
        """The searches that the reader saved."""
        from reader.screens.palette import Offer

        found = [
            Offer(partial(self.show_saved, one), one.name, one.query, beside="saved search")
            for one in self.desk.searches.views
        ]
        return [Offer(None, "Saved searches", style=HEAD), *found] if found else []

    def _articles_named(self, words: str, cancelled: Callable[[], bool]) -> Sequence[Offer]:
        """The articles whose titles have words that begin so."""
        from reader.screens.palette import Offer

        query = " ".join(f"title:{word}*" for word in WORDS.findall(words))
        page = self.desk.collection.search(query, MOST_ARTICLES, cancelled) if query else None
        return [
            Offer(partial(self._open, hit.entry.id), hit.entry.title, "article")
            for hit in (page.hits if page else ())
        ]

    def _open(self, article_id: str) -> None:
        self.open_article(article_id)
        self.show_pane("body")

    # The help

    def action_help(self) -> None:
        """What every key does."""
        from reader.screens.choice import Choice, widest

        keys = {command.id: shown_keys(command, self.desk.settings.keys) for command in COMMANDS}
        column = widest(list(keys.values()))
        choices: list[Choice[Command]] = []
        for group in GROUPS:
            choices.append(Choice(None, group, style=HEAD))
            choices += [
                Choice(
                    command,
                    command.description,
                    hint=command.tooltip,
                    lead=keys[command.id],
                    lead_width=column,
                )
                for command in COMMANDS
                if command.group == group
            ]
        self.pick("What the keys do", choices, self._run_from_help, empty="No key does that.", enter="do it")

    async def _run_from_help(self, command: Command) -> None:
        if command.modes & PANES or self.mode in command.modes:
            await self._run(command)
        else:
            self.tell("That is for a selection: v selects")


GROUPS = list(dict.fromkeys(command.group for command in COMMANDS))
"""The heads under which commands stand, in their order."""
