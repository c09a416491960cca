from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from reader.domain.settings import SETTINGS, Setting, stepped
from reader.library.choices import ChoiceError, remember
from reader.library.settings import load


def test_a_choice_leaves_everything_else_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    before = '# mine\ntheme = "evening"   # at night\nmeasure = 70\n\n[terminal]\nlean = true # yes\n'
    path.write_text(before, encoding="utf-8")
    remember(path, "theme", "morning")
    assert path.read_text(encoding="utf-8") == before.replace('"evening"', '"morning"')


@pytest.mark.parametrize(("key", "table"), [("theme", None), ("terminal.lean", "terminal")])
def test_a_file_and_a_table_are_made_where_there_is_none(tmp_path: Path, key: str, table: str | None) -> None:
    path = tmp_path / "new" / "config.toml"
    remember(path, key, "x")
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    assert (found[table] if table else found)[key.rpartition(".")[2]] == "x"


@pytest.mark.parametrize("broken", ["theme = [", "terminal = 3\n"])
def test_a_file_that_cannot_take_it_is_left_alone(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(ChoiceError, match="not written down"):
        remember(path, "terminal.lean", False)
    assert path.read_text(encoding="utf-8") == broken


OTHERS = """# first
title = 1 # not ours
[terminal] # how it draws
# before
colours = "auto"
# last
"""


@pytest.mark.parametrize("setting", [one for one in SETTINGS if one.key != "keys"], ids=lambda one: one.key)
@pytest.mark.parametrize("before", ["", OTHERS, "\ufeff" + OTHERS, OTHERS.replace("\n", "\r\n")])
def test_every_setting_can_be_written_and_is_read_again(
    tmp_path: Path, setting: Setting, before: str
) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(before.encode())
    remember(path, setting.key, setting.default, setting.default)
    assert path.read_bytes() == before.encode()
    value = stepped(setting, setting.default, 1)
    value = "other" if value == setting.default else value
    for now in (value, setting.default):
        remember(path, setting.key, now, setting.default)
        assert getattr(load(path)[0], setting.field) == now
        kept = path.read_bytes().decode()
        assert [kept.index(line) for line in before.splitlines() if "#" in line] == sorted(
            kept.index(line) for line in before.splitlines() if "#" in line
        )
