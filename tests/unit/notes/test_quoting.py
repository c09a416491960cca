from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.notes.quoting import escaped, quote_lines, quoted, unescaped

LINES = st.text(st.sampled_from("ab1 .)*_`[]<>#&;|~=%$\\-+!x^:/"), max_size=30)


@given(LINES)
@example("1. one")
@example("12) two")
@example("a_b _c_ __d__")
@example("\\*")
def test_escaping_is_undone_exactly(line: str) -> None:
    assert unescaped(escaped(line)) == line


@given(st.lists(LINES.map(str.strip), min_size=1, max_size=4).map("\n".join))
def test_a_quote_is_read_as_it_was_written(quote: str) -> None:
    assert quoted(quote_lines(quote)) == quote.strip("\n")


@given(LINES.map(str.strip).filter(bool))
@example("<img src=x>")
@example("![a](http://b)")
@example("- item")
@example("# heading")
@example("1. item")
@example("---")
@example("&amp; &#65;")
@example("a\\")
def test_a_renderer_shows_the_words_and_nothing_else(line: str) -> None:
    tokens = MarkdownIt("commonmark").parse("\n".join(quote_lines(line)))
    kinds = [token.type for token in tokens]
    assert kinds == ["blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close"]
    children = tokens[2].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == line


@pytest.mark.parametrize(
    ("line", "markdown"),
    [
        ("#tides are up", "\\#tides are up"),
        ("==marked== %%hidden%%", "\\==marked\\== \\%%hidden\\%%"),
        ("snake_case stays", "snake_case stays"),
        ("$5 and $10 stay", "$5 and $10 stay"),
        ("[[a note]]", "\\[\\[a note\\]\\]"),
        ("An ordinary sentence – with “quotes”.", "An ordinary sentence – with “quotes”."),
    ],
)
def test_what_obsidian_would_take_for_its_own(line: str, markdown: str) -> None:
    assert escaped(line) == markdown
