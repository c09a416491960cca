"""Markdown of any size and malice: in chunks, in bounds, and with its beginning to be had at once."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reader.loaders.markdown.document as document_module
from reader.domain.article import Article, Kind, MarkKind, faults
from reader.loaders import LoadError, Source, registry
from reader.loaders.markdown import head, load
from reader.loaders.markdown.inline import Inliner, is_plain, plain, tokens_of
from reader.loaders.markdown.parser import nothing_known


def read(text: str) -> Article:
    """The article in a Markdown text."""
    return load(Source("test.md", text.encode("utf-8", "surrogatepass"), path=Path("test.md")))[0]


def news(paragraphs: int) -> str:
    """Prose with headings, lists, quotes, links by reference and footnotes."""
    parts = ["---\ntitle: The long account\nauthor: Ada Lund\n---\n"]
    for n in range(paragraphs):
        parts.append(
            f"Paragraph {n} tells of the *harbour*, its “clock” and [a report][r{n}].[^{n}]\nIt has two lines"
        )
        if n % 5 == 0:
            parts.append(f"## Part {n}\n\n- one of {n}\n- two of [it](https://x.example/{n})\n\n> quoted {n}")
        if n % 9 == 0:
            parts.append(f"```\ncode {n}\n\nmore\n```\n\n| a | b |\n|---|---|\n| {n} | 2 |")
        parts.append(f"[r{n}]: https://x.example/r/{n}\n\n[^{n}]: The note {n}.")
    return "\n\n".join(parts) + "\n"


@pytest.fixture(scope="module")
def long_account() -> Source:
    return Source("long.md", news(2_000).encode(), path=Path("long.md"))


def test_the_head_is_a_prefix_of_the_whole(long_account: Source) -> None:
    (whole,) = load(long_account)
    assert faults(whole) == []
    for size in (2_000, 65_536, 200_000):
        beginning = head(long_account, size)
        assert beginning is not None and faults(beginning) == []
        assert size // 2 < len(beginning.text) < size * 2
        assert whole.text.startswith(beginning.text)
        assert whole.blocks[: len(beginning.blocks)] == beginning.blocks
        assert whole.marks[: len(beginning.marks)] == beginning.marks
        assert whole.meta == beginning.meta
    assert registry.head(long_account) == head(long_account, registry.HEAD)


def test_what_is_defined_far_below_is_known_above(long_account: Source) -> None:
    (whole,) = load(long_account)
    links = {mark.target for mark in whole.marks if mark.kind is MarkKind.LINK}
    assert {f"https://x.example/r/{n}" for n in range(2_000)} <= links
    notes = [block.marker for block in whole.blocks if block.kind is Kind.FOOTNOTE]
    assert notes == [str(n) for n in range(2_000)]


@pytest.mark.parametrize("chunk", [64, 300, 1_000, 5_000])
def test_chunks_of_any_size_give_the_same_article(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = news(40)
    expected = read(text)
    monkeypatch.setattr(document_module, "CHUNK", chunk)
    assert read(text) == expected


SOUP = """
# |## x|- |1. |> |```|~~~|    |*|**|_|`|[|](|)|[a]: /u|[^a]|[^a]: n|^[|![|---|===|<b>|</b>|<div>
|<!--|-->|&amp;|&#27;|\\|word|two words|é|e\u0301|\x1b[31m|\u202e|日本|[ ] |]|javascript:x|https://x.example|[!pull]|<script>|\x00|~~
"""
soup = st.lists(
    st.sampled_from(
        [*SOUP.replace("\n", "").split("|"), "|", "|-|-|", "\n", "\n\n", "  \n", "\t", "\r\n", "\v", "+++\n"]
    ),
    max_size=60,
).map("".join)


@settings(max_examples=250, deadline=None)
@given(st.one_of(soup, st.text(max_size=200), st.lists(soup, max_size=4).map("\n\n".join)))
def test_any_text_gives_a_sound_article(text: str) -> None:
    try:
        found = read(text)
    except LoadError:
        assert "\x00" in text or not text.isprintable()
        return
    assert faults(found) == []
    assert all(block.end > block.start for block in found.blocks)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(soup, st.just("Plain words.\n\nMore.")), min_size=2, max_size=6).map("\n\n".join),
    st.integers(16, 400),
)
def test_the_head_of_a_soup_is_a_prefix(text: str, chunk: int) -> None:
    source = Source("test.md", text.encode("utf-8", "replace"), path=Path("test.md"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document_module, "CHUNK", chunk)
        try:
            (whole,) = load(source)
        except LoadError:
            return
        beginning = head(source, 80)
    assert beginning is not None
    assert whole.text.startswith(beginning.text)
    assert whole.blocks[: len(beginning.blocks)] == beginning.blocks


@given(st.text(st.sampled_from("ab .,;:!?\"'()“”–|#>+-=1@$%/{}~]\n\t  "), max_size=80))
def test_plain_text_is_read_as_the_parser_would(content: str) -> None:
    content = content.strip()
    if is_plain(content):
        assert plain(content) == Inliner(nothing_known()).of(tokens_of(content, nothing_known()))


HOSTILE = {
    "stars": "*a **a " * 20_000,
    "underscores": "*a_ " * 30_000,
    "brackets": "a" + "[" * 8_000,
    "pictures": "![" * 3_000,
    "pictures within pictures": "![" * 1_500 + "a" + "](b)" * 1_500,
    "asides": "^[" * 4_000,
    "asides within asides": "^[" * 2_000 + "a" + "]" * 2_000,
    "links": "".join(f"[l{n}](https://x.example/{n}) " for n in range(4_000)),
    "references": "[a][b]" * 10_000 + "\n\n[b]: /u",
    "definitions": "\n".join(f"[a{n}]: /u" for n in range(10_000)),
    "quotes": "a\n\n" + ">" * 20_000 + "a",
    "lazy quotes": "> " * 40 + "a\n" + "b\n" * 3_000,
    "nested lists": "\n".join("  " * (n % 40) + f"- item {n}" for n in range(4_000)),
    "tags": "<a " * 30_000,
    "open comment": "<!-- a\n" * 10_000,
    "entities": "&#x" * 30_000,
    "ticks": "`a``b```" * 8_000,
    "rows": "|a|b|\n|-|-|\n" + "|1|2|\n" * 8_000,
    "one line": "word " * 400_000,
    "open front matter": "---\n" + "a: b\n" * 30_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_documents_end(text: str) -> None:
    start = time.process_time()
    found = read(text)
    assert time.process_time() - start < 8
    assert faults(found) == []


@pytest.mark.parametrize("opener", ["1. ", "- ", "> ", "| "])
def test_a_block_beyond_the_limit_is_cut_between_its_parts(
    opener: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document_module, "CHUNK", 512)
    monkeypatch.setattr(document_module, "LIMIT", 2_048)
    blank = "\n>\n" if opener == "> " else "\n"
    top = "| n |\n|---|\n" if opener == "| " else ""
    found = read("First.\n\n" + top + blank.join(f"{opener}part {n}" for n in range(1_000)))
    assert faults(found) == []
    words = found.text.replace("\n", " ").split()
    assert [word for word in words if word.isdecimal()] == [str(n) for n in range(1_000)]
    if opener == "1. ":
        assert [block.marker for block in found.blocks[1:]] == [f"{n}." for n in range(1, 1_001)]
    if opener == "| ":
        assert all(found.of(block).startswith("n\n") for block in found.blocks[1:])


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig"])
def test_other_encodings_and_line_ends(encoding: str) -> None:
    text = "---\r\ntitle: Café\r\n---\r\n\r\n“Quoted” – *words*\r\non two lines.\r\n"
    expected = read(text)
    assert expected.text == "Café\n\n“Quoted” – words on two lines."
    for ends in ("\r\n", "\n", "\r"):
        data = text.replace("\r\n", ends).encode(encoding)
        assert load(Source("x.md", data, path=Path("x.md"))) == (expected,)
