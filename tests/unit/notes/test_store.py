from __future__ import annotations

import errno
import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from reader.domain.article import Article, Kind, Metadata
from reader.domain.builder import ArticleBuilder
from reader.domain.highlight import AnchorState, Colour, Highlight
from reader.domain.span import Span
from reader.notes import files, naming
from reader.notes.entry import entry_of
from reader.notes.errors import NotesError
from reader.notes.notebook import Notebook
from reader.notes.store import NoteStore
from reader.notes.transaction import LOCKS

ID = "01J8ABCDEFGHIJKMNPQRST"


def file_of(notebook: Notebook) -> Path:
    assert notebook.path is not None
    return notebook.path


def notes_of(notebook: Notebook) -> list[str]:
    return [placed.highlight.note for placed in notebook.placed]


def test_what_is_made_is_there_at_the_next_start(
    store: NoteStore, folder: Path, article: Article, third: Span
) -> None:
    made = store.add(ID, article, third, Colour.GREEN, note="Mine.", tags=("tide table",))
    on_all = store.add(ID, article, None, note="On the whole.")
    notebook = NoteStore(folder).open(ID, article)
    assert [placed.highlight for placed in notebook.placed] == [on_all, made]
    assert made.tags == ("tide-table",)
    placed = notebook.get(made.id)
    assert placed is not None
    assert (placed.state, placed.start, placed.end) == (AnchorState.EXACT, *third)
    assert notebook.problem is None


def test_the_file_reads_well(store: NoteStore, article: Article, third: Span) -> None:
    made = store.add(ID, article, third, note="Was it?", tags=("tides",))
    path = store.path_of(ID)
    assert path is not None
    assert path.relative_to(store.folder) == Path("2026/harbour-clock-a-tale-01j8abcd.md")
    assert made.anchor is not None
    prefix, suffix = (text.replace("\n", "\\n") for text in (made.anchor.prefix, made.anchor.suffix))
    sha = naming.text_sha(article.text)
    sha = sha if sha[0].isalpha() else f'"{sha}"'
    assert path.read_text() == (
        "---\n"
        'id: "01J8ABCDEFGHIJKMNPQRST"\n'
        'title: "Harbour *clock*: a tale"\n'
        'url: "https://example.org/clock"\n'
        'author: ["A. Person"]\n'
        "published: 2026-11-20\n"
        'tags: [tides, "no"]\n'
        f"text_sha: {sha}\n"
        "format: 1\n"
        "---\n\n"
        "# Harbour \\*clock\\*: a tale\n\n"
        "> The tide table, printed in the year of the great ice, was right all along.\n\n"
        f"^{made.id}\n\n"
        f'<!-- broadsheet {{"pos": [{third.start}, {third.end}], "pre": "{prefix}", "suf": "{suffix}", '
        '"color": "yellow", "at": "2026-11-23T12:00:00Z"} -->\n\n'
        "#tides\n\n"
        "Was it?\n"
    )


def test_changes_by_hand_are_respected(store: NoteStore, article: Article, third: Span) -> None:
    first = store.add(ID, article, Span(25, 60), note="first")
    second = store.add(ID, article, third, note="second")
    path = file_of(store.open(ID, article))
    text = path.read_text().replace("second", "by hand")
    start, end = text.index("> " + article.text[25:30]), text.index("> The tide")
    text = text[:start] + text[end:] + "\n> Nobody at the harbour\n> office could say\n\nfound by hand\n"
    path.write_text(text)
    notebook = store.open(ID, article)
    assert notebook.get(first.id) is None
    assert notes_of(notebook) == ["found by hand", "by hand"]
    by_hand = notebook.placed[0]
    assert by_hand.state is AnchorState.EXACT
    assert article.text[by_hand.start : by_hand.end] == "Nobody at the harbour office could say"
    assert path.read_text() == text

    store.change(ID, article, replace(by_hand.highlight, note="and kept"))
    again = NoteStore(store.folder).open(ID, article)
    assert notes_of(again) == ["and kept", "by hand"]
    anchor = again.placed[0].highlight.anchor
    assert anchor is not None
    assert anchor.start == by_hand.start
    assert again.placed[0].highlight.id == by_hand.highlight.id
    assert again.placed[1].highlight.id == second.id


