"""Reading files, standard input and folders: every trouble is one clear line, and no folder is endless."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

import reader.loaders.source as source_module
from reader.loaders import LoadError, Source, find_files, read_path, read_stdin


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "Harbour.TXT"
    path.write_bytes(b"words")
    source = read_path(path, encoding="cp1252")
    assert (source.data, source.path, source.encoding) == (b"words", path, "cp1252")
    assert (source.ending, source.stem) == (".txt", "Harbour")
    assert read_path(str(path)).name == str(path)


def test_a_name_is_cleaned_wherever_it_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b]0;x\x07b\nc\u202e.txt"
    path.write_bytes(b"words")
    assert read_path(path).name == f"{tmp_path}/ab c.txt"
    assert read_path(path).stem == "ab c"


@pytest.mark.parametrize(
    ("url", "ending"),
    [("https://a.example/b/c.HTML?x=.md", ".html"), ("https://a.example/", ""), (None, "")],
)
def test_an_address_has_an_ending_too(url: str | None, ending: str) -> None:
    assert Source("a page", b"x", url=url).ending == ending


def test_what_cannot_be_read_says_so_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "gone").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe")
    for name, words in {
        "empty.txt": "is empty",
        "missing.txt": "there is no such file",
        "gone": "there is no such file",
        "loop": "symbolic links",
        "pipe": "use - ",
        ".": "is a folder",
        "x" * 300: "name too long",
        "a\0b": "cannot be the name",
    }.items():
        with pytest.raises(LoadError, match=words) as caught:
            read_path(tmp_path / name)
        assert "\n" not in str(caught.value) and str(tmp_path) in str(caught.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_bytes(b"x")
    path.chmod(0)
    with pytest.raises(LoadError, match="may not read"):
        read_path(path)


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(source_module.LARGEST + 1)
    with pytest.raises(LoadError, match="has 64 MB, and 64 MB is the most"):
        read_path(tmp_path / "huge.txt")


def test_standard_input_has_the_same_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    def given(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    given(b"words")
    assert read_stdin() == Source("standard input", b"words")
    given(b"")
    with pytest.raises(LoadError, match="standard input is empty"):
        read_stdin()
    monkeypatch.setattr(source_module, "LARGEST", 10)
    given(b"more than ten")
    with pytest.raises(LoadError, match="most that is read"):
        read_stdin()


def test_folders_are_searched_in_order_and_end(tmp_path: Path) -> None:
    for name in [
        "10 ten.txt",
        "2 two.md",
        "B.txt",
        "a.txt",
        ".hidden.txt",
        "picture.bin",
        "sub/deep/x.md",
        ".git/y.md",
    ]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"words")
    (tmp_path / "sub" / "up").symlink_to("..")
    (tmp_path / "self").symlink_to("self")
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    (tmp_path / "odd.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    found = [str(path.relative_to(tmp_path)) for path in find_files([tmp_path])]
    assert found == ["2 two.md", "10 ten.txt", "a.txt", "B.txt", "sub/deep/x.md"]


def test_what_is_named_is_given_back_whatever_it_is(tmp_path: Path) -> None:
    (tmp_path / "picture.bin").write_bytes(b"x")
    named = [tmp_path / "picture.bin", tmp_path / "missing", tmp_path / "picture.bin"]
    assert list(find_files(named)) == named
    assert list(find_files([tmp_path])) == []


@pytest.mark.parametrize(
    ("data", "url"),
    [
        (
            b"<!DOCTYPE html>\n<!-- saved from url=(0022)https://example.org/a -->\n<html>",
            "https://example.org/a",
        ),
        (b"<!-- saved from url=(0014)about:internet -->\n<html>", None),
        (
            b"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://example.org/b \n x -->",
            "https://example.org/b",
        ),
        (b"Write <!-- saved from url=(0022)https://example.org/a --> at the top.", None),
        (b"<html>" + b"<p>" * 2000 + b"<!-- saved from url=(0022)https://example.org/a -->", None),
    ],
)
def test_a_saved_page_says_where_it_is_from(tmp_path: Path, data: bytes, url: str | None) -> None:
    (tmp_path / "page.html").write_bytes(data)
    assert read_path(tmp_path / "page.html").url == url


def test_an_address_that_is_not_of_the_web_is_called_so() -> None:
    with pytest.raises(LoadError, match="ftp addresses are not read, only those of http and https"):
        read_path("ftp://example.org/x.txt")
