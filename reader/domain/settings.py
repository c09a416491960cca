"""What a reader may choose: each setting declared once, with its default, a sentence and a check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, NamedTuple, TypeVar, cast

T = TypeVar("T")


class Check(NamedTuple):
    """Which values a setting takes.

    Attributes:
        may_be: The values in words, to stand after "it may be".
        accepts: Whether a value is one of them.
        options: All of them, where they are few.
        least: The smallest, where it is a number.
        most: The largest.
        step: By how much a key changes a number.
    """

    may_be: str
    accepts: Callable[[object], bool]
    options: tuple[str | bool, ...] = ()
    least: int = 0
    most: int = 0
    step: int = 1


class Setting(NamedTuple):
    """The declaration of one setting.

    Attributes:
        key: Its name in the settings file, dotted where it stands in a table: "terminal.lean".
        field: Its attribute of `Settings`.
        default: What holds where the file does not name it.
        help: One sentence that says what it does.
        check: Which values it takes.
        later: Whether a change holds only from the next start on.
    """

    key: str
    field: str
    default: Any
    help: str
    check: Check
    later: bool = False


def whole(least: int, most: int, step: int = 1) -> Check:
    """A whole number within bounds, both included; a key changes it by `step`."""
    return Check(
        f"a whole number from {least} to {most}",
        lambda value: isinstance(value, int) and not isinstance(value, bool) and least <= value <= most,
        least=least,
        most=most,
        step=step,
    )


def one_of(*choices: str) -> Check:
    """One of a few words."""
    words = ", ".join(f'"{choice}"' for choice in choices[:-1])
    return Check(f'{words} or "{choices[-1]}"', lambda value: value in choices, choices)


RULERS = ("off", "line", "paragraph")
"""What a ruler may set off."""

PACES = (60, 1500)
"""How slowly and how fast one may read, in words a minute."""

SWITCH = Check("true or false", lambda value: isinstance(value, bool), (False, True))
NAME = Check(
    "a name in quotes", lambda value: isinstance(value, str) and value.strip() != "" and value.isprintable()
)
FOLDER = Check(
    'a folder in quotes, "~/notes" say, or "" for the usual one',
    lambda value: isinstance(value, str) and value.isprintable(),
)
SIDEBAR = Check(
    "0 (by the width of the terminal) or a whole number of columns from 16 to 60",
    lambda value: (value == 0 and not isinstance(value, bool)) or whole(16, 60).accepts(value),
    least=16,
    most=60,
    step=2,
)
KEYS = Check(
    'a table of command = "keys", as "move.down" = "n,space"',
    lambda value: (
        isinstance(value, dict)
        and all(isinstance(k, str) and isinstance(v, str) and v.isprintable() for k, v in value.items())
    ),
)


def _setting(key: str, default: T, help: str, check: Check, *, later: bool = False) -> T:
    metadata = {"key": key, "help": help, "check": check, "later": later}
    if isinstance(default, dict):
        return cast("T", field(default_factory=dict, metadata=metadata))
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """Every choice a reader has, as plain values; made by `reader.library.settings.load`.

    Attributes are described where they are declared: `SETTINGS` lists each with its sentence.
    """

    theme: str = _setting(
        "theme", "auto", 'The colours: a theme by name, or "auto" for light or dark by the terminal.', NAME
    )
    measure: int = _setting("measure", 72, "The width of a line of text, in columns.", whole(20, 200, 2))
    sidebar: int = _setting(
        "sidebar", 0, "The width of the list in columns; 0 goes by the width of the terminal.", SIDEBAR
    )
    hyphenate: bool = _setting("hyphenate", False, "Break long words at the end of a line.", SWITCH)
    justify: bool = _setting("justify", False, "Set both edges of the text straight.", SWITCH)
    paragraphs: str = _setting(
        "paragraphs",
        "space",
        "What sets paragraphs apart: an empty row or an indent.",
        one_of("space", "indent"),
    )
    hang: bool = _setting("hang", True, "Let a quotation mark that opens a line hang in the margin.", SWITCH)
    ruler: str = _setting(
        "ruler",
        "off",
        "What is set off while you read: nothing, the line, or the paragraph with all else dimmed.",
        one_of(*RULERS),
    )
    pace: int = _setting(
        "pace",
        230,
        "How fast you read, in words a minute, for the minutes left and for text that scrolls by itself.",
        whole(*PACES, 10),
    )
    mouse: bool = _setting("mouse", True, "Take clicks, drags and the wheel.", SWITCH, later=True)
    margin: bool = _setting(
        "margin", True, "Show notes beside the text where the terminal is wide enough.", SWITCH
    )
    list_sort: str = _setting(
        "list.sort",
        "date",
        "The order of the list.",
        one_of("date", "added", "title", "source", "length", "progress"),
    )
    list_group: str = _setting(
        "list.group", "none", "What the list is grouped by.", one_of("none", "day", "source", "tag")
    )
    library_watch: bool = _setting(
        "library.watch", True, "Follow changes of files in opened folders.", SWITCH, later=True
    )
    terminal_lean: bool = _setting(
        "terminal.lean", True, "Send the terminal only what differs from what it shows.", SWITCH, later=True
    )
    terminal_colours: str = _setting(
        "terminal.colours",
        "auto",
        "How many colours the terminal is taken to have.",
        one_of("auto", "true", "256", "16", "none"),
        later=True,
    )
    terminal_ascii: bool = _setting(
        "terminal.ascii", False, "Draw rules and signs with ASCII characters only.", SWITCH, later=True
    )
    terminal_links: str = _setting(
        "terminal.links",
        "auto",
        'Let the terminal open links by itself; "auto" does where it can and the line is none of SSH.',
        one_of("auto", "on", "off"),
        later=True,
    )
    terminal_plain: bool = _setting(
        "terminal.plain", False, "Read without a screen, by the line.", SWITCH, later=True
    )
    terminal_pictures: str = _setting(
        "terminal.pictures",
        "auto",
        "How pictures are shown once you ask for one.",
        one_of("auto", "kitty", "sixel", "blocks"),
    )
    notes_dir: str = _setting(
        "notes.dir", "", "The folder of your notes; a vault of other notes may be it.", FOLDER, later=True
    )
    entities_engine: str = _setting(
        "entities.engine", "builtin", "Which engine finds people, places and organisations.", NAME, later=True
    )
    entities_show: bool = _setting("entities.show", True, "Colour the entities in the text.", SWITCH)
    keys: Mapping[str, str] = _setting("keys", {}, "Other keys for commands, by the command's id.", KEYS)


SETTINGS: tuple[Setting, ...] = tuple(
    Setting(
        declared.metadata["key"],
        declared.name,
        {} if declared.name == "keys" else declared.default,
        declared.metadata["help"],
        declared.metadata["check"],
        declared.metadata["later"],
    )
    for declared in fields(Settings)
)
"""Every setting, in the order in which a settings file or screen shows them."""


class BadValue(ValueError):
    """A value that a setting does not take; its text says which it takes."""


def with_value(settings: Settings, setting: Setting, value: Any) -> Settings:
    """The settings with another value for one of them."""
    changed: dict[str, Any] = {setting.field: value}
    return replace(settings, **changed)


def stepped(setting: Setting, value: Any, by: int) -> Any:
    """The value that comes `by` steps after another one, or before it where `by` is negative.

    Few options go round; a number stops at its bounds; what must be typed stays as it is.
    """
    check = setting.check
    if check.options:
        at = check.options.index(value) if value in check.options else 0
        return check.options[(at + by) % len(check.options)]
    if not check.most:
        return value
    if value < check.least:  # a number that stands for something else, as 0 does for "by itself"
        return check.least if by > 0 else value
    wanted = value + by * check.step
    if wanted < check.least and setting.default < check.least:
        return setting.default
    return max(check.least, min(check.most, wanted))


def read_value(setting: Setting, words: str) -> Any:
    """What a reader typed, as a value of the setting.

    Raises:
        BadValue: It is none that the setting takes.
    """
    words = words.strip()
    if len(words) > 1 and words[0] == words[-1] and words[0] in "\"'":
        words = words[1:-1]
    value: Any = words
    if isinstance(setting.default, bool):
        value = {"true": True, "false": False}.get(words.casefold())
    elif isinstance(setting.default, int):
        value = int(words) if len(words) < 10 and words.isascii() and words.isdecimal() else words
    if value is None or not setting.check.accepts(value):
        raise BadValue(
            f"{setting.key}: {words or 'nothing'} cannot be used; it may be {setting.check.may_be}"
        )
    return value
