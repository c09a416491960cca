"""What is done with highlights once they are there: picked, coloured, tagged, placed, found again."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from reader.app import BroadsheetApp
from reader.domain.highlight import AnchorState, Highlight
from reader.screens.editor import NoteEditor
from reader.screens.noted import NotesScreen, Remains
from reader.screens.picker import Picker
from tests.pilot.conftest import NEWS, Reader, screen_of, settled, shown


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def only(app: BroadsheetApp) -> Highlight:
    [placed] = screen_of(app).placed
    return placed.highlight


def picked(app: BroadsheetApp) -> str:
    return screen_of(app).picked


def body_of(app: BroadsheetApp) -> str:
    body = screen_of(app).body
    return "\n".join(body.render_line(y).text for y in range(body.size.height))


async def test_keys_on_a_selection(reader: Reader) -> None:
    async with reader(size=(100, 12)) as (app, pilot):
        screen = screen_of(app)
        await pilot.press("v", "o", "4", "w", "w")
        assert "SELECT" in shown(app)
        await pilot.press("4")
        assert "SELECT 4" in shown(app)
        assert "highlight in pink" in shown(app)
        await pressed(pilot, "enter")
        made = only(app)
        assert made.colour == "pink"
        assert made.anchor is not None
        assert made.anchor.quote == "day will leave at four from November, the operator says."
        # The same words again are the same highlight: no second one, but its colour, note and tags.
        await pressed(pilot, "v", "o", "5", "w", "2", "enter")
        assert only(app).colour == "green"
        assert only(app).id == made.id
        await pilot.press("v", "o", "5", "w", "t")
        await pressed(pilot, *"sea #law", "enter")
        assert only(app).tags == ("sea", "law")
        await pilot.press("v", "o", "5", "w", "a")
        await pilot.pause()
        await pressed(pilot, *"why", "ctrl+s")
        assert only(app).note == "why"
        assert only(app).id == made.id
        # On a page that does not scroll, another sentence is taken instead.
        await pilot.press("g", "g", "v")
        first = screen.selected
        await pilot.press("2", "J")
        third = screen.selected
        assert first is not None
        assert third is not None
        assert third.start > first.end
        await pilot.press("K", "K")
        assert screen.selected == first
        await pilot.press("9", "9", "J", "J")
        assert screen.selected is not None
        assert screen.selected.end == len(screen.here.article.text)
        await pilot.press("escape")
        await pressed(pilot, "G", "v", "t", *"two", "enter")
        assert [placed.highlight.tags for placed in screen.placed] == [("sea", "law"), ("two",)]


async def test_keys_on_a_highlight(reader: Reader) -> None:
    async with reader(size=(100, 14)) as (app, pilot):
        screen = screen_of(app)
        await pressed(pilot, "v", "enter")
        await pressed(pilot, "C")
        assert only(app).colour == "green"
        await pressed(pilot, "5", "C")
        assert only(app).colour == "purple"
        await pressed(pilot, "enter")
        assert picked(app) == only(app).id
        assert "HIGHLIGHT" in shown(app)
        assert "No note yet" in shown(app)
        assert "1 to 5 colour" in shown(app)
        await pressed(pilot, "3")
        assert only(app).colour == "blue"
        await pressed(pilot, "t", *"sea", "enter")
        assert only(app).tags == ("sea",)
        assert "#sea" in shown(app)
        await pilot.press("a")
        await pilot.pause()
        await pressed(pilot, *"Mind", "escape")
        assert only(app).note == "Mind"
        await pressed(pilot, "D")
        assert not screen.placed
        assert not picked(app)
        await pressed(pilot, "U", "H")
        assert only(app).note == "Mind"
        await pressed(pilot, "escape")
        assert not picked(app)
        assert "HIGHLIGHT" not in shown(app)
        row = screen.body.row_of(screen.placed[0].start)
        assert row is not None
        await pilot.click("#body", offset=(screen.body.indent + 3, row))
        assert picked(app)
        await pressed(pilot, "q", "G", "v", "enter", "g", "g", "right_square_bracket", "a", "n")
        assert picked(app) == screen.placed[1].highlight.id


async def test_notes_stand_beside_the_text_or_below_it(reader: Reader) -> None:
    async with reader(size=(160, 18)) as (app, pilot):
        screen = screen_of(app)
        for keys, words in ((("v", "a"), "first"), (("j", "j", "v", "a"), "second")):
            await pilot.press(*keys)
            await pilot.pause()
            await pressed(pilot, *words, "ctrl+s")
        lines = shown(app).splitlines()
        first, second = screen.placed
        for placed, words in ((first, "first"), (second, "second")):
            row = screen.body.row_of(placed.start)
            assert row is not None
            [line] = [line for line in lines[row : row + 3] if line.endswith(words)]
            assert ("──" in line) == (placed is screen.note_at_hand)
        assert "✎" not in body_of(app)
        at = next(y for y, line in enumerate(lines) if line.endswith("second"))
        await pilot.click("#margin", offset=(6, at - screen.query_one("#margin").region.y))
        assert picked(app) == second.highlight.id
        await pilot.press("escape")
        await pilot.resize_terminal(100, 18)
        await pilot.pause()
        assert body_of(app).count("✎") == 2


async def test_a_passage_that_changed_is_asked_for(reader: Reader, tmp_path: Path, told: list[str]) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(NEWS, encoding="utf-8")
    quote = "meets on March 12"
    async with reader(path) as (app, pilot):
        screen = screen_of(app)
        start = screen.here.article.text.index(quote)
        screen.select_span((start, start + len(quote) - 1))
        await pressed(pilot, "enter")
        made = only(app)
    gone = NEWS.replace("The town council of Sandholm meets on March 12 to talk about it.\n", "")
    path.write_text(f"{gone}A choir that nobody heard of meets on March 12 elsewhere.\n", encoding="utf-8")
    async with reader(path) as (app, pilot):
        screen = screen_of(app)
        [placed] = screen.placed
        assert placed.state is AnchorState.UNCERTAIN
        assert "?" in shown(app)
        assert any("may stand elsewhere now" in words for words in told)
        await pilot.press("A", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Picker)
        assert "It is here" in shown(app)
        await pilot.press("escape")
        [still] = screen.placed
        assert still == placed
        # As its reader says: gone, and then, that undone, where they select it.
        await pilot.press("H", "p")
        await pilot.pause()
        await pressed(pilot, *"gone", "enter")
        assert screen.placed[0].state is AnchorState.LOST
        assert screen.placed[0].highlight.lost
        await pressed(pilot, "A")
        assert "kept without its passage" in shown(app)
        await pressed(pilot, "escape", "U", "H", "p")
        await pilot.press(*"select", "enter")
        await pilot.pause()
        assert "PLACE" in shown(app)
        await pressed(pilot, "enter")
        [settled_one] = screen.placed
        assert settled_one.state is AnchorState.EXACT
        assert settled_one.highlight.id == made.id
        await pressed(pilot, "U", "H", "p", "enter")
        [accepted] = screen.placed
        assert (accepted.state, accepted.start, accepted.end) == (AnchorState.EXACT, placed.start, placed.end)


async def test_all_notes_of_the_library(reader: Reader, library: Path) -> None:
    async with reader() as (app, pilot):
        await pressed(pilot, "v", "a")
        await pressed(pilot, *"boats", "ctrl+s", "J")
        await pressed(pilot, "v", "a")
        await pressed(pilot, *"seeds", "ctrl+s", "g", "a")
        assert isinstance(app.screen, NotesScreen)
        assert shown(app).index("seeds") < shown(app).index("boats")
        await pressed(pilot, *"note:boa")
        assert "seeds" not in shown(app)
        await pressed(pilot, "enter")
        screen = screen_of(app)
        assert screen.here.article.text.startswith("Ferry company")
        assert picked(app) == only(app).id
    library.joinpath("1-ferry.txt").unlink()
    async with reader(library / "2-vault.md") as (app, pilot):
        await pressed(pilot, "tab", "A")
        app.screen.query_one(Input).value = "boats"
        await settled(pilot)
        await pressed(pilot, "enter")
        assert isinstance(app.screen, Remains)
        assert "no longer at hand" in shown(app)
        assert "boats" in shown(app)


async def test_what_cannot_be_saved_stays_in_the_editor(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    async with reader() as (app, pilot):
        await pressed(pilot, "v", "a")
        with monkeypatch.context() as faults:
            faults.setattr("reader.notes.files.write_whole", full)
            await pressed(pilot, *"words", "escape")
        assert isinstance(app.screen, NoteEditor)
        assert "words" in shown(app)
        assert any("the disk is full" in words for words in told)
        await pressed(pilot, "escape")
        assert only(app).note == "words"
