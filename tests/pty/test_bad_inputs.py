"""What is broken, hostile or odd, in `show` and in the reader itself."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from reader.library.shelf import Failure, Shelf
from reader.library.state import StateLog
from reader.loaders import head, load, read_path
from tests.pty.hostile import PAYLOADS, READABLE, REFUSED, odd, written
from tests.pty.tty import Tty

READER = [sys.executable, "-m", "reader"]
Factory = Callable[..., Tty]

LIMIT = 10.0
"""Seconds of the processor that printing a file may take."""

PATIENCE = 60.0
"""Seconds after which something is taken for lost: the machine may have other things to do."""

MEMORY = 500 << 20
"""Bytes that any process may take."""

CORPUS_REFUSED = {
    "empty.txt": "empty",
    "binary.bin": "binary",
    "pdf_named.txt": "PDF",
    "billion_laughs_feed.xml": "unsafe",
    "feed_no_items.xml": "no items",
    "jsonfeed_bad.json": "no items",
    "js_only.html": "JavaScript",
    "meta_refresh_loop.html": "no text",
    "zipbomb.epub": "larger",
    "truncated.epub": "damaged",
    "fifo": "pipe",
    "dir.txt": "folder",
    "loop/self": "symbolic links",
    "loop/dangling.txt": "no such file",
    "loop/up": "folder",
}
"""Of the common hostile files those that are to be refused, and a word of the line that does."""


CORPUS_LONG = {"lines_300k.txt.gz": "Line 299999 of", "long_line_10mb.txt.gz": "the end"}
"""Of the common hostile files the longest, and what stands on the screen at their end."""


def leaked(output: bytes) -> list[bytes]:
    """The payloads that reached the terminal."""
    return [payload for payload in PAYLOADS if payload in output]


WATCH = """
import resource, subprocess, sys
status = subprocess.call(sys.argv[2:])
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(status, usage.ru_maxrss, usage.ru_utime + usage.ru_stime, file=open(sys.argv[1], "w"))
"""
"""Runs a command and tells its status, memory and seconds.

