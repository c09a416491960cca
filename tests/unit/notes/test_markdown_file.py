from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.highlight import Anchor, Colour, Highlight
from reader.notes.document import Document
from reader.notes.entry import Entry, comment, data_of, entry_of, tidy
from reader.notes.markdown_file import parse

FRAGMENTS = [
    "---\n", "id: x\n", "> quote words\n", "> more\n", "^hl-abc\n", "^hl-abd", "<!-- broadsheet {} -->\n",
    '<!-- broadsheet {"id": "hl-abc"} -->\n', "<!-- /hl-abc -->\n", "\n", "\r\n", "# head\n", "text\n",
    "```\n", "#tag #two\n", "> q ^hl-zz\n", " ", "\ufeff", "\x1b[31m", "<!-- broadsheet {broken -->\n",
    "~~~~\n", "\x00", "\u2028",
]  # fmt: skip
FILES = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join) | st.text(max_size=200)
PLAIN = [fragment for fragment in FRAGMENTS if fragment[0] not in "`~"]
UNFENCED = st.lists(st.sampled_from(PLAIN), max_size=25).map("".join)
NOTES = st.lists(st.sampled_from([*FRAGMENTS, "a word", "> said\n", "## part\n"]), max_size=8).map("".join)


def words_stand(quote: str) -> bool:
    return "words" in quote


def made(note: str = "Mine.", at: int = 7, name: str = "hl-new", tags: tuple[str, ...] = ()) -> Highlight:
    anchor = Anchor("Some words\n\nand more", "before ", " after", at, at + 20)
    return Highlight(name, anchor, Colour.BLUE, note, "2026-11-23T12:00:00Z", tags)


def others(document: Document, name: str) -> dict[str, object]:
    return {key: entry.content for key, entry in document.entries.items() if key != name}


def foreign(document: Document) -> list[str]:
    text = "\n".join(piece for piece in document.pieces if isinstance(piece, str))
    return [line.rstrip("\r") for line in text.split("\n") if line.strip()]


@given(FILES, st.sampled_from([None, words_stand]))
def test_cut_and_put_together_a_file_is_itself(text: str, stands: None) -> None:
    assert parse(text, stands).text == text


@given(FILES, NOTES, st.integers(0, 40))
def test_a_block_that_is_added_is_read_back_and_changes_nothing_else(text: str, note: str, at: int) -> None:
    before = parse(text, words_stand)
    if before.head.problem is not None or "hl-new" in before.entries:
        return
    entry = entry_of(made(note, at))
    after = parse(before.with_entry(entry).text, words_stand)
    assert after.entries["hl-new"].content == entry.content
    assert others(after, "hl-new") == others(before, "hl-new")
    assert foreign(before.with_entry(entry)) == foreign(before)


@given(FILES, NOTES)
def test_a_note_on_the_article_is_read_back_whatever_it_holds(text: str, note: str) -> None:
    before = parse(text, words_stand)
    if before.head.problem is not None:
        return
    entry = entry_of(Highlight("hl-art", None, Colour.YELLOW, note, "2026-11-23T12:00:00Z"))
    after = parse(before.with_entry(entry).text, words_stand)
    assert after.entries["hl-art"].content == entry.content
    assert others(after, "hl-art") == others(before, "hl-art")


@given(FILES, NOTES, st.integers(0, 5))
def test_a_block_that_is_changed_changes_nothing_else(text: str, note: str, which: int) -> None:
    before = parse(text, words_stand)
    if before.head.problem is not None or not before.entries:
        return
    old = list(before.entries.values())[which % len(before.entries)]
    entry = entry_of(
        Highlight(old.id, old.highlight.anchor, Colour.PINK, note, old.highlight.made), before=old
    )
    after = parse(before.with_entry(entry).text, words_stand)
    assert after.entries[old.id].content == entry.content
    assert others(after, old.id) == others(before, old.id)


@given(UNFENCED, st.integers(0, 5))
def test_a_block_that_is_taken_out_takes_nothing_with_it(text: str, which: int) -> None:
    before = parse(text, words_stand)
    if before.head.problem is not None or not before.entries:
        return
    name = list(before.entries)[which % len(before.entries)]
    after = before.without(name)
    read = parse(after.text, words_stand)
    assert [entry.content for entry in read.entries.values()] == list(others(before, name).values())
    assert foreign(after) == foreign(before)


WHOLE = """\
---
id: x1
mine: {a: 1}   # a comment
---

# A title

Words of my own.

> The tide table
> was right.

^hl-aaa111

<!-- broadsheet {"pos": [10, 35], "pre": "p", "suf": "s", "color": "green", "at": "2026-01-01", "x": [1]} -->

#tides #clock

My note.

```python
# no heading
> no quote
```

## A part of mine

Not a note.
"""


def test_a_file_is_read_as_it_was_meant() -> None:
    document = parse(WHOLE)
    (entry,) = document.entries.values()
    highlight = entry.highlight
    assert highlight.anchor == Anchor("The tide table\nwas right.", "p", "s", 10, 35)
    assert highlight.colour is Colour.GREEN
    assert highlight.tags == ("tides", "clock")
    assert highlight.note == "My note.\n\n```python\n# no heading\n> no quote\n```"
    assert document.pieces[0] == "\n# A title\n\nWords of my own.\n\n"
    assert document.pieces[-1] == "\n## A part of mine\n\nNot a note.\n"


def test_only_the_touched_block_is_written_anew_and_unknown_keys_are_kept() -> None:
    document = parse(WHOLE)
    old = document.entries["hl-aaa111"]
    changed = document.with_entry(entry_of(made_from(old, note="Other words."), before=old)).text
    before, after = WHOLE.split("> The tide", maxsplit=1)[0], WHOLE.split("```\n\n## ")[1]
    assert changed.startswith(before)
    assert changed.endswith("\n\nOther words.\n\n## " + after)
    assert '"x": [1]' in changed


