"""What a Markdown file becomes: its blocks, marks, pictures and footnotes."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.domain.article import Align, Article, Block, Caption, Kind, MarkKind, faults
from reader.loaders import Source
from reader.loaders.markdown import load


def article(text: str) -> Article:
    """The article in a Markdown text; sound, whatever it is."""
    (found,) = load(Source("test.md", text.encode(), path=Path("test.md")))
    assert faults(found) == []
    return found


def shape(text: str) -> list[tuple[str, str]]:
    """The kinds and texts of an article's blocks."""
    found = article(text)
    return [(block.kind.value, found.of(block)) for block in found.blocks]


def marks(text: str) -> list[tuple[MarkKind, str, str]]:
    """The kinds, texts and targets of an article's marks."""
    found = article(text)
    return [(mark.kind, found.of(mark), mark.target) for mark in found.marks]


def only(found: Article, kind: Kind) -> list[Block]:
    """The blocks of one kind."""
    return [block for block in found.blocks if block.kind is kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ntwo\n\nthree", [("paragraph", "one two"), ("paragraph", "three")]),
        ("one  \ntwo\\\nthree", [("paragraph", "one\ntwo\nthree")]),
        ("a   b\tc", [("paragraph", "a b c")]),
        ("10\u00a0km", [("paragraph", "10\u00a0km")]),
        ("fish &amp; chips &copy; &#233;", [("paragraph", "fish & chips © é")]),
        ("words &#27;[31m", [("paragraph", "words \ufffd[31m")]),
        ("words\n\n***\n\nmore", [("paragraph", "words"), ("rule", "* * *"), ("paragraph", "more")]),
        ("# One\n\n## Two\n\nSub\n---", [("headline", "One"), ("heading", "Two"), ("heading", "Sub")]),
        ("> quoted\n> on", [("quote", "quoted on")]),
        ("> outer\n>\n> > inner", [("quote", "outer"), ("quote", "inner")]),
        ("> [!pull]\n> Out of the text", [("pull-quote", "Out of the text")]),
        ("> [!PULL-QUOTE] Out *of* it\n>\n> and on", [("pull-quote", "Out of it"), ("pull-quote", "and on")]),
        ("text\n\n    indented\n    \tcode", [("paragraph", "text"), ("code", "indented\n    code")]),
        ("\ttabbed", [("code", "tabbed")]),
        ("[a]: https://x.example\n\nsee", [("paragraph", "see")]),
        ("[link](javascript:alert(1)) and ![](file:///x)", [("paragraph", "link and")]),
        ("\\*not emphasis\\* \\[x\\]", [("paragraph", "*not emphasis* [x]")]),
        ("[red]x[/red] {0} %s", [("paragraph", "[red]x[/red] {0} %s")]),
        ("---\nno end", [("rule", "* * *"), ("paragraph", "no end")]),
    ],
)
def test_blocks(text: str, expected: list[tuple[str, str]]) -> None:
    assert shape(text) == expected


def test_levels_depths_and_quotes_are_kept() -> None:
    found = article("# T\n\n### Three\n\n> > deep\n\n- a\n  - b\n\n    more of b\n\n> - in a quote\n")
    assert [b.level for b in only(found, Kind.HEADING)] == [3]
    assert [(b.quoted, found.of(b)) for b in only(found, Kind.QUOTE)] == [(2, "deep")]
    items = [(found.of(b), b.depth, b.marker, b.quoted) for b in only(found, Kind.LIST_ITEM)]
    assert items == [("a", 1, "•", 0), ("b", 2, "•", 0), ("more of b", 2, "", 0), ("in a quote", 1, "•", 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3. three\n4. four", ["3.", "4."]),
        ("1) one\n1) two", ["1)", "2)"]),
        ("0. nought\n0. one", ["0.", "1."]),
        ("* a\n* b", ["•", "•"]),
        ("- [ ] to do\n- [x] done\n- [X] done\n- [y] no", ["☐", "☑", "☑", "•"]),
        ("1. a\n   1. b\n   2. c\n2. d", ["1.", "1.", "2.", "2."]),
        ("- # heading in an item", ["•"]),
    ],
)
def test_items_have_their_markers(text: str, expected: list[str]) -> None:
    assert [block.marker for block in only(article(text), Kind.LIST_ITEM)] == expected