def test_a_file_that_was_renamed_and_moved_is_found(store: NoteStore, article: Article) -> None:
    store.add(ID, article, None, note="first")
    path = file_of(store.open(ID, article))
    elsewhere = store.folder / "my own" / "clock.md"
    elsewhere.parent.mkdir()
    path.rename(elsewhere)
    assert store.path_of(ID) == elsewhere
    store.add(ID, article, None, note="second")
    assert not path.exists()
    assert elsewhere.read_text().count("first") == 1
    assert NoteStore(store.folder).path_of(ID) == elsewhere


def test_where_there_are_no_notes_nothing_is_read_twice(
    store: NoteStore, article: Article, folder: Path
) -> None:
    assert store.open(ID, article) == Notebook(ID)
    assert not folder.exists()
    store.add("other", article, None, note="x")
    past = 1_600_000_000
    for path in [folder, *folder.rglob("*")]:
        os.utime(path, (past, past))
    assert store.stamp(ID) is None
    assert store.stamp(ID) is None
    NoteStore(folder).add(ID, article, None, note="by another instance")
    assert store.stamp(ID) is not None
    assert notes_of(store.open(ID, article)) == ["by another instance"]


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("title:", "title: [", ":4:"),
        ("format: 1", "format: 2", ":1:"),
        ("format: 1\n---", "format: 1", ":1:"),
    ],
)
def test_a_broken_file_is_named_and_left_alone(
    store: NoteStore, article: Article, third: Span, old: str, new: str, where: str
) -> None:
    made = store.add(ID, article, third)
    path = file_of(store.open(ID, article))
    path.write_text(path.read_text().replace(old, new))
    broken = path.read_bytes()
    for fresh in (store, NoteStore(store.folder)):
        notebook = fresh.open(ID, article)
        assert notebook.placed == ()
        assert notebook.problem is not None
        assert notebook.problem.startswith(str(path))
        assert where in notebook.problem or ":3:" in notebook.problem
        assert "\n" not in notebook.problem
        with pytest.raises(NotesError, match="left as it is"):
            fresh.add(ID, article, None, note="new")
        with pytest.raises(NotesError):
            fresh.remove(ID, made.id)
    assert path.read_bytes() == broken
    (listed,) = store.all()
    assert listed.problem is not None


def test_a_file_that_is_not_utf8_is_left_alone(store: NoteStore, article: Article) -> None:
    store.add(ID, article, None, note="x")
    path = file_of(store.open(ID, article))
    data = path.read_bytes() + b"\xff\n"
    path.write_bytes(data)
    notebook = store.open(ID, article)
    assert "UTF-8" in str(notebook.problem)
    with pytest.raises(NotesError, match="UTF-8"):
        store.add(ID, article, None)
    assert path.read_bytes() == data


def test_both_sides_of_a_conflict_are_kept(store: NoteStore, article: Article, third: Span) -> None:
    made = store.add(ID, article, third, note="first")
    other = NoteStore(store.folder)
    other.open(ID, article)
    theirs = other.change(ID, article, replace(made, note="theirs"))
    ours = store.change(ID, article, replace(made, note="ours"))
    assert theirs.id == made.id
    assert ours.id == f"{made.id}-conflict"
    again = store.change(ID, article, replace(made, note="ours too"), base=made)
    assert again.id == f"{made.id}-conflict-2"
    assert sorted(notes_of(store.open(ID, article))) == ["ours", "ours too", "theirs"]


def test_changes_of_different_things_meet_in_one_block(
    store: NoteStore, article: Article, third: Span
) -> None:
    made = store.add(ID, article, third, note="n", tags=("a", "b"))
    other = NoteStore(store.folder)
    other.open(ID, article)
    other.change(ID, article, replace(made, colour=Colour.PINK, tags=("a", "b", "c")))
    both = store.change(ID, article, replace(made, note="ours", tags=("b",)))
    assert (both.id, both.colour, both.note, both.tags) == (made.id, Colour.PINK, "ours", ("b", "c"))


def test_the_base_of_an_edit_is_what_its_editor_was_opened_with(
    store: NoteStore, article: Article, third: Span
) -> None:
    made = store.add(ID, article, third, note="first")
    NoteStore(store.folder).change(ID, article, replace(made, note="theirs"), base=made)
    store.open(ID, article)
    store.change(ID, article, replace(made, note="ours"), base=made)
    assert sorted(notes_of(store.open(ID, article))) == ["ours", "theirs"]


