"""When something was spoken of: a bar for each month, year or span of years, on one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
BARS, NOTHING = "▁▂▃▄▅▆▇█", "·"
ASCII_BARS, ASCII_NOTHING = ".:-=+*#@", " "


@dataclass(frozen=True, slots=True)
class Timeline:
    """A row of bars.

    Attributes:
        first: The month or year of the first bar.
        bars: One character each.
        last: The month or year of the last bar.
        each: What a bar stands for: "month", "year", "5 years".
    """

    first: str
    bars: str
    last: str
    each: str


def timeline(dated: Iterable[tuple[str, int]], cells: int, *, ascii: bool = False) -> Timeline | None:
    """The timeline of some counts; None where they are all of one month, or there is no room for two bars.

    Args:
        dated: Days in ISO 8601 and how much was counted on each; those without a sound date do not count.
        cells: How many bars there is room for.
        ascii: Whether to draw in ASCII.
    """
    months: dict[int, int] = {}
    for day, count in dated:
        if len(day) >= 7 and day[:4].isdecimal() and day[5:7].isdecimal() and 1 <= int(day[5:7]) <= 12:
            month = int(day[:4]) * 12 + int(day[5:7]) - 1
            months[month] = months.get(month, 0) + count
    if len(months) < 2 or cells < 2:
        return None
    first, last = min(months), max(months)
    if last - first < cells:
        counts = [months.get(month, 0) for month in range(first, last + 1)]
        return Timeline(_month(first), _bars(counts, ascii), _month(last), "month")
    begin, end = first // 12, last // 12
    width = -(-(end - begin + 1) // cells)
    counts = [0] * ((end - begin) // width + 1)
    for month, count in months.items():
        counts[(month // 12 - begin) // width] += count
    each = "year" if width == 1 else f"{width} years"
    return Timeline(str(begin), _bars(counts, ascii), str(end), each)


def _month(month: int) -> str:
    return f"{MONTHS[month % 12]} {month // 12}"


def _bars(counts: list[int], ascii: bool) -> str:
    bars, nothing = (ASCII_BARS, ASCII_NOTHING) if ascii else (BARS, NOTHING)
    most = max(counts)
    return "".join(bars[-(-count * len(bars) // most) - 1] if count else nothing for count in counts)
