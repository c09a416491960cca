"""Long lists: only what is on the screen is made, and every way through them arrives."""

from __future__ import annotations

from textual.events import Click, MouseScrollDown, MouseScrollUp

from reader.screens.choice import Choice, Made
from reader.screens.picker import Picker
from reader.widgets.rows import Rows
from tests.pilot.conftest import Reader, shown

MANY = 20_000


async def test_of_a_long_list_only_what_is_on_the_screen_is_made(reader: Reader) -> None:
    made: list[int] = []
    chosen: list[int | None] = []

    def row(number: int) -> Choice[int]:
        made.append(number)
        return Choice(number, f"row {number}", "and more of it" if number % 3 else "", below=True)

    def picker(start: int) -> Picker[int]:
        return Picker("Many", Made(range(MANY), row, lambda number: f"row {number}"), empty="", start=start)

    async with reader(size=(100, 30)) as (app, pilot):
        app.push_screen(picker(3000), chosen.append)
        await pilot.pause()
        rows = app.screen.query_one(Rows)
        assert "row 3000" in shown(app)
        for key, at in {
            "end": MANY - 1,
            "down": 0,
            "up": MANY - 1,
            "home": 0,
            "ctrl+end": MANY - 1,
            "ctrl+home": 0,
            "ctrl+n": 1,
        }.items():
            await pilot.press(key)
            await pilot.pause()
            assert rows.highlighted == at, key
            assert f"row {at}" in shown(app), key
        await pilot.press("pagedown")
        await pilot.pause()
        assert rows.highlighted is not None
        assert rows.size.height // 2 <= sum(2 if n % 3 else 1 for n in range(1, rows.highlighted + 1))
        assert f"row {rows.highlighted}" in shown(app)
        await pilot.press("pageup")
        assert rows.highlighted <= 1
        assert len(made) < 300

        await pilot.press(*"777")
        await pilot.pause()
        assert rows.count == sum("777" in str(number) for number in range(MANY))
        await pilot.press("home", "end", "down", "enter")
        await pilot.pause()
        assert chosen == [1777]


async def test_the_mouse_moves_the_list_and_not_the_cursor_until_it_chooses(reader: Reader) -> None:
    chosen: list[int | None] = []
    choices = [Choice(n, f"row {n}.") for n in range(200)]
    async with reader(size=(100, 30)) as (app, pilot):
        app.push_screen(Picker("Many", choices, empty=""), chosen.append)
        await pilot.pause()
        rows = app.screen.query_one(Rows)
        height, last = rows.size.height, rows.size.width - 1

        def first() -> str:
            return rows.render_line(0).text.split()[1]

        for wheel, seen in ((MouseScrollDown, "2."), (MouseScrollUp, "0."), (MouseScrollUp, "0.")):
            rows.post_message(wheel(rows, 5, 5, 0, 0, 0, False, False, False))
            await pilot.pause()
            assert first() == seen
        await pilot.mouse_down(rows, offset=(last, height - 1))
        assert first() == f"{200 - height}."
        await pilot.mouse_down(rows, offset=(last, 0))
        await pilot.mouse_up(rows, offset=(last, 0))
        assert (first(), rows.highlighted) == ("0.", 0)
        await pilot.mouse_down(rows, offset=(last, height // 2))
        await pilot.mouse_up(rows, offset=(last, height // 2))
        half = int(first()[:-1])
        assert 90 <= half <= 110
        rows.post_message(Click(rows, 3, 3, 0, 0, 1, False, False, False))
        await pilot.pause()
        assert chosen == []
        await pilot.resize_terminal(60, 16)
        await pilot.pause()
        assert rows.render_line(0).cell_length == rows.size.width
        await pilot.click(rows, offset=(3, 1))
        await pilot.pause()
        assert len(chosen) == 1


async def test_heads_are_passed_over_and_what_is_empty_says_so(reader: Reader) -> None:
    choices: list[Choice[str]] = [Choice(None, "First"), Choice("a", "alpha")]
    choices += [Choice(None, "Second"), Choice("b", "beta")]
    async with reader(size=(100, 30)) as (app, pilot):
        app.push_screen(Picker("Two groups", choices, empty="Nothing of that name."))
        await pilot.pause()
        rows = app.screen.query_one(Rows)
        assert rows.highlighted == 1
        for key, at in (("down", 3), ("down", 1), ("end", 3), ("home", 1), ("up", 3), ("pageup", 1)):
            await pilot.press(key)
            assert rows.highlighted == at, key
        lines = [" ".join(rows.render_line(y).text.split()) for y in range(rows.size.height)]
        assert lines[:5] == ["First", "alpha", "", "Second", "beta"]
        await pilot.click(rows, offset=(3, 0))
        assert app.screen.query_one(Rows) is rows
        await pilot.press(*"zzz")
        await pilot.pause()
        assert "Nothing of that name." in shown(app)
        await pilot.press("down", "enter", "pagedown", "end", "ctrl+end", "ctrl+home")
        await pilot.pause()
        assert isinstance(app.screen, Picker)
