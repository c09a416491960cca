"""Writing one choice into the settings file, with all that the reader wrote there left as it is."""

from __future__ import annotations

from pathlib import Path

from reader.library.files import write_atomically


class ChoiceError(Exception):
    """A choice that could not be written down; its text is one line."""


def remember(path: Path, key: str, value: str | int | bool) -> None:
    """Set `key` in a settings file; comments, order and everything else stay.

    Args:
        path: The file; made where there is none.
        key: Dotted where it stands in a table: "terminal.lean".
        value: Its new value.

    Raises:
        ChoiceError: The file is not TOML, or cannot be read or written; it is as it was.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        document = tomlkit.parse(text)
        table = document
        *tables, name = key.split(".")
        for step in tables:
            if step not in table:
                table[step] = tomlkit.table()
            table = table[step]
        table[name] = value
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, tomlkit.dumps(document).encode())
    except (OSError, UnicodeDecodeError, TOMLKitError, TypeError) as error:
        raise ChoiceError(f"{path}: {key} was not written down: {error}") from error
