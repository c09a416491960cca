"""Finding: what matches what, and that nothing makes it hang."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.find import QueryError, compile_query, find_all
from reader.domain.span import Span


def _matches(text: str, query: str, limit: int = 100) -> list[str]:
    return [text[start:end] for start, end in find_all(text, compile_query(query), limit)]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Sea, sea and SEA", "sea", ["Sea", "sea", "SEA"]),
        ("Sea, sea and SEA", "Sea", ["Sea"]),
        ("the harbour\nwall, the harbour\n\nwall", "harbour wall", ["harbour\nwall", "harbour\n\nwall"]),
        ("a no-break\u00a0space", "break space", ["break\u00a0space"]),
        ("“It’s late,” she said", '"it\'s late,"', ["“It’s late,”"]),
        ("It's late", "it’s", ["It's"]),
        ("a well\u2011known tide", "well-known", ["well\u2011known"]),
        ("Café au lait, cafe au lait", "cafe", ["Café", "cafe"]),
        ("Café au lait, cafe au lait", "café", ["Café", "cafe"]),
        ("Ænes Ødegård in İzmir", "odegard in i", ["Ødegård in İ"]),
        ("Αθήνα, Αθηνα", "αθηνα", ["Αθήνα", "Αθηνα"]),
        ("über Übermut", "Uber", ["Über"]),
        ("one\u00adtwo, onetwo", "onetwo", ["one\u00adtwo", "onetwo"]),
        ("a.b axb", "a.b", ["a.b"]),
        ("潮の町の時計", "町", ["町"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("anything", "", []),
        ("any  thing", "  ", []),
        ("tide 12, tide 340", "re:tide \\d+", ["tide 12", "tide 340"]),
        ("Tide tide", "re:Tide", ["Tide"]),
        ("Tide tide", "re:\\Wtide", [" tide"]),
        ("one\ntwo", "re:^t\\w+$", ["two"]),
        ("abc", "re:x*", []),
        ("re:", "re:", []),
    ],
)
def test_find(text: str, query: str, expected: list[str]) -> None:
    assert _matches(text, query) == expected


def test_regex_by_argument() -> None:
    assert find_all("a1b22", compile_query(r"\d+", regex=True)) == (Span(1, 2), Span(3, 5))


def test_limit() -> None:
    assert len(_matches("a" * 100, "a", limit=7)) == 7


@pytest.mark.parametrize("query", ["re:(", "re:[a", "re:*", "re:a{2,1}", "re:(?P<x"])
def test_what_is_no_pattern_is_one_clear_line(query: str) -> None:
    with pytest.raises(QueryError) as caught:
        compile_query(query)
    message = str(caught.value)
    assert message.startswith(query)
    assert "not a regular expression: " in message
    assert "\n" not in message


def test_a_pattern_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.domain.find.PATIENCE", 0.05)
    with pytest.raises(QueryError, match="takes too long"):
        find_all("x" * 5000 + "y", compile_query("re:(x|xx)+(x|xx)+$"))


@given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=40))
def test_words_are_found_where_they_stand(before: str, words: str, after: str) -> None:
    text = before + words + after
    query = compile_query(words)
    spans = find_all(text, query)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert spans or query.words != words or not words
