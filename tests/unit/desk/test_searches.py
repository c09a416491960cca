"""The last searches, and those with names: kept in plain files, each change undone and redone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reader.desk.searches import Searches
from reader.library.journal import Journal
from reader.library.saved import SavedSearch, SavedSearches


def searches_in(folder: Path, machine: str = "desk") -> tuple[Searches, Journal]:
    """The searches of a reader that starts now."""
    journal = Journal(folder / f"{machine}.undo")
    kept = SavedSearches(folder / "searches", machine, folder / "searches.toml")
    return Searches(kept, folder / "recent", journal), journal


def names(searches: Searches) -> list[str]:
    return [one.name for one in searches.views]


def test_views_are_kept_and_each_change_is_undone_after_a_restart(tmp_path: Path) -> None:
    searches, _ = searches_in(tmp_path)
    searches.keep("Tides", "title:tide")
    searches.keep("  The\x07 coast ", "tag:coast\n")
    assert searches.views == [SavedSearch("Tides", "title:tide"), SavedSearch("The coast", "tag:coast")]
    searches.rename("Tides", "Water")
    searches.keep("Water", "tide OR flood")
    searches.delete("The coast")
    assert names(searches) == ["Water"]
    searches, journal = searches_in(tmp_path)
    for expected in (["Water", "The coast"], ["Water", "The coast"], ["Tides", "The coast"]):
        assert journal.undo() is not None
        assert names(searches) == expected
    assert searches.views[0].query == "title:tide"
    assert journal.redo() is not None
    assert searches.views[0] == SavedSearch("Water", "title:tide")


def test_undoing_leaves_alone_what_another_reader_saved_since(tmp_path: Path) -> None:
    searches, journal = searches_in(tmp_path)
    searches.keep("Tides", "tide")
    searches_in(tmp_path)[0].keep("Clocks", "clock")
    searches.delete("Tides")
    journal.undo()
    assert sorted(names(searches)) == ["Clocks", "Tides"]


def test_what_is_saved_on_two_machines_is_all_there_once_they_are_alike(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for name in ("Tides", "Clocks", "Moon"):
        searches_in(one)[0].keep(name, name.lower())
    shutil.copytree(one, two)
    here, there = searches_in(one)[0], searches_in(two, "lap")[0]
    assert names(here) == names(there)
    here.keep("Harbour", "harbour")
    here.delete("Moon")
    here.keep("Clocks", "the older")
    there.keep("Coast", "tag:coast")
    there.rename("Tides", "Water")
    there.keep("Clocks", "the newer")
    for source, target, machine in ((one, two, "desk"), (two, one, "lap")):
        shutil.copy2(source / f"searches/{machine}.jsonl", target / "searches")
    assert here.poll()
    assert there.poll()
    assert here.views == there.views
    assert names(here) == ["Water", "Clocks", "Coast", "Harbour"]
    assert here.views[1].query == "the newer"
    assert not here.poll()


def test_what_was_written_by_hand_stands_first_and_is_never_written_over(tmp_path: Path) -> None:
    searches, journal = searches_in(tmp_path)
    file = tmp_path / "searches.toml"
    text = '"Tides" = "title:tide"\n"Moon" = "moon"\n'
    file.write_text(text)
    searches.keep("Clocks", "clock")
    searches.keep("Tides", "flood")
    searches.delete("Moon")
    assert searches.views == [SavedSearch("Tides", "flood"), SavedSearch("Clocks", "clock")]
    journal.undo()
    assert names(searches) == ["Tides", "Moon", "Clocks"]
    assert file.read_text() == text
    file.write_text("tides = ")
    searches.keep("Sand", "sand")
    assert "Sand" in names(searches)
    assert "not TOML" in searches.take_problems()[0]
    assert file.read_text() == "tides = "


def test_that_a_search_cannot_be_saved_is_said(tmp_path: Path) -> None:
    searches, _ = searches_in(tmp_path)
    (tmp_path / "searches").write_text("in the way")
    with pytest.raises(OSError, match="cannot be written"):
        searches.keep("Clocks", "clock")
    assert searches.views == []


def test_the_last_searches_are_remembered_or_it_is_said_why_not(tmp_path: Path) -> None:
    searches, _ = searches_in(tmp_path)
    assert searches.remember("tide") is None
    assert searches.recent == ["tide"]
    (tmp_path / "recent").unlink()
    (tmp_path / "recent").mkdir()
    told = searches.remember("tide")
    assert told is not None
    assert told.startswith(f"{tmp_path / 'recent'}: ")
