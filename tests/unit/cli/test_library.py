"""`broadsheet list`, `search`, `entities` and `notes`: what there is, on lines and as JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from reader.domain.highlight import Colour
from reader.domain.span import Span
from reader.library.paths import notes_dir
from reader.loaders import load, read_path
from reader.notes.store import NoteStore
from tests.unit.cli.conftest import Run

HOSTILE = "Title \x1b]0;t\x07[red]one[/]\n\nBody words of the hostile \x1b[31mtext\x1b[0m \x9b31m here.\n"
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


@pytest.fixture
def folder(tmp_path: Path, news: Path, walk: Path) -> Path:
    (tmp_path / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    return tmp_path


def test_before_anything_was_kept_the_samples_are_listed(broadsheet: Run) -> None:
    said = broadsheet("list")
    assert said.status == 0
    assert len(said.out.splitlines()) >= 5
    assert all(re.match(r"[0-9a-f]{8} [•* ] [\d-]{10} +\d+ min  \S", line) for line in said.out.splitlines())


def test_list_of_a_folder(broadsheet: Run, folder: Path) -> None:
    lines = broadsheet("list", "--in", folder).out.splitlines()
    assert len(lines) == 3
    assert any("2026-03-04" in line and "Lighthouse to be moved" in line for line in lines)
    rows = json.loads(broadsheet("list", "--in", folder, "--json").out)
    assert {row["title"] for row in rows} >= {"Lighthouse to be moved forty metres inland", "The long walk"}
    for row in rows:
        assert row.keys() >= {"id", "title", "authors", "published", "words", "minutes", "url", "path"}


def test_list_narrowed_by_a_query(broadsheet: Run, folder: Path) -> None:
    assert "The long walk" in broadsheet("list", "--in", folder, "author:lind").out
    assert len(broadsheet("list", "--in", folder, "lighthouse").out.splitlines()) == 1
    said = broadsheet("list", "--in", folder, "zanzibar")
    assert (said.status, said.out) == (1, "")
    assert said.err == "broadsheet: nothing found\n"


def test_search_prints_the_sentences_that_match(broadsheet: Run, folder: Path) -> None:
    said = broadsheet("search", "--in", folder, "crowns")
    assert said.status == 0
    assert "Lighthouse to be moved" in said.out
    assert "40 million crowns" in said.out
    [hit] = json.loads(broadsheet("search", "--in", folder, "crowns", "--json").out)
    assert "crowns" in hit["sentence"]
    assert broadsheet("search", "--in", folder, "the", "--limit", "1", "--json").out.count('"id"') == 1


def test_names_and_notes_are_found_by_their_fields(broadsheet: Run, noted: str, news: Path) -> None:
    [hit] = json.loads(broadsheet("search", "--in", news, 'person:"ilse varga"', "--json").out)
    assert (hit["id"], hit["where"]) == (noted, "person")
    said = broadsheet("search", "--in", news, "note:who")
    assert said.out.splitlines()[1] == "          note: Who says so?"
    assert broadsheet("list", "--in", news, "person:nobody").status == 1


def test_a_list_is_printed_in_full_and_in_the_order_of_the_screen(
    broadsheet: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.search.COUNTED", 10)
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(25):
        (folder / f"{number}.md").write_text(f"# The {number}th tide\n\nWater came and went.\n", "utf-8")
    whole = json.loads(broadsheet("list", "--in", folder, "--json").out)
    assert len(whole) == 25
    assert [row["id"] for row in json.loads(broadsheet("list", "--in", folder, "tide", "--json").out)] == [
        row["id"] for row in whole
    ]
    found = broadsheet("search", "--in", folder, "tide", "--limit", "22").out.splitlines()
    assert [line[:8] for line in found[::2]] == [row["id"][:8] for row in whole[:22]]


def test_nothing_found_is_status_one(broadsheet: Run, folder: Path) -> None:
    said = broadsheet("search", "--in", folder, "zanzibar")
    assert (said.status, said.out) == (1, "")
    assert json.loads(broadsheet("search", "--in", folder, "zanzibar", "--json").out) == []


@pytest.mark.parametrize(
    "query", ['"', "(", "AND", "author:", "date:never", "[red]", "*", "-", "\x1b]0;x\x07", "/(/"]
)
def test_no_query_fails(broadsheet: Run, folder: Path, query: str) -> None:
    said = broadsheet("search", "--in", folder, "--", query)
    assert said.status in {0, 1}
    assert not CONTROLS.search(said.out + said.err)
    assert "fault" not in said.err


def test_nothing_listed_holds_an_escape(broadsheet: Run, folder: Path) -> None:
    for arguments in (("list",), ("list", "--json"), ("search", "hostile"), ("search", "hostile", "--json")):
        said = broadsheet(arguments[0], "--in", folder, *arguments[1:])
        assert "[red]one[/]" in said.out
        assert not CONTROLS.search(said.out + said.err)


def test_a_bad_file_in_the_folder_is_named_and_the_rest_listed(broadsheet: Run, folder: Path) -> None:
    (folder / "bad.txt").write_bytes(bytes(range(256)) * 9)
    said = broadsheet("list", "--in", folder)
    assert said.status == 0
    assert len(said.out.splitlines()) == 3
    assert "bad.txt" in said.err


def test_entities_of_an_article(broadsheet: Run, news: Path) -> None:
    rows = [line.split(maxsplit=2) for line in broadsheet("entities", news).out.splitlines()]
    assert ["2", "person", "Ilse Varga"] in rows
    counts = [int(row[0]) for row in rows]
    assert counts == sorted(counts, reverse=True)
    found = json.loads(broadsheet("entities", news, "--json").out)
    assert found.keys() == {"id", "title", "text", "entities"}
    (ilse,) = (one for one in found["entities"] if one["name"] == "Ilse Varga")
    assert ilse["type"] == "person"
    assert {found["text"][m["start"] : m["end"]] for m in ilse["mentions"]} <= {"Ilse Varga", "Varga"}


def test_entities_of_the_library(broadsheet: Run, news: Path) -> None:
    broadsheet("add", news)
    assert "Ilse Varga" in broadsheet("entities", "--all").out
    (one,) = json.loads(broadsheet("entities", "--all", "--json").out)
    assert "Ilse Varga" in {entity["name"] for entity in one["entities"]}


def test_where_nobody_is_named(broadsheet: Run, tmp_path: Path) -> None:
    path = tmp_path / "quiet.txt"
    path.write_text("it was quiet\n\nand it stayed so for long.\n", encoding="utf-8")
    said = broadsheet("entities", path)
    assert (said.status, said.out) == (1, "")


@pytest.fixture
def noted(broadsheet: Run, news: Path) -> str:
    """The id of an article with a highlight and a note on it."""
    article_id = json.loads(broadsheet("show", news, "--format", "json").out)["id"]
    [article] = load(read_path(news))
    store = NoteStore(notes_dir(""))
    at = article.text.index("It has to go")
    store.add(article_id, article, Span(at, at + len("It has to go")), Colour.YELLOW, note="Who says so?")
    return str(article_id)


def test_notes_are_listed(broadsheet: Run, noted: str) -> None:
    said = broadsheet("notes", "list")
    assert said.status == 0
    assert "“It has to go”" in said.out
    assert "      Who says so?" in said.out.splitlines()
    [row] = json.loads(broadsheet("notes", "list", "--json").out)
    assert (row["quote"], row["note"], row["article"], row["colour"]) == (
        "It has to go",
        "Who says so?",
        noted,
        "yellow",
    )


def test_the_path_of_the_notes_on_an_article(broadsheet: Run, noted: str, news: Path, walk: Path) -> None:
    by_id = broadsheet("notes", "path", noted[:6]).out
    assert Path(by_id.strip()).read_text(encoding="utf-8").count("It has to go") >= 1
    assert broadsheet("notes", "path", news).out == by_id
    said = broadsheet("notes", "path", walk)
    assert (said.status, said.out) == (1, "")


def test_where_there_are_no_notes(broadsheet: Run, home: Path) -> None:
    said = broadsheet("notes", "list")
    assert (said.status, said.out) == (1, "")
    assert broadsheet("notes", "path").out == f"{home / '.local/share/broadsheet/notes'}\n"
