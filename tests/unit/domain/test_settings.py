"""Settings as a reader changes them: step by step, and by what they type."""

from __future__ import annotations

import pytest

from reader.domain.settings import SETTINGS, BadValue, Setting, read_value, stepped

EACH = pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)


def named(key: str) -> Setting:
    return next(setting for setting in SETTINGS if setting.key == key)


@EACH
def test_steps_reach_every_option_and_never_a_value_that_cannot_be(setting: Setting) -> None:
    for by in (1, -1):
        value, met = setting.default, []
        for _ in range(200):
            met.append(value)
            value = stepped(setting, value, by)
            assert setting.check.accepts(value)
        assert set(setting.check.options) <= set(met if setting.check.options else ())
        if setting.check.most:
            assert met[-1] == (setting.check.most if by > 0 else min(setting.check.least, setting.default))


@EACH
def test_what_is_shown_can_be_typed_again_and_what_cannot_be_is_named(setting: Setting) -> None:
    if isinstance(setting.default, dict):
        return
    assert read_value(setting, f" {setting.default} ") == setting.default
    with pytest.raises(BadValue) as raised:
        read_value(setting, "\x07" * 3)
    assert setting.key in str(raised.value)
    assert setting.check.may_be in str(raised.value)


@pytest.mark.parametrize(
    ("key", "words", "value"),
    [
        ("measure", "66", 66),
        ("sidebar", "0", 0),
        ("mouse", "False", False),
        ("notes.dir", '"~/my vault"', "~/my vault"),
        ("notes.dir", "", ""),
    ],
)
def test_what_is_typed_is_read(key: str, words: str, value: object) -> None:
    assert read_value(named(key), words) == value


@pytest.mark.parametrize(
    ("key", "words"), [("measure", "9" * 5000), ("measure", "-70"), ("measure", "²"), ("mouse", "1")]
)
def test_what_is_no_value_is_refused(key: str, words: str) -> None:
    with pytest.raises(BadValue):
        read_value(named(key), words)
