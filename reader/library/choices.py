"""Writing one choice into the settings file, with all that the reader wrote there left as it is."""

from __future__ import annotations

import tomllib
from codecs import BOM_UTF8
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reader.library.files import write_atomically


class ChoiceError(Exception):
    """A choice that could not be written down; its text is one line."""


def remember(path: Path, key: str, value: str | int | bool, usual: object = None) -> None:
    """Set `key` in a settings file; comments, order and everything else stay.

    Args:
        path: The file; made where there is none.
        key: Dotted where it stands in a table: "terminal.lean".
        value: Its new value.
        usual: What holds where the file does not name it; that is not written down unless the file does.

    Raises:
        ChoiceError: The file is not TOML, or cannot be read or written; it is as it was.
    """
    from tomlkit.exceptions import TOMLKitError

    try:
        data = path.read_bytes() if path.exists() else b""
        mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
        text = data.removeprefix(mark).decode("utf-8")
        new = _changed(text, key.split("."), value, usual)
        if new != text:
            write_atomically(path, mark + new.encode())
    except (OSError, UnicodeDecodeError, TOMLKitError, TypeError, ValueError) as error:
        raise ChoiceError(f"{path}: {key} was not written down: {error}") from error


def _changed(text: str, keys: Sequence[str], value: str | int | bool, usual: object) -> str:
    import tomlkit

    document = tomlkit.parse(text)
    if value == usual and _value(document, keys) is None:
        return text
    table: Any = document
    *tables, name = keys
    for step in tables:
        if step not in table:
            table[step] = tomlkit.table()
        table = table[step]
    table[name] = value
    new = tomlkit.dumps(document)
    if _value(tomllib.loads(new.replace("\r\n", "\n")), keys) != value:
        raise ValueError("it would not be read back as it was written")
    return new


def _value(tree: Any, keys: Sequence[str]) -> Any:
    for key in keys:
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree
