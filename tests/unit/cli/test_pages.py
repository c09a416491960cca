"""Pages of which a feed has only a summary: fetched when one is opened, and never otherwise."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.desk.beginning import begin
from reader.desk.desk import Desk
from reader.domain.settings import Settings
from reader.loaders.notices import SUMMARY_ONLY
from tests.site import Site, page, rss
from tests.unit.cli.conftest import Run


@pytest.fixture
def feed(site: Site, tmp_path: Path) -> Path:
    """A feed in a file: one page that is there, one that is not."""
    path = tmp_path / "feed.rss"
    items = (
        ("Lamps", site.put("/lamps", page("Lamps, counted")), "A few words on lamps."),
        ("Gone", site.home + "/gone", "A few words on what is gone."),
    )
    path.write_text(rss(*items), encoding="utf-8")
    return path


Laid = Callable[[], tuple[Desk, dict[str, str]]]


@pytest.fixture
def laid(feed: Path) -> Laid:
    """A desk with the feed, as at each start, and the ids of its articles by title."""

    def lay() -> tuple[Desk, dict[str, str]]:
        desk = Desk(Settings(), beginning=begin([feed]))
        desk.fill()
        return desk, {entry.title: entry.id for entry in desk.entries()}

    return lay


def test_nothing_is_fetched_for_the_list_or_the_index(laid: Laid, site: Site) -> None:
    desk, ids = laid()
    assert set(ids) == {"Lamps", "Gone"}
    assert desk.first is not None
    assert not desk.first.whole
    assert site.asked == []


def test_an_opened_article_shows_its_summary_and_then_its_page(laid: Laid, site: Site) -> None:
    desk, ids = laid()
    opened = desk.open(ids["Lamps"])
    assert not opened.whole
    assert "A few words on lamps." in opened.article.text
    assert site.asked == []
    rest = desk.open_rest(ids["Lamps"])
    assert rest.id == ids["Lamps"]
    assert rest.whole
    assert "counted the lamps again and again" in rest.article.text
    assert rest.article.meta.published == "2026-03-02T09:30:00+00:00"
    assert SUMMARY_ONLY not in rest.article.notices


def test_a_page_is_fetched_once_and_then_at_hand(laid: Laid, site: Site) -> None:
    desk, ids = laid()
    desk.open_rest(ids["Lamps"])
    later, ids = laid()
    opened = later.open(ids["Lamps"])
    assert opened.whole
    assert "again and again" in opened.article.text
    later.open_rest(ids["Lamps"])
    assert site.asked == ["/lamps"]


def test_a_page_that_does_not_come_leaves_the_summary_and_says_why(laid: Laid) -> None:
    desk, ids = laid()
    rest = desk.open_rest(ids["Gone"])
    assert "A few words on what is gone." in rest.article.text
    [notice] = rest.article.notices
    assert "404" in notice
    assert "\n" not in notice
    assert SUMMARY_ONLY not in notice


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        ("<html><body><p>Log in.</p></body></html>", "text/html"),
        (rss(("a", "http://127.0.0.1/", "b"), ("c", "http://127.0.0.1/", "d")), "application/rss+xml"),
        ("", "text/html"),
    ],
)
def test_a_page_with_less_than_the_summary_does_not_take_its_place(
    laid: Laid, site: Site, body: str, media_type: str
) -> None:
    site.put("/lamps", body, media_type)
    desk, ids = laid()
    rest = desk.open_rest(ids["Lamps"])
    assert "A few words on lamps." in rest.article.text
    assert len(rest.article.notices) == 1


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "javascript:alert(1)", "/etc/passwd", "ftp://127.0.0.1/x"]
)
def test_a_feed_leads_to_no_file(broadsheet: Run, tmp_path: Path, address: str) -> None:
    path = tmp_path / "feed.rss"
    path.write_text(rss(("Title", address, "A summary.")), encoding="utf-8")
    said = broadsheet("show", path)
    assert "A summary." in said.out
    assert "root:" not in said.out


def test_show_prints_pages_and_says_which_did_not_come(broadsheet: Run, feed: Path, site: Site) -> None:
    said = broadsheet("show", feed)
    assert said.status == 0
    assert "again and again" in said.out
    assert "A few words on what is gone." in said.out
    assert len(said.err.splitlines()) == 1
    assert "404" in said.err
    assert sorted(site.asked) == ["/gone", "/lamps"]


def test_show_of_an_address(broadsheet: Run, site: Site) -> None:
    address = site.put("/lamps", page("Lamps, counted"))
    article = json.loads(broadsheet("show", address, "--format", "json").out)
    assert article["title"] == "Lamps, counted"
    assert article["url"] == address
    for path, words in (("/gone", "404"), ("/lamps#x", "")):
        said = broadsheet("show", site.home + path)
        assert said.status == (1 if words else 0)
        assert words in said.err
        assert len(said.err.splitlines()) == (1 if words else 0)
