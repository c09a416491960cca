from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from reader.notes import files
from reader.notes.drafts import ABANDONED, Drafts
from reader.notes.errors import NotesError

ID = "01J8ABCDEFGHIJKMNPQRST"


@pytest.fixture
def dead() -> int:
    """The number of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def alter(folder: Path, **values: object) -> None:
    (path,) = folder.iterdir()
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def test_what_a_dead_process_typed_is_offered_until_it_is_forgotten(tmp_path: Path, dead: int) -> None:
    Drafts(tmp_path, pid=dead).save(ID, "hl-1", "old")
    Drafts(tmp_path, pid=dead).save(ID, "hl-1", "a long\n\nnote “typed”")
    drafts = Drafts(tmp_path)
    (draft,) = drafts.recover()
    assert (draft.article_id, draft.key, draft.text) == (ID, "hl-1", "a long\n\nnote “typed”")
    assert drafts.recover() == [draft]
    drafts.forget(draft)
    drafts.forget(draft)
    assert drafts.recover() == []


def test_what_another_program_saved_of_it_counts(tmp_path: Path, dead: int) -> None:
    drafts = Drafts(tmp_path, pid=dead)
    drafts.save(ID, "hl-1", "typed here", base="before", quote="The bell.")
    outside = drafts.put_out(ID, "hl-1", "typed here")
    assert outside.read_text() == "typed here"
    outside.write_text("and there, too")
    (draft,) = Drafts(tmp_path).recover()
    assert (draft.text, draft.base, draft.quote) == ("and there, too", "before", "The bell.")
    drafts.discard(ID, "hl-1")
    assert list(tmp_path.iterdir()) == []


def test_what_is_being_typed_is_not_offered(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.save(ID, "hl-1", "mine")
    assert drafts.recover() == []
    drafts.save(ID, "hl-2", "other")
    drafts.discard(ID, "hl-1")
    drafts.discard(ID, "hl-1")
    assert len(list(tmp_path.iterdir())) == 1


def test_a_process_that_has_the_number_of_a_dead_one_is_not_it(tmp_path: Path) -> None:
    Drafts(tmp_path).save(ID, "hl-1", "from an earlier run")
    alter(tmp_path, session="another")
    assert len(Drafts(tmp_path).recover()) == 1


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc here")
def test_another_living_process_is_told_by_when_it_began(tmp_path: Path) -> None:
    parent = os.getppid()
    Drafts(tmp_path, pid=parent).save(ID, "hl-1", "words")
    assert Drafts(tmp_path).recover() == []
    alter(tmp_path, started="1")
    assert len(Drafts(tmp_path).recover()) == 1


def test_another_machine_has_a_day(tmp_path: Path) -> None:
    Drafts(tmp_path, host="elsewhere", pid=1).save(ID, "hl-1", "words")
    assert Drafts(tmp_path, host="here").recover() == []
    (path,) = tmp_path.iterdir()
    past = path.stat().st_mtime - (ABANDONED + timedelta(minutes=1)).total_seconds()
    os.utime(path, (past, past))
    assert [draft.text for draft in Drafts(tmp_path, host="here").recover()] == ["words"]


def test_what_makes_no_sense_is_not_offered(tmp_path: Path, dead: int) -> None:
    for name, text in (("a.draft", "{"), ("b.draft", "[]"), ("c.draft", "{}"), ("d.txt", "x")):
        (tmp_path / name).write_text(text)
    Drafts(tmp_path, pid=dead).save(ID, "blank", " \n ")
    assert Drafts(tmp_path).recover() == []
    assert Drafts(tmp_path / "nowhere").recover() == []


def test_escape_sequences_do_not_come_back(tmp_path: Path, dead: int) -> None:
    Drafts(tmp_path, pid=dead).save(ID, "hl-1", "\x1b[31mred")
    assert Drafts(tmp_path).recover()[0].text == "red"


@pytest.mark.parametrize("error", [None, errno.ENOSPC, errno.EIO])
def test_whatever_fails_a_draft_is_whole(
    tmp_path: Path,
    dead: int,
    faults: Callable[..., files.System],
    killed: type[BaseException],
    error: int | None,
) -> None:
    Drafts(tmp_path, pid=dead).save(ID, "hl-1", "first " * 100)
    number = 0
    while True:
        number += 1
        system = faults(number, error)
        try:
            Drafts(tmp_path, pid=dead, system=system).save(ID, "hl-1", "second " * 100)
            break
        except (NotesError, killed):
            (draft,) = Drafts(tmp_path).recover()
            assert draft.text in {"first " * 100, "second " * 100}
    assert number > 8
    assert Drafts(tmp_path).recover()[0].text == "second " * 100


def test_a_process_killed_amid_a_note_leaves_it(tmp_path: Path) -> None:
    code = (
        "import sys, os, signal; from pathlib import Path; from reader.notes.drafts import Drafts\n"
        "Drafts(Path(sys.argv[1])).save('a', 'hl-1', 'half a tho'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    checkout = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=checkout, check=False)
    assert done.returncode == -9
    assert [draft.text for draft in Drafts(tmp_path).recover()] == ["half a tho"]
