"""Lines of a log of reading state, and how two of them are merged."""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

Json = Any
"""What a value in the log may be: null, a truth value, a number, a string, a list or an object of these."""

TIME_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"
"""Always of one width, so that times are in order as strings."""

_USUAL = re.compile(rb'\{"t":"[0-9TZ:.-]{27}","id":"([\x20-\x21\x23-\x5b\x5d-\x7e]+)","set":\{')
"""How this program begins a line, where the id is plain letters; it may still be torn further on."""

OPENED = b'"opened"'
"""Stands in a line that tells when an article was opened."""

_OPENED = re.compile(OPENED + rb':"([^"\\]*)"')

_TOGETHER = 1 << 17
"""So many bytes of lines, at the least, are parsed together: in a millisecond or two."""

_TIME_LENGTH = len("2026-01-01T00:00:00.000000Z")


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Cell(NamedTuple):
    """One value of one article, and who set it when; of two, the greater by (time, machine) holds."""

    time: str
    machine: str
    value: Json

    def beats(self, other: Cell | None) -> bool:
        """Whether this one holds against `other`, whichever of them is met first."""
        if other is None:
            return True
        if self[:2] != other[:2]:
            return self[:2] > other[:2]
        return _order(self.value) > _order(other.value)


Cells = dict[str, Cell]
"""The cells of one article, by key."""


def _order(value: Json) -> str:
    return json.dumps(value, sort_keys=True)


def now(after: str = "") -> str:
    """The time as the log writes it, in UTC; later than `after` even where that lies ahead of the clock."""
    time = datetime.now(UTC).strftime(TIME_FORMAT)
    return time if time > after else later(after)


def later(time: str) -> str:
    """The time one microsecond after `time`."""
    try:
        return (datetime.strptime(time, TIME_FORMAT) + timedelta(microseconds=1)).strftime(TIME_FORMAT)
    except (ValueError, OverflowError):
        return time


def parse(data: bytes) -> list[dict[str, Json]]:
    """The records of a log, in order; what is torn, or no object, is left out."""
    return [record for some in portions(data) for record in _parsed(some)]


def portions(data: bytes) -> Iterator[bytes]:
    """Whole lines, so many together that they are quickly read, and so few that nobody waits for it."""
    begin = 0
    while begin < len(data):
        end = data.find(b"\n", begin + _TOGETHER)
        end = len(data) if end < 0 else end
        yield data[begin:end]
        begin = end + 1


def _parsed(data: bytes) -> list[dict[str, Json]]:
    """The records in some lines, which are read as one list where that succeeds: in a third of the time."""
    text = data.decode("utf-8", "replace").strip("\n")
    if not text:
        return []
    collects = gc.isenabled()
    gc.disable()  # or the collector goes through all that the program holds again and again
    try:
        records = json.loads("[" + text.replace("\n", ",") + "]")
    except (ValueError, RecursionError):
        records = list(_each(text.split("\n")))
    finally:
        if collects:
            gc.enable()
    return [record for record in records if isinstance(record, dict)]


def _each(lines: Iterable[str]) -> Iterator[Json]:
    for line in lines:
        try:
            yield json.loads(line)
        except (ValueError, RecursionError):
            continue


