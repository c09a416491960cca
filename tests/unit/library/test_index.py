"""The index is a cache: whatever happens to its file, the reader goes on and the next start has it whole."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from reader.library import database, schema, where
from reader.library.database import IndexUnavailable
from reader.library.document import Document
from reader.library.glance import glance
from reader.library.index import Index, open_index
from reader.library.indexing import bring_up_to_date
from reader.library.keys import day
from reader.library.reading import ORDERS
from reader.library.schema import VERSION
from reader.library.search import Searcher
from reader.library.shelf import Shelf
from reader.library.state import StateLog

Make = Callable[..., Document]


def filled(path: Path | None, made: Make, count: int = 60) -> Index:
    index = Index(path)
    index.upsert(
        made(f"{number:016x}", f"Tide {number}", "Open water. " * 30, f"2024-01-{number % 28 + 1:02}")
        for number in range(count)
    )
    index.complete()
    return index


def found(index: Index, query: str = "tide") -> int:
    return len(Searcher(index).search(query).keys)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """A folder that says it cannot be written, also to root, whom modes do not bind."""
    real = os.access

    def access(path: Any, mode: int, **kwargs: Any) -> bool:
        inside = Path(path) == folder or folder in Path(path).parents
        return False if mode & os.W_OK and inside else real(path, mode, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.access", access)
        yield


def test_it_is_there_at_the_next_start(tmp_path: Path, made: Make) -> None:
    path = tmp_path / "cache" / "index.db"
    index = filled(path, made)
    assert index.notice is None
    index.close()
    again = Index(path)
    assert not again.needs_building
    assert found(again) == len(again) == 60
    assert again.newest(3)[0].published == "2024-01-28"


def test_an_index_that_was_not_finished_is_to_be_built(tmp_path: Path, made: Make) -> None:
    path = tmp_path / "index.db"
    Index(path).close()
    again = Index(path)
    assert again.needs_building
    again.complete()
    again.close()
    assert not Index(path).needs_building


def test_readers_and_a_writer_share_it(tmp_path: Path, made: Make) -> None:
    path = tmp_path / "index.db"
    one, two = filled(path, made), Index(path)
    assert found(two) == 60
    one.upsert([made("new", "A flood")])
    assert found(two, "flood") == 1
    two.remove(["new"])
    assert found(one, "flood") == 0
    blocked = database.connect(path)
    blocked.execute("BEGIN IMMEDIATE")
    assert found(one) == 60, "a search waits for no writer"
    blocked.close()


def test_a_locked_index_is_said_in_one_line(
    tmp_path: Path, made: Make, monkeypatch: pytest.MonkeyPatch, article_of: Any
) -> None:
    monkeypatch.setattr(database, "BUSY", 0.05)
    path = tmp_path / "index.db"
    index = filled(path, made)
    shelf, folder = library_of(tmp_path, monkeypatch, article_of, 3)
    blocker = database.connect(path)
    blocker.execute("BEGIN IMMEDIATE")
    report = bring_up_to_date(index, shelf, [folder])
    assert report.notice == f"{path}: database is locked; indexing goes on at the next start"
    blocker.execute("ROLLBACK")
    assert bring_up_to_date(index, shelf, [folder]).notice is None
    assert found(index, "entirely") == 3
    blocker.close()


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut in half": lambda data: data[: len(data) // 2],
    "cut to a page and a bit": lambda data: data[:5000],
    "cut within the header": lambda data: data[:50],
    "noise": lambda data: random.Random(3).randbytes(len(data)),
    "noise at the start": lambda data: random.Random(4).randbytes(4096) + data[4096:],
    "zeros": lambda data: bytes(len(data)),
    "noise behind the header": lambda data: data[:100] + random.Random(5).randbytes(len(data) - 100),
    "a text file": lambda data: b"this is not a database\n" * 100,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_built_anew(damage: str, tmp_path: Path, made: Make) -> None:
    path = tmp_path / "index.db"
    filled(path, made).close()
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    index = Index(path)
    assert index.needs_building
    assert not index.in_memory
    assert (index.notice or "").startswith(f"{path}: it was ")
    assert (index.notice or "").endswith(", and is built anew")
    index.close()
    index = filled(path, made)
    assert index.notice is None
    assert found(index) == 60


@pytest.mark.parametrize("seed", range(12))
def test_noise_in_the_middle_is_met_by_whoever_reads_it(seed: int, tmp_path: Path, made: Make) -> None:
    path = tmp_path / "index.db"
    filled(path, made, 200).close()
    data = bytearray(path.read_bytes())
    chance = random.Random(seed)
    for _ in range(6):
        at = chance.randrange(1, len(data) // 4096) * 4096
        data[at : at + 4096] = chance.randbytes(4096)
    path.write_bytes(data)
    index = Index(path)
    searcher = Searcher(index)
    for query in ("tide", "op", "water sort:rank", "-tide", "title:tide", "date:2024-01 tide"):
        page = searcher.search(query)
        assert page.notice is None or str(path) in page.notice
    try:
        index.upsert([made("new", "A flood")])
    except database.DAMAGE as error:
        assert database.is_damage(error)
        index.recover()
    if index.needs_building:
        assert found(index) == 0 or not index.notice
        index.upsert([made("new", "A flood")])
        assert found(index, "flood") == 1


@pytest.mark.parametrize("seed", range(6))
def test_a_glance_at_a_damaged_index_raises_nothing(seed: int, tmp_path: Path, made: Make) -> None:
    path, chance = tmp_path / "index.db", random.Random(seed)
    filled(path, made).close()
    data = bytearray(path.read_bytes())
    for start in range(4096, len(data), 4096):
        if chance.random() < 0.8:
            data[start : start + 4096] = chance.randbytes(4096)
    path.write_bytes(data)
    look = glance(path)
    if look is not None:
        for article_id in (f"{number:016x}" for number in range(60)):
            look.get(article_id)
            look.document(article_id)
        look.ids_at(tmp_path, 1, 1.0)
        look.first("date", 60)


def test_an_index_of_another_version_is_built_anew(tmp_path: Path, made: Make) -> None:
    path = tmp_path / "index.db"
    filled(path, made).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    index = Index(path)
    assert index.needs_building
    assert index.notice == f"{path}: it was of another version, and is built anew"
    assert len(index) == 0


def test_a_database_of_someone_else_is_replaced_in_the_cache(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE other (x)")
    connection.close()
    assert Index(path).notice == f"{path}: it was not the index, and is built anew"


def test_a_folder_that_cannot_be_made_leaves_an_index_in_memory(tmp_path: Path, made: Make) -> None:
    (tmp_path / "file").write_text("x")
    path = tmp_path / "file" / "index.db"
    index = Index(path)
    assert index.in_memory
    assert (
        index.notice
        == f"{path}: cannot be used (file exists); what is read now can be searched until you quit"
    )
    index.upsert([made("a", "A tide")])
    assert found(index) == 1


def test_a_folder_in_its_place_leaves_an_index_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    path.mkdir()
    (path / "x").touch()
    index = Index(path)
    assert index.in_memory
    assert str(path) in (index.notice or "")


def test_a_read_only_index_is_searched_as_it_is(tmp_path: Path, made: Make) -> None:
    path = tmp_path / "index.db"
    filled(path, made).close()
    with read_only(tmp_path):
        index = Index(path)
        assert not index.writable
        assert index.notice == (
            f"{path}: cannot be written; the library can be searched as it was when it last could"
        )
        assert found(index, "tide -is:read") == 60
        with pytest.raises(IndexUnavailable):
            index.upsert([made("a", "A flood")])


def test_a_full_disk_stops_indexing_and_nothing_else(
    tmp_path: Path, made: Make, monkeypatch: pytest.MonkeyPatch, article_of: Any
) -> None:
    path = tmp_path / "index.db"
    index = filled(path, made, 5)
    index.upsert([made("z", "Warm up the writer")])
    shelf, folder = library_of(tmp_path, monkeypatch, article_of, 20, words=4000)
    assert index._writer is not None
    pages = index._writer.execute("PRAGMA page_count").fetchone()[0]
    index._writer.execute(f"PRAGMA max_page_count = {pages + 4}")
    report = bring_up_to_date(index, shelf, [folder])
    assert report.notice == (
        f"{path}: the disk is full; searching goes on with what is indexed so far; make room"
    )
    assert found(index) == 5
    index._writer.execute("PRAGMA max_page_count = 1000000")
    assert bring_up_to_date(index, shelf, [folder]).notice is None
    assert found(index, "entirely") == 20


def test_without_full_text_search_articles_are_listed(
    tmp_path: Path, made: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "index.db"
    filled(path, made).close()
    monkeypatch.setattr(database, "WORDS", schema.WORDS.replace("fts5", "fts99"))
    monkeypatch.setattr(database, "_check", lacks_search)
    for index in (Index(path), Index(tmp_path / "other.db"), Index(None)):
        assert index.notice == database.NOT_SEARCHABLE
        index.upsert([made("a", "Tide tables", published="2024-01-05", people=("Ana Lima",)), made("b", "x")])
        index.upsert([made("a", "Tide table", published="2024-01-05"), made("c", "x")])
        assert index.remove(["c"]) == 1
        assert [entry.title for entry in index.newest(3)] == ["Tide table", "x"]
        assert index.entries(index.order("date")) == index.newest(3)
        searcher = Searcher(index, StateLog(tmp_path / "state", "desk"))
        for query in ("tide", "tide*", "-tide", "is:read OR tide", "person:ana"):
            assert searcher.search(query).notice == database.NOT_SEARCHABLE, query
        assert [hit.entry.id for hit in searcher.search("date:2024 is:unread").hits] == ["a"]
        index.close()
    monkeypatch.undo()
    assert found(Index(path)) == 60, "what another Python indexed is still there"


def lacks_search(connection: sqlite3.Connection) -> None:
    raise sqlite3.OperationalError("no such module: fts5")


def test_an_error_that_passes_is_no_reason_to_build_anew(tmp_path: Path, made: Make) -> None:
    path = tmp_path / "index.db"
    index = filled(path, made)
    assert index.recover()
    assert found(index) == 60
    assert not index.needs_building


def test_days_are_keys() -> None:
    assert day("2024-01-05T10:00:00+01:00") == 738890
    assert day("2024-01-05") == 738890
    assert day(None) == day("") == day("soon") == day("0001-01-01") == 0


def test_more_articles_in_a_day_than_it_has_keys(made: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.library import keys

    monkeypatch.setattr(keys, "DAY_BITS", 2)
    index = Index(None)
    index.upsert(made(str(number), "x", published="2024-01-05") for number in range(11))
    index.upsert(made(f"t{number}", "x", published="2024-01-05T10:00") for number in range(11))
    index.upsert(made(f"u{number}", "x") for number in range(11))
    assert len(index) == 33
    assert {entry.published for entry in index.newest(22)} == {"2024-01-05", "2024-01-05T10:00"}


def test_the_newest_come_first_whenever_they_were_put_in(made: Make) -> None:
    index = Index(None)
    times = ["T09:30:00Z", "T23:59", "", "T00:00", "T09:30:59Z", "T09:29"]
    named = [
        *(made(time, "x", published=f"2024-01-05{time}") for time in times),
        made("u", "x"),
        made("v", "x"),
    ]
    index.upsert(named[1::2])
    index.upsert(named[::2])
    whole = [entry.id for entry in index.newest(9)]
    assert whole == ["T23:59", "T09:30:59Z", "T09:30:00Z", "T09:29", "T00:00", "", "v", "u"]
    before = index.order("date")
    index.upsert(named)
    assert index.order("date") == before, "what changes keeps its place"
    index.upsert([made("T09:29", "x", published="2024-01-05T23:58")])
    assert [entry.id for entry in index.newest(2)] == ["T23:59", "T09:29"]


def test_those_of_one_time_stand_as_they_came(made: Make) -> None:
    index = Index(None)
    for published in ("2024-01-05T10:00", "2024-01-04", None):
        index.upsert(made(f"{published} {number}", "x", published=published) for number in range(3))
    assert [entry.id[-1] for entry in index.newest(9)] == list("012012012")


@pytest.mark.parametrize("order", ORDERS)
def test_the_list_can_be_sorted(order: str, made: Make) -> None:
    index = Index(None)
    index.upsert(
        [
            made("a", "beta", published="2024-01-05", added="2026", words=5, site="Zeit"),
            made("b", "Alpha", published="2025-01-05", added="2024", words=50),
            made("c", "gamma", added="2025", words=7, site="Alp"),
        ]
    )
    expected = {"date": "bac", "old": "cab", "added": "acb", "title": "bac", "source": "cab", "length": "bca"}
    assert "".join(entry.id for entry in index.entries(index.order(order))) == expected[order]


MOUNTINFO = """\
22 1 253:0 / / rw - ext4 /dev/vda rw
30 22 0:40 / /home rw,nosuid shared:2 - nfs4 server:/home rw
31 30 0:41 / /home/local\\040disk rw - ext4 /dev/vdb rw
broken line
"""


@pytest.mark.parametrize(
    ("path", "remote"),
    [("/home/reader/.cache", True), ("/home/local disk/x", False), ("/var/x", False), ("/homes", False)],
)
def test_another_machines_disk_is_known(
    path: str, remote: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(MOUNTINFO)
    monkeypatch.setattr(where, "MOUNTS", table)
    assert where.is_remote(Path(path)) is remote
    found_path, notice = where.index_path(Path(path) / "index.db")
    if remote:
        assert found_path == Path(f"/var/tmp/broadsheet-{os.getuid()}/index.db")
        assert notice is not None
        found_path.parent.rmdir()
    else:
        assert (found_path, notice) == (Path(path) / "index.db", None)


def test_the_librarys_index_is_on_this_machine(
    home: Path, tmp_path: Path, made: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = open_index()
    assert index.path == home / ".cache" / "broadsheet" / "index.db"
    assert index.notice is None
    index.close()
    table = tmp_path / "mountinfo"
    table.write_text("22 1 0:40 / / rw - nfs4 server:/ rw\n")
    monkeypatch.setattr(where, "MOUNTS", table)
    away = open_index()
    assert away.path is None
    assert away.in_memory
    assert away.notice == f"{home}/.cache/broadsheet is on another machine, so the index is kept in memory"
    away.upsert([made("a", "A tide")])
    assert found(away) == 1


def test_without_a_table_of_mounts_every_disk_counts_as_local(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(where, "MOUNTS", Path("/nowhere/mountinfo"))
    assert not where.is_remote(Path("/"))


INDEXER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
import library_helper
from reader.library import indexing
from reader.library.index import Index
from reader.library.shelf import Shelf
from reader.library.state import StateLog
indexing.BATCH_SECONDS = 0.0
index = Index(Path(sys.argv[1]) / "index.db")
shelf = Shelf(StateLog(Path(sys.argv[1]) / "state", "desk"))
indexing.bring_up_to_date(
    index, shelf, [Path(sys.argv[2])], progress=lambda done, of: print(done, flush=True)
)
print("whole", flush=True)
"""

