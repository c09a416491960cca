"""The guard: a shell of a few kilobytes that gives the terminal back when the program cannot.

SIGKILL, want of memory and SIGHUP end a process without a word to its terminal. The guard waits at
the end of a pipe that only this process holds open; when it closes without a word, the process is gone.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from typing import Any, Final

from reader.terminal.lifecycle import RESTORE

_SHELL: Final = "/bin/sh"
_SCRIPT: Final = 'read -r word || { printf %s "$1"; stty "$2" <&1; }'
_DISMISSED: Final = b"well\n"
_LIMIT: Final = 1.0
"""Seconds that a dismissed guard gets to go."""


class Guard:
    """Gives a terminal back if this process ends before :meth:`dismiss`.

    Args:
        fd: A descriptor of the terminal.
        attributes: Its line settings as they were, as ``termios.tcgetattr`` gives them.

    Raises:
        OSError: It could not be started.
    """

    def __init__(self, fd: int, attributes: list[Any] | None) -> None:
        theirs, self._ours = os.pipe()
        try:
            # In a session of its own: keys, hangups and the shell's job control are not meant for it.
            self._process = subprocess.Popen(
                [_SHELL, "-c", _SCRIPT, "guard", RESTORE, spelt(attributes)],
                stdin=theirs,
                stdout=fd,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                cwd="/",
            )
        except BaseException:
            os.close(self._ours)
            raise
        finally:
            os.close(theirs)

    def dismiss(self) -> None:
        """Send it away: the terminal has been given back."""
        with contextlib.suppress(OSError):
            os.write(self._ours, _DISMISSED)
        os.close(self._ours)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_LIMIT)


def spelt(attributes: list[Any] | None) -> str:
    """Line settings as ``stty`` reads them; ``sane`` where they are not known, or it has a way of its own."""
    if attributes is None or sys.platform != "linux":
        return "sane"
    *flags, _, _, characters = attributes
    codes = [one[0] if isinstance(one, bytes) else one for one in characters]
    return ":".join(f"{number:x}" for number in [*flags, *codes])
