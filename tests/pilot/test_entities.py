from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from reader.app import BroadsheetApp
from reader.domain.entity import Entity, EntityType
from reader.domain.settings import Settings
from reader.entities.builtin import Builtin
from reader.library.paths import config_dir
from reader.screens.entity_page import EntityPage
from reader.screens.naming import EVERY_TYPE, NAMES
from reader.widgets.entity_card import EntityCard
from reader.widgets.rows import Rows
from tests.pilot.conftest import Reader, screen_of, settled, shown

LATER = """---
title: The woman who bought a harbour
author: Per Holm
date: 2026-05-02
---

# The woman who bought a harbour

The quay is old. Nobody expected that Ilse Varga would one day own it.

Ilse Varga grew up in Sandholm.
"""

TABLE = """---
title: Who won where
---

# Who won where

Ingrid Lindqvist told Norway about `Ingrid Lindqvist`.

| Ingrid Lindqvist | Norway |
|---|---|
| Ingrid Lindqvist | Norway |
"""


@pytest.fixture
def two(library: Path) -> Path:
    """The library with a later article about one of those in the first."""
    (library / "4-harbour.md").write_text(LATER, encoding="utf-8")
    return library


def found(app: BroadsheetApp) -> dict[str, Entity]:
    """The entities of the open article by name."""
    reading = screen_of(app).reading
    assert reading is not None
    return {entity.name: entity for entity in reading.entities}


def on_page(app: BroadsheetApp) -> bool:
    """Whether the page of an entity is open."""
    return isinstance(app.screen, EntityPage)


def marked(app: BroadsheetApp) -> set[tuple[str, str]]:
    """What is marked in the text, and as what."""
    screen = screen_of(app)
    assert screen.reading is not None
    article = screen.reading.article
    overlays = screen.body._layers["entities"].between(0, len(article.text))
    return {(article.text[o.start : o.end], o.role.removeprefix("entity-")) for o in overlays}


def said() -> str:
    """What the reader has said about names, as it stands on disk."""
    file = config_dir() / "entities.tsv"
    return file.read_text("utf-8") if file.exists() else ""


async def test_the_panel_lists_by_type_with_counts_and_narrows_down(reader: Reader) -> None:
    async with reader(size=(100, 40)) as (app, pilot):
        await pilot.press("e")
        await settled(pilot)
        text = shown(app)
        assert text.index("People") < text.index("Ilse Varga") < text.index("Tomas Berg")
        assert "P   2  Ilse Varga" in text
        assert text.index("Tomas Berg") < text.index("Places")
        assert "^O page" in text
        await pilot.press(*"place")
        await settled(pilot)
        assert app.screen.query_one(Rows).count == 1
        assert "L   3  Sandholm" in shown(app)
        assert "ferry Aurora leaves Sandholm" in str(app.screen.query_one("#picker-hint").render())
        await pilot.press(*"zz")
        await settled(pilot)
        assert "Nobody and nothing of that name in this article." in shown(app)
        reading = screen_of(app).reading
        assert reading is not None
        assert reading.named
        screen_of(app)._entities_found(reading, (), False)
        await settled(pilot)
        assert "Nobody and nothing of that name so far; still looking." in shown(app)


