"""A source is read by what it holds first and by its name second; nothing is imported before it is met."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reader.loaders import FORMATS, LoadError, Source, format_of, head, load

NEWS = b"Harbour clock stops\n\nBy our own reporter\n\nThe clock stopped at noon.\n"


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.md", b"words", "Markdown"),
        ("a.Markdown", b"words", "Markdown"),
        ("a.txt", NEWS, "plain text"),
        ("a.txt", b"---\ntitle: Clock\n---\nwords\n", "Markdown"),
        ("a.txt", b"+++\ntitle = 'Clock'\n+++\nwords\n", "Markdown"),
        ("a.txt", b"# Clock\n\nSee [the tower](https://x.example).\n", "Markdown"),
        ("a.txt", b"\xef\xbb\xbf# Clock\r\n\r\n## Tower\r\n", "Markdown"),
        ("a.txt", b"# a comment\n# and more\nname = value\n", "plain text"),
        ("a.txt", b"# Clock\n\nNothing else speaks for it.\n", "plain text"),
        ("a.txt", b"----\nnot front matter\n---\n", "plain text"),
        ("a.txt", b"Menu\n\n# Clock\n\n[skip](#x) **a**\n", "plain text"),
        ("a", b"# Clock\n\n- one\n\n## Two\n", "Markdown"),
        ("a.log", b"# Clock\n\n## Two\n", "plain text"),
    ],
)
def test_the_format_is_found(name: str, data: bytes, expected: str) -> None:
    assert format_of(Source(name, data, path=Path(name))).name == expected


def test_a_server_may_say_that_it_is_markdown() -> None:
    assert (
        format_of(Source("x", b"words", url="https://a.example/b", media_type="text/markdown")).name
        == "Markdown"
    )


@pytest.mark.parametrize(
    "data", [b"---\n" * 4_000, b"---\n" + b"title:\n" * 2_000, b"# " * 8_000, b"[" * 16_000, b"**a" * 5_000]
)
def test_looking_at_a_hostile_beginning_is_quick(data: bytes) -> None:
    assert format_of(Source("x", b"# a\n\n" + data)).name
    assert format_of(Source("x", data)).name


@pytest.mark.parametrize("data", [b" \n\n \t\n", b"\x1b[31m\x1b[0m\n"])
def test_a_source_without_a_word_is_refused(data: bytes) -> None:
    for name in ("blank.txt", "blank.md"):
        with pytest.raises(LoadError, match=f"{name} holds no text"):
            load(Source(name, data, path=Path(name)))


def test_every_format_is_there_to_be_imported_and_the_last_takes_anything() -> None:
    import importlib

    for known in FORMATS:
        assert callable(importlib.import_module(known.module).load)
    assert FORMATS[-1].sniff(Source("x", b"\x00"))


def test_a_small_article_needs_no_head() -> None:
    assert head(Source("a.md", b"# Clock\n", path=Path("a.md"))) is None


def test_importing_the_package_imports_no_format() -> None:
    heavy = ["markdown_it", "yaml", "charset_normalizer", "lxml", "rich", "textual"]
    heavy += [known.module for known in FORMATS]
    code = f"import sys, reader.loaders; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
