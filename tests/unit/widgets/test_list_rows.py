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


@pytest.mark.parametrize(
    ("progress", "width", "details"),
    [
        (0.0, 30, "Gazette · 2 Mar ✎"),
        (0.004, 30, "Gazette · 2 Mar ✎      1 %"),
        (0.4, 30, "Gazette · 2 Mar ✎     40 %"),
        (0.999, 30, "Gazette · 2 Mar ✎     99 %"),
        (0.4, 26, "Gazette ✎         40 %"),
        (0.4, 27, "Gazette · 2 Mar ✎  40 %"),
        (0.4, 14, "G… ✎  40 %"),
        (1.0, 30, "Gazette · 2 Mar ✎"),
    ],
)
def test_how_far_an_article_was_read_stands_at_the_edge(progress: float, width: int, details: str) -> None:
    item, look = ITEM._replace(progress=progress), load_look("evening", THEMES)
    strip = of_item(item, 1, width, look, is_open=False, is_under_cursor=False, is_selected=False)
    assert strip.text.strip() == details
    assert strip.cell_length == width


def test_whatever_is_done_with_an_article_those_below_it_stay_where_they_are() -> None:
    done = ITEM._replace(read=True, starred=False, noted=False, details=("Gazette", "#local"))
    for item in (ITEM, done):
        assert {height(item._replace(progress=part), 30) for part in (0.0, 0.01, 0.5, 0.99, 1.0)} == {3}
