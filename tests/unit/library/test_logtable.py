"""Tables of long logs: with one or without, sound or damaged, up to date or not, the state is the same."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.library import cellstore, logfiles, logtable, records
from reader.library.state import StateLog


@pytest.fixture(autouse=True)
def every_log_is_long_and_few_articles_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logfiles, "_LONG", 1)
    monkeypatch.setattr(cellstore, "_KEPT", 8)


def line(number: int, second: int = 0, **values: Any) -> bytes:
    time = f"2026-11-23T10:00:{second:02}.000000Z"
    return records.dump({"t": time, "id": f"{number:016x}", "set": {"title": f"é {number}", **values}})


def opened(number: int) -> str:
    return f"2026-11-{number % 28 + 1:02}T10:00:{number % 60:02}Z"


LINES = [line(n, starred=n % 3 == 0, opened=opened(n)) for n in range(60)]
LINES += [line(n, 5, read=True) for n in range(0, 60, 7)]
LINES += [
    b'{"type":"device"}\n',
    b"torn {\n",
    b'{"id": "odd id", "t":"2026-11-23T10:00:00.000000Z","set":{"read":true}}\n',
]


def everything(log: StateLog) -> Any:
    """All that a log of state tells, asked in an order that reads some of it by article, some at once."""
    told: list[Any] = [log.values(one) for one in ("odd id", f"{3:016x}", "nobody")]
    told += [sorted(log.having(key)) for key in ("starred", "read")]
    told += [sorted(one for one, _ in log.speaking_of("opened")), log.opened_last(300)]
    return told, dict(log.scan()), sorted(log.ids())


class Place:
    """A folder of logs, and one of their tables."""

    def __init__(self, folder: Path) -> None:
        self.logs, self.tables, self.log = folder / "state", folder / "tables", folder / "state/phone.jsonl"
        self.logs.mkdir()
        self.log.write_bytes(b"".join(LINES))
        self.open().tidy()
        [self.table] = self.tables.iterdir()

    def open(self) -> StateLog:
        return StateLog(self.logs, "desk", self.tables)

    def check(self, log: StateLog | None = None) -> None:
        """The state is that of the files."""
        assert everything(log or self.open()) == everything(StateLog(self.logs, "desk"))


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def noise(path: Path) -> None:
    path.write_bytes(random.Random(5).randbytes(path.stat().st_size))


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def one_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [noise, cut, folder, one_byte, Path.unlink])
def test_a_damaged_table_is_ignored_and_made_anew(place: Place, damage: Callable[[Path], object]) -> None:
    whole = place.table.read_bytes()
    damage(place.table)
    place.check()
    if damage is not folder:
        place.open().tidy()
        assert place.table.read_bytes() == whole
    place.check()


def in_place(place: Place, data: bytes) -> None:
    """Write a log anew under its very file, as some editors do."""
    with place.log.open("r+b") as file:
        file.write(data)
        file.truncate()
    stamp = place.log.stat().st_mtime_ns + 1_000_000
    os.utime(place.log, ns=(stamp, stamp))


def by_another_file(place: Place, data: bytes) -> None:
    new = place.log.with_suffix(".new")
    new.write_bytes(data)
    new.replace(place.log)


LATER = [line(3, 9, starred=False), line(80, 9, opened="2027-01-01T00:00:00Z")]
CHANGES: dict[str, list[bytes]] = {
    "added to": LINES + LATER,
    "added to, the last line torn": [*LINES, *LATER, LATER[0][:50]],
    "a line taken from its middle": LINES[:20] + LINES[21:],
    "a line put into its middle": LINES[:20] + LATER + LINES[20:],
    "two lines exchanged": [*LINES[:20], LINES[21], LINES[20], *LINES[22:]],
    "a value changed, of one length": [one.replace(b":false", b":true ") for one in LINES],
    "cut": [b"".join(LINES)[:3000]],
    "emptied": [],
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("write", [in_place, by_another_file])
def test_a_table_of_a_log_as_it_was_tells_nothing_wrong(
    place: Place, name: str, write: Callable[[Place, bytes], None]
) -> None:
    running = place.open()
    running.get(f"{6:016x}")
    write(place, b"".join(CHANGES[name]))
    place.check()
    # Who had it open goes on, with what it knew and what is new.
    running.poll()
    new = StateLog(place.logs, "desk")
    for one in new.ids():
        if one != "odd id":
            assert new.values(one).items() <= running.values(one).items(), one
    place.open().tidy()
    place.check()


def test_a_folder_that_cannot_hold_tables_hinders_nobody(place: Place) -> None:
    place.table.unlink()
    place.tables.rmdir()
    place.tables.write_text("a file where the folder should be")
    place.open().tidy()
    place.check()


def test_two_readers_and_one_without_tables_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logtable, "GROWN", 200)
    chance = random.Random(11)
    place = Place(tmp_path)
    readers = [place.open(), StateLog(place.logs, "desk", place.tables), StateLog(place.logs, "phone")]
    for _ in range(300):
        number, at = chance.randrange(70), chance.randrange(3)
        match chance.randrange(8):
            case 0:
                readers[at].tidy()
            case 1:
                readers[at] = StateLog(place.logs, readers[at].machine, place.tables if at < 2 else None)
            case 2:
                readers[at].poll()
            case 3:
                readers[at].set(f"{number:016x}", tags=[str(number % 3)])
            case _:
                readers[at].set(f"{number:016x}", starred=chance.random() < 0.5, opened=opened(number))
    for reader in readers:
        reader.flush()
    for reader in readers:
        reader.poll()
        place.check(reader)


def test_compaction_takes_in_what_others_add_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, other = (StateLog(tmp_path, "desk") for _ in range(2))
    for position in range(50):
        log.set("a", position=position)
        log.flush()
    compacted = records.compacted

    def meanwhile(data: bytes, machine: str) -> bytes:
        other.set("b", starred=True)
        with (tmp_path / "desk.jsonl").open("ab") as file:
            file.write(b'{"t":"2026-')
        return compacted(data, machine)

    monkeypatch.setattr(records, "compacted", meanwhile)
    size = (tmp_path / "desk.jsonl").stat().st_size
    log.tidy()
    assert (tmp_path / "desk.jsonl").stat().st_size < size / 10
    assert log.poll() == {"b"}
    log.set("c", read=True)
    monkeypatch.undo()
    log.tidy()
    assert log.poll() == frozenset(), "what it has compacted itself is no news"
    again = StateLog(tmp_path, "desk")
    assert (again.get("a").position, again.get("b").starred, again.get("c").read) == (49, True, True)
