"""Reading state: what was set is read again, by this and other instances and machines, whatever breaks."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library import files, logfiles, records
from reader.library.articlestate import UNTOUCHED, state_of
from reader.library.state import StateLog


def log_of(folder: Path, machine: str = "desk") -> StateLog:
    return StateLog(folder, machine)


def test_what_was_set_is_there_at_the_next_start(tmp_path: Path) -> None:
    log = log_of(tmp_path)
    log.set("a", position=120, progress=0.4, opened="2026-11-23T10:00:00Z")
    log.set("a", starred=True, tags=["budget", "eu"], marks={"x": 7})
    log.set("b", read=True)
    log.close()
    again = log_of(tmp_path)
    state = again.get("a")
    assert (state.position, state.progress, state.starred, state.read) == (120, 0.4, True, False)
    assert state.tags == ("budget", "eu")
    assert state.marks == {"x": 7}
    assert state.opened == "2026-11-23T10:00:00Z"
    assert again.get("b").read
    assert again.get("c") == UNTOUCHED
    assert sorted(again.ids()) == ["a", "b"]
    assert again.having("read") == ["b"]


def test_position_waits_for_a_flush_and_the_rest_does_not(tmp_path: Path) -> None:
    log = log_of(tmp_path)
    log.set("a", position=5)
    assert not (tmp_path / "desk.jsonl").exists()
    log.set("a", starred=True)
    assert log_of(tmp_path).get("a").position == 5


def test_tags_of_two_instances_add_up(tmp_path: Path) -> None:
    one, two = log_of(tmp_path), log_of(tmp_path)
    one.set("a", tags=["x"])
    two.set("a", tags=["y"], starred=True)
    assert one.poll() == two.poll() == {"a"}
    assert one.get("a") == two.get("a")
    assert one.get("a").tags == ("x", "y")
    one.set("a", tags=["y"])
    assert two.poll() == {"a"}
    assert two.get("a").tags == ("y",)
    assert two.poll() == frozenset()
    assert one.poll() == frozenset()


def test_the_newer_value_holds_over_machines(tmp_path: Path) -> None:
    ahead = {"t": "2199-01-01T00:00:00.000000Z", "id": "a", "set": {"read": True, "position": 9}}
    (tmp_path / "phone.jsonl").write_bytes(records.dump(ahead))
    log = log_of(tmp_path)
    assert log.get("a").position == 9
    log.set("a", read=False)
    assert not log_of(tmp_path).get("a").read, "what is done now holds, though another clock is ahead"


def test_foreign_keys_records_and_torn_lines_survive_compaction(tmp_path: Path) -> None:
    path = tmp_path / "desk.jsonl"
    foreign = {"type": "device", "name": "Schreibtisch"}
    log = log_of(tmp_path)
    for position in range(200):
        log.set("a", position=position)
        log.flush()
    log.put({"a": {"rating": {"stars": 4}}})
    with path.open("ab") as file:
        file.write(records.dump(foreign) + b'{"t":"2026-11-')
    before = path.stat().st_size
    log.set("b", starred=True)
    again = log_of(tmp_path)
    again.tidy()
    assert path.stat().st_size < before / 10
    assert foreign in records.parse(path.read_bytes())
    third = log_of(tmp_path)
    assert third.get("a").position == 199
    assert third.values("a")["rating"] == {"stars": 4}
    assert third.get("b").starred


def test_an_instance_goes_on_when_another_compacts(tmp_path: Path) -> None:
    log = log_of(tmp_path)
    for position in range(50):
        log.set("a", position=position)
        log.flush()
    other = log_of(tmp_path)
    other.tidy()
    log.set("a", starred=True)
    other.set("b", read=True)
    assert log.poll() == {"b"}
    assert other.poll() == {"a"}
    whole = log_of(tmp_path)
    assert whole.get("a").starred
    assert whole.get("a").position == 49
    assert whole.get("b").read


def test_a_lock_that_is_kept_blocks_nobody(tmp_path: Path) -> None:
    log = log_of(tmp_path)
    log.set("a", read=True)
    with files.locked(tmp_path / ".desk.lock") as held:
        assert held
        start = time.monotonic()
        log.set("a", starred=True)
        assert time.monotonic() - start < 2
        assert log.problem is None
    spare = tmp_path / f"desk+{os.getpid()}.jsonl"
    assert spare.exists()
    assert log_of(tmp_path).get("a").starred
    spare.rename(tmp_path / "desk+999999999.jsonl")
    again = log_of(tmp_path)
    again.tidy()
    assert sorted(path.name for path in tmp_path.glob("*.jsonl")) == ["desk.jsonl"]
    assert log_of(tmp_path).get("a").starred


def test_a_folder_that_cannot_be_written_is_said_and_tried_again(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    folder.write_text("a file where the folder should be")
    log = log_of(folder)
    log.set("a", starred=True)
    assert str(folder) in (log.problem or "")
    assert log.get("a").starred
    folder.unlink()
    log.flush()
    assert not log.problem
    assert log_of(folder).get("a").starred


def test_undo_and_redo_survive_a_restart(tmp_path: Path) -> None:
    log = log_of(tmp_path)
    log.act("star 2 articles", {"a": {"starred": True}, "b": {"starred": True}})
    log.act("tag 1 article", {"a": {"tags": ["x"]}})
    again = log_of(tmp_path)
    undone = again.undo()
    assert undone is not None
    assert undone.label == "tag 1 article"
    assert again.get("a").tags == ()
    third = log_of(tmp_path)
    undone = third.undo()
    assert undone is not None
    assert undone.label == "star 2 articles"
    assert not third.get("b").starred
    assert third.undo() is None
    redone = log_of(tmp_path).redo()
    assert redone is not None
    assert redone.label == "star 2 articles"
    assert log_of(tmp_path).get("b").starred
    last = log_of(tmp_path)
    last.act("read", {"c": {"read": True}})
    assert last.redo() is None


def test_undo_leaves_what_was_changed_elsewhere_since(tmp_path: Path) -> None:
    log, other = log_of(tmp_path), log_of(tmp_path)
    log.act("archive 2", {"a": {"archived": True}, "b": {"archived": True}})
    other.poll()
    other.set("a", archived=False)
    other.set("a", archived=True)
    other.set("b", archived=False)
    log.poll()
    log.undo()
    assert not log.get("a").archived
    assert not log.get("b").archived


def test_what_one_instance_did_another_undoes(tmp_path: Path) -> None:
    log, other = log_of(tmp_path), log_of(tmp_path)
    log.act("star it", {"a": {"starred": True}})
    assert other.undo() is not None
    assert not other.get("a").starred
    assert other.poll() == {"a"}, "what was read on the way is still told"
    assert log.poll() == {"a"}
    assert not log.get("a").starred
    assert log.redo() is not None
    assert log_of(tmp_path).get("a").starred


def test_another_kind_of_action_goes_to_its_handler(tmp_path: Path) -> None:
    from reader.library.journal import Action

    seen: list[tuple[str, bool]] = []
    log = log_of(tmp_path)
    log.journal.record(Action("note", "write a note", {"id": 1}))
    assert log.undo() is None, "nobody here can undo it, so it stays done"
    log.journal.handle("note", lambda action, forward: seen.append((action.label, forward)))
    log.undo()
    log.redo()
    assert seen == [("write a note", False), ("write a note", True)]


def test_a_long_journal_is_shortened(tmp_path: Path) -> None:
    from reader.library.journal import KEPT

    log = log_of(tmp_path)
    for number in range(2 * KEPT + 5):
        log.journal.record(records_action(number))
    log.tidy()
    again = log_of(tmp_path)
    labels = []
    again.journal.handle("note", lambda action, forward: labels.append(action.label))
    while again.undo():
        pass
    assert labels == [str(number) for number in range(2 * KEPT + 4, KEPT + 4, -1)]


def test_a_journal_of_great_actions_is_shortened_and_read_in_the_background(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.library import journal

    monkeypatch.setattr(journal, "LARGEST", 400_000)
    ids = [f"{number:016x}" for number in range(2_200)]
    log = log_of(tmp_path)
    for number in range(4):
        log.act(f"tag {number}", {one: {"tags": [str(number)]} for one in ids})
    assert log.journal.coming(forward=False) == 2 * len(ids)
    again = log_of(tmp_path)
    assert again.journal.coming(forward=False) > 200, "it is told without reading it that there are many"
    again.tidy()
    assert (tmp_path / "desk.undo").stat().st_size <= 400_000
    undone = log_of(tmp_path).undo()
    assert undone is not None
    assert undone.label == "tag 3"
    assert again.get(ids[-1]).tags == ("3",)
    assert again.poll() == set(ids)
    assert [again.get(one).tags for one in ids] == [("2",)] * len(ids)


def records_action(number: int) -> Any:
    from reader.library.journal import Action

    return Action("note", str(number), None)


KEYS = st.sampled_from(["read", "position", "tag:x", "url"])
TIMES = st.integers(0, 3).map(lambda n: f"2026-11-23T10:00:00.00000{n}Z")
RECORDS = st.lists(
    st.tuples(
        st.sampled_from("mn"),
        st.fixed_dictionaries(
            {"t": TIMES, "id": st.just("a"), "set": st.dictionaries(KEYS, st.integers(0, 2), min_size=1)},
            optional={"at": st.dictionaries(KEYS, TIMES)},
        ),
    ),
    max_size=8,
)


def folded(entries: list[tuple[str, Any]]) -> records.Cells:
    cells: records.Cells = {}
    for machine, record in entries:
        records.merge(cells, record, machine)
    return cells


@given(RECORDS, st.randoms(use_true_random=False))
@settings(max_examples=300)
def test_merging_is_commutative_and_idempotent(entries: list[tuple[str, Any]], chance: random.Random) -> None:
    shuffled = entries + chance.sample(entries, len(entries) // 2)
    chance.shuffle(shuffled)
    assert folded(entries) == folded(shuffled)


@given(RECORDS)
@settings(max_examples=200)
def test_compaction_says_the_same_and_is_stable(entries: list[tuple[str, Any]]) -> None:
    data = b"".join(records.dump(record) for _, record in entries)
    compact = records.compacted(data, "m")
    assert records.compacted(compact, "m") == compact
    before, after = (folded([("m", r) for r in records.parse(d)]) for d in (data, compact))
    assert before == after
    assert len(records.parse(compact)) <= 1


@given(st.dictionaries(st.text(max_size=8), st.none() | st.booleans() | st.floats() | st.text(max_size=5)))
def test_values_of_any_kind_make_a_state(values: dict[str, Any]) -> None:
    cells = {key: records.Cell("t", "m", value) for key, value in values.items()}
    cells |= {
        "position": records.Cell("t", "m", values.get("p")),
        "progress": records.Cell("t", "m", values.get("q")),
    }
    state_of(cells)


def test_a_log_cut_at_any_byte_keeps_every_whole_line(tmp_path: Path) -> None:
    log = log_of(tmp_path / "whole")
    log.set("a", starred=True, tags=["é"])
    log.set("b", read=True, position=3)
    log.set("a", starred=False)
    data = (tmp_path / "whole" / "desk.jsonl").read_bytes()
    for cut in range(len(data) + 1):
        folder = tmp_path / str(cut)
        folder.mkdir()
        (folder / "desk.jsonl").write_bytes(data[:cut])
        torn = log_of(folder)
        expected = folded([("desk", r) for r in records.parse(data[:cut]) if r["id"] == "a"])
        assert torn.get("a") == state_of(expected)
        torn.set("c", read=True)
        again = log_of(folder)
        assert again.get("c").read, cut
        assert again.get("a") == torn.get("a")


@given(st.binary(max_size=300))
def test_noise_in_a_log_raises_nothing(noise: bytes) -> None:
    good = records.dump({"t": "2026-11-23T10:00:00.000000Z", "id": "a", "set": {"read": True}})
    parsed = records.parse(good + noise + b"\n" + good)
    assert sum(1 for record in parsed if records.is_state(record) and record["id"] == "a") >= 2
    records.compacted(good + noise + b"\n" + good, "m")


WRITER = """
import sys
from pathlib import Path
from reader.library import logfiles, logtable
from reader.library.state import StateLog
logfiles._LONG, logtable.GROWN = 1, 100
log = StateLog(Path(sys.argv[1]), "desk", Path(sys.argv[1]) / "tables")
for number in range(100000):
    log.set(f"{sys.argv[2]}-{number}", starred=True)
    print(number, flush=True)
    if number % 20 == 7:
        log.tidy()
