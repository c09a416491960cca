"""Every call that saving a note makes fails once, in every way; and writers are killed at random."""

from __future__ import annotations

import errno
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.domain.article import Article
from reader.domain.span import Span
from reader.notes import files
from reader.notes.errors import NotesError
from reader.notes.journal import Journal
from reader.notes.markdown_file import parse
from reader.notes.store import NoteStore

ID = "01J8ABCDEFGHIJKMNPQRST"
CHECKOUT = Path(__file__).parents[3]

Faults = Callable[..., files.System]


def text_of(store: NoteStore) -> str:
    path = store.path_of(ID)
    return path.read_text() if path is not None else ""


@pytest.mark.parametrize("error", [None, errno.ENOSPC, errno.EIO, errno.EDQUOT])
@pytest.mark.parametrize("deed", ["first", "add", "change", "remove"])
def test_whatever_call_fails_nothing_that_was_acknowledged_is_missing(
    tmp_path: Path,
    article: Article,
    third: Span,
    faults: Faults,
    killed: type[BaseException],
    error: int | None,
    deed: str,
) -> None:
    for number in range(1, 1000):
        folder = tmp_path / str(number)
        calm = NoteStore(folder)
        kept = None if deed == "first" else calm.add(ID, article, third, note="kept " * 50)
        before = text_of(calm)
        system = faults(number, error)
        store = NoteStore(folder, Journal(folder / "journal", system), system)
        acknowledged = False
        try:
            if kept is None or deed == "add":
                store.add(ID, article, Span(25, 60), note="new " * 50)
            elif deed == "change":
                store.change(ID, article, type(kept)(kept.id, kept.anchor, note="other " * 50), base=kept)
            else:
                store.remove(ID, kept.id)
            acknowledged = True
        except (NotesError, killed):
            pass
        after = text_of(NoteStore(folder))
        notes = [entry.note for entry in parse(after).entries.values()]
        new = {
            "first": ["new " * 50],
            "add": ["new " * 50, "kept " * 50],
            "change": ["other " * 50],
            "remove": [],
        }[deed]
        is_new = sorted(notes) == sorted(note.strip() for note in new) and after != before
        assert is_new or after == before
        assert is_new or not acknowledged
        if not system.failed:  # type: ignore[attr-defined]
            assert acknowledged
            assert number > 15
            return
    pytest.fail("it never came through")


WRITER = """
import os, sys
from pathlib import Path
from reader.domain.article import Article, Block, Kind, Metadata
from reader.notes.store import NoteStore

folder, name = Path(sys.argv[1]), sys.argv[2]
text = "A town by the sea has a clock that is always right."
article = Article(text, (Block(Kind.PARAGRAPH, 0, len(text)),), (), Metadata(title="Clock", published="2026"))
store = NoteStore(folder)
for number in range(int(sys.argv[3])):
    note = f"{name}-{number}"
    store.add("clock", article, None, note=note)
    os.mkdir(Path(sys.argv[4], note))
"""


