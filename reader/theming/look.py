"""A theme file read, checked and made into a style for every role."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.color import Color, ColorParseError
from rich.errors import StyleSyntaxError
from rich.style import Style

from reader.theming.roles import FALLBACK, INTERFACE

ATTRIBUTES = frozenset({"bold", "dim", "italic", "underline", "reverse", "strike", "not"})
_TABLES = {"palette", "interface", "roles"}
_KEYS = {"title", "dark", "ansi", "inherits", *_TABLES}
_NEEDED = ("primary", "foreground", "background")


class ThemeError(Exception):
    """A theme file that cannot be used; its text names the file, the key and the reason."""


@dataclass(frozen=True)
class Look:
    """How everything is drawn: one theme, checked.

    Attributes:
        name: The file's stem; what `config.toml` and the command line call it.
        title: What a person calls it.
        dark: Whether it is light text on a dark page.
        ansi: Whether it leaves the colours to the terminal (the 16 named ones, or none).
        interface: Textual's colours, by name.
        styles: A style for every role.
    """

    name: str
    title: str
    dark: bool
    ansi: bool
    interface: Mapping[str, str]
    styles: Mapping[str, Style] = field(repr=False)

    def __getitem__(self, role: str) -> Style:
        return self.styles[role]


def find_themes(*folders: Path) -> dict[str, Path]:
    """The theme files in `folders` by name; of two with one name, the later folder's counts."""
    found: dict[str, Path] = {}
    for folder in folders:
        if folder.is_dir():
            found |= {path.stem: path for path in sorted(folder.glob("*.toml"))}
    return dict(sorted(found.items()))


def load_look(name: str, files: Mapping[str, Path]) -> Look:
    """Read and check a theme.

    Args:
        name: Which of `files`.
        files: Theme files by name, as `find_themes` gives them.

    Raises:
        ThemeError: It is not there, is not TOML, or a key in it is unknown, missing or wrong.
    """
    return _look(name, _inherited(name, files, ()), str(files[name]))


def _inherited(name: str, files: Mapping[str, Path], heirs: tuple[str, ...]) -> dict[str, Any]:
    if name not in files:
        whose = f"{files[heirs[-1]]}: inherits: " if heirs else ""
        raise ThemeError(f"{whose}there is no theme {name!r}; there are {', '.join(files)}")
    if name in heirs:
        raise ThemeError(f"{files[name]}: inherits: {name!r} inherits from itself")
    own = _read(files[name])
    if "inherits" not in own:
        return own
    base = _inherited(str(own.pop("inherits")), files, (*heirs, name))
    tables = {table: {**base.get(table, {}), **own.get(table, {})} for table in _TABLES}
    return {**base, **own, **tables}


def _read(path: Path) -> dict[str, Any]:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ThemeError(f"{path}: cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise ThemeError(f"{path}: not TOML: {error}") from error
    for key in raw:
        if key not in _KEYS:
            raise ThemeError(f"{path}: {key}: unknown; a theme has {', '.join(sorted(_KEYS))}")
    for table in _TABLES & raw.keys():
        if not isinstance(raw[table], dict):
            raise ThemeError(f"{path}: {table}: must be a table, [{table}]")
        for key, value in raw[table].items():
            if not isinstance(value, str):
                raise ThemeError(f"{path}: {table}.{key}: must be a string in quotes, not {value!r}")
    for key in {"dark", "ansi"} & raw.keys():
        if not isinstance(raw[key], bool):
            raise ThemeError(f"{path}: {key}: must be true or false, not {raw[key]!r}")
    return raw


def _look(name: str, raw: dict[str, Any], where: str) -> Look:
    palette: dict[str, str] = raw.get("palette", {})
    for key, colour in palette.items():
        _check_colour(colour, f"{where}: palette.{key}")
    interface = {}
    for key, value in raw.get("interface", {}).items():
        if key not in INTERFACE:
            raise ThemeError(f"{where}: interface.{key}: unknown; there are {', '.join(INTERFACE)}")
        interface[key] = palette.get(value, value)
        _check_colour(interface[key], f"{where}: interface.{key}")
    for key in _NEEDED:
        if key not in interface:
            raise ThemeError(f"{where}: interface.{key}: missing; a theme must give it")
    given = raw.get("roles", {})
    for role in given:
        if role not in FALLBACK:
            raise ThemeError(f"{where}: roles.{role}: unknown role")
    styles: dict[str, Style] = {"": Style.null()}
    for role, fallback in FALLBACK.items():
        text = given.get(role)
        styles[role] = styles[fallback] if text is None else _style(text, palette, f"{where}: roles.{role}")
    return Look(
        name, str(raw.get("title", name)), raw.get("dark", True), raw.get("ansi", False), interface, styles
    )


def _style(text: str, palette: Mapping[str, str], where: str) -> Style:
    words = []
    for word in text.split():
        if word in ATTRIBUTES or word == "on":
            words.append(word)
        else:
            words.append(palette.get(word, word))
            _check_colour(words[-1], where)
    try:
        return Style.parse(" ".join(words))
    except StyleSyntaxError as error:
        raise ThemeError(f"{where}: {text!r} is not a style: {error}") from error


def _check_colour(colour: str, where: str) -> None:
    try:
        Color.parse(colour)
    except ColorParseError as error:
        raise ThemeError(f"{where}: {colour!r} is neither a colour nor a name in [palette]") from error
