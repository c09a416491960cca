from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.article import Article
from reader.domain.highlight import CONTEXT, Anchor, AnchorState
from reader.domain.span import Span
from reader.notes.anchors import LONGEST_CONTEXT, candidates, make, place
from tests.benchmarks.anchors import fewest_errors, hypothesis, ours, plain, run

EXACT, MOVED, UNCERTAIN, LOST = AnchorState.EXACT, AnchorState.MOVED, AnchorState.UNCERTAIN, AnchorState.LOST

THIRD = "The tide table, printed in the year of the great ice, was right all along."


@given(st.text(st.sampled_from("ab .\n"), min_size=1, max_size=80), st.data())
def test_in_the_same_text_every_passage_stands_where_it_was_marked(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert place(make(text, Span(start, end)), text) == (EXACT, start, end)


@given(st.text(max_size=80), st.text(max_size=80), st.integers(-1, 90), st.integers(-1, 90))
def test_no_anchor_and_no_text_is_too_odd(quote: str, text: str, start: int, end: int) -> None:
    state, first, last = place(Anchor(quote, text[:5], text[5:9], start, end), text)
    assert 0 <= first <= last <= len(text)
    assert (state is LOST) == (first == last == 0)


def test_a_passage_that_is_none_is_refused() -> None:
    for span in (Span(0, 0), Span(3, 2), Span(-1, 2), Span(0, 5)):
        with pytest.raises(ValueError, match="no passage"):
            make("four", span)


def test_context_is_widened_until_it_stands_nowhere_else() -> None:
    refrain = "and the bell rang nineteen times over the quiet water of the bay, "
    text = "".join(f"verse {number} " + refrain * 2 for number in "abcdefgh")
    start = text.index("bell", text.index("verse d"))
    anchor = make(text, Span(start, start + 4))
    assert CONTEXT < len(anchor.suffix) <= LONGEST_CONTEXT
    assert text.count(anchor.suffix) == 1
    assert anchor.alike == 15


@pytest.mark.parametrize(
    ("edit", "state"),
    [
        (lambda t: t, EXACT),
        (lambda t: "A new first paragraph.\n\n" + t, MOVED),
        (lambda t: t.replace("in the year of the great ice", "in a year of great ice"), MOVED),
        (lambda t: t.replace("’", "'").replace("–", "-").replace("“", '"').replace("”", '"'), EXACT),
        (lambda t: t.replace(" great ice", "\u00a0great  ice"), EXACT),
        (lambda t: t.replace(THIRD + " ", ""), LOST),
        (lambda t: t.replace(THIRD, "It was wrong."), LOST),
        (lambda t: t.replace(THIRD, "") + "\n\n" + THIRD, MOVED),
        (lambda t: "", LOST),
    ],
)
def test_what_becomes_of_a_sentence(article: Article, third: Span, edit, state) -> None:  # type: ignore[no-untyped-def]
    anchor = make(article.text, third)
    text = edit(article.text)
    found, start, end = place(anchor, text)
    assert found is state
    if state is not LOST:
        assert text[start:end].startswith("The tide table, printed in")
        assert text[start:end].endswith("was right all along.")


def test_a_lookalike_is_never_taken_for_a_sentence_that_is_gone(article: Article, third: Span) -> None:
    anchor = make(article.text, third)
    alike = "The tide table, printed in the year of the great storm, was wrong all along."
    for text in (
        article.text.replace(THIRD + " ", "") + "\n\n" + alike,
        article.text.replace(THIRD + " Shop", "Shop").replace("The town", alike + " The town"),
    ):
        assert place(anchor, text)[0] in {UNCERTAIN, LOST}


def test_of_two_sentences_alike_side_by_side_the_other_is_not_taken() -> None:
    one = "The ferry to the outer islands leaves at nine on every day of the week but Sunday."
    two = "The ferry to the inner islands leaves at ten on every day of the week but Sunday."
    text = f"Some words before them both, long enough to know. {one} {two} And some words after, likewise."
    for kept, gone in ((one, two), (two, one)):
        start = text.index(gone)
        anchor = make(text, Span(start, start + len(gone)))
        assert place(anchor, text.replace(gone + " ", ""))[0] in {UNCERTAIN, LOST}, kept


def test_a_lookalike_before_words_like_the_old_neighbours_is_not_taken() -> None:
    said = "The harbourmaster told the council that the winter timetable had been lost in the fog."
    alike = "The harbourmaster told the council that the summer timetable had been lost in the flood."
    after = "For most of the week a clerk at the customs house went from door to door with a lamp."
    again = "For most of the week a clerk at the customs house went from boat to boat with a list."
    rest = "Between the two lie several sentences of no importance, about bread and about bells. " * 3
    text = f"It begins with something else altogether, as it must. {said} {after} {rest}"
    start = text.index(said)
    anchor = make(text, Span(start, start + len(said)))
    edited = text.replace(said + " ", "") + f"{alike} {again} That is all."
    assert place(anchor, edited)[0] is UNCERTAIN
    moved = text.replace(f"{said} {after} ", "") + f"{alike} {after} That is all."
    assert place(anchor, moved)[0] is MOVED


def test_short_quotes_are_never_matched_by_likeness(article: Article) -> None:
    start = article.text.index("nets")
    anchor = make(article.text, Span(start, start + 4))
    assert place(anchor, "The best of the lot went west with the jets and the pets.")[0] is LOST
    edited = article.text.replace("nets", "sails")
    state, first, last = place(anchor, edited)
    assert (state, edited[first:last]) == (UNCERTAIN, "sails")


def test_a_short_word_elsewhere_with_nothing_around_it_is_not_sure() -> None:
    text = "In the beginning Linus wrote to the list, and many people answered him within the day."
    anchor = make(text, Span(17, 22))
    elsewhere = "Quite another story is told about somebody else, whose name was Linus as it happens."
    assert place(anchor, elsewhere)[0] is UNCERTAIN
    assert (
        place(anchor, "Of chines and keels, and of nothing else, this page speaks at some length.")[0] is LOST
    )


def test_twins_are_told_apart_by_what_stands_around_them_or_not_at_all() -> None:
    said = "“No comment,” said the mayor, and closed the door."
    first, second = "At nine a reporter asked about the clock. ", "At noon another asked about the tide. "
    text = f"{first}{said}\n\n{second}{said}\n\nEnd."
    at = text.rindex(said)
    anchor = make(text, Span(at, at + len(said)))
    assert anchor.alike == 1
    longer = "New words.\n\n" + text
    assert place(anchor, longer) == (MOVED, at + 12, at + 12 + len(said))
    only_the_first = text[: at - len(second)]
    assert place(anchor, only_the_first)[0] is UNCERTAIN


def test_a_quote_alone_is_exact_where_it_stands_once() -> None:
    anchor = Anchor("the tide\ntable", "", "", -1, -1)
    assert place(anchor, "Of the tide table.") == (EXACT, 3, 17)
    assert place(anchor, "the tide table, the tide table")[0] is UNCERTAIN
    assert place(anchor, "nothing")[0] is LOST


def test_a_passage_over_a_paragraph_break_may_lose_it(article: Article) -> None:
    start = article.text.index("Nobody at")
    end = article.text.index(" Shopkeepers")
    anchor = make(article.text, Span(start, end))
    joined = article.text.replace("\n\n", " ")
    state, first, last = place(anchor, joined)
    assert state is MOVED
    assert joined[first:last] == article.text[start:end].replace("\n\n", " ")


def test_candidates_are_offered_the_likeliest_first(article: Article, third: Span) -> None:
    anchor = make(article.text, third)
    alike = "The tide table, printed in the year of the great storm, was wrong all along."
    text = article.text + "\n\n" + alike
    places = candidates(anchor, text)
    assert [text[start:end] for start, end, _ in places[:2]] == [THIRD, alike]
    scores = [score for _, _, score in places]
    assert scores == sorted(scores, reverse=True)


def test_cjk_without_spaces_is_aligned_by_the_character() -> None:
    before, quote = (
        "前の段落はここで終わります。" * 3,
        "彼は港の時計を十九分戻すことに決めたと市長は月曜日に述べて、町の人々はそれを聞いて驚いた。",
    )
    after = "次の段落はまた別の話を始めて続きます。" * 3
    text = before + quote + after
    anchor = make(text, Span(len(before), len(before) + len(quote)))
    edited = "序文。" + text.replace("月曜日", "火曜日")
    state, start, end = place(anchor, edited)
    assert state is MOVED
    assert edited[start:end] == quote.replace("月曜日", "火曜日")


def test_edited_articles_by_the_hundred() -> None:
    """The measure of `make bench`, on fewer cases, and with thresholds."""
    (rows,) = run(90, {"ours": ours}).values()
    total = {name: sum(row[name] for row in rows.values()) for name in ("exists", "right", "right?", "wrong")}
    assert total["wrong"] == 0
    assert total["right"] + total["right?"] >= 0.99 * total["exists"]
    assert total["right"] >= 0.8 * total["exists"]


def test_the_rules_beside_ours_are_what_they_say() -> None:
    text = "one two three four five six seven eight nine ten"
    anchor = make(text, Span(8, 23))
    assert hypothesis(anchor, text) == plain(anchor, text) == (True, 8, 23)
    edited = text.replace("four", "for")
    assert hypothesis(anchor, edited) == (True, 8, 22)
    assert plain(anchor, edited) is None
    assert fewest_errors("abc", "xxabxcxx", 3) == ([(2, 4), (2, 5), (2, 6)], 1)
