"""Saved searches and subscriptions: plain files, read with care and written whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library import opml, saved
from reader.library.opml import Subscription
from reader.library.saved import SavedSearch, SavedSearches
from reader.loaders import LoadError

TEXTS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp", "Zs"]), min_size=1, max_size=20)


@given(st.lists(st.tuples(TEXTS, TEXTS), unique_by=lambda one: one[0], max_size=5))
def test_saved_searches_come_back(searches: list[tuple[str, str]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        for name, query in searches:
            saved_in(Path(folder)).change({name: query})
        assert saved_in(Path(folder)).load() == ([SavedSearch(*one) for one in searches], [])


def saved_in(folder: Path) -> SavedSearches:
    """The saved searches as a reader that starts now has them."""
    return SavedSearches(folder / "searches", "desk", folder / "searches.toml")


def test_a_broken_file_of_searches_is_said(tmp_path: Path) -> None:
    path, found = tmp_path / "searches.toml", saved_in(tmp_path)
    assert found.load() == ([], [])
    path.write_text('"tides" = "title:tide"\n"odd" = 3\n')
    assert found.load() == (
        [SavedSearch("tides", "title:tide")],
        [f"{path}: 'odd': a saved search is a name = and a query in quotes"],
    )
    path.write_text("tides = ")
    searches, problems = found.load()
    assert searches == []
    assert problems[0].startswith(f"{path}: not TOML: ")
    path.write_bytes(b"\xff\xfe")
    assert len(found.load()[1]) == 1
    path.unlink()
    path.mkdir()
    assert found.load()[1] == [f"{path}: cannot be read (Is a directory)"]


def test_what_others_wrote_among_the_saved_searches_is_only_shown_where_it_can_be(tmp_path: Path) -> None:
    found = saved_in(tmp_path)
    found.change({"tides": "tide"})
    lines = [
        '{{"t":"2026-01-01T00:00:00.000000Z","id":{},"set":{{"query":{}}}}}'.format(*pair)
        for pair in (('"a\\u001b"', '"x"'), ('"b"', '"\\u0007"'), ('"c"', "7"), ('"d"', '"no place"'))
    ]
    (tmp_path / "searches/lap.jsonl").write_text("\n".join(["torn", *lines, ""]))
    assert found.load() == ([SavedSearch("tides", "tide"), SavedSearch("d", "no place")], [])


def test_the_last_searches_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "recent"
    assert saved.recent(path) == []
    for query in ["tide", "clock", " tide\n", "", "a\x1bb"]:
        saved.remember(path, query)
    assert saved.recent(path) == ["tide", "clock"]
    for number in range(saved.MOST_RECENT + 20):
        saved.remember(path, f"q{number}")
    assert len(saved.recent(path)) == saved.MOST_RECENT
    assert saved.recent(path)[0] == f"q{saved.MOST_RECENT + 19}"


FEEDS = [
    Subscription("https://e.org/feed", "Coast & Gazette", "https://e.org", ("News", "Local")),
    Subscription("http://b.org/rss", "", "", ()),
    Subscription("https://c.org/rss", "C", "", ("News",)),
]


def test_subscriptions_come_back(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    assert opml.load(path) == []
    opml.save(path, FEEDS)
    assert {one.url: one for one in opml.load(path)} == {
        one.url: one if one.title else Subscription(one.url, one.url) for one in FEEDS
    }


def test_opml_of_others_is_read() -> None:
    data = b"""<?xml version="1.0" encoding="iso-8859-1"?>
    <OPML version="1.0"><head/><body>
      <outline text="Caf\xe9">
        <outline text="One&#10;feed" xmlUrl="https://one.org/feed" htmlUrl="https://one.org"/>
        <outline text="twice" xmlurl="https://one.org/feed"/>
        <outline text="odd" xmlUrl="javascript:alert(1)"/>
      </outline>
    </body></OPML>"""
    assert opml.parse(data, "x") == [
        Subscription("https://one.org/feed", "One feed", "https://one.org", ("Café",))
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not xml",
        b"<html></html>",
        b"<opml><body>",
        b'<!DOCTYPE opml [<!ENTITY a "b">]><opml><body/></opml>',
        b'<?xml version="1.0" encoding="no-such"?><opml/>',
        b"\x00\x01",
        b"<opml>" + b"<outline>" * 20_000,
    ],
)
def test_what_is_no_opml_is_said_in_a_line(data: bytes) -> None:
    with pytest.raises(LoadError) as caught:
        opml.parse(data, "feeds.opml")
    assert str(caught.value).startswith("feeds.opml is not OPML: ")
    assert "\n" not in str(caught.value)


def test_outlines_within_outlines_do_no_harm() -> None:
    deep = b"<opml><body>" + b'<outline text="x">' * 3000
    deep += b'<outline xmlUrl="https://e.org/f"/>' + b"</outline>" * 3000 + b"</body></opml>"
    (one,) = opml.parse(deep, "x")
    assert len(one.folders) == opml.DEEPEST


@given(st.binary(max_size=80))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    for text in (data, b"<opml><body>" + data + b"</body></opml>"):
        try:
            opml.parse(text, "x")
        except LoadError:
            continue
