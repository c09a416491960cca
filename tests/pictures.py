"""The pictures of the README: `python -m tests.pictures` draws them anew from the sample articles."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.domain.highlight import Colour
from reader.resources import seeds_dir
from tests.stage import Stage, staged

FOLDER = Path(__file__).parent.parent / ".github" / "pictures"


@dataclass(frozen=True)
class Picture:
    """What one picture shows.

    Attributes:
        name: Its file's, without ending.
        size: Columns and rows.
        theme: The theme.
        play: What is done before it is drawn.
    """

    name: str
    size: tuple[int, int]
    theme: str
    play: Callable[[Stage], Awaitable[None]]


async def notes(stage: Stage) -> None:
    """The second article, with notes in the margin."""
    await stage.press("J")
    await stage.note(
        "a hundred and fifteen years in which the town ran ahead of the rest of the country",
        "Since 1911, for a steamship that no longer sails.",
    )
    await stage.note(
        "“There is a letter from the dean in the autumn of that year, asking when it will be put right.",
        "Ask the parish archive for a copy. Is 1912 the same dean?",
        Colour.BLUE,
    )
    await stage.note(
        "“two corrections, each of them right.”", "The best sentence of any inquiry this year.", Colour.GREEN
    )


async def entities(stage: Stage) -> None:
    """Who and what is in an article."""
    await stage.press("J")
    await stage.press("e")


async def search(stage: Stage) -> None:
    """The library searched."""
    await stage.press("J")
    await stage.press("S", *"harbour")


async def essay(stage: Stage) -> None:
    """An essay on one pane, from a heading with a pull quote above it."""
    await stage.press("J", "J", "J")
    await stage.press("slash", *"egg would have", "enter")
    await stage.press("escape")


PICTURES = (
    Picture("notes", (152, 40), "evening", notes),
    Picture("entities", (104, 32), "evening", entities),
    Picture("search", (104, 32), "morning", search),
    Picture("narrow", (66, 32), "sepia", essay),
)


async def draw(folder: Path) -> None:
    """Draw all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    files = sorted(seeds_dir().iterdir())
    for picture in PICTURES:
        with TemporaryDirectory() as home:
            for name in ("CONFIG", "DATA", "CACHE", "STATE"):
                os.environ[f"XDG_{name}_HOME"] = str(Path(home, name.lower()))
            async with staged(files, picture.size, picture.theme) as stage:
                await picture.play(stage)
                stage.app.clear_notifications()
                await stage.done()
                drawn = stage.app.export_screenshot(title="Broadsheet")
        (folder / f"{picture.name}.svg").write_text(drawn, encoding="utf-8")


def main() -> None:
    """Draw into the folder that is named, or the README's."""
    os.environ.pop("NO_COLOR", None)
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    asyncio.run(draw(Path(sys.argv[1]) if sys.argv[1:] else FOLDER))


if __name__ == "__main__":
    main()
