"""Searching: names are found however they are spelt, and each hit shows the sentence that matched."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library import alternatives, search, snippet
from reader.library.document import Document
from reader.library.fold import ALL, BREAK, HAS, column, fold
from reader.library.index import Index
from reader.library.keys import day
from reader.library.known import known
from reader.library.query import parse
from reader.library.search import Interrupted, Page, Searcher
from reader.library.state import StateLog
from reader.library.tree import And, Dates, Field, Has, Is, Node, Not, Or, Term, positive_terms

Make = Callable[..., Document]

BODY = (
    "The U.S. mayor of Łódź said that Müller’s co-operative is built. And straße too. "
    "C++ is old; 北京大学发布了消息。서울에서 왔다. ﬁnance and soft\u00adware. "
    "Ærø lies near. John O’Brien came."
)


@pytest.fixture
def searcher(made: Make, tmp_path: Path) -> Searcher:
    state = StateLog(tmp_path / "state", "desk")
    one = Searcher(Index(None), state)
    one.add(
        [
            made(
                "a1",
                "Harbour town votes",
                BODY,
                "2026-03-02T09:30:00",
                authors=("Zoë Öst", "B. Li"),
                site="Coast Gazette",
                language="en-GB",
                people=("Jean-Luc Sørensen", "Ana Lima"),
                organisations=("Harbour Board",),
                places=("Ærø",),
                notes=("Why did the clock stop?",),
                tags=("to read",),
                highlights=1,
            ),
            made("b2", "Tide tables", "Nothing but tide here. The open water rose.", "2024-01-05"),
            made("c3", "Without a date", "Open the door to the water and the tide.", language="de"),
        ]
    )
    return one


def ids(page: Page) -> list[str]:
    return [hit.entry.id for hit in page.hits]


@pytest.mark.parametrize(
    ("query", "matched"),
    [
        ("lodz", "Łódź"),
        ("ŁÓDŹ", "Łódź"),
        ("muller", "Müller"),
        ("müller", "Müller"),
        ("strasse", "straße"),
        ("aero", None),
        ("aerø", None),
        ("ærø", "Ærø"),
        ("cooperative", "co-operative"),
        ("co-operative", "co-operative"),
        ('"co operative"', "co-operative"),
        ("obrien", "O’Brien"),
        ("o'brien", "O’Brien"),
        ("O’Brien", "O’Brien"),
        ("brien", "Brien"),
        ("us", "U.S"),
        ("U.S.", "U.S"),
        ("C++", "C++"),
        ("北京", "北京"),
        ("京大", "京大"),
        ("서울", "서울"),
        ("学北", None),
        ("finance", "ﬁnance"),
        ("software", "soft\u00adware"),
        ("harb*", "Harb"),
        ("harb", None),
        ('"and straße"', "And straße"),
        ('"straße and"', None),
    ],
)
def test_a_word_is_found_however_it_is_spelt(query: str, matched: str | None, searcher: Searcher) -> None:
    found = searcher.search(query).hits
    if query in {"aero", "aerø"}:
        matched = "Ærø"
    if matched is None:
        assert found == ()
        return
    hit = found[0]
    assert hit.entry.id == "a1"
    start, end = hit.spans[0]
    assert hit.sentence[start:end] == matched
    document = searcher.index.document("a1")
    assert document is not None
    assert hit.match is not None
    assert document.text[hit.match.start : hit.match.end] == matched


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("tide", ["b2", "c3"]),
        ("tide water", ["b2", "c3"]),
        ('"open water"', ["b2"]),
        ("tide OR mayor", ["a1", "b2", "c3"]),
        ("-tide", ["a1"]),
        ("water -door", ["b2"]),
        ("NOT (tide OR mayor)", []),
        ("-(tide door)", ["a1", "b2"]),
        ("title:tide", ["b2"]),
        ("body:tide -title:tide", ["c3"]),
        ("by:zoe", ["a1"]),
        ('by:"ost b"', []),
        ("site:gazette", ["a1"]),
        ("tag:read", ["a1"]),
        ("person:sorensen", ["a1"]),
        ('person:"sørensen ana"', []),
        ("org:board", ["a1"]),
        ("place:aero", ["a1"]),
        ("entity:ana", ["a1"]),
        ("person:board", []),
        ("note:clock", ["a1"]),
        ("clock", ["a1"]),
        ("has:note", ["a1"]),
        ("-has:highlight", ["b2", "c3"]),
        ("has:tag", ["a1"]),
        ("lang:en", ["a1"]),
        ("lang:EN-gb", ["a1"]),
        ("lang:de,en", ["a1", "c3"]),
        ("date:2024", ["b2"]),
        ("after:2024-01-05", ["a1", "b2"]),
        ("before:2026", ["b2"]),
        ("tide -date:2024", ["c3"]),
        ("date:2024 OR mayor", ["a1", "b2"]),
        ("date:2024 OR mayor OR tide", ["a1", "b2", "c3"]),
        ("tide OR date:2024 sort:old", ["c3", "b2"]),
        ("", ["a1", "b2", "c3"]),
        ("sort:old", ["c3", "b2", "a1"]),
        ("tide sort:old", ["c3", "b2"]),
        ("tide sort:rank", ["b2", "c3"]),
    ],
)
def test_queries_find(query: str, expected: list[str], searcher: Searcher) -> None:
    page = searcher.search(query)
    assert ids(page) == expected
    assert page.count == str(len(expected))
    assert not page.more


def test_what_was_done_with_an_article_is_asked_for(searcher: Searcher, tmp_path: Path) -> None:
    state = StateLog(tmp_path / "state", "desk")
    searcher = Searcher(searcher.index, state)
    state.set("b2", read=True, starred=True)
    state.set("a1", opened="2026-11-23T10:00:00Z")
    assert ids(searcher.search("is:starred")) == ["b2"]
    assert ids(searcher.search("is:unread")) == ["a1", "c3"]
    assert ids(searcher.search("tide is:read")) == ["b2"]
    assert ids(searcher.search("tide -is:starred")) == ["c3"]
    assert ids(searcher.search("is:starred OR mayor")) == ["a1", "b2"]
    assert ids(searcher.search("-(is:starred OR mayor)")) == ["c3"]
    assert ids(searcher.search("is:opened")) == ["a1"]
    state.set("b2", starred=False)
    assert ids(searcher.search("is:starred")) == []
    state.set("c3", deleted=True)
    assert ids(searcher.search("tide")) == ["b2"]
    assert ids(searcher.search("")) == ["a1", "b2"]


WORDS, DAYS = ("tide", "clock", "moon"), ("2024-01-05", "2025-06-07", None)
PARTS = st.recursive(
    st.sampled_from(
        [*WORDS, "title:clock", "is:unread", "is:starred", "is:read", "has:note", "date:2024", "before:2025"]
    ),
    lambda parts: st.one_of(
        st.builds("-({})".format, parts),
        st.builds("({} {})".format, parts, parts),
        st.builds("({} OR {})".format, parts, parts),
    ),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def every_kind(made: Make, tmp_path_factory: pytest.TempPathFactory) -> tuple[Searcher, list[Document]]:
    """Articles with and without each word, a date, a note and a state, so that each query has its own few."""
    documents = [
        made(
            f"{number:02}",
            "Clock" if number % 5 == 0 else "Sand",
            " ".join(word for place, word in enumerate(WORDS) if number >> place & 1) or "Nothing",
            DAYS[number % 3],
            notes=("Why?",) if number % 4 == 1 else (),
        )
        for number in range(40)
    ]
    state = StateLog(tmp_path_factory.mktemp("state"), "desk")
    for number in range(40):
        state.set(f"{number:02}", read=number % 3 < 2, starred=number % 7 == 0)
    searcher = Searcher(Index(None), state)
    searcher.add(documents)
    return searcher, documents


def is_meant(node: Node | None, one: Document) -> bool:
    """Whether a document of `every_kind` is what a query asks for, by its definition."""
    number, entry = int(one.entry.id), one.entry
    match node:
        case Term(text, field):
            return text in fold(entry.title if field is Field.TITLE else one.text).split()
        case Has():
            return bool(one.notes)
        case Is(state):
            read = number % 3 < 2
            return {"read": read, "unread": not read, "starred": number % 7 == 0}[state]
        case Dates(since, until):
            return entry.published is not None and since <= day(entry.published) <= until
        case Not(part):
            return not is_meant(part, one)
        case And(parts):
            return all(is_meant(part, one) for part in parts)
        case Or(parts):
            return any(is_meant(part, one) for part in parts)
        case _:
            return True


@settings(max_examples=80, deadline=None)
@given(PARTS, st.sampled_from(["", " sort:old"]), st.sampled_from([alternatives.MOST, 1]))
def test_whatever_a_query_is_taken_apart_into_it_finds_what_is_meant(
    every_kind: tuple[Searcher, list[Document]], query: str, order: str, most: int
) -> None:
    searcher, documents = every_kind
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alternatives, "MOST", most)
        patch.setattr(
            search, "WORTH", most
        )  # and the rest of a set is asked after by itself, sooner or later
        found = searcher.search(f"{query}{order}")
    assert found.notice is None
    assert sorted(searcher.index.ids_by_key(found.keys).values()) == [
        one.entry.id for one in documents if is_meant(parse(query).tree, one)
    ]
    assert list(found.keys) == sorted(found.keys, reverse=not order)


@pytest.mark.parametrize(
    ("query", "where", "sentence"),
    [
        ("votes", "title", "Harbour town votes"),
        ("person:ana", "person", "Ana Lima"),
        ("place:aero", "place", "Ærø lies near."),
        ("note:clock", "note", "Why did the clock stop?"),
        ("stop", "note", "Why did the clock stop?"),
        ("zoe", "byline", "Zoë Öst, B. Li"),
        ("gazette", "site", "Coast Gazette"),
        ("tag:read", "tag", "to read"),
        ("straße lodz", "text", "The U.S. mayor of Łódź said that Müller’s co-operative is built."),
        ("U.S.", "text", "The U.S. mayor of Łódź said that Müller’s co-operative is built."),
        ("is:unread", "", ""),
    ],
)
def test_a_hit_shows_what_matched(query: str, where: str, sentence: str, searcher: Searcher) -> None:
    hit = next(hit for hit in searcher.search(query).hits if hit.entry.id == "a1")
    assert (hit.where, hit.sentence) == (where, sentence)


def test_a_hit_for_scripts(searcher: Searcher) -> None:
    hit = searcher.search("straße").hits[0]
    found = search.as_json(hit)
    assert json.loads(json.dumps(found)) == found
    assert list(found) == [
        *("id", "title", "authors", "site", "published", "url", "path", "words", "minutes"),
        *("where", "sentence", "spans", "start", "end"),
    ]
    (start, end) = found["spans"][0]
    assert found["sentence"][start:end] == "straße"


def test_pages_follow_one_another(made: Make) -> None:
    searcher = Searcher(Index(None))
    searcher.add(made(f"{number:03}", f"Tide {number}", published="2024-01-05") for number in range(30))
    first = searcher.search("tide", 10)
    assert len(first.keys) == 30
    second = searcher.search("tide", 10, after=first.keys[9])
    assert not set(ids(first)) & set(ids(second))
    assert [hit.key for hit in second.hits] == list(first.keys[10:20])
    assert [hit.entry.id for hit in searcher.hits(first.query, first.keys[10:20])] == ids(second)


def test_an_article_that_changes_is_found_by_its_new_words_only(made: Make) -> None:
    searcher = Searcher(Index(None))
    searcher.add([made("a", "Old words", "A tide of co-operation.", "2024-01-05", people=("Ana Lima",))])
    searcher.add([made("a", "New words", "A flood.", "2025-01-05")])
    assert len(searcher.index) == 1
    assert ids(searcher.search("flood")) == ["a"]
    for gone in ("old", "tide", "cooperation", "person:ana", "date:2024"):
        assert ids(searcher.search(gone)) == [], gone
    assert searcher.index.remove(["a", "nobody"]) == 1
    assert ids(searcher.search("flood")) == []
    assert len(searcher.index) == 0


def test_a_slow_search_is_broken_off(made: Make) -> None:
    searcher = Searcher(Index(None))
    text = " ".join(f"w{number}" for number in range(60))
    searcher.add(made(str(number), "x", text) for number in range(3000))
    slow = " OR ".join(f"w{number}*" for number in range(9)) + " sort:rank"
    outcome: list[object] = []

    def run() -> None:
        try:
            while not outcome:
                searcher.search(slow)
        except Interrupted as error:
            outcome.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    until = time.monotonic() + 20
    while thread.is_alive() and time.monotonic() < until:
        searcher.interrupt()
    thread.join(20)
    assert len(outcome) == 1
    assert isinstance(outcome[0], Interrupted)
    assert searcher.search("w1").count == "1,000+"


def test_private_characters_cannot_be_typed(searcher: Searcher) -> None:
    assert searcher.search(f'"{ALL}" {BREAK}').query.tree is None
    assert searcher.search(f"{HAS}note").hits == searcher.search("note").hits == ()
    assert searcher.search(f"facet:{ALL}").hits == ()


@given(
    st.lists(st.sampled_from(["Łódź", "Ærø", "straße", "naïve", "ﬁnal", "Zoë", "İzmir", "Ñandú", "ŒUVRE"]))
)
def test_each_word_is_found_in_its_own_text(words: list[str]) -> None:
    text = " ".join(words)
    for word in words:
        for spelt in (word, word.lower(), word.upper(), fold(word)):
            expression = snippet.pattern(spelt)
            assert expression is not None
            found = expression.search(text)
            assert found is not None
            assert fold(found.group()) == fold(word)


@given(st.text(max_size=60))
@settings(max_examples=300)
def test_folding_is_stable_and_leaves_no_private_characters(text: str) -> None:
    folded = fold(text)
    assert not any("\ue000" <= character <= "\uf8ff" for character in folded)
    assert isinstance(column(text), str)


@given(
    st.text(alphabet="ab .!?\n北é-'", max_size=200),
    st.lists(st.sampled_from(["a", "b", "ab", "北", "é"]), min_size=1, max_size=3),
)
@settings(max_examples=400)
def test_a_passage_stands_in_its_text(text: str, words: list[str]) -> None:
    wanted = snippet.patterns([Term(word, prefix=True) for word in words])
    places = snippet.matches(text, wanted)
    assert all(a.end <= b.start for a, b in pairwise(places))
    found = snippet.passage(text, wanted)
    assert (found is None) == (not places)
    if found is not None:
        assert len(found.text) <= 2 * snippet.WIDTH
        first = found.spans[0]
        assert found.text[first.start : first.end] == text[found.match.start : found.match.end].replace(
            "\n", " "
        )
        assert all(0 <= span.start < span.end <= len(found.text) for span in found.spans)


def test_a_long_sentence_is_cut_about_its_match() -> None:
    text = "so " * 400 + "tide " + "on " * 400
    found = snippet.passage(text, snippet.patterns([Term("tide")]))
    assert found is not None
    assert found.text.startswith("…")
    assert found.text.endswith("…")
    assert len(found.text) <= snippet.WIDTH + 2
    assert found.text[found.spans[0].start : found.spans[0].end] == "tide"


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "a'" * 100_000, "a.b-" * 50_000, " " * 200_000, "北" * 100_000]
)
def test_hostile_texts_take_no_longer(text: str) -> None:
    start = time.process_time()
    column(text)
    for word in ("ab", "a", '"a b"', "北京", "a-b"):
        for one in snippet.patterns(positive_terms(parse(word, typing=True).tree)):
            one.search(text)
        snippet.passage(text, snippet.patterns(positive_terms(parse(word).tree)))
    assert time.process_time() - start < 3


def test_the_best_are_those_that_speak_of_it_most(made: Make) -> None:
    searcher = Searcher(Index(None))
    filler = "Of many other things the town was silent. " * 9
    searcher.add(
        [
            made("newest", "Of other things", f"{filler} Once the tide is named.", "2026-04-01"),
            made("often", "Of the moon", f"Tide and again tide, tide by tide. {filler}", "2024-01-01"),
            made("headline", "Tide tables", "Tables of the tide, and nothing but these.", "2020-01-01"),
            made("name", "Of people", filler, "2025-01-01", people=("Ann Tide",)),
            made("rare", "Of clocks", f"A sextant lay by the tide. {filler}", "2019-01-01"),
        ]
    )
    assert ids(searcher.search("tide sort:rank")) == ["headline", "often", "name", "rare", "newest"]
    assert ids(searcher.search("tide OR sextant sort:rank"))[0] == "rare"
    assert ids(searcher.search("person:tide sort:rank")) == ["name"]
    assert ids(searcher.search("is:unread sort:rank")) == ["newest", "name", "often", "headline", "rare"]


@pytest.mark.parametrize(
    ("field", "begun", "values"),
    [
        (Field.PERSON, "", ["Jean-Luc Sørensen", "Ana Lima"]),
        (Field.PERSON, "sorens", ["Jean-Luc Sørensen"]),
        (Field.PLACE, "aer", ["Ærø"]),
        (Field.ENTITY, "harb", ["Harbour Board"]),
        (Field.TAG, "", ["to read"]),
        (Field.TAG, "re", ["to read"]),
        (Field.BY, "o", ["Zoë Öst"]),
        (Field.SITE, "co", ["Coast Gazette"]),
        (Field.SITE, '"*) OR', []),
        (Field.DATE, "20", []),
    ],
)
def test_the_values_of_a_field_are_known(
    field: Field, begun: str, values: list[str], searcher: Searcher
) -> None:
    assert known(searcher.index, field, begun) == values
