"""Letters over the text, and the way back from where they lead."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.screens.hinting import anchor_of
from tests.pilot.conftest import Reader, screen_of, settled, shown

PAGE = """# A page of links

See the [ferry](1-ferry.txt), the [vault](https://example.org/vault), [what comes last](#what-comes-last)
and [a script](javascript:alert(1)). A note is here.[^1]

{filler}

## What comes last

The end of it.

[^1]: The note that is meant.
"""


async def test_links_notes_and_names_are_followed_by_letters_and_left_again(
    reader: Reader, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = library / "0-links.md"
    page.write_text(PAGE.format(filler="\n\n".join(["Many words. " * 40] * 9)), encoding="utf-8")
    vault = library / "2-vault.md"
    vault.write_text(vault.read_text().replace("---\n", "---\nurl: https://example.org/vault\n", 1))
    async with reader(size=(100, 16)) as (app, pilot):
        screen = screen_of(app)
        opened: list[str] = []
        monkeypatch.setattr(app, "browse", opened.append)

        def title() -> str:
            return screen.reading.article.meta.title if screen.reading else ""

        async def press(*keys: str) -> None:
            await pilot.press(*keys)
            await settled(pilot)

        await press("f")
        assert "See the Ferry, the Jault, Dhat comes last" in shown(app)
        assert "o in the browser" in shown(app)
        await press("escape")
        assert "See the ferry" in shown(app)

        await press("f", "f")
        assert title().startswith("Ferry company")
        await press("ctrl+o")
        assert title() == "A page of links"
        await press("ctrl+n")
        assert title().startswith("Ferry company")
        await press("backspace", "f", "j")
        assert title() == "The long winter of the seed vault"
        await press("ctrl+o", "f", "d")
        assert "What comes last" in shown(app)
        await press("ctrl+o")
        assert screen.body.position == 0

        await press("f", "k")
        assert "The note that is meant" in shown(app)
        await press("f", "f")
        assert "is here." in shown(app)
        assert screen.body.position == 0
        await press("f", "o", "j")
        assert opened == ["https://example.org/vault"]


def test_headings_are_called_in_links_as_elsewhere() -> None:
    assert anchor_of(" What’s next, then? ") == "whats-next-then"