def test_an_edit_outlives_a_deletion(store: NoteStore, article: Article, third: Span) -> None:
    made = store.add(ID, article, third, note="first")
    other = NoteStore(store.folder)
    other.open(ID, article)
    other.remove(ID, made.id)
    store.change(ID, article, replace(made, note="longer"))
    assert notes_of(other.open(ID, article)) == ["longer"]

    other.change(ID, article, replace(made, note="longer still"))
    with pytest.raises(NotesError, match="changed in another program"):
        store.remove(ID, made.id)
    store.open(ID, article)
    assert store.remove(ID, made.id).note == "longer still"
    with pytest.raises(NotesError, match="no such note"):
        store.remove(ID, made.id)


def test_what_was_taken_out_comes_back_as_it_was(store: NoteStore, article: Article, third: Span) -> None:
    store.add(ID, article, Span(25, 60), note="first")
    made = store.add(ID, article, third, Colour.BLUE, note="> a quote\n\n# and a heading", tags=("x",))
    before = file_of(store.open(ID, article)).read_bytes()
    gone = store.remove(ID, made.id)
    assert store.restore(ID, None, gone) == made
    assert file_of(store.open(ID, article)).read_bytes() == before


def test_without_the_article_and_its_file_nothing_can_be_changed(store: NoteStore, article: Article) -> None:
    with pytest.raises(NotesError, match="no note file"):
        store.restore(ID, None, Highlight("hl-x", None, note="x"))
    with pytest.raises(NotesError, match="no such note"):
        store.remove(ID, "hl-x")


def test_a_note_that_is_lost_stays_in_the_list(store: NoteStore, article: Article, third: Span) -> None:
    made = store.add(ID, article, third, note="mine")
    store.add(ID, article, Span(25, 60))
    builder = ArticleBuilder()
    builder.add(Kind.PARAGRAPH, "Something else altogether.")
    (first, second) = store.open(ID, builder.article(Metadata())).placed
    assert {first.state, second.state} == {AnchorState.LOST}
    assert second.highlight == made
    assert (second.start, second.end) == (0, 0)


def test_one_the_reader_gave_up_is_looked_for_no_more(
    store: NoteStore, article: Article, third: Span
) -> None:
    made = store.add(ID, article, third)
    store.change(ID, article, replace(made, lost=True))
    (placed,) = NoteStore(store.folder).open(ID, article).placed
    assert placed.state is AnchorState.LOST
    store.change(ID, article, replace(made, lost=False))
    (placed,) = NoteStore(store.folder).open(ID, article).placed
    assert placed.state is AnchorState.EXACT


def test_the_hash_of_the_text_follows_the_newest_position(store: NoteStore, article: Article) -> None:
    store.add(ID, article, Span(25, 60))
    path = file_of(store.open(ID, article))
    path.write_text(path.read_text().replace("format: 1", "# mine\nformat: 1"))
    edited = replace(article, text=article.text.replace("Monday", "Friday"))
    store.add(ID, edited, None, note="no position")
    assert naming.text_sha(article.text) in path.read_text()
    store.add(ID, edited, Span(30, 60))
    text = path.read_text()
    assert naming.text_sha(edited.text) in text
    assert naming.text_sha(article.text) not in text
    assert "# mine\n" in text


def test_what_others_keep_in_the_folder_is_not_ours(store: NoteStore, article: Article, folder: Path) -> None:
    folder.mkdir()
    for name, text in {
        "plain.md": "words",
        "other.md": "---\nid: uid-7\n---\n\n> a quote\n",
        "broken.md": "---\nid: [\n---\n",
        ".obsidian/x.md": f"---\nid: {ID}\n---\n",
        "text.txt": f"---\nid: {ID}\n---\n",
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    store.add(ID, article, None, note="mine")
    assert [note.article_id for note in store.all() if note.problem is None] == [ID]
    assert (folder / "other.md").read_text() == "---\nid: uid-7\n---\n\n> a quote\n"


def test_names_that_are_taken_are_not_taken_again(store: NoteStore, article: Article) -> None:
    one, other = "01J8ABCD0000000000000001", "01J8ABCD0000000000000002"
    store.add(one, article, None, note="one")
    store.add(other, article, None, note="other")
    assert notes_of(store.open(one, article)) == ["one"]
    assert notes_of(store.open(other, article)) == ["other"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Harbour town votes", "harbour-town-votes"),
        ("Smørrebrød à la carte", "smørrebrød-a-la-carte"),
        ("港の時計", "港の時計"),
        ("../../etc/passwd", "etc-passwd"),
        ("", "article"),
        ("?!", "article"),
        ("It’s 1_000 o'clock", "its-1-000-oclock"),
        ("CON", "con"),
    ],
)
def test_names_are_pleasant(title: str, slug: str) -> None:
    assert naming.slug(title) == slug


