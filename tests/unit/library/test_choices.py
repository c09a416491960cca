from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from reader.library.choices import ChoiceError, remember


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
