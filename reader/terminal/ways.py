"""Ways: from one place on the screen to another in the fewest bytes."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=32768)
def way(row: int, column: int, to_row: int, to_column: int, region: tuple[int, int], tab: int = -1) -> str:
    """The shortest way from one place to another.

    Args:
        row: Where the cursor is, from 0; -1 if that is not known.
        column: Its column; -1 if only that is not known.
        to_row: Where it shall go.
        to_column: Its column there.
        region: First and last row of the scrolling region.
        tab: The column of the terminal's only tab stop; -1 if it is not known to have just one.
    """
    if not to_column:
        ways = [f"\x1b[{to_row + 1}H" if to_row else "\x1b[H"]
    else:
        ways = [f"\x1b[{to_row + 1};{to_column + 1}H"]
    if row == to_row or (region[0] <= row <= region[1] and region[0] <= to_row <= region[1]):
        rise = _rise(to_row - row)
        ways += [rise + along for along in _along(column, to_column, tab)]
    return min(ways, key=len)


def _rise(count: int) -> str:
    if count < 0:
        return f"\x1b[{-count if count < -1 else ''}A"
    return "\x0b" * count if count <= 3 else f"\x1b[{count}B"


def _along(column: int, to_column: int, tab: int) -> list[str]:
    ways = [f"\x1b[{to_column + 1}G" if to_column else "\r"]
    if 0 < to_column <= tab <= to_column + 2:
        ways.append(("\t" if 0 <= column < tab else "\r\t") + "\b" * (tab - to_column))
    if column < 0:
        return ways
    count = to_column - column
    if count == 0:
        ways.append("")
    elif count > 0:
        ways.append(f"\x1b[{count if count > 1 else ''}C")
    else:
        ways.append("\b" * -count if count >= -3 else f"\x1b[{-count}D")
    if 0 < to_column <= 2:
        ways.append("\r" + f"\x1b[{to_column if to_column > 1 else ''}C")
    return ways
