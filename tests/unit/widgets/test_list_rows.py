"""The rows of an article in the list stand on the page's ground, or the cursor's, in every theme."""

from __future__ import annotations

import pytest
from rich.color import Color

from reader.resources import themes_dir
from reader.theming.look import find_themes, load_look
from reader.widgets.list_rows import Item, height, of_item

THEMES = find_themes(themes_dir())
ITEM = Item("1", "A title", ("Gazette", "2 Mar"), starred=True, noted=True, progress=0.4)


@pytest.mark.parametrize("name", sorted(THEMES))
def test_every_cell_of_a_title_has_the_ground_of_the_page_or_the_cursor(name: str) -> None:
    look = load_look(name, THEMES)
    for under in (False, True):
        ground = (look["text"] + (look["list-cursor"] if under else look[""])).bgcolor
        for selected in (False, True):
            for row in range(height(ITEM, 30) - 1):
                strip = of_item(
                    ITEM, row, 30, look, is_open=False, is_under_cursor=under, is_selected=selected
                )
                grounds = {
                    segment.style.bgcolor or Color.default() for segment in strip if segment.style is not None
                }
                assert grounds == {ground or Color.default()}, (name, row)


def test_whatever_is_done_with_an_article_those_below_it_stay_where_they_are() -> None:
    done = ITEM._replace(read=True, starred=False, noted=False, details=("Gazette", "#local"))
    for item in (ITEM, done):
        assert {height(item._replace(progress=part), 30) for part in (0.0, 0.01, 0.5, 0.99, 1.0)} == {3}
