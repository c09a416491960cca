from __future__ import annotations

from pathlib import Path

from reader.library.paths import notes_dir
from tests.pilot.conftest import Reader, screen_of, settled, shown


def note_files() -> list[Path]:
    return sorted(notes_dir().rglob("*.md"))


async def test_three_keys_highlight_a_sentence(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("v", "enter")
        await settled(pilot)
        [file] = note_files()
        [placed] = screen_of(app).placed
        assert placed.highlight.anchor is not None
        assert placed.highlight.anchor.quote.split()[0] in file.read_text(encoding="utf-8")
        await pilot.press("U")
        await settled(pilot)
        assert not screen_of(app).placed
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert len(screen_of(app).placed) == 1


async def test_a_note_on_a_selection_is_written_read_back_and_listed(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("v", "right_parenthesis", "a")
        await pilot.pause()
        await pilot.press(*"Mind", "space", *"this")
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert "Mind this" in note_files()[0].read_text(encoding="utf-8")
    async with reader() as (app, pilot):
        [placed] = screen_of(app).placed
        assert placed.highlight.note == "Mind this"
        assert "✎" in shown(app)
        await pilot.press("A")
        await pilot.pause()
        assert "Mind this" in shown(app)


async def test_escape_in_the_editor_keeps_what_was_typed(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("a")
        await pilot.pause()
        await pilot.press(*"kept", "escape")
        await settled(pilot)
        assert [placed.highlight.note for placed in screen_of(app).placed] == ["kept"]


async def test_an_empty_note_is_none(reader: Reader) -> None:
    async with reader() as (_, pilot):
        await pilot.press("tab", "a")
        await pilot.pause()
        await pilot.press("escape")
        await settled(pilot)
        assert not note_files()


async def test_from_the_list_a_note_is_on_the_article(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("tab", "a")
        await pilot.pause()
        await pilot.press(*"whole", "ctrl+s")
        await settled(pilot)
        [placed] = screen_of(app).placed
        assert placed.highlight.anchor is None
        assert placed.highlight.note == "whole"


async def test_hand_edits_are_respected(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("v", "a")
        await pilot.pause()
        await pilot.press(*"first", "ctrl+s")
        await settled(pilot)
    [file] = note_files()
    text = file.read_text(encoding="utf-8").replace("first", "second, by hand") + "\nA line of my own.\n"
    file.write_text(text, encoding="utf-8")
    async with reader() as (app, pilot):
        assert screen_of(app).placed[0].highlight.note.startswith("second, by hand")
        await pilot.press("G", "v", "enter")
        await settled(pilot)
    assert "A line of my own.\n" in file.read_text(encoding="utf-8")


async def test_a_file_edited_elsewhere_meanwhile_is_shown_and_both_sides_are_kept(reader: Reader) -> None:
    async with reader() as (app, pilot):
        screen = screen_of(app)

        async def until(*notes: str) -> None:
            for _ in range(1000):
                if sorted(placed.highlight.note for placed in screen.placed) == sorted(notes):
                    return
                await pilot.pause(0.01)
            raise AssertionError([placed.highlight.note for placed in screen.placed])

        await pilot.press("v", "a")
        await pilot.pause()
        await pilot.press(*"first", "ctrl+s")
        await until("first")
        [file] = note_files()
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("first", "theirs"), encoding="utf-8")
        await until("theirs")
        await pilot.press("a")
        await pilot.pause()
        await pilot.press(*" ours")
        file.write_text(text.replace("first", "theirs again") + "\nA line of their own.\n", encoding="utf-8")
        await pilot.press("ctrl+s")
        await until("theirs again\n\nA line of their own.", "theirs ours")
        assert "A line of their own.\n" in file.read_text(encoding="utf-8")


async def test_a_note_file_with_broken_yaml_is_named_and_left_alone(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("v", "enter")
        await settled(pilot)
    [file] = note_files()
    broken = file.read_text(encoding="utf-8").replace("title:", "title: [", 1)
    file.write_text(broken, encoding="utf-8")
    async with reader() as (app, pilot):
        assert file.name in " ".join(notification.message for notification in app._notifications)
        await pilot.press("v", "enter")
        await settled(pilot)
    assert file.read_text(encoding="utf-8") == broken


async def test_a_deleted_highlight_comes_back_with_undo(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("v", "3", "enter")
        await settled(pilot)
        await pilot.press("D")
        await settled(pilot)
        assert not screen_of(app).placed
        await pilot.press("U")
        await settled(pilot)
        assert screen_of(app).placed[0].highlight.colour == "blue"


async def test_dragging_selects_and_the_margin_shows_notes(reader: Reader) -> None:
    async with reader(size=(160, 30)) as (app, pilot):
        screen = screen_of(app)
        await pilot.mouse_down("#body", offset=(screen.body.indent + 2, 2))
        await pilot.hover("#body", offset=(screen.body.indent + 12, 2))
        await pilot.mouse_up("#body", offset=(screen.body.indent + 12, 2))
        assert screen.selection is not None
        await pilot.press("a")
        await pilot.pause()
        await pilot.press(*"beside", "ctrl+s")
        await settled(pilot)
        assert any(line.endswith(" beside") for line in shown(app).splitlines())


async def test_a_drag_to_the_edge_scrolls_on(reader: Reader) -> None:
    async with reader(size=(100, 12)) as (app, pilot):
        screen = screen_of(app)
        body = screen.body
        last = body.size.height - 1
        for down in (True, False):
            before, held = body.seen, last if down else 0
            pressed = body.row_of(before.start if down else before.end - 1)
            assert pressed is not None
            await pilot.mouse_down("#body", offset=(body.indent + 2, pressed))
            await pilot.hover("#body", offset=(body.indent + 12, held))
            for _ in range(1000):
                if body.seen != before:
                    break
                await pilot.pause(0.01)
            await pilot.mouse_up("#body", offset=(body.indent + 12, held))
            await pilot.pause()
            selected, stands = screen.selected, body.seen
            assert selected is not None
            assert selected.end > before.end if down else selected.start < before.start
            await pilot.pause(0.1)
            assert body.seen == stands, "let go of, it stands still"


async def test_escape_lets_go_of_a_selection(reader: Reader) -> None:
    async with reader() as (app, pilot):
        await pilot.press("v")
        assert "SELECT" in shown(app)
        await pilot.press("escape")
        assert screen_of(app).selection is None
        assert "SELECT" not in shown(app)
