"""Every regular expression of the loaders stays linear on lines that are made to defeat it."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import reader.loaders

UNITS = (
    " ", "a", "A", ".", ",", "(", "-", "\u2026", "a ", "A. ", "1 ", "by ", "Ada Lind, ", "\u4e2d",
)  # fmt: skip
LENGTH = 2000
LIMIT = 0.08
"""Seconds of processor time; what is quadratic takes more, what is linear a thousandth of one."""

MATCHED_ONLY = {
    "reader.loaders.dates._AFTER",
    "reader.loaders.html.furniture._BUTTON",
    "reader.loaders.markdown.news._MAYBE_DATELINE",
}
"""These are tried at one place of a text, never looked for along it."""


def _within(value: object, depth: int = 0) -> Iterator[re.Pattern[str] | re.Pattern[bytes]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict) and depth < 4:
        for one in value.values():
            yield from _within(one, depth + 1)
    elif isinstance(value, tuple | list | set | frozenset) and depth < 4:
        for one in value:
            yield from _within(one, depth + 1)


def _patterns() -> dict[str, list[re.Pattern[str] | re.Pattern[bytes]]]:
    found = {}
    for info in pkgutil.walk_packages(reader.loaders.__path__, "reader.loaders."):
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            if patterns := list(_within(value)):
                found[f"{info.name}.{name}"] = patterns
    return found


def _seconds(pattern: re.Pattern[str] | re.Pattern[bytes], line: str, *, along: bool) -> float:
    began = time.process_time()
    if isinstance(pattern.pattern, bytes):
        data: bytes = line.encode()
        _ = pattern.search(data) if along else pattern.match(data)
    else:
        _ = pattern.search(line) if along else pattern.match(line)
    return time.process_time() - began


def test_every_pattern_is_linear_on_lines_made_to_defeat_it() -> None:
    found = _patterns()
    assert len(found) > 150
    assert set(found) >= MATCHED_ONLY
    lines = [(unit * LENGTH)[:LENGTH] + "~" for unit in UNITS]
    slow = []
    for name, patterns in found.items():
        for pattern in patterns:
            for line in lines:
                along = name not in MATCHED_ONLY
                taken = _seconds(pattern, line, along=along)
                if taken > LIMIT and _seconds(pattern, line, along=along) > LIMIT:
                    slow.append(f"{name} on {line[:12]!r}: {taken:.1f} s")
    assert slow == []
