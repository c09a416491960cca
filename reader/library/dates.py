"""Days as they are typed in a query."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from reader.library.tree import Dates

_DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?", re.ASCII)
_AGO = re.compile(r"(\d{1,4})([dwmy])", re.ASCII)
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_NAMED = {"today": (0, 0), "yesterday": (1, 1), "week": (6, 0), "month": (29, 0), "year": (364, 0)}
LAST = date.max.toordinal()
"""The last day that there is; a time without an end goes until then."""


def period(value: str, today: date) -> tuple[int, int] | None:
    """The first and last day, as ordinals, of "2024", "2024-03", "2024-03-05", "7d", "today" or "week".

    "7d" are the seven days up to today.

    Returns:
        None where it is nothing of the kind.
    """
    value = value.strip().lower()
    end = today.toordinal()
    if value in _NAMED:
        first, last = _NAMED[value]
        return end - first, end - last
    if ago := _AGO.fullmatch(value):
        return max(1, (today - timedelta(min(int(ago[1]) * _DAYS[ago[2]], end) - 1)).toordinal()), end
    if (day := _DAY.fullmatch(value)) is None:
        return None
    year, month, of_month = (int(part) if part else None for part in day.groups())
    try:
        first_day = date(year or 0, month or 1, of_month or 1)
    except ValueError:
        return None
    last_month = month or 12
    last_day = of_month or monthrange(first_day.year, last_month)[1]
    return first_day.toordinal(), date(first_day.year, last_month, last_day).toordinal()


def on(value: str, today: date) -> Dates | None:
    """`date:` with a period, or two with ".." between, either of which may be missing."""
    since, dots, until = value.partition("..")
    if not dots:
        days = period(value, today)
        return Dates(*days) if days else None
    first = period(since, today) if since else (1, LAST)
    last = period(until, today) if until else (1, LAST)
    if first is None or last is None or not (since or until):
        return None
    return Dates(first[0], last[1])


def before(value: str, today: date) -> Dates | None:
    """`before:` a period: the days until its first, which is not meant."""
    days = period(value, today)
    return Dates(1, days[0] - 1) if days else None


def after(value: str, today: date) -> Dates | None:
    """`after:` a period: the days from its first on."""
    days = period(value, today)
    return Dates(days[0], LAST) if days else None