def lines(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The lines of a log with the article that each is of; only what is not written as usual is parsed.

    A log of 100,000 articles has 50 MB: to find who is in it takes a tenth of the time of reading it all.
    """
    usual = _USUAL.match
    for text in data.split(b"\n"):
        if (begun := usual(text)) is not None:
            yield begun[1].decode(), text
        elif text:
            yield from ((record["id"], text) for record in parse(text) if is_state(record))


def placed(data: bytes) -> Iterator[tuple[str, int, int]]:
    """As `lines`, but where each line begins and ends."""
    usual, begin = _USUAL.match, 0
    while begin < len(data):
        end = data.find(b"\n", begin)
        end = len(data) if end < 0 else end
        if (begun := usual(data, begin, end)) is not None:
            yield begun[1].decode(), begin, end
        elif begin < end:
            for record in parse(data[begin:end]):
                if is_state(record):
                    yield record["id"], begin, end
        begin = end + 1


def opened_in(data: bytes, begin: int = 0, end: int | None = None) -> str:
    """When the article was opened last, as far as a line tells; empty where it does not."""
    end = len(data) if end is None else end
    return found[1].decode("utf-8", "replace") if (found := _OPENED.search(data, begin, end)) else ""


def is_state(record: Mapping[str, Json]) -> bool:
    """Whether a record sets values of an article; others are foreign and are only kept."""
    time = record.get("t")
    return (
        isinstance(record.get("id"), str)
        and isinstance(record.get("set"), dict)
        and isinstance(time, str)
        and len(time) == _TIME_LENGTH
        and isinstance(record.get("at", {}), dict)
    )


def merge(cells: Cells, record: Mapping[str, Json], machine: str) -> bool:
    """Bring what a record sets into an article's cells.

    Commutative and idempotent: any order of the same records, with any of them repeated, gives the same
    cells.

    Returns:
        Whether anything changed.
    """
    time, exceptions, changed = record["t"], record.get("at"), False
    if not cells and not exceptions:
        cells.update((key, Cell(time, machine, value)) for key, value in record["set"].items())
        return bool(cells)
    for key, value in record["set"].items():
        when = exceptions.get(key, time) if exceptions else time
        cell = Cell(when if isinstance(when, str) and len(when) == _TIME_LENGTH else time, machine, value)
        if cell.beats(cells.get(key)):
            cells[key] = cell
            changed = True
    return changed


def line(article_id: str, cells: Mapping[str, Cell]) -> bytes:
    """A record as a line of the log; times other than the newest stand in "at"."""
    newest = max(cell.time for cell in cells.values())
    record: dict[str, Json] = {"t": newest, "id": article_id}
    record["set"] = {key: cell.value for key, cell in cells.items()}
    if older := {key: cell.time for key, cell in cells.items() if cell.time != newest}:
        record["at"] = older
    return dump(record)


def dump(record: Json) -> bytes:
    """A line of the log with its newline."""
    return _encode(record).encode("utf-8", "backslashreplace") + b"\n"


def compacted(data: bytes, machine: str) -> bytes:
    """A log with one line an article that says the same; foreign records are kept as they are."""
    articles: dict[str, list[bytes]] = {}
    foreign: dict[bytes, None] = {}
    after = 0
    for article_id, begin, end in placed(data):
        foreign |= _foreign(data[after:begin])
        articles.setdefault(article_id, []).append(data[begin:end])
        after = end
    foreign |= _foreign(data[after:])
    lines = [_one_line(article_id, texts, machine) for article_id, texts in articles.items()]
    return b"".join([*foreign, *lines])


def _foreign(data: bytes) -> dict[bytes, None]:
    """What somebody else wrote between two lines of ours."""
    return {dump(record): None for record in parse(data)} if len(data) > 1 else {}


def _one_line(article_id: str, texts: list[bytes], machine: str) -> bytes:
    """One line that says what several lines of an article say."""
    if len(texts) == 1:
        return texts[0] + b"\n"
    cells = merged(article_id, ((machine, text) for text in texts))
    return line(article_id, cells) if cells else b""


def merged(article_id: str, lines: Iterable[tuple[str, bytes]]) -> Cells:
    """The cells of an article from its lines, each after the machine that wrote it."""
    cells: Cells = {}
    for machine, text in lines:
        for record in parse(text):
            if is_state(record) and record["id"] == article_id:
                merge(cells, record, machine)
    return cells


def all_merged(lines: Mapping[str, Sequence[tuple[str, bytes]]]) -> dict[str, Cells]:
    """As `merged`, of many articles, in half the time."""
    there = [(article_id, machine) for article_id, found in lines.items() for machine, _ in found]
    records = parse(b"\n".join(text for found in lines.values() for _, text in found))
    if [one for one, _ in there] != [record["id"] for record in records if is_state(record)]:
        return {article_id: merged(article_id, found) for article_id, found in lines.items()}
    articles: dict[str, Cells] = {article_id: {} for article_id in lines}
    for (article_id, machine), record in zip(there, filter(is_state, records), strict=True):
        merge(articles[article_id], record, machine)
    return articles