"""


def test_writers_that_are_killed_lose_nothing_they_had_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: dict[str, int] = {}
    for turn in range(3):
        writers = {
            f"{turn}{letter}": subprocess.Popen(
                [sys.executable, "-c", WRITER, str(tmp_path), f"{turn}{letter}"],
                stdout=subprocess.PIPE,
                text=True,
            )
            for letter in "xy"
        }
        for name, writer in writers.items():
            assert writer.stdout is not None
            for _ in range(25):
                said[name] = int(writer.stdout.readline())
        for name, writer in writers.items():
            writer.kill()
            rest = writer.communicate()[0].split("\n")
            said[name] = max([said[name], *(int(number) for number in rest[:-1] if number)])
    monkeypatch.setattr(logfiles, "_LONG", 1)
    for log in (log_of(tmp_path), StateLog(tmp_path, "desk", tmp_path / "tables")):
        starred = set(log.having("starred"))
        for name, last in said.items():
            assert {f"{name}-{number}" for number in range(last + 1)} <= starred


def test_ten_thousand_articles_are_read_at_once(tmp_path: Path) -> None:
    lines = [
        records.dump(
            {
                "t": "2026-11-23T10:00:00.000000Z",
                "id": f"{number:016x}",
                "set": {
                    "position": number,
                    "progress": 0.5,
                    "opened": "2026-11-23T10:00:00Z",
                    "title": "A headline of some length, as they are",
                    "url": f"https://example.org/{number}/a-headline-of-some-length",
                    "print": f"{number:0128x}",
                    f"path:/home/reader/articles/{number}.md": True,
                },
                "at": {"position": "2026-11-23T09:00:00.000000Z"},
            }
        )
        for number in range(10_000)
    ]
    (tmp_path / "desk.jsonl").write_bytes(b"".join(lines))
    times = []
    for _ in range(3):
        start = time.process_time()
        log = log_of(tmp_path)
        times.append(time.process_time() - start)
    assert log.get(f"{9999:016x}").position == 9999
    assert min(times) < 0.25, "a generous bound, so that a busy machine does not fail it; see the benchmark"
