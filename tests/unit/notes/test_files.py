from __future__ import annotations

import errno
import os
import stat
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.notes import files

Faults = Callable[..., files.System]

ERRORS = [None, errno.ENOSPC, errno.EIO, errno.EDQUOT]


def strays(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.endswith(".tmp")]


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("old", [b"", b"the old words\n" * 100])
def test_whatever_fails_the_file_is_the_old_or_the_new_whole(
    tmp_path: Path, faults: Faults, killed: type[BaseException], error: int | None, old: bytes
) -> None:
    new = b"the new words, more of them\n" * 120
    for number in range(1, 1000):
        path = tmp_path / f"{number}" / "note.md"
        path.parent.mkdir()
        if old:
            path.write_bytes(old)
        system = faults(number, error)
        acknowledged = False
        try:
            files.write_whole(path, new, system)
            acknowledged = True
        except (OSError, killed):
            pass
        there = path.read_bytes() if path.exists() else b""
        assert there in {old, new}
        assert there == new or not acknowledged
        if error is not None and "unlink" not in system.calls[number - 1 : number]:  # type: ignore[attr-defined]
            assert strays(path.parent) == []
        if not system.failed:  # type: ignore[attr-defined]
            assert acknowledged
            assert number > 8
            return
    pytest.fail("it never came through")


def test_the_order_in_which_things_reach_the_disk(tmp_path: Path, faults: Faults) -> None:
    path = tmp_path / "note.md"
    path.write_bytes(b"old")
    system = faults(0, None)
    files.write_whole(path, b"new words", system)
    order = [name for name in system.calls if name != "write"]  # type: ignore[attr-defined]
    assert order == [
        "makedirs", "open", "fchmod", "fsync", "close", "rename", "open", "fsync folder", "close",
    ]  # fmt: skip
    calls = system.calls  # type: ignore[attr-defined]
    assert calls.index("fchmod") < calls.index("write")
    assert len(calls) - 1 - calls[::-1].index("write") < calls.index("fsync")


def test_a_link_stays_one_and_its_target_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "vault" / "real.md"
    target.parent.mkdir()
    target.write_bytes(b"old")
    target.chmod(0o640)
    link = tmp_path / "link.md"
    link.symlink_to(target)
    files.write_whole(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_file_has_the_mode_that_the_user_wants(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        files.write_whole(tmp_path / "new.md", b"x")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "new.md").stat().st_mode) == 0o640


def test_what_a_crash_left_is_cleaned_after_a_day(tmp_path: Path) -> None:
    ours = tmp_path / f".note.md.{'0a' * 6}.tmp"
    fresh = tmp_path / f".note.md.{'1b' * 6}.tmp"
    others = tmp_path / ".theirs.tmp"
    for path in (ours, fresh, others):
        path.write_bytes(b"x")
    now = fresh.stat().st_mtime
    for path in (ours, others):
        os.utime(path, (now - 2 * files.STRAY, now - 2 * files.STRAY))
    files.clean_strays(tmp_path, now)
    files.clean_strays(tmp_path / "nowhere", now)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([fresh.name, others.name])


def test_appending_closes_off_a_torn_line(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "log"
    files.append(path, b"one\n")
    with path.open("ab") as file:
        file.write(b"torn")
    files.append(path, b"two\n")
    assert path.read_bytes() == b"one\ntorn\ntwo\n"


def test_threads_take_turns(tmp_path: Path) -> None:
    inside = []

    def work(name: int) -> None:
        for _ in range(20):
            with files.locked(tmp_path, "article"):
                inside.append(name)
                assert inside == [name]
                inside.remove(name)

    failures: list[BaseException] = []
    threading.excepthook, old = (
        lambda args: failures.append(args.exc_value or Exception()),
        threading.excepthook,
    )
    try:
        threads = [threading.Thread(target=work, args=(name,)) for name in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        threading.excepthook = old
    assert failures == []
    assert (tmp_path / "article").exists()


class NoLocks(files.System):
    def lockf(self, fd: int, command: int) -> None:
        raise OSError(errno.ENOLCK, "no locks here")


class TakenLocks(files.System):
    def lockf(self, fd: int, command: int) -> None:
        raise OSError(errno.EAGAIN, "taken")


def test_without_locks_a_file_stands_for_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.0)
    held = tmp_path / "article.held"
    with files.locked(tmp_path, "article", NoLocks()):
        assert held.read_text().split()[1] == str(os.getpid())
    assert not held.exists()
    held.write_text("elsewhere 1\n")
    with pytest.raises(OSError, match="still writing"), files.locked(tmp_path, "article", NoLocks()):
        pytest.fail("two hold it")
    past = time.time() - 2 * files.STALE
    os.utime(held, (past, past))
    with files.locked(tmp_path, "article", NoLocks()):
        assert held.exists()


def test_a_lock_that_is_never_given_up_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.0)
    with pytest.raises(OSError, match="another instance"), files.locked(tmp_path, "x", TakenLocks()):
        pytest.fail("two hold it")


@pytest.mark.parametrize("key", ["../../etc/passwd", "a/b", "", "x" * 300, "é", "a\x00b"])
def test_a_key_is_never_a_path(key: str) -> None:
    name = files.file_name(key)
    assert name == Path(name).name
    assert len(name) <= 64
    assert name not in {".", ".."}
    assert files.file_name(key) == name
