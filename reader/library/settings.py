"""The settings file: TOML to `Settings`, with every problem named by its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reader.domain.settings import SETTINGS, Settings

_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


def load(path: Path) -> tuple[Settings, list[str]]:
    """Read a settings file.

    Args:
        path: The file; where there is none, every default holds.

    Returns:
        The settings, with the default for every value that cannot be used, and a line for each problem:
        "FILE:LINE: key: what is wrong and what it may be".
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Settings(), []
    except OSError as error:
        return Settings(), [f"{path}: cannot be read ({error.strerror}); the defaults hold"]
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Settings(), [f"{path}:{line}: not UTF-8 text; save it as UTF-8; the defaults hold"]
    return parse(text, str(path))


def template() -> str:
    """A settings file that changes nothing and names every setting, with its sentence and default."""
    import json

    lines = ["# Settings of Broadsheet. Take the # from a line and change its value.", ""]
    table = ""
    for setting in sorted(SETTINGS, key=lambda one: "." in one.key):
        head, _, name = setting.key.rpartition(".")
        if head != table:
            table = head
            lines += [f"[{head}]", ""]
        value = "{}" if setting.key == "keys" else json.dumps(setting.default)
        lines += [f"# {setting.help} It may be {setting.check.may_be}.", f"# {name} = {value}", ""]
    return "\n".join(lines)


def parse(text: str, name: str) -> tuple[Settings, list[str]]:
    """Read settings from the text of a file.

    Args:
        text: TOML.
        name: What to call the file in problems.
    """
    text = text.replace("\r\n", "\n")
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Settings(), [f"{name}:{_line_of(error, text)}: not TOML: {_reason(error)}; the defaults hold"]
    chosen: dict[str, Any] = {}
    wrong: list[tuple[tuple[str, ...], str]] = []
    known = {setting.key: setting for setting in SETTINGS}
    for keys, found in _leaves(tree, known):
        key = ".".join(keys)
        value = dict(flat(found)) if key == "keys" and isinstance(found, dict) else found
        setting = known.get(key)
        if setting is None:
            wrong.append((keys, f"{_shown(key)}: no such setting; {_nearest(key, known)}"))
        elif setting.check.accepts(value):
            chosen[setting.field] = value
        else:
            wrong.append((keys, f"{key}: {_value(value)} cannot be used; it may be {setting.check.may_be}"))
    lines = lines_of(text, {keys for keys, _ in wrong}) if wrong else {}
    problems = sorted((lines.get(keys, 1), message) for keys, message in wrong)
    return Settings(**chosen), [f"{name}:{line}: {message}" for line, message in problems]


def _leaves(tree: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Each value with the keys that lead to it; a table that is itself a setting is one value."""
    waiting: list[tuple[tuple[str, ...], Any]] = [((key,), value) for key, value in tree.items()]
    while waiting:
        keys, value = waiting.pop(0)
        if isinstance(value, dict) and ".".join(keys) not in known and value:
            waiting += [((*keys, key), inner) for key, inner in value.items()]
        elif value != {} or not any(key.startswith(".".join([*keys, ""])) for key in known):
            yield keys, value


def flat(table: Mapping[str, Any], head: str = "") -> Iterator[tuple[str, Any]]:
    """Dotted names with their values; without quotes, TOML makes a name with a dot a table in a table."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{head}{key}.")
        else:
            yield f"{head}{key}", value


def _nearest(key: str, known: Mapping[str, Any]) -> str:
    import difflib

    close = difflib.get_close_matches(key, known, n=1)
    return f"did you mean {close[0]}?" if close else "it may be one of " + ", ".join(known)


def _shown(key: str) -> str:
    return key if key.isprintable() else repr(key)


def _value(value: object) -> str:
    shown = str(value).lower() if isinstance(value, bool) else repr(value)
    return shown if len(shown) <= 60 else shown[:59] + "…"


def _reason(error: tomllib.TOMLDecodeError) -> str:
    return _AT_LINE.sub("", str(error)).lower()


def _line_of(error: tomllib.TOMLDecodeError, text: str) -> int:
    at = _AT_LINE.search(str(error))
    return int(at.group(1)) if at and at.group(1) else text.count("\n") + 1


def lines_of(text: str, wanted: set[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    """The line of a TOML document on which each of the wanted keys is given its value, where it is.

    The parser tells no lines. But every statement ends where the text so far is a whole document again, so
    the first such beginning that holds the key ends with its statement. Only a file with problems pays
    for this.
    """
    found: dict[tuple[str, ...], int] = {}
    lines = text.split("\n")
    start = 0
    for end in range(1, len(lines) + 1):
        if not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#"):
            start = end if start == end - 1 else start
            continue
        try:
            tree: Any = tomllib.loads("\n".join(lines[:end]))
        except tomllib.TOMLDecodeError:
            continue
        for keys in wanted - found.keys():
            if _holds(tree, keys):
                found[keys] = start + 1
        start = end
        if len(found) == len(wanted):
            break
    return found


def _holds(tree: Any, keys: tuple[str, ...]) -> bool:
    for key in keys:
        if not isinstance(tree, dict) or key not in tree:
            return False
        tree = tree[key]
    return True
