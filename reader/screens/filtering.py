"""The list narrowed down: by what is typed, and by the searches that were saved as views of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import work
from textual.worker import get_current_worker

from reader.screens.base import ReadingBase
from reader.widgets.article_list import ArticleList
from reader.widgets.labels import fitted
from reader.widgets.views_line import ViewName

if TYPE_CHECKING:
    from reader.library.saved import SavedSearch
    from reader.screens.choice import Choice
    from reader.screens.picker import Picker
    from reader.widgets.filter_bar import FilterBar
    from reader.widgets.query_field import QueryField


class Filtering(ReadingBase):
    """The actions that choose which articles stand in the list."""

    _before_filter = ("", "", "")  # the query, its name, and the article under the cursor

    # By what is typed

    async def action_filter(self) -> None:
        """Open the field that filters the list."""
        self.keys.take_count()
        if not self.query("#filter"):
            from reader.widgets.filter_bar import FilterBar

            await self.mount(FilterBar(self.desk.collection.known, id="filter"), before=self.status)
        items, at = self.articles.items, self.articles.cursor
        self._before_filter = (self.list_query, self.list_name, items[at].id if len(items) else "")
        bar = self._filter_bar
        bar.display, self.status.display = True, False
        bar.field.set_recent(self.desk.searches.recent)
        bar.field.put(self.list_query)
        bar.field.line.focus()

    def on_query_field_typed(self, message: QueryField.Typed) -> None:
        """Narrow the list down as one types."""
        if self._filter_bar.display:
            from reader.library.query import written_out

            self.show_only(written_out(message.query) if message.query.strip() else "")

    def on_query_field_entered(self, message: QueryField.Entered) -> None:
        """Leave the list so."""
        if message.query.strip() and (problem := self.desk.searches.remember(message.query)):
            self.tell(problem, wrong=True)
        self._close_filter()

    def on_filter_bar_stepped(self, message: FilterBar.Stepped) -> None:
        """Go through the list while the field stays open."""
        self.articles.move(message.by)

    def on_filter_bar_cancelled(self) -> None:
        """Have the whole list again, the cursor where it was."""
        self._close_filter()
        self.show_only("", at=self._before_filter[2])

    @property
    def _filter_bar(self) -> FilterBar:
        from reader.widgets.filter_bar import FilterBar

        return self.query_one("#filter", FilterBar)

    def _close_filter(self) -> None:
        self._filter_bar.display = False
        self.status.display = True
        self.show_pane("list")
        self.tell_place()

    def show_only(self, query: str, name: str = "", *, at: str = "") -> None:
        """Let those articles stand in the list that match a query; with an empty one, all.

        Args:
            query: As it would be typed in full.
            name: What it is called, where it was saved.
            at: The article to put the cursor on, where it is among them.
        """
        self.list_query, self.list_name = query, name
        self._mark_view()
        self._narrow(at)

    @work(thread=True, exclusive=True, group="view")
    def _narrow(self, at: str) -> None:
        """Show the first of them at once and then all."""
        worker = get_current_worker()
        for view in self.views_of_list(lambda: worker.is_cancelled):
            if worker.is_cancelled:
                return
            self.app.call_from_thread(self.set_view, view, at)

    # Views

    _views: Sequence[ViewName] = ()

    def count_views(self) -> None:
        """Count what is in each saved search; see `Whole`."""
        self._count_views()

    @work(thread=True, exclusive=True, group="views")
    def _count_views(self) -> None:
        worker, before = get_current_worker(), {view.name: view.count for view in self._views}
        named = []
        for one in self.desk.searches.views:
            if worker.is_cancelled:
                return
            counted = self.desk.collection.count(one.query)
            words = f"{counted[0]:,}{'+' if counted[1] else ''}" if counted else before.get(one.name, "")
            named.append(ViewName(one.name, words))
        self.app.call_from_thread(self._name_views, named)

    def _name_views(self, views: list[ViewName]) -> None:
        self._views = views
        for problem in self.desk.searches.take_problems():
            self.tell(problem, wrong=True)
        self._mark_view()

    def _mark_view(self) -> None:
        # A search that was not saved is no view, and so none is marked.
        self.articles.set_views(self._views, self.list_name or self.list_query)

    def action_view(self, by: int) -> None:
        """Show the next view of the list, or the one before; past the last comes the whole list."""
        saved = self.desk.searches.views
        if not saved:
            self.tell("No search was saved yet: S searches, and ^S there saves it under a name")
            return
        names = ["", *(one.name for one in saved)]
        at = names.index(self.list_name) if self.list_name in names else 0
        self._show_named(names[(at + by * self.keys.take_count()) % len(names)])

    def on_article_list_view_chosen(self, message: ArticleList.ViewChosen) -> None:
        """Show the view that was clicked on."""
        self._show_named(message.name)

    def _show_named(self, name: str) -> None:
        query = next((one.query for one in self.desk.searches.views if one.name == name), "")
        self.show_only(query, name if query else "")

    def show_saved(self, one: SavedSearch) -> None:
        """Show a saved search as the list."""
        self.show_only(one.query, one.name)
        self.show_pane("list")

    def action_views(self) -> None:
        """Choose a view of the list; rename and delete views."""
        self.keys.take_count()
        from reader.screens.picker import Picker

        if not self.desk.searches.views:
            self.tell("No search was saved yet: S searches, and ^S there saves it under a name")
            return

        def chosen(name: str | None) -> None:
            if name is not None:
                self._show_named(name)
                self.show_pane("list")

        names = ["", *(one.name for one in self.desk.searches.views)]
        self.app.push_screen(
            Picker(
                "Views of the list",
                self._view_choices(),
                empty="There is no view of that name.",
                start=names.index(self.list_name) if self.list_name in names else 0,
                keys=[("ctrl+e", "rename", self._rename_view), ("ctrl+d", "delete", self._delete_view)],
                enter="show",
            ),
            chosen,
        )

    def _view_choices(self) -> list[Choice[str]]:
        from reader.screens.choice import Choice

        counts = {view.name: view.count for view in self._views}
        return [
            Choice("", "All articles"),
            *(
                Choice(one.name, f"{one.name}  {counts.get(one.name, '')}".rstrip(), one.query)
                for one in self.desk.searches.views
            ),
        ]

    def _rename_view(self, picker: Picker[str], name: str) -> None:
        from reader.screens.line import LineField

        def named(to: str | None) -> None:
            if to and to.strip():
                self._change_views(lambda: self.desk.searches.rename(name, to))
                picker.refill(self._view_choices())

        if name:
            self.app.push_screen(LineField(f"Another name for {name}", name), named)

    def _delete_view(self, picker: Picker[str], name: str) -> None:
        if name:
            self._change_views(lambda: self.desk.searches.delete(name))
            self.tell(f"{name} is deleted; U brings it back")
            picker.refill(self._view_choices())

    def _change_views(self, change: Callable[[], None]) -> None:
        try:
            change()
        except OSError as error:
            self.tell(str(error), wrong=True)
        self.count_views()

    def told_of_list(self, count: int, unread: int) -> str:
        """What stands above the list: what it is, how many articles, how many of them unread."""
        from reader.library.query import parse

        asked = parse(self.list_query).tree is not None
        if not (count or asked):
            return "No articles"
        room = self.articles.size.width - len("  │")
        name = (self.list_name or self.list_query) if asked else "Articles"
        figures = f"{count:,} · {unread:,} unread"
        if count and cell_len(full := f"{name}   {figures}") <= room:
            return full
        if not asked:
            return figures
        # However long a search is, behind it stands how many there are.
        shortest = f"   {count:,}" if count else "   none"
        return fitted(name, max(1, room - len(shortest))) + shortest
