"""The page under the reader's hands: how it is set, what is set off on it, and when it moves."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from reader.domain.settings import Settings
from reader.library.paths import config_file
from reader.screens.rolling import Rolling
from reader.typeset.colouring import colours_of
from reader.typeset.rows import Row
from reader.widgets.body import Body
from tests.pilot.conftest import Reader, screen_of, settled, shown

SENTENCES = "A boat came in. It had nets. The nets were dry. Nobody asked why. "
LONG = f"""---
title: The boat
language: en
---

{SENTENCES * 12}

## A heading

{SENTENCES * 12}

```python
def boats(harbour):
    return sorted(boat for boat in harbour if boat.nets and not boat.nets.wet and boat.is_in) or None
```

| Where | What they say of it when they are asked | What they say when they are not asked at all | When |
|-------|------------------------------------------|----------------------------------------------|------|
| Vik   | considerable-and-unbreakable-astonishment | considerable-and-unbreakable-indifference    | 1931 |

{SENTENCES * 40}
"""


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """An article of some screens."""
    path = tmp_path / "boat.md"
    path.write_text(LONG, encoding="utf-8")
    return path


def rows_of(body: Body) -> list[Row]:
    return [row for _, row in body.rows()]


async def test_the_page_is_set_by_keys_and_stays_so(reader: Reader, long: Path) -> None:
    async with reader(long, size=(100, 24)) as (app, pilot):
        screen = screen_of(app)
        body = screen.body
        before = max(row.cells for row in rows_of(body))
        await pilot.press("3", "minus")
        narrower = body.text_width
        assert narrower < before
        assert max(row.cells for row in rows_of(body)) <= narrower + 1
        await pilot.press("g", "j", "g", "h", "g", "p", "g", "m", "R")
        assert [row.cells for row in rows_of(body) if row.runs][3:6] == [narrower] * 3
        screen.write_choices()
    chosen = tomllib.loads(config_file().read_text(encoding="utf-8"))
    assert chosen == {
        "measure": narrower, "justify": True, "hyphenate": True, "paragraphs": "indent", "hang": False,
        "ruler": "line",
    }  # fmt: skip


async def test_no_line_is_longer_than_there_is_room_for(reader: Reader, long: Path) -> None:
    async with reader(long, size=(60, 20)) as (app, pilot):
        await pilot.press("plus")
        assert "there is no room for more" in shown(app)
        assert screen_of(app).body.measure == Settings().measure


async def test_sentences_are_stepped_through_though_they_share_rows(reader: Reader, long: Path) -> None:
    async with reader(long, size=(100, 20)) as (app, pilot):
        body = screen_of(app).body
        assert body.article is not None
        found = []
        for _ in range(5):
            await pilot.press("right_parenthesis")
            found.append(body.article.text[body.position :][:10])
        assert found == ["A boat cam", "It had net", "The nets w", "Nobody ask", "A boat cam"]
        await pilot.resize_terminal(70, 20)
        await pilot.resize_terminal(130, 24)
        assert body.article.text[body.position :].startswith("A boat came")


async def test_code_is_coloured_and_what_is_too_wide_is_scrolled(reader: Reader, long: Path) -> None:
    async with reader(long, size=(90, 30)) as (app, pilot):
        screen = screen_of(app)
        body = screen.body
        await pilot.press("right_square_bracket", "right_square_bracket")
        await settled(pilot)
        assert "→ more" in shown(app)
        assert "boat.is_in" not in shown(app)
        code = next(y for y, row in enumerate(rows_of(body)) if "def boats" in row.text)
        keyword = next(segment for segment in body.render_line(code) if segment.text.strip() == "def")
        assert keyword.style == body.look["code-keyword"]
        while body.has_more:
            await pilot.press("right")
        assert "boat.is_in) or None" in shown(app)
        assert "→ more" not in shown(app)
        await pilot.press("right")
        assert "Nothing on the screen goes on to the right" in shown(app)
        await pilot.press("left")
        assert "def boats(harbour):" in shown(app)
        await pilot.press("right", "G", "left_square_bracket", "left_square_bracket")
        assert "def boats(harbour):" in shown(app)


def test_code_that_cannot_be_coloured_or_takes_too_long_stays_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    pieces = [("x = 1", "python"), ("}" * 10_000, "no such language"), ("\x00" * 50, "python")]
    assert [bool(found) for found in colours_of(pieces)] == [True, False, False]
    monkeypatch.setattr("reader.typeset.colouring._ALL_SECONDS", 0.0)
    assert colours_of(pieces) == [[], [], []]


async def test_the_ruler_walks_to_the_eye_and_then_the_text_moves(reader: Reader, long: Path) -> None:
    async with reader(long, size=(100, 24), settings=Settings(ruler="line")) as (app, pilot):
        body = screen_of(app).body
        eye = body.size.height // 3

        def under() -> int:
            signs = [y for y in range(body.size.height) if "▌" in body.render_line(y).text]
            assert len(signs) == 1
            return signs[0]

        assert under() == 0
        for _ in range(eye + 3):
            await pilot.press("j")
        assert under() == body.row_of(body.eye) == eye
        assert body.position > 0
        await pilot.press("space")
        assert under() == next(y for y, row in enumerate(rows_of(body)) if row.end > row.start)
        await pilot.press("G")
        assert under() == body.size.height - 1
        await pilot.press("g", "g", "R")
        assert body.lit is not None
        assert body.lit.start == 0
        await pilot.press("right_curly_bracket")
        assert body.position == 0
        lit = body.lit
        assert lit is not None
        inks: dict[bool, set[object]] = {True: set(), False: set()}
        for y, row in enumerate(rows_of(body)):
            for segment in body.render_line(y):
                if segment.text.strip() and segment.style:
                    inks[lit.start <= row.start < lit.end].add(segment.style.color)
        dim = body.look["surroundings"].color
        assert dim not in inks[True]
        assert inks[False] == {dim}


async def test_text_rolls_when_asked_and_stops_at_any_key(
    reader: Reader, long: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.screens.rolling._BRIEFEST", 0.001)
    waits: list[float] = []
    wait = Rolling._wait

    def at_once(screen: Rolling, seconds: float) -> None:
        waits.append(seconds)
        wait(screen, 0)

    monkeypatch.setattr(Rolling, "_wait", at_once)
    async with reader(long, size=(100, 24), settings=Settings(pace=300)) as (app, pilot):
        screen = screen_of(app)
        # What is still under way at the start may take the text elsewhere, and then it stands still.
        await app.workers.wait_for_complete()
        await pilot.pause()
        standing = screen.body.standing
        await pilot.pause()
        assert screen.body.standing == standing
        await pilot.press("p")
        for _ in range(10_000):
            if not screen.is_rolling:
                break
            await pilot.pause(0.002)
        assert screen.body.progress == 1
        words = screen.reading.article.words if screen.reading else 0
        assert sum(waits) == pytest.approx(words / 300 * 60, rel=0.25)
        monkeypatch.setattr(Rolling, "_wait", wait)
        await pilot.press("g", "g", "p", "plus")
        assert "- slower" in shown(app)
        assert "310 words a minute" in shown(app)
        await pilot.press("p")
        assert "words a minute" not in shown(app)
        await pilot.press("p")
        await pilot.press("minus", "k")
        assert "- slower" not in shown(app)
        await pilot.press("2", "5", "0", "p")
        assert "250 words a minute" in shown(app)
        await pilot.press("question_mark")
        assert not screen.is_rolling


SIZES = [(40, 10), (60, 20), (79, 24), (80, 24), (100, 30), (139, 40), (140, 45), (200, 50), (300, 80)]


async def test_at_every_size_all_is_whole_and_the_reader_stays_at_the_same_word(
    reader: Reader, long: Path
) -> None:
    async with reader(long, size=(100, 30)) as (app, pilot):
        screen = screen_of(app)
        body = screen.body
        assert body.article is not None
        await pilot.press("right_square_bracket", "right_square_bracket", "3", "right_parenthesis")
        place = body.position
        assert place > 0
        for size in [*SIZES, (40, 10), (100, 30)]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert body.position == place or (body.row_of(place) and body.progress == 1), size
            shown_panes = [pane for pane in screen.query("#list, #body, #margin, #status") if pane.region]
            for one in shown_panes:
                assert screen.region.contains_region(one.region), (size, one)
                assert not any(
                    one.region.overlaps(other.region) for other in shown_panes if other is not one
                ), (size, one)
            assert body.region.bottom == screen.size.height - 1
            for y, row in enumerate(rows_of(body)):
                assert row.cells <= body.text_width + 1
                assert body.render_line(y).cell_length == body.size.width
            last = shown(app).splitlines()[-1]
            assert "%" in last, (size, last)
            assert "? keys" in last, (size, last)


async def test_the_place_is_kept_while_the_list_hides_the_text(reader: Reader, long: Path) -> None:
    async with reader(long, size=(60, 16)) as (app, pilot):
        screen = screen_of(app)
        await pilot.press("5", "0", "percent_sign", "j")
        place = screen.body.position
        assert screen.reading is not None
        await pilot.press("tab", "r", "r")
        await pilot.pause()
        assert not screen.body.size.height
        screen.save_place()
        assert screen.desk.state(screen.reading.id).position == screen.body.position == place > 0
        await pilot.press("tab")
        await pilot.pause()
        assert screen.body.position == place
        assert screen.body.row_of(place) == 0


async def test_a_page_begins_with_text_and_leaves_none_out(reader: Reader, tmp_path: Path) -> None:
    parts = "".join(f"{'## Head' * (n % 3 == 0)}\n\nSentence {n} is short.\n\n" for n in range(1, 40))
    (tmp_path / "parts.md").write_text(f"# Parts\n\n{parts}", encoding="utf-8")
    async with reader(tmp_path / "parts.md", size=(60, 14)) as (app, pilot):
        seen: set[str] = set()
        body = screen_of(app).body
        while True:
            rows = shown(app).splitlines()[:-1]
            assert rows[0].strip() or body.progress == 1, "only the last page, which is full, may"
            seen.update(row.strip() for row in rows)
            before = body.position
            await pilot.press("space")
            await pilot.pause()
            if body.position == before:
                break
        assert {f"Sentence {n} is short." for n in range(1, 40)} <= seen

        await pilot.press("tab", "tab", "g", "g", "tab")
        await pilot.pause()
        before = body.position
        body.page(1)  # as a key does that comes before the list has made room for the text
        assert body.position == before
