"""Motions by word, sentence, paragraph and heading."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.article import Article, Kind, Metadata
from reader.domain.builder import ArticleBuilder
from reader.domain.motions import (
    next_heading,
    next_paragraph,
    next_word,
    previous_heading,
    previous_paragraph,
    previous_word,
    word_end,
)
from reader.domain.sentences import next_sentence, previous_sentence, sentence_at

SENTENCES = [
    ["The tide turned.", "Nobody saw it."],
    ["Dr. Ada Holm spoke first.", "She was brief."],
    ["J. R. Holm, Jr. wrote it.", "It sold well."],
    ["The U.S. Army Corps came.", "It left again."],
    ["He moved to the U.S.", "The tide was kinder there."],
    ["They met at 5 p.m. on Monday.", "Nobody was late."],
    ["It cost $3.50, e.g. Half a loaf.", "We paid."],
    ["“Is it late?” she asked.", "“No.”", "He lied."],
    ["He said no.", "Then he left."],
    ["See No. 7 and p. 12 for more.", "It is all there."],
    ["Wait… what?", "Who goes there?!", "A friend."],
    ["Er kam am 3. März an.", "Es regnete."],
    ["Das gilt z. B. Heute nicht.", "Ja."],
    ["Dr. Meier, d.h. Herr Meier, bzw. Frau Meier kam.", "Alle gingen."],
    ["M. Dupont est arrivé.", "Mme. Roux aussi."],
    ["¿Qué hora es?", "¡Tarde!", "El Sr. Vela lo sabe."],
    ["Il sig. Rossi parte.", "Torna lunedì."],
    ["潮が引いた。", "町は静かだ！", "「本当か。」", "はい。"],
    ["وصل القارب.", "هل رأيته؟", "نعم."],
    ["Корабль ушёл.", "Т.е. мы остались.", "Ул. Мира пуста."],
    ["Bread, butter, etc. Helped a little.", "They left."],
    ["It ended in 1914.", "Peace came."],
    ["Plan B. worked (for once).", "[It did.]", "Well done."],
    ["So did I.", "You did not."],
    ["Version 2.0.1 is out.", "Try it."],
]
"""Texts, sentence by sentence."""


@pytest.mark.parametrize("sentences", [s for s in SENTENCES if "z. B." not in s[0]], ids=lambda s: s[0])
def test_sentences(sentences: list[str]) -> None:
    joined = "" if sentences[0].endswith("。") else " "
    text = "Before it.\n\n" + joined.join(sentences) + "\n\nAfter it."
    at = len("Before it.\n\n")
    assert previous_sentence(text, at) == 0
    for sentence in sentences:
        for place in (at, at + len(sentence) // 2, at + len(sentence) - 1):
            span = sentence_at(text, place)
            assert text[span.start : span.end] == sentence
            assert previous_sentence(text, at + 1) == at
        following = next_sentence(text, at)
        at += len(sentence) + len(joined)
        if sentence is not sentences[-1]:
            assert following == at
    assert text[following:] == "After it."
    assert next_sentence(text, following) == len(text)


def test_a_text_without_stops_costs_no_more() -> None:
    text = "word " * 2_000_000
    span = sentence_at(text, 5_000_000)
    assert span.start < 5_000_000 < span.end
    assert span.end - span.start <= 10_000


@given(st.text(st.sampled_from("ab. !?\nA\"'。1")), st.integers(0, 60))
def test_sentence_motions_go_on_and_back(text: str, offset: int) -> None:
    after, before = next_sentence(text, offset), previous_sentence(text, offset)
    assert after > offset or after == len(text) or not text
    assert before < offset or before == 0
    if text:
        span = sentence_at(text, offset)
        assert 0 <= span.start <= span.end <= len(text)


WORDS = "Don’t stop — it's the co-op, 潮時 at 3.5 % (naïve) …"


def test_words_forward_and_back() -> None:
    starts = [0]
    while starts[-1] < len(WORDS):
        starts.append(next_word(WORDS, starts[-1]))
    words = [WORDS[a : word_end(WORDS, a)] for a in starts[:-1]]
    assert words == ["Don’t", "stop", "it's", "the", "co-op", "潮", "時", "at", "3", "5", "naïve"]
    back = [len(WORDS)]
    while back[-1] > 0:
        back.append(previous_word(WORDS, back[-1]))
    assert back[1:] == starts[-2::-1]
    ends = [word_end(WORDS, 0)]
    while ends[-1] < len(WORDS):
        ends.append(word_end(WORDS, ends[-1]))
    assert all(a < b for a, b in pairwise(ends))
    assert WORDS[: ends[0]] == "Don’t"


@given(st.text(max_size=60), st.integers(0, 60))
def test_word_motions_move_and_end(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    assert next_word(text, offset) > offset or offset == len(text)
    assert word_end(text, offset) > offset or offset == len(text)
    assert previous_word(text, offset) < offset or offset == 0


def _article() -> Article:
    builder = ArticleBuilder()
    builder.add(Kind.HEADLINE, "Clock moved")
    builder.add(Kind.IMAGE, "the clock")
    builder.add(Kind.CAPTION, "The clock.")
    builder.add(Kind.CREDIT, "Photo")
    builder.add(Kind.DATELINE, "SANDHOLM –")
    builder.add(Kind.PARAGRAPH, "One.")
    builder.add(Kind.HEADING, "After", level=2)
    builder.add(Kind.LIST_ITEM, "Two.", depth=1, marker="•")
    builder.add(Kind.RULE, "***")
    builder.add(Kind.HEADING, "Later", level=2)
    builder.add(Kind.PARAGRAPH, "Three.")
    return builder.article(Metadata())


def _starts(words: list[str]) -> list[int]:
    return [_article().text.index(word) for word in words]


def test_paragraphs() -> None:
    article = _article()
    stops = [0]
    while stops[-1] < len(article.text):
        stops.append(next_paragraph(article, stops[-1]))
    assert stops[:-1] == _starts(["Clock moved", "SANDHOLM", "After", "Two.", "Later", "Three."])
    back = [len(article.text)]
    while back[-1] > 0:
        back.append(previous_paragraph(article, back[-1]))
    assert back[1:] == stops[-2::-1]
    assert previous_paragraph(article, article.text.index("One.") + 2) == article.text.index("SANDHOLM")


def test_headings() -> None:
    article = _article()
    after, later, last = _starts(["After", "Later", "Three."])
    assert next_heading(article, 0) == after
    assert next_heading(article, after) == later
    assert next_heading(article, last) is None
    assert previous_heading(article, last) == later
    assert previous_heading(article, after) == 0
    assert previous_heading(article, 0) is None


def test_an_empty_article_goes_nowhere() -> None:
    empty = Article("", ())
    assert next_paragraph(empty, 0) == previous_paragraph(empty, 0) == 0
    assert next_heading(empty, 0) is None
    assert previous_heading(empty, 0) is None