def writer(folder: Path, name: str, count: int, acks: Path, *before: str) -> subprocess.Popen[bytes]:
    """A process that adds notes, and for each that is saved makes a folder, a call without faults."""
    acks.mkdir(exist_ok=True)
    return subprocess.Popen(
        [*before, sys.executable, "-c", WRITER, str(folder), name, str(count), str(acks)],
        cwd=CHECKOUT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def promises(acks: Path) -> list[str]:
    """The notes that were said to be saved."""
    return [path.name for path in acks.iterdir()]


def saved(folder: Path) -> list[str]:
    """The notes in the one note file; none where there is no file yet."""
    notes = []
    for path in folder.rglob("*.md"):
        if not path.name.startswith("."):
            document = parse(path.read_text())
            assert document.head.problem is None
            notes += [entry.note for entry in document.entries.values()]
    return notes


def test_four_writers_of_whom_one_after_the_other_is_killed(tmp_path: Path) -> None:
    folder, acks = tmp_path / "notes", tmp_path / "acks"
    dice = random.Random(4)
    running = [writer(folder, f"w{number}", 10_000, acks) for number in range(4)]
    deadline = time.monotonic() + 6
    for number in range(4, 12):
        target = len(promises(acks)) + dice.randint(4, 12)
        while len(promises(acks)) < target and time.monotonic() < deadline:
            time.sleep(0.002)
        victim = running.pop(dice.randrange(len(running)))
        victim.kill()
        victim.wait()
        if number < 8:
            running.append(writer(folder, f"w{number}", 10_000, acks))
    for process in running:
        process.kill()
        process.wait()
    promised, there = promises(acks), saved(folder)
    assert len(promised) > 20
    assert set(promised) <= set(there)
    assert len(there) == len(set(there))


def strace_works() -> bool:
    strace = shutil.which("strace")
    if strace is None:
        return False
    command = [strace, "-qq", "-e", "inject=fsync:error=EIO:when=1", "true"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not strace_works(), reason="strace is not installed, or may not trace here")
@pytest.mark.parametrize(
    "fault",
    [
        "fsync:error=EIO:when=2",
        "fsync:signal=KILL:when=3",
        "rename:error=ENOSPC:when=1",
        "rename:signal=KILL:when=2",
        "write:error=EDQUOT:when=3",
    ],
)
def test_the_kernel_itself_fails(tmp_path: Path, fault: str) -> None:
    folder, acks = tmp_path / "notes", tmp_path / "acks"
    traced = (
        "strace",
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "trace=fsync,rename,write",
        "-e",
        f"inject={fault}",
    )
    writer(folder, "w", 4, acks, *traced).wait(timeout=60)
    promised = promises(acks)
    assert set(promised) <= set(saved(folder))
    assert len(promised) < 4


@pytest.mark.skipif(not strace_works(), reason="strace is not installed, or may not trace here")
def test_the_order_of_calls_as_the_kernel_sees_it(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    traced = ("strace", "-f", "-qq", "-y", "-o", str(trace), "-e", "trace=fsync,rename,write,mkdir")
    assert writer(tmp_path / "notes", "w", 1, tmp_path / "acks", *traced).wait(timeout=60) == 0
    steps = []
    for line in trace.read_text().splitlines():
        if ".tmp" in line:
            steps.append(line.split("(")[0].split()[-1])
        elif "fsync" in line and "/notes/2026>" in line:
            steps.append("fsync folder")
        elif "/acks/w-0" in line:
            steps.append("acknowledge")
    assert steps == ["write", "fsync", "rename", "fsync folder", "acknowledge"]


FILLER = """
import sys
from pathlib import Path
from reader.notes.errors import NotesError
from reader.notes.store import NoteStore

folder = Path(sys.argv[1])
if sys.argv[2] == "limit":
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
store, saved = NoteStore(folder), 0
exec(sys.argv[3])
try:
    while True:
        store.add("clock", article, None, note=f"note-{saved} " * 100)
        saved += 1
except NotesError as error:
    (listed,) = NoteStore(folder).all()
    notes = {highlight.note.split()[0] for highlight in listed.highlights}
    assert notes == {f"note-{number}" for number in range(saved)}, (saved, notes)
    assert [p for p in folder.rglob("*.tmp")] == []
    print(saved, error)
"""

ARTICLE = WRITER[WRITER.index("text =") : WRITER.index("store =")]


def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from reader.domain.article import *\n" + FILLER]
    command += [str(tmp_path), "limit", ARTICLE]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert int(done.stdout.split()[0]) > 20
    assert "raise the limit" in done.stdout


def small_disks_work() -> bool:
    if shutil.which("unshare") is None:
        return False
    command = ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not small_disks_work(), reason="no file system may be mounted in a namespace here")
def test_a_disk_that_is_full(tmp_path: Path) -> None:
    code = "from reader.domain.article import *\n" + FILLER
    mounted = 'mount -t tmpfs -o size=200k tmpfs "$1" && exec "$2" -c "$3" "$1/notes" disk "$4"'
    command = ["unshare", "-rm", "sh", "-c", mounted, "sh", str(tmp_path), sys.executable, code, ARTICLE]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert int(done.stdout.split()[0]) > 20
    assert "the disk is full" in done.stdout
