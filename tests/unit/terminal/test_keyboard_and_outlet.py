"""Both ends of a terminal: what comes in and what goes out."""

from __future__ import annotations

import os
import pty
import re
import select
import termios
import threading
import tty as tty_module
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events

from reader.terminal.escape import EscapeParser
from reader.terminal.keyboard import AnswerFilter, HungUp, Keyboard
from reader.terminal.lifecycle import RESTORE, in_background, restore_terminal
from reader.terminal.outlet import Gone, Outlet
from reader.terminal.paste import END, START, PasteFilter


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """The two ends of a pseudo-terminal, whose line changes nothing."""
    far, near = pty.openpty()
    tty_module.setraw(near)
    yield far, near
    for fd in (far, near):
        try:
            os.close(fd)
        except OSError:
            continue


@pytest.mark.parametrize(
    ("reads", "texts", "answers"),
    [
        (["jj"], ["jj"], 0),
        (["j\x1b[0nk"], ["jk"], 1),
        (["j\x1b", "[0nk"], ["j", "k"], 1),
        (["\x1b[", "0", "n"], ["", "", ""], 1),
        (["\x1b", "[A"], ["", "\x1b[A"], 0),
        (["\x1b[0n\x1b[0n"], [""], 2),
    ],
)
def test_answers_are_taken_out_and_nothing_else(reads: list[str], texts: list[str], answers: int) -> None:
    filtering = AnswerFilter()
    got = [filtering.feed(read) for read in reads]
    assert [text for text, _ in got] == texts
    assert sum(count for _, count in got) == answers
    assert filtering.release() == ""


@pytest.mark.parametrize(
    ("reads", "keys"),
    [
        (["\x1bA"], "escape A"),
        (["\x1b", "A"], "escape A"),
        (["\x1bj\x1bk"], "escape j escape k"),
        (["\x1b\x1bj"], "escape escape j"),
        (["\x1b\r"], "escape enter"),
        (["\x1bé"], "escape é"),
        (["\x1b["], "escape left_square_bracket"),
        (["\x1b[A\x1bj"], "up escape j"),
        (["j\x1b", "[", "A"], "j up"),
        (["\x1bOP"], "f1"),
        (["\x1bf\x1b\x7f"], "ctrl+right ctrl+w"),
        (["\x1b[106;3u"], "alt+j"),
    ],
)
def test_escape_and_the_key_after_it_are_two_keys(
    reads: list[str], keys: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    monkeypatch.setattr("textual._parser.get_time", lambda: now)
    parser = EscapeParser()
    got = [message for read in reads for message in parser.feed(read)]
    now = 1.0
    got += parser.tick()
    assert " ".join(message.key for message in got if isinstance(message, events.Key)) == keys


PASTES = st.text(st.sampled_from("ab\x1b[]~0\x07\x9b\n")).filter(lambda text: "\x1b[20" not in text)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.booleans(), PASTES), max_size=6), st.data())
def test_nothing_in_a_paste_becomes_a_key(parts: list[tuple[bool, str]], data: st.DataObject) -> None:
    typed = "".join(f"{START}{text}{END}" if pasted else text for pasted, text in parts)
    wanted = "".join(
        START + re.sub("[\x1b\x07\x9b]", "", text) + END if pasted else text for pasted, text in parts
    )
    filtering, got = PasteFilter(), ""
    while typed:
        size = data.draw(st.integers(1, len(typed)))
        got += filtering.feed(typed[:size])
        typed = typed[size:]
    assert got == wanted


def test_a_lone_escape_comes_out_in_the_end() -> None:
    filtering = AnswerFilter()
    assert filtering.feed("\x1b") == ("", 0)
    assert filtering.release() == "\x1b"
    assert filtering.feed("\x1b\x1b[0n") == ("", 1)
    assert filtering.release() == "\x1b"


def test_keys_come_in_order_and_stopping_is_at_once(ends: tuple[int, int]) -> None:
    far, near = ends
    answers: list[int] = []
    typed: list[int] = []
    keyboard = Keyboard(near, lambda: True, lambda: answers.append(1), typed.append)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.extend(keyboard.texts(0.05)))
    reader.start()
    for _ in range(200):
        os.write(far, "aé\x1b[0n".encode())
    os.write(far, b"end")
    while "end" not in "".join(got):
        select.select([], [], [], 0.005)
    keyboard.stop()
    reader.join(5)
    assert not reader.is_alive()
    keyboard.close()
    assert "".join(got) == "aé" * 200 + "end"
    assert len(answers) == 200
    assert sum(typed) == 403


@pytest.mark.parametrize("awaiting", [True, False])
def test_a_caller_that_comes_late_for_an_escape_is_called_again(
    ends: tuple[int, int], awaiting: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    far, near = ends
    now = [0.0]
    waits: list[float | None] = []

    def at_once(
        reading: list[int], writing: list[int], failing: list[int], wait: float | None
    ) -> tuple[list[int], list[int], list[int]]:
        waits.append(wait)
        return select.select(reading, writing, failing, 0)

    monkeypatch.setattr("reader.terminal.keyboard.time", SimpleNamespace(monotonic=lambda: now[0]))
    monkeypatch.setattr("reader.terminal.keyboard.select", SimpleNamespace(select=at_once))
    keyboard = Keyboard(near, lambda: awaiting, lambda: None, lambda _: None)
    os.write(far, b"\x1b")
    texts = keyboard.texts(0.2)
    while next(texts) != "\x1b":
        pass
    now[0] = 10.0
    next(texts)
    called_again = waits[-1]
    now[0] = 20.0
    next(texts)
    assert (called_again, waits[-1]) == (0.02, None)
    keyboard.close()


def test_a_closed_line_is_told(ends: tuple[int, int]) -> None:
    far, near = ends
    os.close(far)
    keyboard = Keyboard(near, lambda: False, lambda: None, lambda _: None)
    with pytest.raises(HungUp):
        next(keyboard.texts(0.05))
    keyboard.close()


def test_a_full_terminal_is_not_waited_for(ends: tuple[int, int]) -> None:
    far, near = ends
    outlet = Outlet([near])
    assert outlet.fd != near
    data = b"".join(b"%07d\n" % number for number in range(20_000))
    outlet.write(data)
    full = outlet.blocked
    assert full
    assert not os.get_blocking(outlet.fd)
    assert os.get_blocking(near)
    got = b""
    while len(got) < len(data):
        got += os.read(far, 65536)
        outlet.write(b"")
    assert got == data
    assert not outlet.blocked
    outlet.close()


def test_draining_gives_up(ends: tuple[int, int]) -> None:
    _, near = ends
    outlet = Outlet([near])
    outlet.write(b"x" * 200_000)
    assert not outlet.drain(0.05)
    assert not outlet.blocked
    outlet.close()


def test_a_terminal_that_is_gone_is_told(ends: tuple[int, int]) -> None:
    far, near = ends
    outlet = Outlet([near])
    os.close(far)
    with pytest.raises(Gone):
        outlet.write(b"x")
    assert outlet.size() is None or outlet.size() != (0, 0)
    outlet.close()


def test_restoring_undoes_modes_and_line_settings(ends: tuple[int, int]) -> None:
    far, near = ends
    before = termios.tcgetattr(near)
    changed = termios.tcgetattr(near)
    changed[3] |= termios.ECHO
    termios.tcsetattr(near, termios.TCSANOW, changed)
    restore_terminal(near, before)
    assert termios.tcgetattr(near) == before
    assert os.read(far, 1000).decode() == RESTORE


def test_a_file_is_no_job() -> None:
    with Path(os.devnull).open() as file:
        assert not in_background(file.fileno())