def test_code_keeps_its_lines_and_its_language() -> None:
    found = article("```python title=x\ndef f():\n\treturn 1\n\n\nprint(f())\n```\n\n~~~\nplain\n~~~")
    first, second = only(found, Kind.CODE)
    assert (found.of(first), first.language) == ("def f():\n    return 1\n\n\nprint(f())", "python")
    assert (found.of(second), second.language) == ("plain", "")


def test_tables_have_cells_alignment_and_marks() -> None:
    found = article("| Port | Tide *m* |\n|:-:|--:|\n| Sand | **2.1** |\n| | [x](https://x.example) |\n")
    (block,) = only(found, Kind.TABLE)
    assert block.table is not None
    assert [[found.of(cell) for cell in row] for row in block.table.rows] == [
        ["Port", "Tide m"],
        ["Sand", "2.1"],
        ["", "x"],
    ]
    assert (block.table.header, block.table.align) == (1, (Align.CENTRE, Align.RIGHT))
    assert [(m.kind, found.of(m)) for m in found.marks] == [
        (MarkKind.EMPHASIS, "m"),
        (MarkKind.STRONG, "2.1"),
        (MarkKind.LINK, "x"),
    ]


E, S, C, L = MarkKind.EMPHASIS, MarkKind.STRONG, MarkKind.CODE, MarkKind.LINK


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a *b* c", [(E, "b", "")]),
        ("**a *b* c**", [(S, "a b c", ""), (E, "b", "")]),
        ("~~gone~~ `code  x`", [(MarkKind.STRIKE, "gone", ""), (C, "code x", "")]),
        ('[a *b*](https://x.example "T")', [(L, "a b", "https://x.example"), (E, "b", "")]),
        ("<https://x.example/ü>", [(L, "https://x.example/ü", "https://x.example/ü")]),
        ("<me@x.example>", [(L, "me@x.example", "mailto:me@x.example")]),
        ("[a](b/c.md#d) [e](#f)", [(L, "a", "b/c.md#d"), (L, "e", "#f")]),
        ("[a](JavaScript:x) [b](data:text/html,x) [c](file:///x) [d](vbscript:x)", []),
        ("[a](java&#10;script:x) [b](&#x6A;avascript:x) [c](command:run)", []),
        ("[a](https://x.example/%1b]52;c;eA==%07b)", [(L, "a", "https://x.example/b")]),
        (
            "[a][r] and [r]\n\n[R]: https://x.example",
            [(L, "a", "https://x.example"), (L, "r", "https://x.example")],
        ),
        ("H<sub>2</sub>O x<sup>2</sup>", [(MarkKind.SUBSCRIPT, "2", ""), (MarkKind.SUPERSCRIPT, "2", "")]),
        ("<b>bold <i>both</b> on</i>", [(S, "bold both", ""), (E, "both on", "")]),
        ('<a href="https://x.example">a</a> <a href="javascript:x">b</a>', [(L, "a", "https://x.example")]),
        ("![an *image*](x.png) within", []),
    ],
)
def test_marks(text: str, expected: list[tuple[MarkKind, str, str]]) -> None:
    assert marks(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("an ![old *tower*](x.png) stands", "an old tower stands"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("a <script>alert(1)</script> b", "a b"),
        ('a <img src=x alt="tower &amp; sea"> b', "a tower & sea b"),
        ("a <!-- hidden --> b", "a b"),
        ("a <span class='x'>b</span> c", "a b c"),
    ],
)
def test_what_stands_in_running_text(text: str, expected: str) -> None:
    assert article(text).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "<div>\n<p>One <b>two</b></p>\n<p>three</p>\n</div>",
            [("paragraph", "One two"), ("paragraph", "three")],
        ),
        ("<script>\nalert(1)\n</script>\n\nwords", [("paragraph", "words")]),
        ("<!-- nothing\n\nto see -->\n\nwords", [("paragraph", "words")]),
        ("<style>p {}</style>\n\nwords", [("paragraph", "words")]),
        ("<div align=center>\n\n# Head\n\n</div>", [("headline", "Head")]),
    ],
)
def test_raw_html_is_reduced_to_what_it_shows(text: str, expected: list[tuple[str, str]]) -> None:
    assert shape(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '![A tower](t.jpg "The tower at noon. Photo: Jane Doe")',
            [("image", "A tower"), ("caption", "The tower at noon."), ("credit", "Jane Doe")],
        ),
        (
            "![A tower](t.jpg)\n\n*The tower at noon. (Photo: Jane Doe)*",
            [("image", "A tower"), ("caption", "The tower at noon."), ("credit", "Jane Doe")],
        ),
        (
            "![A tower](t.jpg)\n*The tower at noon.*",
            [("image", "A tower"), ("caption", "The tower at noon.")],
        ),
        (
            "![A tower](t.jpg)\n\n*The tower at noon.* Photograph: Jane Doe",
            [("image", "A tower"), ("caption", "The tower at noon."), ("credit", "Jane Doe")],
        ),
        (
            '![A tower](t.jpg "The tower at noon.")\n\nPhoto: Jane Doe',
            [("image", "A tower"), ("caption", "The tower at noon."), ("credit", "Jane Doe")],
        ),
        ("![](img/low%20water.jpg)", [("image", "low water.jpg")]),
        ("![](https://x.example/a/b.png?w=2)", [("image", "b.png")]),
        ('![Noon](t.jpg "Noon")', [("image", "t.jpg"), ("caption", "Noon")]),
        ("[![A](a.jpg)](https://x.example) ![B](b.jpg)", [("image", "A"), ("image", "B")]),
        ("![A](a.jpg)\n\n*Said* she.", [("image", "A"), ("paragraph", "Said she.")]),
        ("![A](a.jpg)\n\n- *one*", [("image", "A"), ("list-item", "one")]),
        ("![A](data:image/png;base64,AAAA)", [("image", "A")]),
        ("![A](a.jpg)", [("image", "A")]),
    ],
)
def test_pictures_have_caption_and_credit(text: str, expected: list[tuple[str, str]]) -> None:
    assert shape("Before.\n\n" + text) == [("paragraph", "Before."), *expected]


