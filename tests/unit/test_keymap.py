from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.commands import BY_ID, COMMANDS, Mode, bindings, commands_with, sequences, shown_keys
from reader.keymap import KeyNameError, Wish, key_name, keymap_of, own_keys

FILE = Path("keys.toml")


def granted(**wishes: str) -> tuple[dict[str, str], list[str]]:
    """What comes of wishes; a command's id has "__" for its dot and "_" for its hyphens."""
    keymap, refused = keymap_of(
        Wish(FILE, name.replace("__", ".").replace("_", "-"), keys) for name, keys in wishes.items()
    )
    return keymap, [f"{wish.id}: {why}" for wish, why in refused]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("n", "n"),
        ("N", "N"),
        ("?", "question_mark"),
        ("question_mark", "question_mark"),
        ("+", "plus"),
        ("-", "minus"),
        ("]", "right_square_bracket"),
        ("ctrl+f", "ctrl+f"),
        ("Ctrl+F", "ctrl+f"),
        ("^F", "ctrl+f"),
        ("^", "circumflex_accent"),
        ("shift+n", "N"),
        ("shift+tab", "shift+tab"),
        ("Esc", "escape"),
        ("escape", "escape"),
        ("PgDn", "pagedown"),
        ("Space", "space"),
        ("↑", "up"),
        ("alt+ctrl+x", "ctrl+alt+x"),
        ("F5", "f5"),
        ("ø", "ø"),
        ("comma", "comma"),
    ],
)
def test_keys_may_be_written_as_the_help_shows_them(written: str, name: str) -> None:
    assert key_name(written) == name


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("escpe", 'did you mean "escape"?'),
        ("PageDwn", 'did you mean "pagedown"?'),
        ("hyper+x", "no key is called hyper"),
        ("ctrl+", "is no key"),
        ("+x", "no key is called"),
        ("qqq", 'they look like "n"'),
        ("ctrl+i", "send the same for tab"),
        ("^M", "send the same for enter"),
    ],
)
def test_what_is_no_key_is_told(written: str, reason: str) -> None:
    with pytest.raises(KeyNameError) as raised:
        key_name(written)
    assert reason in str(raised.value)
    assert written in str(raised.value)


@pytest.mark.parametrize(
    ("wishes", "keymap"),
    [
        ({"move__down": "n", "find__next": "j"}, {"move.down": "n", "find.next": "j"}),
        ({"move__down": "k", "move__up": "j"}, {"move.down": "k", "move.up": "j"}),
        ({"view__zen": "Z Z"}, {"view.zen": "Z Z"}),
        ({"view__zen": "g z"}, {"view.zen": "g z"}),
        ({"move__start": "home"}, {"move.start": "home"}),
        (
            {"move__start": "home", "undo": "", "view__zen": "U"},
            {"move.start": "home", "undo": "", "view.zen": "U"},
        ),
        ({"view__zen": ""}, {"view.zen": ""}),
        ({"view__zen": "", "find__next": "z"}, {"view.zen": "", "find.next": "z"}),
        ({"view__zen": " x , F5,x"}, {"view.zen": "x,f5"}),
        ({"select__word": "c"}, {"select.word": "c"}),
        ({"find__text": "F", "find__list": "F"}, {"find.text": "F", "find.list": "F"}),
        ({"select__yellow": "9"}, {"select.yellow": "9"}),
        ({"program__quit": "ctrl+q,X"}, {"program.quit": "ctrl+q,X"}),
    ],
)
def test_what_can_be_granted_is(wishes: dict[str, str], keymap: dict[str, str]) -> None:
    assert granted(**wishes) == (keymap, [])


