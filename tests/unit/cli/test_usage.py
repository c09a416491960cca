"""How the program is called: help, wrong usage, names like commands, and the lesser commands."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.conftest import NEWS, Run

COMMANDS = ("read", "add", "list", "search", "show", "entities", "notes", "themes", "keys", "doctor")


def test_help_names_every_command_and_both_ways_to_call_it(broadsheet: Run) -> None:
    said = broadsheet("--help")
    assert said.status == 0
    assert "broadsheet [PATH|URL|-]..." in said.out
    for command in COMMANDS:
        assert re.search(rf"^  {command}\s+\S", said.out, re.MULTILINE), command


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(broadsheet: Run, command: str) -> None:
    said = broadsheet(command, "--help")
    assert said.status == 0
    assert said.err == ""
    assert len(said.out.splitlines()) >= 4


def test_the_version(broadsheet: Run) -> None:
    from reader import __version__

    assert broadsheet("--version").out == f"broadsheet {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("show",),
        ("show", "a", "b"),
        ("show", "a", "--format", "pdf"),
        ("show", "a", "--width", "3"),
        ("show", "a", "--width", "wide"),
        ("show", "a", "--purple"),
        ("search",),
        ("search", "a", "--limit", "0"),
        ("list", "a", "b"),
        ("add",),
        ("entities",),
        ("entities", "a", "--all"),
        ("notes", "burn"),
        ("--purple",),
    ],
)
def test_wrong_usage_is_one_line_and_status_two(broadsheet: Run, arguments: tuple[str, ...]) -> None:
    said = broadsheet(*arguments)
    assert (said.status, said.out) == (2, "")
    assert len(said.err.splitlines()) == 1
    assert said.err.startswith("broadsheet: ")


def test_a_theme_that_there_is_not_is_told(broadsheet: Run, news: Path) -> None:
    said = broadsheet("show", news, "--format", "ansi", "--theme", "puce")
    assert said.status == 2
    assert "puce" in said.err
    assert len(said.err.splitlines()) == 1


def test_themes_are_listed_and_broken_ones_named(broadsheet: Run, home: Path) -> None:
    said = broadsheet("themes")
    assert said.status == 0
    assert {"evening", "plain", "terminal"} <= {line.split()[0] for line in said.out.splitlines()}
    folder = home / ".config/broadsheet/themes"
    folder.mkdir(parents=True)
    (folder / "broken.toml").write_text("name = [", encoding="utf-8")
    said = broadsheet("themes")
    assert said.status == 1
    assert "broken.toml" in said.err
    assert len(said.err.splitlines()) == 1
    assert "evening" in said.out


def test_keys_lists_what_each_does_and_its_id(broadsheet: Run) -> None:
    lines = broadsheet("keys").out.splitlines()
    rows = [line for line in lines if line.startswith("  ")]
    ids = [row.split()[-1] for row in rows]
    assert len(ids) == len(set(ids)) > 30
    assert all(re.fullmatch(r"[a-z][a-z0-9._-]*", one) for one in ids)


def test_doctor_says_where_things_are_and_what_is_wrong(broadsheet: Run, home: Path) -> None:
    said = broadsheet("doctor")
    assert said.status == 0
    for part in (".config/broadsheet/config.toml", ".local/share/broadsheet/notes", ".cache/broadsheet"):
        assert str(home / part) in said.out
    config = home / ".config/broadsheet"
    config.mkdir(parents=True, exist_ok=True)
    (config / "config.toml").write_text('measure = "wide"\nbogus = 1\n', encoding="utf-8")
    said = broadsheet("doctor")
    assert said.status == 1
    assert re.search(r"config\.toml:1: .*measure", said.err)
    assert re.search(r"config\.toml:2: .*bogus", said.err)


def test_what_is_called_like_a_command_is_read_by_its_path(tmp_path: Path) -> None:
    """`./list` is a file, and `-- list` too; `list` is the command."""
    (tmp_path / "list").write_text(NEWS, encoding="utf-8")
    for arguments, printed in ((["./list"], True), (["--", "list"], True), (["list"], False)):
        done = subprocess.run(
            [sys.executable, "-m", "reader", *arguments],
            cwd=tmp_path,
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, arguments
        assert done.stdout.startswith(NEWS.split("\n")[0].encode()) == printed


def test_a_fault_is_one_line_and_a_report(
    broadsheet: Run, home: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_: object) -> None:
        raise ZeroDivisionError("a fault for the tests")

    monkeypatch.setattr("reader.cli.article.read_path", fault)
    said = broadsheet("show", news)
    assert said.status == 1
    assert said.err.startswith("broadsheet: this is a fault of Broadsheet: ZeroDivisionError")
    assert len(said.err.splitlines()) == 1
    [report] = (home / ".cache/broadsheet").glob("crash-*.txt")
    assert "test_usage.py" in report.read_text(encoding="utf-8")


def test_interrupting_is_said_in_a_word(broadsheet: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reader.cli.article.read_path", interrupt)
    said = broadsheet("show", news)
    assert (said.status, said.err.strip()) == (130, "broadsheet: stopped")
