"""The list of a library: its first rows at once, any other rows when they are shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reader.library import listing
from reader.library.document import Document
from reader.library.entry import Entry
from reader.library.index import Index
from reader.library.state import StateLog


@pytest.fixture
def index(made: Callable[..., Document]) -> Index:
    index = Index(None)
    index.upsert(
        made(f"a{number:02}", f"Title {number}", published=f"2024-01-{number:02}") for number in range(1, 31)
    )
    index.upsert([made("undated", "Title of old")])
    return index


def ids(rows: list[Entry]) -> list[str]:
    return [entry.id for entry in rows]


def test_the_first_rows_are_the_newest(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "AT_ONCE", 5)
    first = listing.beginning(index)
    assert not first.whole
    assert ids(first.rows(0, 10)) == ["a30", "a29", "a28", "a27", "a26"]
    everything = listing.all_of(index)
    assert everything.whole
    assert len(everything) == 31
    assert ids(everything.rows(0, 5)) == ids(first.rows(0, 5))
    assert ids(everything.rows(-3, 1)) == ["a30"]
    assert ids(everything.rows(29, 99)) == ["a01", "undated"]


def test_a_place_is_found_again_in_another_order(index: Index) -> None:
    newest, oldest = listing.all_of(index), listing.all_of(index, "old")
    assert newest.place_of("a30") == 0
    assert oldest.place_of("a30") == 30
    assert newest.place_of("nobody") is None
    assert newest.day_of(0) == date(2024, 1, 30)
    assert newest.day_of(30) is None


def test_a_row_that_was_deleted_is_left_out(index: Index) -> None:
    everything = listing.all_of(index)
    index.remove(["a29"])
    assert ids(everything.rows(0, 3)) == ["a30", "a28"]
    assert everything.place_of("a29") is None


def test_by_progress_come_those_that_were_begun(index: Index, tmp_path: Path) -> None:
    state = StateLog(tmp_path, "desk")
    state.set("a05", progress=0.2)
    state.set("a07", progress=0.9)
    state.set("elsewhere", progress=0.5)
    rows = listing.all_of(index, "progress", state).rows(0, 31)
    assert ids(rows)[:4] == ["a07", "a05", "a30", "a29"]
    assert len(rows) == 31
