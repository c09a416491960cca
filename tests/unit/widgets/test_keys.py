from __future__ import annotations

import pytest

from reader.widgets.keys import MAX_COUNT, KeyReader

SEQUENCES: dict[tuple[str, ...], str] = {
    ("g", "g"): "start",
    ("right_square_bracket", "right_square_bracket"): "heading(1)",
}


def reader() -> KeyReader:
    return KeyReader(SEQUENCES)


def typed(keys: KeyReader, *names: str, counting: bool = True) -> list[tuple[bool, str]]:
    return [keys.feed(name, name if len(name) == 1 else None, counting=counting) for name in names]


def test_digits_make_a_count_that_is_taken_once() -> None:
    keys = reader()
    assert typed(keys, "1", "0") == [(True, ""), (True, "")]
    assert keys.take_count() == 10
    assert keys.take_count() == 1


def test_a_first_zero_is_a_key_like_any_other() -> None:
    assert typed(reader(), "0") == [(False, "")]


def test_digits_are_keys_where_nothing_is_counted() -> None:
    assert typed(reader(), "3", counting=False) == [(False, "")]


def test_a_count_stops_growing() -> None:
    keys = reader()
    typed(keys, *"9" * 40)
    assert keys.count == MAX_COUNT


def test_a_sequence_runs_its_action() -> None:
    assert typed(reader(), "g", "g") == [(True, ""), (True, "start")]


def test_a_sequence_keeps_the_count() -> None:
    keys = reader()
    typed(keys, "5", "g", "g")
    assert keys.take_count() == 5


@pytest.mark.parametrize("key", [("z",), ("g", "g")])
def test_a_count_is_for_the_next_key_only(key: tuple[str, ...]) -> None:
    keys = reader()
    typed(keys, "5", *key)
    assert (keys.count, keys.spent) == (5, True)
    typed(keys, "3")
    assert (keys.count, keys.spent) == (3, False)
    typed(keys, *key, "j")
    assert keys.take_count() == 1


def test_a_broken_sequence_uses_up_the_key_and_forgets_the_count() -> None:
    keys = reader()
    assert typed(keys, "5", "g", "x") == [(True, ""), (True, ""), (True, "")]
    assert (keys.count, keys.held) == (0, "")


@pytest.mark.parametrize(("key", "got"), [("a", ["a"]), ("escape", [])])
def test_a_command_may_wait_for_a_letter(key: str, got: list[str]) -> None:
    keys, letters = reader(), list[str]()
    keys.wants = letters.append
    assert keys.feed(key, "a" if key == "a" else None, counting=True) == (True, "")
    assert letters == got
    assert keys.wants is None


def test_it_tells_what_may_follow() -> None:
    keys = reader()
    typed(keys, "g")
    assert keys.followers() == [("g", "start")]
