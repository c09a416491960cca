from __future__ import annotations

from pathlib import Path

import pytest

from reader.commands import Mode
from reader.domain.article import Kind
from reader.screens.reading import ReadingScreen
from tests.pilot.conftest import Reader, screen_of, settled, shown


async def test_the_first_article_stands_open_beside_the_list(reader: Reader) -> None:
    async with reader() as (app, _):
        text = shown(app)
        assert "Ferry company to halve its winter crossings" in text
        assert "The long winter" in text
        assert "? keys" in text
        assert screen_of(app).reading is not None


async def test_keys_scroll_by_lines_pages_and_to_the_ends(reader: Reader) -> None:
    async with reader(size=(100, 16)) as (app, pilot):
        body = screen_of(app).body
        await pilot.press("j", "j")
        after_two = body.position
        assert after_two > 0
        await pilot.press("k", "k")
        assert body.position == 0
        await pilot.press("space")
        assert body.position > after_two
        await pilot.press("G")
        assert body.progress == 1
        await pilot.press("g", "g")
        assert body.position == 0


async def test_counts_multiply(reader: Reader) -> None:
    async with reader(size=(100, 12)) as (app, pilot):
        body = screen_of(app).body
        await pilot.press("5", "j")
        five = body.position
        await pilot.press("g", "g", *"jjjjj")
        assert body.position == five


async def test_a_number_and_percent_go_to_that_part(reader: Reader) -> None:
    async with reader(size=(100, 12)) as (app, pilot):
        await pilot.press("5", "0", "percent_sign")
        reading = screen_of(app).reading
        assert reading is not None
        length = len(reading.article.text)
        assert 0.3 * length < screen_of(app).body.position <= 0.5 * length


