"""Where a text may be broken."""

from __future__ import annotations

import pytest

from reader.typeset.breaks import Break, pieces
from reader.typeset.cells import clusters, cut_left, inside_cluster, prefix_end

FAMILY = "👩\u200d👩\u200d👧"


def _parts(text: str, width: int = 80) -> str:
    """The text with a bar at each opportunity, a double one where a hyphen would be added."""
    found = pieces(text, 0, len(text), width)
    signs = {Break.HYPHEN: "‖", Break.FORCED: "¦"}
    return "".join(
        text[piece.start : piece.end] + ("" if piece is found[-1] else signs.get(piece.kind, "|"))
        for piece in found
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one two  three", "one|two|three"),
        ("one\u00a0two\u202fthree\u2007four", "one\u00a0two\u202fthree\u2007four"),
        ("ideographic\u3000space", "ideographic|space"),
        ("a well-known e-mail of 2020-10-05", "a|well-|known|e-mail|of|2020-10-05"),
        ("non\u2011breaking", "non\u2011breaking"),
        ("and/or 1/2 km/h", "and/|or|1/2|km/h"),
        ("wait—what – who", "wait—|what –|who"),
        ("1914–18, London–Paris", "1914–18,|London–|Paris"),
        ("so…well … no", "so…|well …|no"),
        ("soft\u00adhyphen\u00ad", "soft‖hyphen\u00ad"),
        ("zero\u200bwidth", "zero|width"),
        ("« Ni l’un ! » 5 % fin", "« Ni|l’un ! »|5 %|fin"),
        ("«Was?» »Das«, sagte »er« heute", "«Was?»|»Das«,|sagte|»er«|heute"),
        (
            "see https://example.org/a/path.html?q=1&r=2 now",
            "see|https://|example|.org/|a/|path|.html|?q|=1|&r|=2|now",
        ),
        ("日本語、「です」。ー", "日|本|語、|「で|す」。ー"),
        ("ABC日本123", "ABC|日|本|123"),
        ("きゃっと（ねこ）", "きゃっ|と|（ね|こ）"),
        ("¥500と＄5", "¥500|と|＄5"),
        ("한국어 신문", "한국어|신문"),
        ("กำแพงเมือง", "กำ¦แพ¦ง¦เมื¦อ¦ง"),
        ("go🙂on 🇫🇷🇩🇪", "go|🙂|on|🇫🇷|🇩🇪"),
        (f"a{FAMILY}b", f"a|{FAMILY}|b"),
        ("e\u0301a\u0301", "e\u0301a\u0301"),
    ],
)
def test_opportunities(text: str, expected: str) -> None:
    assert _parts(text) == expected


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("abcdefghij", 4, "abcd¦efgh¦ij"),
        ("abcdefgh", 4, "abcd¦efgh"),
        ("x abcdefghi", 8, "x|abcdefgh¦i"),
        ("日本語です", 4, "日|本|語|で|す"),
        ("ééééé", 4, "éééé¦é"),
        (FAMILY * 5, 5, "|".join([FAMILY] * 5)),
        ("a\u0301" * 6, 4, "a\u0301" * 4 + "¦" + "a\u0301" * 2),
        ("abcd\u00adefgh", 4, "abcd¦efgh"),  # no room for the hyphen
        ("abc\u00addefgh", 4, "abc‖defg¦h"),
    ],
)
def test_long_words(text: str, width: int, expected: str) -> None:
    assert _parts(text, width) == expected


def test_offsets_count_on_the_whole_text() -> None:
    text = "before one two\nthree after"
    found = pieces(text, 7, 20, 80)
    assert [text[piece.start : piece.end] for piece in found] == ["one", "two", "three"]
    assert [piece.kind for piece in found] == [Break.SPACE, Break.HARD, Break.SPACE]
    assert [piece.gap for piece in found] == [1, 0, 0]


def test_a_word_may_be_divided_by_rule() -> None:
    found = pieces("(considerable)", 0, 14, 80, lambda word: (3, 6) if word == "considerable" else ())
    assert [(piece.start, piece.end, piece.kind) for piece in found] == [
        (0, 4, Break.HYPHEN),
        (4, 7, Break.HYPHEN),
        (7, 14, Break.SPACE),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", [1, 1, 1]),
        ("日a", [2, 1]),
        ("🇫🇷🇩🇪", [2, 2]),
        ("กำ", [2]),
        (FAMILY, [2]),
        ("❤\ufe0f!", [2, 1]),
        ("e\u0301\u0302", [1]),
    ],
)
def test_clusters(text: str, expected: list[int]) -> None:
    found = clusters(text)
    assert [cells for _, _, cells in found] == expected
    assert "".join(text[start:end] for start, end, _ in found) == text
    edges = {start for start, _, _ in found} | {0, len(text)}
    assert {at for at in range(len(text) + 1) if not inside_cluster(text, at)} == edges


@pytest.mark.parametrize(
    ("text", "width", "fits", "left"),
    [
        ("abcdef", 3, (3, 3), (3, 3)),
        ("日本語", 3, (1, 2), (2, 4)),
        ("日本語", 0, (0, 0), (0, 0)),
        ("a🇫🇷b", 2, (1, 1), (3, 3)),
        ("ab", 9, (2, 2), (2, 2)),
    ],
)
def test_cutting(text: str, width: int, fits: tuple[int, int], left: tuple[int, int]) -> None:
    assert prefix_end(text, width) == fits
    assert cut_left(text, width) == left