It stands in between, as what is counted of a child holds the memory of the process that made it.
"""


def shown(path: Path) -> tuple[int, bytes, str]:
    """What `show` prints of a file: its status, standard output, standard error.

    Raises:
        AssertionError: It takes too long, or too much memory.
    """
    begun = time.monotonic()
    with tempfile.NamedTemporaryFile("r") as told:
        done = subprocess.run(
            [sys.executable, "-S", "-c", WATCH, told.name, *READER, "show", "--", str(path)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
        )
        status, peak, seconds = map(float, told.read().split())
    output, errors = done.stdout, done.stderr.decode()
    unit = 1 if sys.platform == "darwin" else 1024
    assert peak * unit < MEMORY
    assert seconds < LIMIT
    assert time.monotonic() - begun < PATIENCE
    assert "Traceback" not in errors
    assert leaked(output + errors.encode()) == []
    return int(status), output, errors


def refuses(path: Path, word: str) -> None:
    """`show` refuses a file with one line that names it and says why."""
    status, output, errors = shown(path)
    assert (status, output) == (1, b""), path
    assert len(errors.splitlines()) == 1
    assert word in errors


def landmarks(paths: Iterable[Path], folder: Path) -> list[tuple[str, str]]:
    """For each article of the list, its file's name and words that stand on its first screen.

    Of articles that are copies of one another the list has one.
    """
    shelf = Shelf(StateLog(folder / "state", "test"), folder=folder / "kept")
    found = []
    for entry in shelf.fill(paths):
        assert not isinstance(entry, Failure), entry
        assert entry.path is not None
        source = read_path(entry.path)
        article = head(source) or load(source)[0]
        words = re.findall(r"[A-Za-z]{3,}", article.text[:150])[:1] or [article.text[:1]]
        found.append((entry.path.name, r"\s".join(map(re.escape, words))))
    return found


def read_all(tty: Tty, marks: list[tuple[str, str]]) -> None:
    """Open every article of a reader's list in turn, go to its end, and leave.

    Raises:
        AssertionError: One does not come within the limit, or something got through to the terminal.
    """
    for number, (name, words) in enumerate(marks):
        if number:
            tty.key("J")
            tty.settle(0.12)
        try:
            tty.wait_for(words, PATIENCE)
        except AssertionError as error:
            raise AssertionError(f"{name!r}: {error}") from error
        tty.key("G")
        tty.settle(0.05, limit=PATIENCE)
        assert tty.alive(), name
    leave(tty)


def leave(tty: Tty) -> None:
    """Leave a reader.

    Raises:
        AssertionError: It took too much memory, sent a payload, or leaves the terminal as it should not.
    """
    status = Path(f"/proc/{tty.pid}/status")
    if status.exists():
        peak = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
        assert peak is not None
        assert int(peak[1]) << 10 < MEMORY
    tty.key("Q")
    assert tty.wait_exit() == 0
    assert leaked(bytes(tty.raw)) == []
    assert "Traceback" not in tty.text()
    assert tty.emulator.modes.get(1049) is False
    assert tty.emulator.modes.get(25) is not False


@pytest.mark.parametrize("name", READABLE)
def test_hostile_text_is_printed_without_its_escapes(tmp_path: Path, name: str) -> None:
    [path] = written(tmp_path / "files", {name: READABLE[name]})
    status, output, _ = shown(path)
    assert status == 0
    assert b"counted" in output
    assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]", output)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_article_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    data, word = REFUSED[name]
    [path] = written(tmp_path / "files", {name: data})
    refuses(path, word)


def test_what_is_no_file_is_refused_in_one_line(tmp_path: Path) -> None:
    for path, word in odd(tmp_path / "files").items():
        refuses(path, word)


def test_the_reader_opens_every_hostile_file(tty_factory: Factory, tmp_path: Path) -> None:
    paths = written(tmp_path / "files", READABLE)
    tty = tty_factory([*READER, *map(str, paths)], cols=79, rows=24)
    read_all(tty, landmarks(paths, tmp_path))
    assert not (Path(tempfile.gettempdir()) / "pwned_by_zip").exists()


def test_a_folder_of_hostile_files_and_loops_is_read(tty_factory: Factory, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    written(folder, READABLE | {name: data for name, (data, _) in REFUSED.items() if "bomb" not in name})
    odd(folder)
    tty = tty_factory([*READER, str(folder)], cols=120, rows=30)
    tty.wait_for("counted", PATIENCE)
    tty.wait_for("empty.txt|cut.epub|report.txt", PATIENCE)  # what cannot be read is named
    tty.wait_for(r"Articles +\d+", PATIENCE)
    for key in ("tab", "G", "enter", "S"):
        tty.key(key)
        tty.settle(0.1)
    tty.send("counted [/] \\")
    tty.wait_for("F1 help", PATIENCE)
    tty.key("esc")
    tty.wait_for("/ find", PATIENCE)  # with a key right behind it, Escape is Alt and that key
    leave(tty)


@pytest.mark.parametrize("name", ["empty.txt", "laughs.xml", "bomb.epub"])
def test_the_reader_refuses_what_is_no_article(tty_factory: Factory, tmp_path: Path, name: str) -> None:
    data, word = REFUSED[name]
    [path] = written(tmp_path / "files", {name: data})
    tty = tty_factory([*READER, str(path)], cols=250, rows=10)
    assert tty.wait_exit(PATIENCE) == 1
    assert len(tty.text().strip().splitlines()) == 1
    assert word in tty.text()
    assert leaked(bytes(tty.raw)) == []


@pytest.fixture
def corpus(shared: Path, tmp_path: Path) -> Path:
    """The common hostile files, with the odd ones made."""
    folder = tmp_path / "bad"
    shutil.copytree(shared / "corpus" / "bad", folder)
    folder.chmod(0o755)
    subprocess.run([sys.executable, str(folder / "make_odd.py")], check=True)
    return folder


def _readable(corpus: Path) -> list[Path]:
    files = sorted(path for path in corpus.rglob("*") if path.is_file() and "loop" not in path.parts)
    others = {"README.md", "LICENSE.blns", "make_odd.py", *CORPUS_REFUSED, *CORPUS_LONG}
    return [path for path in files if path.name not in others]


def test_common_hostile_files_are_refused_as_their_readme_says(corpus: Path) -> None:
    for name, word in CORPUS_REFUSED.items():
        refuses(corpus / name, word)


def test_common_hostile_files_are_printed(corpus: Path) -> None:
    for path in _readable(corpus):
        status, output, _ = shown(path)
        assert status == 0, path.name
        assert output.strip(), path.name
        text = output.decode()
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", text), (
            path.name
        )
    for trace in ("evil_zipslip", "pwned_yaml"):
        assert not (Path(tempfile.gettempdir()) / trace).exists()


def test_the_reader_opens_every_common_hostile_file(
    tty_factory: Factory, corpus: Path, tmp_path: Path
) -> None:
    paths = _readable(corpus)
    tty = tty_factory([*READER, *map(str, paths)], cols=79, rows=24)
    read_all(tty, landmarks(paths, tmp_path))


@pytest.mark.parametrize("name", CORPUS_LONG)
def test_the_longest_of_the_common_hostile_files_are_read_to_their_end(
    tty_factory: Factory, corpus: Path, name: str
) -> None:
    tty = tty_factory([*READER, str(corpus / name)], cols=79, rows=24)
    tty.wait_for("[Ll]ine 0|word word", PATIENCE)
    tty.key("G")
    tty.wait_for("the end", PATIENCE)
    end = time.monotonic() + PATIENCE
    while CORPUS_LONG[name] not in tty.text() and time.monotonic() < end:
        tty.key("G")
        tty.settle(0.1)
    tty.wait_for(CORPUS_LONG[name], 0.1)
    leave(tty)
