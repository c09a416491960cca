from __future__ import annotations

from reader.library.paths import machine, notes_dir, state_dir
from reader.library.state import StateLog
from tests.pilot.conftest import Reader, screen_of, settled, shown


async def looked_around(app: object, pilot: object) -> None:
    screen = screen_of(app)  # type: ignore[arg-type]
    screen.look_around()
    await settled(pilot)  # type: ignore[arg-type]


async def test_a_note_changed_in_another_program_is_shown(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("v", "a")
        await pilot.pause()
        await pilot.press(*"mine", "ctrl+s")
        await settled(pilot)
        await looked_around(app, pilot)
        [file] = sorted(notes_dir().rglob("*.md"))
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("mine", "mine, and theirs"), encoding="utf-8")
        await looked_around(app, pilot)
        assert screen_of(app).placed[0].highlight.note == "mine, and theirs"


async def test_a_star_given_in_another_reader_is_shown(reader: Reader) -> None:
    async with reader() as (app, pilot):
        screen = screen_of(app)
        assert screen.reading is not None
        await looked_around(app, pilot)
        other = StateLog(state_dir(), machine())
        other.set(screen.reading.id, starred=True)
        other.close()
        await looked_around(app, pilot)
        assert "★" in shown(app)
