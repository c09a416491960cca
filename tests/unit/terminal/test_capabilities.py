"""What the environment tells about a terminal."""

from __future__ import annotations

import pytest

from reader.terminal.capabilities import (
    BadSetting,
    Colours,
    colours_of,
    detect,
    erases_with_background,
    leave_colours_to_driver,
    locale_encoding,
    passes_links,
)
from reader.terminal.options import options_for


@pytest.mark.parametrize(
    ("environ", "colours"),
    [
        ({"TERM": "xterm-256color"}, Colours.MANY),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, Colours.TRUE),
        ({"TERM": "xterm-256color", "COLORTERM": "24bit"}, Colours.TRUE),
        ({"TERM": "xterm-256color", "COLORTERM": "yes"}, Colours.MANY),
        ({"TERM": "xterm-kitty"}, Colours.TRUE),
        ({"TERM": "xterm-direct"}, Colours.TRUE),
        ({"TERM": "xterm"}, Colours.SIXTEEN),
        ({"TERM": "linux"}, Colours.SIXTEEN),
        ({"TERM": "screen"}, Colours.SIXTEEN),
        ({"TERM": "screen-256color", "STY": "1.tty", "COLORTERM": "truecolor"}, Colours.MANY),
        ({"TERM": "screen-256color", "TMUX": "/run/1", "COLORTERM": "truecolor"}, Colours.TRUE),
        ({"TERM": "tmux-256color", "TMUX": "/run/1", "TERM_PROGRAM": "iTerm.app"}, Colours.MANY),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, Colours.TRUE),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, Colours.MANY),
        ({"TERM": "xterm-256color", "VTE_VERSION": "6003"}, Colours.TRUE),
        ({"TERM": "xterm-256color", "VTE_VERSION": "x"}, Colours.MANY),
        ({"TERM": "xterm-256color", "WT_SESSION": "1"}, Colours.TRUE),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, Colours.NONE),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, Colours.MANY),
        ({"TERM": "dumb"}, Colours.NONE),
        ({"TERM": "vt220"}, Colours.NONE),
        ({}, Colours.NONE),
    ],
)
def test_colours_by_the_environment(environ: dict[str, str], colours: Colours) -> None:
    assert colours_of(environ) is colours


@pytest.mark.parametrize(
    ("environ", "encoding"),
    [
        ({"LANG": "en_GB.UTF-8"}, "utf-8"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "C"}, "ascii"),
        ({"LANG": "C", "LC_CTYPE": "UTF-8"}, "utf-8"),
        ({"LANG": "de_DE@euro"}, "iso8859-1"),
        ({"LANG": "de_DE.ISO-8859-15@euro"}, "iso8859-15"),
        ({"LANG": "ja_JP.nonsense"}, "ascii"),
        ({"LC_ALL": "", "LANG": "C.utf8"}, "utf-8"),
        ({}, "ascii"),
    ],
)
def test_the_encoding_of_the_locale(environ: dict[str, str], encoding: str) -> None:
    assert locale_encoding(environ) == encoding


@pytest.mark.parametrize(
    ("environ", "bce"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "screen-256color"}, False),
        ({"TERM": "screen-256color-bce"}, True),
        ({"TERM": "screen-256color", "TMUX": "/run/1"}, True),
        ({"TERM": "vt220"}, False),
        ({"TERM": "stterm"}, False),
        ({"TERM": "st-256color"}, True),
        ({}, False),
    ],
)
def test_erasing_with_the_background(environ: dict[str, str], bce: bool) -> None:
    assert erases_with_background(environ) is bce


def test_settings_go_before_the_environment() -> None:
    environ = {"TERM": "xterm-256color", "LANG": "en_GB.UTF-8"}
    assert detect(environ).colours is Colours.MANY
    assert not detect(environ).ascii
    chosen = detect(environ, colours="truecolor", ascii_only=True)
    assert chosen.colours is Colours.TRUE
    assert chosen.ascii
    assert not detect({"TERM": "dumb"}, ascii_only=False).ascii
    assert detect({"TERM": "dumb"}).dumb


@pytest.mark.parametrize(
    ("environ", "restyles", "respells"),
    [
        ({"TERM": "xterm", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}, False, False),
        ({"TERM": "xterm", "LANG": "C.UTF-8"}, True, False),
        ({"TERM": "xterm", "COLORTERM": "truecolor", "LANG": "C"}, False, True),
    ],
)
def test_the_driver_maps_only_what_it_must(environ: dict[str, str], restyles: bool, respells: bool) -> None:
    options = options_for(detect(environ))
    assert (options.restyle is not None, options.respell is not None) == (restyles, respells)
    assert options.encoding == detect(environ).encoding


@pytest.mark.parametrize(
    ("environ", "passes"),
    [
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7600"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "4205"}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-kitty", "TMUX": "socket,1,0"}, False),
        ({"TERM": "screen-256color", "TERM_PROGRAM": "iTerm.app"}, False),
        ({"TERM": "linux"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_which_terminals_take_links(environ: dict[str, str], passes: bool) -> None:
    assert passes_links(environ) is passes


def test_a_bad_setting_is_told_with_the_good_ones() -> None:
    with pytest.raises(BadSetting, match=r"'lots' is not.*auto, truecolour, 256, 16, none"):
        detect({"TERM": "xterm"}, colours="lots")


def test_textual_is_left_to_draw_in_full_colour() -> None:
    environ = {"NO_COLOR": "1", "TERM": "xterm"}
    leave_colours_to_driver(environ)
    assert environ == {"TERM": "xterm", "TEXTUAL_COLOR_SYSTEM": "truecolor"}
