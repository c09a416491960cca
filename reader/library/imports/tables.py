"""Exports that are tables: their rows by the names of the columns, and the times in their cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import zip_longest
from math import isnan

from reader.loaders import LoadError, Source
from reader.loaders.decode import decode

LONGEST_CELL = 16 * 1024 * 1024
"""Characters; what is longer is no cell of a list of articles."""

_SEVERAL = re.compile(r"\s*[|,;]\s*")

Row = dict[str, str]


def rows(source: Source, *needed: str) -> Iterator[Row]:
    """The rows of a table in CSV, each cell by the name of its column, in lower case.

    The cells that a short row lacks are empty.

    Args:
        source: The file.
        needed: Columns, without one of which it is not what it should be; "url|link" is either of two.

    Raises:
        LoadError: A column is missing, or it is no table.
    """
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(decode(source.data, override=source.encoding), newline=""))
    try:
        columns = [name.strip().lstrip("\ufeff").casefold() for name in next(reader, [])]
        for names in needed:
            if not set(names.split("|")) & set(columns):
                one = names.replace("|", " or ")
                raise LoadError(f"{source.name} has no column called {one}; is it another program's?")
        for cells in reader:
            if cells:
                yield dict(zip_longest(columns, cells[: len(columns)], fillvalue=""))
    except csv.Error as error:
        raise LoadError(f"{source.name}, line {reader.line_num}: {error}; export it again") from error


def several(cell: str) -> tuple[str, ...]:
    """The tags or names in a cell, which stand apart by commas, semicolons or bars."""
    return tuple(part for part in _SEVERAL.split(cell.strip()) if part)


def moment(cell: str) -> float | None:
    """A time as a number of seconds since 1970, or in ISO 8601; without a zone it is in UTC."""
    cell = cell.strip()
    try:
        return float(cell)
    except ValueError:
        pass
    try:
        found = datetime.fromisoformat(cell.replace("Z", "+00:00"))
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def iso_of(cell: str) -> str:
    """A time in ISO 8601 in UTC; "" where the cell holds none."""
    at = moment(cell)
    try:
        return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds") if at is not None else ""
    except (OverflowError, ValueError, OSError):
        return ""


def share(cell: str) -> float:
    """A part of a whole as a number from 0 to 1, from "0.4" or "40%"."""
    try:
        found = float(cell.strip().rstrip("%") or 0) / (100 if cell.strip().endswith("%") else 1)
    except ValueError:
        return 0.0
    return 0.0 if isnan(found) else min(1.0, max(0.0, found))
