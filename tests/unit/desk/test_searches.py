"""The last searches, and those with names: kept in plain files, each change undone and redone."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.desk.searches import Searches
from reader.library.journal import Journal
from reader.library.saved import SavedSearch


def searches_in(folder: Path) -> tuple[Searches, Journal]:
    """The searches of a reader that starts now."""
    journal = Journal(folder / "undo")
    return Searches(folder / "searches.toml", folder / "recent", journal), journal


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


def test_a_file_that_cannot_be_understood_is_never_written_over(tmp_path: Path) -> None:
    searches, _ = searches_in(tmp_path)
    file = tmp_path / "searches.toml"
    file.write_text("tides = ")
    with pytest.raises(OSError, match="not TOML"):
        searches.keep("Clocks", "clock")
    assert file.read_text() == "tides = "


def test_the_last_searches_are_remembered_or_it_is_said_why_not(tmp_path: Path) -> None:
    searches, _ = searches_in(tmp_path)
    assert searches.remember("tide") is None
    assert searches.recent == ["tide"]
    (tmp_path / "recent").unlink()
    (tmp_path / "recent").mkdir()
    told = searches.remember("tide")
    assert told is not None
    assert told.startswith(f"{tmp_path / 'recent'}: ")
