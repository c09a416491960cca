"""Text on terminals that lack some of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.terminal.characters import Respeller, spell_plainly


@pytest.mark.parametrize(
    ("text", "width", "plain"),
    [
        ("a", 1, "a"),
        ("│", 1, "|"),
        ("─", 1, "-"),
        ("╭", 1, "+"),
        ("…", 1, "."),
        ("“", 1, '"'),
        ("é", 1, "e"),
        ("e\u0301", 1, "e"),
        ("ł", 1, "l"),
        ("●", 1, "*"),
        ("▬", 1, "="),
        ("海", 2, "??"),
        ("Ω", 1, "?"),
        ("ﬁ", 1, "f"),
        ("\u00a0", 1, " "),
        ("⣿", 1, "*"),
    ],
)
def test_ascii(text: str, width: int, plain: str) -> None:
    assert Respeller("ascii")(text, width) == plain


def test_letters_that_the_encoding_has_stay_but_symbols_need_not() -> None:
    spell = Respeller("iso8859-1")
    assert spell("é", 1) == "é"
    assert spell("æ", 1) == "æ"
    assert spell("×", 1) == "x"
    assert Respeller("utf-8", ascii_only=False)("│", 1) == "│"
    assert Respeller("utf-8", ascii_only=True)("│", 1) == "|"
    assert Respeller("utf-8", ascii_only=True)("海", 2) == "海"


@given(st.characters(exclude_categories=["Cc", "Cs"]))
def test_each_takes_as_many_cells_as_before(character: str) -> None:
    width = cell_len(character)
    if width:
        spelled = Respeller("ascii")(character, width)
        assert spelled.isascii() and spelled.isprintable()
        assert len(spelled) == width


def test_every_line_of_a_box_has_a_spelling() -> None:
    assert all(len(spell_plainly(chr(code))) == 1 for code in range(0x2500, 0x25A0))
