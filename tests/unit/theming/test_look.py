from __future__ import annotations

from pathlib import Path

import pytest
from rich.style import Style

from reader.domain.entity import EntityType
from reader.resources import themes_dir
from reader.theming.look import Look, ThemeError, find_themes, load_look
from reader.theming.roles import FALLBACK
from reader.theming.textual_theme import textual_theme

SHIPPED = find_themes(themes_dir())
SOUND = """
title = "Mine"
dark = true
[palette]
ink = "#eeeeee"
[interface]
primary = "ink"
foreground = "ink"
background = "#101010"
[roles]
text = "ink on #101010"
headline = "bold #ff0000"
"""


def written(folder: Path, text: str, name: str = "mine") -> dict[str, Path]:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return find_themes(folder)


def test_there_are_dark_light_sixteen_colour_and_colourless_themes() -> None:
    looks = [load_look(name, SHIPPED) for name in SHIPPED]
    assert any(look.dark and not look.ansi for look in looks)
    assert any(not look.dark and not look.ansi for look in looks)
    assert {"terminal", "plain"} <= SHIPPED.keys()


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_theme_is_whole(name: str) -> None:
    look = load_look(name, SHIPPED)
    assert set(FALLBACK) <= set(look.styles)
    assert textual_theme(look).name == name


def colours_of(look: Look) -> set[str]:
    found = set()
    for role in FALLBACK:
        for colour in (look[role].color, look[role].bgcolor):
            if colour is not None and not colour.is_default:
                found.add(colour.name)
    return found


def test_the_plain_theme_has_no_colour_and_the_terminal_one_only_the_sixteen() -> None:
    assert colours_of(load_look("plain", SHIPPED)) == set()
    assert all(not name.startswith("#") for name in colours_of(load_look("terminal", SHIPPED)))


@pytest.mark.parametrize("name", [name for name in SHIPPED if not load_look(name, SHIPPED).ansi])
def test_text_stands_out_from_its_ground(name: str) -> None:
    look = load_look(name, SHIPPED)
    page = look["text"].bgcolor
    assert page is not None
    readable = [
        role
        for role in FALLBACK
        if role not in {"faint", "rule"} and "rule" not in role and "rail" not in role
    ]
    for role in readable:
        style = look["text"] + look[role]
        assert style.color is not None
        assert style.bgcolor is not None
        ratio = contrast(style.color.get_truecolor(), style.bgcolor.get_truecolor())
        assert ratio >= 4.5, f"{role} in {name}: {ratio:.2f}"


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """The contrast ratio of WCAG 2.2."""

    def luminance(colour: tuple[int, int, int]) -> float:
        parts = [c / 255 for c in colour]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("change", "key", "reason"),
    [
        (
            ('headline = "bold #ff0000"', 'headline = "bold mauve"'),
            "roles.headline",
            "neither a colour nor a name",
        ),
        (('headline = "bold #ff0000"', 'headlin = "bold"'), "roles.headlin", "unknown role"),
        (('ink = "#eeeeee"', 'ink = "#eeee"'), "palette.ink", "neither a colour"),
        (('primary = "ink"', 'primry = "ink"'), "interface.primry", "unknown"),
        (('primary = "ink"\n', ""), "interface.primary", "missing"),
        (("dark = true", 'dark = "yes"'), "dark", "true or false"),
        (('title = "Mine"', 'colour = "Mine"'), "colour", "unknown"),
        (('text = "ink on #101010"', "text = 3"), "roles.text", "must be a string"),
        (("[palette]", "[palette"), "", "not TOML"),
        (("dark = true", 'inherits = "none-such"'), "inherits", "no theme"),
        (("dark = true", 'inherits = "mine"'), "inherits", "from itself"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_key(
    tmp_path: Path, change: tuple[str, str], key: str, reason: str
) -> None:
    files = written(tmp_path, SOUND.replace(*change))
    with pytest.raises(ThemeError) as raised:
        load_look("mine", files)
    assert str(files["mine"]) in str(raised.value)
    assert key in str(raised.value)
    assert reason in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_theme_may_inherit_and_give_only_what_differs(tmp_path: Path) -> None:
    written(tmp_path, SOUND)
    files = written(
        tmp_path, 'inherits = "mine"\ntitle = "Yours"\n[roles]\nheadline = "bold #00ff00"\n', "yours"
    )
    look = load_look("yours", files)
    assert look.title == "Yours"
    assert look["headline"].color is not None and look["headline"].color.name == "#00ff00"
    assert look["text"] == load_look("mine", files)["text"]


def test_a_role_that_is_not_given_looks_like_the_one_it_falls_back_to(tmp_path: Path) -> None:
    look = load_look("mine", written(tmp_path, SOUND))
    assert look["heading-3"] == look["headline"]
    assert look["caption"] == look["text"]


def test_a_later_folder_wins(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.mkdir()
    second.mkdir()
    written(first, SOUND)
    written(second, SOUND.replace("Mine", "Newer"))
    assert load_look("mine", find_themes(first, second)).title == "Newer"


@pytest.mark.parametrize("name", SHIPPED)
def test_the_types_of_names_are_told_apart_also_without_colours(name: str) -> None:
    look = load_look(name, SHIPPED)
    names = ("person", "organisation", "place", "group", "event", "work")
    styles = [look[f"entity-{kind}"] for kind in names]
    assert len(set(styles)) == len(names)
    assert look["text"] not in styles
    assert all(look[f"entity-{kind}"] != Style() for kind in EntityType)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_cursor_of_a_dialog_is_that_of_the_list(name: str) -> None:
    look = load_look(name, SHIPPED)
    variables = textual_theme(look).variables
    for cursor in ("block-cursor", "block-cursor-blurred"):
        ground, words = variables[f"{cursor}-background"], variables[f"{cursor}-text-style"]
        if look.ansi:
            assert (ground, words) == ("ansi_default", "bold underline")
        else:
            assert look["list-cursor"].bgcolor is not None
            assert (ground, words) == (look["list-cursor"].bgcolor.name, "none")
            assert ground != look.interface["surface"]