async def test_enter_in_the_list_opens_and_q_goes_back_and_out(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("tab", "j", "enter")
        await settled(pilot)
        screen = screen_of(app)
        assert screen.reading is not None
        assert screen.reading.article.meta.title == "The long winter of the seed vault"
        assert screen.mode is Mode.READ
        await pilot.press("q")
        assert screen_of(app).mode.value == "list"
        await pilot.press("q")
    assert app.return_code == 0


async def test_J_and_K_go_through_the_list(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("J")
        await settled(pilot)
        assert "A door in a mountain opens twice a year." in shown(app)
        await pilot.press("K")
        await settled(pilot)
        reading = screen_of(app).reading
        assert reading is not None
        assert reading.article.meta.title.startswith("Ferry")


@pytest.mark.parametrize(
    ("first", "step", "read"),
    [("1-ferry.txt", 1, "A door in a mountain"), ("2-vault.md", -1, "The last boat of the day")],
)
async def test_J_and_K_wait_for_a_list_that_is_still_being_filled(
    reader: Reader, library: Path, monkeypatch: pytest.MonkeyPatch, first: str, step: int, read: str
) -> None:
    begin_filling = ReadingScreen._after_first_screen

    def typed_before(screen: ReadingScreen) -> None:
        screen.action_article(step)
        begin_filling(screen)

    monkeypatch.setattr(ReadingScreen, "_after_first_screen", typed_before)
    async with reader(library / first, library) as (app, pilot):
        await settled(pilot)
        assert read in shown(app)


async def test_headings_paragraphs_and_sentences_are_stepped_through(reader: Reader) -> None:
    async with reader(size=(100, 8)) as (app, pilot):
        await pilot.press("J")
        await settled(pilot)
        screen = screen_of(app)
        reading = screen.reading
        assert reading is not None
        heads = [block.start for block in reading.article.blocks if block.kind is Kind.HEADING]
        await pilot.press("right_square_bracket", "right_square_bracket")
        assert screen.body.position == heads[0]
        await pilot.press("left_square_bracket", "left_square_bracket")
        assert screen.body.position == 0
        await pilot.press("right_curly_bracket")
        assert screen.body.position > 0


async def test_marks_and_jumps_come_back(reader: Reader) -> None:
    async with reader(size=(100, 10)) as (app, pilot):
        body = screen_of(app).body
        await pilot.press(*"jjj", "m", "x")
        place = body.position
        await pilot.press("G", "apostrophe", "x")
        assert body.position == place
        await pilot.press("ctrl+o")
        assert body.progress == 1


@pytest.mark.parametrize(
    ("width", "listed", "margin"), [(160, True, True), (100, True, False), (60, False, False)]
)
async def test_three_layouts_by_width(reader: Reader, width: int, listed: bool, margin: bool) -> None:
    async with reader(size=(width, 30)) as (app, _):
        screen = screen_of(app)
        assert screen.articles.display is listed
        assert screen.query_one("#margin").display is margin
        assert screen.body.display


async def test_in_a_narrow_terminal_one_pane_takes_the_place_of_the_other(reader: Reader) -> None:
    async with reader(size=(60, 20)) as (app, pilot):
        screen = screen_of(app)
        await pilot.press("space")
        place = screen.body.position
        await pilot.press("q")
        await pilot.pause()
        screen.save_place()
        assert screen.reading is not None
        assert app.desk.state(screen.reading.id).position == place > 0
        assert "%  " not in shown(app).splitlines()[-1]
        assert (screen.articles.display, screen.body.display) == (True, False)
        await pilot.press("enter")
        await pilot.pause()
        assert (screen.articles.display, screen.body.display) == (False, True)
        assert screen.body.position == place


async def test_zen_leaves_only_the_text(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("z")
        await pilot.pause()
        screen = screen_of(app)
        assert (screen.articles.display, screen.status.display) == (False, False)
        await pilot.press("z")
        await pilot.pause()
        assert (screen.articles.display, screen.status.display) == (True, True)


async def test_a_resize_keeps_the_place(reader: Reader) -> None:
    async with reader(size=(100, 12)) as (app, pilot):
        body = screen_of(app).body
        await pilot.press("5", "0", "percent_sign")
        place = body.position
        for width in (60, 140, 90, 100):
            await pilot.resize_terminal(width, 12)
            await pilot.pause()
            row = body.rows()[0][1]
            assert row.start <= place < max(row.end, row.start + 1) or body.row_of(place) is not None
        assert body.row_of(place) is not None


async def test_the_measure_and_the_list_change_width(reader: Reader) -> None:
    async with reader(size=(160, 30)) as (app, pilot):
        screen = screen_of(app)
        before = screen.body.text_width
        await pilot.press("minus", "minus")
        assert screen.body.text_width == before - 4
        width = screen.articles.size.width
        await pilot.press("greater_than_sign")
        await pilot.pause()
        assert screen.articles.size.width == width + 2


async def test_the_wheel_scrolls_and_a_click_opens(reader: Reader) -> None:
    async with reader(size=(100, 14)) as (app, pilot):
        screen = screen_of(app)
        await pilot.click("#list", offset=(5, 7))
        await settled(pilot)
        assert screen.reading is not None
        assert screen.reading.article.meta.title == "The long winter of the seed vault"


async def test_the_place_is_kept_for_the_next_start(reader: Reader) -> None:
    async with reader(size=(100, 12)) as (app, pilot):
        await pilot.press("space")
        place = screen_of(app).body.position
        await pilot.press("Q")
    async with reader(size=(100, 12)) as (app, _):
        assert screen_of(app).body.position == place


async def test_reading_to_the_end_marks_read_and_r_and_s_toggle(reader: Reader) -> None:
    async with reader(size=(100, 16)) as (app, pilot):
        screen = screen_of(app)
        assert screen.reading is not None
        article_id = screen.reading.id
        await pilot.press("G")
        screen.save_place()
        assert app.desk.state(article_id).read
        await pilot.press("r", "s")
        assert not app.desk.state(article_id).read
        assert app.desk.state(article_id).starred
        await pilot.press("U")
        assert not app.desk.state(article_id).starred
        await pilot.press("ctrl+r")
        assert app.desk.state(article_id).starred


async def test_themes_change_live_and_back(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("T")
        await pilot.pause()
        await pilot.press("down", "down")
        await pilot.pause()
        previewed = app.theme
        assert previewed != "evening"
        await pilot.press("escape")
        await pilot.pause()
        assert app.theme == "evening"
        assert screen_of(app).body.look.name == "evening"


async def test_entities_are_listed_and_stepped_through(reader: Reader) -> None:
    async with reader(size=(100, 24)) as (app, pilot):
        screen = screen_of(app)
        assert screen.reading is not None
        names = {entity.name for entity in screen.reading.entities}
        assert "Ilse Varga" in names
        await pilot.press("e")
        await pilot.pause()
        await pilot.press(*"varga", "enter")
        await settled(pilot)
        assert screen.reading.matches.name == "Ilse Varga"
        assert len(screen.reading.matches.spans) == 2
        await pilot.press("n")
        assert "2/2" in shown(app) or "1/2" in shown(app)


@pytest.mark.parametrize("size", [(20, 5), (40, 10), (300, 80)])
async def test_terminals_of_any_size(reader: Reader, size: tuple[int, int]) -> None:
    async with reader(size=size) as (app, pilot):
        await pilot.press("j", "space", "tab", "j", "enter")
        await settled(pilot)
        assert shown(app).strip()