def made_from(entry: Entry, note: str) -> Highlight:
    old = entry.highlight
    return Highlight(old.id, old.anchor, old.colour, note, old.made, old.tags)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("final", [True, False])
def test_line_ends_and_a_missing_last_one_are_kept(newline: str, final: bool) -> None:
    text = f"---{newline}id: x{newline}---{newline}Free." + (newline if final else "")
    changed = parse(text).with_entry(entry_of(made())).text
    assert changed.startswith(text)
    assert changed.endswith(newline) is final
    assert "\n" not in changed.replace(newline, "")
    again = parse(changed)
    changed = again.with_entry(entry_of(made("Else."), before=again.entries["hl-new"])).text
    assert changed.endswith(newline) is final
    assert changed.endswith("Else." + (newline if final else ""))


def test_blocks_stand_in_reading_order_and_notes_on_the_article_first() -> None:
    document = parse("---\nid: x\n---\n# T\n\nFree.\n")
    for at in (30, 10, 20):
        document = document.with_entry(entry_of(made(at=at, name=f"hl-{at}")))
    document = document.with_entry(entry_of(Highlight("hl-all", None, note="On it.")))
    assert list(document.entries) == ["hl-all", "hl-10", "hl-20", "hl-30"]
    assert document.text.startswith("---\nid: x\n---\n# T\n\nFree.\n\n<!-- broadsheet ")


@pytest.mark.parametrize(
    ("block", "names"),
    [
        ("> quote\n^hl-abc\nnote\n", ["hl-abc"]),
        ("> quote ^hl-abc\n\nnote\n", ["hl-abc"]),
        ("> quote\n\n\n\n^hl-abc\n", ["hl-abc"]),
        ("> quote\nlazy\n^hl-abc\n", []),
        ("^hl-abc\n", []),
        (">\n\n^hl-abc\n", []),
    ],
)
def test_where_an_id_may_stand(block: str, names: list[str]) -> None:
    assert list(parse(block).entries) == names


def test_a_quote_by_hand_is_a_highlight_if_it_is_of_the_article() -> None:
    text = "> these words\n\nmy note\n\n> not of it\n\nstill my note\n\n> words again\n"
    document = parse(text, words_stand)
    notes = [(entry.quote, entry.note, entry.named) for entry in document.entries.values()]
    assert notes == [
        ("these words", "my note\n\n> not of it\n\nstill my note", False),
        ("words again", "", False),
    ]
    assert list(document.entries) == list(parse(text + "\nmore\n", words_stand).entries)
    assert not parse(text).entries


def test_two_blocks_of_one_id_are_two() -> None:
    block = "> quote\n\n^hl-abc\n\nnote {}\n\n"
    document = parse(block.format(1) + block.format(2))
    assert [entry.note for entry in document.entries.values()] == ["note 1", "note 2"]
    first, second = document.entries.values()
    assert (first.named, second.named) == (True, False)
    assert len(parse(document.with_entry(second).text).entries) == 2


def test_broken_data_leaves_the_quote() -> None:
    (entry,) = parse("> quote\n\n^hl-abc\n\n<!-- broadsheet {oops} -->\n\nnote\n").entries.values()
    assert entry.highlight.anchor == Anchor("quote", "", "", -1, -1)
    assert "note" in entry.note


@pytest.mark.parametrize(
    "data",
    [
        '{"pos": [5, 2]}', '{"pos": [true, 2]}', '{"pos": "x"}', '{"pos": [1, 1e9]}', '{"color": 3}',
        '{"pre": [], "alike": "x"}', '{"pos": [-5, 2]}',
    ],
)  # fmt: skip
def test_data_that_makes_no_sense_is_not_believed(data: str) -> None:
    (entry,) = parse(f"> quote\n\n^hl-abc\n\n<!-- broadsheet {data} -->\n").entries.values()
    anchor = entry.highlight.anchor
    assert anchor is not None
    assert (anchor.start, anchor.end) in {(-1, -1), (True, 2)}
    assert entry.highlight.colour is Colour.YELLOW


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=20) | st.integers() | st.lists(st.text())))
def test_data_in_a_comment_cannot_end_it(data: dict[str, object]) -> None:
    line = comment(data)
    assert line.count("-->") == 1
    assert "\n" not in line
    assert data_of(line) == data


@pytest.mark.parametrize(
    ("typed", "note", "tags"),
    [
        ("#a #b\n\nwords", "words", ("a", "b")),
        ("#a word", "#a word", ()),
        ("# heading", "# heading", ()),
        ("#a\n#b\nx", "x", ("a", "b")),
        ("\n\n  x  \n\n", "  x", ()),
        ("\x1b[31mred\x1b[0m", "red", ()),
        ("", "", ()),
    ],
)
def test_what_is_typed_is_kept_tidy(typed: str, note: str, tags: tuple[str, ...]) -> None:
    assert tidy(typed) == (note, tags)


def test_a_stray_fence_hides_no_highlight() -> None:
    document = parse("```\nunclosed\n\n> quote\n\n^hl-abc\n\nnote\n\n```\n")
    assert list(document.entries) == ["hl-abc"]


def test_ten_thousand_hostile_lines_take_no_time() -> None:
    for line in (
        "> q\n",
        "```\n" + "x\n",
        "`" * 9 + "\n",
        "^hl-a\n",
        "> q\n\n",
        "<!-- broadsheet {\n",
        "# \n",
    ):
        text = line * 10_000
        assert parse(text, words_stand).text == text
