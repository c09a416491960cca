"""What the notes say when they cannot be read or written."""

from __future__ import annotations

import errno
from pathlib import Path

from reader.loaders.clean import clean_line

_ADVICE = {
    errno.ENOSPC: "the disk is full; free some space and save again",
    errno.EDQUOT: "your disk quota is used up; free some space and save again",
    errno.EFBIG: "the file would grow beyond what is allowed; raise the limit and save again",
    errno.EROFS: "the file system is read-only; set notes.dir to a folder that may be written",
    errno.EACCES: "permission denied; change its permissions or set notes.dir to another folder",
    errno.EPERM: "permission denied; change its permissions or set notes.dir to another folder",
    errno.EIO: "the disk reports an error; check it, or set notes.dir to another disk",
    errno.EBUSY: "another instance is still writing there; save again",
    errno.ESTALE: "the connection to its server is lost; mount it again and save again",
    errno.ETIMEDOUT: "the connection to its server is lost; mount it again and save again",
}


class NotesError(Exception):
    """Notes that cannot be read, written or changed; its text is one line: what, where, and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(clean_line(message))


class Overtaken(NotesError):
    """A change that cannot be undone, now or later, since others changed the same since."""


def unwritable(path: Path, error: OSError) -> NotesError:
    """What to say when the system refuses to write notes."""
    reason = _ADVICE.get(error.errno or 0, error.strerror or str(error))
    return NotesError(f"{path}: nothing was saved: {reason}")


def unreadable(path: Path, error: OSError) -> NotesError:
    """What to say when the system refuses to read notes."""
    reason = _ADVICE.get(error.errno or 0, error.strerror or str(error))
    return NotesError(f"{path}: the notes cannot be read: {reason}")
