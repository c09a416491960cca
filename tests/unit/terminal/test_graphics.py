"""By which means a terminal shows pictures, by its environment alone."""

from __future__ import annotations

import pytest

from reader.terminal.graphics import graphics_of


@pytest.mark.parametrize(
    ("environ", "means"),
    [
        ({"TERM": "xterm-256color"}, "blocks"),
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "xterm-ghostty"}, "kitty"),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, "kitty"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "kitty"),
        ({"TERM": "foot"}, "sixel"),
        ({"TERM": "mlterm-256color"}, "sixel"),
        ({"TERM": "tmux-256color", "TMUX": "x", "KITTY_WINDOW_ID": "1"}, "blocks"),
        ({"TERM": "screen", "STY": "1", "TERM_PROGRAM": "WezTerm"}, "blocks"),
        ({}, "blocks"),
    ],
)
def test_the_environment_tells(environ: dict[str, str], means: str) -> None:
    assert graphics_of(environ) == means
    assert graphics_of(environ, colours=False) == "letters"
