"""The colours of the shipped themes: readable on every ground, and apart from one another to every eye."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from rich.color import Color
from rich.style import Style

from reader.resources import themes_dir
from reader.theming.look import Look, find_themes, load_look
from reader.theming.roles import ENTITY_ROLES, FALLBACK, HIGHLIGHT_ROLES, MARK_ROLES
from tests.unit.theming.vision import EYES, RGB, apart, ciede2000, contrast, seen_by

LOOKS = {
    name: look
    for name, path in find_themes(themes_dir()).items()
    if not (look := load_look(name, {**find_themes(themes_dir()), name: path})).ansi
}
HIGH_CONTRAST = {"contrast-dark", "contrast-light"}
SAFE = "every-eye"

READABLE = 4.5
"""WCAG 2.2, success criterion 1.4.3."""

VERY_READABLE = 7.0
"""WCAG 2.2, success criterion 1.4.6."""

SEEN = 1.35
"""Rules and rails carry no words; they are hairlines that must only just be there."""

UNLIKE = {"usual": 10.0, "protanopia": 8.0, "deuteranopia": 8.0, "tritanopia": 8.0}
"""The least CIEDE2000 between the colours of two entity types. Above 5 two patches are taken for two colours
(Mokrzycki and Tatol, "Colour difference ΔE: a survey", Machine Graphics and Vision 20(4), 2011); strokes of
letters are thin and stand lines apart, so we ask for twice that; and of eyes with two kinds of cones, to
which most of the difference must be one of lightness, for half as much again and a little."""

UNLIKE_IF_SAFE = 12.0
"""The same, to every eye, in the theme that is made for all of them."""

GROUNDS_UNLIKE = 8.0
"""The least CIEDE2000 between two grounds: areas of some cells, so nearer to patches than letters are."""

LOUD = tuple(
    f"entity-{kind}" for kind in ("person", "organisation", "place", "group", "event", "work", "date")
)
"""The entity types that are told apart by colour; times go with dates, and amounts are quiet."""

OVER = (*HIGHLIGHT_ROLES, "match", "match-current", "selection")
HAIRLINES = {role for role in FALLBACK if role == "faint" or role.endswith(("-rule", "-rail"))}
LAID_OVER = {*ENTITY_ROLES, *MARK_ROLES.values(), *OVER, "list-cursor", "ruler", "surroundings"}
ON_THE_PAGE = [role for role in FALLBACK if role not in LAID_OVER | HAIRLINES]
BESIDE_THE_TEXT = {
    role for role in ON_THE_PAGE if role.startswith(("list-", "status")) and role != "list-item"
} | {"alert"}
IN_THE_TEXT = [role for role in ON_THE_PAGE if role not in BESIDE_THE_TEXT]
IN_THE_LIST = [role for role in BESIDE_THE_TEXT if role.startswith("list-")]


def drawn(look: Look, *roles: str) -> tuple[RGB, RGB]:
    """Foreground and ground of a text to which roles were laid, the last on top, as the body blends them."""
    style = Style.combine([look["text"], *(look[role] for role in roles)])
    assert style.color is not None
    assert style.bgcolor is not None
    return triple(style.color), triple(style.bgcolor)


def triple(colour: Color) -> RGB:
    red, green, blue = colour.get_truecolor()
    return red, green, blue


def needed(name: str) -> float:
    return VERY_READABLE if name in HIGH_CONTRAST else READABLE


def too_faint(look: Look, stacks: list[tuple[str, ...]], least: float) -> list[str]:
    ratios = {" < ".join(stack): contrast(*drawn(look, *stack)) for stack in stacks}
    return [f"{stack}: {ratio:.2f}" for stack, ratio in ratios.items() if ratio < least]


@pytest.mark.parametrize("name", LOOKS)
def test_all_words_are_readable_on_the_page_and_under_every_mark(name: str) -> None:
    marked: list[tuple[str, ...]] = [
        (role, mark) for role, mark in product(IN_THE_TEXT, [*ENTITY_ROLES, *MARK_ROLES.values()])
    ]
    stacks: list[tuple[str, ...]] = [(role,) for role in ON_THE_PAGE]
    assert too_faint(LOOKS[name], stacks + marked, needed(name)) == []


@pytest.mark.parametrize("name", LOOKS)
def test_all_words_are_readable_when_highlighted_matched_and_selected(name: str) -> None:
    stacks: list[tuple[str, ...]] = list(product(IN_THE_TEXT, ["", *ENTITY_ROLES], OVER))
    stacks += product(["text", "dim"], ENTITY_ROLES, HIGHLIGHT_ROLES, ["match", "match-current", "selection"])
    assert too_faint(LOOKS[name], stacks, needed(name)) == []


@pytest.mark.parametrize("name", LOOKS)
def test_all_words_are_readable_under_the_ruler_and_around_the_paragraph_that_is_read(name: str) -> None:
    stacks: list[tuple[str, ...]] = list(product(IN_THE_TEXT, ["", *ENTITY_ROLES], ["ruler"]))
    stacks += product(IN_THE_TEXT, ["", *ENTITY_ROLES], ["surroundings"], ["", *OVER])
    assert too_faint(LOOKS[name], stacks, needed(name)) == []
    # Dimmed text must differ from that which is read, or nothing would be set off.
    assert drawn(LOOKS[name], "text", "surroundings") != drawn(LOOKS[name], "text")
    assert drawn(LOOKS[name], "text", "ruler") != drawn(LOOKS[name], "text")


@pytest.mark.parametrize("name", LOOKS)
def test_the_list_is_readable_under_its_cursor(name: str) -> None:
    assert (
        too_faint(
            LOOKS[name], [(role, "list-cursor") for role in IN_THE_LIST if role != "list-rail"], needed(name)
        )
        == []
    )


@pytest.mark.parametrize("name", LOOKS)
def test_hairlines_are_there_and_no_more(name: str) -> None:
    look = LOOKS[name]
    for role in HAIRLINES:
        ratio = contrast(*drawn(look, role))
        assert ratio >= (3.0 if name in HIGH_CONTRAST else SEEN), f"{role}: {ratio:.2f}"
        assert ratio < contrast(*drawn(look, "dim")), role


@pytest.mark.parametrize("name", LOOKS)
def test_dialogs_are_readable_under_their_cursor_too(name: str) -> None:
    look = LOOKS[name]
    grounds = {ground: triple(Color.parse(look.interface[ground])) for ground in ("surface", "panel")}
    grounds["cursor"] = drawn(look, "list-cursor")[1]
    for (ground, colour), role in product(grounds.items(), ("text", "dim", "headline", *ENTITY_ROLES)):
        ratio = contrast(drawn(look, role)[0], colour)
        assert ratio >= needed(name), f"{role} on {ground}: {ratio:.2f}"


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("name", LOOKS)
def test_entity_types_and_text_are_told_apart(name: str, eye: str) -> None:
    look = LOOKS[name]
    least = UNLIKE_IF_SAFE if name == SAFE else UNLIKE[eye]
    inks = {"text": drawn(look, "text")[0], **{role: drawn(look, role)[0] for role in LOUD}}
    alike = {
        f"{one} and {other}": round(difference, 1)
        for one, other in combinations(inks, 2)
        if (difference := apart(eye, inks[one], inks[other])) < least
    }
    assert alike == {}


@pytest.mark.parametrize(
    ("name", "eye"), [*((name, "usual") for name in LOOKS), *((SAFE, eye) for eye in EYES if eye != "usual")]
)
def test_highlights_matches_and_selections_are_told_apart(name: str, eye: str) -> None:
    grounds = {role: drawn(LOOKS[name], role)[1] for role in ("text", *OVER)}
    alike = {
        f"{one} and {other}": round(difference, 1)
        for one, other in combinations(grounds, 2)
        if (difference := apart(eye, grounds[one], grounds[other])) < GROUNDS_UNLIKE
    }
    assert alike == {}


def test_there_is_a_theme_for_everybody() -> None:
    dark = [name for name, look in LOOKS.items() if look.dark and name not in HIGH_CONTRAST]
    light = [name for name, look in LOOKS.items() if not look.dark and name not in HIGH_CONTRAST]
    assert len(dark) >= 2
    assert len(light) >= 3
    assert {SAFE, "sepia"} | HIGH_CONTRAST <= LOOKS.keys()
    assert LOOKS["contrast-dark"].dark
    assert not LOOKS["contrast-light"].dark


@pytest.mark.parametrize("name", LOOKS)
def test_a_theme_is_as_dark_as_it_says(name: str) -> None:
    ink, page = drawn(LOOKS[name], "text")
    assert LOOKS[name].dark is (contrast(page, (0, 0, 0)) < contrast(ink, (0, 0, 0)))


# The measure itself


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0009), 7.1792),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0011), 7.2195),
        ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_differences_are_those_of_the_published_pairs(
    one: tuple[float, float, float], other: tuple[float, float, float], difference: float
) -> None:
    assert ciede2000(one, other) == pytest.approx(difference, abs=5e-5)
    assert ciede2000(other, one) == pytest.approx(difference, abs=5e-5)


@pytest.mark.parametrize(
    ("eye", "alike", "unlike"),
    [
        ("protanopia", ((200, 60, 60), (110, 100, 55)), ((60, 60, 200), (200, 200, 60))),
        ("deuteranopia", ((200, 120, 60), (150, 145, 60)), ((60, 60, 200), (200, 200, 60))),
        ("tritanopia", ((60, 140, 200), (60, 150, 150)), ((200, 60, 60), (60, 160, 60))),
    ],
)
def test_each_eye_mistakes_what_it_should(eye: str, alike: tuple[RGB, RGB], unlike: tuple[RGB, RGB]) -> None:
    assert apart(eye, *alike) < apart("usual", *alike) / 2
    assert apart(eye, *unlike) > 20


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("grey", [0, 64, 128, 200, 255])
def test_greys_stay_grey_to_every_eye(eye: str, grey: int) -> None:
    _, a, b = seen_by(eye, (grey, grey, grey))
    assert abs(a) < 0.5
    assert abs(b) < 0.5


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21, abs=1e-3)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.005)