def test_a_long_title_makes_a_short_name() -> None:
    assert len(naming.slug("word " * 100).encode()) <= 100
    assert len(naming.slug("漢" * 300).encode()) <= 100


@pytest.mark.parametrize("published", [None, "", "soon", "2019", "1998-02-03T10:00:00Z"])
def test_the_year_is_that_of_the_article_or_this_one(
    folder: Path, article: Article, published: str | None, store: NoteStore
) -> None:
    dated = replace(article, meta=replace(article.meta, published=published))
    year = naming.file_path(folder, ID, dated, datetime(2026, 1, 1)).parent.name
    assert year == (published[:4] if published and published[0] in "12" else "2026")


class Refusing(files.System):
    def __init__(self, number: int) -> None:
        self.number = number

    def fsync(self, fd: int) -> None:
        raise OSError(self.number, os.strerror(self.number))


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EDQUOT, "quota"),
        (errno.EIO, "disk reports an error"),
        (errno.EROFS, "notes.dir"),
        (errno.ESTALE, "connection"),
    ],
)
def test_what_cannot_be_saved_says_why_and_what_to_do(
    store: NoteStore, article: Article, number: int, advice: str
) -> None:
    store.add(ID, article, None, note="kept")
    before = file_of(store.open(ID, article)).read_bytes()
    with pytest.raises(NotesError, match=advice) as failure:
        NoteStore(store.folder, system=Refusing(number)).add(ID, article, None, note="lost")
    assert "\n" not in str(failure.value)
    assert str(store.folder) in str(failure.value)
    assert file_of(store.open(ID, article)).read_bytes() == before


def test_a_folder_that_is_a_file_is_told_of(tmp_path: Path, article: Article) -> None:
    (tmp_path / "notes").write_text("")
    with pytest.raises(NotesError, match="notes"):
        NoteStore(tmp_path / "notes").add(ID, article, None)


def test_escape_sequences_in_a_note_file_never_come_out(
    store: NoteStore, article: Article, third: Span
) -> None:
    made = store.add(ID, article, third, note="plain")
    path = file_of(store.open(ID, article))
    text = path.read_text().replace("plain", "\x1b]0;owned\x07red").replace('title: "', 'title: "\\e[31m')
    path.write_text(text)
    (placed,) = store.open(ID, article).placed
    assert placed.highlight.note == "red"
    assert placed.highlight.id == made.id
    (listed,) = store.all()
    assert "\x1b" not in listed.title


def test_only_locks_lie_in_the_hidden_folder(store: NoteStore, article: Article, folder: Path) -> None:
    store.add(ID, article, None, note="x")
    names = sorted(path.name for path in folder.iterdir())
    assert names == [LOCKS, "2026"]
    assert [path.name for path in (folder / LOCKS).iterdir()] == [ID]


def test_five_thousand_notes_on_one_article(store: NoteStore, folder: Path) -> None:
    import random
    import time

    from reader.notes import anchors

    builder = ArticleBuilder()
    dice = random.Random(5)
    words = [
        "tide",
        "clock",
        "bell",
        "harbour",
        "council",
        "pilot",
        "ferry",
        "lamp",
        "storm",
        "winter",
        "ledger",
        "rope",
    ]
    for _ in range(60):
        builder.add(Kind.PARAGRAPH, " ".join(dice.choice(words) for _ in range(70)) + ".")
    article = builder.article(Metadata(title="Long"))
    document = naming.new_document(ID, article)
    blocks = []
    for number in range(5000):
        start = dice.randrange(len(article.text) - 200)
        anchor = anchors.make(article.text, Span(start, start + dice.randint(15, 180)))
        blocks.append(entry_of(Highlight(f"hl-{number}", anchor, note=f"n {number}")).rendered("\n").raw)
    path = folder / "2026" / "long.md"
    path.parent.mkdir(parents=True)
    path.write_text(document.text + "\n" + "\n".join(blocks))
    start_time = time.process_time()
    notebook = store.open(ID, article)
    taken = time.process_time() - start_time
    assert len(notebook.placed) == 5000
    assert {placed.state for placed in notebook.placed} == {AnchorState.EXACT}
    assert taken < 1.0


def test_what_is_heavy_is_not_imported_before_it_is_needed() -> None:
    code = (
        "import sys, reader.notes.store, reader.notes.drafts, reader.notes.trash, reader.notes.check\n"
        "heavy = {'yaml', 'rapidfuzz', 'jinja2', 'textual', 'rich', 'csv'} & set(sys.modules)\n"
        "print(*sorted(heavy))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "\n"