HELPER = """
from pathlib import Path
from reader.domain.article import Kind, Metadata
from reader.domain.builder import ArticleBuilder
from reader.library import shelf

def load(source):
    title, *rest = source.data.decode().split("\\n\\n")
    builder = ArticleBuilder()
    builder.add(Kind.HEADLINE, title)
    for paragraph in rest:
        builder.add(Kind.PARAGRAPH, paragraph)
    return (builder.article(Metadata(title=title)),)

shelf.load = load
shelf.head = lambda source: None
"""


def library_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, article_of: Any, count: int, words: int = 40
) -> tuple[Shelf, Path]:
    """A shelf, and a folder of articles that are all different; the loader is a plain one."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(count):
        chance = random.Random(number)
        text = " ".join(f"word{chance.randrange(100_000)}" for _ in range(words))
        (folder / f"{number}.txt").write_text(f"Number {number}\n\nAn entirely made-up text. {text}")
    monkeypatch.setattr("reader.library.shelf.load", lambda source: (article_of(source.data.decode()),))
    monkeypatch.setattr("reader.library.shelf.head", lambda source: None)
    return Shelf(StateLog(tmp_path / "state", "desk")), folder


def test_only_what_is_new_or_changed_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, article_of: Any
) -> None:
    shelf, folder = library_of(tmp_path, monkeypatch, article_of, 5)
    index = Index(tmp_path / "index.db")
    steps: list[tuple[int, int]] = []
    first = bring_up_to_date(index, shelf, [folder], progress=lambda done, of: steps.append((done, of)))
    assert (first.added, first.removed, first.failures, first.notice) == (5, 0, [], None)
    assert steps == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]
    assert not index.needs_building
    assert bring_up_to_date(index, shelf, [folder]).added == 0
    (folder / "2.txt").write_text("Number 2\n\nAn entirely other text about a lighthouse and its keeper.")
    (folder / "3.txt").unlink()
    (folder / "9.txt").write_bytes(b"")
    second = bring_up_to_date(index, shelf, [folder])
    assert (second.added, second.removed) == (1, 1)
    assert second.failures == [f"{folder / '9.txt'} is empty"]
    assert found(index, "lighthouse") == 1
    assert found(index, "entirely") == 4
    assert len(index) == 4


def test_copies_and_what_cannot_be_read_are_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, article_of: Any
) -> None:
    shelf, folder = library_of(tmp_path, monkeypatch, article_of, 2)
    (folder / "copy.txt").write_text((folder / "1.txt").read_text())
    (folder / "empty.txt").touch()
    index = Index(tmp_path / "index.db")
    first = bring_up_to_date(index, shelf, [folder])
    assert (first.added, len(first.failures)) == (2, 1)
    again = bring_up_to_date(index, Shelf(shelf.state), [folder])
    assert (again.added, again.failures) == (0, first.failures), "what is wrong is known"
    (folder / "1.txt").unlink()
    later = bring_up_to_date(index, Shelf(shelf.state), [folder])
    assert (later.added, later.removed) == (1, 1), "the copy stands in its place"
    assert found(index, "entirely") == 2
    (folder / "empty.txt").write_text("Something now\n\nNot empty any more, and made up entirely.")
    assert bring_up_to_date(index, Shelf(shelf.state), [folder]).added == 1


def test_indexing_stops_when_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, article_of: Any
) -> None:
    shelf, folder = library_of(tmp_path, monkeypatch, article_of, 6)
    index = Index(tmp_path / "index.db")
    count = iter(range(100))
    report = bring_up_to_date(index, shelf, [folder], cancelled=lambda: next(count) >= 3)
    assert report.added == 3
    assert index.needs_building
    assert bring_up_to_date(index, shelf, [folder]).added == 3
    assert not index.needs_building


def test_a_kill_at_any_point_of_indexing_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, article_of: Any
) -> None:
    _, folder = library_of(tmp_path, monkeypatch, article_of, 21)
    (tmp_path / "helper").mkdir()
    (tmp_path / "helper" / "library_helper.py").write_text(HELPER)
    home = tmp_path / "home"
    home.mkdir()
    points = 0
    for point in range(1, 21):
        command = [sys.executable, "-c", INDEXER, str(home), str(folder), str(tmp_path / "helper")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for _ in range(1 + point % 3):
                process.stdout.readline()
            process.kill()
        points += 1
        index = Index(home / "index.db")
        assert index.notice is None, point
        assert found(index, "entirely") == len(index)
        index.close()
        if point % 7 == 0:
            (home / "index.db").unlink()
    shelf = Shelf(StateLog(home / "state", "desk"))
    index = Index(home / "index.db")
    bring_up_to_date(index, shelf, [folder])
    assert not index.needs_building
    assert found(index, "entirely") == 21
    assert points == 20
