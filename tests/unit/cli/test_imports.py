"""`broadsheet import`: what other programs export becomes articles, states, highlights and subscriptions."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from reader.library.imports import FORMATS, saved
from reader.loaders import LoadError, Source
from tests.unit.cli.conftest import Run

BODY = "<p>The ferry leaves at seven.</p><p>It brings the nurses, &amp; the <em>post</em>.</p>" * 9

POCKET_CSV = """title,url,time_added,tags,status
The last boat,https://example.org/boat,1546300800,sea|slow news,unread
Old news,https://example.org/old,1546300801,,archive
A paper,file:///etc/passwd,1546300802,,unread
"""

POCKET_HTML = """<!DOCTYPE html><html><body><h1>Unread</h1>
<ul><li>
<a href="https://example.org/boat" time_added="1546300800" tags="sea,slow news">The last boat</a>
</li></ul>
<h1>Read Archive</h1>
<ul><li><a href="https://example.org/old" time_added="1546300801" tags="">Old news</a></li></ul></body></html>
"""

INSTAPAPER = """URL,Title,Selection,Folder,Timestamp,Tags
https://example.org/boat,The last boat,It brings the nurses,Unread,1546300800,"[""sea"",""slow news""]"
https://example.org/old,Old news,,Archive,1546300801,[]
"""

READER = """Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen
The last boat,https://example.org/boat,01h,"['sea', 'slow news']",2019-01-01 00:00:00+00:00,0.4,later,True
Old news,https://example.org/old,02h,[],2019-01-01 00:00:01+00:00,1,archive,True
"""

WALLABAG: list[dict[str, Any]] = [
    {
        "title": "The last boat",
        "url": "https://example.org/boat",
        "content": BODY,
        "is_starred": 1,
        "tags": ["sea", "slow news"],
        "created_at": "2019-01-01T00:00:00+0000",
        "published_by": ["Marta Okonjo"],
        "language": "en",
        "annotations": [{"quote": "It brings the nurses", "text": "Who else?", "created_at": "2019-01-02"}],
    },
    {"title": "Old news", "url": "https://example.org/old", "content": "", "is_archived": 1, "tags": []},
]


def packed(**members: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return held.getvalue()


OMNIVORE = packed(
    **{
        "metadata_0_to_20.json": json.dumps(
            [
                {
                    "slug": "boat-1",
                    "title": "The last boat",
                    "url": "https://example.org/boat",
                    "labels": ["sea", "slow news"],
                    "savedAt": "2019-01-01T00:00:00.000Z",
                    "readingProgress": 40,
                },
                {
                    "slug": "old-1",
                    "title": "Old news",
                    "url": "https://example.org/old",
                    "state": "Archived",
                },
            ]
        ),
        "content/boat-1.html": BODY,
        "highlights/boat-1.md": "> It brings the nurses\n\nWho else?\n\n> The ferry leaves\n",
    }
)

EXPORTS = {
    "pocket": POCKET_CSV.encode(),
    "instapaper": INSTAPAPER.encode(),
    "readwise": READER.encode(),
    "wallabag": json.dumps(WALLABAG).encode(),
    "omnivore": OMNIVORE,
}


@pytest.mark.parametrize(("name", "data"), EXPORTS.items())
def test_every_program_gives_the_same_two_articles(name: str, data: bytes) -> None:
    boat, old = list(saved(name, Source("export", data)))[:2]
    assert (boat.title, boat.url, boat.added) == ("The last boat", "https://example.org/boat", 1546300800)
    assert boat.tags == ("sea", "slow news")
    assert not boat.read
    assert (old.title, old.url, old.read) == ("Old news", "https://example.org/old", True)
    if name in {"omnivore", "wallabag"}:
        assert boat.html == BODY
        assert (boat.passages[0].quote, boat.passages[0].note) == ("It brings the nurses", "Who else?")
    if name in {"omnivore", "readwise"}:
        assert boat.progress == pytest.approx(0.4)


@pytest.mark.parametrize("data", [POCKET_HTML.encode(), packed(**{"part_000000.csv": POCKET_CSV})])
def test_pocket_wrote_other_forms_too(data: bytes) -> None:
    told = [(one.title, one.added, one.read) for one in saved("pocket", Source("export", data))]
    assert told[:2] == [("The last boat", 1546300800, False), ("Old news", 1546300801, True)]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("data", [b"{}", b"PK\x03\x04 broken", b"[1, 2", b"a,b\n1,2\n", b"<p>no links</p>"])
def test_what_is_something_else_is_refused_in_one_line(name: str, data: bytes) -> None:
    with pytest.raises(LoadError) as refused:
        list(saved(name, Source("export", data)))
    assert "export" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_short_row_of_a_table_lacks_only_what_it_lacks() -> None:
    data = b"title,url,time_added,tags,status\nTides\nClocks,https://coast.example/1,1700000000\n\n"
    tides, clocks = saved("pocket", Source("export.csv", data))
    assert (tides.title, tides.url) == ("Tides", "")
    assert (clocks.url, clocks.added, clocks.tags) == ("https://coast.example/1", 1700000000.0, ())


def test_articles_states_and_highlights_are_taken_over_once(
    broadsheet: Run, tmp_path: Path, home: Path
) -> None:
    export = tmp_path / "wallabag.json"
    export.write_bytes(EXPORTS["wallabag"])
    said = broadsheet("import", "wallabag", export)
    assert said == (0, "", "broadsheet: 2 articles kept, 0 there already, 1 highlight made\n")
    again = broadsheet("import", "wallabag", export)
    assert again.err == "broadsheet: 0 articles kept, 2 there already\n"
    [boat] = json.loads(broadsheet("list", "is:starred tag:sea", "--json").out)
    assert (boat["title"], boat["authors"]) == ("The last boat", ["Marta Okonjo"])
    shown = json.loads(broadsheet("show", boat["id"], "--format", "json").out)
    assert "It brings the nurses, & the post." in shown["text"]
    [note] = json.loads(broadsheet("notes", "list", "--json").out)
    assert (note["quote"], note["note"]) == ("It brings the nurses", "Who else?")
    assert "exact" in broadsheet("notes", "check").out


def test_an_address_alone_stands_for_its_page(broadsheet: Run, tmp_path: Path, home: Path) -> None:
    export = tmp_path / "pocket.csv"
    export.write_text(POCKET_CSV, encoding="utf-8")
    said = broadsheet("import", "pocket", export)
    assert said.status == 1
    assert said.err.splitlines() == [
        "broadsheet: A paper: it has neither a text nor a web address, and was left out",
        "broadsheet: 2 articles kept, 0 there already, 1 failed",
    ]
    kept = home / ".local/share/broadsheet/articles"
    [boat] = kept.glob("the-last-boat-*.md")
    assert "fetch: when opened" in boat.read_text(encoding="utf-8")
    assert boat.stat().st_mtime == 1546300800
    assert "Old news" in broadsheet("list", "is:read").out


def test_highlights_of_a_text_that_is_not_at_hand_are_its_text(
    broadsheet: Run, tmp_path: Path, home: Path
) -> None:
    export = tmp_path / "readwise.csv"
    export.write_text(
        "Highlight,Book Title,Book Author,Note,Color,Tags,Highlighted at\n"
        "Seeds do not hurry.,The long winter,Ada Lind,Nor do I,blue,calm,2024-01-02 03:04:05\n"
        "A door opens twice a year.,The long winter,Ada Lind,,,,\n",
        encoding="utf-8",
    )
    said = broadsheet("import", "readwise", export)
    assert said.err == "broadsheet: 1 article kept, 0 there already, 2 highlights made\n"
    notes = json.loads(broadsheet("notes", "list", "--json").out)
    assert {note["quote"] for note in notes} == {"Seeds do not hurry.", "A door opens twice a year."}


def test_feeds_are_subscribed_to_once(broadsheet: Run, tmp_path: Path, home: Path) -> None:
    export = tmp_path / "feeds.opml"
    export.write_text(
        '<opml version="2.0"><body><outline text="Sea"><outline type="rss" text="Coast" '
        'xmlUrl="https://example.org/feed"/></outline></body></opml>',
        encoding="utf-8",
    )
    assert broadsheet("import", "opml", export).err.startswith("broadsheet: 1 feed subscribed to, 0 there")
    assert broadsheet("import", "opml", export).err.startswith("broadsheet: 0 feeds subscribed to, 1 there")
    assert "https://example.org/feed" in (home / ".local/share/broadsheet/feeds.opml").read_text()


def test_adding_nothing_says_what_to_name(broadsheet: Run, home: Path) -> None:
    said = broadsheet("add")
    assert said.status == 2
    assert "--subscribed" in said.err
    assert broadsheet("import", "netscape", "x").status == 2
    assert broadsheet("import", "pocket", "nowhere.csv").err == (
        "broadsheet: nowhere.csv: there is no such file\n"
    )
