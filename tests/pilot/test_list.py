"""The list: many articles selected, put away, deleted, brought back, and put in another order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from reader.app import BroadsheetApp
from reader.commands import Mode
from reader.library import database, schema
from reader.library.document import Document
from reader.library.entry import Entry
from reader.library.indexing import Progress
from reader.library.paths import articles_dir, trash_dir
from reader.screens import acting
from reader.screens.listing import Fixed
from reader.widgets.list_rows import Item
from tests.pilot.conftest import Reader, screen_of, settled, shown


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def titles(app: BroadsheetApp) -> list[str]:
    rows = screen_of(app).articles.items
    return [rows[at].title for at in range(len(rows))]


@pytest.fixture
def dated(tmp_path: Path) -> Path:
    """Articles of several days and publications."""
    folder = tmp_path / "dated"
    folder.mkdir()
    for name, day, site, words in (
        ("Anchors", "2026-03-03", "Coast Gazette", 40),
        ("Barley", "2026-03-03", "Field Notes", 400),
        ("Cranes", "2026-02-01", "Coast Gazette", 1000),
        ("Dunes", "2025-12-24", "Field Notes", 200),
    ):
        head = f"---\ntitle: {name}\nsite: {site}\ndate: {day}\ntags: [{site.split()[0].lower()}]\n---\n\n"
        (folder / f"{name}.md").write_text(f"{head}# {name}\n\n{f'{name} again. ' * words}\n", "utf-8")
    return folder


async def test_many_are_selected_and_acted_on_and_each_act_is_undone(reader: Reader, dated: Path) -> None:
    async with reader(dated) as (app, pilot):
        screen = screen_of(app)
        await pressed(pilot, "tab", "v", "v")
        assert "2 selected" in shown(app)
        assert shown(app).count("✓") == 2
        await pressed(pilot, "s")
        assert shown(app).count("★") == 2
        assert "2 selected" not in shown(app)
        await pressed(pilot, "ctrl+a", "r")
        assert "4 · 0 unread" in shown(app)
        await pressed(pilot, "g", "g", "v", "j", "M", "t", *"spring", "enter")
        tagged = [name for name in titles(app) if "#spring" in "".join(row_of(app, name).details)]
        assert tagged == ["Anchors", "Barley", "Cranes"]
        for _ in range(3):
            await pressed(pilot, "U")
        assert shown(app).count("★") == 0
        assert "4 · 4 unread" in shown(app) or "4 · 3 unread" in shown(app)
        await pressed(pilot, "v", "escape")
        assert "selected" not in shown(app)
        assert screen.mode is Mode.LIST
        acts, held, go = screen.desk.acts, Event(), Event()
        of_all = acts.tags_of_all

        def slowly(ids: Sequence[str]) -> set[str]:
            held.set()
            assert go.wait(60)
            return of_all(ids)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(acting, "AT_ONCE", 2)
            patch.setattr(acts, "tags_of_all", slowly)
            await pressed(pilot, "ctrl+a")
            await pilot.press("t")
            await until(pilot, held.is_set)
            assert screen.is_busy, "what is typed now is for the field that is to come"
            go.set()
            await settled(pilot)
            await pressed(pilot, "b", "o", "enter")
        assert len(screen.desk.log.having("tag:bo")) == 4


async def test_many_are_acted_on_while_one_goes_on_reading(
    reader: Reader, dated: Path, told: list[str]
) -> None:
    async with reader(dated) as (app, pilot):
        screen, desk = screen_of(app), screen_of(app).desk
        desk.collection.put(made(dated, 3000))
        screen.refresh_list()
        await settled(pilot)
        assert "3,004 · 3,00" in shown(app)
        held, go = Event(), Event()
        act = desk.log.act

        def slowly(
            label: str, changes: dict[str, dict[str, object]], progress: Progress | None = None
        ) -> None:
            def wait(done: int, of: int) -> None:
                assert progress is not None
                progress(done, of)
                held.set()
                assert go.wait(60)

            act(label, changes, wait)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(desk.log, "act", slowly)
            await pilot.press("tab", "ctrl+a", "s")
            await until(pilot, held.is_set)
            await pilot.press("j", "r")
            assert "of 3,004" in shown(app), "how far it is stands above the list"
            assert screen.articles.cursor == 1, "the list is moved through meanwhile"
            assert told == ["Still marking 3,004 articles; it can be done again once that is through"]
            go.set()
            await settled(pilot)
        assert len(desk.log.having("starred")) == 3004
        assert len(desk.log.having("read")) <= 1, "the other act was not begun"
        assert told[1:] == ["3,004 articles: starred"]
        await pressed(pilot, "U")
        assert desk.log.having("starred") == []
        assert told[2:] == ["Undone: star 3,004 articles"]
        await pressed(pilot, "ctrl+a", "D")
        assert len(screen.articles.items) == 0
        assert len(desk.log.having("deleted")) == 3004
        await pressed(pilot, "U")
        assert desk.log.having("deleted") == []


def made(folder: Path, count: int) -> Iterator[Document]:
    """Articles as the index has them, whose files are not read."""
    for number in range(count):
        entry = Entry(id=f"{number:016x}", title=f"Made {number}", path=folder / f"{number}.md")
        yield Document(entry, f"Made {number}\n\nIt stands in no file.", named=True)


def row_of(app: BroadsheetApp, title: str) -> Item:
    rows = screen_of(app).articles.items
    return rows[titles(app).index(title)]


async def test_put_away_and_deleted_articles_come_back_after_a_restart(reader: Reader, dated: Path) -> None:
    async with reader(dated) as (app, pilot):
        await pressed(pilot, "tab", "j", "P")
        assert titles(app) == ["Anchors", "Cranes", "Dunes"]
        assert screen_of(app).articles.cursor == 1, "the cursor is on the next article"
        await pressed(pilot, "D")
        assert titles(app) == ["Anchors", "Dunes"]
        assert len(list(dated.iterdir())) == 4, "what was only opened stays where it is"
    async with reader(dated) as (app, pilot):
        assert titles(app) == ["Anchors", "Dunes"]
        await pressed(pilot, "U", "U")
        assert titles(app) == ["Anchors", "Barley", "Cranes", "Dunes"]
        await pressed(pilot, "ctrl+r")
        assert titles(app) == ["Anchors", "Cranes", "Dunes"]


async def test_a_kept_file_goes_to_the_trash_and_comes_back(reader: Reader, dated: Path) -> None:
    kept = articles_dir()
    kept.mkdir(parents=True)
    for file in dated.iterdir():
        (kept / f"{file.stem}-{ord(file.stem[0]):016x}.md").write_bytes(file.read_bytes())
    async with reader(kept) as (app, pilot):
        await pressed(pilot, "tab", "G", "D")
        assert titles(app) == ["Anchors", "Barley", "Cranes"]
        assert [path.name for path in trash_dir().iterdir()] == [f"Dunes-{ord('D'):016x}.md"]
        await pressed(pilot, "U")
        assert titles(app) == ["Anchors", "Barley", "Cranes", "Dunes"]
        assert list(trash_dir().iterdir()) == []


ORDERS: list[tuple[str, str, list[str]]] = [
    ("list.sort", "title", ["Anchors", "Barley", "Cranes", "Dunes"]),
    ("list.sort", "length", ["Cranes", "Barley", "Dunes", "Anchors"]),
    ("list.sort", "source", ["Anchors", "Cranes", "Barley", "Dunes"]),
    ("list.sort", "date", ["Barley", "Anchors", "Cranes", "Dunes"]),
    ("list.group", "source", ["Anchors", "Cranes", "Barley", "Dunes"]),
    ("list.group", "tag", ["Anchors", "Cranes", "Barley", "Dunes"]),
]


async def test_the_list_is_sorted_and_grouped_by_keys(reader: Reader, dated: Path) -> None:
    async with reader(dated, size=(100, 40)) as (app, pilot):
        screen = screen_of(app)
        await pressed(pilot, "tab", "j")
        under = row_at(app)
        for key, value, expected in ORDERS:
            screen._ordered((key, value))
            await settled(pilot)
            assert sorted(titles(app)) == sorted(expected)
            assert [name for name in titles(app) if name in {"Cranes", "Dunes"}] == [
                name for name in expected if name in {"Cranes", "Dunes"}
            ], value
            assert row_at(app) == under, "the cursor stays on its article"
        assert "#coast" in shown(app)
        assert "#field" in shown(app)
        await pressed(pilot, "O")
        assert "The order of the list" in shown(app)


def row_at(app: BroadsheetApp) -> str:
    articles = screen_of(app).articles
    return articles.items[articles.cursor].title


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Wait for what comes by itself."""
    for _ in range(600):
        if holds():
            return
        await pilot.pause(0.02)
    raise TimeoutError


