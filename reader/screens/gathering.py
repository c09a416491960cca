"""Several articles selected in the list, and the order in which it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import work

from reader.screens.base import ReadingBase

if TYPE_CHECKING:
    from reader.screens.choice import Choice

SORTS = {
    "date": ("Newest first", "By the day of publication; what has none comes last."),
    "added": ("Added last first", "By when it was kept, or its file was changed."),
    "title": ("Title", "From A to Z."),
    "source": ("Source", "By publication, each newest first."),
    "length": ("Longest first", "By the number of words."),
    "progress": ("In progress first", "By how far you have read; then the newest."),
}
GROUPS = {
    "none": ("Not grouped", "One list."),
    "day": ("By day", "Under the day of publication."),
    "source": ("By source", "Under the name of the publication."),
    "tag": ("By tag", "Under the first of your tags, or else of the source's."),
}


class Gathering(ReadingBase):
    """The actions that choose articles in the list, and how they are put in order."""

    _is_selecting = False

    @property
    def is_busy(self) -> bool:
        """Whether what the next key is meant for is still to come, as a selection is."""
        return super().is_busy or self._is_selecting

    def action_select_article(self) -> None:
        """Select the article under the cursor, or let it go, and go on to the next; a count takes as many."""
        self.articles.select_next(self.keys.take_count())
        self.tell_place()

    def action_select_to_here(self) -> None:
        """Select everything from the last article that was selected to this one."""
        self.articles.select_to_cursor()
        self.tell_place()

    def action_select_all(self) -> None:
        """Select everything in the list, or let go of everything."""
        if self.articles.selected:
            self._select(())
        else:
            self._is_selecting = True
            self._select_all()

    @work(thread=True, exclusive=True, group="select")
    def _select_all(self) -> None:
        rows = self.articles.items
        ids = self.ids_listed() or [rows[at].id for at in range(len(rows))]
        self.app.call_from_thread(self._select, ids)

    def _select(self, ids: Iterable[str]) -> None:
        self._is_selecting = False
        self.articles.select(ids)
        self.tell_place()

    def action_order(self) -> None:
        """Choose by what the list is sorted and grouped."""
        from reader.screens.choice import Choice

        settings = self.desk.settings
        sort, group = self.desk.sort, settings.list_group
        choices: list[Choice[tuple[str, str]]] = [Choice(None, "Sort", style="bold $reader-dim")]
        choices += [_choice("list.sort", name, words, name == sort) for name, words in SORTS.items()]
        choices.append(Choice(None, "Group", style="bold $reader-dim"))
        choices += [_choice("list.group", name, words, name == group) for name, words in GROUPS.items()]
        values = [choice.value for choice in choices]
        start = values.index(("list.sort", sort)) if ("list.sort", sort) in values else 1
        self.pick(
            "The order of the list", choices, self._ordered, empty="There is no such order.", start=start
        )

    def _ordered(self, chosen: tuple[str, str]) -> None:
        key, value = chosen
        if key == "list.sort":
            self.desk.chosen_sort = value
        self.change_setting(key, value)
        self.refresh_list()  # the setting may have been so before

    def chosen_ids(self) -> list[str]:
        """The articles that a command is about: those selected in the list, else the one at hand."""
        if self._is_selecting:
            self.tell("All are still being selected")
            return []
        if self.focused is self.articles and self.articles.selected:
            return list(self.articles.selected)
        return [self.at_hand] if self.at_hand else []


def _choice(key: str, name: str, words: tuple[str, str], now: bool) -> Choice[tuple[str, str]]:
    from reader.screens.choice import Choice

    return Choice((key, name), words[0], "now" if now else "", hint=words[1])