async def test_choosing_one_steps_through_its_mentions_with_a_card(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("e", *"varga", "enter")
        await settled(pilot)
        screen = screen_of(app)
        assert screen.reading is not None
        assert [screen.reading.article.of(s) for s in screen.reading.matches.spans] == ["Ilse Varga", "Varga"]
        text = shown(app)
        assert "P  Ilse Varga   person · 2 mentions" in text
        assert "“Nobody rides at seven,” said Ilse Varga, who runs the company." in text.splitlines()[-2]
        assert screen.body.row_of(screen.reading.matches.spans[0].start) is not None
        await pilot.press("n")
        assert screen.reading.matches.at == 1
        await pilot.press("escape")
        await settled(pilot)
        assert not screen.query_one(EntityCard).display
        assert not screen.reading.matches.spans


async def test_words_that_are_looked_for_take_the_card_away(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("e", *"varga", "enter")
        await settled(pilot)
        await pilot.press("slash", *"boat", "enter")
        await settled(pilot)
        assert not screen_of(app).query_one(EntityCard).display


async def test_another_article_takes_the_card_away(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("e", *"varga", "enter")
        await settled(pilot)
        await pilot.press("J")
        await settled(pilot)
        assert not screen_of(app).query_one(EntityCard).display


async def test_enter_opens_the_page_and_enter_there_the_article_at_the_mention(
    reader: Reader, two: Path
) -> None:
    async with reader(size=(100, 40)) as (app, pilot):
        await pilot.press("e", *"varga", "enter")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert on_page(app)
        text = shown(app)
        assert "person · 4 mentions in 2 articles · also Varga" in text
        assert "Mar 2026  █·█  May 2026   by month" in text
        newer, older = text.index("The woman who bought a harbour"), text.index("Ferry company to halve")
        assert newer < older
        assert "Nobody expected that Ilse Varga would one day own it." in text
        await pilot.press("enter")
        await settled(pilot)
        screen = screen_of(app)
        assert app.screen is screen
        assert screen.reading is not None
        assert screen.reading.article.meta.title == "The woman who bought a harbour"
        matches = screen.reading.matches
        assert [screen.reading.article.of(span) for span in matches.spans] == ["Ilse Varga"] * 2
        assert screen.reading.article.text[: matches.spans[matches.at].start].endswith("expected that ")
        assert screen.query_one(EntityCard).display


async def test_escape_leaves_the_page_as_it_was(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("e", *"varga", "ctrl+o")
        await settled(pilot)
        assert on_page(app)
        assert "in 1 article" in shown(app)
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen is screen_of(app)
        assert found(app)["Ilse Varga"]


async def test_in_the_panel_enter_opens_the_page_of_the_one_that_is_followed(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("e", *"varga", "enter")
        await settled(pilot)
        await pilot.press("e")
        await settled(pilot)
        assert "Ilse Varga   Enter opens its page" in shown(app)
        await pilot.press("enter")
        await settled(pilot)
        assert on_page(app)


async def test_enter_without_anybody_chosen_says_what_to_do(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("enter")
        await settled(pilot)
        assert app.screen is screen_of(app)
        assert any("e lists who and what" in n.message for n in app._notifications)


async def test_types_are_marked_in_turns_and_by_choice(reader: Reader) -> None:
    async with reader() as (app, pilot):
        screen = screen_of(app)
        kinds = {kind for _, kind in marked(app)}
        assert {"person", "place", "date", "percent"} <= kinds
        await pilot.press("E")
        assert screen.entities_marked == NAMES
        assert not {kind for _, kind in marked(app)} & {"date", "percent"}
        await pilot.press("E")
        assert marked(app) == set()
        await pilot.press("E")
        assert screen.entities_marked == EVERY_TYPE
        await pilot.press("ctrl+e", "enter", "down", "enter")
        await settled(pilot)
        kinds = {kind for _, kind in marked(app)}
        assert not kinds & {"person", "organisation"}
        assert {"place", "date"} <= kinds
        await pilot.press("escape", "E", "E", "E", "E")
        assert {kind for _, kind in marked(app)} == kinds
        await pilot.press("J")
        await settled(pilot)
        assert not {kind for _, kind in marked(app)} & {"person", "organisation"}


async def test_headlines_bylines_table_heads_and_code_keep_their_look(reader: Reader, library: Path) -> None:
    table = library / "5-table.md"
    table.write_text(TABLE, encoding="utf-8")
    async with reader(table) as (app, _):
        screen = screen_of(app)
        assert screen.reading is not None
        article = screen.reading.article
        starts = [o.start for o in screen.body._layers["entities"].between(0, len(article.text))]
        person = found(app)["Ingrid Lindqvist"]
        places = [article.text[max(0, m.start - 8) : m.start] for m in person.mentions]
        assert len(places) == 3  # The prose and two cells, not the code.
        head = article.blocks[-1].table.rows[0][0] if article.blocks[-1].table else None
        assert head is not None
        assert {m.start for m in person.mentions} - set(starts) == {head.start}
    async with reader(library / "1-ferry.txt") as (app, _):
        assert "Marta Okonjo" in found(app)
        assert "MARTA OKONJO" not in {words for words, _ in marked(app)}


async def test_what_is_no_name_goes_everywhere_and_comes_back(reader: Reader) -> None:
    async with reader(size=(100, 40)) as (app, pilot):
        assert ("Sandholm", "place") in marked(app)
        await pilot.press("e", *"sandholm", "ctrl+x")
        await settled(pilot)
        assert "Sandholm" not in found(app)
        assert "Sandholm\t-" in said().splitlines()
        assert "Nobody and nothing" in shown(app)
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("U")
        await settled(pilot)
        assert ("Sandholm", "place") in marked(app)
        assert "Sandholm" not in said()
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert "Sandholm" not in found(app)


async def test_a_wrong_type_is_put_right_and_stays_so_after_a_restart(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("e", *"sandholm", "ctrl+t")
        await settled(pilot)
        await pilot.press(*"organ", "enter")
        await settled(pilot)
        assert found(app)["Sandholm"].type == "organisation"
        assert "Sandholm is one of the" not in shown(app)
    async with reader() as (app, pilot):
        assert found(app)["Sandholm"].type == "organisation"
        await pilot.press("U")
        await settled(pilot)
        assert found(app)["Sandholm"].type == "place"


async def test_two_names_are_made_one(reader: Reader) -> None:
    async with reader() as (app, pilot):
        count = len(found(app)["Tomas Berg"].mentions)
        await pilot.press("e", *"tomas", "ctrl+s")
        await settled(pilot)
        await pilot.press(*"varga", "enter")
        await settled(pilot)
        entities = found(app)
        assert "Tomas Berg" not in entities
        assert len(entities["Ilse Varga"].mentions) == 2 + count
        assert "Tomas Berg\t\tIlse Varga" in said()


async def test_selected_words_are_always_marked(reader: Reader) -> None:
    async with reader(size=(100, 40)) as (app, pilot):
        screen = screen_of(app)
        assert screen.reading is not None
        at = screen.reading.article.text.index("winter crossings from")
        screen.select_span((at, at + len("winter crossings") - 1))
        await pilot.press("E")
        await settled(pilot)
        assert "“winter crossings” is always one of the" in shown(app)
        await pilot.press(*"event", "enter")
        await settled(pilot)
        assert ("winter crossings", "event") in marked(app)
        assert screen.selection is None
        assert "winter crossings\tevent" in said().splitlines()


async def test_corrections_are_made_on_the_page_too(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("e", *"varga", "ctrl+o")
        await settled(pilot)
        await pilot.press("x")
        await settled(pilot)
        assert app.screen is screen_of(app)
        assert "Ilse Varga" not in found(app)
        assert {"Ilse Varga\t-", "Varga\t-"} <= set(said().splitlines())


async def test_a_correction_of_the_one_that_is_followed_is_followed(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("e", *"tomas", "enter")
        await settled(pilot)
        await pilot.press("e", "ctrl+s")
        await settled(pilot)
        await pilot.press(*"varga", "enter")
        await settled(pilot)
        reading = screen_of(app).reading
        assert reading is not None
        assert reading.matches.name == "Ilse Varga"
        await pilot.press("escape", "e", *"varga", "ctrl+x", "escape")
        await settled(pilot)
        assert not reading.matches.spans
        assert not screen_of(app).query_one(EntityCard).display


async def test_a_second_opening_finds_nothing_anew(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reader() as (app, _):
        before = found(app)

    def fail(self: Builtin, text: str) -> None:
        raise AssertionError(text)

    monkeypatch.setattr(Builtin, "recognise", fail)
    async with reader() as (app, _):
        assert found(app) == before


async def test_the_library_is_searched_by_who_and_what_is_in_it(reader: Reader, two: Path) -> None:
    async with reader() as (app, pilot):
        await pilot.press("S", *"person:varga")
        await settled(pilot)
        text = shown(app)
        assert "The woman who bought a harbour" in text
        assert "Ferry company" in text
        field = app.screen.query_one(Input)
        field.value = ""
        await pilot.press(*"place:sandholm")
        await settled(pilot)
        assert "2 found" in shown(app)
        field.value = ""
        await pilot.press(*"person:harbour")
        await settled(pilot)
        assert "Nothing found" in shown(app)


async def test_an_engine_that_is_absent_is_told_of_once_and_the_built_in_one_goes_on(reader: Reader) -> None:
    async with reader(settings=Settings(entities_engine="nowhere")) as (app, pilot):
        assert "Ilse Varga" in found(app)
        told = [n.message for n in app._notifications if "nowhere" in n.message]
        assert len(told) == 1
        assert "no such engine" in told[0]
        await pilot.press("J")
        await settled(pilot)
        assert len([n for n in app._notifications if "nowhere" in n.message]) <= 1


async def test_a_line_that_makes_no_sense_is_told_of_and_the_others_hold(reader: Reader) -> None:
    config_dir().mkdir(parents=True)
    file = config_dir() / "entities.tsv"
    file.write_text("Sandholm\tharbour\nTomas Berg\t-\n", encoding="utf-8")
    async with reader() as (app, pilot):
        assert "Sandholm" in found(app)
        assert "Tomas Berg" not in found(app)
        assert [n.message for n in app._notifications if "entities.tsv:1:" in n.message]
        # Another program writes it meanwhile.
        file.write_text("Ilse Varga\torganisation\n\nSandholm\n", encoding="utf-8")
        await pilot.press("e")
        await settled(pilot)
        assert found(app)["Ilse Varga"].type is EntityType.ORGANISATION
        assert "Tomas Berg" in found(app)
        assert "Organisations" in shown(app)
        assert [n.message for n in app._notifications if "entities.tsv:3:" in n.message]


async def test_a_click_on_a_name_chooses_it(reader: Reader) -> None:
    async with reader(size=(100, 40)) as (app, pilot):
        screen = screen_of(app)
        mention = found(app)["Tomas Berg"].mentions[1]
        y = screen.body.row_of(mention.start)
        assert y is not None
        x = screen.body.indent + screen.body.rows()[y][1].column_of(mention.start)
        await pilot.click("#body", offset=(x, y))
        await settled(pilot)
        assert screen.reading is not None
        assert (screen.reading.matches.name, screen.reading.matches.at) == ("Tomas Berg", 1)
        assert screen.query_one(EntityCard).display
