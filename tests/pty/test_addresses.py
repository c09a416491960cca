"""Addresses, feeds and books opened in the reader itself, from a server of this machine."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.pty.tty import Tty
from tests.site import PROXIES, Site, page, rss, serving

READER = [sys.executable, "-m", "reader"]
Factory = Callable[..., Tty]


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A web server, and no proxy on the way to it."""
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
    with serving() as served:
        yield served


def leave(tty: Tty) -> None:
    tty.key("Q")
    assert tty.wait_exit() == 0


def test_a_page_is_opened_by_its_address(tty_factory: Factory, site: Site) -> None:
    tty = tty_factory([*READER, site.put("/lamps", page("Keepers count the lamps"))], cols=100, rows=24)
    tty.wait_for("Keepers count the lamps")
    tty.wait_for("again and again")
    leave(tty)
    assert "fetching" not in tty.text()


@pytest.mark.parametrize(
    ("status", "media_type", "body", "words"),
    [
        (404, "text/html", b"gone", "no such page"),
        (451, "text/html", b"", "legal"),
        (500, "text/html", b"", "the server failed"),
        (200, "image/png", b"\x89PNG", "a picture"),
        (200, "text/html", b"", "empty page"),
        (200, "text/html", b"<html><script>x</script></html>", "no "),
    ],
)
def test_what_cannot_be_fetched_is_one_line(
    tty_factory: Factory, site: Site, status: int, media_type: str, body: bytes, words: str
) -> None:
    site.pages["/x"] = (status, media_type, body)
    tty = tty_factory([*READER, site.home + "/x"], cols=200, rows=10)
    assert tty.wait_exit() == 1
    [line] = tty.text().strip().splitlines()
    assert line.startswith("broadsheet: ")
    assert site.home in line
    assert words in line


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "http://127.0.0.1:bad/", "http:///x", "https://"])
def test_an_address_that_leads_nowhere_is_one_line(tty_factory: Factory, address: str) -> None:
    tty = tty_factory([*READER, address], cols=200, rows=10)
    assert tty.wait_exit() == 1
    assert len(tty.text().strip().splitlines()) == 1


def test_the_entries_of_a_feed_stand_in_the_list_and_fetch_their_pages(
    tty_factory: Factory, site: Site
) -> None:
    feed = rss(
        ("The lamps", site.put("/lamps", page("The lamps, all of them")), "Words on lamps."),
        ("The rails", site.home + "/gone", "Words on rails."),
        ("The tide", site.put("/tide", page("The tide")), "The whole of it stands in the feed. " * 60),
    )
    tty = tty_factory([*READER, site.put("/feed", feed, "application/rss+xml")], cols=120, rows=30)
    tty.wait_for(r"Articles +3")
    tty.wait_for("counted the lamps again and again")
    tty.key("J")
    tty.wait_for("Words on rails")
    tty.wait_for("404")
    tty.key("J")
    tty.wait_for("The whole of it stands")
    assert sorted(site.asked) == ["/feed", "/gone", "/lamps"]
    leave(tty)


def test_a_feed_in_a_file_shows_its_summary_until_the_page_is_there(
    tty_factory: Factory, site: Site, tmp_path: Path
) -> None:
    file = tmp_path / "feed.rss"
    file.write_text(rss(("The lamps", site.put("/lamps", page("The lamps")), "Words on lamps.")))
    for _ in range(2):
        tty = tty_factory([*READER, str(file)], cols=120, rows=30)
        tty.wait_for("counted the lamps again and again")
        leave(tty)
    assert site.asked == ["/lamps"]
