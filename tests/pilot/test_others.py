from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot

from reader.library.paths import machine, notes_dir, state_dir
from reader.library.state import StateLog
from reader.screens.reading import LOOK_AFTER
from tests.pilot.conftest import Reader, screen_of, settled, shown


async def until(holds: Callable[[], bool], pilot: Pilot[None]) -> None:
    for _ in range(400):
        if holds():
            return
        await pilot.pause(0.05)
    raise AssertionError("it never came")


async def test_a_note_changed_in_another_program_is_shown_and_both_sides_are_kept(
    reader: Reader, told: list[str]
) -> None:
    assert LOOK_AFTER < 1
    async with reader() as (app, pilot):
        screen = screen_of(app)
        await pilot.press("v", "a")
        await pilot.pause()
        await pilot.press(*"mine", "ctrl+s")
        await settled(pilot)
        [file] = sorted(notes_dir().rglob("*.md"))

        def write(old: str, new: str) -> None:
            file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

        write("mine", "mine, and theirs")
        await until(lambda: [p.highlight.note for p in screen.placed] == ["mine, and theirs"], pilot)
        # Changed there while it is being changed here.
        await pilot.press("v", "a")
        await pilot.pause()
        await pilot.press(*" again")
        write("and theirs", "and theirs too")
        await pilot.press("ctrl+s")
        await until(lambda: len(screen.placed) == 2, pilot)
        notes = {placed.highlight.note for placed in screen.placed}
        assert notes == {"mine, and theirs too", "mine, and theirs again"}
        assert any("both are kept" in words for words in told)
        # What is found there by hand is not undone away; the change before it still is.
        await pilot.press("U")
        await settled(pilot)
        assert [placed.highlight.note for placed in screen.placed] == ["mine, and theirs too"]
        await pilot.press("U")
        await settled(pilot)
        assert [placed.highlight.note for placed in screen.placed] == ["mine, and theirs too"]
        assert any("stays as it is" in words for words in told)
        await pilot.press("U")
        await settled(pilot)
        assert any("nothing to undo" in words for words in told)


async def test_a_star_given_in_another_reader_is_shown(reader: Reader) -> None:
    async with reader() as (app, pilot):
        screen = screen_of(app)
        assert screen.reading is not None
        other = StateLog(state_dir(), machine())
        other.set(screen.reading.id, starred=True)
        other.close()
        await until(lambda: "★" in shown(app), pilot)