@pytest.mark.parametrize(
    ("wishes", "kept", "problem"),
    [
        ({"move__dwon": "n"}, {}, "move.dwon: there is no such command; did you mean move.down?"),
        ({"zzzz": "n"}, {}, "zzzz: there is no such command; `broadsheet keys` lists them"),
        ({"view__zen": "escpe"}, {}, 'view.zen: "escpe" is no key; did you mean "escape"?; it keeps z'),
        ({"view__zen": "a b c"}, {}, 'view.zen: "a b c" has 3 keys; a sequence has two; it keeps z'),
        ({"view__zen": ","}, {}, 'view.zen: the comma is called "comma"; it keeps z'),
        ({"view__zen": "5"}, {}, 'view.zen: "5" begins a count; it keeps z'),
        ({"view__zen": "3 z"}, {}, 'view.zen: "3" begins a count; it keeps z'),
        ({"view__zen": "ctrl+q"}, {}, 'view.zen: "^Q" always quits; it keeps z'),
        ({"view__zen": "x,x y"}, {}, 'view.zen: "x" cannot be a key by itself and begin "xy"; it keeps z'),
        ({"view__zen": "\x1b"}, {}, r"view.zen: '\x1b' is not in characters that can be printed; it keeps z"),
        (
            {"move__down": "k"},
            {},
            'move.down: "k" is in the way of "k", move.up (Line up); it keeps j ↓',
        ),
        (
            {"view__zen": "g"},
            {},
            'view.zen: "g" is in the way of "gg", move.start (To the start); it keeps z',
        ),
        (
            {"view__zen": "j j"},
            {},
            'view.zen: "jj" is in the way of "j", move.down (Line down); it keeps z',
        ),
        (
            {"view__zen": "x", "view__theme": "x"},
            {"view.zen": "x"},
            'view.theme: "x" is in the way of "x", view.zen (Only the text); it keeps T',
        ),
        (
            {"program__help": "h"},
            {},
            'program.help: "h" is in the way of "h", select.left (A letter back); it keeps ? F1',
        ),
    ],
)
def test_what_cannot_be_is_named_and_the_usual_keys_stay(
    wishes: dict[str, str], kept: dict[str, str], problem: str
) -> None:
    keymap, problems = granted(**wishes)
    assert keymap == kept
    assert problems == [problem]


def test_the_usual_keys_are_in_nobodys_way() -> None:
    everything = {command.id: command.keys for command in COMMANDS}
    keymap, refused = keymap_of(Wish(FILE, *wish) for wish in everything.items())
    assert refused == []
    assert keymap.keys() == everything.keys()


KEYS = st.sampled_from(["j", "k", "g", "g g", "x", "x x", "ctrl+f", "1", "escape", "q", "", "Q", "no-key"])
WISHES = st.dictionaries(
    st.sampled_from([*BY_ID, "no.command"]), st.lists(KEYS, max_size=3).map(",".join), max_size=8
)


@given(WISHES)
def test_whatever_is_wished_no_key_means_two_things_at_once(wishes: dict[str, str]) -> None:
    keymap, refused = keymap_of(Wish(FILE, *wish) for wish in wishes.items())
    assert keymap.keys() | {wish.id for wish, _ in refused} == wishes.keys()
    assert not keymap.keys() & {wish.id for wish, _ in refused}
    commands = commands_with(keymap)
    for mode in Mode:
        here = [command for command in commands if mode in command.modes]
        singles = [{key for b in bindings([command]) for key in b.key.split(",")} for command in here]
        assert not any(one & other for one, other in combinations(singles, 2))
        held = {first for first, _ in sequences(commands, mode)}
        assert not held & set().union(*singles)


def test_both_files_are_read_and_lines_are_named(tmp_path: Path) -> None:
    config, keys = tmp_path / "config.toml", tmp_path / "keys.toml"
    config.write_text('theme = "sepia"\n[keys]\n"view.zen" = "x"\nview.theme = "escpe"\n', encoding="utf-8")
    keys.write_text('# mine\nview.zen = "X"\n"move.up" = "j"\nfind.next = 3\n', encoding="utf-8")
    keymap, problems = own_keys({"view.zen": "x", "view.theme": "escpe"}, config, keys)
    assert keymap == {"view.zen": "X"}
    assert sorted(problems) == sorted(
        [
            f'{keys}: find.next: 3 is no key; write it in quotes: "n,space"',
            f'{config}:4: view.theme: "escpe" is no key; did you mean "escape"?; it keeps T',
            f'{keys}:3: move.up: "j" is in the way of "j", move.down (Line down); it keeps k ↑',
        ]
    )


def test_keys_may_stand_under_a_head(tmp_path: Path) -> None:
    keys = tmp_path / "keys.toml"
    keys.write_text('[keys]\nview.zen = "x"\n', encoding="utf-8")
    assert own_keys({}, tmp_path / "config.toml", keys) == ({"view.zen": "x"}, [])


@pytest.mark.parametrize(("data", "reason"), [(b"a = [", "not TOML"), (b"\xff\xfe", "cannot be read")])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, data: bytes, reason: str) -> None:
    keys = tmp_path / "keys.toml"
    keys.write_bytes(data)
    keymap, [problem] = own_keys({"view.zen": "x"}, tmp_path / "config.toml", keys)
    assert keymap == {"view.zen": "x"}
    assert problem.startswith(f"{keys}: {reason}")
    assert "\n" not in problem


def test_no_file_is_no_problem(tmp_path: Path) -> None:
    assert own_keys({}, tmp_path / "config.toml", tmp_path / "keys.toml") == ({}, [])


def test_own_keys_are_shown() -> None:
    assert shown_keys(BY_ID["view.zen"], {"view.zen": "g z,f5"}) == "gz F5"
