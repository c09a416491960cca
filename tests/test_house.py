"""What holds for the whole house: floors, late imports, one declaration a command, files that ship."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

import reader
from reader.commands import BY_ID, COMMANDS, Mode
from reader.resources import seeds_dir, themes_dir
from tests.conftest import CHECKOUT
from tests.keytable import rewritten

PURE = ("domain", "resources", "entities", "loaders", "library", "notes", "typeset", "desk")
WEB = ("lxml", "trafilatura", "readability", "htmldate", "feedparser", "httpx")


def modules_after(code: str, *arguments: str) -> set[str]:
    """The modules that a fresh interpreter holds after running `code`."""
    script = f"{code}\nimport sys\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True, cwd=CHECKOUT
    )
    return set(done.stderr.split())


def sources(package: str) -> list[str]:
    root = CHECKOUT / "reader"
    files = sorted((root / package).rglob("*.py")) if (root / package).is_dir() else [root / f"{package}.py"]
    names = [
        ".".join(file.relative_to(CHECKOUT).with_suffix("").parts).removesuffix(".__init__") for file in files
    ]
    return [name for name in names if "training" not in name]


@pytest.mark.parametrize("package", PURE)
def test_nothing_below_the_widgets_pulls_in_textual(package: str) -> None:
    imports = "\n".join(f"import {name}" for name in sources(package))
    loaded = modules_after(imports)
    # The desk makes looks for the themes, and a look's styles are Rich's.
    assert not any(name == "textual" or name.startswith("textual.") for name in loaded)


def test_importing_the_package_imports_nothing() -> None:
    assert modules_after("import reader") - modules_after("") <= {"reader"}


@pytest.mark.parametrize("arguments", [["--version"], ["show", "seeds/02-harbour-clock.txt"]])
def test_small_commands_import_neither_the_interface_nor_the_web(arguments: list[str]) -> None:
    code = "import sys\nfrom reader.cli.main import run\nassert run(sys.argv[1:]) == 0"
    loaded = {name.split(".")[0] for name in modules_after(code, *arguments)}
    assert "textual" not in loaded
    assert loaded.isdisjoint(WEB)


def test_the_registry_imports_no_format() -> None:
    loaded = modules_after("import reader.loaders.registry")
    assert loaded.isdisjoint({*WEB, "yaml", "markdown_it", "charset_normalizer", "reader.loaders.markdown"})


def test_commands_are_whole_and_apart() -> None:
    assert len(BY_ID) == len(COMMANDS)
    for command in COMMANDS:
        assert command.description
        assert command.tooltip.endswith(".")
        assert command.group
        assert command.single or command.sequences


@pytest.mark.parametrize("mode", Mode)
def test_no_two_commands_of_a_mode_share_a_key(mode: Mode) -> None:
    seen: dict[str, str] = {}
    for command in COMMANDS:
        if mode in command.modes:
            for key in (*command.single, *(" ".join(sequence) for sequence in command.sequences)):
                assert key not in seen, f"{key}: {command.id} and {seen[key]}"
                seen[key] = command.id
    heads = {key.split()[0] for key in seen if " " in key}
    assert heads.isdisjoint(seen)


def test_every_action_exists() -> None:
    from reader.app import BroadsheetApp
    from reader.screens.reading import ReadingScreen

    for command in COMMANDS:
        name = command.action.partition("(")[0]
        owner = BroadsheetApp if name.startswith("app.") else ReadingScreen
        assert hasattr(owner, f"action_{name.removeprefix('app.')}"), command.id


def test_the_table_of_keys_in_the_readme_is_that_of_the_commands() -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    assert rewritten(readme) == readme, "run `make keys`"
    assert readme.count("| `") >= len(COMMANDS)


def test_themes_and_samples_are_found_in_a_checkout() -> None:
    assert themes_dir() == CHECKOUT / "themes"
    assert len(list(seeds_dir().iterdir())) >= 8


def test_nothing_ships_twice_and_the_version_is_one() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    assert reader.__version__ in (CHECKOUT / "reader/__init__.py").read_text(encoding="utf-8")


def test_no_room_has_grown_too_large() -> None:
    long = {
        str(file.relative_to(CHECKOUT)): lines
        for file in (CHECKOUT / "reader").rglob("*.py")
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > 500
        and "training" not in file.parts
    }
    assert not long
    assert len((CHECKOUT / "reader/app.py").read_text(encoding="utf-8").splitlines()) <= 200


def test_a_wheel_holds_the_data_and_runs_from_a_new_environment(tmp_path: Path) -> None:
    """Builds the wheel and opens it in an environment of its own, with this one's libraries behind it."""
    subprocess.run(
        [
            sys.executable,
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "--outdir",
            str(tmp_path),
            str(CHECKOUT),
        ],
        check=True,
        capture_output=True,
    )
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "reader/themes/evening.toml" in names
    assert any(name.startswith("reader/seeds/") for name in names)
    assert "reader/screens/reading.tcss" in names
    assert not any(name.startswith(("tests/", "themes/", "seeds/")) or "training" in name for name in names)

    home = tmp_path / "venv"
    venv.EnvBuilder(with_pip=False).create(home)
    site = next((home / "lib").glob("python*")) / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    libraries = next(Path(entry) for entry in sys.path if entry.endswith("site-packages"))
    # The libraries, but not this checkout's own editable installation.
    (site / "libraries.pth").write_text(
        f"import sys; sys.path.append({str(libraries)!r})\n", encoding="utf-8"
    )
    done = subprocess.run(
        [str(home / "bin/python"), "-m", "reader", "themes"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
    )
    assert str(site / "reader" / "themes") in done.stdout