async def test_files_come_and_go_by_themselves_and_the_place_stays(reader: Reader, dated: Path) -> None:
    async with reader(dated, size=(100, 20)) as (app, pilot):
        screen = screen_of(app)
        await pressed(pilot, "J", "space", "space")
        assert screen.reading is not None
        name = screen.reading.article.meta.title
        before = screen.reading.article.text[screen.body.position :][:40]
        file = dated / f"{name}.md"
        head, _, rest = file.read_text("utf-8").partition(f"# {name}\n")
        (dated / "Eels.md").write_text("# Eels\n\nThey came up the river in May.\n", "utf-8")
        (dated / "Dunes.md").unlink()
        file.write_text(f"{head}# {name}\n\nA paragraph that was not there before.\n{rest}", "utf-8")
        await until(pilot, lambda: "Eels" in titles(app) and "Dunes" not in titles(app))
        await until(pilot, lambda: screen.reading is not None and "not there" in screen.reading.article.text)
        await settled(pilot)
        assert screen.reading.article.text[screen.body.position :][:40] == before


async def test_without_full_text_search_one_lists_and_reads(
    reader: Reader, dated: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "WORDS", schema.WORDS.replace("fts5", "fts99"))
    async with reader(dated) as (app, pilot):
        assert told == [database.NOT_SEARCHABLE]
        assert len(titles(app)) == 4
        await pressed(pilot, "J")
        await pressed(pilot, "tab", "s", "/", *"is:starred", "enter")
        assert len(titles(app)) == 1
        await pressed(pilot, "escape", "S", *"anchors")
        assert "this Python's SQLite has no full-text" in shown(app)


async def test_the_list_begins_with_its_first_article_until_one_moves_in_it(
    reader: Reader, dated: Path
) -> None:
    async with reader(dated / "Cranes.md", dated, size=(100, 14)) as (app, pilot):
        screen, articles = screen_of(app), screen_of(app).articles
        whole = articles.items
        articles.set_rows(Fixed([row_of(app, "Cranes")]), "Articles")
        articles.set_rows(whole, "Articles")  # as when the folder is read while the first article stands
        assert titles(app).index("Cranes") == 2
        assert row_at(app) == "Cranes"
        assert listed(app)[:3] == titles(app)[:3]
        await pressed(pilot, "tab", "g", "g", "j")
        screen.refresh_list()
        await settled(pilot)
        assert row_at(app) == titles(app)[1]


def listed(app: BroadsheetApp) -> list[str]:
    """The titles that the list shows, from above."""
    rows = [line[2:26].strip() for line in shown(app).splitlines()]
    return [row for row in rows if row in set(titles(app))]
