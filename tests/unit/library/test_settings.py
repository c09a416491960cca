"""The settings file: defaults, values, and a line for each problem."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.settings import SETTINGS, Settings
from reader.library import paths
from reader.library.settings import load, parse, template


def test_each_setting_has_a_sentence_and_a_default_that_passes_its_own_check() -> None:
    assert [setting.field for setting in SETTINGS] == [declared.name for declared in fields(Settings)]
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)
    for setting in SETTINGS:
        assert setting.help.endswith(".")
        assert setting.check.may_be
        assert setting.check.accepts(setting.default), setting.key
        assert getattr(Settings(), setting.field) == setting.default


def test_the_template_changes_nothing_and_neither_do_the_values_that_it_names() -> None:
    assert parse(template(), "c.toml") == (Settings(), [])
    told = "\n".join(re.sub(r"^# (\w+ = )", r"\1", line) for line in template().splitlines())
    assert len(re.findall(r"^\w+ = ", told, re.MULTILINE)) == len(SETTINGS)
    assert parse(told, "c.toml") == (Settings(), [])


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "config.toml") == (Settings(), [])


def test_values_are_taken_in_tables_and_dotted() -> None:
    text = """
theme = "evening"
measure = 66
terminal.colours = "16"
[notes]
dir = "~/vault"
[keys]
"body.next" = "n"
"""
    settings, problems = parse(text, "c.toml")
    assert problems == []
    assert settings.theme == "evening"
    assert settings.measure == 66
    assert settings.terminal_colours == "16"
    assert settings.notes_dir == "~/vault"
    assert settings.keys == {"body.next": "n"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "measure = 500",
            "c.toml:1: measure: 500 cannot be used; it may be a whole number from 20 to 200",
        ),
        (
            "\n# c\nmeasure = true",
            "c.toml:3: measure: true cannot be used; it may be a whole number from 20 to 200",
        ),
        ("mesure = 70", "c.toml:1: mesure: no such setting; did you mean measure?"),
        (
            "theme = 'a'\n\n[terminal]\nlean = [\n 1,\n 2]\n",
            "c.toml:4: terminal.lean: [1, 2] cannot be used; it may be true or false",
        ),
        ("theme = 'a'\nx = \n", "c.toml:2: not TOML: invalid value; the defaults hold"),
        (
            "theme = ",
            "c.toml:1: not TOML: invalid value; the defaults hold",
        ),
        (
            'text = """\nmeasure = 3\n"""\nsidebar = 7',
            "c.toml:4: sidebar: 7 cannot be used; "
            "it may be 0 (by the width of the terminal) or a whole number of columns from 16 to 60",
        ),
        (
            'keys = "x"',
            "c.toml:1: keys: 'x' cannot be used; it may be a table of command = \"keys\", "
            'as "move.down" = "n,space"',
        ),
    ],
)
def test_a_problem_is_named_with_its_line(text: str, problem: str) -> None:
    assert problem in parse(text, "c.toml")[1]


def test_a_bad_value_leaves_the_good_ones() -> None:
    settings, problems = parse('measure = "wide"\nmouse = false\nnope = 1', "c.toml")
    assert settings.measure == Settings().measure
    assert settings.mouse is False
    assert len(problems) == 2


def test_problems_hold_no_control_characters() -> None:
    text = '"\\u001b[31m" = 1\ntheme = "\\u001b]0;x\\u0007"'
    _, problems = parse(text, "c.toml")
    assert len(problems) == 2
    assert all(problem.isprintable() for problem in problems)


def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "config.toml"
    folder.mkdir()
    assert load(folder)[1] == [f"{folder}: cannot be read (Is a directory); the defaults hold"]
    odd = tmp_path / "latin.toml"
    odd.write_bytes(b"# a\ntheme = '\xe9'\n")
    assert load(odd)[1] == [f"{odd}:2: not UTF-8 text; save it as UTF-8; the defaults hold"]


@given(st.text(alphabet="abmesurh=[]\"'.\n 1{}#,tlan", max_size=60))
def test_nothing_written_there_raises(text: str) -> None:
    settings, problems = parse(text, "c.toml")
    assert isinstance(settings, Settings)
    try:
        empty = not tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert len(problems) == 1
    else:
        assert not empty or problems == []


def test_folders_follow_the_environment_at_each_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/reader")
    monkeypatch.setenv("XDG_DATA_HOME", "/elsewhere")
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative/is/ignored")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert paths.articles_dir() == Path("/elsewhere/broadsheet/articles")
    assert paths.config_file() == Path("/home/reader/.config/broadsheet/config.toml")
    assert paths.index_file() == Path("/home/reader/.cache/broadsheet/index.db")
    assert paths.notes_dir("~/vault") == Path("/home/reader/vault")
    assert paths.notes_dir("/vault") == Path("/vault")
    assert paths.notes_dir() == Path("/elsewhere/broadsheet/notes")
    monkeypatch.setenv("XDG_DATA_HOME", "/other")
    assert paths.state_dir() == Path("/other/broadsheet/state")


@pytest.mark.parametrize(
    ("host", "name"), [("Laptop.local", "laptop"), ("../x y", "machine"), ("", "machine"), ("a b!c", "a-b-c")]
)
def test_the_machine_is_a_safe_file_name(host: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: host)
    assert paths.machine() == name
