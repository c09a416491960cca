"""The gate: what must not reach a terminal is gone, what is writing stays."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.article import FORBIDDEN
from reader.loaders.clean import MOST_ACCENTS, clean, clean_address, clean_line

WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"

ESCAPES = [
    ("colour", "\x1b[31mred\x1b[0m", "red"),
    ("8-bit colour", "\x9b31mred\x9b0m", "red"),
    ("cut off at the end", "text\x1b[3", "text"),
    ("clipboard, ended by ST", "a \x1b]52;c;cGF5bG9hZA==\x1b\\ b", "a  b"),
    ("clipboard, ended by BEL", "a \x1b]52;c;cGF5bG9hZA==\x07 b", "a  b"),
    ("clipboard, 8-bit", "a\x9d52;c;cGF5\x9cb", "ab"),
    ("clipboard, never ended", "a\x1b]52;c;cGF5\nnext line", "a\nnext line"),
    ("title", "\x1b]0;owned\x07Headline", "Headline"),
    ("graphics", "a\x1b_Ga=T;AAAA\x1b\\b", "ab"),
    ("device control", "a\x1bPq#0;2;0;0;0\x1b\\b", "ab"),
    ("privacy message and start of string", "a\x1b^x\x1b\\b\x1bXy\x1b\\c", "abc"),
    ("queries", "a\x1b[6n\x1b[>c\x1bZ\x05b", "ab"),
    ("paste bracket", "a\x1b[201~b", "ab"),
    ("ESC doubled before its terminator", "a\x1b]0;x\x1b\x1b\\b", "ab"),
    ("ESC split from its sequence by a line", "a\x1b\n[31mb", "a\n[31mb"),
    ("designation of a character set", "a\x1b(0b", "ab"),
    ("control characters", "a\x00b\x07c\x0ed\x7fe\x80f", "abcdef"),
    ("link by OSC 8", "\x1b]8;;file:///x\x1b\\text\x1b]8;;\x1b\\", "text"),
]


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in ESCAPES], ids=[case[0] for case in ESCAPES]
)
def test_escape_sequences_go_with_all_they_carry(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc\vd\fe\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("tab\tstays", "tab\tstays"),
        ("N\bNA\bAM\bME\bE", "NAME"),
        ("_\bt_\bh_\bi_\bs", "this"),
        ("_\bN\bNb", "Nb"),
        ("user\u202etxt.exe\u202c \u2066x\u2069", "usertxt.exe x"),
        ("\ufeffHead\u00adline", "Headline"),
        ("a\ud800b\ufffec\ue000d\U0010ffffe", "a\ufffdb\ufffdc\ufffdd\ufffde"),
        (FAMILY + " ❤\ufe0f 1\ufe0f\u20e3", FAMILY + " ❤\ufe0f 1\ufe0f\u20e3"),
        (WALES + "!", WALES + "!"),
        ("hi\U000e0069\U000e0067\U000e006e there", "hi there"),
        ("שלום\u200f، سلام\u200e", "שלום\u200f، سلام\u200e"),
        ("ที่นี่ กรุงเทพฯ", "ที่นี่ กรุงเทพฯ"),
        ("Z" + "\u0301" * 40 + "!", "Z" + "\u0301" * MOST_ACCENTS + "!"),
        ("[red]x[/red] {0} %s \\x1b[31m $(id)", "[red]x[/red] {0} %s \\x1b[31m $(id)"),
        ("", ""),
    ],
)
def test_writing_stays(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  two\n lines\tand tabs ", "two lines and tabs"),
        ("a\u00a0b\u3000c", "a b c"),
        ("safe\u200f\u202egpj.exe", "safegpj.exe"),
        ("T\x1b]0;x\x07itle\x1b[1m", "Title"),
        (WALES, "\U0001f3f4"),
        ("new\nline.txt", "new line.txt"),
        ("bad\udcffname.txt", "bad\ufffdname.txt"),
    ],
)
def test_a_line_is_one_line_and_hides_nothing(text: str, expected: str) -> None:
    assert clean_line(text) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://x.example/a%20b?c=%E2%82%AC", "https://x.example/a%20b?c=%E2%82%AC"),
        ("https://x.example/%1b]52;c;eA==%07end", "https://x.example/end"),
        ("https://x.example/%1B[31m%00%7F", "https://x.example/"),
        ("mailto:a@x.example?body=one%0D%0Atwo%09", "mailto:a@x.example?body=one%0D%0Atwo%09"),
        ("https://x.example/\u202egnp.exe\n", "https://x.example/gnp.exe"),
    ],
)
def test_an_address_hides_nothing_even_when_decoded(address: str, expected: str) -> None:
    assert clean_address(address) == expected


hostile = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\x1b\x9b\x9d\x07\b\r\n\t[]P_^X\\;0m?c\u202e\u0301\U000e0067\U0001f3f4\U000e007f\ud800\ufeff"
        ),
    )
)


@given(hostile)
def test_nothing_forbidden_is_left_and_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert not FORBIDDEN.search(once.replace("\t", ""))
    assert clean(once) == once
    line = clean_line(text)
    assert not FORBIDDEN.search(line) and "\n" not in line
    assert clean_line(line) == line == line.strip()


@given(hostile, hostile)
def test_lines_may_be_cleaned_one_by_one(first: str, second: str) -> None:
    assert clean(f"{first}\n{second}") == f"{clean(first)}\n{clean(second)}" or first.endswith("\r")


@pytest.mark.parametrize(
    "line", ["\x1b]", "\x1b\x1b", "\x1b[", "\x9d\x1b", "a\b", "\u0301", "\U0001f3f4\U000e0067", "\x1b]0;\x1b"]
)
def test_time_grows_with_the_length_only(line: str) -> None:
    def seconds(times: int) -> float:
        text = line * times
        start = time.process_time()
        clean(text)
        return time.process_time() - start

    seconds(1000)
    assert seconds(200_000) < 2
