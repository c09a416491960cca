from __future__ import annotations

from pathlib import Path

from reader.domain.highlight import Colour
from reader.domain.span import Span
from reader.widgets.query_field import QueryField
from tests.pilot.conftest import Reader, screen_of, settled, shown


async def test_words_are_found_as_they_are_typed(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("slash", *"council")
        await pilot.pause()
        reading = screen_of(app).reading
        assert reading is not None
        assert [reading.article.of(span) for span in reading.matches.spans] == ["council", "council"]
        assert "1/2" in shown(app)
        await pilot.press("enter", "n")
        assert reading.matches.at == 1
        assert "2/2" in shown(app)
        await pilot.press("n")
        assert reading.matches.at == 0
        await pilot.press("N")
        assert reading.matches.at == 1


async def test_escape_goes_back_to_where_one_was(reader: Reader) -> None:
    async with reader(size=(100, 12)) as (app, pilot):
        await pilot.press("j")
        place = screen_of(app).body.position
        await pilot.press("slash", *"600 names".replace(" ", ""))
        await pilot.press("escape")
        await pilot.pause()
        assert screen_of(app).body.position == place
        assert screen_of(app).status.display


async def test_a_capital_makes_it_case_sensitive_and_re_a_pattern(reader: Reader) -> None:
    async with reader() as (app, pilot):
        reading = screen_of(app).reading
        assert reading is not None
        await pilot.press("slash", *"The")
        await pilot.pause()
        assert {reading.article.of(span) for span in reading.matches.spans} == {"The"}
        await pilot.press("escape", "slash")
        await pilot.press("r", "e", "colon", *r"\d+%")
        await pilot.pause()
        assert [reading.article.of(span) for span in reading.matches.spans] == ["40%"]


async def test_a_broken_pattern_is_told_and_nothing_breaks(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("slash", "r", "e", "colon", "left_parenthesis")
        await pilot.pause()
        assert app.is_running


async def test_a_phrase_is_found_across_a_line_break(reader: Reader) -> None:
    async with reader(size=(60, 20)) as (app, pilot):
        await pilot.press(
            "slash", *"said", "space", *"on", "space", *"Tuesday", "space", *"that", "space", *"it"
        )
        await pilot.pause()
        reading = screen_of(app).reading
        assert reading is not None
        assert len(reading.matches.spans) == 1


async def test_the_library_is_searched_and_enter_opens_at_the_match(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("S", "down", "pagedown", *"barley")
        await settled(pilot)
        assert "The long winter of the seed vault" in shown(app)
        assert "There are seeds of barley" in shown(app)
        await pilot.press("enter")
        await settled(pilot)
        screen = screen_of(app)
        assert screen.reading is not None
        assert screen.reading.article.meta.title == "The long winter of the seed vault"
        matches = screen.reading.matches
        assert matches.spans
        assert screen.reading.article.of(matches.spans[0]).lower() == "barley"


async def test_in_the_list_slash_filters_it_until_escape(reader: Reader) -> None:
    async with reader(size=(120, 30)) as (app, pilot):
        articles = screen_of(app).articles
        whole = [articles.items[at].id for at in range(len(articles.items))]
        await pilot.press("tab", "slash", *"seed")
        await settled(pilot)
        assert [articles.items[at].title for at in range(len(articles.items))] == [
            "The long winter of the seed vault"
        ]
        assert " seed*   1 · 1 unread" in shown(app)
        await pilot.press("enter")
        await settled(pilot)
        assert len(articles.items) == 1
        assert app.focused is articles
        await pilot.press("escape")
        await settled(pilot)
        assert [articles.items[at].id for at in range(len(articles.items))] == whole
        at = articles.items[articles.cursor].id
        await pilot.press("slash", *"zzz")
        await settled(pilot)
        assert len(articles.items) == 0
        await pilot.press("escape")
        await settled(pilot)
        assert len(articles.items) == len(whole)
        assert articles.items[articles.cursor].id == at


async def test_saved_searches_stand_in_the_head_of_the_list(reader: Reader) -> None:
    async with reader(size=(120, 30)) as (app, pilot):
        app.desk.searches.keep("Seeds", "seed")
        app.desk.searches.keep("Far from here", "sandholm")
        screen = screen_of(app)
        screen.refresh_list()
        await settled(pilot)
        assert "All  Seeds 1" in shown(app)
        await pilot.press("tab", "right_square_bracket")
        await settled(pilot)
        assert " Seeds   1 · 1 unread" in shown(app)
        assert len(screen.articles.items) == 1
        await pilot.press("V", "down", "ctrl+d", "escape")
        await settled(pilot)
        assert [one.name for one in app.desk.searches.views] == ["Seeds"]
        await pilot.press("escape", "U")
        await settled(pilot)
        assert len(screen.articles.items) == 3
        assert [one.name for one in app.desk.searches.views] == ["Seeds", "Far from here"]
        assert "Far from" in shown(app)


async def test_a_query_is_coloured_completed_explained_and_kept(reader: Reader) -> None:
    async with reader(size=(100, 40)) as (app, pilot):
        await pilot.press("S", *"pers")
        await settled(pilot)
        assert "Tab  person:  a person in it" in shown(app)
        await pilot.press("tab", *"var")
        await settled(pilot)
        field = app.screen.query_one(QueryField)
        assert field.value == "person:var"
        assert '"Ilse Varga"' in shown(app)
        await pilot.press("tab")
        await settled(pilot)
        assert field.value == 'person:"Ilse Varga" '
        assert "1 found" in shown(app)
        name, value, *_ = [segment for segment in field.line.render_line(0) if segment.text.strip()]
        assert (name.text, value.text.strip()) == ("person:", '"Ilse Varga"')
        assert name.style is not None
        assert value.style is not None
        assert name.style.color != value.style.color
        await pilot.press(*"date", "colon", "x", "space", "z")
        await settled(pilot)
        assert "no effect: date:x" in shown(app)
        await pilot.press("f1")
        await pilot.pause()
        assert "one right after the other" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "one right after the other" not in shown(app)
        await pilot.press("ctrl+u", *"barley", "enter")
        await settled(pilot)
        await pilot.press("S", "ctrl+u")
        await settled(pilot)
        assert "barley" in shown(app)
        await pilot.press("ctrl+p")
        await settled(pilot)
        assert app.screen.query_one(QueryField).value == "barley"
        await pilot.press("ctrl+s", *"Fields", "enter")
        await settled(pilot)
        assert [(one.name, one.query) for one in app.desk.searches.views] == [("Fields", "barley*")]
        await pilot.press("escape")
        await settled(pilot)
        assert "All  Fields 1" in shown(app)


async def test_a_note_is_found_and_enter_goes_to_its_passage(reader: Reader) -> None:
    async with reader(size=(100, 12)) as (app, pilot):
        screen = screen_of(app)
        assert screen.reading is not None
        article = screen.reading.article
        at = article.text.index("She added")
        app.desk.notes.add(
            screen.reading.id, article, Span(at, at + 9), Colour.YELLOW, "Ask the zookeeper of it."
        )
        app.desk.filling.own_words()
        await pilot.press("S", *"zookeep")
        await settled(pilot)
        assert "note: Ask the zookeeper of it." in shown(app)
        await pilot.press("enter")
        await settled(pilot)
        assert "added that the boats" in shown(app).splitlines()[3] + shown(app).splitlines()[4]


async def test_related_articles_are_shown_with_what_they_share(reader: Reader, library: Path) -> None:
    text = "Sandholm council buys a boat\n\nThe town council of Sandholm will ask Ilse Varga for a boat.\n"
    (library / "4-boat.txt").write_text(text, encoding="utf-8")
    async with reader(size=(120, 30)) as (app, pilot):
        await pilot.press("g", "r")
        await settled(pilot)
        assert "Related articles" in shown(app)
        assert "Sandholm council buys" in shown(app)
        assert "Ilse Varga" in shown(app)
        await pilot.press("enter")
        await settled(pilot)
        reading = screen_of(app).reading
        assert reading is not None
        assert reading.article.meta.title == "Sandholm council buys a boat"
