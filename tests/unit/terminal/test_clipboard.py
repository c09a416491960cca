"""What is sent to a terminal's clipboard, and what is said of it."""

from __future__ import annotations

import base64
import re
import sys
from pathlib import Path

import pytest

from reader.terminal.clipboard import LIMIT, NotWritten, Sent, TooLong, copy, sequence
from reader.terminal.gate import foreign
from reader.terminal.stream import is_control


@pytest.mark.parametrize(
    ("environ", "sent"),
    [
        ({"TERM": "xterm"}, "\x1b]52;c;SGk=\x07"),
        ({"TMUX": "/run/1"}, "\x1b]52;c;SGk=\x07\x1bPtmux;\x1b\x1b]52;c;SGk=\x07\x1b\\"),
        ({"TERM": "tmux-256color"}, "\x1b]52;c;SGk=\x07\x1bPtmux;\x1b\x1b]52;c;SGk=\x07\x1b\\"),
        ({"STY": "1.x"}, "\x1bP\x1b]52;c;SGk=\x07\x1b\\"),
    ],
)
def test_wrapped_for_what_lies_between(environ: dict[str, str], sent: str, tmp_path: Path) -> None:
    written: list[str] = []
    outcome = copy("Hi", written.append, environ, tmp_path)
    assert written == [sent]
    assert outcome == Sent(2)
    assert str(outcome) == "sent to the terminal's clipboard (2 bytes)"


@pytest.mark.parametrize("environ", [{}, {"TMUX": "1"}, {"STY": "1"}])
@pytest.mark.parametrize("length", [0, 1, 380, 384, 50_000])
def test_the_driver_knows_the_sequence_for_its_own(environ: dict[str, str], length: int) -> None:
    encoded = base64.b64encode(b"\x1b]0;x\x07" * length).decode()
    data = sequence(encoded, environ)
    assert is_control(data)
    assert foreign(data) is None


def test_screen_gets_it_in_pieces_that_make_up_the_whole() -> None:
    data = sequence("QUJD" * 1000, {"STY": "1"})
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", data, re.DOTALL)
    assert "".join(pieces) == "\x1b]52;c;" + "QUJD" * 1000 + "\x07"
    assert max(map(len, pieces)) <= 768


def test_a_text_as_long_as_terminals_take_is_sent(tmp_path: Path) -> None:
    most = LIMIT // 4 * 3
    written: list[str] = []
    assert copy("x" * most, written.append, {}, tmp_path) == Sent(most)
    assert len(written) == 1
    outcome = copy("x" * (most + 3), written.append, {}, tmp_path / "new")
    assert isinstance(outcome, TooLong)
    assert len(written) == 1
    assert outcome.path.read_text() == "x" * (most + 3)
    assert outcome.path.stat().st_mode & 0o077 == 0
    assert str(outcome.path) in str(outcome)


@pytest.mark.skipif(sys.platform == "win32", reason="files in place of folders")
def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    outcome = copy("x" * LIMIT, lambda _: None, {}, tmp_path / "file")
    assert isinstance(outcome, NotWritten)
    assert "no file could be written" in str(outcome) and outcome.reason


def test_half_a_pair_is_no_crash(tmp_path: Path) -> None:
    assert copy("\ud800", lambda _: None, {}, tmp_path) == Sent(1)
