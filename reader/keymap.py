"""The reader's own keys: `[keys]` of `config.toml` and `keys.toml`, checked against the commands."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from textual.keys import Keys, _character_to_key

from reader.commands import BY_ID, COMMANDS, PANES, SHOWN, Command, shown_key, shown_keys
from reader.library.settings import flat, lines_of

Stroke = tuple[str, ...]
"""One key, or the two of a sequence, in Textual's names."""

MODIFIERS = ("ctrl", "alt", "shift")

NAMED = (
    {key.value for key in Keys if "+" not in key.value and "-" not in key.value and key.value[0] != "<"}
    - {"return"}
) | {_character_to_key(chr(code)) for code in range(0x21, 0x7F) if not chr(code).isalnum()}
"""Keys that have a name; letters and figures are their own."""

WRITTEN = {**{shown.lower(): name for name, shown in SHOWN.items()}, "esc": "escape", "return": "enter"}
"""Keys as the help shows them, which may be written so in a keymap too."""

SAME_AS = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+left_square_bracket": "escape", "ctrl+h": "backspace"}
"""What terminals send for some keys is what they send for others."""

ALWAYS_QUITS = "ctrl+q"

FIGURES = frozenset("123456789")


class Wish(NamedTuple):
    """Keys that the reader gave to a command.

    Attributes:
        file: Where they wrote it.
        id: The command's.
        keys: One or more, separated by commas; empty for none at all.
    """

    file: Path
    id: str
    keys: str


class KeyNameError(ValueError):
    """Something that is not the name of a key; its text says what may be meant."""


def own_keys(settings: Mapping[str, str], config: Path, keys_file: Path) -> tuple[dict[str, str], list[str]]:
    """The keys that the reader gave to commands, as far as they can be used.

    Args:
        settings: Those of the settings file: the keys by command.
        config: That file, to be named in problems.
        keys_file: `keys.toml`, which has the last word: lines of id = "key,key", under the head `[keys]` or
            none; it need not be there.

    Returns:
        Keys by command, in Textual's names; and a line for each problem: "FILE:LINE: id: what is wrong".
    """
    theirs, unread = _read(keys_file)
    keymap, refused = keymap_of([*(Wish(config, *wish) for wish in settings.items()), *theirs])
    return keymap, unread + [
        f"{_place(wish)}: {wish.id if wish.id.isprintable() else repr(wish.id)}: {why}"
        for wish, why in refused
    ]


def _read(path: Path) -> tuple[list[Wish], list[str]]:
    try:
        tree: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return [], []
    except (OSError, UnicodeDecodeError) as error:
        return [], [f"{path}: cannot be read ({error}); the usual keys hold"]
    except tomllib.TOMLDecodeError as error:
        return [], [f"{path}: not TOML: {error}; the usual keys hold"]
    table = tree["keys"] if tree.keys() == {"keys"} and isinstance(tree["keys"], dict) else tree
    wishes, problems = [], []
    for command_id, keys in flat(table):
        if isinstance(keys, str):
            wishes.append(Wish(path, command_id, keys))
        else:
            problems.append(f'{path}: {command_id}: {keys!r} is no key; write it in quotes: "n,space"')
    return wishes, problems


def _place(wish: Wish) -> str:
    """The file of a wish, with its line, in whichever of the ways of TOML its id is written there."""
    parts = tuple(wish.id.split("."))
    ways = {(wish.id,), parts, ("keys", wish.id), ("keys", *parts)}
    text = wish.file.read_text(encoding="utf-8-sig") if wish.file.exists() else ""
    lines = lines_of(text.replace("\r\n", "\n"), ways)
    return f"{wish.file}:{min(lines.values())}" if lines else str(wish.file)


def keymap_of(wishes: Iterable[Wish]) -> tuple[dict[str, str], list[tuple[Wish, str]]]:
    """The keys that differ from the usual ones, as far as they can be used.

    Args:
        wishes: What the reader asks for; of two for one command, the later counts.

    Returns:
        Keys by command, in Textual's names; and each wish that cannot be granted, with the reason; its
        command keeps its usual keys.
    """
    granted: dict[str, tuple[Stroke, ...]] = {}
    asked: dict[str, Wish] = {}
    refused = []
    for wish in wishes:
        granted.pop(wish.id, None)
        asked.pop(wish.id, None)
        try:
            granted[wish.id] = _strokes(wish)
            asked[wish.id] = wish
        except KeyNameError as error:
            refused.append((wish, str(error)))
    while clash := _clash(granted, tuple(asked)):
        loser, stroke, other, theirs = clash
        reason = f"{_said(stroke)} is in the way of {_said(theirs)}, {other.id} ({other.description})"
        refused.append((asked[loser], f"{reason}; {_stays(loser)}"))
        del granted[loser], asked[loser]
    return {command_id: ",".join(map(" ".join, strokes)) for command_id, strokes in granted.items()}, refused


