"""`broadsheet add`: what it keeps, what it says of what it cannot keep, and how it is stopped."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.cli import intake
from reader.cli.intake import Intake, Result
from tests.pty.tty import Tty
from tests.site import Site, page, rss
from tests.unit.cli.conftest import NEWS, Run

ADD = [sys.executable, "-m", "reader", "add"]


def kept(home: Path) -> list[Path]:
    """The files of the library."""
    return sorted((home / ".local/share/broadsheet/articles").glob("*"))


def folder_of(path: Path, count: int) -> Path:
    """A folder with so many articles."""
    path.mkdir()
    for number in range(count):
        text = f"Boat number {number} came in\n\nThe harbour office counted {number**5} crates on it.\n"
        (path / f"{number}.txt").write_text(text, encoding="utf-8")
    return path


def test_files_and_folders_are_kept_as_they_are(
    broadsheet: Run, home: Path, tmp_path: Path, news: Path
) -> None:
    said = broadsheet("add", news, folder_of(tmp_path / "boats", 12))
    assert (said.status, said.out) == (0, "")
    assert said.err == "broadsheet: 13 articles kept\n"
    assert len(kept(home)) == 13
    [file] = [path for path in kept(home) if path.name.startswith("lighthouse-to-be-moved")]
    assert file.read_text(encoding="utf-8") == NEWS
    assert len(json.loads(broadsheet("list", "--json").out)) == 13


def test_what_is_there_already_is_not_kept_again(broadsheet: Run, home: Path, news: Path) -> None:
    broadsheet("add", news)
    copy = news.with_name("copy.txt")
    copy.write_text(NEWS, encoding="utf-8")
    said = broadsheet("add", news, copy)
    assert said.status == 0
    assert said.err == "broadsheet: 0 articles kept, 2 there already\n"
    assert len(kept(home)) == 1


def test_bad_ones_are_named_and_the_rest_are_kept(
    broadsheet: Run, home: Path, tmp_path: Path, news: Path
) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "data.bin").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "nothing in it").mkdir()
    os.mkfifo(tmp_path / "fifo")
    bad = [tmp_path / name for name in ("empty.txt", "data.bin", "fifo", "gone.txt", "nothing in it")]
    said = broadsheet("add", *bad, news)
    assert said.status == 1
    *failures, summary = said.err.splitlines()
    assert summary == "broadsheet: 1 article kept, 5 failed"
    assert sorted(line.count("\n") for line in failures) == [0] * 5
    for path in bad:
        assert sum(str(path) in line for line in failures) == 1, path
    assert len(kept(home)) == 1


def test_standard_input_and_its_encoding(broadsheet: Run, home: Path) -> None:
    said = broadsheet(
        "add", "-", "--encoding", "iso8859-2", stdin="Žluťoučký kůň\n\nÚpěl.\n".encode("iso8859-2")
    )
    assert said.status == 0
    assert len(kept(home)) == 1
    assert broadsheet("add", "-").status == 1


def test_an_article_without_a_headline_keeps_its_name(broadsheet: Run, tmp_path: Path) -> None:
    path = tmp_path / "my list.md"
    path.write_text("- one\n- two\n", encoding="utf-8")
    broadsheet("add", path)
    assert "my-list" in broadsheet("list").out


def test_it_is_wrong_usage_to_name_nothing(broadsheet: Run) -> None:
    said = broadsheet("add")
    assert said.status == 2
    assert len(said.err.splitlines()) == 1


def test_a_page_is_kept_with_its_address(broadsheet: Run, home: Path, site: Site) -> None:
    address = site.put("/lamps", page("Keepers count the lamps"))
    assert broadsheet("add", address).status == 0
    [file] = kept(home)
    assert file.name.startswith("keepers-count-the-lamps-")
    assert address.encode() in file.read_bytes()[:200]
    [entry] = json.loads(broadsheet("list", "--json").out)
    assert entry["url"] == address
    assert broadsheet("add", address).err == "broadsheet: 0 articles kept, 1 there already\n"


def test_an_encoding_that_only_the_server_names_is_kept(broadsheet: Run, home: Path, site: Site) -> None:
    body = page("Žluťoučký kůň úpěl", "Příliš žluťoučký kůň úpěl ďábelské ódy. ").encode("iso8859-2")
    site.pages["/kun"] = (200, "text/html; charset=iso-8859-2", body)
    assert broadsheet("add", site.home + "/kun").status == 0
    [entry] = json.loads(broadsheet("list", "--json").out)
    assert entry["title"] == "Žluťoučký kůň úpěl"


def test_the_pages_of_a_feed_are_kept_where_it_has_only_summaries(
    broadsheet: Run, home: Path, site: Site
) -> None:
    long = "The keepers wrote all of it into the feed. " * 60
    feed = rss(
        ("Short one", site.put("/short", page("Short one")), "A summary."),
        ("Gone", site.home + "/gone", "Another summary."),
        ("Long one", site.put("/long", page("Long one")), long),
    )
    said = broadsheet("add", site.put("/feed", feed, "application/rss+xml"))
    assert said.status == 1
    failure, summary = said.err.splitlines()
    assert "/gone" in failure
    assert "404" in failure
    assert summary == "broadsheet: 2 articles kept, 1 failed"
    names = [path.name for path in kept(home)]
    assert [name.rpartition("-")[0] for name in names] == ["long-one", "short-one"]
    assert sorted(site.asked) == ["/feed", "/gone", "/short"]
    assert "counted the lamps again" in kept(home)[1].read_text(encoding="utf-8")


def test_the_chapters_of_a_book_are_kept_one_by_one(broadsheet: Run, home: Path, tmp_path: Path) -> None:
    book = tmp_path / "book.epub"
    chapters = {"a": "The first tide", "b": "The second tide"}
    items = "".join(
        f'<item id="{one}" href="{one}.xhtml" media-type="application/xhtml+xml"/>' for one in chapters
    )
    spine = "".join(f'<itemref idref="{one}"/>' for one in chapters)
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>',
        )
        archive.writestr(
            "b.opf",
            '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Tides</dc:title></metadata>'
            f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
        )
        for one, title in chapters.items():
            words = f"It came in on day {one}, and the boats rose. " * 9
            archive.writestr(f"{one}.xhtml", f"<html><body><h1>{title}</h1><p>{words}</p></body></html>")
    assert broadsheet("add", book).err == "broadsheet: 2 articles kept\n"
    assert [path.suffix for path in kept(home)] == [".md", ".md"]
    assert {line["title"] for line in json.loads(broadsheet("list", "--json").out)} == set(chapters.values())


def test_a_disk_that_takes_nothing_is_told(
    broadsheet: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reader.library.files.write_atomically", full)
    said = broadsheet("add", news)
    assert said.status == 1
    assert "No space left on device" in said.err
    assert said.err.splitlines()[-1] == "broadsheet: 0 articles kept, 1 failed"


def _killed(task: str, encoding: str | None) -> Result:
    if task == "bad":
        os.kill(os.getpid(), signal.SIGKILL)
    return Result(task)


def _faulty(name: str, encoding: str | None) -> None:
    raise ZeroDivisionError("a fault for the tests")


def test_a_process_that_is_killed_takes_no_other_source_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "read", _killed)
    names = ["a", "b", "bad", "c", "d", "e", "f"]
    results = {result.name: result.failure for result in Intake(names, None, lambda: False).results()}
    assert sorted(results) == sorted(names)
    assert [name for name, failure in results.items() if failure] == ["bad"]
    assert "killed" in results["bad"]


def test_a_fault_in_a_loader_is_one_line_and_a_report(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setattr(intake, "source_named", _faulty)
    result = intake.read("x.txt", None)
    assert "x.txt: this is a fault of Broadsheet: ZeroDivisionError" in result.failure
    assert "\n" not in result.failure
    assert list((home / ".cache/broadsheet").glob("crash-*.txt"))


def test_what_is_done_when_it_is_stopped_is_given(tmp_path: Path) -> None:
    paths = [str(path) for path in sorted(folder_of(tmp_path / "boats", 30).iterdir())]
    done: list[Result] = []
    taking = Intake(paths, None, lambda: len(done) >= 5)
    done.extend(iter_into(taking, done))
    assert 5 <= len(done) < 30
    assert len(done) + taking.unread == 30


def iter_into(taking: Intake, done: list[Result]) -> list[Result]:
    """Put results into `done` one by one, so that the intake sees how many there are."""
    done.extend(())
    for result in taking.results():
        done.append(result)
    return []


@pytest.fixture
def tty() -> Iterator[list[Tty]]:
    made: list[Tty] = []
    yield made
    for one in made:
        one.close()


def test_a_terminal_gets_a_bar_and_interrupting_keeps_what_is_done(
    tty: list[Tty], home: Path, tmp_path: Path
) -> None:
    adding = Tty([*ADD, str(folder_of(tmp_path / "boats", 600))], cols=100, rows=10)
    tty.append(adding)
    adding.wait_for(r"Adding .*\d+/600")
    adding.wait_for(r" [1-9]\d*/600")
    adding.key("ctrl+c")
    assert adding.wait_exit() == 130
    found = re.search(r"([\d,]+) articles? kept, stopped with ([\d,]+) sources? not read", adding.text())
    assert found is not None
    assert int(found[1]) == len(kept(home)) > 0
    assert int(found[1]) + int(found[2]) <= 600
    assert adding.emulator.modes.get(25) is not False

    again = Tty([*ADD, str(tmp_path / "boats")], cols=100, rows=10)
    tty.append(again)
    assert again.wait_exit(60) == 0
    assert len(kept(home)) == 600
    assert f"{found[1]} there already" in again.text()
