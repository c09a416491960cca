"""The outlet: a terminal's own file, written to without ever waiting for it unless asked to."""

from __future__ import annotations

import contextlib
import errno
import os
import select
import time
from collections.abc import Sequence

_GONE = (errno.EIO, errno.ENXIO, errno.EBADF, errno.EPIPE, errno.ENODEV)


class Gone(Exception):
    """The terminal is no longer there."""


class Outlet:
    """Bytes on their way to a terminal, in order, none lost.

    The terminal is opened once more under its name, for only then can writing be made not to wait: that is a
    property of the open file, and the one that the program was started with belongs to its shell as well.

    Args:
        descriptors: Open descriptors, one of which may be the terminal; the first that is serves.
    """

    def __init__(self, descriptors: Sequence[int]) -> None:
        self._left = b""
        self.fd = _open_terminal(descriptors)

    @property
    def blocked(self) -> bool:
        """Whether the terminal has not yet taken all that was written."""
        return bool(self._left)

    def write(self, data: bytes) -> None:
        """Write data after what is still left, as far as the terminal takes it now.

        Raises:
            Gone: The terminal is no longer there.
        """
        self._left += data
        while self._left:
            try:
                taken = os.write(self.fd, self._left)
            except BlockingIOError:
                return
            except OSError as error:
                self._left = b""
                if error.errno in _GONE:
                    raise Gone from error
                raise
            self._left = self._left[taken:]

    def drain(self, seconds: float) -> bool:
        """Wait until all is written.

        Args:
            seconds: How long to wait at most.

        Returns:
            Whether all was written; what was not is given up.

        Raises:
            Gone: The terminal is no longer there.
        """
        end = time.monotonic() + seconds
        self.write(b"")
        while self._left:
            left = end - time.monotonic()
            if left <= 0 or not select.select([], [self.fd], [], left)[1]:
                self._left = b""
                return False
            self.write(b"")
        return True

    def size(self) -> tuple[int, int] | None:
        """Columns and rows of the terminal; ``None`` if it does not know."""
        with contextlib.suppress(OSError):
            size = os.get_terminal_size(self.fd)
            if size.columns and size.lines:
                return size.columns, size.lines
        return None

    def close(self) -> None:
        """Close the file; nothing can be written any more."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1


def _open_terminal(descriptors: Sequence[int]) -> int:
    names = []
    for descriptor in descriptors:
        with contextlib.suppress(OSError):
            names.append(os.ttyname(descriptor))
    for name in [*names, "/dev/tty"]:
        with contextlib.suppress(OSError):
            return os.open(name, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    # A terminal without a name that can be opened, as in some containers: writing to it may wait.
    return os.dup(next((fd for fd in descriptors if os.isatty(fd)), 2))