def key_name(written: str) -> str:
    """Textual's name of a key as a person writes it: "?", "Esc", "^F", "ctrl+f", "question_mark".

    Raises:
        KeyNameError: There is no such key.
    """
    spelt = f"ctrl+{written[1]}" if written.startswith("^") and len(written) == 2 else written
    *modifiers, base = spelt.split("+") if len(spelt) > 1 else [spelt]
    base = _base_name(base, written)
    held = [modifier.lower() for modifier in modifiers]
    if unknown := [modifier for modifier in held if modifier not in MODIFIERS]:
        raise KeyNameError(f'"{written}": no key is called {unknown[0]}; there are {", ".join(MODIFIERS)}')
    if held == ["shift"] and len(base) == 1:
        return base.upper()
    if held:
        base = base.lower()
    name = "+".join([*(modifier for modifier in MODIFIERS if modifier in held), base])
    if name in SAME_AS:
        raise KeyNameError(f'"{written}": terminals send the same for {SAME_AS[name]}; write that instead')
    return name


def _base_name(base: str, written: str) -> str:
    lowered = base.lower()
    if lowered in WRITTEN:
        return WRITTEN[lowered]
    if len(base) == 1 and base.isprintable():
        return _character_to_key(base)
    if lowered in NAMED:
        return lowered
    from difflib import get_close_matches

    near = get_close_matches(lowered, sorted(NAMED), n=1)
    raise KeyNameError(
        f'"{written}" is no key; '
        + (f'did you mean "{near[0]}"?' if near else 'they look like "n", "ctrl+f", "g g"')
    )


def _strokes(wish: Wish) -> tuple[Stroke, ...]:
    command = BY_ID.get(wish.id)
    if command is None:
        from difflib import get_close_matches

        near = get_close_matches(wish.id, BY_ID, n=1)
        hint = f"did you mean {near[0]}?" if near else "`broadsheet keys` lists them"
        raise KeyNameError(f"there is no such command; {hint}")
    try:
        if not wish.keys.isprintable():
            raise KeyNameError(f"{wish.keys!r} is not in characters that can be printed")
        strokes = [_stroke(part) for part in wish.keys.split(",") if part.strip()]
        if wish.keys.strip() and not strokes:
            raise KeyNameError('the comma is called "comma"')
        for stroke in strokes:
            _check_reach(stroke, command, strokes)
    except KeyNameError as error:
        raise KeyNameError(f"{error}; {_stays(wish.id)}") from error
    return tuple(dict.fromkeys(strokes))


def _stroke(written: str) -> Stroke:
    parts = written.split()
    if len(parts) > 2:
        raise KeyNameError(f'"{written.strip()}" has {len(parts)} keys; a sequence has two')
    return tuple(map(key_name, parts))


def _check_reach(stroke: Stroke, command: Command, strokes: Sequence[Stroke]) -> None:
    """Whether a key would ever come to the command.

    Raises:
        KeyNameError: It would not.
    """
    if stroke[0] in FIGURES and command.modes & PANES:
        raise KeyNameError(f'"{stroke[0]}" begins a count')
    if stroke[0] == ALWAYS_QUITS and command.id != "program.quit":
        raise KeyNameError(f"{_said(stroke[:1])} always quits")
    if len(stroke) > 1 and stroke[:1] in strokes:
        raise KeyNameError(f"{_said(stroke[:1])} cannot be a key by itself and begin {_said(stroke)}")


def _clash(
    granted: Mapping[str, tuple[Stroke, ...]], asked: tuple[str, ...]
) -> tuple[str, Stroke, Command, Stroke] | None:
    """A wish that cannot be granted, with the key, and the command and key that it is in the way of.

    Of two wishes that clash the later one is it.
    """
    taken: dict[str, list[tuple[Stroke, Command]]] = {}
    for command in COMMANDS:
        for stroke in granted.get(command.id, usual(command)):
            taken.setdefault(stroke[0], []).append((stroke, command))
    found = [
        pair
        for uses in taken.values()
        for pair in combinations(uses, 2)
        if (pair[0][1].id in asked or pair[1][1].id in asked) and _in_the_way(*pair)
    ]
    if not found:
        return None

    def rank(use: tuple[Stroke, Command]) -> int:
        return asked.index(use[1].id) if use[1].id in asked else -1

    winner, loser = sorted(max(found, key=lambda pair: max(map(rank, pair))), key=rank)
    return loser[1].id, loser[0], winner[1], winner[0]


def _in_the_way(one: tuple[Stroke, Command], other: tuple[Stroke, Command]) -> bool:
    """Whether two uses of a key cannot both be: the same, or one by itself and one as the first of two."""
    (stroke, command), (second, rival) = one, other
    if command is rival or not command.modes & rival.modes:
        return False
    return stroke == second or len(stroke) != len(second)


def usual(command: Command) -> tuple[Stroke, ...]:
    """The keys that a command has unless the reader says otherwise."""
    return (*((key,) for key in command.single), *command.sequences)


def _said(stroke: Stroke) -> str:
    return f'"{shown_key(" ".join(stroke))}"'


def _stays(command_id: str) -> str:
    return f"it keeps {shown_keys(BY_ID[command_id])}"
