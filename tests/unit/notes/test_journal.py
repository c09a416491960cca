from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.article import Article
from reader.domain.highlight import Anchor, Colour, Highlight
from reader.domain.span import Span
from reader.loaders.clean import clean
from reader.notes.errors import NotesError
from reader.notes.journal import Journal, as_json, from_json
from reader.notes.store import NoteStore
from reader.notes.trash import put_back, redo, trashed, undo

ID = "01J8ABCDEFGHIJKMNPQRST"

TEXT = st.text(st.characters(exclude_categories=["C"]), max_size=10).map(clean)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.jsonl")


@pytest.fixture
def kept(folder: Path, journal: Journal) -> NoteStore:
    return NoteStore(folder, journal)


def notes(store: NoteStore, article: Article) -> list[str]:
    return [placed.highlight.note for placed in store.open(ID, article).placed]


@given(
    st.builds(
        Highlight,
        id=st.just("hl-a"),
        anchor=st.none()
        | st.builds(Anchor, TEXT, TEXT, TEXT, st.integers(-1, 9), st.integers(-1, 9), st.integers(0, 3)),
        colour=st.sampled_from(list(Colour)),
        note=TEXT,
        made=TEXT,
        tags=st.lists(TEXT).map(tuple),
        lost=st.booleans(),
    )
)
def test_a_highlight_comes_back_from_the_journal(highlight: Highlight) -> None:
    assert from_json(json.loads(json.dumps(as_json(highlight)))) == highlight


@pytest.mark.parametrize(
    "data", [None, [], {}, {"id": 1}, {"id": "a", "colour": "mauve", "note": "", "made": "", "tags": []}]
)
def test_other_data_is_no_highlight(data: object) -> None:
    assert from_json(data) is None


def test_everything_is_undone_and_done_again_across_restarts(
    kept: NoteStore, journal: Journal, article: Article, third: Span, tmp_path: Path
) -> None:
    made = kept.add(ID, article, third, note="one")
    changed = kept.change(ID, article, replace(made, note="two", colour=Colour.PINK))
    kept.add(ID, article, None, note="all")
    kept.remove(ID, made.id)
    states = [["all"], ["all", "two"], ["two"], ["one"], []]
    for state in states[1:]:
        fresh = Journal(tmp_path / "journal.jsonl")
        assert undo(NoteStore(kept.folder, fresh), fresh, lambda _: article) is not None
        assert notes(kept, article) == state
    assert undo(kept, journal, lambda _: article) is None
    for state in reversed(states[:-1]):
        fresh = Journal(tmp_path / "journal.jsonl")
        assert redo(NoteStore(kept.folder, fresh), fresh, lambda _: article) is not None
        assert notes(kept, article) == state
    assert redo(kept, journal, lambda _: article) is None
    undo(kept, journal, lambda _: None)
    assert kept.open(ID, article).placed[1].highlight == changed


def test_something_new_makes_an_end_of_redoing(kept: NoteStore, journal: Journal, article: Article) -> None:
    kept.add(ID, article, None, note="one")
    undo(kept, journal, lambda _: article)
    kept.add(ID, article, None, note="two")
    assert journal.redoable() is None
    assert redo(kept, journal, lambda _: article) is None
    assert notes(kept, article) == ["two"]


def test_what_was_changed_since_is_not_undone(kept: NoteStore, journal: Journal, article: Article) -> None:
    made = kept.add(ID, article, None, note="one")
    other = NoteStore(kept.folder)
    other.change(ID, article, replace(made, note="theirs"), base=made)
    with pytest.raises(NotesError, match="changed again since"):
        undo(kept, journal, lambda _: article)
    assert notes(kept, article) == ["theirs"]


def test_what_could_not_be_saved_is_not_undone(
    folder: Path, journal: Journal, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = NoteStore(folder, journal)
    store.add(ID, article, None, note="one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("reader.notes.files.write_whole", full)
        with pytest.raises(NotesError, match="disk is full"):
            store.add(ID, article, None, note="two")
    last = journal.undoable()
    assert last is not None
    assert last.after is not None
    assert last.after.note == "one"


def test_without_a_record_nothing_is_deleted(folder: Path, tmp_path: Path, article: Article) -> None:
    made = NoteStore(folder).add(ID, article, None, note="one")
    (tmp_path / "file").write_text("")
    store = NoteStore(folder, Journal(tmp_path / "file" / "journal"))
    with pytest.raises(NotesError):
        store.remove(ID, made.id)
    assert notes(store, article) == ["one"]


def test_what_was_deleted_lies_in_the_trash(
    kept: NoteStore, journal: Journal, article: Article, third: Span
) -> None:
    first = kept.add(ID, article, third, note="first")
    second = kept.add(ID, article, None, note="second")
    kept.remove(ID, first.id)
    kept.remove(ID, second.id)
    assert [action.before for action in trashed(journal)] == [second, first]
    back = put_back(kept, trashed(journal)[1], lambda _: article)
    assert back == first
    assert [action.before for action in trashed(journal)] == [second]
    assert notes(kept, article) == ["first"]


def test_torn_and_foreign_lines_are_passed_over(journal: Journal, tmp_path: Path) -> None:
    key = journal.record(ID, None, Highlight("hl-a", None, note="x"))
    path = tmp_path / "journal.jsonl"
    with path.open("ab") as file:
        file.write(b'[1]\n{"do": 3}\n{"undo": "nothing"}\n\xff\n{"do": "torn", "art')
    second = journal.record(ID, None, Highlight("hl-b", None, note="y"))
    assert [action.key for action in Journal(path).actions()] == [key, second]
    assert [action.key for action in journal.actions()] == [key, second]


def test_two_instances_write_to_one(tmp_path: Path) -> None:
    one, other = Journal(tmp_path / "j"), Journal(tmp_path / "j")
    assert one.undoable() is None
    first = one.record(ID, None, Highlight("hl-a", None))
    assert other.undoable() == one.undoable()
    second = other.record(ID, None, Highlight("hl-b", None))
    assert [action.key for action in one.actions()] == [first, second]
    other.void(second)
    assert [action.key for action in one.actions()] == [first]
