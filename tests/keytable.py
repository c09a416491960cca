"""The tables of keys and settings in the README, written anew: `python -m tests.keytable`."""

from __future__ import annotations

import json

from reader.commands import COMMANDS, shown_keys
from reader.domain.settings import SETTINGS, Setting
from tests.conftest import CHECKOUT

README = CHECKOUT / "README.md"


def tables() -> str:
    """A heading and a table for each group of commands, in Markdown."""
    rows: dict[str, list[str]] = {}
    for command in COMMANDS:
        keys = shown_keys(command).replace("|", "\\|")
        rows.setdefault(command.group, []).append(f"| `{keys}` | {command.description} |")
    head = ["", "| keys | does |", "|---|---|"]
    return "\n\n".join("\n".join([f"### {group}", *head, *rows[group]]) for group in rows)


def settings() -> str:
    """A table of all settings, in Markdown."""
    rows = [
        f"| `{setting.key}` | {written(setting)} | {setting.help} |"
        for setting in sorted(SETTINGS, key=lambda one: "." in one.key)
    ]
    return "\n".join(["| setting | default | |", "|---|---|---|", *rows])


def written(setting: Setting) -> str:
    """The default as it is written in a settings file."""
    return f"`{json.dumps(setting.default)}`" if setting.default != {} else ""


def rewritten(readme: str) -> str:
    """The README with the tables of today's commands and settings."""
    readme = _replaced(readme, "Keys", "### ", tables())
    return _replaced(readme, "Settings", "| setting |", settings())


def _replaced(readme: str, section: str, first: str, new: str) -> str:
    """A section with `new` in place of all from the line that begins with `first` to the section's end."""
    before, head, after = readme.partition(f"\n## {section}\n")
    inside, mark, rest = after.partition("\n## ")
    kept = inside[: inside.index(f"\n{first}")]
    return f"{before}{head}{kept}\n{new}\n{mark}{rest}"


if __name__ == "__main__":
    README.write_text(rewritten(README.read_text(encoding="utf-8")), encoding="utf-8")
