"""Why a line was taken for what it was taken for, and the tables that decide it."""

from __future__ import annotations

from reader.loaders.source import Source
from reader.loaders.text import explain
from reader.loaders.text.evidence import Label
from reader.loaders.text.reading import Part, read
from reader.loaders.text.signs import _SIGNS
from reader.loaders.text.weights import LABELS, PRIOR, WEIGHTS, reasons, scores

NEWS = """Harbour bridge closes after crack is found in pillar
By Ada Field
March 3, 2021
Share
A crack as wide as a hand has closed the harbour bridge of Sandholm, officials said on Tuesday in a statement.
Inspectors found the damage during a routine check of the third pillar on Monday night, the authority said.
Reuters contributed to this report."""


def test_each_line_has_its_label_and_its_reasons() -> None:
    told = explain(Source("x.txt", NEWS.encode()))
    assert [one.label for one in told] == [
        Label.HEADLINE,
        Label.BYLINE,
        Label.PUBLISHED,
        Label.JUNK,
        Label.PARAGRAPH,
        Label.PARAGRAPH,
        Label.AGENCY,
    ]
    byline = told[1]
    assert (byline.first, byline.last, byline.text) == (2, 2, "By Ada Field")
    assert byline.signals[0] == ("a byline's opening", max(weight for _, weight in byline.signals))
    assert byline.score > 0


def test_what_speaks_against_is_told_too() -> None:
    said = reasons(["a word or two", "ends as a sentence"], Label.HEADLINE)
    assert all(weight < 0 for _, weight in said)
    assert [name for name, _ in said] == ["a word or two", "ends as a sentence"]


def test_plain_texts_are_explained() -> None:
    (one,) = explain(Source("x.txt", b"milk\neggs\nrope"))
    assert (one.first, one.last, one.label) == (1, 3, Label.VERSE)
    assert one.signals


def test_every_sign_has_weights() -> None:
    assert {name for name, _, _ in _SIGNS} <= set(WEIGHTS)
    assert all(0 <= index < len(LABELS) for weights in WEIGHTS.values() for index, _ in weights)


def test_scores_add_up() -> None:
    base = scores([])
    added = scores(["a byline's opening"])
    byline = LABELS.index(Label.BYLINE)
    prior = dict(WEIGHTS[PRIOR])
    assert base[byline] == prior[byline]
    assert added[byline] - base[byline] == dict(WEIGHTS["a byline's opening"])[byline]


def test_the_parts_of_a_page_follow_each_other() -> None:
    long = ["as long as a paragraph", "ends as a sentence"]
    button = ["a page's button", "a word or two"]
    found = read(
        [button, ["half a line long", "many words of the body"], button, long, button, long, button],
        drop=True,
    )
    assert [one.part for one in found] == sorted(one.part for one in found)
    assert found[0].part is Part.ABOVE
    assert [one.label for one in found] == [
        *(Label.JUNK, Label.HEADLINE, Label.JUNK, Label.PARAGRAPH, Label.JUNK, Label.PARAGRAPH, Label.JUNK)
    ]


def test_nothing_is_junk_where_nothing_may_be_dropped() -> None:
    button = ["a page's button", "a word or two"]
    assert not any(one.label in {Label.JUNK, Label.BOX} for one in read([button] * 9, drop=False))
