"""The shelf: what is opened stands in the list, what fails is said, what is kept stays."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.domain.article import Article
from reader.library import paths
from reader.library.articlestate import UNTOUCHED, ArticleState
from reader.library.entry import Entry, as_json, iso
from reader.library.keep import kept_id, slug
from reader.library.related import related
from reader.library.search import Searcher
from reader.library.shelf import Failure, Shelf
from reader.library.state import StateLog
from reader.library.trash import Trash
from reader.loaders import LoadError, Source

TIDE = "The tide table is right\n\nThe council of Sandholm looked at the water and agreed with the moon.\n"
SEED = "A vault of seeds\n\nIn the north there is a door in a hill, and behind the door there is winter.\n"
LONG = " ".join(f"word{number}" for number in range(200))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(StateLog(tmp_path / "state", "desk"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "1.md").write_text("---\ntitle: The tide table is right\n---\n\n" + TIDE.split("\n\n")[1])
    (folder / "2.txt").write_text(SEED)
    (folder / "10.txt").write_text("")
    return folder


def filled(shelf: Shelf, *named: Path) -> list[Entry]:
    return [one for one in shelf.fill(named) if isinstance(one, Entry)]


def test_a_folder_is_read_in_order_and_what_fails_is_said(shelf: Shelf, folder: Path) -> None:
    found = list(shelf.fill([folder, folder / "nothing.txt"]))
    assert [one.title if isinstance(one, Entry) else one for one in found] == [
        "The tide table is right",
        "A vault of seeds",
        Failure(f"{folder / '10.txt'} is empty", folder / "10.txt"),
        Failure(f"{folder / 'nothing.txt'}: there is no such file", folder / "nothing.txt"),
    ]
    assert len(shelf) == 2
    first = shelf.entries[0]
    assert first.path == folder / "1.md"
    assert first.snippet.startswith("The council of Sandholm")
    assert first.minutes == 1
    assert first.words > 10
    assert first.added == iso((folder / "1.md").stat().st_mtime)
    assert shelf.get(first.id) == first
    assert shelf.matching(first.id[:5]) == [first]
    assert shelf.matching("") == []
    assert shelf.load(first).meta.title == first.title


def test_two_copies_are_one_article(shelf: Shelf, folder: Path) -> None:
    (folder / "3.txt").write_text(SEED)
    assert [entry.path for entry in filled(shelf, folder)] == [folder / "1.md", folder / "2.txt"]
    (folder / "2.txt").unlink()
    assert [entry.path for entry in filled(shelf, folder)] == [folder / "1.md", folder / "3.txt"]


def test_standard_input_is_kept_in_memory(shelf: Shelf) -> None:
    (opened,) = shelf.put(Source("standard input", SEED.encode()))
    assert opened.entry.path is None
    assert shelf.load(opened.entry) is opened.article


def test_an_article_that_is_gone_is_said_in_a_line(shelf: Shelf, folder: Path) -> None:
    entry = filled(shelf, folder)[1]
    (folder / "2.txt").unlink()
    with pytest.raises(LoadError, match="there is no such file"):
        shelf.load(entry)
    with pytest.raises(LoadError, match=r"is not on this machine; add it from https://e\.org"):
        shelf.load(Entry("x", "X", url="https://e.org"))


def test_a_big_file_is_listed_by_its_beginning(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "big.md"
    path.write_text("# A long one\n\n" + "\n\n".join(f"Paragraph {n}. " + LONG for n in range(400)))
    (entry,) = filled(shelf, path)
    assert entry.partial
    (whole,) = shelf.open(path)
    assert not whole.entry.partial
    assert whole.entry.id == entry.id
    assert abs(entry.words - whole.entry.words) < whole.entry.words * 0.1


def test_an_article_keeps_its_id_through_edits_and_renames(
    shelf: Shelf, folder: Path, tmp_path: Path
) -> None:
    (folder / "4.txt").write_text("A headline of some kind\n\n" + LONG)
    entry = next(one for one in filled(shelf, folder) if one.path == folder / "4.txt")
    shelf.remember(entry.id)
    shelf.state.set(entry.id, opened="2026-11-23T10:00:00Z", starred=True)
    (folder / "4.txt").rename(folder / "renamed.txt")
    (folder / "renamed.txt").write_text("A headline of some kind\n\n" + LONG.replace("word7", "changed"))
    later = Shelf(StateLog(tmp_path / "state", "desk"))
    found = next(one for one in filled(later, folder) if one.path == folder / "renamed.txt")
    assert found.id == entry.id
    assert later.state.get(found.id).starred
    assert later.opened_before() == []
    later.remember(found.id)
    assert later.opened_before() == [folder / "renamed.txt"]


def test_kept_articles_are_found_by_their_names(shelf: Shelf, folder: Path, tmp_path: Path) -> None:
    path = folder / "2.txt"
    (opened,) = shelf.open(path)
    kept = shelf.keep(opened, Source("x", path.read_bytes(), path=path))
    assert kept.path is not None
    assert kept.path.parent == paths.articles_dir()
    assert kept.path.name == f"a-vault-of-seeds-{kept.id}.txt"
    assert kept.path.read_bytes() == path.read_bytes()
    assert shelf.keep(opened).path == kept.path, "it is kept once"
    kept.path.write_text("Wholly different words now\n\nNothing is as it was before, not even this.")
    later = Shelf(StateLog(tmp_path / "elsewhere", "desk"))
    assert [entry.id for entry in filled(later, paths.articles_dir())] == [kept.id]


def test_an_article_of_a_feed_is_kept_as_markdown(shelf: Shelf, article_of: Callable[..., Article]) -> None:
    from reader.library.entry import entry_of
    from reader.library.shelf import Opened

    article = article_of("On *stars* & [brackets]\n\nOne_two 1. three\n\n- no list", authors=("Ana Lima",))
    entry = entry_of("0123456789abcdef", article)
    kept = shelf.keep(Opened(entry, article))
    assert kept.path is not None
    assert kept.path.suffix == ".md"
    (opened,) = shelf.open(kept.path)
    assert opened.entry.id == entry.id
    assert opened.article.meta.authors == ("Ana Lima",)
    assert opened.article.meta.title == "On *stars* & [brackets]"
    assert opened.article.text.endswith("One_two 1. three\n\n- no list")


def test_a_fetched_page_tells_where_it_came_from(shelf: Shelf, article_of: Callable[..., Article]) -> None:
    from reader.library.keep import KeptFiles, keep

    source = Source("x", b"<p>Hello</p>", url="https://e.org/a--b", media_type="text/html")
    path = keep(KeptFiles(shelf.folder), "0123456789abcdef", article_of("Hello\n\nThere"), source)
    assert path.name == "hello-0123456789abcdef.html"
    assert path.read_bytes() == b"<!-- saved from url=(0020)https://e.org/a-%2Db -->\n<p>Hello</p>"


def test_the_folder_is_read_once_however_much_is_kept(
    shelf: Shelf, article_of: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.library import keep as keeping
    from reader.library.keep import KeptFiles, keep

    looks = []
    listed = Path.iterdir

    def looked(folder: Path) -> Iterator[Path]:
        looks.append(folder)
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", looked)
    monkeypatch.setattr(keeping, "TRUSTED", 3600.0)
    kept = KeptFiles(shelf.folder)
    assert kept.ids() == set()
    ids = [f"{number:016x}" for number in range(20)]
    paths = [keep(kept, one, article_of(f"Title {one}\n\nText")) for one in ids]
    assert kept.ids() == set(ids)
    assert keep(kept, ids[3], article_of("Another title\n\nText")) == paths[3]
    assert looks == []
    paths[3].unlink()
    assert kept.get(ids[3]) is None
    assert looks == [shelf.folder]


def test_a_file_that_came_along_with_ones_own_is_seen(
    shelf: Shelf, article_of: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.library import keep as keeping
    from reader.library.keep import KeptFiles, keep

    class Beside(KeptFiles):
        def add(self, article_id: str, path: Path) -> None:
            (self.folder / "theirs-00000000000000bb.md").write_text("Theirs")
            super().add(article_id, path)

    monkeypatch.setattr(keeping, "TRUSTED", 0.0)
    kept = Beside(shelf.folder)
    keep(kept, "00000000000000aa", article_of("Ours\n\nText"))
    assert kept.ids() == {"00000000000000aa", "00000000000000bb"}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Harbour town votes!", "harbour-town-votes"),
        ("../../etc/passwd", "etc-passwd"),
        ("Łódź, Ærø & straße", "lodz-aero-strasse"),
        ("北京大学", "北京大学"),
        ("…", "article"),
        ("", "article"),
        ("CON\x00.txt", "con-txt"),
        ("word " * 40, "word-word-word-word-word-word-word-word-word-word-word-word"[:59]),
    ],
)
def test_names_of_files_are_safe(title: str, name: str) -> None:
    assert slug(title) == name
    path = Path("/kept") / f"{slug(title)}-0123456789abcdef.md"
    assert kept_id(path, Path("/kept")) == "0123456789abcdef"
    assert kept_id(path, Path("/elsewhere")) is None


def test_deleting_is_undone_across_a_restart(shelf: Shelf, folder: Path, tmp_path: Path) -> None:
    (opened, other) = (*shelf.open(folder / "2.txt"), *shelf.open(folder / "1.md"))
    kept = shelf.keep(opened)
    assert kept.path is not None
    trash = Trash(shelf.state, paths.articles_dir(), paths.trash_dir())
    trash.delete([kept, other.entry])
    assert not kept.path.exists()
    assert (folder / "1.md").exists(), "what was opened by path stays where it is"
    assert shelf.state.get(kept.id).deleted
    state = StateLog(tmp_path / "state", "desk")
    Trash(state, paths.articles_dir(), paths.trash_dir())
    action = state.undo()
    assert action is not None
    assert action.label == "delete 2 articles"
    assert kept.path.exists()
    assert not state.get(kept.id).deleted
    assert state.redo() is not None
    assert not kept.path.exists()
    assert Trash(state, paths.articles_dir(), paths.trash_dir()).empty() == 1
    state.undo()
    assert not kept.path.exists()


def test_what_scripts_are_told() -> None:
    entry = Entry("0123", "Tide", authors=("Ana",), path=Path("/a/b.md"), words=460, tags=("sea",))
    state = ArticleState(position=7, progress=0.123456, read=True, tags=("mine", "sea"))
    told = as_json(entry, state)
    assert json.loads(json.dumps(told)) == told
    assert told == {
        "id": "0123",
        "title": "Tide",
        "standfirst": "",
        "authors": ["Ana"],
        "published": None,
        "updated": None,
        "added": None,
        "site": None,
        "url": None,
        "path": "/a/b.md",
        "language": None,
        "words": 460,
        "minutes": 2,
        "snippet": "",
        "tags": ["sea", "mine"],
        "read": True,
        "starred": False,
        "archived": False,
        "progress": 0.1235,
        "position": 7,
        "opened": None,
    }
    assert as_json(entry, UNTOUCHED)["tags"] == ["sea"]


def test_a_name_that_is_no_text_is_opened_all_the_same(shelf: Shelf, folder: Path) -> None:
    name = os.fsencode(folder) + b"/caf\xe9.txt"
    Path(os.fsdecode(name)).write_text("Of a place\n\nThat has a name in another encoding than the rest.")
    entry = next(one for one in filled(shelf, folder) if one.path == Path(os.fsdecode(name)))
    shelf.remember(entry.id)
    assert shelf.load(entry).text.startswith("Of a place")


def test_related_articles_share_rare_names(made: Callable[..., object]) -> None:
    from reader.library.document import Document
    from reader.library.index import Index

    index = Index(None)
    searcher = Searcher(index)
    documents = [
        made(
            "open",
            "A lighthouse",
            "The lighthouse keeper of Sandholm.",
            people=("Ana Lima",),
            places=("Sandholm",),
        ),
        made("near", "Keepers", "Another lighthouse keeper.", people=("Ana Lima",)),
        made("place", "A town", "Nothing else.", places=("Sandholm",)),
        made("far", "A market", "Prices fell."),
        *(made(f"x{n}", "Filler", "The keeper counts.") for n in range(450)),
    ]
    kept = [document for document in documents if isinstance(document, Document)]
    searcher.add(kept)
    found = related(index, kept[0])
    assert [one.entry.id for one in found] == ["near", "place"]
    assert found[0].shared == ("Ana Lima", "lighthouse")
    assert related(index, kept[3]) == []
