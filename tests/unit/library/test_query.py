"""The query language: what is typed becomes a tree, and nothing that can be typed is an error."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library.completion import completions
from reader.library.index import Index
from reader.library.plan import plan
from reader.library.query import DEEPEST, HELP, MOST_TERMS, parse, written_out
from reader.library.tree import And, Dates, Field, Has, Is, Node, Not, Or, Sort, Term, TokenKind

TODAY = date(2026, 11, 23)


def t(text: str, field: Field | None = None) -> Term:
    return Term(text, field)


def p(text: str, field: Field | None = None) -> Term:
    return Term(text, field, phrase=True)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", None),
        ("   ", None),
        ("tide", t("tide")),
        ("tide clock", And((t("tide"), t("clock")))),
        ("tide AND clock", And((t("tide"), t("clock")))),
        ("tide and clock", And((t("tide"), t("and"), t("clock")))),
        ("a OR b", Or((t("a"), t("b")))),
        ("a OR b c", Or((t("a"), And((t("b"), t("c")))))),
        ("a b OR c", Or((And((t("a"), t("b"))), t("c")))),
        ("(a OR b) c", And((Or((t("a"), t("b"))), t("c")))),
        ("-a", Not(t("a"))),
        ("NOT a", Not(t("a"))),
        ("--a", t("a")),
        ("-(a OR b)", Not(Or((t("a"), t("b"))))),
        ("b -(a c)", And((t("b"), Not(And((t("a"), t("c"))))))),
        ('"tide table"', p("tide table")),
        ("“tide table”", p("tide table")),
        ('"tide', p("tide")),
        ("harb*", Term("harb", prefix=True)),
        ('"open wat"*', Term("open wat", phrase=True, prefix=True)),
        ("title:tide", t("tide", Field.TITLE)),
        ("TITLE:tide", t("tide", Field.TITLE)),
        ("author:olsen", t("olsen", Field.BY)),
        ('by:"ana lima"', p("ana lima", Field.BY)),
        ("by:(a OR b)", Or((t("a", Field.BY), t("b", Field.BY)))),
        ("tag:a,b", Or((t("a", Field.TAG), t("b", Field.TAG)))),
        ("is:unread", Is("unread")),
        ("-is:starred", Not(Is("starred"))),
        ("has:notes", Has("note")),
        ("https://e.org/x", t("https://e.org/x")),
        ("12:30", t("12:30")),
        ("foo:bar", t("foo:bar")),
        ("a-b", t("a-b")),
        ("date:2024", Dates(date(2024, 1, 1).toordinal(), date(2024, 12, 31).toordinal())),
        ("date:2024-02", Dates(date(2024, 2, 1).toordinal(), date(2024, 2, 29).toordinal())),
        ("date:2024..2025-06", Dates(date(2024, 1, 1).toordinal(), date(2025, 6, 30).toordinal())),
        ("date:..2024-01-05", Dates(1, date(2024, 1, 5).toordinal())),
        ("before:2024", Dates(1, date(2023, 12, 31).toordinal())),
        ("after:2024-03-05", Dates(date(2024, 3, 5).toordinal(), date.max.toordinal())),
        ("date:7d", Dates(date(2026, 11, 17).toordinal(), TODAY.toordinal())),
        ("date:yesterday", Dates(date(2026, 11, 22).toordinal(), date(2026, 11, 22).toordinal())),
    ],
)
def test_what_is_typed_means(text: str, tree: Node | None) -> None:
    assert parse(text, today=TODAY).tree == tree


@pytest.mark.parametrize(
    ("text", "ignored"),
    [
        ("tide --- clock", ["-", "-", "-"]),
        ("a ) b", [")"]),
        ("OR a", ["OR"]),
        ("a OR", ["OR"]),
        ("title:", ["title:"]),
        ("date:soon x", ["date:soon"]),
        ("date:2024-13", ["date:2024-13"]),
        ("is:nothing", ["is:nothing"]),
        ("🙂 … tide", ["🙂", "…"]),
        ("*", ["*"]),
    ],
)
def test_what_has_no_effect_is_shown_as_such(text: str, ignored: list[str]) -> None:
    assert list(parse(text).ignored) == ignored


def test_the_order_is_asked_for_in_words() -> None:
    assert parse("tide").sort is Sort.NEW
    assert parse("tide sort:old").sort is Sort.OLD
    assert parse("sort:relevance tide").sort is Sort.RANK
    assert parse("sort:rank tide").tree == t("tide")


@pytest.mark.parametrize(
    ("text", "prefix"),
    [("tid", True), ("tid ", False), ('"tid', False), ("-tid", False), ("title:tid", True), ("a tid", True)],
)
def test_the_last_word_goes_on_while_it_is_typed(text: str, prefix: bool) -> None:
    tree = parse(text, typing=True).tree
    last = tree.parts[-1] if isinstance(tree, And) else tree.part if isinstance(tree, Not) else tree
    assert isinstance(last, Term)
    assert last.prefix is prefix


def test_pieces_are_told_apart_for_colouring() -> None:
    text = '-title:tide OR ("a b" date:2024)'
    kinds = [(text[token.start : token.end], token.kind) for token in parse(text).tokens]
    assert kinds == [
        ("-", TokenKind.OPERATOR),
        ("title:", TokenKind.FIELD),
        ("tide", TokenKind.VALUE),
        ("OR", TokenKind.OPERATOR),
        ("(", TokenKind.BRACKET),
        ('"a b"', TokenKind.PHRASE),
        ("date:", TokenKind.FIELD),
        ("2024", TokenKind.VALUE),
        (")", TokenKind.BRACKET),
    ]


def test_too_much_is_ignored_and_not_an_error() -> None:
    many = " ".join(f"w{number}" for number in range(MOST_TERMS + 10))
    assert len(parse(many).ignored) == 10
    parse("(" * 5000 + "a" + ")" * 5000)
    parse("-" * 5000 + "a")
    parse("title:(" * 5000)
    parse("tag:" + "a," * 5000)
    assert parse("(" * DEEPEST + "a").tree == t("a")


def test_every_example_of_the_help_is_understood() -> None:
    for example, _ in HELP:
        for one in example.split("   "):
            if not one.endswith(":"):
                assert parse(one).ignored == (), one


PIECES = st.sampled_from(
    [
        *("(", ")", '"', "“", "-", "*", "OR", "AND", "NOT", "NEAR(", "^", "{title}", ":", "title:", "date:"),
        *(
            "is:",
            "tag:",
            "lang:",
            "a",
            "Łódź",
            "北京",
            "C++",
            "\x00",
            "\ud800",
            "''",
            ",",
            "..",
            "\\",
            "%",
            "+",
        ),
        "has:note",
    ]
)
QUERIES = st.one_of(
    st.text(max_size=30),
    st.lists(PIECES, max_size=12).map("".join),
    st.lists(PIECES, max_size=12).map(" ".join),
)


@pytest.fixture(scope="module")
def empty_index() -> Index:
    return Index(None)


@given(text=QUERIES, typing=st.booleans())
@settings(max_examples=2000, deadline=None)
def test_nothing_typed_raises_or_reaches_the_engine_as_syntax(
    text: str, typing: bool, empty_index: Index
) -> None:
    query = parse(text, typing=typing, today=TODAY)
    at = 0
    for token in query.tokens:
        assert at <= token.start < token.end <= len(text)
        assert not text[at : token.start].strip()
        at = token.end
    assert not text[at:].strip()
    for state in ("read", "starred", "archived", "opened"):
        empty_index.mark(state, 0, list)
    for known in (empty_index.go_on, lambda begun: (begun, f"{begun}x")):
        assert list(empty_index.find(plan(query.tree, known))) == []


@given(st.text(max_size=30), st.integers(0, 30))
def test_completing_never_raises(text: str, cursor: int) -> None:
    cursor = min(cursor, len(text))
    for one in completions(text, cursor, lambda field, begun: ["New York", "x,y"]):
        assert 0 <= one.start <= one.end == cursor
    kept = written_out(text)
    assert parse(kept, typing=True).tree == parse(kept).tree


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("ti", ["title:"]),
        ("a -i", ["is:"]),
        ("is:st", ["starred"]),
        ("sort:", ["new", "old", "rank"]),
        ("tag:a,co", ["coast", "cold war"]),
        ("tag:wa", ["cold war"]),
        ('tag:"cold w', ["cold war"]),
        ('tag:"cold war"', []),
        ("tag:sea", []),
        ("(tide OR pl", ["place:"]),
        ('"a b', []),
        ("xyz:", []),
        ("", []),
    ],
)
def test_completion_offers_what_fits(text: str, offered: list[str]) -> None:
    found = completions(text, len(text), lambda field, begun: ["Coast", "cold war", "sea"])
    assert [one.text.strip('"').lower() for one in found] == offered
    for one in found:
        filled = text[: one.start] + one.text
        assert filled.lower().startswith(text[: one.start].lower())
