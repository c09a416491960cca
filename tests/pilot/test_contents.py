"""The headings beside the text."""

from __future__ import annotations

from pathlib import Path

from tests.pilot.conftest import Reader, screen_of, settled, shown

PART = "A sentence that is long enough to fill a good part of a line of the text.\n\n" * 8


async def test_the_contents_stay_beside_the_text_and_follow_where_one_is(
    reader: Reader, tmp_path: Path
) -> None:
    parts = "".join(f"## Part {name}\n\n{PART}" for name in ("one", "two", "three", "four"))
    (tmp_path / "long.md").write_text(f"# A long text\n\n{PART}{parts}", encoding="utf-8")
    async with reader(tmp_path / "long.md") as (app, pilot):
        screen = screen_of(app)

        def marked() -> list[str]:
            return [line[:28].strip(" ▌│") for line in shown(app).splitlines()[:-1] if line.startswith("▌")]

        await pilot.press("c", "down", "down", "enter")
        await settled(pilot)
        assert screen.focused is screen.body
        assert marked() == ["Part two"]
        assert "Articles" not in shown(app)
        await pilot.press("right_square_bracket", "right_square_bracket")
        await settled(pilot)
        assert marked() == ["Part three"]
        await pilot.press("ctrl+o", "ctrl+o")
        await settled(pilot)
        assert marked() == ["A long text"]

        assert await pilot.click("#contents-rows", offset=(6, 4))
        await settled(pilot)
        assert marked() == ["Part four"]
        assert screen.focused is screen.body

        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert "Contents" not in shown(app)
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert "Contents" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "Contents" not in shown(app)
        assert "Articles" in shown(app)
        assert screen.focused is screen.body
