"""What the last line says of the commands."""

from __future__ import annotations

import pytest

from reader.commands import BY_ID, COMMANDS, COUNTED, FOOT, Mode, Moment, shown_key

MODES = {
    Moment.CHOSEN: Mode.LIST,
    Moment.FOUND: Mode.READ,
    Moment.NAMED: Mode.READ,
    Moment.WIDE: Mode.READ,
    Moment.DOUBT: Mode.NOTE,
}


@pytest.mark.parametrize("moment", Moment)
def test_at_most_five_keys_are_told_that_work_at_that_moment(moment: Moment) -> None:
    told = FOOT[moment]
    assert 3 <= len(told) <= 5
    assert told[-1] == ("program.help", "keys")
    assert len({command_id for command_id, _ in told}) == len(told)
    for command_id, word in told:
        assert (MODES.get(moment) or Mode(moment.value)) in BY_ID[command_id].modes, command_id
        assert len(word) < 14


def test_every_mode_has_its_moment() -> None:
    assert {mode.value for mode in Mode} <= {moment.value for moment in Moment}


def test_what_a_number_may_be_of_are_commands() -> None:
    assert COUNTED.keys() <= BY_ID.keys()


def test_sentences_are_sentences_and_names_are_short() -> None:
    for command in COMMANDS:
        assert command.tooltip[0].isupper() and command.tooltip.endswith("."), command.id
        assert command.description[0].isupper() and len(command.description) < 32, command.id


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("shift+right", "Shift+→"),
        ("ctrl+f", "^F"),
        ("g a", "ga"),
        ("plus", "+"),
        ("backspace", "Backspace"),
        ("f6", "F6"),
        ("f", "f"),
        ("delete", "Del"),
    ],
)
def test_keys_are_written_as_people_do(key: str, shown: str) -> None:
    assert shown_key(key) == shown
