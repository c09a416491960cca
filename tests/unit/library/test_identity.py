"""Identity: an article keeps its id when its file is renamed, moved, edited or copied."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.article import Article
from reader.library import sketch
from reader.library.identity import Identity, traits_of
from reader.library.sketch import SAME, bands, similarity
from reader.library.state import StateLog
from reader.library.urls import canonical_url

ArticleOf = Callable[..., Article]


def prose(seed: int, words: int = 300) -> str:
    """Made-up words, the same for the same seed."""
    chance = random.Random(seed)
    return " ".join(
        "".join(chance.choices("abcdefghiklmnoprstu", k=chance.randint(2, 9))) for _ in range(words)
    )


def edited(text: str, share: float, seed: int = 0) -> str:
    """The text with a share of its words replaced."""
    chance = random.Random(seed)
    fresh = iter(prose(seed + 1000, 3000).split())
    return " ".join(next(fresh) if chance.random() < share else word for word in text.split(" "))


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        (
            "http://www.Example.org:80/a/b/?utm_source=x&id=3&fbclid=1#top",
            "https://example.org/a/b?id=3",
        ),
        ("https://example.org", "https://example.org"),
        ("https://example.org/", "https://example.org"),
        ("https://example.org:8443/x", "https://example.org:8443/x"),
        ("https://example.org/%7Ea/%C3%A9", "https://example.org/~a/%C3%A9"),
        ("https://example.org/é", "https://example.org/%C3%A9"),
        ("ftp://example.org/x", None),
        ("javascript:alert(1)", None),
        ("https://[broken", None),
        ("https://example.org:99999/", None),
        ("nothing", None),
    ],
)
def test_addresses_have_one_spelling(url: str, canonical: str | None) -> None:
    assert canonical_url(url) == canonical
    if canonical:
        assert canonical_url(canonical) == canonical


@given(st.text(max_size=60))
def test_no_address_raises(url: str) -> None:
    canonical_url(url)
    canonical_url("https://" + url)


@pytest.mark.parametrize("share", [0.0, 0.02, 0.05, 0.1])
def test_an_edited_text_is_like_itself(share: float) -> None:
    for seed in range(40):
        text = prose(seed)
        one, two = sketch.sketch(text), sketch.sketch(edited(text, share, seed))
        assert similarity(one, two) >= SAME
        assert set(bands(one)) & set(bands(two))
    assert similarity(one, sketch.sketch(prose(999))) < sketch.UNRELATED


def test_texts_that_share_a_form_are_not_one() -> None:
    for seed in range(40):
        text = prose(seed)
        assert similarity(sketch.sketch(text), sketch.sketch(edited(text, 0.33, seed))) < SAME


@given(st.binary(min_size=sketch.BINS, max_size=sketch.BINS))
def test_prints_go_through_the_log(print_: bytes) -> None:
    assert sketch.decode(sketch.encode(print_)) == print_


@pytest.mark.parametrize("word", [None, 3, "", "x", "\x00" * 80, "é" * 80])
def test_a_print_that_is_none_is_no_print(word: object) -> None:
    assert sketch.decode(word) == b""


@pytest.fixture
def identity(tmp_path: Path) -> Identity:
    return Identity(StateLog(tmp_path, "desk"))


def again(identity: Identity, tmp_path: Path) -> Identity:
    """Another start, or another machine."""
    return Identity(StateLog(tmp_path, "laptop"))


def test_an_id_follows_from_the_address_else_the_text(identity: Identity, article_of: ArticleOf) -> None:
    one = article_of("A title\n\n" + prose(1))
    same = article_of("A title\n\n" + prose(1))
    assert identity.identify(traits_of(one)) == identity.identify(traits_of(same))
    there = article_of("A title\n\n" + prose(1), url="https://www.example.org/x?utm_source=y")
    elsewhere = article_of("Another\n\n" + prose(2), url="http://example.org/x")
    assert identity.identify(traits_of(there)) == identity.identify(traits_of(elsewhere))
    assert identity.identify(traits_of(there)) != identity.identify(traits_of(one))
    assert len(identity.identify(traits_of(one))) == 16


def test_an_article_is_found_again(identity: Identity, tmp_path: Path, article_of: ArticleOf) -> None:
    text = prose(1)
    first = traits_of(article_of("A title\n\n" + text), "/a/one.txt")
    article_id = identity.identify(first)
    identity.remember({article_id: first})
    later = again(identity, tmp_path)
    moved = traits_of(article_of("A title\n\n" + text), "/b/two.txt")
    rewritten = traits_of(article_of("A title\n\n" + edited(text, 0.5)), "/a/one.txt")
    moved_and_edited = traits_of(article_of("New title\n\n" + edited(text, 0.1)), "/b/two.txt")
    for traits in (first, moved, rewritten, moved_and_edited):
        assert later.identify(traits) == article_id
    assert later.places(article_id) == ["/a/one.txt"]


def test_a_file_that_was_replaced_is_another_article(
    identity: Identity, tmp_path: Path, article_of: ArticleOf
) -> None:
    first = traits_of(article_of("Monday\n\n" + prose(1)), "/a/news.txt")
    article_id = identity.identify(first)
    identity.remember({article_id: first})
    other = traits_of(article_of("Tuesday\n\n" + prose(2)), "/a/news.txt")
    assert again(identity, tmp_path).identify(other) != article_id
    same_title = traits_of(article_of("Monday\n\n" + prose(3)), "/a/news.txt")
    assert again(identity, tmp_path).identify(same_title) == article_id


def test_likeness_gives_way_to_addresses(identity: Identity, tmp_path: Path, article_of: ArticleOf) -> None:
    text = prose(1)
    first = traits_of(article_of("Weather\n\n" + text, url="https://example.org/monday"))
    article_id = identity.identify(first)
    identity.remember({article_id: first})
    next_day = traits_of(article_of("Weather\n\n" + edited(text, 0.05), url="https://example.org/tuesday"))
    copied = traits_of(article_of("Weather\n\n" + edited(text, 0.05)), "/a/weather.txt")
    later = again(identity, tmp_path)
    assert later.identify(next_day) != article_id
    assert later.identify(copied) == article_id


def test_two_drafts_are_two_articles_while_both_are_there(
    identity: Identity, tmp_path: Path, article_of: ArticleOf
) -> None:
    first_file, second_file = tmp_path / "one.txt", tmp_path / "two.txt"
    first_file.touch()
    second_file.touch()
    text = prose(1)
    first = traits_of(article_of("A title\n\n" + text), str(first_file))
    draft = traits_of(article_of("A title\n\n" + edited(text, 0.1)), str(second_file))
    copy = traits_of(article_of("A title\n\n" + text + " End."), str(second_file))
    article_id = identity.identify(first)
    identity.meet(article_id, first)
    assert identity.identify(copy) == article_id
    assert identity.identify(draft) != article_id
    first_file.unlink()
    assert identity.identify(draft) == article_id, "it was renamed and edited"


def test_what_another_instance_remembers_is_known_after_a_poll(
    identity: Identity, tmp_path: Path, article_of: ArticleOf
) -> None:
    state = StateLog(tmp_path, "laptop")
    other = Identity(state)
    first = traits_of(article_of("A title\n\n" + prose(1)), "/a/one.txt")
    moved = traits_of(article_of("A title\n\n" + edited(prose(1), 0.1)), "/b/two.txt")
    assert other.identify(moved) != identity.identify(first)
    identity.remember({identity.identify(first): first})
    other.refresh(state.poll())
    assert other.identify(moved) == identity.identify(first)


def test_broken_records_are_passed_over(tmp_path: Path, article_of: ArticleOf) -> None:
    state = StateLog(tmp_path, "desk")
    odd: dict[str, Any] = {"url": 3, "content": ["x"], "print": "short", "path:/a": "yes", "title": None}
    state.put({"x": odd})
    traits = traits_of(article_of("A title\n\n" + prose(1)), "/a")
    assert Identity(state).identify(traits) == traits.content
