"""A picture on the screen: only when it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from reader.pictures.errors import PictureError
from reader.screens.picture import PictureScreen
from tests.pilot.conftest import Reader, settled, shown

PAGE = """# Two pictures

![A boat](boat.png "The boat at dawn. (Photo: The Harbour)")

Words between the pictures.

![A cat](https://pictures.example/cat.jpg "The cat that was not at home.")
"""


async def test_a_picture_is_shown_above_its_caption_and_the_next_one_is_told_of(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE, encoding="utf-8")
    Image.new("RGB", (60, 40), (10, 120, 200)).save(tmp_path / "boat.png")
    async with reader(page, size=(80, 24)) as (app, pilot):
        asked: list[str] = []
        real = app.desk.picture

        def picture(article_id: str, source: str) -> bytes:
            asked.append(source)
            if source.startswith("http"):
                raise PictureError("Not fetched.")
            return real(article_id, source)

        monkeypatch.setattr(app.desk, "picture", picture)
        sent: list[str] = []
        monkeypatch.setattr(app, "write_to_terminal", sent.append)
        assert asked == []
        await pilot.press("i")
        await settled(pilot)
        assert isinstance(app.screen, PictureScreen)
        text = shown(app)
        assert text.count("▀") > 200
        assert "The boat at dawn." in text
        assert "The Harbour" in text
        assert "1 of 2" in text

        await pilot.press("n")
        await settled(pilot)
        text = shown(app)
        assert "Not fetched." in text
        assert "The cat that was not at home." in text
        assert "▀" not in text
        assert "o in the browser" in text
        await pilot.press("escape")
        await settled(pilot)
        assert shown(app).splitlines()[-1].strip().startswith("/ find")
        assert sent == []

        app.desk.preferences.auto_graphics = "kitty"
        await pilot.press("i")
        await settled(pilot)
        await pilot.pause(0.3)
        assert any(control.startswith("\x1b7") for control in sent)
        assert "▀" not in shown(app)
        await pilot.press("q")
        await settled(pilot)
        assert "a=d" in sent[-1]
        assert asked == ["boat.png", "https://pictures.example/cat.jpg", "boat.png"]
