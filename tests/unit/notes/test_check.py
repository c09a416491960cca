from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from reader.domain.article import Article, Block, Kind
from reader.domain.highlight import AnchorState
from reader.domain.span import Span
from reader.notes.check import accept, check, choices, keep_as_lost, settle_moved
from reader.notes.errors import NotesError
from reader.notes.store import NoteStore

ID = "01J8ABCDEFGHIJKMNPQRST"


def edited(article: Article, text: str) -> Article:
    return replace(article, text=text, blocks=(Block(Kind.PARAGRAPH, 0, len(text)),))


def test_the_state_of_every_anchor(store: NoteStore, article: Article, third: Span) -> None:
    store.add(ID, article, third)
    store.add(ID, article, Span(25, 60))
    store.add("gone", article, None, note="x")
    path = store.path_of(ID)
    assert path is not None
    shutil.copy(path, path.with_name("zzz copy.md"))
    store.add("broken", article, None)
    broken = store.path_of("broken")
    assert broken is not None
    broken.write_text(broken.read_text().replace("title:", "title: ["))
    now = edited(article, "New.\n\n" + article.text[third.start - 90 :])
    checked = {
        item.path.name: item for item in check(store, lambda note: now if note.article_id == ID else None)
    }
    whole = checked[path.name]
    assert whole.counts == {AnchorState.MOVED: 1, AnchorState.LOST: 1}
    assert "not to be found" in str(next(c for c in checked.values() if c.article_id == "gone").problem)
    assert "same article" in str(checked["zzz copy.md"].problem)
    assert "front matter" in str(checked[broken.name].problem)


def test_an_uncertain_one_is_accepted_where_its_reader_says(
    store: NoteStore, article: Article, third: Span
) -> None:
    made = store.add(ID, article, third, note="mine")
    words = article.text[slice(*third)]
    alike = "The tide table, printed in the year of the great storm, was wrong all along."
    now = edited(article, article.text.replace(words, "") + "\n\n" + alike)
    (placed,) = store.open(ID, now).placed
    assert placed.state is AnchorState.UNCERTAIN
    first = choices(made, now)[0]
    assert first.text == alike
    kept = accept(store, ID, now, made, Span(first.start, first.end))
    (placed,) = NoteStore(store.folder).open(ID, now).placed
    assert placed.state is AnchorState.EXACT
    assert (kept.id, kept.note) == (made.id, "mine")
    assert kept.anchor is not None
    assert kept.anchor.quote == alike


def test_one_is_kept_as_lost(store: NoteStore, article: Article, third: Span) -> None:
    made = store.add(ID, article, third)
    keep_as_lost(store, ID, None, made)
    (placed,) = store.open(ID, article).placed
    assert placed.state is AnchorState.LOST
    again = accept(store, ID, article, placed.highlight, third)
    assert again.lost is False
    assert store.open(ID, article).placed[0].state is AnchorState.EXACT


def test_what_moved_is_written_down(store: NoteStore, article: Article, third: Span) -> None:
    store.add(ID, article, third, note="mine")
    store.add(ID, article, None, note="all")
    now = edited(article, "A new beginning.\n\n" + article.text)
    assert [placed.state for placed in settle_moved(store, ID, now)] == [AnchorState.MOVED]
    assert {placed.state for placed in store.open(ID, now).placed} == {AnchorState.EXACT}
    assert settle_moved(store, ID, now) == []


def test_a_broken_file_is_not_mended_by_guessing(store: NoteStore, article: Article) -> None:
    store.add(ID, article, None)
    path = store.path_of(ID)
    assert path is not None
    path.write_text(path.read_text().replace("title:", "title: ["))
    with pytest.raises(NotesError, match="left as it is"):
        settle_moved(store, ID, article)


def test_a_note_on_the_article_has_no_place_to_choose(store: NoteStore, article: Article) -> None:
    assert choices(store.add(ID, article, None, note="x"), article) == []
