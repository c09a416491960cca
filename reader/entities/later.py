"""Regular expressions that are compiled when they are first used, not when a module is loaded."""

from __future__ import annotations

import re
from typing import Any, cast


class _Later:
    """Stands in for a pattern until one of its methods is called.

    Args:
        source: The regular expression.
    """

    def __init__(self, source: str) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        made = getattr(re.compile(self._source), name)
        setattr(self, name, made)
        return made


def later(source: str) -> re.Pattern[str]:
    """The pattern of a regular expression; compiling the many of this package at once would delay a start."""
    return cast("re.Pattern[str]", _Later(source))
