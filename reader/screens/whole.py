"""What the parts of the reading screen ask of each other, declared once for the type checker.

Nothing imports this while the program runs: `ReadingBase` says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.screen import Screen

from reader.domain.entity import Entity
from reader.screens.state import Matches

if TYPE_CHECKING:
    from reader.desk.beginning import Opened
    from reader.desk.collection import View
    from reader.library.saved import SavedSearch


class Whole(Screen[None]):
    """The reading screen as each of its parts sees it; every method is one of another part."""

    @property
    def is_rolling(self) -> bool:
        """Whether the text moves by itself."""
        raise NotImplementedError

    @property
    def has_contents(self) -> bool:
        """Whether the headings stand beside the text, in the place of the list."""
        raise NotImplementedError

    def leave_contents(self) -> None:
        """Let the list have the place of the headings again."""
        raise NotImplementedError

    def follow_contents(self) -> None:
        """Mark the heading that the reader is under, where the headings stand beside the text."""
        raise NotImplementedError

    def open_article(
        self,
        article_id: str,
        *,
        offset: int | None = None,
        then: Callable[[], None] | None = None,
        returning: bool = False,
    ) -> None:
        """Open an article of the list.

        Args:
            article_id: Which.
            offset: Where in its text; by default where the reader left it.
            then: Called once it stands.
            returning: Whether that is one of the reader's former places, and no new one.
        """
        raise NotImplementedError

    def step_articles(self, step: int) -> None:
        """Open the article so many places further down the list, or up where negative."""
        raise NotImplementedError

    def refresh_notes(self) -> None:
        """Read the notes of the open article again and show them."""
        raise NotImplementedError

    @property
    def is_in_doubt(self) -> bool:
        """Whether the highlight that was picked may stand elsewhere."""
        raise NotImplementedError

    def pick_at_eye(self) -> bool:
        """Pick the highlight that the reader looks at; whether there is one."""
        raise NotImplementedError

    def match_count(self) -> str:
        """Such as "3/17"; empty where nothing was looked for."""
        raise NotImplementedError

    def choose_at(self, offset: int) -> None:
        """Step through the entity that is named at a character, where one is."""
        raise NotImplementedError

    def show_opened(self, opened: Opened, offset: int) -> None:
        """Show an article that stands ready, at a place in its text (characters)."""
        raise NotImplementedError

    def refresh_list(self) -> None:
        """Show the list as the library now is."""
        raise NotImplementedError

    def show_only(self, query: str, name: str = "", *, at: str = "") -> None:
        """Let those articles stand in the list that match a query; with an empty one, all.

        Args:
            query: As it would be typed in full.
            name: What it is called, where it was saved.
            at: The article to put the cursor on, where it is among them.
        """
        raise NotImplementedError

    def show_saved(self, one: SavedSearch) -> None:
        """Show a saved search as the list."""
        raise NotImplementedError

    def set_view(self, view: View, at: str = "") -> None:
        """Show a view as the list.

        Args:
            view: Which articles, in their order.
            at: The article to put the cursor on, where it is among them; it stays where it is otherwise.
        """
        raise NotImplementedError

    def views_of_list(self, cancelled: Callable[[], bool]) -> Iterator[View]:
        """The list as it was asked for: its first rows where that is sooner, and all; for a worker."""
        raise NotImplementedError

    def told_of_list(self, count: int, unread: int) -> str:
        """What stands above the list: what it is, how many articles, how many of them unread."""
        raise NotImplementedError

    def count_views(self) -> None:
        """Count what is in each saved search, for the head of the list."""
        raise NotImplementedError

    @property
    def at_hand(self) -> str:
        """The id of the article that a command is about: the one under the list's cursor, or the open one."""
        raise NotImplementedError

    def ids_listed(self) -> list[str]:
        """The ids of everything in the list, in its order."""
        raise NotImplementedError

    def take_in(self, files: Sequence[Path]) -> None:
        """Bring the list up to date with files that came, changed or went."""
        raise NotImplementedError

    def tell_place(self) -> None:
        """Bring the last line up to date."""
        raise NotImplementedError

    def indexed(self) -> None:
        """Everything in the list can be found by its words now."""
        raise NotImplementedError

    def show_pane(self, pane: str) -> None:
        """Put the focus on "list" or "body", and show that one where there is room for one only."""
        raise NotImplementedError

    def set_matches(self, matches: Matches) -> None:
        """Make these what `n` and `N` step through, and show them."""
        raise NotImplementedError

    def step_through(self, entity: Entity) -> None:
        """Make an entity's mentions what `n` and `N` step through, and go to the next one."""
        raise NotImplementedError

    def look_again(self) -> None:
        """Look at the names anew where something was said about them, or unsaid."""
        raise NotImplementedError

    def bind_keys(self) -> None:
        """Let the reader's own keys hold, in place of the usual ones."""
        raise NotImplementedError

    def mark_entities(self, show: bool) -> None:
        """Mark all entities in the text, or none."""
        raise NotImplementedError

    def show_settings(self, key: str = "") -> None:
        """Show every setting, with the cursor on the one of that name."""
        raise NotImplementedError

    def change_setting(self, key: str, value: str | int | bool) -> None:
        """Let a setting hold from now on, in this session and the next ones."""
        raise NotImplementedError

    def edit_file(self, path: Path) -> bool:
        """Give the terminal to `$EDITOR` on a file; whether that went well."""
        raise NotImplementedError

    def follow_link(self, target: str) -> None:
        """Go where a link leads: to a heading, to another article that is at hand, or to the browser."""
        raise NotImplementedError
