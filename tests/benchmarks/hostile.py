"""What every file of the corpus's bad ones does in `show`, as text and as JSON, and in the reader.

Run as `python -m tests.benchmarks hostile`; it takes some minutes. For each file and way it prints the exit
status, the seconds of processor time and the most memory, and what is wrong: too much of either, a traceback,
or a byte of an escape sequence of the file's that reached the terminal.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.loading import CORPUS
from tests.pty.hostile import PAYLOADS
from tests.pty.tty import Tty

SECONDS = 10.0
MEGABYTES = 500

_WATCH = """
import resource, subprocess, sys
status = subprocess.call(sys.argv[2:])
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(status, usage.ru_maxrss, usage.ru_utime + usage.ru_stime, file=open(sys.argv[1], "w"))
"""
_READER = [sys.executable, "-m", "reader"]
_NOT_INPUTS = {"README.md", "LICENSE.blns", "make_odd.py"}
_PAGES = 12


def main() -> None:
    """Try them all and print."""
    if not CORPUS.is_dir():
        print("the corpus is not beside the checkout: nothing is tried")
        return
    faults = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "bad")
        subprocess.run(["cp", "-r", str(CORPUS / "bad"), str(folder)], check=True)
        folder.chmod(0o755)
        subprocess.run([sys.executable, str(folder / "make_odd.py")], check=True)
        os.environ.update(
            {f"XDG_{name}_HOME": f"{scratch}/{name}" for name in ("CONFIG", "DATA", "CACHE", "STATE")}
        )
        for path in _inputs(folder):
            ways = [_shown(path, form, scratch) for form in ("text", "json")] + [_read(path, scratch)]
            wrong = [problem for *_, problems in ways for problem in problems]
            cells = " ".join(
                f"{status:>4} {seconds:5.1f} s {memory:4.0f} MB" for status, seconds, memory, _ in ways
            )
            print(
                f"{ascii(path.relative_to(folder).as_posix())[1:41]:<40} {cells}  {'; '.join(wrong) or 'ok'}",
                flush=True,
            )
            faults += len(wrong)
    for trace in ("evil_zipslip", "pwned_yaml"):
        faults += (Path(tempfile.gettempdir()) / trace).exists()
    print("nothing got through, nothing took too long" if not faults else f"{faults} faults")


def _inputs(folder: Path) -> list[Path]:
    top = [path for path in sorted(folder.iterdir()) if path.name not in _NOT_INPUTS | {"names", "loop"}]
    return [*top, *sorted((folder / "names").iterdir()), *sorted((folder / "loop").iterdir()), folder]


def _wrong(raw: bytes, seconds: float, memory: float) -> list[str]:
    found = [f"sent {payload!r}" for payload in PAYLOADS if payload in raw]
    if b"Traceback" in raw:
        found.append("traceback")
    if seconds > SECONDS:
        found.append("too long")
    if memory > MEGABYTES:
        found.append("too much memory")
    return found


def _shown(path: Path, form: str, scratch: str) -> tuple[str, float, float, list[str]]:
    told = Path(scratch, "told")
    command = [
        sys.executable,
        "-S",
        "-c",
        _WATCH,
        str(told),
        *_READER,
        "show",
        "--format",
        form,
        "--",
        str(path),
    ]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    status, peak, seconds = map(float, told.read_text().split())
    memory = peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    raw = done.stdout if form == "text" else b""  # in JSON the letters of a payload may stand as text
    found = _wrong(raw + done.stderr, seconds, memory)
    if re.search(rb"[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]", done.stdout):
        found.append("control characters")
    if (status != 0) != bool(done.stderr.strip() and not done.stdout):
        found.append(f"status {status:.0f} and said {done.stderr[:60]!r}")
    return f"{status:.0f}", seconds, memory, found


def _read(path: Path, scratch: str) -> tuple[str, float, float, list[str]]:
    """Open it in the reader, go through its pages, to its end and back, and leave."""
    found: list[str] = []
    with Tty([*_READER, "--", str(path)], cols=100, rows=30) as tty:
        try:
            tty.wait_for(r"keys|broadsheet: ", SECONDS * 3)
            for key in (*["space"] * _PAGES, "G", "g", "g", "e", "esc", "c", "esc"):
                if not tty.alive():
                    break
                tty.key(key)
                tty.settle(0.05, limit=SECONDS)
        except AssertionError as error:
            if tty.alive():
                found.append(str(error).splitlines()[0][:80])
        seconds, memory = _used(tty.pid)
        if tty.alive():
            tty.key("Q")
        status = tty.wait_exit(SECONDS * 6)  # the machine may have other things to do
        found += _wrong(bytes(tty.raw), seconds, memory)
        if tty.emulator.modes.get(1049) or tty.emulator.modes.get(25) is False:
            found.append("the terminal was not restored")
    return str(status), seconds, memory, found


def _used(pid: int) -> tuple[float, float]:
    """Seconds and megabytes that a process took so far; nothing where that is not known."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        peak = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0.0, 0.0
    seconds = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return seconds, int(peak[1]) / 1024 if peak else 0.0


if __name__ == "__main__":
    main()
