"""The table of keys in the README, written anew from the commands: `python -m tests.keytable`."""

from __future__ import annotations

import re

from reader.commands import COMMANDS, shown_keys
from tests.conftest import CHECKOUT

README = CHECKOUT / "README.md"
TABLES = re.compile(r"(?<=\n)### .*?(?=\n\n[^#|\n]|\Z)", re.DOTALL)
"""From the first heading below "Keys" to the last row of the last table."""


def tables() -> str:
    """A heading and a table for each group of commands, in Markdown."""
    rows: dict[str, list[str]] = {}
    for command in COMMANDS:
        keys = shown_keys(command).replace("|", "\\|")
        rows.setdefault(command.group, []).append(f"| `{keys}` | {command.description} |")
    head = ["", "| keys | does |", "|---|---|"]
    return "\n\n".join("\n".join([f"### {group}", *head, *rows[group]]) for group in rows)


def rewritten(readme: str) -> str:
    """The README with the tables of today's commands."""
    before, head, after = readme.partition("\n## Keys\n")
    return before + head + TABLES.sub(lambda _: tables(), after, count=1)


if __name__ == "__main__":
    README.write_text(rewritten(README.read_text(encoding="utf-8")), encoding="utf-8")