def test_captions_and_sources_are_to_be_had() -> None:
    found = article(
        '![A](a.jpg "Noon, *late*. (AP Photo/Jane Doe)")\n\n![B](file:///etc/passwd)\n\n**All of it**'
    )
    assert found.captions == (Caption("Noon, *late*.", "AP Photo/Jane Doe"), Caption("All of it", ""))
    assert [block.source for block in only(found, Kind.IMAGE)] == ["a.jpg", ""]


def test_footnotes_stand_at_the_end_in_the_order_of_reference() -> None:
    found = article(
        "One[^b] two[^a] three^[An aside.]\n\n[^a]: Note *a*.\n\n[^x]: Unused.\n\n[^b]: Note b.\n\n"
        "    More of b.\n\nEnd."
    )
    assert [(b.marker, found.of(b)) for b in only(found, Kind.FOOTNOTE)] == [
        ("b", "Note b."),
        ("", "More of b."),
        ("a", "Note a."),
        ("1", "An aside."),
        ("x", "Unused."),
    ]
    assert found.of(found.blocks[0]) == "One[b] two[a] three[1]"
    assert [(m.target, found.of(m)) for m in found.marks if m.kind is MarkKind.FOOTNOTE] == [
        ("b", "[b]"),
        ("a", "[a]"),
        ("1", "[1]"),
    ]
    assert found.blocks[-1].kind is Kind.FOOTNOTE and found.of(found.blocks[1]) == "End."


def test_an_aside_takes_a_number_that_no_note_has() -> None:
    found = article("a^[aside] b[^1]\n\n[^1]: one")
    assert {b.marker: found.of(b) for b in only(found, Kind.FOOTNOTE)} == {"2": "aside", "1": "one"}


def test_footnotes_that_refer_to_each_other_end() -> None:
    found = article("a[^a]\n\n[^a]: see [^b]\n\n[^b]: see [^a] and ^[an aside on [^a]]")
    assert [b.marker for b in only(found, Kind.FOOTNOTE)] == ["a", "b", "1"]


def test_lists_that_nest_too_deep_lose_no_word() -> None:
    text = "\n".join("  " * depth + f"- item {depth}" for depth in range(120))
    found = article(text)
    assert all(f"item {depth}" in found.text for depth in range(120))
    assert len(found.notices) == 1


def test_the_same_letters_in_two_forms_keep_their_marks() -> None:
    found = article("cafe\u0301 *noe\u0308l* e\u0301nd")
    assert found.text == "café noël énd"
    assert [found.of(mark) for mark in found.marks] == ["noël"]
